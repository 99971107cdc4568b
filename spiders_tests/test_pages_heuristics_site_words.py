"""What a page calls its site: no author, and its initials before a summary are a dateline."""

from __future__ import annotations

import pytest

from hanoi_press.pages.document import Document
from hanoi_press.pages.heuristics.site_words import SiteWords
from spiders_tests.heuristic_probe import PROSE, TITLE, article, html, paragraphs

REST = "Sau mười bốn tháng, cây cầu nối hai thôn đã thông xe."


@pytest.mark.parametrize(
    ("window", "head", "summary", "dateline"),
    [
        ("Báo Vùng Cao điện tử", "", f"VC - {REST}", "VC"),
        (f"{TITLE} | Tin tức Việt 24 - Tin nhanh", "", f"TT24 – {REST}", "TT24"),
        (TITLE, '<meta property="og:site_name" content="Báo Vùng Cao">', f"(BVC) {REST}", "BVC"),
        ("Báo Vùng Cao điện tử", "", f"(TTXVN) - {REST}", "TTXVN"),
        ("Báo Vùng Cao điện tử", "", f"EU - {REST}", None),
        ("Báo Vùng Cao điện tử", "", f"Việt Nam - {REST}", None),
        ("Báo Vùng Cao điện tử", "", "VC - một đội bóng mới.", None),
        (TITLE, "", f"XH - {REST}", None),  # initials of the headline, which is no name of the site
    ],
)
def test_initials_of_the_site_before_a_summary(window: str, head: str, summary: str, dateline: str | None) -> None:
    words = SiteWords(Document(html("", window, head), "https://x.example/a"), TITLE)
    assert words.dateline(summary) == (dateline, REST if dateline else summary)


def test_dateline_of_an_unknown_site_is_no_part_of_the_summary() -> None:
    body = f"<h1>{TITLE}</h1><div><b>VC - {REST}</b></div><div>{paragraphs()}</div>"
    found = article(body, f"{TITLE} - Báo Vùng Cao")
    assert (found.dateline, found.summary, found.text) == ("VC", REST, "\n\n".join(PROSE))


@pytest.mark.parametrize(
    ("window", "are"),
    [
        (f"{TITLE} | Sống Khác", True),
        (f"Sống Khác: chuyện đời - {TITLE}", False),
        (f"Sống Khác | {TITLE}", True),
        (f"{TITLE} | Sống Khác | Báo Ví Dụ", False),  # the writer of a column
    ],
)
def test_ends_of_the_window_s_title_are_names_of_the_site(window: str, are: bool) -> None:
    assert SiteWords(Document(html("", window), "https://x.example/a"), TITLE).are("Sống Khác") is are


def test_site_as_author_of_json_ld_is_none() -> None:
    author = '"author": {"@type": "Person", "name": "Sống Khác"}'
    news = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", {author}}}</script>'
    body = f"{news}<h1>{TITLE}</h1><div>{paragraphs()}</div>"
    assert article(body, f"{TITLE} | Sống Khác").authors == []
    assert article(body, TITLE).authors == ["Sống Khác"]
