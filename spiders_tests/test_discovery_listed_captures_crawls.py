"""`crawl -a via=commoncrawl -a index=FILE`: the captures that a file lists are read, and no index is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spiders_tests.past.old_pages import articles, old_pages
from spiders_tests.past.past_crawls import past_crawl, stored, written
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.serve import serve

# Columns of Common Crawl's columnar index, by the names of the index server's fields.
COLUMNAR = {
    "url": "url",
    "timestamp": "fetch_time",
    "status": "fetch_status",
    "digest": "content_digest",
    "mime": "content_mime_type",
    "filename": "warc_filename",
    "offset": "warc_record_offset",
    "length": "warc_record_length",
}


def columnar(served: dict[str, object]) -> dict[str, Any]:
    """Return a line of the index server with the columns of the columnar index, as DuckDB writes them."""
    found: dict[str, Any] = {COLUMNAR[name]: value for name, value in served.items() if name in COLUMNAR}
    at = str(found["fetch_time"])
    found["fetch_time"] = f"{at[:4]}-{at[4:6]}-{at[6:8]} {at[8:10]}:{at[10:12]}:{at[12:]}"
    return found | {name: int(found[name]) for name in ("fetch_status", "warc_record_offset", "warc_record_length")}


def test_a_list_is_read_in_place_of_the_index(tmp_path: Path) -> None:
    archives = FakeWebArchives(stored([*old_pages("mst"), *old_pages("mpi")]))
    lines = [line for of_index in archives.commoncrawl.lines.values() for line in of_index]
    path = tmp_path / "captures.jsonl"
    path.write_text("".join(f"{json.dumps(columnar(line))}\n" for line in lines))
    arguments = ("mst", "-a", "via=commoncrawl", "-a", f"index={path}")
    data = tmp_path / "data"
    with serve({}, faults=archives) as served:
        first = past_crawl(data, served, *arguments, "-a", "limit=1")
        assert (first.code, len(first.captures), first.others) == (0, 1, []), first.err
        done = past_crawl(data, served, *arguments)
        assert (done.code, done.others) == (0, []), done.err
        assert len(first.captures) + len(done.captures) == len(old_pages("mst"))  # each once
        found = written(data)
        assert {id: [one["text"] for one in found[id]] for id in found} == {
            id: [one["text"] for one in revisions] for id, revisions in articles("mst").items()
        }
        assert {one["extraction"]["via"] for revisions in found.values() for one in revisions} == {"commoncrawl"}
        again = past_crawl(data, served, *arguments)
        assert (again.code, again.captures, again.others) == (0, [], []), again.err
        path.write_text(f"no capture\n{path.read_text()}")
        bad = past_crawl(data, served, *arguments)
    assert (bad.code, bad.captures, bad.others) == (1, [], [])
    assert "captures.jsonl: 1 line is no capture, the others were read: line 1: no JSON" in bad.err + bad.line
