"""Whether an article may enter the corpus."""

from __future__ import annotations

import re

from hanoi_press.items import Article

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")


def problems(article: Article) -> list[str]:
    """Return what keeps an article out of the corpus; [] for a sound one."""
    found = [f"no {name}" for name in ("id", "url", "title", "text", "language") if not getattr(article, name)]
    for name in ("published_at", "modified_at"):
        stated = getattr(article, name)
        if stated is not None and not _MOMENT.fullmatch(stated):
            found.append(f"{name} is {stated!r}")
    return found
