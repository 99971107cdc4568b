"""Define the route `ListedCaptures`: captures of Common Crawl that a file lists, in place of its index server.

Such a file is made in bulk from Common Crawl's columnar index (docs/past.md). The columns are those of that index, or
the fields of the index server's answers.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from hanoi_press.discovery.addresses import normal_address
from hanoi_press.discovery.captures import COMMONCRAWL, IndexedCapture
from hanoi_press.discovery.cdx import HTML_TYPES
from hanoi_press.discovery.lead import FetchPage, Lead, RouteFailed, Window
from hanoi_press.discovery.listed_lines import BrokenFile, ListedLine, read_lines

logger = logging.getLogger(__name__)
_AT_ONCE = 2_000  # lines after which what was found is recorded
_NAMED, _NAMED_AT_END = 20, 3  # bad lines that the log names, and the message at the end
_BLOCK = 1024 * 1024  # bytes
_FIRST_YEAR = 2008  # of Common Crawl
_FOURTEEN = re.compile(r"[0-9]{14}")
_FILE = re.compile(r"(?!.*(?:\.\.|//))[\w=+-][\w./=+-]{0,500}", re.A)  # a path below data.commoncrawl.org
_DIGITS = re.compile(r"[0-9]{1,15}")


class NoCapture(ValueError):
    """Raised for a line that lists no capture; the message says what it lacks."""


def listed_capture(columns: Mapping[str, Any]) -> IndexedCapture | None:
    """Return the capture that a line lists; None if it is no page of HTML with status 200. Raises `NoCapture`."""
    stated = {name: value for name, value in columns.items() if value is not None and value != ""}
    url = _address(stated)
    status = _first(stated, "fetch_status", "status")
    if status is not None and str(status) != "200":
        return None
    kinds = [
        stated[name]
        for name in ("content_mime_type", "mime", "content_mime_detected", "mime-detected")
        if name in stated
    ]
    if kinds and not any(kind in HTML_TYPES for kind in kinds):
        return None
    return IndexedCapture(
        COMMONCRAWL,
        url,
        _moment(stated),
        digest=str(_first(stated, "content_digest", "digest") or "").removeprefix("sha1:"),
        mime=str(kinds[0]) if kinds else "",
        file=_file(stated),
        offset=_number(stated, "warc_record_offset", "offset"),
        length=_number(stated, "warc_record_length", "length", least=1),
        truncated=str(_first(stated, "content_truncated", "truncated") or ""),
    )


def _address(stated: Mapping[str, Any]) -> str:
    """Return the page's address, in the form in which the index server's answers are kept."""
    value = _first(stated, "url")
    if value is None:
        raise NoCapture("no url")
    with suppress(ValueError):  # such as "http://[half-an-ipv6"
        if isinstance(value, str) and _is_plain(value) and (url := normal_address(value.partition("#")[0])):
            return url
    raise NoCapture(f"invalid url {_shown(value)}")


def _is_plain(url: str) -> bool:
    return url.isprintable() and "\ufffd" not in url  # which stands for bytes that are not UTF-8


def _first(stated: Mapping[str, Any], *names: str) -> Any:
    return next((stated[name] for name in names if name in stated), None)


def _shown(value: object) -> str:
    return repr(value)[:60]


def _moment(stated: Mapping[str, Any]) -> str:
    """Return the time of the capture: 14 digits, or a time as databases print it (UTC unless it has an offset)."""
    value = _first(stated, "timestamp", "fetch_time")
    if value is None:
        raise NoCapture("no timestamp, no fetch_time")
    try:
        if _FOURTEEN.fullmatch(str(value)):
            moment = datetime.strptime(str(value), "%Y%m%d%H%M%S")
        else:
            moment = datetime.fromisoformat(str(value))
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise NoCapture(f"invalid time {_shown(value)}") from None
    if not _FIRST_YEAR <= moment.year <= datetime.now(UTC).year + 1:
        raise NoCapture(f"invalid time {_shown(value)}")
    return f"{moment:%Y%m%d%H%M%S}"


def _file(stated: Mapping[str, Any]) -> str:
    value = _first(stated, "warc_filename", "filename")
    if value is None:
        raise NoCapture("no warc_filename, no filename")
    if not isinstance(value, str) or not _FILE.fullmatch(value):
        raise NoCapture(f"invalid file {_shown(value)}")
    return value


def _number(stated: Mapping[str, Any], *names: str, least: int = 0) -> int:
    value = _first(stated, *names)
    if value is None:
        raise NoCapture(f"no {', no '.join(names)}")
    if isinstance(value, bool) or not _DIGITS.fullmatch(str(value)) or int(value) < least:
        raise NoCapture(f"invalid {names[0]} {_shown(value)}")
    return int(value)


@dataclass(slots=True)
class _BadLines:
    """The lines of a file that list no capture."""

    name: str
    number: int = 0
    good: int = 0
    first: list[str] = field(default_factory=list)

    def note(self, number: int, fault: str) -> None:
        self.number += 1
        if len(self.first) < _NAMED_AT_END:
            self.first.append(f"line {number}: {fault}")
        if self.number <= _NAMED:
            logger.warning("%s: line %d is no capture: %s", self.name, number, fault)

    def __str__(self) -> str:
        what = "1 line is no capture" if self.number == 1 else f"{self.number} lines are no captures"
        rest = "; …" if self.number > len(self.first) else ""
        return f"{self.name}: {what}, the others were read: {'; '.join(self.first)}{rest}"


@dataclass(frozen=True, slots=True)
class ListedCaptures:
    """The captures of a source that a local file lists; the file may list other sites' as well.

    What was read of a file is known by the file's digest, so a file that was changed is read anew.
    """

    by_section: ClassVar[bool] = False
    path: Path

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str] = ()) -> AsyncIterator[Lead]:
        """Yield the captures that are to be read, oldest first, after the whole file was read.

        Raises `RouteFailed` at the end, if lines of the file list no capture, or it could not be read to its end.
        """
        fault = await self.read_index(fetch, window)
        assert window.captures is not None
        for capture in window.captures.waiting(COMMONCRAWL):
            yield Lead(capture.url, capture=capture)
        if fault:
            raise RouteFailed(fault)

    async def read_index(self, fetch: FetchPage, window: Window) -> str:
        """Record what the file lists; return what is wrong with it, "" for nothing. Nothing is fetched."""
        assert window.captures is not None and window.source is not None
        query = f"{COMMONCRAWL} file {await self._digest()}"
        if window.captures.is_read(query):
            return ""
        bad, found, fault = _BadLines(self.path.name), list[IndexedCapture](), ""
        at = noted = known = int(window.captures.resume_at(query) or 0)
        try:
            for line in read_lines(self.path):
                if line.number <= known:
                    continue
                at = line.number
                capture = _capture_of(line, bad)
                if capture is not None and window.source.article_id(capture.url) is not None:
                    found.append(capture)
                if at - noted >= _AT_ONCE:
                    window.captures.note_page(query, found, resume=str(at))
                    noted, found = at, []
                    await asyncio.sleep(0)  # lets the run end, and limits the time of one step only
        except BrokenFile as error:
            fault = f"{self.path.name}: {error}; write the file again"
        if not fault and bad.number and not (bad.good or known):
            return f"{self.path.name}: no line is a capture of Common Crawl: {'; '.join(bad.first)}"
        window.captures.note_page(query, found, resume=str(at) if fault else None)
        return fault or (str(bad) if bad.number else "")

    async def _digest(self) -> str:
        """Return a digest of the file's bytes."""
        digest = sha256()
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                await asyncio.sleep(0)
        return digest.hexdigest()[:16]


def _capture_of(line: ListedLine, bad: _BadLines) -> IndexedCapture | None:
    """Return the capture of a line, None for a line that lists none of a page; notes lines that are bad."""
    try:
        if line.fault:
            raise NoCapture(line.fault)
        capture = listed_capture(line.columns)
    except NoCapture as error:
        bad.note(line.number, str(error))
        return None
    bad.good += 1
    return capture
