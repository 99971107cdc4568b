"""Make a large corpus as a harvest of many years leaves it: 26 sources, two segments a month each, with manifests."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from benchmarks.formulaic import FAMILIES
from benchmarks.invented import articles, name, title
from benchmarks.labelled import EDITS
from hanoi_press.items import ArchiveRef, Article, Attribution, Extraction, Image, Raw, content_hash
from hanoi_press.sources import sources
from hanoi_press.store.manifest import Manifest, manifest_path
from hanoi_press.store.pruned_archives import PrunedFile
from hanoi_press.store.segment_writer import to_line

PER_MONTH = 160  # articles of a source: 20 years of all sources are a million
LAST = 2025 * 12 + 5  # the newest month, June 2025: all are closed
COPIES, FORMULAIC, REVISED = 0.13, 0.05, 0.02  # shares of the articles
_DONE = "made.txt"  # stands in a corpus that is whole
_PHRASES = 100_000  # of three syllables, of which texts are made


class Month(NamedTuple):
    """A month of all sources, by its number from year 0, and how many articles it has."""

    number: int
    articles: int

    def __str__(self) -> str:
        return f"{self.number // 12}-{self.number % 12 + 1:02}"


_NIGHT = Month(LAST + 1, 100)  # what a night adds


def make_corpus(data: Path, size: int, jobs: int | None = None) -> None:
    """Write a corpus of `size` articles into a data folder, unless it is there already as a whole."""
    if (data / _DONE).exists():
        return
    with ProcessPoolExecutor(jobs or os.cpu_count()) as pool:
        list(pool.map(partial(_make_month, data), months_of(size)))
    for source in sources():
        folder = data / "archive" / source
        folder.mkdir(parents=True, exist_ok=True)
        pruned = (PrunedFile(_archive(source, month), 10**8, "2025-08-01") for month in (_NIGHT, *months_of(size)))
        (folder / "pruned.jsonl").write_bytes(b"".join(to_line(one._asdict()) for one in pruned))
    (data / _DONE).write_text(f"{size}\n", "utf-8")


def months_of(size: int) -> list[Month]:
    """Return the months of a corpus of `size` articles, the newest first: a larger corpus is a longer one."""
    whole = PER_MONTH * len(sources())
    counts = [whole] * (size // whole) + ([size % whole] if size % whole else [])
    return [Month(LAST - back, count) for back, count in enumerate(counts)]


def add_night(data: Path) -> None:
    """Add what a night brings: a segment of 100 articles."""
    rng = random.Random(0)
    texts = _texts(rng)
    source = min(sources())
    night = [
        _article(rng, f"{source}/{_NIGHT.number}{number:05}", next(texts), _NIGHT) for number in range(_NIGHT.articles)
    ]
    _write(data / "articles" / source / str(_NIGHT) / "20250701T180000Z-1.jsonl", night)


def _archive(source: str, month: Month) -> str:
    return f"archive/{source}/{month}/{source}-{str(month).replace('-', '')}01.warc.gz"


def _make_month(data: Path, month: Month) -> None:
    rng = random.Random(month.number)
    made: dict[str, list[Article]] = {one: [] for one in sorted(sources())}
    names = list(made)
    texts = _texts(rng)
    for number in range(month.articles):
        source = names[number % len(names)]
        made[source].append(_article(rng, f"{source}/{month.number}{number:05}", next(texts), month))
    for source, found in made.items():
        half = (len(found) + 1) // 2
        folder = data / "articles" / source / str(month)
        _write(folder / f"{month}10T180000Z-1.jsonl".replace("-", "", 1), found[:half])
        revised = [_revised(one) for one in found[:half] if rng.random() < 2 * REVISED]
        _write(folder / f"{month}20T180000Z-1.jsonl".replace("-", "", 1), [*found[half:], *revised])


def _texts(rng: random.Random) -> Iterator[str]:
    """Yield texts without end: formulaic news, copies of earlier texts, and others."""
    fresh = _fresh(rng)
    kept: list[str] = []
    while True:
        dice = rng.random()
        if dice < FORMULAIC:
            yield rng.choice(FAMILIES)(rng)[1]
        elif dice < FORMULAIC + COPIES and kept:
            yield "\n\n".join(rng.choice(list(EDITS.values()))(rng, rng.choice(kept).split("\n\n")))
        else:
            text = next(fresh)
            kept = [*kept[-499:], text]
            yield text


def _fresh(rng: random.Random) -> Iterator[str]:
    """Yield texts like those of `invented.articles`, in a third of the time: of phrases, cut into sentences."""
    phrases = _phrases()
    while True:
        found = rng.choices(phrases, k=rng.randint(50, 200))
        sentences = [" ".join(found[n : n + 7]).capitalize() + "." for n in range(0, len(found), 7)]
        yield "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3))


@cache
def _phrases() -> list[str]:
    words: list[str] = []
    texts = articles(random.Random(0))
    while len(words) < 3 * _PHRASES:
        words += next(texts).lower().replace(".", "").split()
    return [" ".join(words[n : n + 3]) for n in range(0, 3 * _PHRASES, 3)]


@cache
def _people() -> list[str]:
    rng = random.Random(1)
    return [name(rng) for _ in range(500)]


@cache
def _labels() -> list[str]:
    rng = random.Random(2)
    return [" ".join(title(rng).split()[:2]) for _ in range(2000)]


def _article(rng: random.Random, id: str, text: str, month: Month) -> Article:
    source = id.partition("/")[0]
    day = f"{month}-{rng.randint(1, 28):02}"
    headline, summary = " ".join(rng.choices(_phrases(), k=4)).capitalize(), text[:150].rsplit(" ", 1)[0]
    picture = Image(f"https://anh.{source}.vn/{id}.jpg", " ".join(rng.choices(_phrases(), k=5)).capitalize(), None)
    return Article(
        id=id,
        source=source,
        publisher=sources()[source].publisher,
        url=f"https://{source}.vn/bai-{id.partition('/')[2]}.html",
        title=headline,
        summary=summary,
        text=text,
        authors=[rng.choice(_people())],
        dateline=None,
        published_at=f"{day}T{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:00+07:00",
        modified_at=None,
        section=[_labels()[rng.randint(0, 11)], _labels()[rng.randint(12, 59)]],
        tags=rng.sample(_labels(), k=rng.randint(0, 5)),
        images=[picture] * rng.randint(0, 2),
        attachments=[],
        attribution=Attribution("TTXVN") if rng.random() < 0.1 else None,
        language="vi",
        raw=Raw(published=day),
        content_hash=content_hash(headline, summary, text),
        extraction=Extraction("onecms", {"title": "css", "text": "css", "published_at": "json-ld"}, "high"),
        fetched_at=f"{day}T18:00:00Z",
        archive=ArchiveRef(_archive(source, month), rng.randint(0, 10**8)),
    )


def _revised(one: Article) -> dict[str, Any]:
    line = one.to_dict() | {"revision": 2, "text": f"{one.text}\n\nBài viết đã được sửa."}
    return line | {"content_hash": content_hash(line["title"], line["summary"], line["text"])}


def _write(path: Path, records: list[Any]) -> None:
    """Write a segment with its manifest; nothing if it would have no line."""
    if not records:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    manifest = Manifest.of(path)
    lines = []
    for one in records:
        record = one.to_dict() if isinstance(one, Article) else one
        lines.append(to_line(record))
        manifest.count(record)
    body = b"".join(lines)
    manifest.bytes, manifest.sha256 = len(body), sha256(body).hexdigest()
    manifest.line_crc32 = "".join(f"{crc32(line[:-1]):08x}" for line in lines)
    path.write_bytes(body)
    manifest_path(path).write_text(json.dumps(asdict(manifest)) + "\n", "utf-8")  # not synced: thousands of files
