"""`scrapy corpus validate | stats` over small corpora."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.store.segment_writer import to_line
from spiders_tests.corpora import CorpusCommand, article, line, put


def manifest(segment: Path, **fields: Any) -> None:
    stated = {
        "schema_version": 1,
        "articles": 1,
        "revisions": 0,
        "sha256": hashlib.sha256(segment.read_bytes()).hexdigest(),
    } | fields
    segment.with_name(segment.name.partition(".")[0] + ".manifest.json").write_text(json.dumps(stated))


def test_a_sound_corpus_validates(tmp_path: Path, corpus: CorpusCommand) -> None:
    manifest(put(tmp_path, "hanoimoi/2026-11/a.jsonl.zst", line()))
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", line(revision=2, title="Mới"), line(revision=2, title="Mới"))
    assert corpus("validate") == (0, "3 lines in 2 segments: 0 faults\n", "")


BAD_LINES = {
    "schema": (line("hanoimoi/2", published_at="hôm qua"), "at `$.published_at`"),
    "id": (to_line(article("hanoimoi/2").to_dict() | {"source": "mst"}), "id 'hanoimoi/2' is not of source 'mst'"),
    "words": (line("hanoimoi/2", content_hash="0" * 64), "content_hash is not that of title, summary and text"),
    "moment": (
        line("hanoimoi/2", modified_at="2026-13-45"),
        "modified_at is '2026-13-45', a time that does not exist",
    ),
    "NFC": (line("hanoimoi/2", title="Ha\u0300 No\u0323\u0302i"), "title is not in NFC"),
    "empty": (line("hanoimoi/2", text=" \n"), "text is empty"),
    "conflict": (line("hanoimoi/1", title="Khác"), "the same id and revision as"),
    "torn": (line("hanoimoi/2")[:-9], "torn last line"),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_each_failure_is_named_with_file_and_line(tmp_path: Path, corpus: CorpusCommand, name: str) -> None:
    raw, reason = BAD_LINES[name]
    path = put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1"), raw)
    code, out, _ = corpus("validate")
    assert code == 1
    assert out.startswith(f"{path}:2: ") and reason in out.splitlines()[0]
    assert out.splitlines()[1].endswith("1 faults")


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"articles": 5}, "its manifest states 5 lines, the file has 1"),
        ({"sha256": "0" * 64}, "its SHA-256 is not the one in its manifest"),
        ({"articles": "viele"}, "its manifest cannot be read"),
        ({"schema_version": 99}, "schema version 99"),
    ],
)
def test_a_segment_that_is_not_as_its_manifest_says(
    tmp_path: Path, corpus: CorpusCommand, stated: dict[str, Any], said: str
) -> None:
    path = put(tmp_path, "hanoimoi/2026-11/a.jsonl", line())
    manifest(path, **stated)
    code, out, _ = corpus("validate")
    assert code == 1 and out.startswith(f"{path}: {said}")


def test_validate_takes_files(tmp_path: Path, corpus: CorpusCommand) -> None:
    good = put(tmp_path, "hanoimoi/2026-11/a.jsonl", line())
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", b"x\n")
    assert corpus("validate", str(good))[0] == 0
    code, _, err = corpus("validate", str(tmp_path / "nowhere"))
    assert code == 2 and "no such folder" in err
    (tmp_path / "notes.txt").touch()
    code, _, err = corpus("validate", str(tmp_path / "notes.txt"))
    assert code == 2 and "notes.txt is no segment; use a file that ends in .jsonl or .jsonl.zst" in err


@pytest.fixture
def three(tmp_path: Path) -> Path:
    put(
        tmp_path,
        "hanoimoi/2026-11/a.jsonl",
        line("hanoimoi/1", text="Hà Nội vào thu.", section=["Đô thị", "Giao thông"], tags=["thu"]),
        line("hanoimoi/2", title="Kinh tế Hà Nội", published_at="2026-10-05", section=[], authors=[]),
    )
    put(tmp_path, "mst/2026-11/a.jsonl", line("mst/1", title="Chuyển đổi số", published_at=None, section=["Tin"]))
    return tmp_path


def test_stats_as_json(three: Path, corpus: CorpusCommand) -> None:
    code, out, _ = corpus("stats", "--json")
    stats = json.loads(out)
    assert code == 0
    assert stats["total"]["articles"] == 3 and stats["total"]["words"] == 4 + 14 + 14
    assert {key: one["articles"] for key, one in stats["source"].items()} == {"hanoimoi": 2, "mst": 1}
    assert {key: one["articles"] for key, one in stats["month"].items()} == {"2026-10": 1, "2026-11": 1, "unknown": 1}
    assert {key: one["words"] for key, one in stats["section"].items()} == {"Đô thị": 4, "Tin": 14, "unknown": 14}
    assert (stats["source"]["hanoimoi"]["first"], stats["source"]["hanoimoi"]["last"]) == ("2026-10-05", "2026-11-10")
    assert stats["source"]["hanoimoi"]["filled"]["authors"] == 0.5
    assert stats["total"]["filled"]["published_at"] == 0.6667


def test_stats_as_a_table(three: Path, corpus: CorpusCommand) -> None:
    _, out, _ = corpus("stats")
    blocks = out.split("\n\n")
    assert blocks[0].splitlines() == [
        "source    articles  words       first        last",
        "hanoimoi         2     18  2026-10-05  2026-11-10",
        "mst              1     14           -           -",
    ]
    assert "authors        66.7%" in blocks[3].splitlines()
    assert blocks[4] == "3 articles, 32 words, 2026-10-05 to 2026-11-10\n"
    assert corpus("stats", "--since", "2026-11-01")[1].split("\n\n")[-1].startswith("1 articles, 4 words")
    code, _, err = corpus("stats", "--since", "November")
    assert code == 2 and "invalid since='November'; use a day like 2026-11-01" in err
    code, _, err = corpus("stats", "--source", "hanoimi,mst")
    assert code == 2 and "invalid source name 'hanoimi'; did you mean 'hanoimoi'?" in err


def test_a_fault_is_said_and_told_by_the_exit_code(three: Path, corpus: CorpusCommand) -> None:
    bad = put(three, "mst/2026-11/b.jsonl", b"{}\n")
    code, out, err = corpus("stats")
    assert code == 1 and "3 articles" in out and err.startswith(f"{bad}:1: ")
