"""What `corpus validate` finds in lines and files that other programs wrote or changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.validation import Validation, text_fault
from hanoi_press.store.segments import FaultError
from spiders_tests.corpora import line, put

ONE, TWO = line("hanoimoi/1"), line("hanoimoi/2", title="Hai", text="Hai câu.")
MARK = b"\xef\xbb\xbf"


def faults(data: Path) -> list[str]:
    return [str(fault).removeprefix(f"{data}/articles/hanoimoi/2026-11/") for fault in Validation(data)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.zst"])
def test_a_byte_order_mark_is_named_and_read_over(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"hanoimoi/2026-11/{name}", MARK + ONE, TWO)
    assert [one.id for one in load(tmp_path)] == ["hanoimoi/1", "hanoimoi/2"]
    assert faults(tmp_path) == [
        f"{name}:1: begins with a byte order mark, which many readers refuse; save it without one"
    ]


@pytest.mark.parametrize("form", ["utf-16", "utf-16-le"])
def test_a_file_in_utf_16_is_named_once(tmp_path: Path, form: str) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", (("\ufeff" if form[-1] == "e" else "") + ONE.decode()).encode(form))
    found = load(tmp_path, on_error="skip")
    assert list(found) == [] and [fault.reason for fault in found.faults] == ["the file is UTF-16; save it as UTF-8"]
    assert faults(tmp_path) == ["a.jsonl:1: the file is UTF-16; save it as UTF-8"]


def test_blank_lines_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", b"\r\n", ONE.replace(b"\n", b"\r\n"), b" \n\n", TWO.removesuffix(b"\n"))
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", b"")
    put(tmp_path, "hanoimoi/2026-11/c.jsonl", MARK, b"\n")
    (tmp_path / "articles/hanoimoi/2026-11/d.jsonl").mkdir()
    assert [one.id for one in load(tmp_path)] == ["hanoimoi/1", "hanoimoi/2"]
    assert [fault for fault in faults(tmp_path) if not fault.startswith("c.jsonl:1: begins with")] == []


def test_files_that_nothing_reads_are_named(tmp_path: Path) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", ONE)
    for name in ("b.jsonl.gz", "c.jsonl.bz2", "d.jsonl.part", "e.jsonl.damaged"):
        put(tmp_path, f"hanoimoi/2026-11/{name}", b"x")
    says = "is not read; unpack it, so that its name ends in .jsonl or .jsonl.zst"
    assert faults(tmp_path) == [f"b.jsonl.gz: {says}", f"c.jsonl.bz2: {says}"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": "\\u0000"}', "a string holds a zero character"),
        ('{"a": "\\\\\\u0000"}', "a string holds a zero character"),
        ('{"a": "\\\\u0000"}', None),
        ('{"a": 1, "b": {"c": 2, "a": 3, "c": 4}}', "the key 'c' stands twice"),
        ('{"a": 1, "b": {"a": 3}}', None),
    ],
)
def test_what_readers_take_differently(text: str, reason: str | None) -> None:
    assert text_fault(text.encode()) == reason


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", ONE, TWO.replace(b"{", b'{"language":"en",', 1))
    assert json.loads(TWO)["language"] == "vi"
    assert faults(tmp_path) == ["a.jsonl:2: the key 'language' stands twice"]


def test_a_manifest_that_no_parser_reads(tmp_path: Path) -> None:
    path = put(tmp_path, "hanoimoi/2026-11/a.jsonl", ONE)
    path.with_name("a.manifest.json").write_text("[" * 100_000)
    assert [one.id for one in load(tmp_path)] == ["hanoimoi/1"]
    assert faults(tmp_path) == ["a.jsonl: its manifest cannot be read: KeyError('articles')"]
    deep = tmp_path / "corpus" / "duplicates.jsonl"
    deep.parent.mkdir()
    for text in (
        "[" * 100_000,
        '{"original": "a", "copies": [{"id": "a", "kind": "near", "share": 1%s}]}' % ("0" * 400),
    ):
        deep.write_text(text + "\n")
        with pytest.raises(FaultError, match="not a cluster of duplicates"):
            load(tmp_path, without_copies=True)
