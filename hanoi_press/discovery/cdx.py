"""Read the answers of CDX servers, which list the captures of a web archive.

Common Crawl's (pywb) answers with one JSON object a line, all of whose values are strings:
`{"urlkey": …, "timestamp": "20150203040506", "url": …, "mime": "text/html", "mime-detected": …, "status": "200",
"digest": …, "length": "7063", "offset": "667474763", "filename": "crawl-data/…", "languages": …, "encoding": …,
"truncated": "length"}`; indexes before 2017 or so lack some of them. The Wayback Machine's answers with one JSON array
of rows, whose first row names the fields (`urlkey timestamp original mimetype statuscode digest length`) and which is
`[]` if there are none; if there are more, an empty row and a row of one, the resume key, come last. Facts: the
documentation of pywb's and the Internet Archive's CDX servers, and stored answers of both.

An answer that is cut off or something else than an index is refused as a whole (`BadIndex`), so that nothing of it
counts as read. A line of an index that names no page which could be read (no http address, no time, no place in a file)
is left out and counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import time as now
from typing import Any

from hanoi_press.compression import GZIP_MAGIC, CompressionError, inflate
from hanoi_press.discovery.addresses import normal_address
from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK, IndexedCapture

HTML_TYPES = ("text/html", "application/xhtml+xml")
_LARGEST = 100 * 1024 * 1024  # bytes of an unpacked answer; 5 blocks of Common Crawl's index have some 7 MB
_LONGEST = 16 * 1024  # characters of an address or resume key; an article's address has at most 2,000
_MOST_ODD = 20  # lines of an answer that may all be dropped
_FIRST_YEAR = 1995
_TIME = re.compile(r"[0-9]{14}")
_DIGEST = re.compile(r"(?:sha1:)?([A-Za-z0-9]{20,64})")
_FILE = re.compile(r"[\w=+-][\w./=+-]{0,500}", re.A)
_NUMBER = re.compile(r"[0-9]{1,15}")
_WORD = re.compile(r"[\w./+-]{1,60}", re.A)
_SPACE = re.compile(r"\s*")
_BLANK = (None, "", "-")
_DAY = 86_400


class BadIndex(ValueError):
    """Raised for an answer that is no index of captures, or only a part of one; its text says what it is."""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """One answer of a CDX server: captures of HTML pages that were served whole (status 200), in the index's order.

    `dropped`: lines that name no page which could be read. `resume`: where the next answer begins; None after the last.
    """

    captures: tuple[IndexedCapture, ...] = ()
    dropped: int = 0
    resume: str | None = None


def says_none(body: bytes) -> bool:
    """Return True for pywb's answer to a query without captures: HTTP 404 with a JSON message that says so."""
    try:
        said = json.loads(body) if len(body) < _LONGEST else None
    except (ValueError, RecursionError):
        return False
    texts = [said.get("message"), said.get("error")] if isinstance(said, dict) else []
    return any(isinstance(text, str) and text.lower().startswith("no captures found") for text in texts)


def json_of(body: bytes) -> Any:
    """Return the content of a small JSON answer. Raises `BadIndex`."""
    text = _text(body)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadIndex(_what(text)) from None


def read_lines(body: bytes) -> IndexPage:
    """Return the captures of an answer of Common Crawl's index, one JSON object a line. Raises `BadIndex`."""
    text, captures, dropped, read = _text(body), [], 0, 0
    for line in text.split("\n"):
        if not line or line.isspace():
            continue
        stated = _object(line)
        if stated is not None and not {"url", "timestamp"} & stated.keys():
            raise BadIndex(_what(line))
        found = _from_commoncrawl(stated) if stated is not None else None
        dropped += found is None
        if found is not None and _is_page(found):
            captures.append(found)
        read += 1
    _check_sense(read, dropped)
    return IndexPage(tuple(captures), dropped)


def read_rows(body: bytes) -> IndexPage:
    """Return the captures of an answer of the Wayback Machine's index, one JSON array. Raises `BadIndex`."""
    text = _text(body)
    if not text or text.isspace():
        return IndexPage()
    names: list[str] | None = None
    captures, dropped, read, resume, is_ending = [], 0, 0, None, False
    for row in _rows(text):
        if resume is not None:
            raise BadIndex("an index with rows after its resume key")
        if is_ending:
            resume = _resume_key(row)
        elif not row:
            is_ending = True
        elif names is None:
            names = _names(row)
        else:
            found = _from_wayback(dict(zip(names, row, strict=False))) if len(row) == len(names) else None
            dropped += found is None
            if found is not None and _is_page(found):
                captures.append(found)
            read += 1
    _check_sense(read, dropped)
    if is_ending and resume is None:
        raise BadIndex("an index without the resume key that it announces")
    return IndexPage(tuple(captures), dropped, resume)


def _check_sense(read: int, dropped: int) -> None:
    if read == dropped >= _MOST_ODD:
        raise BadIndex(f"an index of {read} lines none of which names a page: its format may have changed")


def _text(body: bytes) -> str:
    """Return an answer as text; what is not UTF-8 becomes U+FFFD, which no address of an article has."""
    if body.startswith(GZIP_MAGIC):
        try:
            body = inflate(body, _LARGEST)
        except CompressionError as error:
            raise BadIndex(f"gzip that cannot be unpacked: {error}") from None
    return body.decode("utf-8-sig", "replace")


def _object(line: str) -> Mapping[str, Any] | None:
    """Return the object of a line; None for one that no parser should have to read (numbers or nesting without end)."""
    try:
        stated = json.loads(line)
    except json.JSONDecodeError:
        raise BadIndex(_what(line)) from None
    except (ValueError, RecursionError):
        if line.startswith("{"):
            return None
        raise BadIndex(_what(line)) from None
    if not isinstance(stated, dict):
        raise BadIndex(_what(line))
    return stated


def _rows(text: str) -> Iterator[list[Any]]:
    """Yield the rows of an array of arrays, one at a time. Raises `BadIndex`, also if its end is missing."""
    read: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().raw_decode
    at = _after_space(text, 0)
    if not text.startswith("[", at):
        raise BadIndex(_what(text))
    at = _after_space(text, at + 1)
    is_first = True
    while not text.startswith("]", at):
        if not is_first:
            if not text.startswith(",", at):
                raise BadIndex(_what(text))
            at = _after_space(text, at + 1)
        try:
            row, at = read(text, at)
        except (ValueError, RecursionError):
            raise BadIndex(_what(text)) from None
        if not isinstance(row, list):
            raise BadIndex(_what(text))
        yield row
        is_first, at = False, _after_space(text, at)
    if not (rest := text[at + 1 :]).isspace() and rest:
        raise BadIndex(_what(text))


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _names(row: list[Any]) -> list[str]:
    if not {"timestamp", "original"} <= {name for name in row if isinstance(name, str)}:
        raise BadIndex(_what(json.dumps(row)))
    return [str(name) for name in row]


def _resume_key(row: list[Any]) -> str:
    if len(row) != 1 or not isinstance(row[0], str) or not row[0].isprintable() or not 0 < len(row[0]) <= _LONGEST:
        raise BadIndex("an index without the resume key that it announces")
    return row[0]


def _what(text: str) -> str:
    """Return what an answer is that is no index, in a few words."""
    start = text.lstrip()[:60]
    if start.startswith("<"):
        return "a page of HTML or XML in place of an index"
    if start[:1] in ("{", "["):
        return "JSON that is cut off, or no index of captures"
    return f"no index of captures: {start[:40]!r}"


# --- one line --------------------------------------------------------------------------------------------------------


def _from_commoncrawl(stated: Mapping[str, Any]) -> IndexedCapture | None:
    file, offset, length = stated.get("filename"), _number(stated.get("offset")), _number(stated.get("length"))
    if not isinstance(file, str) or not _FILE.fullmatch(file) or ".." in file or offset is None or not length:
        return None
    mimes = [_mime(stated.get(name)) for name in ("mime", "mime-detected")]
    mime = next((name for name in mimes if name in HTML_TYPES), mimes[0] or mimes[1])
    found = _capture(COMMONCRAWL, stated.get("url"), stated, stated.get("status"), mime)
    truncated = _word(stated.get("truncated"))
    return replace(found, file=file, offset=offset, length=length, truncated=truncated) if found else None


def _from_wayback(stated: Mapping[str, Any]) -> IndexedCapture | None:
    mime, status = _mime(stated.get("mimetype")), stated.get("statuscode")
    return _capture(WAYBACK, stated["original"], stated, status, mime)


def _capture(archive: str, url: object, stated: Mapping[str, Any], status: object, mime: str) -> IndexedCapture | None:
    address, captured = _address(url), _moment(stated.get("timestamp"))
    number = None if status in _BLANK else _number(status)
    if address is None or captured is None or (number is None and status not in _BLANK):
        return None
    digest = _DIGEST.fullmatch(text) if isinstance(text := stated.get("digest"), str) else None
    return IndexedCapture(archive, address, captured, digest[1] if digest else "", mime, number)


def _is_page(capture: IndexedCapture) -> bool:
    return capture.status in (None, 200) and (not capture.mime or capture.mime in HTML_TYPES)


def _address(url: object) -> str | None:
    """Return an address as the site knows it: without the port 80 that old captures of the Wayback Machine state."""
    if not isinstance(url, str) or len(url) > _LONGEST or "\ufffd" in url or not url.isprintable():
        return None
    try:
        return normal_address(url.partition("#")[0])
    except ValueError:
        return None


def _moment(stated: object) -> str | None:
    """Return a time of 14 digits; None if it is no time, or one at which there were no captures."""
    if not isinstance(stated, str) or not _TIME.fullmatch(stated):
        return None
    parts = [int(stated[:4]), *(int(stated[at : at + 2]) for at in range(4, 14, 2))]
    try:
        moment = datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]
    except ValueError:
        return None
    return stated if moment.year >= _FIRST_YEAR and moment.timestamp() < now() + _DAY else None


def _number(stated: object) -> int | None:
    if isinstance(stated, int) and not isinstance(stated, bool):
        return stated if 0 <= stated < 10**15 else None
    return int(stated) if isinstance(stated, str) and _NUMBER.fullmatch(stated) else None


def _mime(stated: object) -> str:
    word = _word(stated.partition(";")[0].strip().lower()) if isinstance(stated, str) else ""
    return "" if word == "unk" else word  # as the Wayback Machine says that it does not know


def _word(stated: object) -> str:
    return stated if isinstance(stated, str) and stated not in _BLANK and _WORD.fullmatch(stated) else ""
