"""Read what crawls have learnt of a source from the data folder, without opening or changing it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hanoi_press.crawl.drift import usual_share
from hanoi_press.crawl.night import Night
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.store.learnt_boilerplate import load
from hanoi_press.store.run_record import earlier_figures
from hanoi_press.store.templates import load_template
from hanoi_press.text.recurring_lines import RecurringLines

logger = logging.getLogger(__name__)
_FOLDERS = ("boilerplate", "frame", "templates")
_LOOK_BACK = 30  # runs
_AFTER_ALL = "9"  # sorts after the name of every run


class LearntFiles(NamedTuple):
    """The recurring lines and the template that crawls of a source have learnt, with a person's rules.

    `usual` is the share of articles that had a field in earlier nights, by field.
    """

    lines: RecurringLines
    template: LearntTemplate | None = None
    usual: Mapping[str, float] = {}


def learnt_files(data: Path, source: str) -> LearntFiles:
    """Return what was learnt of a source; nothing if it cannot be read.

    Copies are read, because reading a broken file renames it, and a crawl may be at work.
    """
    with TemporaryDirectory() as name:
        copy = Path(name)
        try:
            for file in (file for folder in _FOLDERS for file in sorted((data / folder).glob(f"{source}.*"))):
                (copy / file.parent.name).mkdir(exist_ok=True)
                shutil.copyfile(file, copy / file.parent.name / file.name)
            return LearntFiles(load(copy, source), load_template(copy, source).template(), usual_fields(data, source))
        except (OSError, ValueError) as error:
            logger.warning("what was learnt of %s could not be read: %s", source, error)
            return LearntFiles(RecurringLines())


def usual_fields(data: Path, source: str) -> dict[str, float]:
    """Return the share of articles that had a field, by field, by the records of earlier nights. Raises `OSError`."""
    found = islice(earlier_figures(data, source, _AFTER_ALL), _LOOK_BACK)
    nights = [night for run, figures in found if not (night := Night(run[:8], figures)).is_special]
    names = {name for night in nights for name in night.origins}
    shares = {name: usual_share(night.share(f"field/{name}") for night in nights) for name in names}
    return {name: share for name, share in shares.items() if share is not None}
