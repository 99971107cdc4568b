"""`corpus/content_digest.py`: the version of a dataset moves with its content and with nothing else."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hanoi_press.corpus.content_digest import ContentDigest, dataset_version
from hanoi_press.corpus.dataset import publish
from hanoi_press.corpus.loading import load
from hanoi_press.items import Article
from spiders_tests.corpora import article, put, put_corpus_to_export
from spiders_tests.corpora import line as line_of


def digest(*articles: Article) -> str:
    found = ContentDigest()
    for one in articles:
        found.add(one)
    return found.hexdigest()


def test_it_does_not_depend_on_the_order() -> None:
    one, two, three = (article(f"a/{number}") for number in range(3))
    assert digest(one, two, three) == digest(three, one, two)
    one.extraction.fields = {"title": "css", "text": "css"}
    before = digest(one)
    one.extraction.fields = {"text": "css", "title": "css"}
    assert digest(one) == before


def test_it_changes_with_every_field_and_with_the_number() -> None:
    one = article("a/1")
    changed = [
        replace(one, text=one.text + "."),
        replace(one, tags=["x"]),
        replace(one, revision=2),
        replace(one, fetched_at="2026-11-24T00:00:01Z"),
        replace(one, extraction=replace(one.extraction, confidence="low")),
    ]
    digests = [digest(), digest(one), digest(one, one), *map(digest, changed)]
    assert len(set(digests)) == len(digests)
    marked = ContentDigest()
    marked.add(one, "train")
    assert marked.hexdigest() not in digests


def version_and_files(data: Path, folder: Path) -> tuple[str, dict[str, bytes]]:
    found = publish(load(data), folder, contact="-")
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert found.version in files["README.md"].decode() and found.version in files["croissant.json"].decode()
    return found.version, files


def test_one_corpus_gives_one_dataset_byte_for_byte(tmp_path: Path) -> None:
    put_corpus_to_export(tmp_path / "data")
    first = version_and_files(tmp_path / "data", tmp_path / "hf")
    shutil.copytree(tmp_path / "data", tmp_path / "moved")
    assert version_and_files(tmp_path / "moved", tmp_path / "elsewhere") == first
    assert re.fullmatch(r"2026\.11\.24\+schema\d+\.[0-9a-f]{12}", first[0])


def test_the_layout_of_the_segments_does_not_matter(tmp_path: Path) -> None:
    """A compaction, and lines in other files in another order, are the same content; a new line is another one."""
    put_corpus_to_export(tmp_path / "data")
    before, _ = version_and_files(tmp_path / "data", tmp_path / "hf")
    lines = [
        raw for path in sorted(tmp_path.glob("data/articles/*/*/*.jsonl")) for raw in path.read_bytes().splitlines()
    ]
    for number, raw in enumerate(reversed(lines)):
        put(tmp_path / "other", f"hanoimoi/2026-10/{number}.jsonl.zst", raw + b"\n")
    assert version_and_files(tmp_path / "other", tmp_path / "hf2")[0] == before
    put(tmp_path / "data", "mst/2026-11/b.jsonl", line_of("mst/2", title="Năm"))
    after, _ = version_and_files(tmp_path / "data", tmp_path / "hf")
    assert after != before and after.partition("+")[0] == before.partition("+")[0]


@pytest.mark.parametrize(
    ("fetched", "day"),
    [("2026-11-04T00:00:00Z", "2026.11.4"), ("", "1970.1.1"), ("0001-01-01T00:00:00Z", "1.1.1")],
)
def test_a_version(fetched: str, day: str) -> None:
    assert re.fullmatch(re.escape(day) + r"\+schema\d+\.abcdef012345", dataset_version(fetched, "abcdef0123456789"))


def test_a_time_in_another_form(tmp_path: Path) -> None:
    """A foreign line may state its time as ISO 8601 allows; a broken one counts as none."""
    odd = [
        article("a/1", fetched_at="2026-W48-2T01:00:00+07:00"),
        article("a/2", fetched_at="gestern", published_at=None),
    ]
    found = publish(odd, tmp_path / "hf", contact="-")
    assert found.version.startswith("2026.11.23+schema") and found.undated == 1
    assert date(2026, 11, 23).isoformat() in (tmp_path / "hf" / "README.md").read_text("utf-8")
