"""Define `RunOutcome`, the result of one run of one source, which decides whether the run failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hanoi_press.crawl.drift_alarm import DriftAlarm, few_are_read, unread_pages
from hanoi_press.crawl.night import Night
from hanoi_press.crawl.past_figures import PastFigures
from hanoi_press.crawl.reason_line import reason_line
from hanoi_press.crawl.run_details import RunDetails
from hanoi_press.text.plurals import count_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_MANY = 4  # requested pages, of which half must not be unreadable
_READ = ("stored", "unchanged", "seen", "outside")  # how the request of an article that could be read was settled
_FAULTS = ("unreadable", "invalid", "lost")
_ASKED_FOR = ("finished", "shutdown", "time")  # reasons for an end that was intended
_NAMED = 3  # pages given up, and reasons of the alarm, that the last line names


class RunStatus(StrEnum):
    """How a run of a source ended.

    `DRIFTED`: it went to its end, but the source was read clearly worse than usual. `STOPPED`: ended early on request.
    """

    OK = "ok"
    DRIFTED = "drifted"
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
        self.alarm: DriftAlarm | None = None  # by the history of the source; None without a data folder
        self.leads = 0  # articles that the lists named
        self.lists_skipped = 0  # lists that need not be fetched
        self.reached_back_to: str | None = None  # the oldest day that discovery reached, if days were asked for
        self.unseen_days = ""  # which of these days no list reaches, in one sentence
        self.given_up: list[str] = []  # addresses of the pages that this run gave up
        self.given_up_before = 0  # pages that earlier runs gave up
        self.details = RunDetails()
        self.past = PastFigures()

    def count(self, kind: str, number: int = 1) -> None:
        """Add `number` to a kind."""
        self.counts[kind] += number

    def group(self, name: str) -> dict[str, int]:
        """Return the counts of a group by the part after the slash, in alphabetical order."""
        return counts_of_group(self.counts, name)

    @property
    def unaccounted(self) -> int:
        """Return the number of requests that were not settled."""
        pages = self.counts["asked"] - sum(self.group("pages").values()) + self.counts["pages/unaccounted"]
        return pages + self.past.unaccounted

    @property
    def faults(self) -> list[str]:
        """Return what makes the run a failure, as in its last line; [] if nothing does."""
        found = []
        if self.counts["incomplete"]:
            found.append("discovery was incomplete, see the log")
        if self.counts["unseen"]:
            found.append(self.unseen_days)
        if self.counts["no_route"]:
            found.append("no discovery route answered")
        found += self.past.faults()
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
    def own_faults(self) -> list[str]:
        """Return the faults that are ours or the machine's, not the site's; a person has to look at them."""
        counts, found = self.counts, []
        if counts["storage_failed"]:
            found.append("not everything could be stored")
        if counts["archive_failed"]:
            found.append("not everything could be archived")
        if counts["archive_damaged"]:
            found.append("a part of the archive could not be read")
        if number := counts["spider_exceptions"] + counts["pipeline_exceptions"]:
            found.append(f"{count_of(number, 'error')} in the crawler itself")
        if number := counts["pages/lost"]:
            found.append(f"{count_of(number, 'article')} lost until the next run")
        if self.reason is not None and self.unaccounted:
            found.append(f"{count_of(self.unaccounted, 'request')} unaccounted for")
        if number := counts["unreadable/dropped"]:
            found.append(f"{count_of(number, 'request')} dropped by a part of Scrapy")
        if self.reason == "stuck":
            found.append("Scrapy stopped sending requests")
        return found

    @property
    def reason_line(self) -> str:
        """Return in one plain line why the run failed, drifted or was blocked; "" if it did not."""
        blocks = [one["what"] for one in self.details.failed if one["kind"] == "blocked"]
        return reason_line(
            str(self.status),
            faults=self.faults,
            drift=self.drift,
            failures={} if self.past.is_failing else self.group("failures"),
            reason="finished" if self.reason == "failing" and self.past.is_failing else self.reason,  # it is a fault
            blocked_by=blocks[0] if blocks else "",
        )

    @property
    def drift(self) -> list[str]:
        """Return in which way the source was read clearly worse than usual; [] if it was not, or blocks us."""
        if self.counts["blocked"]:
            return []
        if self.alarm is not None:
            return list(self.alarm.reasons.values())
        night = Night("", self.figures())
        return [unread_pages(night)] if self.group("pages") and few_are_read(night) else []

    def figures(self) -> dict[str, Any]:
        """Return the counts of the run as its record states them (`docs/store.md`)."""
        counts = self.counts
        return {
            "asked": counts["asked"],
            "pages": self.group("pages"),
            "unaccounted": self.unaccounted,
            "new": counts["new"],
            "changed": counts["changed"],
            "unchanged": counts["unchanged"],
            "same_words": counts["same_words"],
            "announced": counts["announced"],
            "known": counts["known"],
            "left_out": self.group("skipped") | {"before": counts["left"]},
            "unreadable": counts["unreadable"],
            "unreadable_kinds": self.group("unreadable"),
            "invalid": counts["invalid"],
            "blocked": counts["blocked"],
            "failures": self.group("failures"),
            "reread": self.group("reread"),
            "discovery_incomplete": bool(counts["incomplete"] or counts["no_route"] or self.unseen_days),
            "discovery_pages": counts["discovery_pages"],
            "leads": self.leads,
            "lists": self.group("lists"),
            "lists_skipped": self.lists_skipped,
            "reached_back_to": self.reached_back_to,
            "unseen_days": self.unseen_days,
            "lists_unchanged": counts["lists_unchanged"],
            "captures": self.past.by_kind(),
            "via": self.past.figures(),
        }

    @property
    def status(self) -> RunStatus:
        """Return how the run ended."""
        if self.counts["blocked"]:
            return RunStatus.BLOCKED
        if self.faults or self.reason not in _ASKED_FOR:
            return RunStatus.FAILED
        if self.drift:
            return RunStatus.DRIFTED
        return RunStatus.OK if self.reason == "finished" else RunStatus.STOPPED

    @property
    def failed(self) -> bool:
        """Return True if the run failed, drifted or was blocked; it then ends with exit code 1."""
        return self.status in (RunStatus.BLOCKED, RunStatus.FAILED, RunStatus.DRIFTED)

    def summary(self, feeds: list[str] | None = None) -> str:
        """Return the run in one line: `hanoimoi: 41 articles in data/…jsonl; 0 pages could not be read; …`.

        `feeds` are the files of `-o`/`-O`, named if no segment was written.
        """
        kept = self.counts["articles"]
        where = str(self.file) if self.file else ", ".join(feeds or [])
        parts = [count_of(kept, "article") + (f" in {where}" if kept and where else "")]
        parts += self.past.words(kept)
        parts += [f"{self.counts[kind]} {kind}" for kind in ("changed", "unchanged", "known") if self.counts[kind]]
        if again := self.group("reread"):
            read = sum(again.get(kind, 0) for kind in _READ)
            pruned = again.get("pruned", 0)
            vain = sum(again.values()) - read - pruned
            more = (f", {number} {words}" for number, words in ((vain, "in vain"), (pruned, "pruned")) if number)
            parts.append(f"{read} read again from the archive" + "".join(more))
        missed = self.counts["unreadable"] + self.counts["invalid"]
        parts.append(unreadable_pages(missed, self.group("unreadable")))
        if skipped := self.group("skipped"):
            parts.append(f"left out: {listed_counts(skipped)}")
        if failures := self.group("failures"):
            parts.append(f"failed attempts: {listed_counts(failures)}")
        if self.counts["blocked"]:
            parts.append(f"blocked: {self.counts['blocked']}")
        parts += self._given_up()
        parts += [f"note: {note}" for note in (self.alarm.notes.values() if self.alarm else ())]
        if self.unseen_days and not self.counts["unseen"]:  # else it is one of the faults
            parts.append(self.unseen_days)
        if self.drift:
            parts.append(drift_line(self.drift))
        parts += self.faults
        if self.reason != "finished":
            parts.append(f"ended early: {self.reason or 'did not start, see the log'}")
        return f"{self.source}: " + "; ".join(parts)

    def _given_up(self) -> list[str]:
        if not self.given_up:
            return [f"given up before: {count_of(self.given_up_before, 'page')}"] * bool(self.given_up_before)
        named = [*self.given_up[:_NAMED], *(["…"] if len(self.given_up) > _NAMED else [])]
        earlier = f", {self.given_up_before} more before" if self.given_up_before else ""
        return [f"given up: {count_of(len(self.given_up), 'page')}{earlier} ({', '.join(named)})"]


def drift_line(reasons: Sequence[str]) -> str:
    """Return the reasons of the alarm in one line: `drift: 0 of 3 pages could be read, usually 98 %`."""
    more = len(reasons) - _NAMED
    return "drift: " + ", and ".join(reasons[:_NAMED]) + (f", and {more} more" if more > 0 else "")


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
