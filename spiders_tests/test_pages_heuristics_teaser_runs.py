"""Runs of teasers among the lines of a page."""

from __future__ import annotations

from hanoi_press.pages.heuristics.page_lines import Line
from hanoi_press.pages.heuristics.teaser_runs import TeaserRun, find_runs
from spiders_tests.heuristic_probe import PROSE, TITLE, lines, others, paragraphs


def runs(body: str, headline: range = range(0)) -> list[TeaserRun]:
    return find_runs(lines(body), lambda _: False, headline)


LINK = '<div><a href="/a{number}">{title}</a></div>'
# line 0 of every page is its menu


def test_links_one_after_another_are_a_run() -> None:
    assert runs(others(LINK)) == [TeaserRun(1, 5, 4)]


def test_a_teaser_has_its_own_words_and_the_last_has_no_more_than_the_others() -> None:
    form = LINK + f"<p>{PROSE[0]}</p>"
    assert runs(others(form) + paragraphs()) == [TeaserRun(1, 9, 4)]


def test_paragraphs_between_a_few_links_end_a_run() -> None:
    few = LINK.format(number=8, title="Một bài khác nữa ở trang này")
    assert runs(others(LINK) + paragraphs(*PROSE[:2]) + few) == [TeaserRun(1, 5, 4)]


def test_no_run_crosses_the_headline() -> None:
    body = others(LINK) + f"<h1>{TITLE}</h1>" + others(LINK)
    assert runs(body, range(5, 6)) == [TeaserRun(1, 5, 4), TeaserRun(6, 10, 4)]


def test_links_to_the_rest_count_where_headlines_are_none() -> None:
    body = others("<div><b>{title}</b><p>" + PROSE[0] + '</p><a href="/a{number}">Đọc tiếp</a></div>')
    (run,) = runs(body)
    assert (run.end, run.number) == (13, 4)


def test_two_links_are_no_run() -> None:
    assert runs(LINK.format(number=1, title=TITLE) + LINK.format(number=2, title=TITLE[::-1])) == []


def test_documents_and_the_frame_are_no_teasers() -> None:
    assert runs(others('<p><a href="/f{number}.pdf">{title}</a></p>')) == []

    def is_frame(line: Line) -> bool:
        return line.link_share > 0

    assert find_runs(lines(others(LINK)), is_frame, range(0)) == []
