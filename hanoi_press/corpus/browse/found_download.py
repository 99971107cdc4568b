"""Send the articles found as a file, while they are read: JSONL with all fields, or CSV with the text."""

from __future__ import annotations

import asyncio
import csv
import io
import logging
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from hanoi_press.corpus.browse.found_page import refusals
from hanoi_press.corpus.browse.request_guard import Receive, Send
from hanoi_press.corpus.browse.search_form import SearchForm
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.index_queries import found_articles
from hanoi_press.text.cells import CSV_COLUMNS, csv_row
from hanoi_press.text.syllables import without_accents

_MOST = 3  # at the same time
_AT_ONCE = 50  # articles
_COLUMNS = (*CSV_COLUMNS, "text")
_TYPES = {"jsonl": "application/x-ndjson; charset=utf-8", "csv": "text/csv; charset=utf-8"}
logger = logging.getLogger(__name__)
_running: set[object] = set()


def too_many() -> bool:
    """Return True if no further download may begin."""
    return len(_running) >= _MOST


async def send_found(
    path: str | Path, form: SearchForm, words: tuple[str, ...], kind: str, receive: Receive, send: Send
) -> None:
    """Send all articles found, from an index opened for this alone. Ends when the reader goes away.

    Raises `FormError`, `OSError`, `sqlite3.Error` as long as nothing was sent; after a later error the connection is
    cut off, which the browser reports as a failed download.
    """
    this = object()
    _running.add(this)
    gone = asyncio.ensure_future(_gone(receive))
    own = ThreadPoolExecutor(1, "corpus-download")
    loop = asyncio.get_running_loop()
    chunks = _chunks(path, form, words, kind)
    is_begun = False
    try:
        chunk = await loop.run_in_executor(own, next, chunks, None)
        await send({"type": "http.response.start", "status": 200, "headers": _headers(form, kind)})
        is_begun = True
        while chunk is not None and not gone.done():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            chunk = await loop.run_in_executor(own, next, chunks, None)
        await send({"type": "http.response.body", "body": b""})
    except (KeyError, OSError, sqlite3.Error) as error:  # KeyError: an article was removed meanwhile
        if not is_begun:
            raise
        logger.warning("a download was cut off: %s", error)
    finally:
        _running.discard(this)
        gone.cancel()
        own.submit(chunks.close)
        own.shutdown(wait=False)


async def _gone(receive: Receive) -> None:
    """Return when the reader has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _headers(form: SearchForm, kind: str) -> list[tuple[bytes, bytes]]:
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in without_accents(form.words))
    name = "-".join(["hanoi-press", *filter(None, plain[:60].split("-"))])
    return [
        (b"content-type", _TYPES[kind].encode()),
        (b"content-disposition", f'attachment; filename="{name}.{kind}"'.encode()),
    ]


def _chunks(path: str | Path, form: SearchForm, words: tuple[str, ...], kind: str) -> Generator[bytes, None, None]:
    """Yield the file in pieces of some articles."""
    with CorpusIndex.open(path, jobs=1) as index:
        with refusals(form):
            articles = found_articles(index, words, form.wanted(), form.used_order)
        if kind == "csv":
            yield _csv([_COLUMNS], "utf-8-sig")
        while some := list(islice(articles, _AT_ONCE)):
            if kind == "csv":
                yield _csv([csv_row(one, _COLUMNS) for one in some], "utf-8")
            else:
                yield b"".join(msgspec.json.encode(one.to_dict()) + b"\n" for one in some)


def _csv(rows: Iterable[Sequence[Any]], encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)
