"""A data folder in which one article has left its words everywhere, and a search for them in all files."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from hanoi_press.compression import zstd
from hanoi_press.discovery.captures import WAYBACK, IndexedCapture
from hanoi_press.items import Article, Extraction, Identity, Listed
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.compaction import merge
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.learnt_boilerplate import BoilerplateFilter
from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.list_answers import ListAnswer
from hanoi_press.store.scope import RunScope
from hanoi_press.store.segments import lines, segments
from hanoi_press.warc.reader import responses
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.corpus_lines import article, opened

GONE = "hanoimoi/777"
# Words of the article that stand nowhere else: in its title, summary, text, address, list entries and redirects.
TRACES = ("Zebra", "zebra", "Quagga", "quagga")


def the_article(revision: int = 1, number: int = 777) -> Article:
    one = article(number, f"Quagga sống lần {revision}.\n\nMột câu chung.")
    one = replace(one, title="Zebra", summary="Zebra Quagga", url=f"https://hanoimoi.vn/zebra-quagga-{number}.html")
    one.note_changes()
    return one


def put_everything(data: Path) -> None:
    """Crawl two nights, and leave what a harvest, a killed run, a mended segment and a report may leave."""
    for turn in (1, 2):
        with opened(data, "zstd" if turn == 2 else "none") as folder:
            history = SourceHistory(folder, "hanoimoi", RunScope())
            _crawl(history, turn)
            history.finish(walked=True)
            folder.record.add("hanoimoi", _figures())
            folder.record.end(0)
            run = folder.run
        (data / "reports").mkdir(exist_ok=True)
        (data / "reports" / f"{run}.html").write_text("<p>Zebra</p>", "utf-8")
    with opened(data) as folder:
        folder.keep(article(5, "Câu năm."))
        folder.keep(the_article(3))
    months = sorted({one.parent for one in segments(data)})
    merge(segments(months[0])[:2])
    _leave_files(data)
    with opened(data):
        pass


def _crawl(history: SourceHistory, turn: int) -> None:
    data = history.folder.path
    filter = BoilerplateFilter(data, "hanoimoi")
    for one in (
        article(turn, f"Bài {turn}.\n\nMột câu chung."),
        the_article(turn),
        article(turn + 10, f"Bài {turn + 10}."),
    ):
        one = _archived(data, one, f"2026-11-2{turn}T01:00:00Z")
        filter.process(one, is_new=turn == 1)
        listed = Listed(title=one.title, summary=one.summary)
        history.mark_requested(one.id, one.url, None)
        history.note_listed(one.id, listed)
        history.is_reworded(one.id, listed)
        history.mark_arrived(one.id, one.id, '"e"', None)
        history.keep(one)
    filter.save()
    history.mark_requested("hanoimoi/778", "https://hanoimoi.vn/zebra-cu-778.html", None)
    history.note_listed("hanoimoi/778", Listed(title="Zebra cũ"))
    history.mark_arrived("hanoimoi/778", GONE, None, None)
    _archived(data, replace(the_article(turn), url="https://hanoimoi.vn/zebra-cu-778.html"), "2026-11-21T02:00:00Z")
    history.keep(the_article(turn))
    history.mark_failed(GONE, "parse: x", answer=ArchivedAnswer("archive/x", 5, "2026-11-21T01:00:00Z"))
    answer = ListAnswer("https://hanoimoi.vn/", '"e"', None, b"<h2>Zebra Quagga</h2>")
    history.keep_list_answer("https://hanoimoi.vn/tin", answer)
    _read_captures(history, turn)


def _read_captures(history: SourceHistory, turn: int) -> None:
    """Note captures of the article, of its other address, of one that a capture shows to lead to it, and of others."""
    urls = (the_article().url, "https://hanoimoi.vn/zebra-cu-778.html", "https://hanoimoi.vn/zebra-khac-779.html")
    found = [
        IndexedCapture(WAYBACK, url, f"2026112{turn}03000{second}", "ABC", "text/html")
        for second, url in enumerate((*urls, "https://hanoimoi.vn/bai-1.html"))
    ]
    history.captures.note_page("wayback hanoimoi.vn 2026", found, resume="vn,hanoimoi)/zebra-quagga-777.html 2026")
    history.captures.note_page("commoncrawl CC-MAIN-2026-47 hanoimoi.vn", [], resume="2")
    history.captures.begin("hanoimoi/779", found[2])
    _archived(history.folder.path, replace(the_article(turn), url=urls[2]), found[2].fetched_at)
    read = replace(the_article(turn), fetched_at=found[2].fetched_at, extraction=Extraction("test", {}, None, WAYBACK))
    own = Identity("hanoimoi/779", "hanoimoi", "Hànộimới", urls[2], False)
    history.mark_arrived("hanoimoi/779", GONE, None, None, own)
    history.keep(read)
    history.captures.begin("hanoimoi/1", found[3])
    history.mark_skipped("hanoimoi/1", "soft-404")


def _archived(data: Path, one: Article, at: str) -> Article:
    """Archive the page of an article, and an answer that redirects to it; return it with the place of the page."""
    writer = WarcWriter(data, "hanoimoi", "a test")
    html = [("Content-Type", "text/html")]
    short = f"https://hanoimoi.vn/{one.id.partition('/')[2]}"
    writer.write(Exchange(short, at, 301, "Moved", [*html, ("Location", one.url)], one.title.encode()))
    body = f"{one.title} {one.text}".encode() * 50
    listed = Listed(title=one.title)
    asked = [("User-Agent", "hanoi_press"), ("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")]
    ref = writer.write(Exchange(one.url, at, 200, "OK", html, body, listed=listed, request_headers=asked))
    writer.close()
    return replace(one, archive=ref, fetched_at=at)


def _figures() -> dict[str, Any]:
    revised = [{"id": GONE, "url": the_article().url, "title": "Zebra"}, {"id": "hanoimoi/1", "title": "Bài số 1"}]
    failed = [{"url": the_article().url, "kind": "http", "what": "HTTP 500"}]
    return {"status": "ok", "revised": revised, "failed": failed, "faults": [f"no body at {the_article().url}."]}


def _leave_files(data: Path) -> None:
    folder = segments(data)[0].parent
    (line,) = [one.raw for path in segments(data) for one in lines(path) if b'"revision":3' in one.raw]
    other = next(one.raw for path in segments(data) for one in lines(path) if b"hanoimoi/5" in one.raw)
    (folder / "old.jsonl.damaged").write_bytes(other + b"\n" + line[: len(line) // 2] + b"\n" + other + b"\n")
    (folder / "old.jsonl.zst.damaged").write_bytes(zstd.compress(line + b"\n" + other + b"\n"))
    (data / "ledger.sqlite.damaged").write_bytes(line)
    (data / "boilerplate" / "hanoimoi.broken").write_bytes(line)
    (data / "corpus").mkdir(exist_ok=True)
    (data / "corpus" / "index.sqlite").write_bytes(line)
    (data / "corpus" / "index.sqlite-wal").write_bytes(line)


def traces(data: Path) -> list[str]:
    """Return the files below a folder in which words of the article stand, also compressed or in a database."""
    found = []
    for path in sorted(one for one in data.rglob("*") if one.is_file()):
        for content in _contents(path):
            found += [f"{path.relative_to(data)}: {word}" for word in TRACES if word.encode() in content]
    return found


def _contents(path: Path) -> list[bytes]:
    raw = path.read_bytes()
    found = [raw]
    with suppress(OSError, EOFError, zlib.error):
        found.append(gzip.decompress(raw))
    with suppress(zstd.ZstdError):
        found.append(zstd.decompress(raw))
    if raw.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db, suppress(sqlite3.Error):
            found += [zlib.decompress(body) for (body,) in db.execute("SELECT body FROM answer")]
    return found


def others(data: Path) -> dict[str, Any]:
    """Return what a removal must leave as it is: lines, archived pages by place, rows of the ledger, run records."""
    stored = [one.raw for path in segments(data) for one in lines(path) if GONE.encode() not in one.raw]
    pages = {
        (path.name, one.offset): one.body
        for path in sorted(data.glob("archive/*/*/*.gz"))
        for one in responses(path, lambda damage: None)
        if not any(word in one.url or word.encode() in one.body for word in TRACES)
    }
    with closing(sqlite3.connect(data / "ledger.sqlite")) as db:
        rows = {
            table: db.execute(
                f"SELECT * FROM {table} WHERE id NOT IN ('{GONE}', 'hanoimoi/778') ORDER BY id"
            ).fetchall()
            for table in ("page", "listed", "wording", "capture")
        }
        rows["past_capture"] = db.execute("SELECT * FROM past_capture WHERE id = 'hanoimoi/1'").fetchall()
        rows["past_query"] = db.execute("SELECT * FROM past_query WHERE query LIKE 'commoncrawl%'").fetchall()
    damaged = sorted(one.read_bytes().count(b"hanoimoi/5") for one in data.rglob("*.jsonl.damaged"))
    learnt = json.loads((data / "boilerplate" / "hanoimoi.json").read_bytes())["lines"]
    kept = [one[0] for one in learnt if not any(word in one[0] for word in TRACES)]
    return {"lines": stored, "pages": pages, "rows": rows, "damaged": damaged, "learnt": sorted(kept)}


__all__ = ["GONE", "LedgerConnection", "others", "put_everything", "the_article", "traces"]
