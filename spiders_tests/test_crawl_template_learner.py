"""Which pages teach a template, and what a crawl and a replay leave of it."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from hanoi_press.crawl.read_answer import Answer, Unreadable
from hanoi_press.crawl.template_learner import (
    ObservedArticle,
    TemplateLearner,
    is_confident,
    observed_outcome,
    read_observed,
    share_for,
)
from hanoi_press.failures import FailureKind
from hanoi_press.items import Article, Extraction
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.sources import sources
from hanoi_press.store.templates import own_template_path, template_path
from spiders_tests.family_pages import PAGES
from spiders_tests.learnt_pages import DAY, observed, page, values
from spiders_tests.loopback import crawl, run
from spiders_tests.sites.hanoimoi.site import Site
from spiders_tests.sites.serve import serve

PAGE = next(one for one in PAGES if one.template == "onecms-detail")
OLD = LearntTemplate({"body": ("div.none",)}, pages=500)


def outcome(number: int, learnt: LearntTemplate, one_in: int = 1) -> object:
    url = PAGE.url.replace("1305109", str(number))
    answer = Answer(url, 200, PAGE.html.encode(), f"{DAY}T00:00:00Z")
    return observed_outcome(answer, sources()["hanoimoi"], learnt, one_in)


def taught(learnt: LearntTemplate, one_in: int = 1) -> int:
    """Return how many of 128 articles teach."""
    return sum(isinstance(outcome(1300000 + n, learnt, one_in), ObservedArticle) for n in range(128))


def test_a_page_teaches() -> None:
    answer = Answer(PAGE.url, 200, PAGE.html.encode(), f"{DAY}T00:00:00Z")
    found = read_observed(answer, "hanoimoi", LearntTemplate())
    assert isinstance(found, ObservedArticle)
    assert found.observation.fields["title"][0] == "h1.c-detail-head__title"
    assert "observation" not in found.article.to_dict()


def test_all_pages_teach_a_young_template_and_few_an_old_one() -> None:
    assert taught(LearntTemplate(pages=11)) == 128
    assert 1 <= taught(OLD) <= 10  # one in 32, if the family's own selectors read them
    assert 7 <= taught(LearntTemplate(), one_in=8) <= 28


@pytest.mark.parametrize(("megabytes", "share"), [(0, 1), (0.5, 1), (2, 3), (6.4, 10), (1000, 32)])
def test_which_share_of_an_archive_teaches(megabytes: float, share: int) -> None:
    assert share_for(int(megabytes * 1_000_000)) == share


@pytest.mark.parametrize(
    ("confidence", "origin", "text", "wanted"),
    [
        ("high", "heuristic", "a\n\nb", True),
        ("high", "css", "a\n\nb", True),
        ("low", "css", "a\n\nb", False),
        (None, "css", "a\n\nb", True),
        (None, "generic", "a\n\nb", False),
        ("high", "css", "a", False),  # of one paragraph nobody knows the box
        ("high", "css", "", False),
    ],
)
def test_only_what_is_read_with_confidence_teaches(
    confidence: str | None, origin: str, text: str, wanted: bool
) -> None:
    extraction = Extraction("x", {"text": origin}, confidence)
    assert is_confident(replace(values(1), text=text, extraction=extraction)) is wanted


def test_an_article_is_returned_without_what_it_taught(tmp_path: Path) -> None:
    learner = TemplateLearner(tmp_path, "mst")
    for number in (1, 2):
        article = values(number)
        found = learner.article_of(ObservedArticle(article, observed(article, page(article))))
        assert found is article
    assert learner.template.fields["title"][0] == "h1.headline"
    unreadable = Unreadable(FailureKind.PARSE, "x")
    assert learner.article_of(unreadable) is unreadable
    assert not template_path(tmp_path, "mst").exists()
    learner.save()
    assert TemplateLearner(tmp_path, "mst").template == learner.template


def test_it_is_saved_now_and_then_and_only_if_something_was_learnt(tmp_path: Path) -> None:
    learner = TemplateLearner(tmp_path, "mst")
    learner.save()
    assert list(tmp_path.iterdir()) == []
    article = values(1)
    observation = observed(article, page(article))
    for _ in range(99):
        learner.learn(observation, DAY)
    assert not learner.is_due
    learner.learn(observation, DAY)
    assert learner.is_due
    learner.save()
    assert not learner.is_due


def test_a_clock_ahead_does_not_hold_up_learning(tmp_path: Path) -> None:
    learner = TemplateLearner(tmp_path, "mst")
    article = values(1)
    learner.learn(observed(article, page(article)), "2999-01-01")
    assert learner.counts.last < "2999"


def test_a_disk_that_fails_is_only_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    template_path(tmp_path, "mst").mkdir(parents=True)
    with caplog.at_level(logging.ERROR):
        learner = TemplateLearner(tmp_path, "mst")
        article = values(1)
        learner.learn(observed(article, page(article)), DAY)
        learner.save()
    assert "could not be read" in caplog.text and "could not be saved" in caplog.text


@pytest.mark.slow
def test_a_crawl_and_replays_leave_a_template(tmp_path: Path) -> None:
    """The replay's is the same with one process and with several; `sources NAME --template` prints it."""
    with serve(Site().pages()) as served:
        crawl(tmp_path / "a", "hanoimoi", "-a", "limit=9", served=served)
    stored = json.loads(template_path(tmp_path / "a", "hanoimoi").read_bytes())
    assert stored["pages"] >= 5 and stored["digest"]
    for jobs in ("1", "3"):
        pattern = str(tmp_path / "a" / "archive" / "**" / "*.gz")
        done = run(tmp_path / jobs, "replay", "hanoimoi", "--archive", pattern, "--jobs", jobs)
        assert done.returncode == 0, done.stderr
    files = [template_path(tmp_path / jobs, "hanoimoi").read_bytes() for jobs in ("1", "3")]
    assert files[0] == files[1]
    shown = run(tmp_path / "a", "sources", "hanoimoi", "--template")
    assert shown.returncode == 0 and "\nBODY = (  # confidence " in shown.stdout
    assert 'css("article.entry"),  # found on ' in shown.stdout
    as_json = json.loads(run(tmp_path / "a", "sources", "hanoimoi", "--template", "--json").stdout)
    assert as_json["digest"] == stored["digest"] and as_json["fields"]["title"]["locators"]


@pytest.mark.slow
@pytest.mark.parametrize("command", [["crawl"], ["harvest"], ["replay"], ["sources", "--template"]])
def test_a_broken_file_of_a_person_ends_a_command_before_it_asks_for_anything(
    tmp_path: Path, command: list[str]
) -> None:
    path = own_template_path(tmp_path, "hanoimoi")
    path.parent.mkdir(parents=True)
    path.write_text('title = "h1..x"\n', "utf-8")
    with serve({}) as served:
        done = run(tmp_path, command[0], "hanoimoi", *command[1:], served=served)
        assert (done.returncode, served.log) == (2, [])
    assert f"{path}:1: invalid CSS selector 'h1..x' of title" in done.stderr


def test_the_article_type_is_the_corpus_line() -> None:
    """Observations travel beside the article, never in it."""
    assert "observation" not in Article.__dataclass_fields__
