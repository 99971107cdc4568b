"""Read and write the links from copies to originals that `scrapy corpus duplicates --write` stores with the corpus.

`<data>/corpus/duplicates.jsonl` has one cluster a line: an original and its copies. Segments are never rewritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hanoi_press.store.atomic import whole_file
from hanoi_press.store.segments import Fault, FaultError, lines
from hanoi_press.store.takedown import taken_down

NAME = Path("corpus") / "duplicates.jsonl"
# A copy is left out if this share of it is in its originals, taken together.
SHARE_TO_LEAVE_OUT = 0.6


class Copy(NamedTuple):
    """A copy of an article: `kind` is `exact` or `near`; `share` (0 to 1) is the part of it that is in the original."""

    id: str
    kind: str
    share: float


class Cluster(NamedTuple):
    """An original and its copies, the closest first."""

    original: str
    copies: list[Copy]

    def to_dict(self) -> dict[str, Any]:
        """Return the cluster as plain JSON types, as stored in the file."""
        return {"original": self.original, "copies": [one._asdict() for one in self.copies]}


def write_clusters(data: Path, clusters: Iterable[Cluster]) -> Path:
    """Write the clusters to their file, whole or not at all. Return its path. Raises `OSError`."""
    path = data / NAME
    with whole_file(path) as part, part.open("w", encoding="utf-8") as file:
        for cluster in clusters:
            file.write(json.dumps(cluster.to_dict(), ensure_ascii=False) + "\n")
    return path


def read_clusters(data: Path | None) -> Iterator[Cluster]:
    """Yield the clusters of a data folder. Raises `FileNotFoundError` if none were written, `FaultError` if broken."""
    path = data / NAME if data else NAME
    if data is None or not path.exists():
        raise FileNotFoundError(f"{path}: copies are not known yet; use `hanoi-press corpus duplicates --write` first")
    for line in lines(path):
        try:
            one = json.loads(line.raw)
            copies = [Copy(copy["id"], copy["kind"], float(copy["share"])) for copy in one["copies"]]
            cluster = Cluster(one["original"], copies)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise FaultError(Fault(path, line.number, f"not a cluster of duplicates: {error!r}")) from None
        yield cluster


def copies_to_leave_out(data: Path | None) -> Iterator[str]:
    """Return the ids that `without_copies` leaves out.

    If an original is taken down, its closest remaining copy is kept, so that the text stays in the corpus.
    """
    removed = taken_down(data).ids
    shares: dict[str, float] = {}
    kept: set[str] = set()
    for cluster in read_clusters(data):
        copies = [one for one in cluster.copies if one.id not in removed]
        if cluster.original in removed and copies:
            kept.add(copies.pop(0).id)
        for copy in copies:
            shares[copy.id] = shares.get(copy.id, 0.0) + copy.share
    return (id for id, share in shares.items() if share >= SHARE_TO_LEAVE_OUT and id not in kept)
