"""Seed a part: a data folder of its own in which a crawl of one source behaves as it would in the main folder.

`<data>/parts/<run>/<unit>/` gets the source's rows of the ledger, what was learnt of the source, a person's rules, the
archived answers that the run will read again, and what the drift alarm asks of earlier runs. `seed.json` is written
last: without it a part is not whole. `store.part_merge` brings back what a run adds.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hanoi_press.store.atomic import write_whole
from hanoi_press.store.ledger_part import seed_ledger
from hanoi_press.store.ledger_seal import SEED
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.old_answers import place_old_answers
from hanoi_press.store.reading import reading_fingerprint
from hanoi_press.store.run_folder import RunFolder
from hanoi_press.store.run_record import earlier_figures
from hanoi_press.store.seeded_answers import archive_sizes, seed_answers
from hanoi_press.store.seeded_figures import write_earlier
from hanoi_press.store.seeded_files import seed_files
from hanoi_press.store.stored_readings import stored_readings
from hanoi_press.text.moments import utc_now


@dataclass(slots=True)
class Seed:
    """What a part was seeded with.

    `ends`: by archive file, where the records end that were put into it. `sizes`: the sizes of the main folder's
    files to which the run may append. `learnt`: the SHA-256 of the learnt files.
    """

    source: str = ""
    begun: str = ""
    ends: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    learnt: dict[str, str] = field(default_factory=dict)


def seed_part(main: RunFolder, part: Path, source: str) -> None:
    """Make an empty or missing folder a part for a run of one source. The main folder must be open.

    Raises `FileExistsError` if the folder is not empty, `OSError`, `sqlite3.Error`, `LockLost`.
    """
    main.check()
    (main.path / "articles").mkdir(exist_ok=True)  # without it a reader of the corpus looks for segments below parts
    part.mkdir(parents=True, exist_ok=True)
    if any(part.iterdir()):
        raise FileExistsError(f"{part} is not empty; delete it")
    data, reading = main.path, reading_fingerprint(main.path, source)
    place_old_answers(data, main.ledger, source, reading)
    seed_ledger(data / LEDGER, part / LEDGER, source)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    seed = Seed(
        source,
        utc_now(),
        ends=seed_answers(data, part, main.ledger.captures, source, reading),
        sizes=archive_sizes(data, source, f"{yesterday:%Y%m%d}"),
        learnt=seed_files(data, part, source),
    )
    write_earlier(part, earlier_figures(data, source, main.run), stored_readings(data, source, main.run))
    write_whole(part / SEED, json.dumps(asdict(seed)))


def read_seed(part: Path) -> Seed | None:
    """Return what a part was seeded with; None if that was broken off, or the file cannot be read."""
    try:
        return Seed(**json.loads((part / SEED).read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
