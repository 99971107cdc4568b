"""A small corpus of two sources, for the tests of `hanoi_press.corpus.open`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hanoi_press.corpus.duplicate_links import Cluster, Copy, write_clusters
from spiders_tests.corpora import line, put

LATER = "2026-11-10T09:00:00+07:00"


def put_questioned_corpus(data: Path) -> None:
    """Write two sources, one article with two revisions, one undated, and a copy."""
    put(
        data,
        "hanoimoi/2026-11/a.jsonl",
        line("hanoimoi/1", title="Giao thông Hà Nội", text="Vành đai 3.", tags=["Giao thông"], authors=["Lê An"]),
        line("hanoimoi/2", title="Mưa lớn", text="Mưa ở Hà Nội.", published_at="2026-11-12", section=["Xã hội"]),
        line("hanoimoi/3", title="Không ngày", text="Giao thông.", published_at=None),
    )
    put(
        data,
        "hanoimoi/2026-11/b.jsonl.zst",
        line("hanoimoi/1", title="Giao thông Hà Nội", text="Vành đai 4.", revision=2),
    )
    put(
        data,
        "mst/2026-11/a.jsonl",
        line("mst/1", title="Khoa học", text="Giao thông, giao thông.", authors=["Đỗ Bé"], published_at=LATER),
    )
    write_clusters(data, [Cluster("hanoimoi/1", [Copy("mst/1", "near", 0.9)])])


def ids(found: Any) -> list[str]:
    """Return the ids of articles or hits."""
    return [one.id for one in found]
