"""What a site names itself, if no known route works: feeds, the home page's articles, sitemaps."""

from __future__ import annotations

from collections import Counter

from hanoi_press.discovery import Window
from hanoi_press.discovery.autodiscovery import Autodiscovery
from hanoi_press.discovery.list_source import ListSource
from spiders_tests.discovery_site import HOME, Site, at, run

RSS = "<rss version='2.0'><channel>{}</channel></rss>"


def item(number: int, day: int) -> str:
    date = at(day).strftime("%a, %d %b %Y %H:%M:%S +0700")
    return f"<item><link>{HOME}/bai-{number}</link><pubDate>{date}</pubDate></item>"


def urls(*numbers: int) -> bytes:
    return ("<urlset>" + "".join(f"<url><loc>{HOME}/bai-{n}</loc></url>" for n in numbers) + "</urlset>").encode()


HEAD = """<link rel="alternate" type="application/rss+xml" href="/tin.rss">
<link rel="alternate" type="application/rss+xml" href="https://khac.example/tin.rss">
<link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" type="application/rss+xml" href="/x.rss">"""
ROBOTS = f"User-agent: *\nDisallow: /x\nSITEMAP: {HOME}/map.xml # all\nSitemap: https://khac.example/map.xml\n".encode()


def leads(pages: dict[str, bytes | str]) -> tuple[list[str], str | None, list[str], Counter[str]]:
    counts: Counter[str] = Counter()
    source = ListSource(lambda url: url if "/bai-" in url else None, lambda kind: counts.update([kind]))
    site = Site({f"{HOME}{path}": body for path, body in pages.items()})
    window = Window(since=at(10), source=source)
    found, failure = run(Autodiscovery(f"{HOME}/").leads(site.fetch, window, ()))  # type: ignore[arg-type]
    return (
        [lead.url.removeprefix(HOME) for lead in found],
        failure,
        [one.removeprefix(HOME) for one in site.asked],
        counts,
    )


def test_feeds_then_the_home_page_then_sitemaps_each_address_once() -> None:
    rows = "".join(f"<li><a href='/bai-{n}'>Một tin của ngày hôm nay</a></li>" for n in (2, 3))
    home = f"<html><head>{HEAD}</head><ul>{rows}</ul>"
    found, failure, asked, counts = leads(
        {
            "/": home.encode(),
            "/tin.rss": RSS.format(item(1, 12) + item(2, 11) + item(9, 9)).encode(),
            "/robots.txt": ROBOTS,
            "/map.xml": urls(3, 4),
        }
    )
    assert (found, failure) == (["/bai-1", "/bai-2", "/bai-3", "/bai-4"], None)
    assert asked == ["/", "/tin.rss", "/robots.txt", "/map.xml"] and counts == {"lists/autodiscovered": 1}


def test_a_part_that_fails_leaves_the_others() -> None:
    found, failure, _, _ = leads({"/": HEAD.encode(), "/tin.rss": "404", "/robots.txt": ROBOTS, "/map.xml": urls(4)})
    assert (found, failure) == (["/bai-4"], None)
    found, failure, _, _ = leads({"/": "404", "/robots.txt": ROBOTS, "/map.xml": urls(4)})
    assert (found, failure) == (["/bai-4"], None)
    found, failure, asked, counts = leads({"/": b"<p>x", "/robots.txt": b"User-agent: *"})
    assert found == [] and failure is not None and "names a feed" in failure
    assert asked == ["/", "/robots.txt"] and not counts


def test_an_index_of_many_sitemaps_is_read_up_to_a_bound() -> None:
    children = "".join(f"<sitemap><loc>{HOME}/map-{n}.xml</loc></sitemap>" for n in range(100))
    pages: dict[str, bytes | str] = {f"/map-{n}.xml": urls(n) for n in range(100)}
    pages |= {"/": b"<p>x", "/robots.txt": ROBOTS, "/map.xml": f"<sitemapindex>{children}</sitemapindex>".encode()}
    found, failure, asked, _ = leads(pages)
    assert failure is None and len(found) == 19 and len(asked) == 22
