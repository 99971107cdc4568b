"""Print what visits found, at 80 columns: a table a source, and one line on all of them."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from hanoi_press.doctor.findings import Contact, FieldFindings, RouteFindings, RouteState, SourceFindings, Verdict

WIDTH = 80
_LABEL = 12  # columns of the labels, with the mark before them
_LONGEST_LINE = 60  # characters of a leaked line that are shown
_MOST_LEAKS = 5
_WARNS, _PLAIN = "! ", "  "


def text_of_findings(found: SourceFindings) -> str:
    """Return the table of one source; what a person should look at is marked with `!`."""
    return "\n".join(_lines(found))


def _lines(found: SourceFindings) -> Iterator[str]:
    requests = f"{found.requests} page{'s' * (found.requests != 1)} asked for"
    of = f"from {found.archive}" if found.archive else f"{requests}, {found.seconds:g} s"
    yield from textwrap.wrap(f"{found.source}: {found.verdict} ({found.status}; {of})", WIDTH)
    yield from _labelled("site", str(found.contact), found.contact is not Contact.REACHED)
    yield from _labelled("robots", found.robots or "not asked for")
    if found.routes:
        yield from _labelled("routes", "articles  newest            read by     pages asked for")
        for route in found.routes:
            yield from _route(route)
    if found.pages:
        read = len(found.articles)
        yield from _labelled("articles", f"{read} of {len(found.pages)} read", read < len(found.pages))
        for page in found.pages:
            if page.article is None:
                yield from _labelled("", f"{page.url}: {page.why or page.answer}", True)
    if found.fields:
        yield from _labelled("fields", "found by")
        for field in found.fields:
            yield from _field(field)
    yield from _leaks(found)
    for line in found.unsure:
        yield from _labelled("unsure", line, True)
    for reason in found.reasons:
        yield from _labelled("why", reason)
    for note in found.notes:
        yield from _labelled("note", note)
    yield from _labelled("next", found.next_step)


def _labelled(label: str, text: str, warns: bool = False) -> list[str]:
    """Return a text in lines, with a label before the first one."""
    head = (_WARNS if warns else _PLAIN) + label
    lines = textwrap.wrap(text, WIDTH - _LABEL, break_long_words=True, break_on_hyphens=False) or [""]
    return [f"{(head if not number else ''):<{_LABEL}}{line}".rstrip() for number, line in enumerate(lines)]


def _route(route: RouteFindings) -> list[str]:
    is_good = route.state is RouteState.WORKS and route.read_by != "heuristics"
    mark = _PLAIN if is_good or route.state is RouteState.UNKNOWN else _WARNS
    answers = Counter(page.answer for page in route.pages)
    pages = ", ".join(answer if number == 1 else f"{number} × {answer}" for answer, number in answers.items())
    if route.state is not RouteState.WORKS:
        pages = route.why if route.state is RouteState.UNKNOWN else f"{route.state}: {route.why}"
    number = str(route.articles) if route.state is RouteState.WORKS else "-"
    name = textwrap.shorten(route.name, 13, placeholder="…")
    line = f"{mark}  {name:<14}{number:>8}  {route.newest or '-':<16}  {route.read_by or '-':<10}  {pages}"
    return textwrap.wrap(line, WIDTH, subsequent_indent=" " * 48, drop_whitespace=True) if len(line) > WIDTH else [line]


def _field(field: FieldFindings) -> list[str]:
    layers = ", ".join(f"{number}/{field.pages} {layer}" for layer, number in field.layers.items())
    text = layers or f"0/{field.pages}"
    if field.why:
        text += f" ({field.why})"
    head = f"{_WARNS if field.why else _PLAIN}  {field.name:<14}"
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head))


def _leaks(found: SourceFindings) -> Iterator[str]:
    if not found.leaks:
        return
    yield from _labelled("frame", "lines of the site in the texts of articles")
    for leak in found.leaks[:_MOST_LEAKS]:
        line = textwrap.shorten(leak.line, _LONGEST_LINE, placeholder="…")
        mark = _PLAIN if leak.known_by == "learnt" else _WARNS
        how = {"learnt": "learnt, a crawl removes it", "shared": "shared", "phrase": "a known phrase"}[leak.known_by]
        head = f"{mark}  {leak.pages}/{len(found.articles)} "
        yield from textwrap.wrap(f"{line} ({how})", WIDTH, initial_indent=head, subsequent_indent=" " * len(head))
    if len(found.leaks) > _MOST_LEAKS:
        yield f"{_WARNS}  … and {len(found.leaks) - _MOST_LEAKS} more"


def total_line(findings: Sequence[SourceFindings]) -> str:
    """Return one line on all sources: `25 sources: 22 healthy; 2 drifting (moh, sbv); 1 blocked (mod)`.

    Names that do not fit into the line are left out.
    """
    counts, named = [], []
    for verdict in Verdict:
        names = [one.source for one in findings if one.verdict is verdict]
        if names:
            counts.append(f"{len(names)} {verdict}")
            named.append(counts[-1] + ("" if verdict is Verdict.HEALTHY else f" ({', '.join(names)})"))
    head = f"{len(findings)} source{'s' * (len(findings) != 1)}: "
    line = head + "; ".join(named)
    return line if len(line) <= WIDTH else head + "; ".join(counts)
