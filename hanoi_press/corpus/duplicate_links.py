"""Which articles are copies of which: the side file that `scrapy corpus duplicates --write` leaves beside the corpus.

`<data>/corpus/duplicates.jsonl` holds a cluster a line: an original and its copies. Segments are never rewritten.
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
# A copy is left out where so much of it stands in its originals, taken together.
SHARE_TO_LEAVE_OUT = 0.6


class Copy(NamedTuple):
    """A copy: `kind` is `exact` or `near`; `share` (0 to 1) is how much of it stands in the original."""

    id: str
    kind: str
    share: float


class Cluster(NamedTuple):
    """An original and its copies, the closest first."""

    original: str
    copies: list[Copy]

    def to_dict(self) -> dict[str, Any]:
        """As it stands in the side file."""
        return {"original": self.original, "copies": [one._asdict() for one in self.copies]}


def write_clusters(data: Path, clusters: Iterable[Cluster]) -> Path:
    """Write the side file, whole or not at all. Return its path. Raises `OSError`."""
    path = data / NAME
    with whole_file(path) as part, part.open("w", encoding="utf-8") as file:
        for cluster in clusters:
            file.write(json.dumps(cluster.to_dict(), ensure_ascii=False) + "\n")
    return path


def read_clusters(data: Path | None) -> Iterator[Cluster]:
    """The clusters of a data folder. Raises `FileNotFoundError` where they were never written, `FaultError`."""
    path = data / NAME if data else NAME
    if data is None or not path.exists():
        raise FileNotFoundError(f"{path}: copies are not known yet; `scrapy corpus duplicates --write` finds them")
    for line in lines(path):
        try:
            one = json.loads(line.raw)
            yield Cluster(one["original"], [Copy(c["id"], c["kind"], float(c["share"])) for c in one["copies"]])
        except (ValueError, TypeError, KeyError) as error:
            raise FaultError(Fault(path, line.number, f"no cluster: {error!r}")) from None


def copies_to_leave_out(data: Path | None) -> Iterator[str]:
    """The ids that `without_copies` leaves out.

    Where an original is taken down its closest remaining copy stays, so that a text never vanishes with it.
    """
    gone = taken_down(data).ids
    shares: dict[str, float] = {}
    staying: set[str] = set()
    for cluster in read_clusters(data):
        copies = [one for one in cluster.copies if one.id not in gone]
        if cluster.original in gone and copies:
            staying.add(copies.pop(0).id)
        for copy in copies:
            shares[copy.id] = shares.get(copy.id, 0.0) + copy.share
    return (id for id, share in shares.items() if share >= SHARE_TO_LEAVE_OUT and id not in staying)
