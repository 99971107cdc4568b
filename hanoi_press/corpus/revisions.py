"""Describe what changed between two revisions of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, fields
from difflib import SequenceMatcher
from typing import Any

from hanoi_press.items import Article

_WORDS = ("title", "summary", "text")
# Fields that change with every fetch, or depend on the words.
_NOT_SHOWN = {"id", "revision", "content_hash", "fetched_at", "archive", "extraction", "raw", *_WORDS}
_LONGEST = 3000  # words; in a longer paragraph changed words are not marked, because comparing is quadratic
_MOST_PAIRS = 500_000  # of equal words, or paragraphs, of both sides; comparing looks at each of them, often repeatedly


def differences(old: Article, new: Article) -> Iterator[str]:
    """Yield lines that describe the changes: `[-old-]` and `{+new+}` within a paragraph, `-` and `+` for whole ones."""
    for name in _WORDS:
        before, after = getattr(old, name) or "", getattr(new, name) or ""
        if before != after:
            yield f"{name}:"
            yield from _paragraphs(before.split("\n\n"), after.split("\n\n"))
    one, two = asdict(old), asdict(new)
    for field in fields(Article):
        if field.name not in _NOT_SHOWN and one[field.name] != two[field.name]:
            yield f"{field.name}: {_shown(one[field.name])} → {_shown(two[field.name])}"


def _paragraphs(before: list[str], after: list[str]) -> Iterator[str]:
    if _is_dear(before, after):
        yield from (f"  - {one}" for one in before if one)
        yield from (f"  + {one}" for one in after if one)
        return
    kept = 0
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            kept += b - a
            continue
        changed = min(b - a, d - c) if kind == "replace" else 0
        for old, new in zip(before[a : a + changed], after[c : c + changed], strict=True):
            yield "  ~ " + marked(old, new)
        yield from (f"  - {one}" for one in before[a + changed : b] if one)
        yield from (f"  + {one}" for one in after[c + changed : d] if one)
    if kept:
        yield f"  ({kept} paragraphs unchanged)" if kept > 1 else "  (1 paragraph unchanged)"


def marked(old: str, new: str) -> str:
    """Return both paragraphs merged into one, with the changed words marked.

    >>> marked("giá 12.000 đồng", "giá 13.000 đồng")
    'giá [-12.000-] {+13.000+} đồng'
    """
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > _LONGEST or _is_dear(before, after):
        return f"[-{old}-] {{+{new}+}}"
    words: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            words += before[a:b]
            continue
        words += [f"[-{' '.join(before[a:b])}-]"] if b > a else []
        words += [f"{{+{' '.join(after[c:d])}+}}"] if d > c else []
    return " ".join(words)


def _is_dear(before: list[str], after: list[str]) -> bool:
    """Return True if two lists have so many equal entries in common that comparing them would take long."""
    counts = Counter(after)
    return sum(counts[one] for one in before) > _MOST_PAIRS


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value) or "-"
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values() if one)
    return "-" if value is None else str(value)
