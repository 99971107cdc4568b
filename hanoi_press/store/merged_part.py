"""Define what the merge of a part into the main data folder gave."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class PartMerged:
    """What a part gave: numbers of its articles, as `KeepResult` counts them, and the figures of its last run.

    `older`: lines that gave none, because their answers are older than that of the article's last line. `removed`:
    lines of articles on the take-down list. `invalid`: lines that are no articles by the schema; they stay in
    `kept_as`. `figures`: those of the source in the record of the part's last run that has any; None if it was killed
    before. `rows`: rows of the ledger that are others now.
    `archived`: new bytes in the archive. `salvaged`: lines that were kept of unfinished segments.
    """

    part: Path
    source: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0
    removed: int = 0
    invalid: int = 0
    rows: int = 0
    archived: int = 0
    salvaged: int = 0
    figures: dict[str, Any] | None = None
    faults: list[str] = field(default_factory=list)
    kept_as: list[Path] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """The number of lines that the part added to the corpus."""
        return self.new + self.changed

    @property
    def remarks(self) -> list[str]:
        """What was odd about the part, for the log."""
        kept = [f"{self.source}: what could not be used is kept as {path}" for path in self.kept_as]
        return [f"{self.source}: {fault}" for fault in self.faults] + kept
