"""`python -m benchmarks.extract`: pages/second of `extract()` beside trafilatura with metadata and a bare lxml parse.

Pages: the real VCCorp and OneCMS article pages under ../shared/reference/pages (where that is), and the sample's.
A set's rate is its pages over the processor's time of one pass over all of them, the median of several interleaved
rounds; what else the machine does meanwhile is not counted.
To reach: 6 x trafilatura with metadata, and half of the lxml parse.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html
import trafilatura
from warcio.archiveiterator import ArchiveIterator

from hanoi_press import extract
from hanoi_press.sources import source_for
from spiders_tests.redesign.rewrite import redesigned
from spiders_tests.strange.scores import PLAIN, TRAPS, pages_of

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared" / "reference" / "pages"
REAL = {
    "baochinhphu.vn/2026_article.html": "https://baochinhphu.vn/a-102260228093004191.htm",
    "cafef.vn/2026_article.html": "https://cafef.vn/a-18826030622484142.chn",
    "cafef.vn/20180724111229756_saved2024.html": "https://cafef.vn/a-20180724111229756.chn",
    "nguoiquansat.vn/nqs-article-2026-09-05-314409.excerpt.html": "https://nguoiquansat.vn/a-314409.html",
    "nguoiquansat.vn/nqs-article-2024-01-15-110172.excerpt.html": "https://nguoiquansat.vn/a-110172.html",
}
ROUNDS = 9
Pages = list[tuple[bytes, str]]


def real_pages(excerpts: bool = True) -> Pages:
    """The real pages, [] where the reference folder is not at hand. Excerpts are pages cut to 9 and 23 KB."""
    return [
        ((REFERENCE / name).read_bytes(), url)
        for name, url in REAL.items()
        if (REFERENCE / name).exists() and (excerpts or "excerpt" not in name)
    ]


def sample_pages() -> Pages:
    """The article pages of the sample archive."""
    found: Pages = []
    with (ROOT / "data/sample/hanoimoi.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream):
            url = record.rec_headers.get_header("WARC-Target-URI")
            source = source_for(url) if url else None
            if (
                record.rec_type == "response"
                and source
                and source.identify(url)
                and record.http_headers.get_statuscode() == "200"
            ):
                found.append((record.content_stream().read(), url))
    return found


def unknown_pages() -> Pages:
    """The articles of the invented sites that no source describes."""
    return [
        (page.html.encode(), page.url) for site in (*PLAIN, *TRAPS) for page in pages_of(site) if page.gold is not None
    ]


def redesigned_pages() -> Pages:
    """The article pages of the sample with every class, id and data attribute renamed, and other tags and boxes."""
    return [(redesigned(body, 2, "benchmark"), url) for body, url in sample_pages()]


def ours(body: bytes, url: str) -> object:
    """All fields."""
    return extract(body, url, fetched_at="2026-11-24T00:00:00Z")


def lxml_parse(body: bytes, url: str) -> object:
    """A tree and nothing else."""
    return lxml.html.fromstring(body)


def peer(body: bytes, url: str) -> object:
    """trafilatura's text and metadata."""
    return trafilatura.bare_extraction(body, url=url, with_metadata=True)


def seconds(work: Callable[[bytes, str], object], pages: Pages) -> float:
    """One pass over all pages."""
    start = time.process_time()
    for body, url in pages:
        work(body, url)
    return time.process_time() - start


def measure(name: str, pages: Pages, wanted: int = 6) -> None:
    """Prints the rates of one set of pages and their ratios; `wanted` is the one to trafilatura to be reached."""
    if not pages:
        print(f"{name}: not at hand")
        return
    works: dict[str, Callable[[bytes, str], object]] = {"extract": ours, "lxml parse": lxml_parse, "trafilatura": peer}
    times: dict[str, list[float]] = {label: [] for label in works}
    for work in works.values():
        seconds(work, pages[:2])
    gc.collect()
    gc.freeze()  # what the imports left is no page's cost
    for number in range(ROUNDS):
        for label, work in works.items():
            if label != "trafilatura" or number < 3:
                times[label].append(seconds(work, pages))
    rate = {label: len(pages) / statistics.median(taken) for label, taken in times.items()}
    size = sum(len(body) for body, _ in pages) / len(pages) / 1000
    print(f"{name}: {len(pages)} pages of {size:.0f} KB on average")
    for label, value in rate.items():
        print(f"  {label:12} {value:8.0f} pages/s")
    print(
        f"  extract / trafilatura with metadata: {rate['extract'] / rate['trafilatura']:6.2f} x  (to reach: {wanted})"
    )
    print(f"  extract / lxml parse:                {rate['extract'] / rate['lxml parse']:6.2f} x  (to reach: 0.5)")


def main() -> int:
    """All sets, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    measure("real pages, excerpts among them", real_pages())
    measure("real pages that are whole", real_pages(excerpts=False))
    measure("sample", sample_pages())
    measure("unknown pages", unknown_pages(), wanted=4)
    measure("redesigned sample", redesigned_pages(), wanted=4)
    return 0


if __name__ == "__main__":
    sys.exit(main())
