"""Ship what attempts at a unit write, continue from the furthest, and bring it back as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fsspec", reason="the extra [dask] is not installed")

from hanoi_press.engine.bundles import BundleError
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.shipped_attempts import (
    Shipment,
    checked_end,
    earlier_attempts,
    new_attempt,
    restore,
    send_inputs,
)
from hanoi_press.engine.unit_mirror import UnitMirror

_PLACE = "run/unit"
_END = {"result": {"n": 1}, "error": "", "retries": []}


class Bench:
    """A coordinator's folder, an exchange, and the folders of workers."""

    def __init__(self, tmp_path: Path) -> None:
        self.exchange = UnitExchange(str(tmp_path / "exchange"))
        self.unit = tmp_path / "parts" / "unit"
        self.unit.mkdir(parents=True)
        (self.unit / "seed").write_text("seed")
        (self.unit / "lines").write_text("0\n")
        send_inputs(self.exchange, _PLACE, self.unit)
        self.mirror = UnitMirror(self.exchange, _PLACE, self.unit)
        self._scratch = tmp_path / "scratch"

    def attempt(self, submission: int) -> tuple[Shipment, Path]:
        """Begin an attempt as a worker does."""
        folder = self._scratch / f"{submission}" / "unit"
        is_whole = restore(self.exchange, _PLACE, earlier_attempts(self.exchange, _PLACE), folder)
        shipment = Shipment(self.exchange, _PLACE, new_attempt(submission), folder, is_whole=is_whole)
        shipment.begin(f"tcp://{submission}")
        return shipment, folder

    def bundle(self, shipment: Shipment, number: int) -> Path:
        return Path(self.exchange.path(f"{_PLACE}/{shipment.name}/bundle-{number:06d}"))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def _write(folder: Path, text: str) -> None:
    with (folder / "lines").open("a") as lines:
        lines.write(text)


def test_an_attempt_ships_what_is_new(bench: Bench) -> None:
    shipment, folder = bench.attempt(1)
    assert not shipment.ship()
    for number in range(1, 4):
        _write(folder, f"{number}\n")
        assert shipment.ship()
        bench.mirror.follow(shipment.name, shipment.bundles, is_whole=False)
    assert (bench.unit / "lines").read_text() == "0\n1\n2\n3\n"
    assert b"seed" not in bench.bundle(shipment, 1).read_bytes()
    _write(folder, "4\n")
    (folder / "seed").unlink()
    end = shipment.finish(_END | {"whole": False})
    bench.mirror.finish(end)
    assert {path.name: path.read_text() for path in bench.unit.iterdir()} == {"lines": "0\n1\n2\n3\n4\n"}
    assert checked_end(bench.exchange.read_state(f"{_PLACE}/{shipment.name}/done.json"))


def test_a_retry_continues_from_the_furthest_attempt(bench: Bench) -> None:
    first, folder = bench.attempt(1)
    _write(folder, "1\n2\n3\n")
    first.ship()
    second, other = bench.attempt(2)
    assert (other / "lines").read_text() == "0\n1\n2\n3\n"
    _write(folder, "of one that was thought dead\n")
    first.ship()
    _write(other, "4\n")
    second.ship()
    third, last = bench.attempt(3)
    assert (last / "lines").read_text() == "0\n1\n2\n3\nof one that was thought dead\n"  # the most bytes
    _write(last, "5\n")
    third.ship()
    bench.mirror.follow(first.name, 1, is_whole=False)
    bench.mirror.follow(third.name, third.bundles, is_whole=True)
    assert (bench.unit / "lines").read_text() == "0\n1\n2\n3\nof one that was thought dead\n5\n"
    assert sorted(path.name for path in bench.unit.parent.iterdir()) == ["unit"]
    assert [attempt.ends for attempt in earlier_attempts(bench.exchange, _PLACE)] == [
        [f"worker tcp://{number} was lost"] for number in (1, 2, 3)
    ]


def test_an_attempt_that_shipped_nothing_is_as_if_it_had_not_been(bench: Bench) -> None:
    _, folder = bench.attempt(1)
    _write(folder, "1\n")
    second, folder = bench.attempt(2)
    assert (folder / "lines").read_text() == "0\n"
    _write(folder, "2\n")
    bench.mirror.finish(second.finish(_END | {"whole": False}))
    assert (bench.unit / "lines").read_text() == "0\n2\n"


def test_a_retry_that_cannot_use_what_was_fetched_begins_from_the_inputs(bench: Bench) -> None:
    first, folder = bench.attempt(1)
    _write(folder, "1\n")
    first.ship()
    bench.mirror.follow(first.name, 1, is_whole=False)
    bench.bundle(first, 1).write_bytes(b"damaged")
    second, folder = bench.attempt(2)
    assert (folder / "lines").read_text() == "0\n"
    _write(folder, "2\n")
    bench.mirror.finish(second.finish(_END | {"whole": False}))
    assert (bench.unit / "lines").read_text() == "0\n2\n"


def test_a_damaged_bundle_ends_what_a_retry_can_use(bench: Bench) -> None:
    first, folder = bench.attempt(1)
    for number in range(1, 4):
        _write(folder, f"{number}\n")
        first.ship()
    content = bench.bundle(first, 3).read_bytes()
    bench.bundle(first, 3).write_bytes(content[:-1])
    _, folder = bench.attempt(2)
    assert (folder / "lines").read_text() == "0\n1\n2\n"
    bench.bundle(first, 1).unlink()
    _, folder = bench.attempt(3)
    assert (folder / "lines").read_text() == "0\n"


def test_what_comes_back_is_what_was_written(bench: Bench) -> None:
    shipment, folder = bench.attempt(1)
    _write(folder, "1\n")
    end = shipment.finish(_END | {"whole": False})
    for sums in ({"lines": (4, 1)}, {"lines": (3, end["sums"]["lines"][1])}, {"../parts/unit/lines": (4, 1)}):
        with pytest.raises(BundleError):
            bench.mirror.finish(end | {"sums": sums})
    with pytest.raises(OSError, match="bundle-000002"):
        bench.mirror.finish(end | {"bundles": 2})
    bench.mirror.finish(end)


def test_a_folder_that_lacks_bytes_is_fetched_anew(bench: Bench) -> None:
    """As after a disk was full in the middle of a bundle."""
    shipment, folder = bench.attempt(1)
    for number in range(1, 4):
        _write(folder, f"{number}\n")
        shipment.ship()
    bench.mirror.follow(shipment.name, 2, is_whole=False)
    (bench.unit / "lines").write_text("0\n1\n")
    (bench.unit / "seed").unlink()
    bench.mirror.finish(shipment.finish(_END | {"whole": False}))
    assert (bench.unit / "lines").read_text() == "0\n1\n2\n3\n"
    assert (bench.unit / "seed").read_text() == "seed"


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_coordinator_killed_while_it_puts_another_attempt_in_place_has_the_files(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    """The next run takes any folder without a dot for a part."""
    first, folder = bench.attempt(1)
    _write(folder, "1\n")
    first.ship()
    bench.mirror.follow(first.name, 1, is_whole=False)
    second, other = bench.attempt(2)
    _write(other, "2\n")
    second.ship()
    done = []
    rename = Path.rename

    def killed_after(path: Path, target: Path) -> Path:
        if len(done) == renames:
            raise KeyboardInterrupt
        done.append(target)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", killed_after)
    with pytest.raises(KeyboardInterrupt):
        bench.mirror.follow(second.name, 1, is_whole=True)
    kept = {path.name: (path / "lines").read_text() for path in bench.unit.parent.iterdir() if path.name[0] != "."}
    old, new = "0\n1\n", "0\n1\n2\n"
    assert kept == [{"unit": old}, {"unit~before": old}, {"unit": new, "unit~before": old}][renames]


def test_a_late_word_of_an_earlier_attempt_changes_nothing(bench: Bench) -> None:
    first, folder = bench.attempt(1)
    _write(folder, "1\n")
    first.ship()
    second, other = bench.attempt(2)
    _write(other, "2\n")
    second.ship()
    bench.mirror.follow(second.name, 1, is_whole=True)
    bench.mirror.follow(first.name, 1, is_whole=False)
    assert (bench.unit / "lines").read_text() == "0\n1\n2\n"
    bench.mirror.finish(second.finish(_END | {"whole": True}))
    _, third = bench.attempt(3)
    bench.mirror.follow("03-" + "0" * 12, 1, is_whole=True)
    assert (bench.unit / "lines").read_text() == "0\n1\n2\n"
    assert third.exists()


def test_why_tries_ended_is_kept(bench: Bench) -> None:
    shipment, _ = bench.attempt(1)
    shipment.begin_again(2, "its process died")
    shipment.leave("its coordinator is gone")
    (attempt,) = earlier_attempts(bench.exchange, _PLACE)
    assert attempt.ends == ["its process died", "its coordinator is gone"]
    assert attempt.is_over


@pytest.mark.parametrize(
    "change",
    [
        {"attempt": "../../x"},
        {"attempt": None},
        {"bundles": "1"},
        {"bundles": True},
        {"sums": []},
        {"sums": {"a": [1]}},
        {"sums": {"a": [1, "2"]}},
        {"sums": {"a": 1}},
        {"result": "text"},
        {"error": None},
        {"whole": 1},
        {"retries": "text"},
    ],
)
def test_ends_that_are_none(change: dict[str, Any]) -> None:
    good = _END | {"attempt": new_attempt(1), "bundles": 1, "sums": {"a": [1, 2]}, "whole": False}
    assert checked_end(good) == good
    assert checked_end(good | change) is None
    assert checked_end(None) is None
