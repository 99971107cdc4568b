"""`store/removal_segments.py`: the other lines stay byte for byte, with the manifest that a writer of them makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.compression import zstd
from hanoi_press.store import removal_segments
from hanoi_press.store.manifest import manifest_path, read_manifest
from hanoi_press.store.removal_segments import UnreadableRestError, finish_segment, strip_file, without_lines
from hanoi_press.store.segment_check import is_sound, sound_lines
from hanoi_press.store.segment_writer import SegmentWriter
from hanoi_press.store.segments import Fault, lines
from spiders_tests.corpora import article, line

NAMES = {"hanoimoi/2"}


def written(path: Path, *numbers: int, revision: int = 1) -> Path:
    writer = SegmentWriter(path)
    for number in numbers:
        day = f"2026-11-{10 + number}T08:00:00+07:00"
        writer.write(article(f"hanoimoi/{number}", revision=revision, published_at=day).to_dict())
    writer.close()
    return path


def raws(path: Path) -> list[bytes]:
    return [one.raw for one in lines(path)]


def faults(path: Path) -> list[Fault]:
    found: list[Fault] = []
    list(sound_lines(path, found.append))
    return found


@pytest.fixture(params=["a.jsonl", "a.jsonl.zst"])
def segment(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return written(tmp_path / "hanoimoi" / "2026-11" / request.param, 1, 2, 3, 2)


def test_the_rest_is_what_a_writer_would_have_written(segment: Path, tmp_path: Path) -> None:
    expected = written(tmp_path / "x" / "hanoimoi" / "2026-11" / segment.name, 1, 3)
    segment.chmod(0o640)
    assert without_lines(segment, NAMES) == 2
    assert segment.read_bytes() == expected.read_bytes() and segment.stat().st_mode & 0o777 == 0o640
    assert manifest_path(segment).read_bytes() == manifest_path(expected).read_bytes()
    assert is_sound(segment) and {one.name for one in segment.parent.iterdir()} == {segment.name, "a.manifest.json"}


def test_what_else_a_manifest_says_stays(segment: Path) -> None:
    stated = read_manifest(segment)
    assert stated is not None
    more = stated | {"merged": ["x.jsonl"], "salvaged": True, "later": 1}
    manifest_path(segment).write_text(json.dumps(more))
    without_lines(segment, {"hanoimoi/1"})
    found = read_manifest(segment)
    assert found is not None and (found["merged"], found["salvaged"], found["later"]) == (["x.jsonl"], True, 1)
    assert (found["articles"], found["first"]) == (3, "2026-11-12")


def test_a_segment_without_such_a_line_is_not_touched(segment: Path) -> None:
    before = segment.stat()
    assert without_lines(segment, {"hanoimoi/9"}) == 0
    assert segment.stat() == before


def test_a_segment_of_nothing_else_is_deleted(segment: Path) -> None:
    assert without_lines(segment, {"hanoimoi/1", "hanoimoi/2", "hanoimoi/3"}) == 4
    assert list(segment.parent.iterdir()) == []
    assert without_lines(segment, NAMES) == 0


def test_the_manifest_of_the_other_ending_stays(tmp_path: Path) -> None:
    path = written(tmp_path / "hanoimoi" / "2026-11" / "a.jsonl", 2)
    (path.parent / "a.jsonl.zst").write_bytes(zstd.compress(line("hanoimoi/4")))
    without_lines(path, NAMES)
    assert manifest_path(path).exists() and not path.exists()


def test_a_segment_of_an_earlier_version_has_no_sums(segment: Path) -> None:
    stated = read_manifest(segment)
    assert stated is not None
    del stated["line_crc32"]
    manifest_path(segment).write_text(json.dumps(stated))
    without_lines(segment, NAMES)
    assert is_sound(segment) and "line_crc32" not in (read_manifest(segment) or {})


def test_a_file_by_hand_keeps_its_bytes(tmp_path: Path) -> None:
    """A byte order mark, the line ends of Windows, blank lines, no manifest, and no end of the last line."""
    path = tmp_path / "hanoimoi" / "2026-11" / "a.jsonl"
    path.parent.mkdir(parents=True)
    one, two, three = (line(f"hanoimoi/{number}").rstrip() for number in (1, 2, 3))
    path.write_bytes(b"\xef\xbb\xbf" + one + b"\r\n\n" + two + b"\r\n" + three)
    assert without_lines(path, NAMES) == 1
    assert path.read_bytes() == b"\xef\xbb\xbf" + one + b"\r\n\n" + three
    assert not manifest_path(path).exists()


def damage(path: Path, number: int) -> None:
    """Damage the title of a line, plain or compressed."""
    content = path.read_bytes() if path.suffix == ".jsonl" else zstd.decompress(path.read_bytes())
    parts = content.split(b"\n")
    parts[number - 1] = parts[number - 1].replace(b"Thanh", b"thanh")
    path.write_bytes(b"\n".join(parts) if path.suffix == ".jsonl" else zstd.compress(b"\n".join(parts)))


def test_a_damaged_segment_is_named_as_before(segment: Path) -> None:
    damage(segment, 3)
    before = [one.reason for one in faults(segment)]
    kept = [raw for raw in raws(segment) if b"hanoimoi/2" not in raw]
    assert without_lines(segment, NAMES) == 2
    assert (raws(segment), [one.reason for one in faults(segment)]) == (kept, before)
    stated = read_manifest(segment)
    assert stated is not None and (stated["articles"], len(stated["line_crc32"])) == (2, 16)


def test_a_damaged_line_that_is_removed_leaves_a_sound_segment(segment: Path) -> None:
    damage(segment, 2)
    assert without_lines(segment, NAMES) == 2
    assert faults(segment) == [] and is_sound(segment)


def test_a_damaged_line_and_a_damaged_one_that_is_removed(tmp_path: Path) -> None:
    """Which sum was that of the removed line is not known: one line of the segment counts as gone from then on."""
    path = written(tmp_path / "hanoimoi" / "2026-11" / "a.jsonl", 1, 2, 3)
    damage(path, 2)
    damage(path, 3)
    assert without_lines(path, NAMES) == 1
    assert [one.number for one in faults(path)] == [2, 0]
    stated = read_manifest(path)
    assert stated is not None and (stated["articles"], len(stated["line_crc32"])) == (3, 24)


def test_a_line_that_was_lost_before_stays_lost(tmp_path: Path) -> None:
    path = written(tmp_path / "hanoimoi" / "2026-11" / "a.jsonl", 1, 2, 3, 4)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))
    assert without_lines(path, NAMES) == 1
    assert [one.reason for one in faults(path)] == [
        "it is not what its manifest states: 1 of 3 lines are damaged or gone"
    ]


def test_a_later_revision_is_taken_from_the_revisions(tmp_path: Path) -> None:
    path = written(tmp_path / "hanoimoi" / "2026-11" / "a.jsonl", 1, 2, revision=2)
    damage(path, 1)
    without_lines(path, NAMES)
    stated = read_manifest(path)
    assert stated is not None and (stated["articles"], stated["revisions"]) == (0, 1)


def test_a_manifest_that_cannot_be_read_stays(tmp_path: Path) -> None:
    path = written(tmp_path / "hanoimoi" / "2026-11" / "a.jsonl", 1, 2)
    manifest_path(path).write_text("{")
    assert without_lines(path, NAMES) == 1
    assert manifest_path(path).read_text() == "{" and len(raws(path)) == 1


def test_a_compressed_segment_that_is_cut_stays_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path / "hanoimoi" / "2026-11" / "a.jsonl.zst", 1, 2, 3)
    path.write_bytes(path.read_bytes()[:-10])
    before = path.read_bytes()
    with pytest.raises(UnreadableRestError, match="cut short"):
        without_lines(path, NAMES)
    assert path.read_bytes() == before


class Killed(BaseException):
    """As `kill -9` between two steps."""


@pytest.mark.parametrize("at", ["finish", "replace", "write"])
def test_a_kill_between_segment_and_manifest(segment: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """`finish`: the segment is the new one; `replace`: the new manifest is announced; `write`: neither is there."""

    def die(*arguments: Any) -> Any:
        raise Killed

    calls = {"finish": ("finish_segment", 1), "replace": ("write_whole", 0), "write": ("_sha256", 0)}
    name, after = calls[at]
    real, left = getattr(removal_segments, name), after

    def dying(*arguments: Any) -> Any:
        nonlocal left
        left -= 1
        return real(*arguments) if left >= 0 else die()

    with monkeypatch.context() as patch:
        patch.setattr(removal_segments, name, dying)
        with pytest.raises(Killed):
            without_lines(segment, NAMES)
    assert [fault for fault in faults(segment) if fault.number] == []  # no line counts as damaged
    assert without_lines(segment, NAMES) == (0 if at == "finish" else 2)
    assert is_sound(segment) and len(raws(segment)) == 2
    assert list(segment.parent.glob("*.removing")) == []


def test_what_was_announced_for_another_segment_does_not_count(segment: Path) -> None:
    announced = manifest_path(segment).with_name("a.manifest.json.removing")
    announced.write_text(json.dumps({"segment": "0" * 64, "manifest": {}}))
    finish_segment(segment)
    assert is_sound(segment) and not announced.exists()


def test_a_file_that_was_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.damaged"
    path.write_bytes(line("hanoimoi/1") + line("hanoimoi/2")[:200] + b"\n" + b"\x00 of a text\n")
    assert strip_file(path, NAMES) == 1
    assert path.read_bytes() == line("hanoimoi/1") + b"\x00 of a text\n"
    path.write_bytes(line("hanoimoi/2"))
    assert strip_file(path, NAMES) == 0 and not path.exists()
