"""Find an article by the address that it has, without importing the sources, which takes longer than the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex

_SCHEME = re.compile(r"https?://(?:www\.)?", re.I)
_PART = re.compile(r"[A-Za-z0-9]+")
_MOST_PARTS, _MOST_SOURCES = 20, 500  # that are tried
_NEXT_SOURCE = "SELECT min(source) FROM article WHERE source > ?"


def id_of_known_address(index: CorpusIndex, address: str) -> str | None:
    """Return the id of the only article with this address, if the address holds the id; else None.

    Scheme, `www.` and fragment may differ. Any other spelling, and any other address form of a site, has to be
    identified by its source.
    """
    wanted = _bare(address)
    parts = [one for one in _PART.findall(wanted) if any(map(str.isdigit, one))][:_MOST_PARTS]
    if not _SCHEME.match(address) or not parts:
        return None
    sources = list(islice(_sources(index), _MOST_SOURCES + 1))
    if len(sources) > _MOST_SOURCES:
        return None
    ids = [f"{source}/{part}" for source in sources for part in dict.fromkeys(parts)]
    marks = ", ".join("?" for _ in ids)
    rows = index.db.execute(f"SELECT id, url FROM article WHERE id IN ({marks})", ids)
    found = [id for id, url in rows if _bare(url) == wanted]
    return found[0] if len(found) == 1 else None


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.partition("#")[0], count=1)


def _sources(index: CorpusIndex) -> Iterator[str]:
    """Yield the sources of the articles; each is a look-up in the index of sources."""
    (name,) = index.db.execute(_NEXT_SOURCE, ("",)).fetchone()
    while name is not None:
        yield name
        (name,) = index.db.execute(_NEXT_SOURCE, (name,)).fetchone()
