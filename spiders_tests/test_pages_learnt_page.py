"""Pages are read where a learnt template says, and only there."""

from __future__ import annotations

from functools import cache

import pytest

from hanoi_press.items import Article
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.pages.assembly import assemble
from hanoi_press.pages.document import Document
from hanoi_press.pages.learnt_page import learnt_page
from hanoi_press.pages.learnt_template import LearntTemplate, digest, elements_of, fields_by
from hanoi_press.pages.observation import Observation, observe
from hanoi_press.pages.template_counts import TemplateCounts
from hanoi_press.sources import context_for, source_for
from spiders_tests.cost_growth import growth
from spiders_tests.learnt_pages import DAY, FETCHED, page, read_by, template, values
from spiders_tests.sites.build_sample import pages

BODY = {"body": ("div.story",)}


def test_all_fields_of_another_page_of_the_same_make() -> None:
    article = values(20)
    found = read_by(template(), page(article))
    assert found is not None
    for field in ("title", "summary", "text", "authors", "section", "tags", "published_at"):
        assert getattr(found, field) == getattr(article, field), field
    assert found.extraction.page == "learnt"
    assert set(found.extraction.fields.values()) == {"learnt"}


@pytest.mark.parametrize("known", [LearntTemplate(), LearntTemplate({"title": ("h1.headline",)})])
def test_without_a_body_there_is_no_page(known: LearntTemplate) -> None:
    assert read_by(known, page(values(1))) is None


def test_without_a_template_or_without_html_there_is_no_page() -> None:
    doc = Document(b'{"title": "x"}', "https://hanoimoi.vn/a-1301562.html")
    context = context_for(source_for(doc.url))
    identity = context.identify(doc.url)
    assert identity is not None
    assert learnt_page(doc, identity, context.source_of, LearntTemplate(BODY)) is None
    assert learnt_page(Document(page(values(1)), doc.url), identity, context.source_of, None) is None


@pytest.mark.parametrize(
    ("markup", "locators", "ruled", "wanted"),
    [
        ("<p class=a>x</p>", ["p.a"], False, "x"),
        ("<p class=a>x</p><p class=a>y</p>", ["p.a"], False, ""),  # two matches are none
        ("<p class=a>x</p><p class=a>y</p><b>z</b>", ["p.a", "b"], False, "z"),
        ("<p class=a>x</p><p class=a> </p>", ["p.a"], False, "x"),  # one has no words
        ("<p class=a> </p>", ["p.a"], False, ""),
        ("<p class=a><!-- x --></p>", ["p.a"], False, ""),
        ("<i>y</i><p class=a>x</p>", ["b.c", "p.a", "i"], False, "x"),  # the first that matches
        ("<p class=a>x</p><p class=a>y</p>", ["p.a"], True, "xy"),  # a person's selector counts as a page class's
        ("<p class=a>x</p>", [], True, ""),
    ],
)
def test_which_elements_match(markup: str, locators: list[str], ruled: bool, wanted: str) -> None:
    known = LearntTemplate({"title": tuple(locators)}, ruled=frozenset({"title"} if ruled else ()))
    doc = Document(f"<html><body>{markup}</body></html>", "https://x.example/a")
    assert "".join(one.text for one in elements_of(known, "title", doc)) == wanted
    assert ("title" in fields_by(known, doc)) == bool(wanted)


def test_a_persons_empty_list_means_never() -> None:
    known = template()
    fields = {**known.fields, "summary": ()}
    found = read_by(known._replace(fields=fields, ruled=frozenset({"summary"})), page(values(20)))
    assert found is not None and found.summary is None


def test_boxes_in_the_body_that_are_no_text_are_left_out() -> None:
    article = values(20)
    body = page(article, note="Mời bạn đọc góp ý cho tòa soạn về bài này.")
    with_box = read_by(template(), body)
    without = read_by(template()._replace(drops=("div.note",)), body)
    assert with_box is not None and "Mời bạn đọc" in with_box.text
    assert without is not None and without.text == article.text


def test_a_box_that_holds_most_of_the_body_is_never_left_out() -> None:
    article = values(20)
    body = page(article).replace(b'<div class="story">', b'<div class="story"><div class="note">', 1)
    found = read_by(template()._replace(drops=("div.note",)), body)
    assert found is not None and found.text.startswith(article.text)


def test_captions_are_known_by_their_boxes() -> None:
    article = values(20)
    inside = b'<div class="story"><div><img src="/a.jpg"></div><div class="note">C\xe1\xba\xa7u m\xe1\xbb\x9bi</div>'
    body = page(article).replace(b'<div class="story">', inside)
    found = read_by(template()._replace(captions=("div.note",)), body)
    assert found is not None and found.text == article.text
    assert [image.caption for image in found.images] == ["Cầu mới"]


def test_fields_inside_the_body_are_no_text() -> None:
    article = values(20)
    start = page(article).decode()
    moved = start.replace('<div class="story">', "")
    moved = moved.replace('<div class="head">', '<div class="story"><div class="head">')
    found = read_by(template(), moved.encode())
    assert found is not None and found.text == article.text


class Learnt:
    """A modelled site's articles as their family reads them, and the template learnt from them."""

    def __init__(self, name: str) -> None:
        self.counts = TemplateCounts()
        self.articles: dict[str, tuple[bytes, Article]] = {}
        self.seen: list[Observation] = []
        for url, answer in sorted(pages(name).items()):
            source = source_for(url)
            if source is None or source.identify(url) is None:
                continue
            try:
                article = read(answer.body, url, context_for(source), fetched_at=FETCHED, on_read=self.learn)
            except NotAnArticle:
                continue
            self.articles[url] = answer.body, article

    def learn(self, doc: Document, article: Article) -> None:
        if observation := observe(doc, article, self.counts.template()):
            self.seen.append(observation)
            self.counts.learn(observation, DAY)

    def read(self, url: str) -> Article | None:
        """Return the article as the template alone reads it."""
        context = context_for(source_for(url))
        identity = context.identify(url)
        assert identity is not None
        doc = Document(self.articles[url][0], url)
        found = learnt_page(doc, identity, context.source_of, self.counts.template())
        return assemble(found, FETCHED) if found is not None else None


@cache
def learnt_from(name: str) -> Learnt:
    return Learnt(name)


@pytest.mark.parametrize(
    "name", ["hanoimoi", "baochinhphu", "moit", "mst", "moc", "bocongan", "mard", "mae", "thanhtra", "sbv", "ubdt"]
)
def test_modelled_sites_are_read_by_what_was_learnt_alone(name: str) -> None:
    """Words, date and authors are those that the family's own selectors find."""
    learnt = learnt_from(name)
    assert len(learnt.seen) >= 0.9 * len(learnt.articles)
    exact = dict.fromkeys(("title", "text", "summary", "authors", "published_at", "section"), 0)
    for url, (_, article) in learnt.articles.items():
        found = learnt.read(url)
        assert found is not None, url
        for field in exact:
            exact[field] += getattr(found, field) == getattr(article, field)
    number = len(learnt.articles)
    least = {"summary": number - 1, "authors": number - 1, "published_at": 0.85 * number}
    assert {field: count for field, count in exact.items() if count < least.get(field, number)} == {}


def test_the_template_is_small() -> None:
    known = learnt_from("hanoimoi").counts.template()
    assert len(repr(known)) < 10_000 and len(digest(known)) == 16


PUMPS = ('<div class="note">', "<p>a</p>", '<p class="sapo">a</p>', '<b class="x{n}">', "<h1>a</h1>")


@pytest.mark.parametrize("pump", PUMPS)
def test_growth(pump: str) -> None:
    base, known = page(values(1)).decode(), template()._replace(drops=("div.note",), captions=("p.sapo",))

    def work(size: int) -> None:
        inside = "".join(pump.replace("{n}", str(n)) for n in range(size))
        read_by(known, base.replace('<div class="story">', f'<div class="story">{inside}').encode())

    assert growth(work, 1000) < 8
