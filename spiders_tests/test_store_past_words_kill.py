"""Histories of captures in any order, killed at any moment, against a plain list of what each article said when."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK, WEB_ARCHIVES, IndexedCapture
from hanoi_press.store.folder import DataFolder, rebuild
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.scope import DuePage
from hanoi_press.store.segments import lines
from spiders_tests.corpus_lines import article, break_off, opened
from spiders_tests.history_runs import run as live_run
from spiders_tests.past.capture_runs import PUBLISHED, ask, capture, gives, listed, past_run, place

DAYS = [f"{year}0{month}01" for year in (2015, 2016, 2017) for month in (2, 5, 8)]


class Killed(BaseException):
    """The process is killed."""


class Captures(RuleBasedStateMachine):
    """A data folder with two articles; `all` are the words of every capture that an index has listed."""

    def __init__(self) -> None:
        super().__init__()
        self.data = Path(tempfile.mkdtemp())
        self.all: dict[IndexedCapture, str] = {}
        self.settled: set[IndexedCapture] = set()
        self.live: dict[int, str] = {}
        self.unread: set[IndexedCapture] = set()
        self.has_lost_lines = False
        self.open()

    def open(self) -> None:
        self.folder: DataFolder = opened(self.data)
        self.run: SourceHistory = past_run(self.folder, ended=False)
        self.synced = 0  # bytes of the unfinished segment that are on the disk
        sync = self.folder.sync_source

        def noting(source: str) -> None:
            sync(source)
            self.synced = self.folder._open[source][0].part.stat().st_size

        self.folder.sync_source = noting  # type: ignore[method-assign]

    @rule(number=st.sampled_from((1, 2)), at=st.sampled_from(DAYS), words=st.sampled_from("ABC"), cc=st.booleans())
    def an_index_lists(self, number: int, at: str, words: str, cc: bool) -> None:
        one = capture(number, at, words, COMMONCRAWL if cc else WAYBACK)
        if all((one.url, one.captured) != (other.url, other.captured) for other in self.all):
            self.all[one] = words
            listed(self.run, [one], f"{one.url} {one.captured}")

    @rule(times=st.integers(1, 3))
    def captures_are_read(self, times: int) -> None:
        for archive in WEB_ARCHIVES:
            stream = self.run.captures.waiting(archive)
            for one, _ in zip(stream, range(times), strict=False):
                self.answer(one)

    @rule(left=st.integers(0, 4))
    def a_kill_while_one_is_stored(self, left: int) -> None:
        """After so many lines, or before the ledger has it."""
        one = next(self.run.captures.waiting(WAYBACK), None)
        if one is None:
            return
        append, count = self.folder.append, iter(range(9))

        def killing(*line: Any) -> int:
            if next(count) == left:
                raise Killed
            return append(*line)

        def late(row: object) -> None:
            raise Killed

        self.folder.append = killing  # type: ignore[method-assign]
        self.folder.ledger.past.put = late  # type: ignore[method-assign]
        with suppress(Killed):
            self.answer(one, is_settled=False)
        self.kill()

    @rule()
    def one_cannot_be_read(self) -> None:
        one = next(self.run.captures.waiting(WAYBACK), None)
        if one is not None and self.run.captures.skip_reason(f"hanoimoi/{number_of(one)}", one) == "":
            self.run.mark_failed(ask(self.run, one), "lost: by us", answer=place(one))
            self.unread.add(one)

    @rule()
    def what_could_not_be_read_is_read_again(self) -> None:
        run = self.run = past_run(self.folder)
        for due in run.rereads():
            assert due.answer is not None
            one = next(one for one in self.all if place(one) == due.answer and one.url == due.url)
            gives(run, due.id, one, self.all[one])
            self.settled.add(one)
            self.unread.discard(one)

    @precondition(lambda self: len(self.live) < 2)
    @rule(number=st.sampled_from((1, 2)), words=st.sampled_from("ABC"))
    def the_site_is_read(self, number: int, words: str) -> None:
        if number not in self.live:
            self.live[number] = words
            self.read_site(number)

    def read_site(self, number: int) -> None:
        live = live_run(self.folder, ended=False)
        live.mark_arrived(f"hanoimoi/{number}", f"hanoimoi/{number}", None, None)
        live.keep(article(number, self.live[number], published=PUBLISHED))

    @rule()
    def the_run_ends(self) -> None:
        self.folder.close()
        self.open()

    @rule()
    def kill(self) -> None:
        break_off(self.folder)
        self.open()

    @rule(left=st.integers(0, 2))
    def the_power_fails(self, left: int) -> None:
        """Of the lines that were not synced only some are left, and the ledger has all."""
        found = [segment.part for segment, _ in self.folder._open.values()]
        break_off(self.folder)
        for part in found:
            later = part.read_bytes()[self.synced :].splitlines(keepends=True)
            os.truncate(part, self.synced + sum(map(len, later[:left])))
        self.open()
        self.everything_lost_is_read_again()

    @rule(which=st.integers(0, 5))
    def a_segment_is_lost(self, which: int) -> None:
        """What it had is read again from our archive, and the site is asked for its own line.

        Only the loss of an article's last line is noticed, so one with an earlier line only stays.
        """
        self.folder.close()
        last: dict[Path, dict[str, int]] = {}
        for path in sorted((self.data / "articles").rglob("*.jsonl")):
            records = [json.loads(one.raw) for one in lines(path)]
            last[path] = {one["id"]: one["revision"] for one in sorted(records, key=itemgetter("revision"))}
        highest = {id: max(one.get(id, 0) for one in last.values()) for found in last.values() for id in found}
        found = [path for path, ids in last.items() if all(highest[id] == number for id, number in ids.items())]
        if found:
            found[which % len(found)].unlink()
            self.has_lost_lines = True
        self.open()
        self.everything_lost_is_read_again()

    def everything_lost_is_read_again(self) -> None:
        self.what_could_not_be_read_is_read_again()
        for due in live_run(self.folder, ended=False).due():
            self.read_site(number_of(due))

    @rule()
    def the_ledger_is_rebuilt(self) -> None:
        self.folder.close()
        rebuild(self.data, "a test")
        self.open()
        listed(self.run, self.all)
        self.unread.clear()
        self.settled = {one for one in self.settled if self.state(one) == "read"}  # those that gave a line

    def answer(self, one: IndexedCapture, *, is_settled: bool = True) -> None:
        """Answer what the run asks for, as the frontier does."""
        id = f"hanoimoi/{number_of(one)}"
        if self.run.captures.skip_reason(id, one) == "known":
            self.run.captures.note_same(id, one)
            return
        assert one not in self.settled
        gives(self.run, ask(self.run, one), one, self.all[one])
        if is_settled:
            self.settled.add(one)

    @invariant()
    def no_capture_is_given_again(self) -> None:
        assert all(self.state(one) in ("read", "same") for one in self.settled)

    def state(self, one: IndexedCapture) -> str:
        row = self.folder.ledger.past.find("hanoimoi", f"hanoimoi/{number_of(one)}", one.captured, one.archive)
        assert row is not None
        return row.state

    def teardown(self) -> None:
        self.what_could_not_be_read_is_read_again()
        self.run = past_run(self.folder)
        for archive in WEB_ARCHIVES * 2:
            for one in self.run.captures.waiting(archive):
                self.answer(one)
        self.folder.close()
        with opened(self.data) as folder:
            for number in (1, 2):
                counting = folder.lines_of("hanoimoi", f"hanoimoi/{number}")
                assert [one.record["text"] for one in counting] == self.said(number)
                numbers = [one.revision for one in counting]
                # a lost line may leave a gap, if the run that was writing its article anew was killed
                assert numbers == (sorted(set(numbers)) if self.has_lost_lines else list(range(1, len(numbers) + 1)))
                times = [one.record["fetched_at"] for one in counting]
                assert times == sorted(times)
        shutil.rmtree(self.data)

    def said(self, number: int) -> list[str]:
        """Return the words of an article one after another, as its captures and the site had them."""
        found = sorted((one.fetched_at, words) for one, words in self.all.items() if number_of(one) == number)
        if number in self.live:
            found.append((f"{datetime.now(UTC):%Y}", self.live[number]))
        return [words for words, _ in groupby(words for _, words in found)]


def number_of(one: IndexedCapture | DuePage) -> int:
    """Return the number of the article of a capture or a page."""
    return int(one.url.rpartition("-")[2].removesuffix(".html"))


TestCaptures = Captures.TestCase
TestCaptures.settings = settings(max_examples=25, stateful_step_count=15)
