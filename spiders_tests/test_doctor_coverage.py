"""Which layer found which field, and lines of the site's frame in the texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanoi_press.crawl.read_answer import Answer, read_answer
from hanoi_press.doctor.coverage import fallback_of, fields_of, has_selectors, leaks_of
from hanoi_press.doctor.findings import FieldFindings, LeakedLine
from hanoi_press.families.onecms import ONECMS
from hanoi_press.items import Article, Extraction
from hanoi_press.sources import sources
from hanoi_press.text.recurring_lines import RecurringLines

FOOTER = "Bạn đọc gửi tin về hộp thư bên dưới trang"


def read() -> Article:
    source = sources()["hanoimoi"]
    body = (
        '<html><head><title>Phố</title></head><body><h1 class="c-detail-head__title">Chuyện của phố</h1>'
        '<div class="b-maincontent"><div class="entry"><p>Một đoạn văn dài kể chuyện của phố và của chợ hoa.</p>'
        "<p>Đoạn thứ hai kể tiếp chuyện ấy cho đến hết ngày hôm đó.</p></div></div></body></html>"
    )
    found = read_answer(Answer("https://hanoimoi.vn/a-1.html", 200, body.encode(), "2026-11-24T00:00:00Z"), source)
    assert isinstance(found, Article)
    return found


def article(fields: dict[str, str], text: str = "Một.\n\nHai.", page: str = "onecms-detail") -> Article:
    return replace(read(), text=text, extraction=Extraction(page, fields))


ALL = {"title": "css", "summary": "css", "text": "css", "published_at": "css", "section": "css"}


def field(name: str, articles: list[Article], usual: dict[str, float] | None = None) -> FieldFindings:
    return next(one for one in fields_of(articles, (ONECMS,), usual or {}) if one.name == name)


def test_each_layer_is_counted_by_field() -> None:
    found = field("summary", [article(ALL), article(ALL), article(ALL | {"summary": "meta"})])
    assert (found.layers, found.pages, found.found, found.why) == ({"css": 2, "meta": 1}, 3, 3, "")


def test_the_fields_of_every_article_come_first_and_remarks_are_none() -> None:
    found = fields_of([article(ALL | {"images": "css", "language": "letters", "frame": "learnt"})], (ONECMS,), {})
    names = [one.name for one in found]
    assert names == ["title", "summary", "text", "published_at", "authors", "section", "tags", "images"]


@pytest.mark.parametrize(
    ("name", "layer", "why"),
    [
        ("title", "json-ld", "no selector matches"),
        ("text", "heuristic", "no selector matches"),
        ("published_at", "json-ld", ""),  # what a page states is taken before what it prints
        ("summary", "meta", ""),
    ],
)
def test_a_field_of_which_no_page_matches_the_selectors(name: str, layer: str, why: str) -> None:
    assert field(name, [article(ALL | {name: layer})] * 2).why == why
    assert field(name, [article(ALL), article(ALL | {name: layer})]).why == ""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("title", "on 0 of 2 pages"),
        ("published_at", "on 0 of 2 pages"),
        ("summary", "on no page, although selectors read it"),
        ("section", "on no page, although selectors read it"),
        ("tags", ""),  # three articles in a row may have none
        ("authors", ""),
    ],
)
def test_a_missing_field(name: str, why: str) -> None:
    without = {key: value for key, value in ALL.items() if key != name}
    assert field(name, [article(without)] * 2).why == why


def test_a_sure_field_that_one_page_lacks() -> None:
    without = {key: value for key, value in ALL.items() if key != "published_at"}
    assert field("published_at", [article(ALL), article(without)]).why == "on 1 of 2 pages"


def test_a_summary_that_one_page_alone_lacks_says_nothing() -> None:
    without = {key: value for key, value in ALL.items() if key != "summary"}
    assert field("summary", [article(without)]).why == ""


@pytest.mark.parametrize(("usual", "why"), [(0.9, "on no page; in earlier nights on 90 %"), (0.4, ""), (None, "")])
def test_tags_that_earlier_nights_had(usual: float | None, why: str) -> None:
    assert field("tags", [article(ALL)] * 3, {} if usual is None else {"tags": usual}).why == why


def test_lines_that_several_texts_share_leaked() -> None:
    first, second, third = (article(ALL, f"Đoạn {n} kể một chuyện.\n\n{FOOTER}") for n in (1, 2, 3))
    assert leaks_of([first, second, third], RecurringLines()) == [LeakedLine(FOOTER, 3, "shared")]
    assert leaks_of([first], RecurringLines()) == []


def test_one_text_at_two_addresses_shares_nothing() -> None:
    assert leaks_of([article(ALL, f"Một.\n\n{FOOTER}")] * 2, RecurringLines()) == []


def test_learnt_lines_and_phrases_leaked_and_rulings_of_a_person_count() -> None:
    learnt = RecurringLines()
    learnt.overrule(FOOTER, is_boilerplate=True)
    one, two = article(ALL, f"Một.\n\n{FOOTER}"), article(ALL, "Hai.\n\nTin liên quan\n\nBa.")
    assert leaks_of([one, two], learnt) == [LeakedLine(FOOTER, 1, "learnt"), LeakedLine("Tin liên quan", 1, "phrase")]
    learnt.overrule(FOOTER, is_boilerplate=False)
    assert leaks_of([one, article(ALL, f"Bốn.\n\n{FOOTER}")], learnt) == []


def test_a_long_paragraph_is_no_line_of_the_frame() -> None:
    long = "Một đoạn rất dài. " * 30
    assert leaks_of([article(ALL, f"Một.\n\n{long}"), article(ALL, f"Hai.\n\n{long}")], RecurringLines()) == []


def test_who_has_selectors() -> None:
    assert has_selectors(ONECMS) and has_selectors(sources()["mof"].family)
    assert not has_selectors(sources()["mae"].family)  # only marks are known of its pages
    assert (fallback_of(article(ALL)), fallback_of(article(ALL, page="learnt"))) == ("", "learnt")
