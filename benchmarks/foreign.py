"""`python -m benchmarks.foreign [PAGES]`: how fast a replay passes over pages of other sites, as in a file of CC-NEWS.

Writes one WARC file of PAGES (1,000) invented pages of hosts that are no source, one gzip member for each record, with
a request record beside each page, as Common Crawl's news crawler does. Prints MB of the file a second of one core,
pages a second, and beside them what inflating alone takes, which nobody can save.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from isal import igzip
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.invented import articles
from hanoi_press.replay.slices import Task, read_slice, slices
from hanoi_press.sources import sources

_PARAGRAPHS = 60  # texts of an invented page: as large as a page of a paper with its menus and scripts


def write(path: Path, pages: int) -> None:
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


def inflate(path: Path) -> int:
    """Inflate all members of the file; return the number of bytes."""
    with igzip.open(path) as file:
        return sum(len(block) for block in iter(lambda: file.read(1 << 20), b""))


def passed_over(path: Path) -> int:
    """Read the file as a replay does; return the number of its responses."""
    (whole,) = slices(path, path.name, path.stat().st_size + 1)
    *_, (count, found) = read_slice(Task(whole, frozenset(sources())))
    assert not found.articles and not found.damage
    return count


def cpu(work: Callable[[Path], int], path: Path) -> float:
    """Return the CPU seconds of one pass, the best of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        work(path)
        taken.append(time.process_time() - begun)
    return min(taken)


def main() -> int:
    """Print the rates."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.warc.gz")
        write(path, pages)
        size, inflated = path.stat().st_size / 1e6, inflate(path) / 1e6
        read, bare = cpu(passed_over, path), cpu(inflate, path)
    each, whole = size / pages * 1000, inflated / pages * 1000
    print(f"{pages:,} foreign pages of {each:.0f} KB in the file, {whole:.0f} KB inflated")
    print(f"  a replay passes over them at {size / read:6.0f} MB/s of the file, {pages / read:7,.0f} pages/s")
    print(f"  inflating alone              {size / bare:6.0f} MB/s of the file, {pages / bare:7,.0f} pages/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
