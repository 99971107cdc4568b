"""Judge what the captures of a year say, and what all years say of a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hanoi_press.doctor.coverage import fallback_of, fields_of, leaks_of
from hanoi_press.doctor.findings import Verdict
from hanoi_press.doctor.past_findings import PastFindings, YearFindings, YearVerdict, spans
from hanoi_press.sources import Source
from hanoi_press.text.recurring_lines import RecurringLines


def judge_year(found: YearFindings, source: Source, lines: RecurringLines) -> None:
    """Set fields, leaks, verdict and reasons of a year whose captures were read; `lines`: its learnt boilerplate."""
    if found.articles:
        found.fields = fields_of(found.articles, (source.family, *source.earlier), {})
        found.leaks = leaks_of(found.articles, lines)
    if not found.indexed:
        found.verdict = YearVerdict.NONE
    elif not found.tried:
        found.verdict, found.reasons = YearVerdict.UNKNOWN, [_no_good(found)]
    elif not found.articles:
        found.verdict, found.reasons = YearVerdict.BROKEN, list(_unread(found))
    else:
        found.reasons = list(_drift(found))
        found.verdict = YearVerdict.DRIFTING if found.reasons else YearVerdict.HEALTHY


def _no_good(found: YearFindings) -> str:
    counts = Counter(one.answer for one in found.captures)
    kinds = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    return f"no capture is good for reading: {kinds or 'none was asked for'}"


def _unread(found: YearFindings) -> Iterator[str]:
    unread = [one for one in found.captures if one.is_ours]
    if unread:
        whys = "; ".join(dict.fromkeys(one.why or one.answer for one in unread))
        yield f"{len(unread)} of {len(found.tried)} captures could not be read: {whys}"


def _drift(found: YearFindings) -> Iterator[str]:
    yield from _unread(found)
    articles = found.articles
    if layers := [one for one in map(fallback_of, articles) if one]:
        yield f"{len(layers)} of {len(articles)} read by {', '.join(sorted(set(layers)))}: no page class knows them"
    if low := sum(one.extraction.confidence == "low" for one in articles):
        yield f"{low} of {len(articles)} read with low confidence"
    yield from (f"{field.name}: {field.why}" for field in found.fields if field.why)
    if shared := [leak for leak in found.leaks if leak.known_by != "learnt"]:
        yield f"{len(shared)} line{'s' * (len(shared) > 1)} of the site's frame in the texts: {shared[0].line[:60]!r}"


def judge_past(findings: PastFindings) -> None:
    """Set the verdict on all years, and its reasons."""
    by_verdict = {verdict: [year.year for year in findings.years if year.verdict is verdict] for verdict in YearVerdict}
    read = by_verdict[YearVerdict.HEALTHY] + by_verdict[YearVerdict.DRIFTING]
    findings.reasons += [
        f"{verdict}: {spans(by_verdict[verdict])}"
        for verdict in (YearVerdict.BROKEN, YearVerdict.UNKNOWN, YearVerdict.DRIFTING)
        if by_verdict[verdict]
    ]
    if not read and not by_verdict[YearVerdict.BROKEN] and not findings.reasons:
        findings.reasons = ["the index names no capture of an article"]
    if not read:
        findings.verdict = Verdict.BROKEN
    else:
        findings.verdict = Verdict.DRIFTING if findings.reasons else Verdict.HEALTHY
