"""Where the records of a file begin, and whether its last one is an end."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hanoi_press.warc.reader import Damage, responses
from spiders_tests.warc_records import http, warc

NUMBERS = range(9)
RAW = warc(*((f"https://x.vn/{number}", http(b"<p>%d</p>" % number * 90)) for number in NUMBERS))


def request(number: int, concurrent: bool = False) -> bytes:
    http = b"GET /%d HTTP/1.1\r\n\r\n" % number
    head = "WARC/1.0\r\nWARC-Type: request\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
    head += "WARC-Concurrent-To: <urn:uuid:1>\r\n" if concurrent else ""
    return (head + f"Content-Length: {len(http)}\r\n\r\n").encode() + http + b"\r\n\r\n"


PAIRS = [part for number in NUMBERS for part in (request(number), RAW[number])]  # as wget writes them


@pytest.mark.parametrize("size", [10**9, 700, 100])  # of a slice
@pytest.mark.parametrize("packed", ["plain", "members", "one member"])
def test_a_file_that_ends_after_a_request(tmp_path: Path, packed: str, size: int) -> None:
    def faults_of(records: list[bytes]) -> list[str]:
        data = b"".join(map(gzip.compress, records) if packed == "members" else records)
        file = tmp_path / "a.warc"
        file.write_bytes(gzip.compress(data) if packed == "one member" else data)
        found: list[Damage] = []
        for start in range(0, file.stat().st_size, size):
            list(responses(file, found.append, start=start, end=start + size))
        return [one.reason for one in found]

    assert faults_of(PAIRS) == []
    assert faults_of(PAIRS[:-1]) == ["the file ends after a request, before its response"]
    assert faults_of([*PAIRS, request(9, concurrent=True)]) == []  # as warcio and Heritrix write it
    assert faults_of([*PAIRS, request(9), RAW[0]]) == []


@pytest.mark.parametrize("packed", ["plain", "members", "one member"])
def test_a_byte_order_mark_before_the_first_record_is_no_damage(tmp_path: Path, packed: str) -> None:
    mark = b"\xef\xbb\xbf"
    forms = {
        "plain": mark + b"".join(RAW),
        "members": mark + b"".join(map(gzip.compress, RAW)),
        "one member": gzip.compress(mark + b"".join(RAW)),
    }
    file = tmp_path / "a.warc"
    file.write_bytes(forms[packed])
    damage: list[Damage] = []
    assert [one.url for one in responses(file, damage.append)] == [f"https://x.vn/{number}" for number in NUMBERS]
    assert damage == []
