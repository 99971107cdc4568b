"""Which learnt lines are removed from an article of the site, and which from a capture of it."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.items import Article
from hanoi_press.store.boilerplate_filters import BoilerplateFilters
from spiders_tests.corpus_lines import article


def filters(data: Path) -> BoilerplateFilters:
    """Return filters with one rule for the site, and one for the captures of 2015."""
    (data / "boilerplate").mkdir()
    (data / "boilerplate" / "hanoimoi.txt").write_text("- Chân trang\n", "utf-8")
    (data / "boilerplate" / "hanoimoi@2015.txt").write_text("- Bản quyền 2015\n", "utf-8")
    return BoilerplateFilters(data)


def of(fetched_at: str, via: str | None) -> Article:
    one = article(1, "Tin.\n\nChân trang\n\nBản quyền 2015")
    one.fetched_at, one.extraction.via = fetched_at, via
    return one


def test_a_capture_loses_the_lines_of_its_year_and_of_the_site(tmp_path: Path) -> None:
    found, one = filters(tmp_path), of("2015-02-03T04:05:06Z", "wayback")
    assert found.process(one, is_new=True) == 2 and one.text == "Tin."
    assert [(name, filter.learnt) for name, filter in found.by_name.items()] == [("hanoimoi@2015", 1), ("hanoimoi", 0)]


def test_a_capture_of_another_year_keeps_what_is_no_line_of_its_year(tmp_path: Path) -> None:
    one = of("2016-02-03T04:05:06Z", "commoncrawl")
    assert filters(tmp_path).process(one, is_new=True) == 1 and one.text == "Tin.\n\nBản quyền 2015"


def test_the_sites_own_article_loses_nothing_that_captures_taught(tmp_path: Path) -> None:
    found, one = filters(tmp_path), of("2015-02-03T04:05:06Z", None)
    assert found.process(one, is_new=True) == 1 and one.text == "Tin.\n\nBản quyền 2015"
    assert list(found.by_name) == ["hanoimoi"] and found.teacher_of(one) is found.of("hanoimoi")
