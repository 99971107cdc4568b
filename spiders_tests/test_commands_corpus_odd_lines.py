"""No line, whatever stands in it, stops a command: it is named by file and line, and the others are read."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import pytest

from hanoi_press.corpus import load
from hanoi_press.items import MAX_INT
from hanoi_press.replay.cut_archives import cut_archives
from hanoi_press.store.folder import DataFolder
from spiders_tests.corpora import CorpusCommand, article, line, put

SOUND = line("hanoimoi/1"), line("hanoimoi/3", title="Ba", text="Ba câu.")
BASE = article("hanoimoi/2", title="Hai", text="Hai câu.").to_dict()
PLACE = '{"file": "archive/a.warc.gz", "offset": %s}'


def with_value(field: str, value: str) -> bytes:
    """Return a sound line in which one field has another value, given as JSON."""
    own = {"id": f"hanoimoi/9{crc32((field + value[:99]).encode())}"}  # or the lines would hide each other
    return json.dumps({**BASE, **own, field: "@"}).replace('"@"', value).encode()


ODD = {
    "a revision beyond 64 bits": with_value("revision", "1" + "0" * 30),
    "a revision beyond 53 bits": with_value("revision", str(MAX_INT + 1)),
    "a revision far below 0": with_value("revision", str(-(2**63))),
    "a revision beyond all floats": with_value("revision", "1e400"),
    "a revision that is no number": with_value("revision", "NaN"),
    "a revision of 5000 digits": with_value("revision", "1" * 5000),
    "a revision that is true": with_value("revision", "true"),
    "an offset beyond 64 bits": with_value("archive", PLACE % ("9" * 30)),
    "an offset beyond all floats": with_value("archive", PLACE % "1e400"),
    "an offset below 0": with_value("archive", PLACE % "-5"),
    "a surrogate in the id": with_value("id", '"hanoimoi/\\ud800"'),
    "a surrogate in the address": with_value("url", '"https://hanoimoi.vn/\\udfff"'),
    "a surrogate in the words": with_value("title", '"\\ud800"'),
    "a zero in the words": with_value("dateline", '"a\\u0000"'),
    "an id that is a number": with_value("id", "1"),
    "an address that is null": with_value("url", "null"),
    "a date that does not exist": with_value("published_at", '"2026-13-45"'),
    "a date that is out of range in UTC": with_value("published_at", '"9999-12-31T23:59:59-23:59"'),
    "a date that is no text": with_value("published_at", '"\\ud800"'),
    "a time of fetching with a zero": with_value("fetched_at", '"a\\u0000b"'),
    "a date that is a number": with_value("published_at", "20261120"),
    "a deep list": with_value("summary", "[" * 100_000 + "]" * 100_000),
    "a deep line": b'{"a":' * 100_000,
    "a list": b"[]",
    "a number": b"12",
    "a string": b'"words"',
    "no UTF-8": with_value("title", '"@"').replace(b"@", b"\xff"),
    "another id in front": b'{"id":"mst/1","revision":1,' + json.dumps(BASE).encode()[1:],
}


NAMES = list(ODD)


def write(data: Path, *odd: bytes, has_manifest: bool) -> Path:
    """Write a segment with a sound line, the odd ones, and another sound line."""
    path = put(data, "hanoimoi/2026-08/a.jsonl", SOUND[0], *(one + b"\n" for one in odd), SOUND[1])
    if has_manifest:  # as if our writer had written the lines
        body = path.read_bytes()
        sums = "".join(f"{crc32(one):08x}" for one in body.splitlines())
        stated = {"articles": len(odd) + 2, "revisions": 0, "sha256": sha256(body).hexdigest(), "line_crc32": sums}
        path.with_name("a.manifest.json").write_text(json.dumps(stated))
    return path


@pytest.mark.parametrize("has_manifest", [False, True])
def test_every_command_reads_around_them(tmp_path: Path, corpus: CorpusCommand, has_manifest: bool) -> None:
    path = write(tmp_path, *ODD.values(), has_manifest=has_manifest)
    code, out, err = corpus("validate")
    assert code == 1, out + err
    assert f"{len(ODD) + 2} lines in 1 segments: " in out
    assert [NAMES[n] for n in range(len(NAMES)) if f"{path}:{n + 2}: " not in out] == []
    assert [n for n in (1, len(ODD) + 2) if f"{path}:{n}: " in out] == []
    hf = ("export", "--hf", str(tmp_path / "hf"), "--contact", "a@x.vn")
    for command in (("stats",), ("stats", "--since", "2000-01-01"), ("search", "câu"), ("show", "hanoimoi/3"), hf):
        code, out, err = corpus(*command)
        assert code in (0, 1), (command, err)
    assert (tmp_path / "hf" / "README.md").exists()
    assert corpus("verify")[0] in (0, 1) and list(cut_archives(tmp_path, ["hanoimoi"])) == []
    for command in (("reindex",), ("compact",), ("verify", "--mend")):
        assert corpus(*command)[0] in (0, 1), command
        assert {one.id for one in load(tmp_path, on_error="skip")} >= {"hanoimoi/1", "hanoimoi/3"}


def test_the_others_are_counted(tmp_path: Path, corpus: CorpusCommand) -> None:
    path = write(tmp_path, ODD["a revision beyond 64 bits"], has_manifest=False)
    code, out, err = corpus("stats")
    assert code == 1 and "2 articles" in out
    assert err == f"{path}:2: Expected `int` <= {MAX_INT} - at `$.revision`\n"


def test_compact_names_a_damaged_segment_of_a_month_that_it_leaves_alone(tmp_path: Path, corpus: CorpusCommand) -> None:
    path = put(tmp_path, "hanoimoi/2099-01/a.jsonl", SOUND[0], ODD["a revision beyond 64 bits"] + b"\n", SOUND[1])
    code, out, err = corpus("compact")
    assert (code, out) == (1, "") and f"{path}:2: no article: " in err and "corpus verify" in err


def test_the_file_of_a_killed_run_is_salvaged_around_them(tmp_path: Path) -> None:
    path = write(tmp_path, *ODD.values(), has_manifest=False)
    path.rename(path.with_name("a.jsonl.part"))
    with DataFolder.open(tmp_path, "test") as folder:
        found = [folder.ledger.find(f"hanoimoi/{number}") for number in (1, 3)]
    assert all(found) and SOUND[0] in path.read_bytes() and SOUND[1] in path.read_bytes()
