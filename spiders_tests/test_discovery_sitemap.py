"""The sitemap route over a site made of a dict."""

import gzip
from datetime import date

import pytest

from hanoi_press.discovery import Lead, Window, sitemap
from hanoi_press.discovery.sitemap import daily
from hanoi_press.families.vccorp.vccorp_lists import SITEMAPS
from spiders_tests.discovery_site import HOME, Site, at, run

INDEX = f"{HOME}/sitemap.xml"


def index(*locs: str) -> bytes:
    return ("<sitemapindex>" + "".join(f"<sitemap><loc>{x}</loc></sitemap>" for x in locs) + "</sitemapindex>").encode()


def urlset(**lastmods: str) -> bytes:
    entries = (f"<url><loc>{HOME}/{name}</loc><lastmod>{when}</lastmod></url>" for name, when in lastmods.items())
    return ("<urlset>" + "".join(entries) + "</urlset>").encode()


def child(day: str) -> str:
    return f"{HOME}/sitemap-article-{day}.xml"


def three_days() -> Site:
    """An index in no order, with children that are no article sitemaps and one that is named twice."""
    return Site(
        {
            INDEX: index(
                f"{HOME}/sitemap-category.xml",
                child("2026-06-16"),
                child("2026-06-18"),
                "/sitemap-article-2026-06-17.xml",
                child("2026-06-18"),
            ),
            child("2026-06-16"): urlset(a="2026-06-16T09:00:00+07:00"),
            child("2026-06-17"): urlset(c="2026-06-17T23:00:00+07:00", b="2026-06-17T08:00:00"),
            child("2026-06-18"): urlset(d="2026-06-18T01:00:00Z", e="2026-06-18"),
        }
    )


A, B, C = Lead(f"{HOME}/a", at(16, 9)), Lead(f"{HOME}/b", at(17, 8)), Lead(f"{HOME}/c", at(17, 23))
D = Lead(f"{HOME}/d", at(18, 8))
E = Lead(f"{HOME}/e", modified_on=date(2026, 6, 18))  # only the day is known: no midnight is invented


@pytest.mark.parametrize(
    ("window", "leads", "days"),
    [
        (Window(), [D, E, C, B, A], [18, 17, 16]),
        (Window(since=at(17)), [D, E, C, B], [18, 17]),
        (Window(until=at(17)), [A], [16]),
        (Window(at(17), at(18)), [C, B], [17]),
        # d was changed after the window, so it may have been published inside: its page will tell
        (Window(at(17, 12), at(18, 4)), [D, E, C], [18, 17]),
        (Window(at(20), at(21)), [], []),
    ],
)
def test_newest_day_first_and_only_the_days_asked_for(window: Window, leads: list[Lead], days: list[int]) -> None:
    site = three_days()
    assert run(daily(site.fetch, INDEX, window)) == (leads, None)
    assert site.asked == [INDEX, *(child(f"2026-06-{day}") for day in days)]


@pytest.mark.parametrize(("most", "days"), [(1, [18]), (2, [18]), (3, [18, 17])])
def test_no_day_is_fetched_before_its_time(most: int, days: list[int]) -> None:
    site = three_days()
    assert run(daily(site.fetch, INDEX, Window()), most) == ([D, E, C][:most], None)
    assert site.asked == [INDEX, *(child(f"2026-06-{day}") for day in days)]


def test_failed_children_are_named_after_all_the_others() -> None:
    site = three_days()
    site.pages[child("2026-06-18")] = "blocked"
    site.pages[child("2026-06-16")] = b"<!doctype html><p>Just a moment"
    leads, failure = run(daily(site.fetch, INDEX, Window()))
    assert leads == [C, B]
    assert failure == f"{child('2026-06-18')}: blocked; {child('2026-06-16')}: HTML instead of XML"
    assert len(site.asked) == 4


def test_a_torn_child_gives_what_is_whole_and_is_named() -> None:
    site = three_days()
    site.pages[child("2026-06-17")] = urlset(c="2026-06-17T23:00:00+07:00", b="2026-06-17T08:00:00")[:-35]
    leads, failure = run(daily(site.fetch, INDEX, Window()))
    assert leads == [D, E, C, A]
    assert failure == f"{child('2026-06-17')}: XML without its end"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("404", "404"),
        (b"", "empty body instead of XML"),
        (b"<html></html>", "HTML instead of XML"),
        (b"<rss></rss>", "<rss> instead of a sitemap"),
    ],
)
def test_an_index_that_fails_fails_the_route(body: bytes | str, reason: str) -> None:
    site = Site({INDEX: body})
    assert run(daily(site.fetch, INDEX, Window())) == ([], f"{INDEX}: {reason}")


def test_an_index_that_is_a_sitemap_itself() -> None:
    site = Site({INDEX: urlset(c="2026-06-17T23:00:00+07:00", a="2026-06-16T09:00:00+07:00")})
    assert run(daily(site.fetch, INDEX, Window(since=at(17)))) == ([C], None)
    assert site.asked == [INDEX]


def test_monthly_sitemaps_that_are_parts_of_a_month() -> None:
    may, june, second = child("2026-05"), child("2026-06"), child("2026-06-part2")
    site = Site(
        {
            INDEX: index(may, june, second, child("2026-13"), child("2026-02-30")),
            june: gzip.compress(urlset(c="2026-06-17T23:00:00+07:00", a="2026-06-16T09:00:00+07:00")),
            second: urlset(b="2026-06-17T08:00:00+07:00"),
        }
    )
    assert run(daily(site.fetch, INDEX, Window(since=at(17)))) == ([C, B], None)
    assert site.asked == [INDEX, june, second]


def test_an_index_in_the_index_but_no_deeper() -> None:
    site = three_days()
    month = child("2026-06")
    site.pages[month] = site.pages[INDEX]
    site.pages[child("2026-06-16")] = index(child("2026-06-01"))
    site.pages[INDEX] = index(child("2026-07"), month, month)
    site.pages[child("2026-07")] = index(INDEX, month)
    leads, failure = run(daily(site.fetch, INDEX, Window()))
    assert leads == [D, E, C, B]
    assert failure == f"{child('2026-06-16')}: an index inside an index inside an index"
    assert site.asked == [INDEX, child("2026-07"), month, *(child(f"2026-06-{day}") for day in (18, 17, 16))]


def test_other_hosts_are_not_followed() -> None:
    www = "http://www.bao.example/sitemap-article-2026-06-17.xml"
    site = Site(
        {
            INDEX: index(
                "https://khac.example/sitemap-article-2026-06-18.xml",
                "https://bao.example.khac.example/sitemap-article-2026-06-18.xml",
                "file:///sitemap-article-2026-06-18.xml",
                www,
            ),
            www: urlset(c="2026-06-17T23:00:00+07:00"),
        }
    )
    assert run(daily(site.fetch, INDEX, Window())) == ([C], None)
    assert site.asked == [INDEX, www]


def test_the_other_name_of_a_site_is_no_other_host() -> None:
    """mst.gov.vn and mic.gov.vn are one site; the names of VCCorp's children say no day, or two."""
    children = [
        f"https://{host}/sitemaps/sitemaps-{name}.xml" for host, name in (("a.vn", "2026-6-1-15"), ("b.vn", "1"))
    ]
    site = Site({INDEX: index(*children), children[0]: urlset(a=""), children[1]: urlset(b="")})
    hosts = ("a.vn", "b.vn")
    found = run(daily(site.fetch, INDEX, Window(), child=SITEMAPS, hosts=hosts))
    assert found == ([Lead(f"{HOME}/a"), Lead(f"{HOME}/b")], None)
    found = run(daily(site.fetch, INDEX, Window(since=at(17)), child=SITEMAPS, hosts=hosts))
    assert found == ([Lead(f"{HOME}/b")], None)


def test_an_index_that_moved_is_read_from_where_it_is_now() -> None:
    site = three_days()
    old = "http://cu.example/sitemap.xml"
    site.moved[old] = INDEX
    assert run(daily(site.fetch, old, Window(since=at(18)))) == ([D, E], None)
    assert site.asked == [old, child("2026-06-18")]


def test_another_name_for_the_children() -> None:
    news = f"{HOME}/news/2026/06.xml"
    site = Site({INDEX: index(child("2026-06-18"), news), news: urlset(c="2026-06-17T23:00:00+07:00")})
    assert run(daily(site.fetch, INDEX, Window(), child=r"/news/(\d{4})/(\d{2})\.xml")) == ([C], None)
    assert site.asked == [INDEX, news]


def fetched_children(
    window: Window, children: dict[str, str], pattern: str = r"/s-(\d{4})-(\d{2})-(\d{2})"
) -> list[str]:
    """The children that are fetched of an index that states when each was changed ("" for not at all)."""
    entries = (
        f"<sitemap><loc>{HOME}/s-{name}.xml</loc>{changed and f'<lastmod>{changed}</lastmod>'}</sitemap>"
        for name, changed in children.items()
    )
    site = Site({INDEX: f"<sitemapindex>{''.join(entries)}</sitemapindex>".encode()})
    site.pages |= {f"{HOME}/s-{name}.xml": urlset(a="") for name in children}
    run(daily(site.fetch, INDEX, window, child=pattern))
    return sorted(url.removeprefix(f"{HOME}/s-").removesuffix(".xml") for url in site.asked[1:])


@pytest.mark.parametrize(
    ("changed", "is_fetched"),
    [
        ("2026-06-16T23:59:59+07:00", False),
        ("2026-06-16T16:59:59Z", False),
        ("2026-06-17T00:00:00+07:00", True),
        ("2026-06-16T17:00:00Z", True),
        ("2026-06-16", True),  # a day without an hour is no moment: the child may have changed at its end, elsewhere
        ("hôm qua", True),
        ("", True),
    ],
)
def test_a_child_that_last_changed_before_the_window_is_not_fetched(changed: str, is_fetched: bool) -> None:
    window = Window(since=at(17))
    assert fetched_children(window, {"news": changed}, r"/s-news") == (["news"] if is_fetched else [])
    assert fetched_children(window, {"2026-06-17": changed}) == (["2026-06-17"] if is_fetched else [])
    assert fetched_children(Window(until=at(17)), {"news": changed}, r"/s-news") == ["news"]


@pytest.mark.parametrize(
    ("window", "names"),
    [
        (Window(), ["2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18"]),
        (Window(since=at(17)), ["2026-06-17", "2026-06-18"]),
        (Window(since=at(16, 23, 59)), ["2026-06-16", "2026-06-17", "2026-06-18"]),
        (Window(until=at(17)), ["2026-06-15", "2026-06-16"]),
        (Window(until=at(17, 0, 1)), ["2026-06-15", "2026-06-16", "2026-06-17"]),
        (Window(at(16), at(17)), ["2026-06-16"]),
    ],
)
def test_a_child_whose_name_states_a_day_outside_the_window_is_not_fetched(window: Window, names: list[str]) -> None:
    # whatever the index says of its change: what is in it was published on that day
    days = {f"2026-06-{day}": "2026-06-30T00:00:00+07:00" for day in (15, 16, 17, 18)}
    assert fetched_children(window, days) == names


@pytest.mark.parametrize(
    ("name", "is_fetched"),
    [
        ("2026-5-16-31", False),
        ("2026-6-1-16", False),
        ("2026-6-1-17", True),
        ("2026-6-16-31", True),  # June has no 31st: the month's end is meant
        ("2026-5", False),
        ("2026-6", True),
        ("2026-13", False),
        ("all", True),
    ],
)
def test_names_of_parts_of_a_month(name: str, is_fetched: bool) -> None:
    pattern = r"/s-(?:all|(\d{4})-(\d{1,2})(?:-(\d{1,2})-(\d{1,2}))?)\.xml"
    assert fetched_children(Window(since=at(17)), {name: ""}, pattern) == ([name] if is_fetched else [])


def test_sitemaps_without_end_are_read_up_to_a_bound_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MAX_SITEMAPS", 3)
    site = three_days()
    leads, failure = run(daily(site.fetch, INDEX, Window()))
    assert len(site.asked) == 3 and leads and failure is not None and "more than 3 sitemaps" in failure


def test_a_sitemap_in_text() -> None:
    body = b"\xef\xbb\xbfhttps://bao.example/a?b=1&c=2\r\nHTTPS://bao.example:443/d\n\n"
    leads = run(daily(Site({INDEX: body}).fetch, INDEX, Window()))
    assert leads == ([Lead("https://bao.example/a?b=1&c=2"), Lead("https://bao.example/d")], None)


@pytest.mark.parametrize("body", [b"https://bao.example/ is being mended", b"https://a.vn/<b>", b"xin cho"])
def test_text_that_is_no_sitemap(body: bytes) -> None:
    assert run(daily(Site({INDEX: body}).fetch, INDEX, Window()))[1]


def test_sitemaps_on_another_port_are_another_servers() -> None:
    names = [
        "https://bao.example:443/sitemap-article-2026-06-17.xml",
        "https://BAO.example./sitemap-article-2026-06-16.xml",
    ]
    other = "https://bao.example:8080/sitemap-article-2026-06-15.xml"
    site = Site({INDEX: index(*names, other), f"{HOME}/sitemap-article-2026-06-17.xml": urlset(a="2026-06-17")})
    run(daily(site.fetch, INDEX, Window()))
    assert site.asked == [INDEX, f"{HOME}/sitemap-article-2026-06-17.xml", f"{HOME}/sitemap-article-2026-06-16.xml"]
