"""Define what a unit of a replay is given: a stretch of an archive file, and what all stretches share."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from hanoi_press import sources as sources_package
from hanoi_press.engine.unit import Unit
from hanoi_press.pages.learnt_template import LearntTemplate

WORK = "hanoi_press.replay.stretch_work:read_stretch"
ARCHIVE, SETUP = "archive", "setup"  # files of a unit
READINGS = "readings.part"  # the file in the unit's folder that the coordinator merges; it only grows
_LEAST_SILENCE = 60.0  # seconds


class Archive(NamedTuple):
    """An archive file.

    `address`: its path on this machine, or where it lies (`s3://…`) if `is_remote`. `shown`: its name in the corpus.
    `size`: in bytes.
    """

    address: str
    shown: str
    size: int
    is_remote: bool = False


class Setup(msgspec.Struct):
    """What all units share: the sources' learnt templates when the replay began, and `Task.api_answers`."""

    templates: dict[str, LearntTemplate]
    api_answers: dict[str, str] | None = None


class StretchTask(msgspec.Struct, frozen=True, kw_only=True):
    """The inputs of a unit.

    `address`, `shown`, `is_remote`: see `Archive`. `start`, `end`: the stretch, in bytes. `names`: the sources wanted.
    `seconds`: the time limit of a page, `memory`: bytes that a process may take (0: no limit). `one_in`: the share of
    the pages that teach the templates. `setup`: the digest of what is shared.
    """

    address: str
    shown: str
    is_remote: bool
    start: int
    end: int
    names: list[str]
    seconds: float
    memory: int
    one_in: int
    setup: str = ""

    def digest(self) -> str:
        """Return the digest of the task (SHA-256, hex): readings of other tasks have another one."""
        return sha256(msgspec.json.encode(self)).hexdigest()

    def damage(self, offset: int, reason: str) -> str:
        """Return the message on a place of the file that could not be read."""
        return f"{self.address} at byte {offset}: {reason}"


class StretchLimits(NamedTuple):
    """What the units of a replay have in common (see `StretchTask`)."""

    names: list[str]
    seconds: float = 0
    memory: int = 0
    one_in: int = 1


def preloaded(names: list[str]) -> list[str]:
    """Return the modules that the processes of units share; those of a user's own sources are no modules."""
    return [WORK.partition(":")[0], *(f"{sources_package.__name__}.{name}" for name in names)]


def save_setup(path: Path, setup: Setup) -> str:
    """Write what all units share; return its digest. Raises `OSError`."""
    packed = msgspec.msgpack.encode(setup)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)
    return sha256(packed).hexdigest()


def load_setup(path: Path, digest: str) -> Setup:
    """Return what all units share. Raises `ValueError` if the file is another one, `OSError`."""
    packed = path.read_bytes()
    if sha256(packed).hexdigest() != digest:
        raise ValueError(f"{path.name} is not the file that the replay wrote")
    return msgspec.msgpack.decode(packed, type=Setup)


def stretch_units(
    archives: list[Archive], size: int, limits: StretchLimits, setup: Path, digest: str, prefix: str = "stretch"
) -> list[Unit]:
    """Return the units of archives, in the order of their pages: a file each, or a stretch of `size` bytes of it."""
    units: list[Unit] = []
    for archive in archives:
        for start in range(0, max(archive.size, 1), size):
            task = StretchTask(
                address=archive.address,
                shown=archive.shown,
                is_remote=archive.is_remote,
                start=start,
                end=min(start + size, archive.size),
                setup=digest,
                **limits._asdict(),
            )
            files = {SETUP: str(setup)} | ({} if archive.is_remote else {ARCHIVE: archive.address})
            silence = max(_LEAST_SILENCE, 10 * limits.seconds) if limits.seconds else 0
            name = f"{prefix}-{len(units):06d}"
            units.append(Unit(name, WORK, msgspec.to_builtins(task), files=files, silence=silence))
    return units


def task_of(inputs: Mapping[str, Any]) -> StretchTask:
    """Return the task in a unit's inputs. Raises `ValueError` if it is none."""
    return msgspec.convert(dict(inputs), StretchTask)
