"""Tell a description of the article from one of the whole site and from the beginning of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from hanoi_press.text.normalize import fold

_SENTENCE_END = re.compile(r"(?<=[.!?…])")
_MOST_UNLIKE = 5  # times as many pairs of words as the text has, too


def repeats(description: str, text: str) -> bool:
    """Return True if a text has the words of a description; of a whole sentence also its end."""
    words, folded = fold(description.rstrip("….")), fold(text)
    if (start := folded.find(words)) < 0:
        return False
    if not description.endswith((".", "!", "?")) or description.endswith(".."):
        return True
    ends = accumulate(len(fold(sentence)) for sentence in _SENTENCE_END.split(text))
    return start + len(words) in set(ends)


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
