"""Read the page of an article out of the archive, as its site served it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hanoi_press.corpus.page_place import is_file, place_of_page
from hanoi_press.crawl.decode_body import decode_body
from hanoi_press.items import Article
from hanoi_press.store.takedown import id_of
from hanoi_press.warc.bodies import BodyError
from hanoi_press.warc.index import without_scheme
from hanoi_press.warc.reader import Capture, Damage, responses, responses_at

_LARGEST = 256 * 1024 * 1024  # bytes of a page; the crawler accepts none above 20 MB


class NoArchivedPageError(Exception):
    """Raised if the page of an article cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """The answer of a site: `body` without compression, in the bytes of its charset.

    `other_url`: its address, if it is not one of the article's.
    """

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    other_url: str | None = None

    def head(self) -> bytes:
        """Return status and headers as they are stored, a line each, and a blank line."""
        lines = [f"HTTP {self.status}", *(f"{name}: {value}" for name, value in self.headers)]
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("utf-8", "replace")


def archived_page(data: Path | None, article: Article) -> ArchivedPage:
    """Return the page of an article, as `load` or the index gives it (with `archive.pruned`).

    Raises `NoArchivedPageError`, and `OSError` for a file that cannot be read.
    """
    archive = article.archive
    if archive is None:
        raise NoArchivedPageError(f"{article.id}: its page was not archived (ARCHIVE_RAW was off, or -o was used)")
    if archive.pruned:
        raise NoArchivedPageError(f"{article.id}: its page is {place_of_page(data, article)}")
    path = (data or Path()) / archive.file
    if not is_file(path):
        advice = "bring it back from a backup; `corpus verify` names all that are gone"
        raise NoArchivedPageError(f"{article.id}: {path}, which has its page, is gone; {advice}")
    return _page(_capture(path, archive.offset, article), path, article)


def _capture(path: Path, offset: int, article: Article) -> Capture:
    """Return the answer at an offset; of several in one gzip member the one of the article and of its time."""
    own: Capture | None = None
    first: Capture | None = None
    for one in responses_at(path, offset):
        if _is_of(one, article):
            if one.date == article.fetched_at:
                return one
            own = own or one
        first = first or one
    if (found := own or first) is not None:
        return found
    damage: list[Damage] = []
    next(responses(path, damage.append, start=offset, end=offset + 1), None)
    reason = damage[0].reason if damage else "no answer of a site begins there"
    raise NoArchivedPageError(
        f"{article.id}: its page cannot be read from {path} at byte {offset}: {reason}; the file is damaged or another "
        "one than when it was written: bring it back from a backup"
    )


def _page(stored: Capture, path: Path, article: Article) -> ArchivedPage:
    if stored.is_revisit:
        raise NoArchivedPageError(
            f"{article.id}: {path} at byte {stored.offset} only says that {stored.url} was the same as before"
        )
    encodings = [value for name, value in stored.headers if name.lower() == "content-encoding"]
    try:
        body = decode_body(stored.body, encodings, _LARGEST)
    except BodyError as error:
        raise NoArchivedPageError(
            f"{article.id}: its page in {path} at byte {stored.offset} cannot be decompressed: {error}"
        ) from None
    other = None if _is_of(stored, article) else stored.page or stored.url
    return ArchivedPage(stored.status, stored.headers, body, other)


def _is_of(stored: Capture, article: Article) -> bool:
    address = stored.page or stored.url
    return without_scheme(address) == without_scheme(article.url) or id_of(address) == article.id
