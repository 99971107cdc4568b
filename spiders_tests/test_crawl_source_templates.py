"""What captures of web archives teach is kept by year, apart from what the site's own pages teach."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hanoi_press.crawl.read_answer import Answer
from hanoi_press.crawl.source_templates import SourceTemplates, template_for
from hanoi_press.crawl.template_learner import ObservedArticle, TemplateLearner
from hanoi_press.items import Article
from hanoi_press.store.templates import own_template_path, template_path
from spiders_tests.learnt_pages import NAMES, observed, page, values

OLD = {name: f"old-{name}" for name in NAMES}


def article(number: int, fetched_at: str, via: str | None) -> Article:
    found = values(number, fetched_at=fetched_at)
    found.extraction = replace(found.extraction, via=via)
    return found


def teach(templates: SourceTemplates, fetched_at: str, via: str | None, names: dict[str, str] = OLD) -> None:
    """Let two pages of a design teach, as they come from a crawl."""
    for number in (1, 2):
        one = article(number, fetched_at, via)
        assert templates.article_of(ObservedArticle(one, observed(one, page(one, names)))) is one


def answer(year: int, via: str | None = "wayback") -> Answer:
    return Answer("https://mst.gov.vn/a", 200, b"", f"{year}-06-01T00:00:00Z", via=via)


def test_captures_teach_the_template_of_their_year_only(tmp_path: Path) -> None:
    templates = SourceTemplates(tmp_path, "mst")
    before = templates.template_for(answer(2026, via=None))
    teach(templates, "2015-06-01T00:00:00Z", "wayback")
    assert templates.template_for(answer(2026, via=None)) == before
    assert templates.template_for(answer(2015)).locators("title")[0] == "h1.old-headline"
    templates.save()
    assert not template_path(tmp_path, "mst").exists()
    assert TemplateLearner(tmp_path, "mst@2015").template == templates.template_for(answer(2015))
    assert template_for(tmp_path, "mst", "2015-01-01T00:00:00Z", "commoncrawl").pages == 2


def test_the_sites_pages_teach_nothing_about_captures(tmp_path: Path) -> None:
    templates = SourceTemplates(tmp_path, "mst")
    teach(templates, "2026-11-24T00:00:00Z", None, NAMES)
    assert templates.template_for(answer(2026, via=None)).locators("title")
    assert not templates.template_for(answer(2026)).locators("title")
    templates.save()
    assert [path.name for path in (tmp_path / "templates").iterdir()] == ["mst.json"]


def test_a_year_without_template_borrows_the_nearest_ones(tmp_path: Path) -> None:
    templates = SourceTemplates(tmp_path, "mst")
    teach(templates, "2015-06-01T00:00:00Z", "wayback")
    teach(templates, "2018-06-01T00:00:00Z", "wayback", NAMES)
    titles = {year: templates.template_for(answer(year)).locators("title")[:1] for year in range(2012, 2022)}
    old, new = ("h1.old-headline",), ("h1.headline",)
    assert titles == {
        2012: (), 2013: old, 2014: old, 2015: old, 2016: old, 2017: new, 2018: new, 2019: new, 2020: new, 2021: (),
    }  # fmt: skip
    assert templates.template_for(answer(2016)).pages == 0  # so that every page of the year teaches
    known = templates.by_name()
    assert known["mst"] == templates.site.template
    assert {name: one.locators("title")[:1] for name, one in known.items() if name != "mst"} == {
        f"mst@{year}": titles[year] for year in range(2013, 2021)
    }


def test_captures_of_a_year_teach_in_any_order(tmp_path: Path) -> None:
    templates = SourceTemplates(tmp_path, "mst")
    for number, day in ((1, "2015-10-01"), (2, "2015-02-01"), (3, "2015-06-01")):
        one = article(number, f"{day}T00:00:00Z", "wayback")
        templates.article_of(ObservedArticle(one, observed(one, page(one, OLD))))
    assert templates.template_for(answer(2015)).pages == 3


def test_a_persons_selectors_for_a_year_count(tmp_path: Path) -> None:
    own_template_path(tmp_path, "mst@2015").parent.mkdir(parents=True)
    own_template_path(tmp_path, "mst@2015").write_text('title = "td.tieude"\n', "utf-8")
    templates = SourceTemplates(tmp_path, "mst")
    assert templates.template_for(answer(2015)).locators("title") == ("td.tieude",)
    assert "title" not in templates.template_for(answer(2026, via=None)).fields
    assert not templates.template_for(answer(2014)).locators("title")
    teach(templates, "2016-06-01T00:00:00Z", "wayback")  # a neighbour does not overrule a person
    assert templates.template_for(answer(2015)).locators("title") == ("td.tieude",)


def test_of_two_neighbours_as_near_the_earlier_one_lends(tmp_path: Path) -> None:
    templates = SourceTemplates(tmp_path, "mst")
    teach(templates, "2017-06-01T00:00:00Z", "wayback", NAMES)
    teach(templates, "2015-06-01T00:00:00Z", "wayback")
    assert templates.template_for(answer(2016)).locators("title")[0] == "h1.old-headline"


def test_it_is_due_when_one_of_its_templates_is(tmp_path: Path) -> None:
    templates = SourceTemplates(tmp_path, "mst")
    one = article(1, "2015-06-01T00:00:00Z", "wayback")
    for _ in range(100):
        assert not templates.is_due
        templates.learn("mst@2015", observed(one, page(one)), "2015-06-01")
    assert templates.is_due
    templates.save()
    assert not templates.is_due
