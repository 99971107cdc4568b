"""The places of an article's values are found by its words, whatever layer read it."""

from __future__ import annotations

import json
import pickle

import pytest

from hanoi_press.pages.document import Document
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.pages.observation import observe
from spiders_tests.cost_growth import growth
from spiders_tests.learnt_pages import observed, page, values


def test_the_places_of_all_fields() -> None:
    article = values(1)
    found = observed(article, page(article))
    assert {field: ways[0] for field, ways in found.fields.items()} == {
        "title": "h1.headline",
        "summary": "p.sapo",
        "published": "span.when",
        "authors": "span.by",
        "section": "div.crumbs",
        "tags": "div.topics",
        "body": "div.story",
    }
    assert found.lacks == {"attribution"}
    assert pickle.loads(pickle.dumps(found)) == found
    json.dumps([found.fields, found.verdicts, found.boxes])


@pytest.mark.parametrize(
    ("printed", "way"),
    [
        ('<p class="sapo">(HNM) - {summary}</p>', "p.sapo"),
        ('<p class="sapo"><b>{summary}</b></p>', "p.sapo"),
        ('<p class="sapo"> {summary}\n</p>', "p.sapo"),
        ('<p class="sapo">{summary} Và thêm một câu của người khác.</p>', None),
        ('<p class="sapo">Chẳng phải câu ấy</p>', None),
    ],
)
def test_the_summary_is_found_by_its_words(printed: str, way: str | None) -> None:
    article = values(1)
    body = page(article).decode()
    start, _, end = body.partition('<p class="sapo">')
    markup = start + printed.replace("{summary}", article.summary or "") + end.partition("</p>")[2]
    assert observed(article, markup.encode()).fields.get("summary", (None,))[0] == way


@pytest.mark.parametrize(
    ("printed", "way"),
    [
        ("<i class='when'>11/11/2026 08:15</i>", "i.when"),
        ("<div class='meta'><a>Đời sống</a> 11/11/2026 08:15 (GMT+7)</div>", "div.meta"),
        ("<div class='clock'>11/11/2026 08:15 25/11/2026 19:00</div>", None),  # two dates: read as neither
    ],
)
def test_the_date_is_found_where_it_is_read_as_the_articles(printed: str, way: str | None) -> None:
    article = values(1)
    markup = page(article).decode().replace('<span class="when">11/11/2026 08:15</span>', printed)
    ways = observed(article, markup.encode()).fields.get("published", (None,))
    assert ways[0] == way or (way is None and "clock" in str(ways[0]))


def test_a_value_printed_twice_counts_behind_the_headline() -> None:
    article = values(1)
    markup = page(article).decode().replace("<h1", '<i class="clock">11/11/2026 08:15</i><h1')
    assert observed(article, markup.encode()).fields["published"][0] == "span.when"


def test_without_the_headline_nothing_is_observed() -> None:
    article = values(1)
    assert observe(Document(page(values(2)), article.url), article) is None


def test_a_title_repeated_in_a_list_is_not_the_headline() -> None:
    article = values(1)
    markup = page(article).decode().replace('<div class="menu">', f'<div class="menu"><a href="/y">{article.title}</a>')
    assert observed(article, markup.encode()).fields["title"][0] == "h1.headline"


def test_a_box_that_holds_much_else_is_not_the_body() -> None:
    article = values(1)
    others = "".join(f"<p>Đoạn của bài khác, số {number}, dài thêm chút nữa cho đủ.</p>" for number in range(60))
    markup = page(article).decode().replace('<div class="story">', f'<div class="story">{others}')
    assert "body" not in observed(article, markup.encode()).fields


def test_paragraphs_of_the_body_are_not_counted() -> None:
    """A signature in the sixth paragraph stands in the fifth of a shorter article."""
    article = values(1)
    name = article.raw.authors
    markup = page(article).decode().replace(f'<span class="by">{name}</span>', "")
    end = '</p></div>\n    <div class="topics">'
    markup = markup.replace(end, f"</p><p>{name}{end}")
    assert name in markup
    assert "authors" not in observed(article, markup.encode()).fields


def test_known_locators_are_judged() -> None:
    article = values(1)
    known = LearntTemplate({"title": ("h1.headline", "div.menu", "b.none", "p"), "body": ("div.others",)})
    verdicts = observed(article, page(article), known).verdicts
    assert verdicts == {"title": {"div.menu": False}, "body": {"div.others": False}}  # several matches: none


def test_what_finds_a_summary_on_a_page_without_one_is_wrong() -> None:
    article = values(1, summary=None)
    known = LearntTemplate({"summary": ("div.story > p:nth-of-type(1)",), "authors": ("div.menu",)})
    found = observed(article, page(article), known)
    assert found.verdicts == {"summary": {"div.story > p:nth-of-type(1)": False}, "authors": {"div.menu": False}}
    assert found.lacks == {"summary", "attribution"}


def test_a_summary_that_is_not_found_is_no_word_against_a_locator() -> None:
    article = values(1)
    markup = page(article).decode().replace(article.summary or "", "Một câu khác hẳn")
    found = observed(article, markup.encode(), LearntTemplate({"summary": ("p.sapo",)}))
    assert found.verdicts == {} and "summary" not in found.lacks


def test_boxes_inside_the_body() -> None:
    article = values(1)
    (box,) = observed(article, page(article, note="Mời bạn đọc góp ý")).boxes
    assert (box.locator, box.kind) == ("div.note", "nothing")
    (box,) = observed(article, page(article, note=article.text.split("\n\n")[1])).boxes
    assert (box.locator, box.kind) == ("div.note", "text")


PUMPS = ('<div class="{n}">', "<p>{title}</p>", "<a>xóm chợ</a>", "<p class='note'>a</p>", "<b>")


@pytest.mark.parametrize("pump", PUMPS)
def test_growth(pump: str) -> None:
    article = values(1)
    base = page(article).decode()

    def work(size: int) -> None:
        inside = "".join(pump.replace("{n}", f"n{n}").replace("{title}", article.title) for n in range(size))
        for place in ('<div class="story">', '<div class="others">'):
            observe(Document(base.replace(place, place + inside), article.url), article)

    assert growth(work, 1000) < 8
