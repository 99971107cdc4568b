"""Judge whether the description in a page's metadata is the article's summary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from hanoi_press.text.normalize import fold

_FIRST_BLOCKS = 6  # of the body with which a description is compared
_SHORTEST = 20  # letters
_COMPARED = 60  # letters of a description that a list states, too
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


def is_about(description: str, texts: Iterable[str]) -> bool:
    """Return True if a third of a description's words, or more, are those of the article's texts, not of the site."""
    own = {fold(word) for text in texts for word in text.split()}
    stated = [word for one in description.split() if len(word := fold(one)) > 1]
    return 3 * sum(word in own for word in stated) >= len(stated)
