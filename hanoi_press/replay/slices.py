"""Read the articles of one slice of a WARC file, in any process; `replay.merge` writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from time import process_time
from typing import NamedTuple

from w3lib.encoding import http_content_type_encoding

from hanoi_press.crawl.bounded import TooCostly, time_limit
from hanoi_press.crawl.capture_verdict import BadCapture, broken_capture
from hanoi_press.crawl.decode_body import decode_body
from hanoi_press.crawl.read_answer import (
    Answer,
    Blocked,
    Outcome,
    Shell,
    Skipped,
    Unchanged,
    Unreadable,
    broken_body,
    other_identity,
)
from hanoi_press.crawl.template_learner import ObservedArticle, observed_outcome
from hanoi_press.discovery import ApiRequest
from hanoi_press.failures import FailureKind, is_full_answer
from hanoi_press.items import ArchiveRef, Article, Identity
from hanoi_press.pages.decoding import is_utf8
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.pages.observation import Observation
from hanoi_press.sources import Source, source_for, sources
from hanoi_press.store.learnt_names import learnt_name
from hanoi_press.warc.bodies import BodyError, flaw
from hanoi_press.warc.index import without_scheme
from hanoi_press.warc.reader import ArchiveFile, Capture, Damage, responses

_LARGEST = 20 * 1024 * 1024  # bytes of a decompressed page, the same limit as in a crawl
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PART = 4 * 1024 * 1024  # bytes of pages whose articles are in memory before they are handed on
_KILLED = Unreadable(
    FailureKind.TOO_COSTLY, "a process that read it was killed after `PAGE_SECONDS`, or two of them died over it"
)
_NAMED = 20  # unreadable pages, and damaged places, of a part that are listed; the others are only counted
_NOTHING = LearntTemplate()

OnPage = Callable[[int, int], None]


class Slice(NamedTuple):
    """A part of a WARC file: the records that begin from `start` on and before `end`.

    `path` is where this process finds the file. `shown` is its name in the corpus, relative to the data folder if the
    file is inside it; `named` its name in messages.
    """

    path: ArchiveFile
    shown: str
    start: int
    end: int
    named: str

    def damage(self, offset: int, reason: str) -> str:
        """Return the message on a place that could not be read."""
        return f"{self.named} at byte {offset}: {reason}"


class Task(NamedTuple):
    """What a worker is to read in a slice.

    `names`: the sources that are wanted. `api_answers`: if given, only the answers of APIs are read whose stored
    addresses (without scheme and `www.`) are its keys; its values are the articles' addresses. `done`: the number of
    responses that an earlier worker read; `costly`: the numbers of those over which workers died or were killed.
    `seconds`: the time limit of a page. `templates`: what was learnt of the sources when the replay began, by name
    (`learnt_names`); `one_in`: the share of the pages that teach them.
    """

    part: Slice
    names: frozenset[str]
    api_answers: dict[str, str] | None = None
    done: int = 0
    costly: frozenset[int] = frozenset()
    seconds: float = 0
    templates: Mapping[str, LearntTemplate] = {}
    one_in: int = 1

    def page_of(self, record: Capture) -> tuple[str, Source] | None:
        """Return address and source of the article to which a response belongs; None if it is not wanted."""
        if self.api_answers is not None:
            url = self.api_answers.get(without_scheme(record.url)) if record.page is None else None
            source = source_for(url) if url else None
            return (url, source) if url and source else None
        url = record.page or record.url
        source = source_for(url)
        if source is None or source.name not in self.names or source.identify(url) is None:
            return None
        return url, source


@dataclass(slots=True)
class SliceReading:
    """The contents of a slice, or of a part of it.

    `own` has the identities of the addresses of `articles`, by position, if their pages state other ones; `observed`
    what their pages teach;
    `counts` are by source and kind (`unreadable/truncated`, `skipped/sponsored`); `named` are messages on pages that
    could not be read; `damage` those on parts of the file that could not, `more_damage` is the number of further ones;
    `shells` are pages whose content is in an API's answer: address and request; `without` are the other answers that
    gave no article: source and place.
    """

    articles: list[Article] = field(default_factory=list)
    own: dict[int, Identity] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=Counter)
    named: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    more_damage: int = 0
    shells: list[tuple[str, ApiRequest]] = field(default_factory=list)
    without: list[tuple[str, ArchiveRef]] = field(default_factory=list)
    observed: dict[int, Observation] = field(default_factory=dict)

    def count(self, source: str, kind: str) -> None:
        """Add one to a kind."""
        self.counts[source, kind] = self.counts.get((source, kind), 0) + 1

    def add_damage(self, damage: str) -> None:
        """Keep a message on a part that could not be read; only count it if there are very many."""
        if len(self.damage) < _NAMED:
            self.damage.append(damage)
        else:
            self.more_damage += 1

    def record(self, found: Outcome | ObservedArticle, source: str, url: str, archived: ArchiveRef) -> None:
        """Keep an article, or count why there is none; list an unreadable page unless there are very many."""
        outcome = found
        if isinstance(found, ObservedArticle):
            outcome = found.article
            self.observed[len(self.articles)] = found.observation
        if not isinstance(outcome, (Article, Shell)):
            self.without.append((source, archived))
        if isinstance(outcome, Article):
            outcome.archive = archived
            if own := other_identity(outcome, url, sources()[outcome.source]):
                self.own[len(self.articles)] = own
            self.articles.append(outcome)
        elif isinstance(outcome, Unreadable):
            self.count(source, f"unreadable/{outcome.kind}")
            if len(self.named) < _NAMED:
                self.named.append(outcome.describe(url))
        elif isinstance(outcome, Skipped | BadCapture):
            self.count(source, f"skipped/{outcome.kind}")
        elif isinstance(outcome, Blocked):
            self.count(source, "blocked")
        elif isinstance(outcome, Unchanged):
            self.count(source, "unchanged")
        elif isinstance(outcome, Shell):
            self.count(source, "skipped/shell")
            self.shells.append((url, outcome.request))


def read_slice(task: Task, on_page: OnPage = lambda number, offset: None) -> Iterator[tuple[int, SliceReading]]:
    """Yield the contents of a slice in parts, each with the number of responses read so far. Raises `OSError`.

    `on_page` is called with number and offset before a page is read, and with zeros after each response.
    """
    found = SliceReading()
    number = size = 0
    part = task.part

    def damaged(damage: Damage) -> None:
        if task.api_answers is None:  # else the slice has been read before
            found.add_damage(part.damage(damage.offset, damage.reason))

    for number, record in enumerate(responses(part.path, damaged, start=part.start, end=part.end), 1):
        on_page(0, 0)
        if number <= task.done:
            found = SliceReading()  # an earlier worker reported the damage
            continue
        page = task.page_of(record)
        if page is not None:
            url, source = page
            on_page(number, record.offset)
            outcome = _KILLED if number in task.costly else _read_within(task, record, url, source)
            on_page(0, 0)
            found.count(source.name, "read")
            found.record(outcome, source.name, url, ArchiveRef(part.shown, record.offset))
            size += _PART if getattr(outcome, "kind", None) is FailureKind.TOO_COSTLY else len(record.body)
        if size >= _PART:
            yield number, found
            found, size = SliceReading(), 0
    yield number, found


def _read_within(task: Task, record: Capture, url: str, source: Source) -> Outcome | ObservedArticle:
    """Return the article of a response, or the verdict that it costs too much.

    A page that only waited is read a second time: the process was stopped (Ctrl-Z), or other ones had the processor.
    """
    from_api = task.api_answers is not None or record.page is not None
    begun = process_time()
    for is_last in (False, True):
        try:
            with time_limit(task.seconds):
                learnt = task.templates.get(learnt_name(source.name, record.date, record.via), _NOTHING)
                return read_record(record, url, source, learnt, from_api=from_api, one_in=task.one_in)
        except TooCostly as error:
            if is_last or process_time() - begun > task.seconds / 2:
                return Unreadable(FailureKind.TOO_COSTLY, f"reading it {error}")
        except MemoryError:
            return Unreadable(FailureKind.TOO_COSTLY, "reading it took more memory than there is")
    raise AssertionError("the second attempt returns")


def read_record(
    record: Capture,
    url: str,
    source: Source,
    learnt: LearntTemplate = _NOTHING,
    *,
    from_api: bool = False,
    one_in: int = 1,
) -> Outcome | ObservedArticle:
    """Return the article of a stored response, or why there is none; `url` is the article's address."""
    if record.is_revisit:
        return Skipped("revisit", "the archive refers to an earlier record with the same body")
    if record.status in _REDIRECTS:
        return Skipped("redirect", "its target has a record of its own")
    try:
        body = _body(record) if is_full_answer(record.status) else record.body
    except BodyError as error:
        if record.via is None:
            return broken_body(error.kind)
        is_packed = any(name.lower() == "content-encoding" for name, _ in record.headers)
        return broken_capture(error.kind, is_text=not is_packed and is_utf8(record.body)).verdict
    declared = next((value for key, value in record.headers if key.lower() == "content-type"), None)
    encoding = http_content_type_encoding(declared)
    answer = Answer(url, record.status, body, record.date, encoding, from_api, record.listed, record.via)
    return observed_outcome(answer, source, learnt, one_in)


def _body(record: Capture) -> bytes:
    """Return the page, decompressed and whole. Raises `BodyError`."""
    if record.truncated:
        raise BodyError(FailureKind.TRUNCATED, "the archive says that it is not whole")
    encodings = [value for key, value in record.headers if key.lower() == "content-encoding"]
    body = decode_body(record.body, encodings, _LARGEST)
    if kind := flaw(body):
        raise BodyError(kind)
    return body
