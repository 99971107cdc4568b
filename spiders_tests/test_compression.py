"""Bounded unpacking: whole data comes back, everything else is an error that says what is wrong."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.compression import (
    GZIP,
    RAW_DEFLATE,
    ZLIB,
    CompressionError,
    inflate,
    zstd,
)

NOISE = random.Random(5).randbytes(200_000)  # more than the blocks that are read and unpacked at once


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


FORMATS: list[tuple[int, Callable[[bytes], bytes]]] = [
    (GZIP, gzip.compress),
    (ZLIB, zlib.compress),
    (RAW_DEFLATE, raw_deflate),
]


@pytest.mark.parametrize(("wbits", "pack"), FORMATS, ids=["gzip", "zlib", "deflate"])
@pytest.mark.parametrize("data", [b"", b"a", NOISE, bytes(300_000)], ids=["empty", "one", "noise", "zeros"])
def test_what_was_packed_comes_back(wbits: int, pack: Callable[[bytes], bytes], data: bytes) -> None:
    assert inflate(pack(data), len(data), wbits) == data


@pytest.mark.parametrize(("wbits", "pack"), FORMATS, ids=["gzip", "zlib", "deflate"])
def test_problems_are_told_apart(wbits: int, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(NOISE)
    broken = packed[:100_000] + b"\xff" * 100 + packed[100_100:]
    cases = [(packed[:-1], len(NOISE), "truncated"), (packed[:100], len(NOISE), "truncated"), (b"", 10, "truncated")]
    cases += [(packed, len(NOISE) - 1, "too-large")]
    if wbits != RAW_DEFLATE:  # raw deflate has no checksum
        cases += [(broken, len(NOISE), "garbage"), (b"<html></html>", 10, "garbage")]
    for body, limit, problem in cases:
        with pytest.raises(CompressionError) as error:
            inflate(body, limit, wbits)
        assert error.value.problem == problem


def test_members_one_after_another() -> None:
    two = gzip.compress(b"Hai ") + gzip.compress(NOISE)
    assert inflate(two, 4 + len(NOISE)) == b"Hai " + NOISE
    assert inflate(two + b"\0\0", 4 + len(NOISE)) == b"Hai " + NOISE  # padding behind the last one
    with pytest.raises(CompressionError, match=f"more than {3 + len(NOISE)} bytes"):
        inflate(two, 3 + len(NOISE))  # the limit holds for all members together
    with pytest.raises(CompressionError) as error:
        inflate(two[:-1], 4 + len(NOISE))
    assert error.value.problem == "truncated"
    assert inflate(zlib.compress(b"a") + zlib.compress(b"b"), 10, ZLIB) == b"a"  # only gzip has members


@given(st.binary(), st.sampled_from([GZIP, ZLIB, RAW_DEFLATE]))
def test_whatever_comes_is_bytes_or_an_error(body: bytes, wbits: int) -> None:
    try:
        assert len(inflate(body, 1000, wbits)) <= 1000
    except CompressionError as error:
        assert error.problem in {"truncated", "garbage", "too-large"}


def test_zstd_is_the_standard_librarys_or_its_backport() -> None:
    assert zstd.decompress(zstd.compress(NOISE)) == NOISE


def test_output_that_is_pending_when_all_input_is_read() -> None:
    """Raw deflate has no checksum behind the data, which would keep the last block of input from running out."""
    for size in range(65_536, 65_536 + 300):
        assert inflate(raw_deflate(bytes(size)), size, RAW_DEFLATE) == bytes(size)
