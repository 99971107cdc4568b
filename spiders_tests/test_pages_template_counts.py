"""Locators are used from the second page on, replaced in two nights, and forgotten; the counts are bounded JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.pages.learnt_template import LearntTemplate, digest
from hanoi_press.pages.observation import BoxSeen, Observation
from hanoi_press.pages.template_counts import MOST_BOXES, MOST_KEPT, MOST_USED, TemplateCounts
from spiders_tests.learnt_pages import DAY, NAMES, counts_of, learn, observed, page, read_by, values

RENAMED = {name: f"new-{number}" for number, name in enumerate(NAMES)}


def seen(**fields: str) -> Observation:
    """Return an observation with one locator of each field."""
    return Observation({field: (one,) for field, one in fields.items()}, {})


def learnt(*observations: Observation) -> TemplateCounts:
    counts = TemplateCounts()
    for one in observations:
        counts.learn(one, DAY)
    return counts


def test_two_pages_make_a_template() -> None:
    counts = counts_of([1])
    assert counts.template() == LearntTemplate(pages=1)
    learn(counts, [2])
    assert counts.used("title")[0] == "h1.headline" and counts.used("body")[0] == "div.story"


def test_confidence_grows_with_pages() -> None:
    counts = counts_of(range(3))
    assert counts.confidence("title") == "low"
    learn(counts, range(3, 6))
    assert counts.confidence("title") == "high"


def test_a_redesign_replaces_the_template_in_two_nights() -> None:
    counts = counts_of(range(40), day="2026-11-20")
    learn(counts, range(40, 43), RENAMED, day="2026-11-21")
    article = values(50)
    found = read_by(counts.template(), page(article, RENAMED))
    assert found is not None and found.text == article.text  # the old locators find nothing there, the new ones do
    learn(counts, range(43, 46), RENAMED, day="2026-11-22")
    assert [counts.used(field)[0] for field in ("title", "body", "summary", "authors")] == [
        f"h1.{RENAMED['headline']}",
        f"div.{RENAMED['story']}",
        f"p.{RENAMED['sapo']}",
        f"span.{RENAMED['by']}",
    ]
    learn(counts, range(46, 100), RENAMED, day="2026-11-23")
    assert not [one for one in counts.used("body") if "story" in one]


def test_two_designs_stand_side_by_side() -> None:
    counts = TemplateCounts()
    for number in range(30):
        learn(counts, [number], RENAMED if number % 5 == 0 else NAMES)
    for names in (NAMES, RENAMED):
        article = values(77)
        found = read_by(counts.template(), page(article, names))
        assert found is not None
        assert (found.text, found.summary, found.authors) == (article.text, article.summary, article.authors)


def test_a_locator_that_finds_another_element_is_given_up() -> None:
    counts = learnt(*[seen(title="h2.a")] * 5)
    assert counts.used("title") == ["h2.a"]
    for _ in range(4):
        counts.learn(Observation({"title": ("h1.b",)}, {"title": {"h2.a": False}}), DAY)
    assert counts.used("title") == ["h1.b"]


def test_one_that_was_ever_wrong_comes_last() -> None:
    counts = learnt(*[seen(title="h2.a")] * 9, Observation({"title": ("h1.b",)}, {"title": {"h2.a": False}}))
    counts.learn(Observation({"title": ("h1.b", "h2.a")}, {}), DAY)
    assert counts.used("title") == ["h1.b", "h2.a"]


def test_a_place_without_a_name_must_nearly_always_hold_the_field() -> None:
    """The first paragraph is the summary on some pages only: on others there is none."""
    by_place, by_name = "div.story > p:nth-of-type(1)", "p.sapo"
    without = Observation({"title": ("h1",)}, {}, lacks=frozenset({"summary"}))
    counts = learnt(*[seen(summary=by_place), without] * 6)
    assert counts.used("summary") == []
    assert learnt(*[seen(summary=by_name), without] * 6).used("summary") == [by_name]
    assert learnt(*[seen(summary=by_place)] * 3).used("summary") == [by_place]


def test_pages_of_an_earlier_day_teach_nothing() -> None:
    counts = learnt(seen(title="h1.a"), seen(title="h1.a"))
    before = counts.to_dict()
    assert counts.learn(seen(title="h1.old"), "2026-11-23") is False
    assert counts.to_dict() == before


def test_the_digest_is_of_what_is_used() -> None:
    counts = learnt(*[seen(title="h1.a")] * 2)
    one = digest(counts.template())
    counts.learn(seen(title="h1.a"), "2026-11-25")
    assert digest(counts.template()) == one == counts.to_dict()["digest"]
    for _ in range(2):
        counts.learn(seen(title="h1.b"), "2026-11-25")
    assert digest(counts.template()) != one
    assert digest(LearntTemplate({"title": ("a", "b")})) == digest(LearntTemplate({"title": ("b", "a")}, pages=9))


def boxes(*seen: BoxSeen, page: int = 0) -> Observation:
    return Observation({}, {}, tuple(seen), page=page)


@pytest.mark.parametrize(
    ("kinds", "words", "is_dropped", "is_caption"),
    [
        (["nothing"], "a", False, False),
        (["nothing"] * 2, "ab", True, False),
        (["nothing", "text", "nothing", "nothing"], "abcd", False, False),
        (["caption"] * 2, "ab", False, True),
        (["caption", "text", "caption"], "abc", False, False),
        (["text"] * 6, "aaaaaa", True, False),  # the same words in six articles
        (["text"] * 5, "aaaaa", False, False),
        (["text"] * 7, "aaaaaab", False, False),
    ],
)
def test_boxes_inside_the_body(kinds: list[str], words: str, is_dropped: bool, is_caption: bool) -> None:
    counts = TemplateCounts()
    for number, (kind, digest_) in enumerate(zip(kinds, words, strict=True)):
        counts.learn(boxes(BoxSeen("div.box", digest_, kind), page=number), DAY)  # type: ignore[arg-type]
    assert (counts.drops(), counts.captions()) == (["div.box"] * is_dropped, ["div.box"] * is_caption)


def test_one_article_read_on_six_nights_makes_no_boilerplate() -> None:
    assert learnt(*[boxes(BoxSeen("div.box", "a", "text"), page=1)] * 6).drops() == []


def test_the_counts_are_bounded() -> None:
    counts = TemplateCounts()
    for number in range(300):
        ways = tuple(f"h1.a{number}-{one}" for one in range(8))
        counts.learn(Observation({"title": ways}, {}, (BoxSeen(f"div.b{number}", "x", "text"),)), DAY)
        counts.learn(Observation({"title": ways}, {}), DAY)
    assert len(counts.fields["title"]) <= MOST_KEPT and len(counts.used("title")) <= MOST_USED
    assert len(counts.boxes) <= 2 * MOST_BOXES
    assert len(json.dumps(counts.to_dict())) < 100_000


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=12))
def test_stored_and_loaded_they_are_the_same(pages: list[tuple[int, bool]]) -> None:
    counts = TemplateCounts()
    for number, is_new in pages:
        learn(counts, [number], RENAMED if is_new else NAMES)
    again = TemplateCounts.from_dict(json.loads(json.dumps(counts.to_dict())))
    assert again.to_dict() == counts.to_dict() and again.template() == counts.template()


@pytest.mark.parametrize(
    "stored",
    [
        [],
        {},
        {"pages": 1, "first": "", "last": "", "fields": [], "boxes": []},
        {"pages": 1, "first": "", "last": "", "fields": {"title": [{"css": "h1"}]}, "boxes": []},
        {"pages": 1, "first": "", "last": "", "fields": {}, "boxes": [{"css": "div..", "words": {}}]},
        {"pages": "x", "first": "", "last": "", "fields": {}, "boxes": []},
    ],
)
def test_what_is_no_template(stored: object) -> None:
    with pytest.raises(ValueError, match="no learnt template"):
        TemplateCounts.from_dict(stored)  # type: ignore[arg-type]


def test_a_selector_that_cannot_be_compiled_is_no_template() -> None:
    stored = learnt(*[seen(title="h1.a")] * 2).to_dict()
    stored["fields"]["title"][0]["css"] = "h1..a"
    with pytest.raises(ValueError, match="no learnt template"):
        TemplateCounts.from_dict(stored)


def test_the_observation_of_a_page_does_not_depend_on_what_was_learnt() -> None:
    """Only the verdicts do; so a replay learns the same in any process."""
    article, counts = values(1), counts_of(range(5))
    with_known = observed(article, page(article), counts.template())
    assert with_known._replace(verdicts={}) == observed(article, page(article))
