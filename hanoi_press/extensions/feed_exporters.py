"""Write articles to the files of `-o` and `-O` so that other programs read them; other items as Scrapy does.

Scrapy's own exporters print records as Python (`Raw(published=…)`), and a second `-o` to the same file leaves a CSV
with two heads, a JSON or an XML with two documents.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from pathlib import Path
from typing import IO, Any

from scrapy.crawler import Crawler
from scrapy.exporters import (
    BaseItemExporter,
    CsvItemExporter,
    JsonItemExporter,
    JsonLinesItemExporter,
    MarshalItemExporter,
    PickleItemExporter,
    XmlItemExporter,
)

from hanoi_press.items import Article
from hanoi_press.spiders.press import PressSpider
from hanoi_press.text.cells import ALL_COLUMNS, csv_cell

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAIL = 64  # bytes that hold the end of a document, and blanks after it


class _AsRecord(BaseItemExporter):
    """An exporter that is given an article as a line of the corpus has it: plain strings, numbers, lists and dicts."""

    def export_item(self, item: Any) -> None:
        super().export_item(item.to_dict() if isinstance(item, Article) else item)  # type: ignore[safe-super]


class ArticleJsonLinesExporter(_AsRecord, JsonLinesItemExporter):
    """Write an article as a line of the corpus."""


class ArticlePickleExporter(_AsRecord, PickleItemExporter):
    """Write an article so that it is loaded without this package."""


class ArticleMarshalExporter(_AsRecord, MarshalItemExporter):
    """Write an article in Python's own format, which takes no objects."""


class ArticleJsonExporter(_AsRecord, JsonItemExporter):
    """Write an article as in `.jsonl`, into an array; a file that has one is continued."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(file, **kwargs)  # type: ignore[arg-type]
        before = _without_end(file, b"]")
        self.is_continued = before is not None
        self.first_item = before is None or before.endswith(b"[")

    def start_exporting(self) -> None:
        if not self.is_continued:
            super().start_exporting()


class ArticleXmlExporter(XmlItemExporter):
    """Write an article as an element: lists and records as elements, nothing for null; a document is continued."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(file, **kwargs)  # type: ignore[arg-type]
        self.is_continued = _without_end(file, f"</{self.root_element}>".encode()) is not None

    def start_exporting(self) -> None:
        if not self.is_continued:
            super().start_exporting()

    def export_item(self, item: Any) -> None:
        super().export_item(_for_xml(item.to_dict()) if isinstance(item, Article) else item)


class ArticleCsvExporter(CsvItemExporter):
    """Write an article as a row with the columns of `ALL_COLUMNS`, or those of FEED_EXPORT_FIELDS.

    UTF-8 has a byte order mark, which spreadsheets need, except on standard output. A file with a head is continued.
    """

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        has_rows = _has_content(file)
        encoding = (kwargs.get("encoding") or "utf-8").lower().replace("_", "-")
        if encoding in ("utf-8", "utf8") and not has_rows and file is not sys.stdout.buffer:
            kwargs["encoding"] = "utf-8-sig"
        super().__init__(file, **kwargs)  # type: ignore[arg-type]
        self.is_of_articles = False
        if has_rows:
            self._continue(Path(file.name))

    @classmethod
    def from_crawler(cls, crawler: Crawler, file: IO[bytes], **kwargs: Any) -> ArticleCsvExporter:
        exporter = cls(file, **kwargs)
        exporter.is_of_articles = isinstance(crawler.spider, PressSpider)
        return exporter

    def export_item(self, item: Any) -> None:
        is_article = isinstance(item, Article)
        super().export_item({name: csv_cell(item, name) for name in ALL_COLUMNS} if is_article else item)

    def finish_exporting(self) -> None:
        if self._headers_not_written and self.is_of_articles:  # a day without an article: a table without a row
            self._write_headers_and_set_fields_to_export(dict.fromkeys(ALL_COLUMNS))
        super().finish_exporting()

    def _continue(self, path: Path) -> None:
        """Write no second head. Raises `ValueError` if the file has other columns."""
        if not self.include_headers_line:
            return
        try:
            with path.open(encoding="utf-8-sig" if self.encoding == "utf-8" else self.encoding, newline="") as lines:
                head = next(csv.reader(lines, **self._kwargs), [])
        except (UnicodeError, csv.Error) as error:
            raise ValueError(f"{path} is no CSV file in {self.encoding} ({error}); use -O, or another file") from error
        wanted = self.fields_to_export
        names = list(wanted.values()) if isinstance(wanted, dict) else list(wanted or head)
        if head != names or (not wanted and not set(head) <= set(ALL_COLUMNS)):
            raise ValueError(f"{path} has other columns ({', '.join(head)}); use -O, or another file")
        self.fields_to_export = wanted or head
        self._headers_not_written = False
        if not _last_bytes(path).endswith(b"\n"):
            self.stream.write("\r\n")


def _has_content(file: IO[bytes]) -> bool:
    """Return True if something stands in the file before what is written now: `-o` appends."""
    return isinstance(getattr(file, "name", None), str) and file is not sys.stdout.buffer and _size(file) > 0


def _size(file: IO[bytes]) -> int:
    return file.tell() if file.seekable() else 0


def _without_end(file: IO[bytes], end: bytes) -> bytes | None:
    """Cut the end of the document off a file that has one; return the bytes before it, None if the file is empty.

    Raises `ValueError` if the file does not end so.
    """
    if not _has_content(file):
        return None
    last = _last_bytes(Path(file.name))
    before, found, after = last.rpartition(end)
    if not found or after.strip():
        raise ValueError(f"{file.name} does not end with {end.decode()}, so nothing can be added; use -O, or .jsonl")
    file.truncate(file.tell() - len(found) - len(after))
    return before.rstrip()


def _last_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
        return file.read()


def _for_xml(value: Any) -> Any:
    """Return a value with nothing in it that XML cannot hold."""
    if isinstance(value, dict):
        return {name: _for_xml(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_for_xml(one) for one in value]
    return "" if value is None else _NO_XML.sub("", value) if isinstance(value, str) else value
