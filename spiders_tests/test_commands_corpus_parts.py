"""`scrapy corpus validate | stats | search | show` over small corpora."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.corpus.query import bare
from hanoi_press.corpus.revisions import marked
from hanoi_press.store.segment_writer import to_line
from hanoi_press.store.takedown import NAME, take_down
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


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["Hà Nội"], ["hanoimoi/1", "hanoimoi/2"]),
        (["HÀ NỘI", "kinh"], ["hanoimoi/2"]),
        (["ha noi"], []),
        (["ha noi", "--any-accent"], ["hanoimoi/1", "hanoimoi/2"]),
        (["chuyen doi", "--any-accent"], ["mst/1"]),
        (["huyển"], []),  # a piece of a word is none
        (["xe", "--source", "mst"], ["mst/1"]),
        (["thu\u0301"], []),
        (["xe nối", "--limit", "1"], ["hanoimoi/2"]),
    ],
)
def test_search(three: Path, corpus: CorpusCommand, arguments: list[str], wanted: list[str]) -> None:
    code, out, _ = corpus("search", *arguments)
    assert code == 0
    assert [row.split()[0] for row in out.splitlines()[:-1:2]] == wanted
    assert out.splitlines()[-1] == f"{len(wanted)} articles"


def test_search_shows_where(three: Path, corpus: CorpusCommand) -> None:
    _, out, _ = corpus("search", "ha noi", "--any-accent", "--json", "--limit", "1")
    hit = json.loads(out)
    assert hit["id"] == "hanoimoi/1"
    assert hit["excerpt"].endswith("»Hà Nội« vào thu.")
    code, _, err = corpus("search", " ")
    assert code == 2 and "no word to search for; use one word or more" in err


def test_bare_letters_keep_their_places() -> None:
    text = "Đặng Thùy Trâm, ƯỚC MƠ – ‘phở’ 5 €"
    assert bare(text) == "dang thuy tram, uoc mo – ‘pho’ 5 €" and len(bare(text)) == len(text)


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line(text="Giá vé 12.000 đồng.\n\nXe chạy từ sáng.\n\nHết.", tags=["xe"]))
    put(
        tmp_path,
        "hanoimoi/2026-11/b.jsonl",
        line(revision=2, title="Cầu thông xe", text="Giá vé 13.000 đồng.\n\nXe chạy từ sáng.\n\nMời đi.\n\nHết."),
    )
    return tmp_path


def test_show_the_latest(revised: Path, corpus: CorpusCommand) -> None:
    for name in ("hanoimoi/1", "https://www.hanoimoi.vn/bai-1.html"):
        code, out, _ = corpus("show", name)
        assert code == 0
        assert out.startswith("id          hanoimoi/1, revision 2\n") and "Giá vé 13.000 đồng." in out
        assert "12.000" not in out


def test_show_what_changed(revised: Path, corpus: CorpusCommand) -> None:
    code, out, _ = corpus("show", "hanoimoi/1", "--revisions")
    assert code == 0
    assert out.splitlines() == [
        "revision 1, fetched 2026-11-24T00:00:00Z: Cầu Thanh Trì thông xe trở lại",
        "revision 2, fetched 2026-11-24T00:00:00Z: Cầu thông xe",
        "  title:",
        "    ~ Cầu [-Thanh Trì-] thông xe [-trở lại-]",
        "  text:",
        "    ~ Giá vé [-12.000-] {+13.000+} đồng.",
        "    + Mời đi.",
        "    (2 paragraphs unchanged)",
        "  tags: xe → -",
    ]


def test_a_huge_paragraph_is_not_compared_word_by_word() -> None:
    assert marked("a " * 5000, "b").startswith("[-a a")


def test_show_nothing(revised: Path, corpus: CorpusCommand) -> None:
    assert corpus("show", "hanoimoi/77")[0] == 1
    take_down(revised, ["hanoimoi/1"])
    code, out, err = corpus("show", "hanoimoi/1", "--revisions")
    assert (code, out) == (1, "") and "hanoimoi/1 was taken down" in err
    (revised / NAME).write_text("Hà Nội\n", "utf-8")
    code, _, err = corpus("show", "hanoimoi/1")
    assert code == 2 and "take-down.txt:1: invalid entry 'Hà Nội'; use an id" in err


def test_nothing_steers_the_terminal(tmp_path: Path, corpus: CorpusCommand) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line(title="\x1b[2J Xóa màn hình"))
    assert "\x1b" not in corpus("show", "hanoimoi/1")[1] + corpus("search", "màn")[1]
