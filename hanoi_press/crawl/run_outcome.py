"""Define `RunOutcome`, the result of one run of one source, which decides whether the run failed."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_MANY = 4  # requested pages, of which half must not be unreadable
_READ = ("stored", "unchanged", "seen", "outside")  # how the request of an article that could be read was settled
_FAULTS = ("unreadable", "invalid", "lost")
_ASKED_FOR = ("finished", "shutdown", "time")  # reasons for an end that was intended


class RunStatus(StrEnum):
    """How a run of a source ended. `STOPPED`: ended early on request."""

    OK = "ok"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    FAILED = "failed"


class RunOutcome:
    """Counts by kind, the segment that was written, and the reason for the end.

    Kinds with a slash are groups: `skipped/gone`, `unreadable/truncated`, `failures/busy`. `asked` counts the articles
    that were requested, the group `pages` how each request was settled: `stored`, `unchanged` (HTTP 304, or the same
    words), `seen` (read from another address), `outside` (of the wanted days), `left_out`, `unreadable`, `invalid`,
    `lost` (by a fault of ours), `blocked`, `unasked` (the run ended before) or `unaccounted` (nobody knows). The group
    `reread` says the same of the archived answers that were read again, which are neither asked nor pages.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.counts: Counter[str] = Counter()
        self.file: Path | None = None  # the segment written, if any
        self.reason: str | None = None  # Scrapy's reason for the end; None while the run goes on

    def count(self, kind: str, number: int = 1) -> None:
        """Add `number` to a kind."""
        self.counts[kind] += number

    def group(self, name: str) -> dict[str, int]:
        """Return the counts of a group by the part after the slash, in alphabetical order."""
        return counts_of_group(self.counts, name)

    @property
    def unaccounted(self) -> int:
        """Return the number of requests that were not settled."""
        return self.counts["asked"] - sum(self.group("pages").values()) + self.counts["pages/unaccounted"]

    @property
    def faults(self) -> list[str]:
        """Return what makes the run a failure, as in its last line; [] if nothing does."""
        found = []
        if self.counts["incomplete"]:
            found.append("discovery was incomplete, see the log")
        if self.counts["no_route"]:
            found.append("no discovery route answered")
        if self.counts["storage_failed"] or self.counts["archive_failed"]:
            found.append("not everything could be stored, see the log")
        if self.counts["archive_damaged"]:
            found.append("a part of the archive could not be read, see the log")
        if number := self.counts["spider_exceptions"] + self.counts["pipeline_exceptions"]:
            found.append(f"{count_of(number, 'error')} in the crawler itself, see the log")
        if self.reason is not None and self.unaccounted:
            found.append(f"{count_of(self.unaccounted, 'request')} unaccounted for")
        if number := self.counts["unreadable/dropped"]:
            found.append(f"{count_of(number, 'request')} dropped by a part of Scrapy, see the log")
        pages = self.group("pages")
        unreadable = sum(pages.get(kind, 0) for kind in _FAULTS)
        answered = sum(pages.values()) - pages.get("unasked", 0)
        if unreadable and not any(pages.get(kind) for kind in _READ):
            found.append("no page could be read")
        elif answered >= _MANY and pages.get("left_out") == answered:
            found.append(f"none of {answered} requested pages was an article")
        else:
            found += too_many_unreadable(unreadable, answered)
        return found

    @property
    def status(self) -> RunStatus:
        """Return how the run ended."""
        if self.counts["blocked"]:
            return RunStatus.BLOCKED
        if self.faults or self.reason not in _ASKED_FOR:
            return RunStatus.FAILED
        return RunStatus.OK if self.reason == "finished" else RunStatus.STOPPED

    @property
    def failed(self) -> bool:
        """Return True if the run failed or was blocked; it then ends with exit code 1."""
        return self.status in (RunStatus.BLOCKED, RunStatus.FAILED)

    def summary(self, feeds: list[str] | None = None) -> str:
        """Return the run in one line: `hanoimoi: 41 articles in data/…jsonl; 0 pages could not be read; …`.

        `feeds` are the files of `-o`/`-O`, named if no segment was written.
        """
        kept = self.counts["articles"]
        where = str(self.file) if self.file else ", ".join(feeds or [])
        parts = [count_of(kept, "article") + (f" in {where}" if kept and where else "")]
        parts += [f"{self.counts[kind]} {kind}" for kind in ("changed", "unchanged", "known") if self.counts[kind]]
        if again := self.group("reread"):
            read = sum(again.get(kind, 0) for kind in _READ)
            vain = sum(again.values()) - read
            parts.append(f"{read} read again from the archive" + (f", {vain} in vain" if vain else ""))
        missed = self.counts["unreadable"] + self.counts["invalid"]
        parts.append(unreadable_pages(missed, self.group("unreadable")))
        if skipped := self.group("skipped"):
            parts.append(f"left out: {listed_counts(skipped)}")
        if failures := self.group("failures"):
            parts.append(f"failed attempts: {listed_counts(failures)}")
        if self.counts["blocked"]:
            parts.append(f"blocked: {self.counts['blocked']}")
        parts += self.faults
        if self.reason != "finished":
            parts.append(f"ended early: {self.reason or 'did not start, see the log'}")
        return f"{self.source}: " + "; ".join(parts)


def outcome_of(crawler: Crawler) -> RunOutcome | None:
    """Return the outcome of a crawler's run; None if its spider could not be made."""
    return getattr(crawler.spider, "outcome", None)


def has_failed(crawler: Crawler) -> bool:
    """Return True if a crawler's run failed, or never started."""
    outcome = outcome_of(crawler)
    return outcome is None or outcome.failed


def counts_of_group(counts: Counter[str], group: str) -> dict[str, int]:
    """Return the counts of a group by the part after the slash, in alphabetical order."""
    start = f"{group}/"
    return {kind.removeprefix(start): n for kind, n in sorted(counts.items()) if kind.startswith(start)}


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun: `1 page`, `2 pages`."""
    return f"{number} {noun}{'s' * (number != 1)}"


def listed_counts(counts: dict[str, int]) -> str:
    """Return counts in one line: `2 gone, 1 seen`."""
    return ", ".join(f"{number} {kind}" for kind, number in counts.items())


def too_many_unreadable(unreadable: int, pages: int) -> list[str]:
    """Return the fault of a crawl or replay in which half of several pages or more could not be read; [] if none."""
    is_fault = pages >= _MANY and unreadable * 2 >= pages
    return [f"{unreadable} of {pages} pages could not be read"] if is_fault else []


def unreadable_pages(total: int, kinds: dict[str, int]) -> str:
    """Return the sentence on pages that gave no article: `2 pages could not be read (2 truncated)`."""
    return f"{count_of(total, 'page')} could not be read" + (f" ({listed_counts(kinds)})" if kinds else "")
