"""`replay/readings.py`: a file of readings comes back as it was written, however its writer ended; others are not."""

from __future__ import annotations

import os
import pickle
from collections import Counter
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import msgspec
import pytest

from hanoi_press.crawl.article_checks import problems
from hanoi_press.discovery import ApiRequest
from hanoi_press.items import ArchiveRef, Attachment, Attribution, Identity, Image
from hanoi_press.pages.observation import BoxSeen, Observation
from hanoi_press.replay.readings import Frame, ReadingsError, ReadingsFile, check_readings, readings
from hanoi_press.replay.slices import SliceReading
from spiders_tests.corpus_lines import article

TASK, OTHER = "a" * 64, "b" * 64


class LibraryText(str):
    """As lxml's strings are."""

    __slots__ = ()


def full() -> SliceReading:
    """Return a reading with something in each of its fields."""
    one = replace(
        article(1),
        images=[Image("https://x.vn/a.jpg", "Ảnh", None)],
        attachments=[Attachment("https://x.vn/a.pdf", "Công văn")],
        attribution=Attribution("TTXVN", None, None),
        archive=ArchiveRef("a.warc.gz", 7),
    )
    seen = Observation(
        {"title": ("h1",)}, {"title": {"h2": False}}, (BoxSeen("div.a", "12", "text"),), frozenset({"a"}), 3
    )
    return SliceReading(
        [one, article(2, "Hai câu.\n\nCâu hai.")],
        {1: Identity("hanoimoi/9", "hanoimoi", "Hànộimới", "https://hanoimoi.vn/bai-9.html")},
        Counter({("hanoimoi", "read"): 2, ("hanoimoi", "skipped/gone"): 1}),
        ["could not be read"],
        ["a at byte 3: torn"],
        4,
        [("https://mof.gov.vn/a", ApiRequest("https://mof.gov.vn/api", json={"id": [1, None]}, form={"a": "b"}))],
        [("hanoimoi", ArchiveRef("a.warc.gz", 9))],
        {0: seen},
    )


def written(path: Path, *parts: SliceReading, is_complete: bool = True) -> Path:
    file = ReadingsFile(path, TASK)
    for number, part in enumerate(parts, 1):
        file.add(number, part)
    if is_complete:
        file.add(len(parts), SliceReading(), is_last=True)
    file.close()
    return path


def read(path: Path) -> list[SliceReading]:
    return [frame.reading for frame in readings(path, TASK)]


def test_all_fields_come_back(tmp_path: Path) -> None:
    path = written(tmp_path / "r", full(), SliceReading())
    check_readings(path, TASK)
    assert list(readings(path, TASK)) == [
        Frame(1, False, full()),
        Frame(2, False, SliceReading()),
        Frame(2, True, SliceReading()),
    ]


def test_an_article_that_is_not_fit_for_the_corpus_is_no_damage(tmp_path: Path) -> None:
    """It is counted and named where the articles are merged."""
    wrong = replace(article(1), published_at="24/11/2026", title=LibraryText(""))
    (found, _) = read(written(tmp_path / "r", SliceReading([wrong])))
    assert type(found.articles[0].title) is str and problems(found.articles[0]) == problems(wrong) != []


def test_half_a_surrogate_pair_does_not_take_the_whole_part_with_it(tmp_path: Path) -> None:
    reading = full()
    reading.named = ["the page class failed: \ud800!"]
    reading.articles[0].raw.published = "ngày \udcff"
    reading.counts["hanoimoi", "skipped/\udfff"] = 1
    (found, _) = read(written(tmp_path / "r", reading))
    assert found.named == ["the page class failed: ?!"] and found.articles[0].raw.published == "ngày ?"
    assert found.counts["hanoimoi", "skipped/?"] == 1
    assert (found.own, found.shells, found.observed, found.without) == (
        reading.own,
        reading.shells,
        reading.observed,
        reading.without,
    )


@pytest.mark.parametrize("cut", [1, 7, 60, 200])
def test_a_torn_end_is_cut_and_written_anew(tmp_path: Path, cut: int) -> None:
    path = written(tmp_path / "r", full(), full(), is_complete=False)
    os.truncate(path, path.stat().st_size - cut)
    with pytest.raises(ReadingsError, match="damaged at byte"):
        check_readings(path, TASK)
    assert read(path) == [full()]
    file = ReadingsFile(path, TASK)
    assert (file.number, file.is_complete) == (1, False)
    file.add(5, full(), is_last=True)
    file.close()
    check_readings(path, TASK)
    assert [frame.number for frame in readings(path, TASK)] == [1, 5]


def test_any_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path / "r", SliceReading(named=["x"]))
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        with pytest.raises(ReadingsError):
            check_readings(path, TASK)


def test_readings_of_another_task_are_not_used(tmp_path: Path) -> None:
    path = written(tmp_path / "r", full())
    for use in (check_readings, lambda *given: list(readings(*given))):
        with pytest.raises(ReadingsError, match="not those of this part"):
            use(path, OTHER)
    file = ReadingsFile(path, OTHER)
    assert (file.number, file.is_complete) == (0, False)
    file.close()
    assert list(readings(path, OTHER)) == []


def test_what_is_not_complete_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingsError, match="not complete"):
        check_readings(written(tmp_path / "r", full(), is_complete=False), TASK)
    with pytest.raises(ReadingsError, match="not complete"):
        check_readings(written(tmp_path / "empty", is_complete=False), TASK)


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch evil",)


def forged(path: Path, *payloads: bytes) -> Path:
    """Write a file with sound frames around whatever they hold."""
    written(path, is_complete=False)
    with path.open("ab") as file:
        for payload in payloads:
            file.write(len(payload).to_bytes(4, "little") + crc32(payload).to_bytes(4, "little") + payload)
    return path


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        pickle.dumps(Evil()),
        b"\x93" * 100_000,
        msgspec.msgpack.encode((1, True, {})),
        msgspec.msgpack.encode((1, True, msgspec.to_builtins(SliceReading()) | {"more": 1})),
        msgspec.msgpack.encode((1, True, msgspec.to_builtins(SliceReading()) | {"articles": [{"id": 7}]})),
        msgspec.msgpack.encode((1, True, msgspec.to_builtins(SliceReading()) | {"articles": [None]})),
        msgspec.msgpack.encode(("1", True, SliceReading())),
        msgspec.msgpack.encode((1, True, SliceReading(own={0: 5}))),  # type: ignore[dict-item]
    ],
)
def test_nothing_foreign_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, payload: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    path = forged(tmp_path / "r", payload)
    with pytest.raises(ReadingsError, match="not as this program writes them"):
        check_readings(path, TASK)
    with pytest.raises(ReadingsError, match="not as this program writes them"):
        read(path)
    assert not (tmp_path / "evil").exists()
    file = ReadingsFile(path, TASK)  # the next attempt writes it anew
    file.add(1, full(), is_last=True)
    file.close()
    assert read(path)[-1] == full()


def test_a_frame_larger_than_any_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path / "r", is_complete=False)
    with path.open("ab") as file:
        file.write(b"\xff\xff\xff\xff1234")
        file.truncate(2**32 + 1000)
    with pytest.raises(ReadingsError, match="damaged at byte"):
        check_readings(path, TASK)
    assert read(path) == []
