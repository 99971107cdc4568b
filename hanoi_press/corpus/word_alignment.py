"""Take over from a segmenter where a word begins and which spaces are within one, but none of its characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

JOINT = "_"
_RUN = re.compile(r"\w+")


def aligned_words(piece: str, words: Iterable[str]) -> list[str]:
    """Return the words of a piece, with its own characters, joined as in `words`.

    `piece`: strings with one space between them, without `_`; `words`: what a segmenter made of it, compound words
    joined by `_`. It may have changed the letters of a part of a word. From where it cannot be followed, the strings of
    the piece are its words. A combining mark stays with the character before it.
    """
    found: list[str] = []
    at = 0
    for part, is_joined in _parts(words):
        is_apart = piece.startswith(" ", at)
        at += is_apart
        end = _end(piece, at, part)
        if end == at:
            break
        own = piece[at:end]
        if found and (is_joined or (not is_apart and unicodedata.category(own[0])[0] == "M")):
            found[-1] += JOINT + own if is_apart else own
        else:
            found.append(own)
        at = end
    return found + piece[at:].split()


def _parts(words: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of words, and whether a part is joined to the one before it."""
    for word in words:
        for number, part in enumerate(filter(None, word.split(JOINT))):
            yield part, number > 0


def _end(piece: str, at: int, part: str) -> int:
    """Return where a part that begins at `at` ends; one with other letters ends with the letters and digits there."""
    if piece.startswith(part, at):
        return at + len(part)
    run = _RUN.match(piece, at)
    return run.end() if run else at
