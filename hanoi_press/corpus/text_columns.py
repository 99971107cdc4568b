"""Keep what is needed of each text to find its copies and to order them: about 100 bytes a text, never the text."""

from __future__ import annotations

from array import array

import msgspec

from hanoi_press.items import Article
from hanoi_press.text.moments import epoch_seconds

_UNDATED = 2**62  # sorts after every date


class PackedColumns(msgspec.Struct, frozen=True):
    """The columns of some texts, as one process sends them to another. The bytes are those of the arrays."""

    ids: list[str]
    times: bytes
    hashes: bytes
    sources: bytes
    named: bytes
    names: list[str | None]

    def __post_init__(self) -> None:
        """Raise `ValueError` if the columns do not fit each other."""
        sizes = [len(self.times) / 8, len(self.hashes) / 8, len(self.sources) / 4, len(self.named) / 4]
        if any(size != len(self.ids) for size in sizes):
            raise ValueError("columns of texts have different lengths")
        if any(number >= len(self.names) for one in (self.sources, self.named) for number in array("I", one)):
            raise ValueError("a text has a name that is not listed")


class TextColumns:
    """The columns of texts, which are numbered from 0."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.times = array("q")  # of publication, in seconds
        self.hashes = array("Q")  # of the content
        self.sources = array("I")
        self.named = array("I")  # the source that a text is attributed to, 0 for none
        self._names: dict[str | None, int] = {None: 0}

    def add(self, article: Article) -> None:
        """Add the next text."""
        self.ids.append(article.id)
        published = epoch_seconds(article.published_at)
        self.times.append(_UNDATED if published is None else published)
        self.hashes.append(int.from_bytes(article.content_hash.encode()[:8].ljust(8)))
        self.sources.append(self._number(article.source))
        self.named.append(self._number(article.attribution.source if article.attribution else None))

    def _number(self, name: str | None) -> int:
        return self._names.setdefault(name, len(self._names))

    def __len__(self) -> int:
        return len(self.ids)

    def packed(self) -> PackedColumns:
        """Return the columns as they are sent."""
        times, hashes = self.times.tobytes(), self.hashes.tobytes()
        return PackedColumns(self.ids, times, hashes, self.sources.tobytes(), self.named.tobytes(), list(self._names))

    def extend(self, packed: PackedColumns) -> None:
        """Add texts that another process read."""
        numbers = [self._number(name) for name in packed.names]
        self.ids += packed.ids
        self.times.frombytes(packed.times)
        self.hashes.frombytes(packed.hashes)
        self.sources.extend(numbers[n] for n in array("I", packed.sources))
        self.named.extend(numbers[n] for n in array("I", packed.named))
