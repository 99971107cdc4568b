"""Define the tables of the ledger and their rows."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

LEDGER = "ledger.sqlite"  # the file's name in the data folder
VERSION = 7
NAMES = (
    *("page", "segment", "listing", "cycle", "coverage", "stated", "listed", "capture", "answer", "wording"),
    *("past_query", "past_capture"),
)
# `vain`: runs in a row in which the changes that lists state meant nothing; `lists`: lists stated as changed in a run.
_STATED = """CREATE TABLE stated(source TEXT PRIMARY KEY, vain INTEGER NOT NULL DEFAULT 0,
  lists INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;"""
# What lists state of pages (`listed_pages`).
_LISTED = """CREATE TABLE IF NOT EXISTS listed(id TEXT PRIMARY KEY, statement TEXT NOT NULL,
  asked INTEGER) WITHOUT ROWID;"""
REREAD = "read again"  # `Page.why` of an article whose line replaces an earlier one of the same revision
UNREAD_STATES = ("failed", "kept", "given-up")  # of pages that could not be read
UNREAD = f"state IN {UNREAD_STATES}"  # SQLite uses the index where a query says the same
_UNREAD_INDEX = f"CREATE INDEX unread ON page(source) WHERE {UNREAD};"
# Answers in the archive to be read again (`CaptureRow`).
_CAPTURE = """CREATE TABLE capture(id TEXT PRIMARY KEY, source TEXT NOT NULL, file TEXT, start INTEGER, fetched TEXT,
  reading TEXT NOT NULL, of_line INTEGER NOT NULL DEFAULT 0, tried INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX captured ON capture(source, of_line, tried);"""
# The last answers of lists that state a validator (`list_answers`), compressed.
_ANSWER = """CREATE TABLE answer(url TEXT PRIMARY KEY, source TEXT NOT NULL, address TEXT NOT NULL, etag TEXT,
  changed TEXT, body BLOB NOT NULL, asked INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX answered ON answer(source, asked);"""
# In which words lists stated each page (`wordings`).
_WORDING = """CREATE TABLE IF NOT EXISTS wording(id TEXT PRIMARY KEY, words TEXT NOT NULL,
  noted INTEGER NOT NULL) WITHOUT ROWID;"""
PAST_LED = "state IN ('read', 'same', 'removed') AND why IS NOT NULL"  # captures that led to other articles
# What was read of the indexes of web archives, and the captures that they list (`past_tables`).
_PAST = f"""CREATE TABLE IF NOT EXISTS past_query(source TEXT NOT NULL, query TEXT NOT NULL, resume TEXT,
  ended INTEGER NOT NULL, final INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY(source, query)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS past_capture(source TEXT NOT NULL, id TEXT NOT NULL, captured TEXT NOT NULL,
  archive TEXT NOT NULL, url TEXT NOT NULL, digest TEXT NOT NULL, mime TEXT NOT NULL, status INTEGER,
  file TEXT, start INTEGER, length INTEGER, truncated TEXT NOT NULL, state TEXT NOT NULL, why TEXT, hash TEXT,
  reading TEXT NOT NULL DEFAULT '', place TEXT, place_start INTEGER, published INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(source, id, captured, archive)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS past_waiting ON past_capture(source, archive, captured, id) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS past_unread ON past_capture(source, state, captured, id, archive)
  WHERE state IN ('unread', 'skipped') AND place IS NOT NULL;
CREATE INDEX IF NOT EXISTS past_outside ON past_capture(source, published) WHERE state = 'outside';
CREATE INDEX IF NOT EXISTS past_other ON past_capture(why) WHERE {PAST_LED};
CREATE INDEX IF NOT EXISTS past_removed ON past_capture(source, id) WHERE state = 'removed';
"""
TABLES = f"""
CREATE TABLE page(
  id TEXT PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, state TEXT NOT NULL, why TEXT,
  hash TEXT, metadata TEXT, revision INTEGER NOT NULL DEFAULT 0, segment INTEGER,
  published INTEGER, stamp INTEGER, etag TEXT, changed TEXT, ask TEXT, asked INTEGER,
  tries INTEGER NOT NULL DEFAULT 0, born INTEGER NOT NULL, seen INTEGER NOT NULL
);
CREATE INDEX young ON page(source, published) WHERE state = 'article';
{_UNREAD_INDEX}
{_LISTED}
CREATE INDEX lost ON page(source, id) WHERE state = 'lost';
CREATE TABLE segment(id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, size INTEGER, moment INTEGER,
  checked INTEGER, missing INTEGER NOT NULL DEFAULT 0);
CREATE TABLE listing(url TEXT PRIMARY KEY, stamp INTEGER, settled INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE cycle(source TEXT PRIMARY KEY, number INTEGER NOT NULL, started INTEGER);
CREATE TABLE coverage(source TEXT, scope TEXT, since INTEGER NOT NULL, newest INTEGER, cycle INTEGER NOT NULL,
  begun INTEGER, PRIMARY KEY(source, scope));
{_STATED}
{_CAPTURE}
{_ANSWER}
{_WORDING}
{_PAST}
PRAGMA user_version = {VERSION};
"""
_FROM_VERSION_1 = """
ALTER TABLE segment ADD COLUMN checked INTEGER;
ALTER TABLE segment ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
CREATE INDEX lost ON page(source, id) WHERE state = 'lost';
"""
_FROM_VERSION_2 = f"""
ALTER TABLE page ADD COLUMN metadata TEXT;
{_STATED}
"""
# Pages that an earlier version could not read, or gave up: where their answers lie is unknown.
_FROM_VERSION_3 = f"""
DROP INDEX IF EXISTS failed;
{_UNREAD_INDEX}
{_LISTED}
{_CAPTURE}
INSERT INTO capture(id, source, reading) SELECT id, source, '' FROM page
  WHERE state IN ('failed', 'given-up') AND (why LIKE 'parse%' OR why LIKE 'too-costly%');
"""
_FROM_VERSION_4 = f"""
ALTER TABLE coverage ADD COLUMN begun INTEGER;
{_ANSWER}
"""
_FROM_VERSION_5 = _WORDING
_FROM_VERSION_6 = f"""
{_PAST}
PRAGMA user_version = {VERSION};
"""
# Each to the next version.
UPGRADES = (_FROM_VERSION_1, _FROM_VERSION_2, _FROM_VERSION_3, _FROM_VERSION_4, _FROM_VERSION_5, _FROM_VERSION_6)
# Another line of the known revision: the one in the later segment counts.
PUT_READING = f"""UPDATE page SET why = CASE WHEN hash <> ? THEN coalesce(why, '{REREAD}') ELSE why END,
  hash = ?, metadata = ?, segment = ? WHERE id = ? AND revision = ? AND state = 'article' AND coalesce(
    (SELECT path FROM segment WHERE id = ?) >= (SELECT path FROM segment WHERE id = page.segment), 1)"""
MARK_LOST = f"""UPDATE page SET state = 'lost', revision = revision + (coalesce(why, '') = '{REREAD}'),
  why = nullif(why, '{REREAD}'), segment = NULL, etag = NULL, changed = NULL, tries = 0, seen = 0
  WHERE id = ? AND state = 'article'"""


class Page(NamedTuple):
    """The state of a page. The fields are the columns of the table; renaming one would break existing ledgers.

    `state` is one of
      `article`: its words are in the corpus;
      `alias`: its address leads to another article;
      `left`: it is no article, or not one that the run was asked for;
      `failed`: it could not be read in the last `tries` runs and is requested again;
      `kept`: it could not be read and is not requested again until our reading changes: then its answer in the archive
        is read again, or, without one, it is requested once;
      `given-up`: it could not be read and is not requested again;
      `lost`: its last line is gone from the corpus, so it is requested again; `revision` is that of the lost line.
    `why`: the reason for the state; of an alias the id of the other article, or `seen`; of an article None, or that
      its id stands on pages of others (`stated_ids.SHARED`), or that its line replaces another reading (`REREAD`).
    `hash`, `revision`: content hash and revision of the article's last line; `segment`: number of the file with it.
    `metadata`: the digest of what the site states about the article (`store.metadata`); None if it is not known.
    `published`: when the article was published; if its page states a time in the future, when it was first fetched.
    `stamp`: the time of the last change that the site stated, in a list or on the page. One in the future tells no
      order of changes; any other one is a change.
    `etag`, `changed`: the headers `ETag` and `Last-Modified` of the last answer.
    `ask`: the API request that is sent instead of the page's, as JSON of address and posted body.
    `asked`: when the page was last requested.
    `born`: the cycle in which the page was first known; `seen`: the last cycle that checked it.
    """

    id: str
    source: str
    url: str
    state: str
    why: str | None = None
    hash: str | None = None
    metadata: str | None = None
    revision: int = 0
    segment: int | None = None
    published: int | None = None
    stamp: int | None = None
    etag: str | None = None
    changed: str | None = None
    ask: str | None = None
    asked: int | None = None
    tries: int = 0
    born: int = 0
    seen: int = 0

    @property
    def api_request(self) -> tuple[str, Any] | None:
        """Address and posted JSON of the API that is requested instead of the page; None if there is none."""
        if self.ask is None:
            return None
        url, posted = json.loads(self.ask)
        return url, posted


class CaptureRow(NamedTuple):
    """An answer in the archive that is to be read again when our reading changes. The fields are the table's columns.

    `file` (relative to the data folder), `start` (its offset in bytes) and `fetched` (as in an article's line) are None
    if it is not known where the page's answer lies. `reading`: the fingerprint of the reading that failed (`reading`);
    "" if it is to be read again at once. `of_line`: 1 if it gave the article's last line, with low confidence.
    `tried`: when it was read last.
    """

    id: str
    source: str
    file: str | None
    start: int | None
    fetched: str | None
    reading: str
    of_line: int = 0
    tried: int = 0


class SegmentRow(NamedTuple):
    """A segment in the ledger.

    `size` in bytes and `changed` (its time of change in ns) are None for one that is still written or has faults.
    `checked`: when its bytes were last compared with its manifest. `missing`: it is gone from the disk.
    """

    number: int
    size: int | None
    changed: int | None
    checked: int | None
    missing: bool


class Coverage(NamedTuple):
    """How far discovery has come: all articles published since `since` that cycle `cycle` could find are known.

    `newest`: the time that the newest listed page stated. `begun`: when the run began (None: an earlier version's).
    """

    since: int
    newest: int | None
    cycle: int
    begun: int | None = None
