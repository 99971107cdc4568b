"""`python -m benchmarks.foreign`: how fast a replay passes over pages of other sites, as in a file of CC-NEWS.

Writes a WARC file of invented pages of hosts that are no source, one gzip member for each record, with a request record
beside each page, as Common Crawl's news crawler does. Replays it once, and eight more of it; the difference in CPU time
is what they cost. Prints MB of the file a second of one core, pages a second, and beside them what inflating alone
takes, which nobody can save.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from isal import igzip
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.invented import articles
from benchmarks.session_cpu import run

ROOT = Path(__file__).resolve().parent.parent
PAGES = 800
_MORE = 8  # further files, links to the first
_PARAGRAPHS = 60  # texts of an invented page: as large as a page of a paper with its menus and scripts


def write(path: Path, pages: int = PAGES) -> None:
    """Write the file."""
    texts = articles(random.Random(1))
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(pages):
            url = f"https://www.example-{number % 50}.com/news/2026/{number}.html"
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "www.example.com")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
            rows = "".join(f'<div class="row c{n % 7}"><p>{next(texts)}</p></div>\n' for n in range(_PARAGRAPHS))
            body = f"<!DOCTYPE html><html><head><title>{number}</title></head><body>{rows}</body></html>".encode()
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=head))


def inflate(path: Path) -> tuple[int, float]:
    """Inflate the file; return the number of bytes and the CPU seconds."""
    begun = time.process_time()
    with igzip.open(path) as file:
        size = sum(len(block) for block in iter(lambda: file.read(1 << 20), b""))
    return size, time.process_time() - begun


def passed_over(files: Path, data: Path) -> float:
    """Replay all files of a folder by one process; return the CPU seconds. Raises `SystemExit` if that fails."""
    command = [sys.executable, "-m", "hanoi_press", "replay", "--jobs", "1", "--archive", f"{files}/*.warc.gz"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HANOI_PRESS_DATA": str(data)}
    done = run(command, environment, files.parent, data.with_suffix(".log"))
    if done.code:
        sys.exit(f"the replay ended with {done.code}:\n{done.out[-3000:]}")
    return done.cpu


def main() -> int:
    """Print the rates."""
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder, "one"), Path(folder, "many")
        one.mkdir()
        many.mkdir()
        path = one / "news-0.warc.gz"
        write(path)
        for number in range(_MORE + 1):
            os.link(path, many / f"news-{number}.warc.gz")
        size, (inflated, bare) = path.stat().st_size, inflate(path)
        first, both = passed_over(one, Path(folder, "data one")), passed_over(many, Path(folder, "data many"))
    each = (both - first) / _MORE
    print(
        f"{PAGES} foreign pages of {size / PAGES / 1000:.0f} KB in the file, {inflated / PAGES / 1000:.0f} KB inflated"
    )
    print(f"  a replay passes over them at {size / each / 1e6:6.0f} MB/s of the file, {PAGES / each:7,.0f} pages/s")
    print(f"  inflating alone              {size / bare / 1e6:6.0f} MB/s of the file, {PAGES / bare:7,.0f} pages/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
