"""Define the tables of the index. A change of them, or of what is written to them, needs another `VERSION`."""

from __future__ import annotations

VERSION = 3  # `PRAGMA user_version`

# The names of a label's kind.
SECTION, TAG, AUTHOR = "section", "tag", "author"

TABLES = """
-- By name: the stamps of take-down.txt (`take-down`) and duplicates.jsonl (`duplicates`); `copies`, why the latter
-- cannot be read; `addresses`, if `address_id` is known: 1 if it counts.
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- The segments that were read. `name` is relative to the data folder, with `/` (absolute for a file or a glob); `stamp`
-- and `manifest` are the stamps of the file and of its manifest (NULL for none), see `index_place`.
CREATE TABLE segment (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, manifest TEXT);

-- Lines without an id, damaged lines, and faults of whole files (`line` 0).
CREATE TABLE fault (segment INTEGER NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL);

-- All lines with an id, of all revisions. `hash` is the content hash, `place` a digest of where the answer lies (b''
-- for none), `fetched` its time, `digest` that of the line. `address_id`: the id that the address leads to, where that
-- is another one and the take-down list has addresses. `shown`: 1 if `load(revisions="all")` yields the line. `hidden`:
-- 0 if it is loaded or reported, 1 if a newer revision supersedes it, 2 if `load` leaves it out in any case. `broken`:
-- why it is no article. `conflict`: the number of the line that it contradicts.
CREATE TABLE line (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, revision INTEGER NOT NULL, hash BLOB NOT NULL, place BLOB NOT NULL,
    fetched TEXT NOT NULL, digest BLOB NOT NULL, segment INTEGER NOT NULL, in_segment INTEGER NOT NULL, address_id TEXT,
    shown INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0, broken TEXT, conflict INTEGER
);
CREATE INDEX line_id ON line (id, revision);

-- The ids on the take-down list, those of its addresses included.
CREATE TABLE removed (id TEXT PRIMARY KEY) WITHOUT ROWID;

-- The lines as they stand in the segments, compressed (zstd); `number` is that of `line`.
CREATE TABLE content (number INTEGER PRIMARY KEY, data BLOB NOT NULL);

-- The articles that `load()` yields: `number` is that of the line with the newest revision, and the rowid in `words`.
-- `day`: of publication, in Hanoi.
-- `moment`: seconds since 1970 of publication, by which the newest come first (a day without a time counts as its end;
-- NULL without a date). `section`: the outermost. `syllables`: of the text. `filled`: see
-- `statistics.filled_bits`. `archive`: the file with the raw page.
CREATE TABLE article (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, url TEXT NOT NULL,
    title TEXT NOT NULL, published_at TEXT, day TEXT, moment INTEGER, section TEXT, language TEXT NOT NULL,
    syllables INTEGER NOT NULL, filled INTEGER NOT NULL, archive TEXT
);

-- The sections (all levels), tags and authors of an article. `plain`: the name as `syllables.without_accents` gives it.
CREATE TABLE label (
    article INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, plain TEXT NOT NULL,
    PRIMARY KEY (article, kind, name)
) WITHOUT ROWID;

-- The copies of `duplicates.jsonl`, as they stand there. `left_out`: 1 if `without_copies` leaves the copy out.
CREATE TABLE copy (
    id TEXT NOT NULL, original TEXT NOT NULL, kind TEXT NOT NULL, share REAL NOT NULL, left_out INTEGER NOT NULL
);

-- The words of the articles, separated by spaces: without accents, and with final tones (`syllables.index_words`). The
-- summary is part of the text.
CREATE VIRTUAL TABLE words USING fts5(
    plain_title, plain_text, exact_title, exact_text, content='', tokenize='ascii'
);
"""

# Indexes that are made once the tables are filled, which is faster.
INDEXES = """
CREATE INDEX fault_segment ON fault (segment);
CREATE INDEX line_segment ON line (segment);
CREATE INDEX line_broken ON line (hidden) WHERE broken IS NOT NULL;
CREATE INDEX line_conflict ON line (hidden) WHERE conflict IS NOT NULL;
CREATE INDEX line_address ON line (address_id) WHERE address_id IS NOT NULL;
CREATE INDEX article_source ON article (source, day);
CREATE INDEX article_moment ON article (moment);
CREATE INDEX article_day ON article (day);
CREATE INDEX label_name ON label (kind, plain, article);
CREATE INDEX copy_id ON copy (id);
CREATE INDEX copy_original ON copy (original);
"""

# Settings of `words`: bytes of words that are sorted in memory before they are written, and how many parts of the
# table are merged beside the writing. A new index is made a seventh faster if only FTS5's own bound of 16 parts counts.
SETTINGS = {"hashsize": 8 * 1024 * 1024, "automerge": 0}
SETTINGS_ONCE_MADE = {"automerge": 4}  # the default
