"""The lines of a damaged segment that are still as they were written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanoi_press.store.manifest import manifest_path
from hanoi_press.store.segment_check import is_sound, sound_lines
from hanoi_press.store.segment_writer import SegmentWriter
from hanoi_press.store.segments import Fault
from spiders_tests.corpus_lines import article, flip

ENDINGS = [".jsonl", ".jsonl.zst"]


def segment(folder: Path, ending: str = ".jsonl", count: int = 3) -> Path:
    """Write a segment of articles 1 to `count`."""
    path = folder / f"run{ending}"
    writer = SegmentWriter(path)
    for number in range(1, count + 1):
        writer.write(article(number, f"Câu số {number}.").to_dict())
    writer.close()
    return path


def checked(path: Path) -> tuple[list[str], list[str]]:
    """Return the ids of the sound lines, and the faults without the folder."""
    faults: list[Fault] = []
    ids = [record["id"] for _, record in sound_lines(path, faults.append)]
    return ids, [f"{fault.number}: {fault.reason}" for fault in faults]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_sound_segment_has_all_its_lines(tmp_path: Path, ending: str) -> None:
    path = segment(tmp_path, ending)
    assert checked(path) == (["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"], [])
    manifest_path(path).unlink()
    assert is_sound(path)
    assert checked(path) == (["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"], [])


def test_a_damaged_line_that_is_still_json_is_named(tmp_path: Path) -> None:
    """Here a letter of the address is another one, which neither JSON nor the content hash tells."""
    path = segment(tmp_path)
    flip(path, path.read_bytes().index(b"bai-2.html"))
    assert checked(path) == (
        ["hanoimoi/1", "hanoimoi/3"],
        ["2: the line is damaged: it is not the one that was written"],
    )


def test_without_checksums_the_content_hash_tells(tmp_path: Path) -> None:
    """Manifests of version 0.9 have none."""
    path = segment(tmp_path)
    stated = json.loads(manifest_path(path).read_bytes())
    del stated["line_crc32"]
    manifest_path(path).write_text(json.dumps(stated))
    flip(path, path.read_bytes().index("Câu số 2".encode()), 2)
    assert checked(path) == (
        ["hanoimoi/1", "hanoimoi/3"],
        ["2: the line is damaged: its words are not those of its content_hash"],
    )
    flip(path, path.read_bytes().index(b"bai-1.html"))
    assert checked(path)[0] == ["hanoimoi/1", "hanoimoi/3"]


def test_without_a_manifest_the_content_hash_tells_too(tmp_path: Path) -> None:
    path = segment(tmp_path)
    manifest_path(path).unlink()
    flip(path, path.read_bytes().index("Câu số 2".encode()), 2)
    assert not is_sound(path)
    assert checked(path)[0] == ["hanoimoi/1", "hanoimoi/3"]


def test_an_emptied_a_cut_and_a_longer_file_are_named(tmp_path: Path) -> None:
    path = segment(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(b"")
    assert checked(path) == ([], ["0: it is not what its manifest states: 3 of 3 lines are damaged or gone"])
    path.write_bytes(whole[: whole.index(b"\n") + 1])
    assert checked(path) == (
        ["hanoimoi/1"],
        ["0: it is not what its manifest states: 2 of 3 lines are damaged or gone"],
    )
    path.write_bytes(whole + whole)
    ids, faults = checked(path)
    assert ids == ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"]
    assert [fault.partition(":")[0] for fault in faults] == ["4", "5", "6", "0"]


def test_a_damaged_manifest_is_named_and_the_lines_stay(tmp_path: Path) -> None:
    path = segment(tmp_path)
    manifest_path(path).write_bytes(b'{"source": "hano')
    assert checked(path) == (["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"], ["0: its manifest cannot be read"])
    manifest_path(path).write_text('{"sha256": "' + "0" * 64 + '"}')
    ids, faults = checked(path)
    assert len(ids) == 3
    assert faults == ["0: it is not what its manifest states, and the manifest is damaged"]


@pytest.mark.parametrize("change", [{"articles": 4}, {"articles": "3"}, {"line_crc32": "0" * 16}, {"revisions": None}])
def test_a_manifest_whose_figures_disagree_is_named(tmp_path: Path, change: dict[str, object]) -> None:
    path = segment(tmp_path)
    stated = json.loads(manifest_path(path).read_bytes())
    manifest_path(path).write_text(json.dumps(stated | change))
    assert not is_sound(path)
    assert checked(path) == (
        ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"],
        ["0: its manifest is damaged: the file is whole and has 3 lines"],
    )
    del stated["line_crc32"]  # version 0.9
    manifest_path(path).write_text(json.dumps(stated))
    assert is_sound(path) and checked(path)[1] == []
    manifest_path(path).write_text(json.dumps(stated | {"sha256": "0", "line_crc32": ["a"]}))
    assert len(checked(path)[0]) == 3


def test_a_line_with_a_lone_surrogate_is_no_sound_one(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    record = article(1).to_dict() | {"text": "\ud800", "content_hash": "0"}
    path.write_text(json.dumps(record) + "\n")
    assert checked(path)[0] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), ending=st.sampled_from(ENDINGS))
def test_no_damaged_line_is_taken_for_a_sound_one(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, ending: str
) -> None:
    """Whatever bytes are changed, cut off or zeroed, what is yielded was written, and damage is named."""
    path = segment(tmp_path_factory.mktemp("data"), ending)
    written = {line.raw for line, _ in sound_lines(path)}
    content = bytearray(path.read_bytes())
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, min(len(content), start + 400)))
    how = data.draw(st.sampled_from(["flip", "zero", "cut", "remove"]))
    if how == "flip":
        content[start] ^= data.draw(st.integers(1, 255))
    elif how == "zero":
        content[start:end] = bytes(end - start)
    else:
        del content[start : end if how == "remove" else len(content)]
    if bytes(content) == path.read_bytes():
        return
    path.write_bytes(bytes(content))
    faults: list[Fault] = []
    found = {line.raw for line, _ in sound_lines(path, faults.append)}
    assert found <= written and faults


@pytest.mark.parametrize("change", [lambda body: body.replace(b"\n", b"\r\n"), lambda body: b"\xef\xbb\xbf" + body])
def test_line_ends_and_a_mark_of_an_editor_damage_no_line(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    path = segment(tmp_path)
    path.write_bytes(change(path.read_bytes()))
    assert checked(path) == (
        ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"],
        ["0: it is not what its manifest states, but no line is known to be damaged"],
    )
