"""Damage the ledger of a small corpus in many ways; two runs later it must be whole, and the corpus as it was.

python -m spiders_tests.ledger_damage --count 400 [--seed 7]

The runs are made in this process, with the calls of a crawl and without a site, so that one takes some milliseconds.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article, corpus, opened

ARTICLES = range(100, 220)
GONE, BROKEN, ASKED = (
    range(300, 310),
    range(310, 320),
    range(320, 330),
)  # no articles; the last ones with an API request
_BLOCK = 4096
Damage = Callable[[Path, random.Random], None]
Meanwhile = Callable[[Path], None]


def night(data: Path, meanwhile: Meanwhile | None = None, killed: Path | None = None) -> bool:
    """Make a run in the way of a crawl; return True if it went well. Raises any error that a crawl does not handle.

    `meanwhile` is called with the ledger's path once the folder is open. `killed` gets a copy of the folder as it is
    before the run closes it, with SQLite's journal.
    """
    try:
        folder = opened(data)
    except (OSError, sqlite3.Error):
        return False
    well = True
    try:
        _crawl(folder, meanwhile)
    except (OSError, sqlite3.Error):
        well = False
    if killed:
        shutil.copytree(data, killed)
    well = well and not folder.has_damaged_ledger
    try:
        folder.close()
    except (OSError, sqlite3.Error):
        return False
    return well


def _crawl(folder: DataFolder, meanwhile: Meanwhile | None) -> None:
    history = SourceHistory(folder, "hanoimoi", RunScope("", 0, None, always=False, walks=True))
    if meanwhile:
        meanwhile(folder.path / LEDGER)
    for page in history.due():
        history.mark_requested(page.id, page.url, None, page.ask)
        _answer(history, int(page.id.partition("/")[2]))
    for number in (*ARTICLES, *GONE, *BROKEN, *ASKED):
        id = f"hanoimoi/{number}"
        if not history.skip_reason(id, 1_763_600_000):
            ask = ("https://hanoimoi.vn/api", {"id": number}) if number in ASKED else None
            history.mark_requested(id, f"https://hanoimoi.vn/bai-{number}.html", 1_763_600_000, ask)
            _answer(history, number)
    for day in range(30):
        history.may_skip_list(f"https://hanoimoi.vn/sitemap-{day}.xml", 1_763_600_000, beyond=False)
        history.mark_list_read(f"https://hanoimoi.vn/sitemap-{day}.xml", 1_763_600_000, 1_763_600_000)
    history.settle_failures()
    history.finish(walked=True)
    list(folder.ledger.failed_pages("hanoimoi", ("given-up",)))
    folder.close_source("hanoimoi")


def _answer(history: SourceHistory, number: int) -> None:
    id = f"hanoimoi/{number}"
    if number in ARTICLES:
        history.mark_arrived(id, id, f'"{number}"', None)
        history.keep(article(number))
    elif number in GONE:
        history.mark_skipped(id, "gone")
    else:
        history.mark_failed(id, "truncated: no body")


# --- the damages ------------------------------------------------------------------------------------------------------


def flips(ledger: Path, chosen: random.Random) -> None:
    content = bytearray(ledger.read_bytes())
    for _ in range(chosen.choice((1, 1, 2, 5, 20, 100))):
        content[chosen.randrange(len(content))] ^= chosen.randint(1, 255)
    ledger.write_bytes(content)


def header(ledger: Path, chosen: random.Random) -> None:
    """Change a byte of the header, but not the version: with another one, it is the ledger of another program."""
    content = bytearray(ledger.read_bytes())
    content[chosen.choice([*range(60), *range(64, 100)])] ^= chosen.randint(1, 255)
    ledger.write_bytes(content)


def zeroed(ledger: Path, chosen: random.Random) -> None:
    content = bytearray(ledger.read_bytes())
    for _ in range(chosen.randint(1, 3)):
        start = chosen.randrange(len(content) // _BLOCK) * _BLOCK
        content[start : start + _BLOCK] = bytes(_BLOCK)
    ledger.write_bytes(content)


def swapped(ledger: Path, chosen: random.Random) -> None:
    content = bytearray(ledger.read_bytes())
    one, two = (number * _BLOCK for number in chosen.sample(range(len(content) // _BLOCK), 2))
    content[one : one + _BLOCK], content[two : two + _BLOCK] = (
        content[two : two + _BLOCK],
        content[one : one + _BLOCK],
    )
    ledger.write_bytes(content)


def truncated(ledger: Path, chosen: random.Random) -> None:
    content = ledger.read_bytes()
    ledger.write_bytes(content[: chosen.choice((0, 1, 100, len(content) // 2, chosen.randrange(len(content))))])


def garbage(ledger: Path, chosen: random.Random) -> None:
    ledger.write_bytes(chosen.randbytes(chosen.choice((10, _BLOCK, 50_000))))


def appended(ledger: Path, chosen: random.Random) -> None:
    ledger.write_bytes(ledger.read_bytes() + chosen.randbytes(chosen.choice((1, _BLOCK))))


def journals(ledger: Path, chosen: random.Random) -> None:
    """Damage the journals that a killed run left, or put garbage in their place."""
    for ending in chosen.sample(("-wal", "-shm", "-journal"), chosen.randint(1, 3)):
        file = ledger.with_name(ledger.name + ending)
        if file.exists() and file.stat().st_size and chosen.random() < 0.7:
            flips(file, chosen)
        else:
            file.write_bytes(chosen.randbytes(chosen.choice((8, 32, 40_000))))


def folders(ledger: Path, chosen: random.Random) -> None:
    file = ledger.with_name(ledger.name + chosen.choice(("", "-wal", "-shm", "-journal")))
    file.unlink(missing_ok=True)
    (file / "inside").mkdir(parents=True)


def foreign(ledger: Path, chosen: random.Random) -> None:
    ledger.unlink()
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("CREATE TABLE page(id)")
        db.execute(f"PRAGMA user_version = {chosen.choice((0, 1, 2**30))}")
        db.commit()


_WRONG = (
    "UPDATE page SET state = 'artikle' WHERE rowid % 7 = 0",
    "UPDATE page SET url = CAST(x'68fffe' AS TEXT) WHERE rowid % 7 = 0",
    "UPDATE page SET published = 'gestern' WHERE rowid % 7 = 0",
    "UPDATE page SET revision = 'x', segment = 'y'",
    "UPDATE page SET tries = 9223372036854775807, seen = -9223372036854775808",
    "UPDATE page SET ask = '{\"no\": ' WHERE state = 'failed'",
    "UPDATE page SET ask = '7', tries = 1 WHERE state = 'failed'",
    "UPDATE page SET hash = x'00ff', id = CAST(id AS BLOB)",
    "UPDATE cycle SET number = 'viel', started = 'x'",
    "UPDATE cycle SET number = 9223372036854775807",
    "UPDATE listing SET stamp = 'x', settled = 'y'",
    "UPDATE coverage SET since = 'x', newest = 'y', cycle = 'z'",
    "UPDATE segment SET size = 'x', moment = 1e300, path = x'ff'",
    "DROP TABLE listing",
    "DROP TABLE segment",
    "DROP TABLE page",
    "ALTER TABLE page RENAME COLUMN etag TO old",
    "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = 'CREATE TABL page(x)' WHERE name = 'page'",
    "PRAGMA writable_schema = 1; UPDATE sqlite_master SET rootpage = 99999",
    "CREATE TABLE other AS SELECT * FROM page; DROP TABLE page; ALTER TABLE other RENAME TO page",
    "CREATE TABLE other AS SELECT * FROM cycle; DROP TABLE cycle; ALTER TABLE other RENAME TO cycle;"
    " UPDATE cycle SET number = NULL",
)


def wrong_values(ledger: Path, chosen: random.Random) -> None:
    """Change rows or tables by SQL, as a program does that has another idea of them."""
    with closing(sqlite3.connect(ledger, isolation_level=None)) as db:
        db.executescript(chosen.choice(_WRONG))


DAMAGES: tuple[Damage, ...] = (
    flips,
    header,
    zeroed,
    swapped,
    truncated,
    garbage,
    appended,
    journals,
    folders,
    foreign,
    wrong_values,
)


# --- the trial --------------------------------------------------------------------------------------------------------


def make(data: Path, *, killed: bool) -> None:
    """Make a corpus in two runs; the second one adds no article. With `killed` it is left as by `kill -9`."""
    if killed:
        before = data.with_name(data.name + "-closed")
        assert night(before) and night(before, killed=data)
    else:
        assert night(data) and night(data)


def fault(base: Path, data: Path, damage: Damage, chosen: random.Random, *, during: bool = False) -> str:
    """Damage a copy of `base` in `data`, run twice, and return what is wrong; "" if all is well.

    `during`: the damage is done while the first run goes on, not before it.
    """
    shutil.copytree(base, data)
    if during:
        first = night(data, lambda ledger: damage(ledger, chosen))
    else:
        damage(data / LEDGER, chosen)
        first = night(data)
    if not first and not night(data):
        return "the second run ends badly"
    if not night(data):
        return "a later run ends badly"
    return "" if corpus(data) == corpus(base) else "the corpus differs"


def main() -> int:
    """Print each damage that is not mended. Return the exit code: 0 if there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    chosen = random.Random(options.seed)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        bases = {killed: Path(folder, f"base-{killed}") for killed in (False, True)}
        for killed, base in bases.items():
            make(base, killed=killed)
        for number in range(options.count):
            damage, killed = chosen.choice(DAMAGES), number % 4 == 3
            data = Path(folder, str(number))
            found = fault(bases[killed], data, damage, chosen, during=damage is wrong_values and chosen.random() < 0.5)
            if found:
                bad += 1
                print(f"{number} (seed {options.seed}): {damage.__name__}, {'killed' if killed else 'closed'}: {found}")
            shutil.rmtree(data)
    print(f"{options.count} damages, {bad} not mended")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
