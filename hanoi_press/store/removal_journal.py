"""Keep what remains to be done of a removal in `corpus/removing.json`, from before its first change to its end."""

from __future__ import annotations

import json
import logging
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from hanoi_press.store.atomic import sync_folder, write_whole

logger = logging.getLogger(__name__)
JOURNAL = Path("corpus") / "removing.json"  # in the data folder


@dataclass(slots=True)
class Removal:
    """Articles to be removed. `ids`: those that were asked for, with `id` or `address`, whichever named them.

    `began`: when (`2026-11-26T03:00:00Z`). `names`: all ids under which the articles stand; `aliases`: ids of other
    addresses that lead to them, with theirs. `lines`: the number of their lines by id; `segments`: the files that have
    them. `archives`: their archived pages go, too; `outside`: also in files that lie outside of the data folder.
    `places`: the file, offset and id of the pages that their lines state.
    `records`: the number of removed records by file and id. Files are relative to the data folder.
    """

    began: str
    ids: dict[str, str]
    names: list[str]
    reason: str | None = None
    archives: bool = False
    outside: bool = False
    aliases: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    segments: list[str] = field(default_factory=list)
    places: list[tuple[str, int, str]] = field(default_factory=list)
    records: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def sources(self) -> list[str]:
        """The sources of the articles."""
        return sorted({one.partition("/")[0] for one in self.names})

    @property
    def records_by_id(self) -> Counter[str]:
        """The number of removed records by id."""
        return sum(map(Counter, self.records.values()), Counter())


def write_journal(data: Path, removal: Removal) -> None:
    """Write what remains to be done. Raises `OSError`."""
    write_whole(data / JOURNAL, json.dumps(asdict(removal), ensure_ascii=False))


def read_journal(data: Path) -> Removal | None:
    """Return the removal that was broken off in a data folder, None if none was. Raises `OSError`.

    A journal that cannot be read is deleted with a warning: the take-down list still has the articles.
    """
    path = data / JOURNAL
    try:
        return Removal(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError) as error:
        logger.warning(
            "%s cannot be read (%s): run `corpus remove` again for the articles that it was for", path, error
        )
        delete_journal(data)
        return None


def delete_journal(data: Path) -> None:
    """Record that a removal is done. Raises `OSError`."""
    path = data / JOURNAL
    if path.exists():
        path.unlink()
        sync_folder(path.parent)
