"""Print what a visit of a web archive found, at 80 columns: one line a year."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from hanoi_press.doctor.doctor_table import WIDTH
from hanoi_press.doctor.past_findings import PastFindings, YearFindings, YearVerdict

_HEAD = "  year  captures  read  page class               sure  verdict      lacks"
_GOOD = (YearVerdict.HEALTHY, YearVerdict.NONE)
_CLASS = 23  # columns
_INDENT = " " * 8


def text_of_past(found: PastFindings) -> str:
    """Return the table of one source; what a person should look at is marked with `!`."""
    return "\n".join(_lines(found))


def _lines(found: PastFindings) -> Iterator[str]:
    pages = f"{found.index_pages} page{'s' * (found.index_pages != 1)} of its index"
    number = len(found.captures)
    captures = f"{number} capture{'s' * (number != 1)}"
    head = f"{found.source}: {found.verdict} ({found.status}; {found.via}: {pages}, {captures}, {found.seconds:g} s)"
    yield from textwrap.wrap(head, WIDTH)
    if found.years:
        yield _HEAD
    for year in found.years:
        yield from _year(year)
    if found.eras:
        yield from _labelled("eras", "; ".join(f"{name} {years}" for name, years in found.eras.items()))
    for path in found.written:
        yield from _labelled("learnt", path)
    for reason in found.reasons:
        yield from _labelled("why", reason)
    yield from _labelled("next", _next(found))


def _year(year: YearFindings) -> Iterator[str]:
    mark = "  " if year.verdict in _GOOD else "! "
    number = f"{year.indexed}{'+' * year.has_more}" if year.indexed else "-"
    read = f"{len(year.articles)}/{len(year.tried)}" if year.tried else "-"
    line = f"{mark}{year.year}  {number:>8}  {read:>4}  {_classes(year):<{_CLASS}}  {year.confidence or '-':<4}"
    yield f"{line}  {year.verdict:<11}  {', '.join(year.missing)}".rstrip()
    if "…" in line:
        yield from _below(f"page classes: {_all_classes(year)}")
    for reason in year.reasons:
        yield from _below(reason)
    for one in year.captures:
        if one.article is None and one.is_ours:
            yield from _below(f"{one.captured} {one.url}")


def _classes(year: YearFindings) -> str:
    return textwrap.shorten(_all_classes(year) or "-", _CLASS, placeholder="…")


def _all_classes(year: YearFindings) -> str:
    """Return the page classes that answered, with numbers if they are several."""
    whole = len(year.articles)
    return ", ".join(name if number == whole else f"{number} {name}" for name, number in year.pages.items())


def _below(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False)


def _labelled(label: str, text: str) -> list[str]:
    head = f"  {label:<8}"
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * 10, break_on_hyphens=False)


def _next(found: PastFindings) -> str:
    if any(year.verdict in (YearVerdict.DRIFTING, YearVerdict.BROKEN) for year in found.years):
        return (
            "crawls read these years by the layers below and by what was learnt; save them (--save DIR), compare them"
            " with the captures in a browser, and write a page class for what is read wrongly (docs/verify.md)"
        )
    if any(year.verdict is YearVerdict.HEALTHY for year in found.years):
        return "save them (--save DIR), compare them with the captures in a browser, and say so in verified_years"
    return "try the other web archive, or again in an hour"
