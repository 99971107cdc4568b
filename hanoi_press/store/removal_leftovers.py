"""Take the words of articles out of what stands beside segments and ledger: set-aside files, learnt lines, run records.

Every function may be called again after it was broken off.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

from hanoi_press.store.atomic import sync_folder, write_whole
from hanoi_press.store.index_lock import INDEX, LOCK, index_lock
from hanoi_press.store.learnt_boilerplate import FOLDER, OLD_FOLDER
from hanoi_press.store.learnt_names import names_of_captures
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.removal_segments import UnreadableRestError, strip_file
from hanoi_press.store.takedown import id_of, is_address
from hanoi_press.text.recurring_lines import RecurringLines

_SQLITE = ".sqlite"
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+", re.I)
_BEHIND = ".,;:!?)]}…"  # what may follow an address in a sentence
_GONE = "(removed)"


def strip_set_aside(data: Path, names: set[str], sources: Iterable[str]) -> list[str]:
    """Remove the lines of articles from segments that were set aside as `….damaged`.

    Return those, in words, of which nobody can tell if they still have some. Raises `OSError`.
    """
    left = []
    for source in sources:
        for path in sorted((data / "articles" / source).rglob("*.damaged*")):
            try:
                unknown = strip_file(path, names)
            except UnreadableRestError:
                left.append(f"{path} cannot be read to its end, and may still have some of it; delete it if you can")
            else:
                if unknown:
                    left.append(f"{path} has {unknown} lines without id, which may be of it; delete it if you can")
    return left


def delete_old_ledgers(data: Path) -> None:
    """Delete ledgers that were damaged and have been made again. Raises `OSError`."""
    for path in data.glob(f"{LEDGER}*.damaged*"):
        if path.is_file():
            path.unlink()
    sync_folder(data)


def delete_indexes(data: Path) -> None:
    """Delete the index of the corpus, and those in the user's cache, which are made again. Raises `OSError`.

    The files go as a whole, because SQLite keeps what was deleted in free pages.
    Waits for a process that writes one: it may have read the segments as they were before.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "hanoi_press"
    for folder, pattern in ((data / INDEX.parent, f"{INDEX.name}*"), (cache, f"*{_SQLITE}*")):
        for name in sorted({path.name.partition(_SQLITE)[0] + _SQLITE for path in folder.glob(pattern)}):
            with index_lock(folder / name, lambda text: None):
                for path in folder.glob(f"{name}*"):
                    if not path.name.endswith(LOCK) and not path.is_dir():
                        path.unlink(missing_ok=True)


def forget_learnt_lines(data: Path, ids: Iterable[str], sources: Iterable[str]) -> None:
    """Forget the counted lines that stood in these articles only, and delete counts that cannot be read.

    Raises `OSError`.
    """
    ids = list(ids)
    for source in sources:
        of_captures = names_of_captures(data / FOLDER, source)
        for folder, name in product((data / FOLDER, data / OLD_FOLDER), (source, *of_captures)):
            path = folder / f"{name}.json"
            (folder / f"{name}.broken").unlink(missing_ok=True)
            try:
                lines = RecurringLines.from_dict(json.loads(path.read_text("utf-8")))
            except FileNotFoundError:
                continue
            except (ValueError, AttributeError, RecursionError):  # it would be learnt again
                path.unlink()
                continue
            if lines.forget(ids):
                write_whole(path, json.dumps(lines.to_dict(), ensure_ascii=False, indent=0))


def clear_run_records(data: Path, names: set[str]) -> list[str]:
    """Remove addresses and titles of articles from the records of runs, and delete the pages made of these.

    Return the names of the runs. Raises `OSError`.
    """
    cleared = []
    for path in sorted((data / "runs").glob("*.json")):
        text = path.read_text("utf-8", "replace")
        if not _mentions(text, names):
            continue
        cleared.append(path.stem)
        for page in (path.stem, "index"):  # before the record: else a second try would not find it
            (data / "reports" / f"{page}.html").unlink(missing_ok=True)
        (data / "reports" / "rows.json").unlink(missing_ok=True)
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            path.unlink()
            continue
        write_whole(path, json.dumps(without_articles(record, names), ensure_ascii=False, indent=1) + "\n")
    return cleared


def _mentions(text: str, names: set[str]) -> bool:
    ids = re.findall(r'"id": "([^"\\]+)"', text)
    return any(id in names for id in ids) or any(_address_id(one) in names for one in _ADDRESS.findall(text))


def without_articles(value: Any, names: set[str]) -> Any:
    """Return a JSON value without entries of lists that name articles, and without their addresses in sentences."""
    if isinstance(value, dict):
        return {key: without_articles(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [without_articles(one, names) for one in value if not _is_of(one, names)]
    if isinstance(value, str):
        return _ADDRESS.sub(lambda found: _GONE if _address_id(found[0]) in names else found[0], value)
    return value


def _is_of(value: Any, names: set[str]) -> bool:
    """Return True if an entry of a list is one of an article: its address, or a record with its id or address."""
    if isinstance(value, dict):
        url = value.get("url")
        return value.get("id") in names or (isinstance(url, str) and _address_id(url) in names)
    return isinstance(value, str) and is_address(value) and not value.count(" ") and _address_id(value) in names


def _address_id(url: str) -> str:
    return id_of(url.rstrip(_BEHIND))
