"""The scores of redesigned sites: what counts as right, as frame, and what lists state."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any, cast

import pytest

from hanoi_press.items import Listed
from spiders_tests.redesign.listed_rows import listed_by_the_site
from spiders_tests.redesign.scores import line_of, main, shortened
from spiders_tests.redesign.scoring import Score, compare, modelled_site, modelled_sources, score
from spiders_tests.redesign.wanted import wanted
from spiders_tests.sites.page import RSS, Page

GOLD: dict[str, Any] = {
    "title": "Chợ họp sớm",
    "text": "Một.\n\nHai.",
    "summary": "Từ ba giờ sáng.",
    "authors": ["An Bình", "Lê Chi"],
    "published_at": "2026-11-20T08:15:32+07:00",
}
MINUTE, DAY = "2026-11-20T08:15:00+07:00", "2026-11-20"
PRINTED = ["Một xe tải đỗ ở bãi.", "Hai người đợi ở cổng.", "Từ ba giờ sáng.", "Giấy phép số 12 của Bộ."]


def right(page: str, level: int, listed: Listed | None = None) -> Any:
    return wanted(GOLD, f"<html><body>{page}</body></html>".encode(), level, listed)


@pytest.mark.parametrize(
    ("page", "level", "listed", "dates"),
    [
        ("20/11/2026 08:15", 1, None, ()),
        ("20/11/2026", 1, None, (DAY,)),
        ("20/11/2026 08:15", 3, None, (MINUTE,)),
        ("20-11-2026, 8h15", 3, None, (MINUTE,)),
        ("20/11/2026", 3, None, (MINUTE, DAY)),
        ("20/11/2026", 3, Listed(published="2026-11-20T08:15:00+07:00"), (MINUTE,)),
        ("", 3, Listed(published="2026-11-20"), (MINUTE, DAY)),
        ("", 3, None, (MINUTE, DAY, None)),
    ],
)
def test_a_date_is_wanted_as_far_as_it_is_stated(
    page: str, level: int, listed: Listed | None, dates: tuple[str | None, ...]
) -> None:
    assert right(page, level, listed).published_at == (GOLD["published_at"], *dates)


def test_what_no_reader_sees_is_not_wanted() -> None:
    printed = right("Từ ba giờ sáng. AN BÌNH <script>Lê Chi</script>", 3)
    assert printed.summary == ("Từ ba giờ sáng.",)
    assert printed.authors == (["An Bình", "Lê Chi"], ["An Bình"])
    assert right("", 3).summary == ("Từ ba giờ sáng.", None)
    assert right("", 2).summary == ("Từ ba giờ sáng.",)


def test_a_row_states_what_it_prints() -> None:
    url = "https://a.vn/cho.html"
    row = '<li><a href="/cho.html">Chợ họp sớm</a><span>20/11/2026 08:15</span><p>Từ ba giờ sáng.</p></li>'
    other = '<li><a href="/khac.html">Bài khác</a><span>01/01/2020</span></li>'
    lists = {"https://a.vn/tin": Page.of(f"<html><body><ul>{other}{row}</ul></body></html>")}
    assert listed_by_the_site(lists, {url: GOLD}) == {
        url: Listed(title="Chợ họp sớm", summary="Từ ba giờ sáng.", published=MINUTE)
    }
    cut = {"https://a.vn/tin": Page.of('<div><a href="cho.html">Chợ họp …</a> 20/11/2026</div>')}
    assert listed_by_the_site(cut, {url: GOLD}) == {url: Listed(published=DAY)}
    assert listed_by_the_site({"https://a.vn/tin": Page.of(other)}, {url: GOLD}) == {}


def test_a_feed_states_what_it_holds() -> None:
    item = "<item><title>Chợ họp sớm</title><link>https://a.vn/cho.html</link>"
    item += "<description>&lt;p&gt;Cắt …&lt;/p&gt;</description><pubDate>Fri, 20 Nov 2026 01:15:32 GMT</pubDate></item>"
    feed = {"https://a.vn/rss": Page.of(f"<rss><channel>{item}</channel></rss>", RSS)}
    assert listed_by_the_site(feed, {"https://a.vn/cho.html": GOLD}) == {
        "https://a.vn/cho.html": Listed(title="Chợ họp sớm", published="2026-11-20T08:15:32+07:00")
    }


def test_unchanged_pages_score_full() -> None:
    """The golds are what the templates read today; sources whose pages are shells of an API have no page."""
    assert not {"mof", "moh"} & set(modelled_sources())
    for source in ("baochinhphu", "moc"):
        found = dataclasses.asdict(score(source, 0))
        pages = len(modelled_site(source).golds)
        assert {name: found[name] for name in ("pages", "read", "title", "text", "authors")} == dict.fromkeys(
            ("pages", "read", "title", "text", "authors"), pages
        )
        assert (found["lost"], found["added"], found["frame"], found["wrong"]) == (0, 0, 0, [])


def test_the_command_prints_a_table_and_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--source", "moc", "--level", "0", "--level", "4", "--cold", "--no-list", "--verbose"])
    printed = capsys.readouterr().out
    assert [line.split()[:4] for line in printed.splitlines() if line.startswith("moc") and "http" not in line] == [
        ["moc", "0", "4", "4"],
        ["moc", "4", "4", "4"],
    ]
    for wrong in score("moc", 4, cold=True, with_list=False).wrong:
        assert line_of(wrong) in printed


def test_what_is_lost_and_what_leaks_is_counted() -> None:
    head = {"url": "https://a.vn/cho.html", "title": "Chợ họp sớm", "summary": None, "authors": []}
    others: dict[str, Any] = {"section": [], "tags": [], "images": []}
    stated = {**head, **others, "published_at": GOLD["published_at"], "text": "\n\n".join(PRINTED)}
    article = cast(Any, SimpleNamespace(**stated))
    gold = {
        **GOLD,
        "text": "\n\n".join([*PRINTED[:2], "Lại vắng."]),
        "images": [],
        "section": [],
        "tags": ["chợ đầu mối"],
    }
    out = Score("a", 1)
    compare(article, gold, b"<html><body></body></html>", None, out)
    assert (out.lost, out.added, out.frame) == (1, 2, 1)
    assert (out.title, out.text, out.published_at, out.summary, out.authors) == (1, 0, 1, 0, 0)
    assert [(one.field, one.wanted, one.found) for one in out.wrong if one.field in ("lost", "added", "frame")] == [
        ("lost", "Lại vắng.", None),
        ("added", None, "Từ ba giờ sáng."),
        ("frame", None, "Giấy phép số 12 của Bộ."),
    ]


def test_long_values_lose_their_middle() -> None:
    assert shortened("a" * 10, 100) == f"'{'a' * 10}'"
    assert shortened("a" * 50 + "b" * 50, 20) == "'aaaaaaaaa … bbbbbbbbb'"
