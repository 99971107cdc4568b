"""What is learnt as boilerplate from how often lines recur, and what never is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.text.recurring_lines import CAPACITY, RecurringLines
from spiders_tests.recurring_articles import FOOTER, FORMULA, article, learnt_from


def test_a_footer_on_every_page_is_learnt() -> None:
    counts = learnt_from(*(article(n, f"Đoạn riêng của bài {n}.", FOOTER) for n in range(20)))
    assert counts.without_boilerplate(f"Tin mới.\n\n{FOOTER}") == "Tin mới."
    assert [(seen.line, seen.count) for seen in counts.learnt()] == [(FOOTER, 20)]


def sightings(articles: int = 12, days: int = 3, sections: int = 2, other_pages: int = 12) -> RecurringLines:
    """The counts of a footer that stands just often enough, unless an argument says otherwise."""
    pages = [article(n, f"Đoạn {n}.", FOOTER, section=f"Mục {n % sections}", day=1 + n % days) for n in range(articles)]
    pages += [article(100 + n, f"Đoạn {100 + n}.") for n in range(other_pages)]
    return learnt_from(*pages)


@pytest.mark.parametrize(
    ("change", "is_learnt"),
    [
        ({}, True),
        ({"articles": 11, "other_pages": 0}, False),  # 12 articles
        ({"days": 2}, False),  # 3 days
        ({"sections": 1}, False),  # 2 sections
        ({"other_pages": 13}, False),  # half of the pages
        ({"articles": 100, "other_pages": 101}, False),  # 49.8 %
        ({"articles": 100, "other_pages": 100}, True),
    ],
)
def test_every_threshold_at_its_edge(change: dict[str, int], is_learnt: bool) -> None:
    assert sightings(**change).is_boilerplate(FOOTER) is is_learnt


@pytest.mark.parametrize(("with_section", "is_learnt"), [(12, False), (11, True)])
def test_one_section_is_enough_where_fewer_than_half_of_the_pages_name_one(with_section: int, is_learnt: bool) -> None:
    pages = [article(n, f"Đoạn {n}.", FOOTER, section="Kinh tế") for n in range(24)]
    for one in pages[with_section:]:
        one.section = []
    assert learnt_from(*pages).is_boilerplate(FOOTER) is is_learnt


@pytest.mark.parametrize(("length", "is_learnt"), [(300, True), (301, False)])
def test_a_paragraph_is_not_learnt(length: int, is_learnt: bool) -> None:
    line = "x" * length
    assert learnt_from(*(article(n, f"Đoạn {n}.", line) for n in range(20))).is_boilerplate(line) is is_learnt


def test_counts_are_halved_after_four_thousand_pages() -> None:
    counts = learnt_from(*(article(n, FOOTER) for n in range(3_999)))
    assert (counts.pages, counts.lines[FOOTER].count) == (3_999, 3_999)
    counts.learn(article(3_999, FOOTER))
    assert (counts.pages, counts.lines[FOOTER].count) == (2_000, 2_000)


def test_one_article_read_again_teaches_nothing() -> None:
    counts = learnt_from(
        *(article(7, "Câu chỉ có ở bài này.", day=n) for n in range(28)),
        *(article(7, "Câu chỉ có ở bài này.") for _ in range(99)),
    )
    assert not counts.is_boilerplate("Câu chỉ có ở bài này.")


def test_a_formula_in_a_few_articles_is_text() -> None:
    pages = [article(n, f"Đoạn {n}.", *([FORMULA] if n % 5 < 2 else [])) for n in range(500)]
    assert not learnt_from(*pages).is_boilerplate(FORMULA)


def test_dates_in_a_formula_make_different_lines() -> None:
    pages = [
        article(n, f"Đoạn {n}.", f"Nghị định có hiệu lực từ ngày {n % 28 + 1}/{n % 12 + 1}/2026.") for n in range(336)
    ]
    counts = learnt_from(*pages)
    assert counts.learnt() == []


def test_the_formula_of_one_section_is_text() -> None:
    bulletin = "Độc giả theo dõi các bản tin tiếp theo vào 5h và 17h."
    pages = [article(n, f"Nhiệt độ {n} độ.", bulletin, section="Thời tiết") for n in range(60)]
    pages += [article(n, f"Đoạn {n}.", section="Kinh tế") for n in range(100, 120)]
    assert not learnt_from(*pages).is_boilerplate(bulletin)


def test_the_news_of_one_day_teaches_nothing() -> None:
    pages = [article(n, f"Đoạn {n}.", FOOTER, day=3) for n in range(60)]
    assert not learnt_from(*pages).is_boilerplate(FOOTER)


def test_a_source_without_sections_is_learnt_too() -> None:
    pages = [article(n, f"Đoạn {n}.", FOOTER) for n in range(40)]
    for one in pages:
        one.section = []
    assert learnt_from(*pages).is_boilerplate(FOOTER)


def test_a_line_twice_on_a_page_counts_once() -> None:
    counts = learnt_from(*(article(n, FOOTER, f"Đoạn {n}.", FOOTER) for n in range(20)))
    assert counts.lines[FOOTER].count == 20


def test_an_article_is_never_emptied() -> None:
    counts = learnt_from(*(article(n, f"Đoạn {n}.", FOOTER) for n in range(20)))
    assert counts.without_boilerplate(FOOTER) == FOOTER


def test_a_person_has_the_last_word() -> None:
    counts = learnt_from(*(article(n, f"Đoạn {n}.", FOOTER) for n in range(20)))
    counts.overrule(FOOTER, is_boilerplate=False)
    assert not counts.is_boilerplate(FOOTER)
    counts.overrule("Một dòng lạ", is_boilerplate=True)
    assert counts.without_boilerplate("Tin.\n\nMột dòng lạ") == "Tin."
    assert [seen.line for seen in counts.learnt()] == ["Một dòng lạ"]
    counts.overrule(FOOTER, is_boilerplate=None)
    assert counts.is_boilerplate(FOOTER)


def test_memory_is_bounded_and_a_frequent_line_survives() -> None:
    counts = RecurringLines()
    for number in range(2_500):
        counts.learn(article(number, *(f"Câu {k} của bài {number}." for k in range(8)), FOOTER))
        assert len(counts.lines) <= 2 * CAPACITY
    assert counts.is_boilerplate(FOOTER)
    assert not any(counts.is_boilerplate(f"Câu {k} của bài {number}.") for number in range(2_500) for k in range(8))


def test_a_new_footer_is_learnt_and_an_old_one_forgotten() -> None:
    old, new = FOOTER, "Chân trang mới, dùng từ khi trang được thiết kế lại"
    counts = learnt_from(*(article(n, f"Đoạn {n}.", old) for n in range(6_000)))
    for number in range(6_000, 16_000):
        counts.learn(article(number, f"Đoạn {number}.", new))
    assert counts.is_boilerplate(new) and not counts.is_boilerplate(old)


LINES = st.lists(st.sampled_from(["a", "b", "c", "d", FOOTER]), min_size=1, max_size=5)


@given(st.lists(LINES, max_size=60))
@settings(max_examples=60, deadline=None)
def test_counts_never_overstate(pages: list[list[str]]) -> None:
    counts = learnt_from(*(article(n, *lines) for n, lines in enumerate(pages)))
    for line, seen in counts.lines.items():
        assert seen.count - seen.error <= sum(line in lines for lines in pages)
        if counts.is_boilerplate(line):
            assert sum(line in lines for lines in pages) >= 12


@given(st.lists(LINES, max_size=40))
@settings(max_examples=40, deadline=None)
def test_what_is_stored_comes_back(pages: list[list[str]]) -> None:
    counts = learnt_from(*(article(n, *lines) for n, lines in enumerate(pages)))
    again = RecurringLines.from_dict(json.loads(json.dumps(counts.to_dict())))
    assert again.to_dict() == counts.to_dict()
    assert [seen.line for seen in again.learnt()] == [seen.line for seen in counts.learnt()]


def test_a_file_of_an_earlier_version_is_read() -> None:
    stored = {
        "pages": 20.0,
        "with_section": 20.0,
        "floor": 1.5,
        "lines": [[FOOTER, 20.0, 1.5, [f"{n:012x}" for n in range(12)], ["2026-11-01", "2026-11-02", "2026-11-03"],
                   ["Bưu chính", "Viễn thông"]]],
    }  # fmt: skip
    counts = RecurringLines.from_dict(stored)
    assert counts.is_boilerplate(FOOTER)
    assert counts.to_dict() == stored


@pytest.mark.parametrize("stored", [{}, {"pages": "x"}, {"pages": 1, "with_section": 1, "floor": 0, "lines": [[1]]}])
def test_what_cannot_be_read_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no counts of recurring lines"):
        RecurringLines.from_dict(stored)


def test_lines_of_some_articles_only_are_forgotten() -> None:
    sketch = learnt_from(*(article(n, f"Đoạn {n}.", FOOTER) for n in range(20)))
    ids = [article(n, "").id for n in (3, 4)]
    assert sketch.forget(ids) == 2 and sketch.forget(ids) == 0
    assert "Đoạn 3." not in sketch.lines and "Đoạn 5." in sketch.lines and sketch.is_boilerplate(FOOTER)
