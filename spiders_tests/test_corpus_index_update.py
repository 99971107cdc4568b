"""The index after any history of a corpus: it shows what `load` yields, and is as one that was made anew."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.items import ArchiveRef
from hanoi_press.store.manifest import Manifest, manifest_path, write_manifest
from hanoi_press.store.segment_writer import to_line
from hanoi_press.store.segments import lines
from spiders_tests.corpora import article, put
from spiders_tests.index_contents import contents, loaded, shown


class Written(NamedTuple):
    """A line: of article `id`, in a revision, with a title; `place` is the offset of its answer, 0 for none.

    It was fetched at `hour`.

    `kind`: 0 as we write it, 1 with its keys in another order, 2 with a field of a wrong type, 3 no JSON, 4 with an
    address that leads to article 1.
    """

    id: int
    revision: int
    title: str
    place: int
    hour: int
    kind: int

    def line(self) -> bytes:
        archive = ArchiveRef("archive/x.warc.gz", self.place) if self.place else None
        own = replace(article(f"hanoimoi/{self.id}", revision=self.revision, title=self.title), archive=archive)
        own.fetched_at = f"2026-11-24T0{self.hour}:00:00Z"
        record = own.to_dict()
        if self.kind == 1:
            record = dict(reversed(record.items()))
        if self.kind == 2:
            record |= {"tags": 7}
        if self.kind == 4:
            record |= {"url": "https://hanoimoi.vn/bai-1.html"}
        return to_line(record) if self.kind != 3 else b"{" + to_line(record)


class Step(NamedTuple):
    """What happens to the corpus: `what`, to the segments with the numbers `which`."""

    what: str
    which: tuple[int, ...]
    entries: tuple[Written, ...]
    gone: tuple[str, ...]


LINE = st.builds(
    Written,
    st.integers(1, 3),
    st.sampled_from([1, 1, 2, 3]),
    st.sampled_from("AB"),
    st.integers(0, 2),
    st.integers(1, 3),
    st.sampled_from([0, 0, 0, 0, 1, 2, 3, 4]),
)
STEP = st.builds(
    Step,
    st.sampled_from(["write", "write", "write", "append", "remove", "compact", "damage", "take down", "copies"]),
    st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True).map(tuple),
    st.lists(LINE, max_size=4).map(tuple),
    st.lists(st.sampled_from(["hanoimoi/1", "hanoimoi/2", "https://hanoimoi.vn/bai-1.html"]), max_size=2).map(tuple),
)


def take(data: Path, step: Step) -> None:
    """Do to a data folder what a step says."""
    paths = [data / f"articles/x/2026-11/{number}.jsonl" for number in step.which]
    first, there = paths[0], [path for path in paths if path.exists()]
    if step.what == "write":
        put(data, f"x/2026-11/{first.name}", *(one.line() for one in step.entries))
        manifest_path(first).unlink(missing_ok=True)
    elif step.what == "append":
        with first.open("ab") as file:
            file.writelines(one.line() for one in step.entries)
    elif step.what == "remove":
        first.unlink(missing_ok=True)
    elif step.what == "compact" and there:
        merged = [line.raw + b"\n" for path in sorted(there) for line in lines(path)]
        put(data, f"x/2026-11/2026-11-{step.which[0]}.jsonl.zst", *merged)
        for path in there:
            path.unlink()
    elif step.what == "damage" and first.exists() and step.entries:
        sums = "".join("00000000" for one in step.entries)
        write_manifest(first, Manifest("x", "1", articles=len(step.entries), line_crc32=sums))
    elif step.what == "take down":
        put(data, "../corpus/take-down.txt", *(f"{one}\n".encode() for one in step.gone))
    elif step.what == "copies":
        copies = [f'{{"id":"hanoimoi/{n}","kind":"near","share":0.{n}5}}' for n in step.which]
        put(data, "../corpus/duplicates.jsonl", f'{{"original":"hanoimoi/3","copies":[{",".join(copies)}]}}\n'.encode())


@settings(max_examples=25, deadline=None)
@given(st.lists(STEP, min_size=1, max_size=5))
def test_any_history(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        put(data, "x/2026-11/0.jsonl", Written(1, 1, "A", 1, 1, 0).line())
        CorpusIndex.open(data).close()
        for step in steps:
            take(data, step)
            with CorpusIndex.open(data) as index:
                assert index.stale is None
                assert not index.made
                for revisions in ("latest", "all"):
                    assert shown(index, revisions) == loaded(data, revisions)
                after = contents(index)
        with CorpusIndex.open(data, rebuild=True) as index:
            assert contents(index) == after
        shutil.rmtree(data)
