"""Read the records of runs, `<data>/runs/*.json`, of every version: what is missing or of another type counts as none.

for record in run_records(Path("data"), limit=30):   # the newest first
    if record.fault: ...                             # it cannot be read; `fault` says why
    for name, source in record.sources.items():
        print(record.run, name, source.status, source.number("new"))
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from hanoi_press.store.failed_nights import night_of
from hanoi_press.text.moments import VN

_LARGEST = 64 * 1024 * 1024  # bytes; the record of 26 sources has 0.3 MB
_FALLBACKS = ("learnt", "heuristic", "outline", "generic")  # page classes that no person wrote for a source
_LONGEST = 10**9  # seconds; what is more is no time
_held: dict[Path, StoredRun] = {}  # by the file that could not be written
_UNREAD = ("unreadable", "invalid", "lost")


@dataclass(frozen=True)
class SourceRun:
    """What the record of a run states of one source; `figures` are all its keys (`docs/store.md`)."""

    name: str
    figures: Mapping[str, Any] = field(repr=False)

    @property
    def status(self) -> str:
        """Return `ok`, `drifted`, `stopped`, `blocked` or `failed`; "" if none is stated."""
        return self.text("status")

    @property
    def is_bad(self) -> bool:
        """Return True if the source failed or was blocked."""
        return self.status in ("failed", "blocked")

    @property
    def is_replay(self) -> bool:
        """Return True if archives were read again, and nothing was requested."""
        return "asked" not in self.figures and "read" in self.figures

    @property
    def unread(self) -> int:
        """Return the number of pages that gave no article although they should have: unreadable, invalid, lost."""
        pages = self.counts("pages")
        if pages:
            return sum(pages.get(how, 0) for how in _UNREAD)
        return self.number("unreadable") + self.number("invalid")

    @property
    def failures(self) -> int:
        """Return the number of pages and lists that gave nothing although they should have."""
        named = sum(one["kind"] not in ("blocked", "forbidden") for one in self.failed)
        return max(self.unread, named)

    @property
    def layers(self) -> dict[str, int]:
        """Return the number of pages by the page class that read them, the most frequent first."""
        found = counts_in(self.mapping("extraction").get("pages"))
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    @property
    def layer(self) -> str:
        """Return what read most pages: `selectors`, `learnt`, `heuristic`, `outline` or `generic`; "" without pages."""
        kinds = self.layer_kinds
        return max(kinds, key=lambda kind: kinds[kind]) if kinds else ""

    @property
    def layer_kinds(self) -> dict[str, int]:
        """Return the number of pages by the kinds that `layer` names."""
        kinds: dict[str, int] = {}
        for page, number in self.layers.items():
            kind = page if page in _FALLBACKS else "selectors"
            kinds[kind] = kinds.get(kind, 0) + number
        return kinds

    @property
    def failed(self) -> list[dict[str, str]]:
        """Return pages and lists that failed, each with `url`, `kind` and `what`."""
        return dicts_of(self.figures.get("failed"), ("url", "kind", "what"))

    @property
    def revised(self) -> list[dict[str, str]]:
        """Return the articles that were written as a new revision, each with `id`, `url` and `title`."""
        return dicts_of(self.figures.get("revised"), ("id", "url", "title"))

    @property
    def hosts(self) -> dict[str, dict[str, float]]:
        """Return `requests`, `seconds` and `slowest` by host."""
        found = self.mapping("hosts")
        return {str(host): number_values(one) for host, one in found.items() if isinstance(one, dict)}

    @property
    def reason_line(self) -> str:
        """Return why the source failed, drifted or was blocked, in one line; "" if it did not."""
        if (stated := self.text("reason_line")) or "reason_line" in self.figures:
            return stated
        if self.status not in ("failed", "drifted", "blocked"):
            return ""
        lines = [*self.texts("faults"), *self.texts("drift")]
        return "; ".join(lines) or ("the site refuses us" if self.status == "blocked" else "see the log")

    def number(self, key: str) -> int:
        """Return a count; 0 if it is missing or none."""
        return number_in(self.figures.get(key))

    def counts(self, key: str) -> dict[str, int]:
        """Return counts by kind; {} if they are missing."""
        return counts_in(self.figures.get(key))

    def text(self, key: str) -> str:
        """Return a text; "" if it is missing."""
        found = self.figures.get(key)
        return found if isinstance(found, str) else ""

    def texts(self, key: str) -> list[str]:
        """Return a list of texts; [] if it is missing."""
        found = self.figures.get(key)
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    def mapping(self, key: str) -> Mapping[str, Any]:
        """Return a JSON object; {} if it is missing."""
        found = self.figures.get(key)
        return found if isinstance(found, dict) else {}

    @property
    def seconds(self) -> float | None:
        """Return how long the source took; None if that is not stated."""
        found = self.figures.get("seconds")
        return float(found) if isinstance(found, int | float) and 0 <= found < _LONGEST else None


@dataclass(frozen=True)
class StoredRun:
    """The record of one run. `fault` says why it cannot be read; all else is then empty."""

    run: str
    content: Mapping[str, Any] = field(repr=False, default_factory=dict)
    fault: str = ""

    @cached_property
    def sources(self) -> dict[str, SourceRun]:
        """Its sources by name."""
        found = self.content.get("sources")
        items = found.items() if isinstance(found, dict) else ()
        return {name: SourceRun(name, one) for name, one in items if isinstance(one, dict)}

    @property
    def command(self) -> str:
        """Return the command: `scrapy harvest`, `scrapy crawl hanoimoi`."""
        found = self.content.get("command")
        return found if isinstance(found, str) else ""

    @property
    def kind(self) -> str:
        """Return the command's word: `harvest`, `crawl`, `replay`; "run" for none of these."""
        return next((word for word in ("harvest", "crawl", "replay") if word in self.command.split()), "run")

    @property
    def is_ended(self) -> bool:
        """Return True if the run reached its end; else it was killed, or is running."""
        return not self.fault and isinstance(self.content.get("finished"), str)

    @property
    def started(self) -> datetime | None:
        """Return when it started, in Hanoi's time; by its name if it states nothing."""
        return _moment(self.content.get("started")) or _moment(self.run[:16])

    @property
    def finished(self) -> datetime | None:
        """Return when it ended, in Hanoi's time; None if it did not."""
        return _moment(self.content.get("finished"))

    @property
    def seconds(self) -> float | None:
        """Return how long it took; None if it did not end."""
        return (self.finished - self.started).total_seconds() if self.finished and self.started else None

    @property
    def night(self) -> str:
        """Return the day of Hanoi on which it started: `20261124`."""
        return night_of(self.run)

    @property
    def exit_code(self) -> int | None:
        """Return its exit code; None if it did not end."""
        found = self.content.get("exit_code")
        return found if type(found) is int else None

    @property
    def attention(self) -> list[str]:
        """Return what needs a person, a line each; records of earlier versions state none."""
        found = self.content.get("attention")
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    @property
    def salvaged(self) -> int:
        """Return the number of articles that this run kept of earlier ones that were broken off."""
        return number_in(self.content.get("salvaged"))

    @property
    def retries(self) -> list[str]:
        """Return the units of work that ran again, and why, a line each."""
        found = self.content.get("retries")
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    @property
    def disk(self) -> dict[str, int]:
        """Return the bytes of `articles`, `archive`, `ledger`, `other` and `free`; {} if they were not measured."""
        return counts_in(self.content.get("disk"))


def run_names(data: Path) -> list[str]:
    """Return the names of all runs that a data folder has a record of, the newest first. Raises `OSError`."""
    folder = data / "runs"
    if not folder.is_dir():
        return []
    return sorted((path.stem for path in folder.iterdir() if path.suffix == ".json"), reverse=True)


def run_records(data: Path, *, limit: int | None = None, before: str = "") -> Iterator[StoredRun]:
    """Yield the records of a data folder, the newest first, at most `limit`; `before`: only of runs before this one.

    One that cannot be read is yielded with its `fault`. Raises `OSError` if the folder cannot be listed.
    """
    wanted = (name for name in run_names(data) if not before or name < before)
    return (read_record(data / "runs" / f"{name}.json") for name in islice(wanted, limit))


def hold(path: Path, record: StoredRun) -> None:
    """Hold the record of a run whose end could not be written to its file, for what this process tells of the run."""
    _held[path.absolute()] = record


def read_record(path: Path) -> StoredRun:
    """Return the record in a file, or the one that is held for it; one that cannot be read has a `fault`."""
    if (held := _held.get(path.absolute())) is not None:
        return held
    try:
        if path.stat().st_size > _LARGEST:
            return StoredRun(path.stem, fault="it is larger than 64 MB")
        content = json.loads(path.read_bytes())
    except OSError as error:
        return StoredRun(path.stem, fault=error.strerror or str(error))
    except (ValueError, RecursionError):
        return StoredRun(path.stem, fault="it is no JSON; it may have been cut off")
    if not isinstance(content, dict):
        return StoredRun(path.stem, fault="it is no record of a run")
    return StoredRun(path.stem, content)


def number_in(found: object) -> int:
    """Return a count of a record; 0 for what is none."""
    return found if type(found) is int and found > 0 else 0


def counts_in(found: object) -> dict[str, int]:
    """Return counts of a record by kind; {} for what is none."""
    return {str(key): number_in(one) for key, one in found.items()} if isinstance(found, dict) else {}


def dicts_of(found: object, keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Return a record's list of objects with these texts, "" for a text that is missing."""
    items = found if isinstance(found, list) else []
    return [
        {key: one[key] if isinstance(one.get(key), str) else "" for key in keys}
        for one in items
        if isinstance(one, dict)
    ]


def number_values(found: Mapping[str, Any]) -> dict[str, float]:
    """Return the numbers of a record's object by key."""
    return {str(key): one for key, one in found.items() if type(one) in (int, float) and abs(one) < _LONGEST}


def _moment(stated: object) -> datetime | None:
    if not isinstance(stated, str):
        return None
    try:
        found = datetime.fromisoformat(stated)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(VN)
    except (ValueError, OverflowError):
        return None
