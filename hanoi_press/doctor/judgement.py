"""Judge what a visit found: was the site reached, and is the source healthy, drifting, broken or blocked."""

from __future__ import annotations

from collections.abc import Iterator

from hanoi_press.discovery.routes import CombinedRoutes
from hanoi_press.doctor.coverage import fallback_of, has_selectors
from hanoi_press.doctor.findings import Contact, RouteFindings, RouteState, SourceFindings, Verdict
from hanoi_press.doctor.visited_pages import CHALLENGE, FORBIDDEN, NOT_ARCHIVED, REFUSALS, UNREACHED
from hanoi_press.failures import FailureKind
from hanoi_press.sources import Source

_SILENT = (NOT_ARCHIVED, FORBIDDEN)  # answers that the site did not give


def judge(findings: SourceFindings, source: Source, answers: list[str]) -> None:
    """Set contact, verdict and their reasons. `answers` are those of all pages that were asked for, in their order."""
    findings.contact, findings.reason = _contact(findings, answers)
    _set_verdict(findings, source)
    findings.next_step = _next_step(findings)


def _next_step(findings: SourceFindings) -> str:
    """Return what a person should do, in one line."""
    if findings.contact is Contact.UNREACHABLE and findings.archive:
        return "use an archive that a crawl of this source wrote (-s ARCHIVE_DISCOVERY=1), or leave out --archive"
    if findings.contact is Contact.UNREACHABLE:
        return "try again in an hour; if it stays so, find the site in a browser: its host may have moved"
    if findings.reason in (_REFUSED_WORDS["429"], _REFUSED_WORDS["503"]):
        return "leave it alone for some hours; if it comes back, crawl it with a longer delay"
    return findings.verdict.next_step


def _set_verdict(findings: SourceFindings, source: Source) -> None:
    if findings.contact in (Contact.BLOCKED, Contact.REFUSED):
        findings.verdict, findings.reasons = Verdict.BLOCKED, [findings.reason]
    elif faults := list(_breakage(findings)):
        findings.verdict, findings.reasons = Verdict.BROKEN, faults
    else:
        findings.reasons = list(_drift(findings, source))
        findings.notes = [f"route {one.name}, a spare one, names no article" for one in _empty_spares(findings, source)]
        findings.verdict = Verdict.DRIFTING if findings.reasons else Verdict.HEALTHY


def _contact(findings: SourceFindings, answers: list[str]) -> tuple[Contact, str]:
    refusals = [one for one in answers if one in REFUSALS]
    if refusals and (CHALLENGE in refusals or not findings.articles):
        return Contact.BLOCKED, _REFUSED_WORDS.get(refusals[0], f"HTTP {refusals[0]}")
    given = [one for one in answers if one not in _SILENT]
    if not given and FORBIDDEN in answers:
        return Contact.REFUSED, f"robots.txt {findings.robots}"
    if any(one not in UNREACHED for one in given):
        return Contact.REACHED, ""
    if not given and NOT_ARCHIVED in answers:
        return Contact.UNREACHABLE, "the archive holds none of the pages that were asked for"
    if "robots" in given:
        return Contact.UNREACHABLE, f"robots.txt {findings.robots}"
    return Contact.UNREACHABLE, _UNREACHED_WORDS.get(given[0], given[0]) if given else "no page was asked for"


_REFUSED_WORDS = {
    CHALLENGE: "a challenge page in place of the site",
    "401": "HTTP 401: the site refuses",
    "403": "HTTP 403: the site refuses",
    "429": "HTTP 429: the site asks for fewer requests",
    "503": "HTTP 503: the site says that it is busy",
    "busy": "the site says that it is busy",
}
_UNREACHED_WORDS = {str(kind): f"{kind}: {kind.meaning}" for kind in FailureKind if str(kind) in UNREACHED}


def _breakage(findings: SourceFindings) -> Iterator[str]:
    """Yield why no article was read; nothing if one was."""
    if findings.articles:
        return
    if findings.contact is Contact.UNREACHABLE:
        yield f"not reached: {findings.reason}"
    elif not findings.pages and any(route.articles for route in findings.routes):
        yield "the archive holds none of the articles that its lists name"
    elif not findings.pages:
        dead = dict.fromkeys(route.why for route in findings.routes if route.state is not RouteState.UNKNOWN)
        yield f"no route names an article ({'; '.join(dead) or 'it has none'})"
    else:
        whys = dict.fromkeys(page.why or page.answer for page in findings.pages)
        yield f"none of {len(findings.pages)} articles could be read: {'; '.join(whys)}"


def _drift(findings: SourceFindings, source: Source) -> Iterator[str]:
    spares = _empty_spares(findings, source)
    for route in findings.routes:
        if route in spares:
            continue
        if route.state not in (RouteState.WORKS, RouteState.UNKNOWN):
            yield f"route {route.name} {_STATES[route.state]}: {route.why}"
        elif route.read_by == "heuristics":
            yield f"route {route.name} is read by heuristics, its selectors match too little"
    if unread := [page for page in findings.pages if page.article is None and page.answer != NOT_ARCHIVED]:
        yield f"{len(unread)} of {len(findings.pages)} articles could not be read: {unread[0].why or unread[0].answer}"
    articles = findings.articles
    if has_selectors(source.family) and (layers := [one for one in map(fallback_of, articles) if one]):
        yield f"{len(layers)} of {len(articles)} articles read by {', '.join(sorted(set(layers)))}, not by selectors"
    if low := sum(article.extraction.confidence == "low" for article in articles):
        yield f"{low} of {len(articles)} articles read with low confidence"
    yield from (f"{field.name}: {field.why}" for field in findings.fields if field.why)
    if shared := [leak for leak in findings.leaks if leak.known_by != "learnt"]:
        yield f"{len(shared)} line{'s' * (len(shared) > 1)} of the site's frame in the texts"


def _empty_spares(findings: SourceFindings, source: Source) -> list[RouteFindings]:
    """Return the routes that answered and name no article, behind one that works: a crawl does not read them.

    They are no drift: a list that holds articles is read by heuristics if its selectors match nothing.
    """
    order = list(source.route_order)
    working = {route.name for route in findings.routes if route.state is RouteState.WORKS}
    if not working <= set(order):  # parts of a combined route, which is visited by its parts
        working.update(name for name in order if isinstance(source.routes[name], CombinedRoutes))
    first = next((at for at, name in enumerate(order) if name in working), len(order))
    return [route for route in findings.routes if route.state is RouteState.EMPTY and route.name in order[first + 1 :]]


_STATES = {
    RouteState.EMPTY: "is empty",
    RouteState.DEAD: "is dead",
    RouteState.FORBIDDEN: "is forbidden",
    RouteState.BLOCKED: "is blocked",
}
