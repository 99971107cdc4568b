"""Save the pages of a visit: each answer to a WARC file, each article's page with what was read from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from hanoi_press.doctor.saved_pages import ENDING, expectation
from hanoi_press.doctor.visit_spider import VisitedAnswer
from hanoi_press.store.atomic import write_whole
from hanoi_press.text.moments import utc_now
from hanoi_press.warc.writer import Exchange, WarcWriter

_LONGEST = 150  # characters of a file's name; some ids are made of whole titles


class Saved(NamedTuple):
    """What was saved: the folder of the source, the new expectations, and those that were there and stay."""

    folder: Path
    written: list[Path]
    kept: list[Path]


class SavedPagesWriter(WarcWriter):
    """A writer of all answers of a day's visits to `<folder>/<source>/pages-<day>.warc.gz`."""

    def path_for(self, date: str) -> Path:
        return self.data / self.source / f"pages-{utc_now()[:10].replace('-', '')}.warc.gz"


def save_pages(
    folder: Path, source: str, exchanges: Sequence[Exchange], visited: Sequence[VisitedAnswer], by: str
) -> Saved:
    """Save the answers of a visit under `<folder>/<source>/`. Raises `OSError`.

    An expectation that is there already is kept with its page, because a person may have corrected it.
    """
    own = folder / source
    own.mkdir(parents=True, exist_ok=True)
    writer = SavedPagesWriter(folder, source, by)
    try:
        for one in exchanges:
            writer.write(one)
    finally:
        writer.close()
    saved = Saved(own, [], [])
    for answer, article in visited:
        name = article.id.partition("/")[2][-_LONGEST:]
        if answer.via:  # an article may have captures of several times
            name += f"@{re.sub(r'[^0-9]', '', answer.fetched_at)}"
        path = own / f"{name}{ENDING}"
        if path.exists():
            saved.kept.append(path)
            continue
        file = f"{name}.{'json' if answer.from_api else 'html'}"
        (own / file).write_bytes(answer.body)
        write_whole(path, expectation(answer, article, file))
        saved.written.append(path)
    return saved
