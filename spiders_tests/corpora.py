"""Write small corpora for the tests: invented articles on disk, as a harvest writes them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hanoi_press.items import Article, Attribution, Extraction, Raw, content_hash
from hanoi_press.store.segment_writer import to_line

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# `scrapy corpus …` as the fixture `corpus` runs it: from its arguments to exit code, standard output and standard error
CorpusCommand = Callable[..., tuple[int | str | None, str, str]]


def article(id: str = "hanoimoi/1", **fields: Any) -> Article:
    """Return an article with defaults for all fields that a test does not name. `attribution` may be a source."""
    source = id.partition("/")[0]
    stated = {
        "publisher": source.title(),
        "url": f"https://{source}.vn/bai-{id.partition('/')[2]}.html",
        "title": "Cầu Thanh Trì thông xe trở lại",
        "summary": "Sau ba tháng sửa chữa, cây cầu đón những chuyến xe đầu tiên.",
        "text": "Sáng sớm, dòng xe nối nhau qua cầu.\n\nNgười dân hai bờ vui mừng.",
        "authors": ["Lê An"],
        "dateline": None,
        "published_at": "2026-11-10T08:00:00+07:00",
        "modified_at": None,
        "section": ["Đô thị"],
        "tags": [],
        "images": [],
        "attachments": [],
        "attribution": None,
        "language": "vi",
        "raw": Raw(),
        "extraction": Extraction("onecms", {"title": "css"}),
        "fetched_at": "2026-11-24T00:00:00Z",
    } | fields
    if isinstance(stated["attribution"], str):
        stated["attribution"] = Attribution(stated["attribution"], None, stated["attribution"])
    stated.setdefault("content_hash", content_hash(stated["title"], stated["summary"], stated["text"]))
    return Article(id=id, source=source, **stated)


def line(*arguments: Any, **fields: Any) -> bytes:
    """Return the line of `article(…)`."""
    return to_line(article(*arguments, **fields).to_dict())


def put(data: Path, name: str, *lines: bytes) -> Path:
    """Write these lines as a segment `name` (`hanoimoi/2026-11/a.jsonl`, or `….zst`) of a data folder."""
    path = data / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    body = b"".join(lines)
    path.write_bytes(zstd.compress(body) if path.suffix == ".zst" else body)
    return path


def put_corpus_to_export(folder: Path) -> None:
    """Write articles of two sources: one with a revision, one whose title is a formula of spreadsheets, one undated."""
    put(
        folder,
        "hanoimoi/2026-11/a.jsonl",
        line("hanoimoi/1", title="Một", section=["Đô thị", "Giao thông"], tags=["xe", "cầu"], attribution="mst"),
        line("hanoimoi/2", title="=HYPERLINK(1)", published_at="2025-01-02", authors=[]),
        line("hanoimoi/3", title="Ba", published_at=None),
    )
    put(folder, "hanoimoi/2026-11/b.jsonl", line("hanoimoi/1", title="Một, sửa", revision=2))
    put(folder, "mst/2026-11/a.jsonl", line("mst/1", title="Bốn", publisher="Bộ KH | CN"))
