"""A harvest that is killed at any instant loses nothing, writes nothing twice and leaves no partial line.

The same holds if the power is cut. More, by hand: `python -m spiders_tests.kill --kills 100 [--power]`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders_tests.kill import Trial, compare, differences

pytestmark = pytest.mark.slow

ZSTD = ("-s", "SEGMENT_COMPRESSION=zstd")


@pytest.mark.parametrize(
    "trial",
    [
        Trial(kills=6, seed=11),
        Trial(kills=4, seed=5, ledger=True, arguments=ZSTD),
        Trial(kills=5, seed=4, power=True),
        Trial(kills=4, seed=9, power=True, arguments=ZSTD),
        Trial(kills=4, seed=3, articles=40, reread=True),
    ],
    ids=["plain", "zstd and the ledger deleted in between", "power cut", "power cut, zstd", "read again"],
)
def test_killed_again_and_again(tmp_path: Path, trial: Trial) -> None:
    assert differences(trial, tmp_path / "killed", tmp_path / "plain") == []


def test_the_comparison_would_notice() -> None:
    one, two = {"id": "a", "text": "x"}, {"id": "b", "text": "y"}
    assert compare([one, two], [one, two], {"a", "b"}) == []
    assert compare([one], [one, two], {"a", "b"}) == ["1 lines in place of 2"]
    assert compare([one, two, two], [one, two], {"a", "b"}) == ["3 lines in place of 2"]
    assert compare([one, {"id": "b", "text": "z"}], [one, two], {"a", "b"}) == ["b is not b"]
    assert compare([one], [one], {"a", "b"}) == ["the undisturbed harvest is not complete"]
