"""Define what a unit of a replay is given: a stretch of an archive file, and what all stretches share."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from pkgutil import iter_modules
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


class Setup(msgspec.Struct, kw_only=True):
    """What all units share.

    `names`: the sources wanted. `seconds`: the time limit of a page, `memory`: bytes that a process may take (0: no
    limit). `one_in`: the share of the pages that teach the templates. `templates`: the learnt ones when the replay
    began. `api_answers`: see `Task`.
    """

    names: list[str]
    seconds: float = 0
    memory: int = 0
    one_in: int = 1
    templates: dict[str, LearntTemplate] = {}
    api_answers: dict[str, str] | None = None


class StretchTask(msgspec.Struct, frozen=True):
    """The inputs of a unit.

    `address`, `shown`, `is_remote`: see `Archive`. `start`, `end`: the stretch, in bytes. `setup`: the digest of what
    all units share.
    """

    address: str
    shown: str
    is_remote: bool
    start: int
    end: int
    setup: str

    def digest(self) -> str:
        """Return the digest of the task (SHA-256, hex): readings of other tasks have another one."""
        return sha256(msgspec.json.encode(self)).hexdigest()

    def damage(self, offset: int, reason: str) -> str:
        """Return the message on a place of the file that could not be read."""
        return f"{self.address} at byte {offset}: {reason}"


def preloaded() -> list[str]:
    """Return the modules that the processes of units share: of their work, and of all sources of this package."""
    package = sources_package.__name__
    return [WORK.partition(":")[0], *sorted(f"{package}.{one.name}" for one in iter_modules(sources_package.__path__))]


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


def stretch_units(archives: list[Archive], size: int, path: Path, setup: Setup, prefix: str = "stretch") -> list[Unit]:
    """Return the units of archives, in the order of their pages: a file each, or a stretch of `size` bytes of it.

    What they share is written to `path`. Raises `OSError`.
    """
    digest = save_setup(path, setup)
    silence = max(_LEAST_SILENCE, 10 * setup.seconds) if setup.seconds else 0
    units: list[Unit] = []
    for archive in archives:
        files = {SETUP: str(path)} | ({} if archive.is_remote else {ARCHIVE: archive.address})
        for start in range(0, max(archive.size, 1), size):
            end = min(start + size, archive.size)
            task = StretchTask(archive.address, archive.shown, archive.is_remote, start, end, digest)
            name = f"{prefix}-{len(units):06d}"
            units.append(Unit(name, WORK, msgspec.to_builtins(task), files=files, silence=silence))
    return units


def task_of(inputs: Mapping[str, Any]) -> StretchTask:
    """Return the task in a unit's inputs. Raises `ValueError` if it is none."""
    return msgspec.convert(dict(inputs), StretchTask)
