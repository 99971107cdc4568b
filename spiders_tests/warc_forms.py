"""WARC files of nine records in every form in which programs write them."""

from __future__ import annotations

import gzip
import hashlib
import random
from base64 import b32encode

NUMBERS = list(range(9))


def record(number: int, body: bytes = b"", length: int = 0) -> bytes:
    """Return a response record without the line breaks that end it. `length` is added to the one that it states."""
    noise = random.Random(number).randbytes(900).hex().encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + (body or b"<p>%d %s</p>" % (number, noise))
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
    head += f"WARC-Block-Digest: sha1:{b32encode(hashlib.sha1(http).digest()).decode()}\r\n"
    head += f"WARC-Target-URI: https://x.vn/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
    return (head + f"Content-Length: {len(http) + length}\r\n\r\n").encode() + http


RAW = [record(number) + b"\r\n\r\n" for number in NUMBERS]
ALL = b"".join(RAW)
WHOLE = {f"https://x.vn/{number}": record(number).partition(b"html\r\n\r\n")[2] for number in NUMBERS}
GZ = [gzip.compress(one) for one in RAW]


def pieces(data: bytes, size: int) -> bytes:
    return b"".join(gzip.compress(data[at : at + size]) for at in range(0, len(data), size))


SOUND = {
    "a member each": b"".join(GZ),
    "stored": b"".join(gzip.compress(one, 0) for one in RAW),
    "plain": ALL,
    "one member": gzip.compress(ALL),
    "one stored member": gzip.compress(ALL, 0),
    "two in a member": b"".join(gzip.compress(b"".join(RAW[at : at + 2])) for at in range(0, 9, 2)),
    "three in the second": GZ[0] + gzip.compress(b"".join(RAW[1:4])) + b"".join(GZ[4:]),
    "across members": pieces(ALL, 1000),
    "across members, some at a start": pieces(b"".join(RAW[:4]), 1000) + pieces(b"".join(RAW[4:]), 1000),
    "empty members": gzip.compress(b"").join(GZ) + gzip.compress(b""),
    "line breaks between members": b"\r\n".join(GZ) + b"\n",
    "line breaks around records in members": b"".join(gzip.compress(b"\r\n" + one + b"\n") for one in RAW),
    "no line break": b"".join(map(record, NUMBERS)),
    "no line break in one member": gzip.compress(b"".join(map(record, NUMBERS))),
    "one line break": b"\n".join(map(record, NUMBERS)),
    "many line breaks": (b"\r\n" * 3000).join(map(record, NUMBERS)) + b"\n" * 9000,
    "lines end with LF": b"\n\n".join(record(number).replace(b"\r\n", b"\n", 6) for number in NUMBERS),
    "begins with a line break": b"\r\n" + ALL,
}
