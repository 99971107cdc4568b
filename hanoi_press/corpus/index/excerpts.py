"""Show the words that were searched for in their context, in »…«."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hanoi_press.corpus.index.search_terms import SearchTerms, WordMatch

_CONTEXT = 60  # characters before the first match and after the last one
_SPAN = 160  # characters from the first match to the last one
_FIRST_WORDS = 180  # characters that are shown of a text without a match
_SPACE = re.compile(r"\s")


def marked(text: str, terms: SearchTerms) -> str:
    """Return a text in one line with all matches in »…«.

    >>> marked("Hà Nội mở cầu", SearchTerms(["ha noi"]))
    '»Hà Nội« mở cầu'
    """
    return _with_marks(text, 0, len(text), terms.matches(text))


def excerpt(text: str, terms: SearchTerms) -> str:
    """Return the part of a text that shows most of the terms, the first of several, with all its matches in »…«.

    It is cut between words, and `…` says where. Of a text without a match it is the beginning.
    """
    found = sorted(terms.matches(text))
    shown = _best(found)
    if not shown:
        return _with_marks(text, 0, _cut_after(text, min(_FIRST_WORDS, len(text))), ())
    end = max(one.end for one in shown)
    return _with_marks(text, _cut_before(text, shown[0].start - _CONTEXT), _cut_after(text, end + _CONTEXT), found)


def _best(found: Sequence[WordMatch]) -> Sequence[WordMatch]:
    """Return the matches that lie close together and are of the most terms, the first of several such groups."""
    best: tuple[int, int, int] = (0, 0, 0)
    counts: dict[int, int] = {}
    first = 0
    for last, match in enumerate(found):
        counts[match.term] = counts.get(match.term, 0) + 1
        while first < last and match.end - found[first].start > _SPAN:
            term = found[first].term
            counts[term] -= 1
            if not counts[term]:
                del counts[term]
            first += 1
        if len(counts) > best[0]:
            best = (len(counts), first, last + 1)
    return found[best[1] : best[2]]


def _cut_before(text: str, at: int) -> int:
    """Return the beginning of the first whole word from a position on; 0 if the position is before the text."""
    if at <= 0:
        return 0
    space = _SPACE.search(text, at - 1, at + _CONTEXT)
    return space.end() if space else at


def _cut_after(text: str, at: int) -> int:
    """Return the end of the last whole word before a position; the end of the text if the position is behind it."""
    if at >= len(text):
        return len(text)
    spaces = list(_SPACE.finditer(text, at - _CONTEXT, at + 1))
    return spaces[-1].start() if spaces else at


def _with_marks(text: str, start: int, end: int, found: Iterable[WordMatch]) -> str:
    """Return a part of a text in one line, its matches in »…« (overlapping ones as one), and `…` for what is cut."""
    parts = ["…"] if text[:start].strip() else []
    at = start
    for first, last in _joined(sorted(one[:2] for one in found if start <= one.start and one.end <= end)):
        parts += [text[at:first], "»", text[first:last], "«"]
        at = last
    parts.append(text[at:end])
    shown = " ".join("".join(parts).split())
    return f"{shown}…" if text[end:].strip() else shown


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans, sorted by their beginnings, with those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
