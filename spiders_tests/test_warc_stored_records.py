"""Records in every form in which files hold them: gzip around one, several, all or a part of one, and plain ones."""

from __future__ import annotations

import gzip
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from hanoi_press.warc import stored_records
from hanoi_press.warc.gzip_members import Checkpoints
from hanoi_press.warc.reader import Capture, Damage, response_at, responses
from hanoi_press.warc.record_starts import start_pattern, starts
from spiders_tests.warc_forms import ALL, GZ, NUMBERS, RAW, SOUND, WHOLE, record


def read(path: Path, **part: int) -> tuple[list[int], list[Damage]]:
    damage: list[Damage] = []
    return [int(one.url.rpartition("/")[2]) for one in responses(path, damage.append, **part)], damage


@pytest.mark.parametrize("form", SOUND)
def test_a_sound_file_gives_every_record_in_one_slice_only(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(SOUND[form])
    assert read(path) == (NUMBERS, [])
    size = len(SOUND[form])
    for width in (size // 50, size // 7, size // 3, size // 2 + 1):
        found = [read(path, start=start, end=start + width) for start in range(0, size, width)]
        assert [number for numbers, _ in found for number in numbers] == NUMBERS, width
        assert not any(damage for _, damage in found)


@pytest.mark.parametrize("form", SOUND)
def test_a_file_cut_at_any_byte_is_named_unless_a_record_ends_there(tmp_path: Path, form: str) -> None:
    whole = SOUND[form]
    path = tmp_path / "a.warc"
    cuts = {random.Random(form).randrange(1, len(whole)) for _ in range(30)} | {1, 2, 5, len(whole) - 1, len(whole) - 5}
    for cut in cuts:
        path.write_bytes(whole[:cut])
        numbers, damage = read(path)
        assert numbers == NUMBERS[: len(numbers)]
        assert len(damage) <= 1 and all(0 <= one.offset < cut for one in damage)
        if not damage:  # nothing but whole records and line breaks
            left = len(NUMBERS) - len(numbers)
            assert left == 0 or _is_whole(whole[:cut], numbers), (form, cut)


def _is_whole(data: bytes, numbers: list[int]) -> bool:
    unpacked = data
    if data[:1] == b"\x1f":
        unpacked = b""
        while data := data.lstrip(b"\r\n"):
            stream = zlib.decompressobj(31)
            unpacked += stream.decompress(data)
            if not stream.eof:
                return False
            data = stream.unused_data
    return b"".join(unpacked.split()) == b"".join(b"".join(map(record, numbers)).split())


@pytest.mark.parametrize("form", ["one member", "two in a member", "a member each", "one line break"])
def test_bytes_that_were_damaged_cost_what_they_hit(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.warc"
    for seed in range(20):
        data = bytearray(SOUND[form])
        at = random.Random(seed).randrange(len(data))
        data[at : at + 6] = b"\xff\xfe\xfd\xfc\xfb\xfa"[: len(data) - at]
        path.write_bytes(data)
        numbers, damage = read(path)
        lost = set(NUMBERS) - set(numbers)
        if form == "a member each":  # elsewhere no checksum covers the header of a single record
            assert all(one.body == WHOLE[one.url] for one in responses(path, lambda damage: None))
        if form == "one member":
            assert damage, seed
            assert len(numbers) >= len(NUMBERS) * at // len(data) - 1, "records before the damage are lost"
        elif form == "one line break":
            assert len(lost) <= 1 and (damage or not lost), seed
        else:
            assert damage and len(lost) <= 1 + (form == "two in a member"), seed


JUNK = [b"\0" * 700, b"\0" * 9, b"khong phai WARC", bytes(range(256)) * 30, b"\x1f\x8b\x08", b"WARC/1.0\r\n"]


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("parts", [GZ, RAW], ids=["gzip", "plain"])
def test_what_is_no_record_is_named_and_every_record_is_read(tmp_path: Path, parts: list[bytes], junk: bytes) -> None:
    path = tmp_path / "a.warc"
    for place in (0, 4, 9):
        path.write_bytes(b"".join(parts[:place]) + junk + b"".join(parts[place:]))
        at = sum(map(len, parts[:place]))
        assert read(path)[0] == NUMBERS
        assert [one.offset for one in read(path)[1]] == [at]
        width = path.stat().st_size // 5
        found = [read(path, start=start, end=start + width) for start in range(0, path.stat().st_size, width)]
        assert [number for numbers, _ in found for number in numbers] == NUMBERS
        assert [one.offset for _, damage in found for one in damage] == [at]


@pytest.mark.parametrize("junk", JUNK[:4])
def test_junk_inside_a_member(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(GZ[:4]) + gzip.compress(RAW[4] + junk) + b"".join(GZ[5:]))
    numbers, damage = read(path)
    assert numbers == NUMBERS and [one.offset for one in damage] == [sum(map(len, GZ[:4]))]


@pytest.mark.parametrize("wrong", [-500, -1, 300, 10**5, 10**9])
@pytest.mark.parametrize("pack", [gzip.compress, bytes, None], ids=["gzip", "plain", "one member"])
def test_a_wrong_length_costs_one_record(tmp_path: Path, pack: Callable[[bytes], bytes] | None, wrong: int) -> None:
    parts = [*RAW[:4], record(4, length=wrong) + b"\r\n\r\n", *RAW[5:]]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(map(pack, parts)) if pack else gzip.compress(b"".join(parts)))
    numbers, damage = read(path)
    assert numbers == [0, 1, 2, 3, 5, 6, 7, 8]
    assert len(damage) == 1 and path.read_bytes()[damage[0].offset :].startswith((b"WARC", b"\x1f\x8b"))


@pytest.mark.parametrize("line", [b"Content-Length: 5x", b"Content-Length: -4", b"Content-Length:", b"X-Length: 4"])
def test_a_record_without_length(tmp_path: Path, line: bytes) -> None:
    bad = b"WARC/1.0\r\nWARC-Type: response\r\n" + line + b"\r\n\r\n<p>a</p>\r\n\r\n"
    path = tmp_path / "a.warc"
    path.write_bytes(RAW[0] + bad + RAW[1])
    numbers, damage = read(path)
    assert numbers == [0, 1] and [one.offset for one in damage] == [len(RAW[0])]
    assert "does not state its length" in damage[0].reason


def test_a_large_record_that_is_no_response_is_no_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_records, "_LARGEST", 5000)
    large = record(1, bytes(6000)) + b"\r\n\r\n"
    path = tmp_path / "a.warc"
    for kind, faults in ((b"response", 1), (b"metadata", 0)):
        path.write_bytes(RAW[0] + large.replace(b"WARC-Type: response", b"WARC-Type: " + kind) + RAW[2])
        numbers, damage = read(path)
        assert numbers == [0, 2] and len(damage) == faults


def test_zstd_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd" + bytes(90))
    assert "unpack the file with `zstd -d`" in read(path)[1][0].reason


@pytest.mark.parametrize("form", SOUND)
def test_a_place_leads_to_its_record(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(SOUND[form])
    checkpoints = Checkpoints(spacing=700, most=4)
    found = list(responses(path, lambda damage: None, checkpoints=checkpoints))
    for capture in reversed(found):
        assert response_at(path, capture.offset, capture.position, checkpoints) == capture
    if form.startswith("across"):
        return
    by_address = {one.url: one for one in responses(path, lambda damage: None, start=found[-1].offset)}
    assert found[-1].url in by_address  # `archive` of a line: the member, then the address


def test_words_that_are_not_those_of_the_digest_are_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(ALL.replace(b"<p>4 ", b"<p>5 "))
    numbers, damage = read(path)
    assert numbers == [0, 1, 2, 3, 5, 6, 7, 8] and "WARC-Block-Digest" in damage[0].reason


def test_a_record_does_not_fall_with_the_member_after_it(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(GZ[0] + gzip.compress(b"")[:-8] + bytes(8) + gzip.compress(b"")[:-4] + b"xxxx" + GZ[1])
    assert read(path)[0] == [0, 1] and len(read(path)[1]) == 1


def test_starts_are_found_across_the_blocks_that_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.warc"
    for form in ("a member each", "plain"):
        path.write_bytes(SOUND[form])
        monkeypatch.setattr("hanoi_press.warc.record_starts._WINDOW", 61)
        with path.open("rb") as file:
            assert len(list(starts(file, start_pattern(file), 1))) == len(NUMBERS) - 1


def http_record(http: bytes) -> bytes:
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Target-URI: https://x.vn/1\r\n"
    return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


def nested_members(size: int) -> bytes:
    """Return gzip members that each begin inside the first one's stored blocks and go on through the same blocks."""
    header, start, block = gzip.compress(b"")[:10], b"WARC/1.0\r\nWARC-Type: response\r\n", 60_000
    made = bytearray()
    while len(made) < size:
        end = len(made) + block
        while (room := end - len(made) - len(header) - 5) > len(start):
            made += header + b"\0" + struct.pack("<HH", room, 0xFFFF ^ room) + start
        made += bytes(end - len(made)) + b"\0" + struct.pack("<HH", block, 0xFFFF ^ block)
    return bytes(made)


def growth(make: Callable[[int], bytes], path: Path, small: int = 24) -> float:
    """Return how many times the CPU time to read grows when the file is four times as long."""
    spent = []
    for size in (small, 4 * small):
        path.write_bytes(make(size * 4096))
        best = 99.0
        for _ in range(2):
            begun = process_time()
            read(path)
            best = min(best, process_time() - begun)
        spent.append(best)
    return spent[1] / max(spent[0], 0.005)


FILLED: dict[str, Callable[[int], bytes]] = {
    "magic bytes": lambda size: GZ[0] + b"\x1f\x8b\x08" * (size // 3),
    "members of nothing": lambda size: GZ[0] + gzip.compress(b"") * (size // 20),
    "headers that claim 60 MB": lambda size: (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60000000\r\n\r\n" * (size // 64)
    ),
    "the same in a member": lambda size: gzip.compress(
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60000000\r\n\r\n" * (size // 64)
    ),
    "headers without end": lambda size: b"WARC/1.0\r\nA: b\r\n" * (size // 16),
    "torn members": lambda size: GZ[0][:60] * (size // 60),
    "header lines without end": lambda size: http_record(b"HTTP/1.1 200 OK\r\nA: b\r\n" + b" c\r\n" * (size // 4)),
    "members in stored blocks of others": lambda size: nested_members(size),
    "zeros": lambda size: RAW[0] + bytes(size),
}


@pytest.mark.parametrize("kind", FILLED)
def test_reading_costs_no_more_than_the_length(tmp_path: Path, kind: str) -> None:
    # 4 is linear, 16 quadratic; a disturbed measurement only looks worse, so it is repeated
    assert any(growth(FILLED[kind], tmp_path / "a.warc") < 8 for _ in range(4))


def test_a_member_around_everything_takes_little_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.warc.gz"
    pack = zlib.compressobj(1, wbits=31)
    page = record(1, b"<p>" + bytes(500_000) + b"</p>") + b"\r\n\r\n"
    path.write_bytes(b"".join(map(pack.compress, [page] * 300)) + pack.flush())
    tracemalloc.start()
    seen = [0, 0]
    for capture in responses(path, lambda damage: None):
        assert isinstance(capture, Capture)
        seen = [seen[0] + 1, max(seen[1], tracemalloc.get_traced_memory()[1])]
    tracemalloc.stop()
    assert seen[0] == 300 and seen[1] < 12_000_000  # of 150 MB
