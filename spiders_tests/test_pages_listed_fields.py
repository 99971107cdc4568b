"""What a page lacks comes from the list, and nothing that it has."""

from __future__ import annotations

import pytest

from hanoi_press.items import Article, Listed, content_hash
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.sources import context_for, sources

URL = "https://hanoimoi.vn/bo-y-te-hop-bao-1234567.html"
AT = "2026-11-21T03:00:00Z"
TITLE = "Bộ Y tế họp báo thường kỳ"
SAPO = "Sáng 20/11, Bộ Y tế họp báo về công tác phòng dịch cuối năm."
TEXT = "Theo báo cáo tại buổi họp, số ca mắc trong tháng giảm so với cùng kỳ năm trước ở cả ba miền. " * 6
STATED = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "DATE"}</script>'
LISTED = Listed(TITLE, SAPO, "2026-11-20T08:15:00+07:00", "https://hanoimoi.vn/anh/1.jpg", "Y tế", "Mai Hoa")


def article(listed: Listed | None, *, head: str = "", body: str = f"<p>{TEXT}</p>", title: str = TITLE) -> Article:
    page = (
        f"<html><head>{head}</head><body><h1 class=c-detail-head__title>{title}</h1>"
        f"<div class=b-maincontent><div class=entry>{body}</div></div></body></html>"
    )
    return read(page.encode(), URL, context_for(sources()["hanoimoi"]), fetched_at=AT, listed=listed)


def test_summary_and_date_of_the_list() -> None:
    found = article(LISTED)
    assert (found.title, found.summary, found.published_at) == (TITLE, SAPO, LISTED.published)
    assert found.raw.published == LISTED.published
    assert found.content_hash == content_hash(TITLE, SAPO, found.text)
    origins = found.extraction.fields
    assert (origins["summary"], origins["published_at"]) == ("list", "list") and origins["title"] != "list"
    assert list(origins) == sorted(origins)
    assert found.images == []  # a list's picture is a thumbnail


def test_without_a_list_nothing_is_filled() -> None:
    found = article(None)
    assert (found.summary, found.published_at) == (None, None)
    assert "list" not in found.extraction.fields.values()
    assert article(Listed()) == found


@pytest.mark.parametrize(
    "listed",
    [
        Listed(summary="Sáng 20/11, Bộ Y tế họp báo về…"),
        Listed(summary="Sáng 20/11, Bộ Y tế họp báo [...]"),
        Listed(summary=TITLE.upper()),
        Listed(summary=TEXT[:90]),
        Listed(summary="…"),
        Listed(summary="(HNM) - "),
        Listed(published="2026-11-23"),
        Listed(published="2026-11-22T23:15:00+07:00"),
    ],
)
def test_what_is_cut_off_repeated_or_in_the_future_is_not_taken(listed: Listed) -> None:
    assert article(listed) == article(None)


def test_the_dateline_of_a_summary() -> None:
    found = article(Listed(summary=f"(HNM) - {SAPO}"))
    assert (found.dateline, found.summary) == ("HNM", SAPO)


def test_what_the_page_states_stays() -> None:
    head = STATED.replace("DATE", "2026-11-19T07:00:00+07:00")
    found = article(Listed("Khác", None, "2026-11-20"), head=head)
    assert (found.title, found.published_at) == (TITLE, "2026-11-19T07:00:00+07:00")
    assert "list" not in found.extraction.fields.values()


def test_a_date_in_the_future_on_the_page_gives_way() -> None:
    head = STATED.replace("DATE", "2062-11-19T07:00:00+07:00")
    found = article(Listed(published="2026-11-20"), head=head)
    assert (found.published_at, found.extraction.fields["published_at"]) == ("2026-11-20", "list")
    assert (found.raw.published or "").startswith("2062")


def test_a_title_must_be_printed_on_the_page() -> None:
    found = article(LISTED, title="", body=f"<p>{TEXT}</p><p>Tin: {TITLE}</p>")
    assert found.title == TITLE
    with pytest.raises(NotAnArticle):
        article(LISTED, title="")
