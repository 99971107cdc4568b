"""`warc/stored_records.py`: the records that begin at an offset, which is all that a line of the corpus states."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.warc.reader import Capture, responses, responses_at
from spiders_tests.warc_forms import GZ, RAW, SOUND


@pytest.mark.parametrize("form", SOUND)
def test_the_records_with_an_offset_are_found_by_it(tmp_path: Path, form: str) -> None:
    """All that a line of the corpus states is an offset; at another one there is none."""
    path = tmp_path / "a.warc"
    path.write_bytes(SOUND[form])
    by_offset: dict[int, list[Capture]] = {}
    for one in responses(path, lambda damage: None):
        by_offset.setdefault(one.offset, []).append(one)
    for offset, found in by_offset.items():
        assert list(responses_at(path, offset)) == found
        assert list(responses_at(path, offset + 5)) == []
    assert list(responses_at(path, path.stat().st_size)) == []


def test_a_damaged_record_is_not_at_its_offset(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join((GZ[0], GZ[1][:-99] + bytes([GZ[1][-99] ^ 1]) + GZ[1][-98:], GZ[2])))
    for number, offset in enumerate((0, len(GZ[0]), len(GZ[0] + GZ[1]))):
        assert len(list(responses_at(path, offset))) == (number != 1)
    path.write_bytes(RAW[0] + RAW[1].replace(b"<p>", b"<b>") + RAW[2])
    for number, offset in enumerate((0, len(RAW[0]), len(RAW[0] + RAW[1]))):
        assert len(list(responses_at(path, offset))) == (number != 1)
