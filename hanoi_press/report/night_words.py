"""Say in words what a run was like: headline, tone and what to look at. The verdict itself is the run's own."""

from __future__ import annotations

from typing import NamedTuple

from hanoi_press.report.plain_words import several
from hanoi_press.report.reported_run import ReportedRun
from hanoi_press.report.reported_source import ReportedSource

_NAMED = 3  # sources that a headline names


class NightVerdict(NamedTuple):
    """The run in one headline and one sentence, its tone, and the lines that need a person.

    `tone` is `well`, `stumble` (something failed that needs nobody), `attention` (a person is needed) or `unknown`.
    """

    tone: str
    headline: str
    sentence: str
    attention: list[str]


def verdict_of(run: ReportedRun) -> NightVerdict:
    """Return the verdict that the run's record states, in words."""
    if run.fault:
        return NightVerdict(
            "unknown", "The record of this run cannot be read", f"runs/{run.run}.json: {run.fault}.", []
        )
    if run.is_unfinished:
        sentence = "It was killed, or is still running. The next run keeps every whole article and continues."
        return NightVerdict("unknown", "This run did not end", sentence, run.attention)
    if run.attention:
        return NightVerdict("attention", _things(len(run.attention)), _articles(run), run.attention)
    if run.exit_code:  # a crawl or replay, or a record of an earlier version
        lines = [f"{one.name}: {one.reason or one.status}" for one in run.troubled]
        return NightVerdict("attention", f"The run ended with exit code {run.exit_code}", _articles(run), lines)
    if bad := stumbles(run):
        named = several(len(bad), "source") if len(bad) > _NAMED else _listed([one.name for one in bad])
        return NightVerdict(
            "stumble", f"All well, but {named} stumbled", f"{_articles(run)} Nothing to do tonight.", []
        )
    return NightVerdict("well", "All well", _articles(run), [])


def stumbles(run: ReportedRun) -> list[ReportedSource]:
    """Return the sources that did not end well, those that have not for the longest time first."""
    return sorted(run.troubled, key=lambda one: -one.number("nights_in_a_row"))


def _listed(names: list[str]) -> str:
    """Return names in a sentence: `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _things(count: int) -> str:
    return "One thing needs a person" if count == 1 else f"{count} things need a person"


def _articles(run: ReportedRun) -> str:
    """Return what the run brought, in a sentence or two."""
    if not run.sources:
        return "Nothing was harvested."
    new, changed = run.total("new"), run.total("changed")
    found = several(new, "new article") if new else "No new article"
    corrected = f" and {several(changed, 'correction')}" if changed else ""
    bad = len(run.troubled)
    whole = several(len(run.sources), "source")
    stopped = sum(one.status == "stopped" for one in run.sources.values())
    early = f" {several(stopped, 'source')} stopped early; the next run continues." if stopped else ""
    ended = f"; {len(run.sources) - bad} of {whole} ended well." if bad else f" from {whole}."
    kept = several(run.stored.salvaged, "article")
    before = f" {kept} kept of a run before that was broken off." if run.stored.salvaged else ""
    return f"{found}{corrected}{ended}{early}{before}"
