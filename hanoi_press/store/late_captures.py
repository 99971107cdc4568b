"""Store an answer that was fetched before others of its article, such as an old capture of a web archive.

It becomes the revision of its time. The lines after it are written again with numbers one higher, all of them appended:
the first lines stay where they are, and `line_rules` tells readers that they are moved.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeGuard

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.archive_names import is_own_archive
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.line_places import CorpusLine
from hanoi_press.store.metadata import article_digest, is_corrected, metadata_digest
from hanoi_press.store.reconcile import is_misdated, page_from_line
from hanoi_press.store.revision_order import Insertion, Numbered, SeenWords, Written, insertion
from hanoi_press.store.run_folder import KeepResult, RunFolder
from hanoi_press.store.segment_writer import to_line

_REVISION = re.compile(rb'\A(\{"id":"[^"\\]*","revision":)\d+,')

Note = Callable[[Page], Page]


def insert_by_time(
    folder: RunFolder, article: Article, seen: Sequence[SeenWords] = (), note: Note = lambda page: page
) -> KeepResult:
    """Store an article as the revision of the time at which it was fetched; set its `revision`.

    `seen`: answers of the article that gave no line because its words were known, with the hash of these words; those
    that gave one may be among them. `note`: as in `RunFolder.keep`. Return NEW for the first line of an article,
    CHANGED if a line was written, UNCHANGED if the article has the words of the revision before or after it (whatever
    else an old template states), REMOVED if it is taken down. It may be the latest answer, too; then it is stored by
    `RunFolder.keep`. Killed at any moment and called again, it gives the same. Raises as that.
    """
    folder.check()
    if folder.removed.names(article.id, article.url):
        return KeepResult.REMOVED
    known = folder.ledger.find(article.id)
    if not _has_lines(known) or (known.state == "lost" and known.hash == article.content_hash):
        return folder.keep(article, note)
    lines = folder.lines_of(article.source, article.id)
    same = _line_of(article, lines)
    if same is not None:
        return _keep_reading(folder, known, article, same, lines, note)
    late = SeenWords(article.fetched_at, article.content_hash)
    plan = insertion(_numbered(lines), seen, late)
    if known.state == "article" and plan.is_last:
        return folder.keep(article, note)
    article.revision = plan.revision
    return _write(folder, known, lines, plan, article.to_dict(), note)


def insert_known_words(
    folder: RunFolder, id: str, late: SeenWords, seen: Sequence[SeenWords] = (), note: Note = lambda page: page
) -> KeepResult:
    """Do the same for an answer that was not fetched, because its words are known to be those of a line.

    If they are a further revision (A, B, and A again), the line with these words is written again, with the time, the
    place and `via` of `late`. Return UNCHANGED also if no line has the words.
    """
    folder.check()
    known = folder.ledger.find(id)
    if not _has_lines(known):
        return KeepResult.UNCHANGED
    if folder.removed.names(id, known.url):
        return KeepResult.REMOVED
    lines = folder.lines_of(known.source, id)
    words = [one for one in lines if one.record["content_hash"] == late.hash]
    if not words or any(one.record["fetched_at"] == late.fetched for one in lines):
        return KeepResult.UNCHANGED
    before = [one for one in words if one.record["fetched_at"] < late.fetched]
    plan = insertion(_numbered(lines), seen, late)
    return _write(folder, known, lines, plan, _again((before or words[:1])[-1], late), note)


def gave_line(folder: RunFolder, article: Article) -> bool:
    """Return True if a line of the corpus was read from the answer of an article. Raises `OSError`, `sqlite3.Error`."""
    return _line_of(article, folder.lines_of(article.source, article.id)) is not None


def _line_of(article: Article, lines: Sequence[CorpusLine]) -> CorpusLine | None:
    """Return the line that was read from the answer of an article."""
    return next((one for one in lines if article.archive is not None and _place(one) == article.archive), None)


def is_from_elsewhere(article: Article) -> bool:
    """Return True if an article was read from a file that no crawl into this data folder wrote.

    Its answer may be older than what the folder has.
    """
    return article.archive is not None and not is_own_archive(article.archive.file)


def as_from_elsewhere(page: Page, known: Page | None, fetched: int) -> Page:
    """Return the page of an article that was read from such a file: what the site said later is not forgotten.

    `known`: the page before; `fetched`: when the answer was, which is when the page was requested.
    """
    if known is None or known.state != "article":
        return page._replace(asked=max(fetched, (known.asked if known else None) or 0))
    if known.asked is None or known.asked <= fetched:  # None in a ledger that was rebuilt: only the lines tell
        return page._replace(asked=None if known.asked is None else fetched)
    names = ("asked", "etag", "changed", "stamp", "ask", "tries")
    return page._replace(**{name: getattr(known, name) for name in names})


def _has_lines(known: Page | None) -> TypeGuard[Page]:
    """Return True for an article that has lines, or had one that is lost."""
    return known is not None and known.state in ("article", "lost")


def _numbered(lines: Sequence[CorpusLine]) -> list[Numbered]:
    return [
        Numbered(
            one.revision,
            SeenWords(one.record["fetched_at"], one.record["content_hash"], metadata_digest(one.record)),
        )
        for one in lines
    ]


def _place(line: CorpusLine) -> ArchiveRef | None:
    found = line.record.get("archive")
    return ArchiveRef(found["file"], found["offset"]) if found else None


def _keep_reading(
    folder: RunFolder, known: Page, article: Article, same: CorpusLine, lines: Sequence[CorpusLine], note: Note
) -> KeepResult:
    """Store an article that was read from the answer of a line: other words replace that line, under its number."""
    if known.state == "article" and same is lines[-1]:
        return folder.keep(article, note, is_reread=True)
    article.revision = same.revision
    is_other = same.record["content_hash"] != article.content_hash
    if is_other or is_corrected(metadata_digest(same.record), article_digest(article)):
        with _whole(folder, known.source):
            folder.append(article.to_dict())
            folder.ledger.put(note(known))
        return KeepResult.CHANGED
    folder.ledger.put(note(known))
    return KeepResult.UNCHANGED


@contextmanager
def _whole(folder: RunFolder, source: str) -> Iterator[None]:
    """If a block breaks off, let the next run read the whole segment into the ledger."""
    try:
        yield
    except (OSError, sqlite3.Error):
        folder.incomplete.add(source)
        raise


def _write(
    folder: RunFolder,
    known: Page,
    lines: Sequence[CorpusLine],
    plan: Insertion,
    late: dict[str, Any],
    note: Note,
) -> KeepResult:
    """Append the lines of a plan, and record in the ledger what is the last one then."""
    moved = {one.line for one in plan.written if one.says is None}
    page, highest = known, max((one.revision for at, one in enumerate(lines) if at not in moved), default=0)
    with _whole(folder, known.source):
        for one in plan.written:
            record, raw = _line(lines, one, late)
            segment = folder.append(record, raw)
            if one.revision > highest:
                highest = one.revision
                page = _page_of(page_from_line(record, segment), known, record)
                if one.line is None or one.says is not None:
                    _forget_answer(folder, known.id)
        folder.ledger.put(note(page))
    return KeepResult.CHANGED if plan.written else KeepResult.UNCHANGED


def _line(lines: Sequence[CorpusLine], one: Written, late: dict[str, Any]) -> tuple[dict[str, Any], bytes | None]:
    """Return a line to be written, and its bytes if they are to be those of another one."""
    if one.line is None:
        return late | {"revision": one.revision}, None
    if one.says is None:
        return _moved(lines[one.line], one.revision)
    return _again(lines[one.line], one.says) | {"revision": one.revision}, None


def _forget_answer(folder: RunFolder, id: str) -> None:
    """Let no answer be read again as that of the article's last line: it gave an earlier one now."""
    row = folder.ledger.captures.find(id)
    if row is not None and row.of_line:
        folder.ledger.captures.drop(id)


def _page_of(line: Page, known: Page, record: dict[str, Any]) -> Page:
    """Return the page of an article whose last line is this one now.

    A lost line is written again with the next number, unless its words stand in a line that was moved before.
    """
    if known.state == "lost" and line.hash != known.hash:
        return known._replace(revision=max(known.revision, line.revision + 1))
    names = ("hash", "metadata", "revision", "segment", "published")
    page = known._replace(state="article", **{name: getattr(line, name) for name in names})
    # of a page that states a time in the future, it is the time of the first answer that we know
    return page if known.published is None or not is_misdated(record) else page._replace(published=known.published)


def _moved(line: CorpusLine, revision: int) -> tuple[dict[str, Any], bytes]:
    """Return a line under another number: not another byte is changed, if it is as our writer prints it."""
    record = line.record | {"revision": revision}
    raw, count = _REVISION.subn(rb"\g<1>%d," % revision, line.raw)
    return record, raw if count else to_line(record)[:-1]


def _again(line: CorpusLine, says: SeenWords) -> dict[str, Any]:
    """Return the words of a line as they were seen at another time."""
    record = line.record | {"fetched_at": says.fetched, "archive": None}
    if says.archive is not None:
        record["archive"] = {"file": says.archive.file, "offset": says.archive.offset}
    extraction = {name: value for name, value in record["extraction"].items() if name != "via"}
    record["extraction"] = extraction if says.via is None else extraction | {"via": says.via}
    return record
