"""docs/past.md does what it says: its SQL makes the list of captures from files laid out as Common Crawl's."""

from __future__ import annotations

import gzip
import json
import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.discovery.listed_captures import listed_capture
from hanoi_press.discovery.listed_lines import check_listing, read_lines
from hanoi_press.sources import sources
from hanoi_press.spiders.arguments import NAMES, check_arguments
from spiders_tests.doc_blocks import blocks, section
from spiders_tests.scrapy_process import ROOT

duckdb = pytest.importorskip("duckdb")
CRAWL = "CC-MAIN-2024-22"
WARC = f"crawl-data/{CRAWL}/segments/1715971057216.39/warc/CC-MAIN-20240517233122-20240518023122-00000.warc.gz"
# The columns of Common Crawl's columnar index (its flat schema), of which the last ones came with the years.
COLUMNS = """url_surtkey VARCHAR, url VARCHAR, url_host_name VARCHAR, url_host_tld VARCHAR,
    url_host_2nd_last_part VARCHAR, url_host_registered_domain VARCHAR,
    url_protocol VARCHAR, url_port INTEGER, url_path VARCHAR, url_query VARCHAR,
    fetch_time TIMESTAMP, fetch_status SMALLINT, content_digest VARCHAR, content_mime_type VARCHAR,
    content_mime_detected VARCHAR, warc_filename VARCHAR, warc_record_offset INTEGER, warc_record_length INTEGER,
    warc_segment VARCHAR"""
LATER = ", content_charset VARCHAR, content_languages VARCHAR, content_truncated VARCHAR"


def row(host: str, domain: str, path: str, later: Sequence[str | None], status: int = 200) -> str:
    """A row of the index, as values of SQL."""
    place = ["key", f"https://{host}{path}", host, "vn", domain.split(".")[0], domain, "https", None, path, None]
    fetched = ["2024-05-18 01:02:03", status, "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "text/html", "text/html"]
    values = [*place, *fetched, WARC, 812, 5120, "1715971057216.39", *later]
    return ", ".join("NULL" if one is None else repr(one) for one in values)


def publish(root: Path, columns: str, parts: Mapping[str, Sequence[str]]) -> None:
    """Lay the index of one crawl out as data.commoncrawl.org does: files of rows, and a packed list of them."""
    paths = {
        f"cc-index/table/cc-main/warc/crawl={CRAWL}/subset={name}.gz.parquet": rows for name, rows in parts.items()
    }
    for path, rows in paths.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as db:
            db.execute(f"CREATE TABLE found ({columns})")
            for one in rows:
                db.execute(f"INSERT INTO found VALUES ({one})")
            db.execute(f"COPY found TO '{file}' (FORMAT parquet, COMPRESSION gzip)")
    listed = root / "crawl-data" / CRAWL / "cc-index-table.paths.gz"
    listed.parent.mkdir(parents=True)
    listed.write_bytes(gzip.compress("".join(f"{path}\n" for path in paths).encode()))


def run_sql(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run the SQL of the page in a folder, on files under `root`; return the list that it writes."""
    (code,) = (block.code for block in blocks(section("docs/past.md", "In bulk")) if block.language == "sql")
    assert code.count("'https://data.commoncrawl.org/'") == 1
    monkeypatch.chdir(folder)
    with duckdb.connect() as db:
        db.execute(code.replace("https://data.commoncrawl.org/", f"{root}/"))
    (found,) = folder.glob("*.jsonl")
    return found


@pytest.mark.parametrize("truncated", [None, "length", "no such column"])
def test_the_sql_makes_a_list_that_index_takes(
    truncated: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_old = truncated == "no such column"
    later = [] if is_old else ["UTF-8", "vie", truncated]
    parts = {
        "robotstxt/part-0": [row("hanoimoi.vn", "hanoimoi.vn", "/robots.txt", later)],
        "warc/part-0": [
            row("hanoimoi.vn", "hanoimoi.vn", "/bai-1001.html", later),
            row("vnexpress.net", "vnexpress.net", "/bai-1.html", later),
        ],
        "warc/part-1": [
            row("www.hanoimoi.com.vn", "hanoimoi.com.vn", "/tin-tuc/Kinh-te/700001/bai", later),
            row("hanoimoi.vn", "hanoimoi.vn", "/bai-1002.html", later, status=404),
        ],
    }
    publish(tmp_path / "cc", COLUMNS if is_old else COLUMNS + LATER, parts)
    (folder := tmp_path / "work").mkdir()
    path = run_sql(tmp_path / "cc", folder, monkeypatch)
    assert path.name == f"{CRAWL}.jsonl"
    check_listing(path)
    found = sorted((listed_capture(line.columns) for line in read_lines(path)), key=lambda one: one.url if one else "")
    assert found == [
        IndexedCapture(
            "commoncrawl",
            url,
            "20240518010203",
            digest="3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
            mime="text/html",
            file=WARC,
            offset=812,
            length=5120,
            truncated="length" if truncated == "length" else "",
        )
        for url in ("https://hanoimoi.vn/bai-1001.html", "https://www.hanoimoi.com.vn/tin-tuc/Kinh-te/700001/bai")
    ]
    lines = path.read_text("utf-8").splitlines()
    assert set(json.loads(lines[0])) == {
        *("url", "fetch_time", "fetch_status", "content_digest", "content_mime_type", "content_mime_detected"),
        *("warc_filename", "warc_record_offset", "warc_record_length"),
        *(() if is_old else ("content_truncated",)),
    }


def test_its_commands_have_arguments_that_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hanoimoi.jsonl.gz").write_bytes(gzip.compress(b'{"url": "https://hanoimoi.vn/bai-1001.html"}'))
    text = (ROOT / "docs" / "past.md").read_text("utf-8")
    lines = [line for block in blocks(text) if block.language == "sh" for line in block.code.splitlines()]
    commands = [shlex.split(line, comments=True) for line in lines if line.startswith("hanoi-press crawl ")]
    assert len(commands) >= 6
    for words in commands:
        name, rest = words[2], words[3:]
        assert rest[::2] == ["-a"] * (len(rest) // 2)
        arguments = dict(one.split("=", 1) for one in rest[1::2])
        assert check_arguments(arguments, sources()[name], date(2026, 11, 26))
    for argument in re.findall(r"^\| `-a ([^`]+)` \|", text, re.M):
        assert {part.partition("=")[0] for part in argument.split(" -a ")} <= set(NAMES), argument
