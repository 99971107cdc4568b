"""Find the archived answers of pages that an earlier version could not read: its ledger does not say where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_tables import CaptureRow, Page
from hanoi_press.warc.index import without_scheme
from hanoi_press.warc.reader import responses

_MOST_FILES = 31  # archives of a day that are searched, the latest first: each is read as a whole


def place_old_answers(data: Path, ledger: Ledger, source: str, reading: str) -> None:
    """Find the answers of pages that an earlier version of the program could not read, and note where they lie.

    Raises `OSError`, `sqlite3.Error`.
    """
    unplaced = [row.id for row in ledger.captures.unread(source, reading) if row.file is None]
    pages = [page for id in unplaced if (page := ledger.find(id)) is not None]
    for id, answer in find_old_answers(data, pages):
        ledger.captures.put(CaptureRow(id, source, answer.file, answer.offset, answer.fetched, ""))


def find_old_answers(data: Path, pages: Iterable[Page]) -> Iterator[tuple[str, ArchivedAnswer]]:
    """Yield ids of pages with their latest answers, from the archives of the days on which they were requested last.

    A page whose answer came before midnight may have been recorded after it. Damaged records and missing archives are
    passed over.
    """
    wanted: dict[Path, dict[str, str]] = defaultdict(dict)  # ids by address, by archive
    for page in pages:
        if page.asked is None:
            continue
        for day in days_of_request(page.asked):
            wanted[archive_path(data, page.source, day)][without_scheme(page.url)] = page.id
    found: dict[str, ArchivedAnswer] = {}
    for path in sorted(wanted, reverse=True)[:_MOST_FILES]:
        found |= dict(_answers(data, path, wanted[path])) | found
    yield from found.items()


def days_of_request(asked: int) -> set[str]:
    """Return the days (UTC, `20261124`) in whose archives the answer to a request may lie."""
    moment = datetime.fromtimestamp(asked, UTC)
    return {f"{one:%Y%m%d}" for one in (moment, moment - timedelta(hours=1))}


def archive_path(data: Path, source: str, day: str) -> Path:
    """Return the archive file of a source and a day (UTC, `20261124`)."""
    return data / "archive" / source / f"{day[:4]}-{day[4:6]}" / f"{source}-{day}.warc.gz"


def _answers(data: Path, path: Path, ids: dict[str, str]) -> Iterator[tuple[str, ArchivedAnswer]]:
    try:
        for capture in responses(path, lambda damage: None):
            id = ids.get(without_scheme(capture.page or capture.url))
            if id is not None and capture.status == 200 and capture.via is None:
                yield id, ArchivedAnswer(path.relative_to(data).as_posix(), capture.offset, capture.date)
    except OSError:
        return
