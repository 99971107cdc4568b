"""A corpus of a few hundred invented articles with copies everywhere, revisions, removals and faults of many kinds.

`vnx/first` is the original of `mst/copy`, which was another text in its first revision, and of `abc/exact`, which has
the same words. `hanoimoi/gone` has them as well but is taken down. `vnx/named` is the original of `mst/early`, which
names it. `abc/one` and `abc/two` state the same hash of other words.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.invented import paragraphs
from benchmarks.labelled import labelled
from hanoi_press.store.manifest import manifest_path
from hanoi_press.store.takedown import take_down
from spiders_tests.corpora import line, put

FIRST = "\n\n".join(paragraphs(random.Random(1), 6))
OTHER = "\n\n".join(paragraphs(random.Random(2), 6))
FAULTS = 7  # those of `put_reposts`


def put_reposts(data: Path, most: int = 1000) -> None:
    """Write the corpus, with at most `most` articles beside the named ones."""
    months: dict[str, list[bytes]] = {}
    texts = labelled(5, families=30)
    alike, formulaic = (
        [one for one in texts if min(one.families) < 30],
        [one for one in texts if min(one.families) >= 30],
    )
    for number, text in enumerate((alike + formulaic[:60])[:most]):
        source = ("hanoimoi", "mst", "vnx")[number * 7 % 3]
        name = f"{source}/2026-{8 + number % 4:02}/a.jsonl"
        at = f"20{text.day:02}-01-01"
        months.setdefault(name, []).append(
            line(f"{source}/{number}", title=text.title, summary=None, text=text.text, published_at=at)
        )
    for name, printed in months.items():
        put(data, name, *printed)
    named = {"title": "Một", "summary": None}
    put(
        data,
        "abc/2026-08/a.jsonl.zst",
        line("abc/exact", text=FIRST, published_at="2026-11-12", **named),
        b"\n",
        line("abc/exact", text=FIRST, published_at="2026-11-12", **named),  # repeated
        b'{"id":"abc/broken"}\n',
        line("abc/other", text="Hai chữ.", **named),
        line("abc/other", text="Ba chữ.", **named),  # contradicts the line before
    )
    put(
        data,
        "abc/2026-09/a.jsonl",
        line("abc/one", text="Bốn chữ cái đầu tiên.", content_hash="0123456789abcdef", **named),
        line("abc/two", text="Năm con cá vàng bơi.", content_hash="0123456789abcdef", **named),
    )
    put(
        data,
        "mst/2026-09/b.jsonl",
        line("mst/early", text=OTHER, attribution="vnx", published_at="2026-11-01", **named),
    )
    put(data, "vnx/2026-07/b.jsonl", line("vnx/named", text=OTHER, published_at="2026-11-02", **named))
    put(data, "hanoimoi/2026-12/gone.jsonl", line("hanoimoi/gone", text=FIRST, published_at="2026-11-01", **named))
    take_down(data, ["hanoimoi/gone"])
    put(data, "mst/2026-07/a.jsonl", line("mst/copy", text="Chưa có gì.", published_at="2026-11-11", **named))
    put(
        data,
        "mst/2026-12/b.jsonl",
        line("mst/copy", revision=2, text=f"{FIRST}\n\nTheo VNX", published_at="2026-11-11", **named),
        b'{"torn',
    )
    put(data, "vnx/2026-12/b.jsonl", line("vnx/first", text=FIRST, published_at="2026-11-10", **named))
    cut = put(data, "vnx/2026-12/cut.jsonl.zst", line("vnx/cut", text=FIRST, published_at="2026-11-13", **named))
    cut.write_bytes(cut.read_bytes()[:-20])
    put(data, "vnx/2026-12/empty.jsonl.zst").write_bytes(b"")
    newer = put(data, "vnx/2026-12/newer.jsonl", line("vnx/newer", text=FIRST, published_at="2026-11-14", **named))
    manifest_path(newer).write_text(json.dumps({"schema_version": 99}))
    put(data, "vnx/2026-12/wide.jsonl", "\ufeff{}".encode("utf-16"))
