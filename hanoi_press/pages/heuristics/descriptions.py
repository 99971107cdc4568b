"""Judge whether the description in a page's metadata is the article's summary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from hanoi_press.text.normalize import fold

_FIRST_BLOCKS = 6  # of the body with which a description is compared
_SHORTEST = 20  # letters
_COMPARED = 60  # letters of a description that a list states, too
_MOST_UNLIKE = 5  # times as many pairs of words as the text has, too
_SENTENCE_END = re.compile(r"(?<=[.!?…])")


def repeats_start(description: str, blocks: Sequence[str]) -> bool:
    """Return True if a description is too short, or the beginning of the text: of a whole sentence also its end."""
    words = fold(description.rstrip("…."))
    if len(words) < _SHORTEST:
        return True
    text = " ".join(blocks[:_FIRST_BLOCKS])[: 2 * len(description) + 500]
    if (start := fold(text).find(words)) < 0:
        return False
    if not description.endswith((".", "!", "?")) or description.endswith(".."):
        return True
    ends = accumulate(len(fold(sentence)) for sentence in _SENTENCE_END.split(text))
    return start + len(words) in set(ends)


def is_stated_by_list(description: str, listed: str | None) -> bool:
    """Return True if the list's summary begins as the description does."""
    return bool(listed) and fold(listed or "").startswith(fold(description)[:_COMPARED])


def is_about(description: str, title: str, window: str, texts: Iterable[str]) -> bool:
    """Return True if a third of a description's words are the article's: of title, window, or paragraphs (`texts`).

    A slogan is made of the same syllables as any text: of a description that is no sentence, one of five pairs of
    words must be the article's, too.
    """
    texts = list(texts)
    own = {word for one in (title, window, *texts) for word in _words(one)}
    stated = [word for word in _words(description) if len(word) > 1]
    if 3 * sum(word in own for word in stated) < len(stated):
        return False
    if description.rstrip().endswith((".", "!", "?", "…")):
        return True
    pairs = {pair for one in (title, *texts) for pair in pairwise(_words(one))}
    said = list(pairwise(_words(description)))
    return _MOST_UNLIKE * sum(pair in pairs for pair in said) >= len(said)


def _words(text: str) -> Iterator[str]:
    return filter(None, map(fold, text.split()))
