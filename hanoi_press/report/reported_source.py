"""Define `ReportedSource`: what a run's record says of one source, as the report shows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from hanoi_press.crawl.night import FALLBACKS, Night
from hanoi_press.items import MAX_INT
from hanoi_press.report.asked_archives import asked_archives
from hanoi_press.report.plain_words import in_a_row
from hanoi_press.report.record_values import amount, counts, group, line, number, rows, texts
from hanoi_press.report.run_records import SourceRun

LAYERS = ("selectors", *FALLBACKS)  # who read a page, the best first
STATUSES = ("ok", "stopped", "drifted", "failed", "blocked")
# The fields of an article in the order in which a reader meets them; others follow by name.
FIELDS = (
    "title text published_at summary authors section tags dateline images attachments attribution modified_at".split()
)
_SHOWN = 50  # rows of a list that nobody bounded when the record was written


class FieldShare(NamedTuple):
    """On how many of the pages that were read a field was found; `rang` is True if the drift alarm names it."""

    found: int
    pages: int
    rang: bool = False

    @property
    def percent(self) -> int:
        """Return the share in %, rounded down, so that 100 means all pages."""
        return self.found * 100 // self.pages if self.pages else 0


class FailedPage(NamedTuple):
    """A page that gave no article: its address, a kind of failure, and what happened in one line."""

    url: str
    kind: str
    what: str = ""


class Host(NamedTuple):
    """A host and its answers; times in seconds, None if the record does not say."""

    name: str
    requests: int
    mean: float | None
    slowest: float | None


class ReportedSource:
    """The figures of one source in one run. What the record does not say is 0, "" or empty."""

    def __init__(self, name: str, figures: Mapping[str, Any], day: str) -> None:
        self.name = name
        self.figures = group(dict(figures))
        self.stored = SourceRun(name, self.figures)
        self.night = Night(day, self.figures)
        self.is_replay = self.stored.is_replay

    def number(self, key: str) -> int:
        """Return one count of the record."""
        return number(self.figures.get(key))

    def counts(self, key: str) -> dict[str, int]:
        """Return the counts of one group of the record, the largest first."""
        return counts(self.figures.get(key))

    def text(self, key: str) -> str:
        """Return one text of the record as a line."""
        return line(self.figures.get(key))

    def texts(self, key: str) -> list[str]:
        """Return the texts of one list of the record as lines."""
        return texts(self.figures.get(key))[:_SHOWN]

    @cached_property
    def status(self) -> str:
        """How the run ended for this source; "unknown" if the record does not say."""
        stated = self.text("status")
        return stated if stated in STATUSES else "unknown"

    @property
    def is_trouble(self) -> bool:
        """Return True if the source failed, drifted or was blocked."""
        return self.status in ("drifted", "failed", "blocked")

    @property
    def reason(self) -> str:
        """Return why it failed, drifted or was blocked, in one line; "" if it did not."""
        return line(self.stored.reason_line) if self.is_trouble else ""

    @property
    def nights_in_a_row(self) -> str:
        """Return how often it has failed or was blocked, in words: `third night in a row`; "" for the first time."""
        return in_a_row(self.number("nights_in_a_row"))

    @property
    def seconds(self) -> float | None:
        """Return how long the source took; None if the record does not say."""
        return amount(self.figures.get("seconds"))

    @property
    def failures(self) -> int:
        """Return the number of pages and lists that gave nothing although they should have."""
        return min(self.stored.failures, MAX_INT)

    @cached_property
    def layers(self) -> dict[str, int]:
        """The number of pages by the layer that read them, the best layer first."""
        found = dict.fromkeys(LAYERS, 0)
        for page, pages in self.night.pages.items():
            found[page if page in FALLBACKS else "selectors"] += pages
        return {layer: pages for layer, pages in found.items() if pages}

    @property
    def layer(self) -> str:
        """Return the layer that read most pages; "" if none was read."""
        return self.stored.layer

    @property
    def page_classes(self) -> dict[str, int]:
        """Return the number of pages by the page class that read them, the most frequent first."""
        return counts(self.night.pages)

    @property
    def origins(self) -> dict[str, dict[str, int]]:
        """Return the number of pages by field and origin."""
        return {line(field, 80): counts(self.night.origins[field]) for field in ordered_fields(self.night.origins)}

    @cached_property
    def coverage(self) -> dict[str, FieldShare]:
        """On how many of the read pages each field was found, in the order of `FIELDS`."""
        rang = {name.partition("/")[2] for name in self.night.rang if name.startswith(("field/", "origin/"))}
        pages = sum(self.night.pages.values())
        names = ordered_fields({*self.night.origins, *rang} - {""}) if pages else []
        found = {name: min(sum(self.night.origins.get(name, {}).values()), pages) for name in names}
        return {line(name, 40): FieldShare(number, pages, name in rang) for name, number in found.items()}

    @cached_property
    def failed(self) -> list[FailedPage]:
        """The pages and lists whose request failed, or that could not be read."""
        return [
            FailedPage(line(one.get("url"), 2_000), line(one.get("kind"), 40) or "other", line(one.get("what")))
            for one in rows(self.figures.get("failed"))[:_SHOWN]
        ]

    def waiting(self, key: str) -> list[FailedPage]:
        """Return the pages that wait for another try (`waiting`) or get none (`given_up`), the first ones only."""
        return [
            FailedPage(
                line(one.get("url"), 2_000),
                line(one.get("why"), 40) or "other",
                f"requested in {number(one.get('tries'))} runs" if number(one.get("tries")) else "",
            )
            for one in rows(self.figures.get(key))[:_SHOWN]
        ]

    def length(self, key: str) -> int:
        """Return the number of entries of a list of the record."""
        found = self.figures.get(key)
        return len(found) if isinstance(found, list) else 0

    @cached_property
    def hosts(self) -> list[Host]:
        """The hosts that were asked, the slowest first."""
        found = []
        for name, one in list(group(self.figures.get("hosts")).items())[:_SHOWN]:
            stated = group(one)
            requests, total = number(stated.get("requests")), amount(stated.get("seconds"))
            mean = total / requests if requests and total is not None else None
            found.append(Host(name, requests, mean, amount(stated.get("slowest"))))
        return sorted(found, key=lambda host: (-(host.slowest or 0), host.name))

    @property
    def archives(self) -> dict[str, str]:
        """Return what was asked of each web archive and what came of it, in words, by its title."""
        return asked_archives(self.figures.get("via"))

    @cached_property
    def revised(self) -> list[dict[str, str]]:
        """The articles of which a new revision was written."""
        return [
            {"id": line(one.get("id"), 120), "url": line(one.get("url"), 2_000), "title": line(one.get("title"), 200)}
            for one in rows(self.figures.get("revised"))[:_SHOWN]
        ]


def ordered_fields(names: Mapping[str, Any] | set[str]) -> list[str]:
    """Return names of fields in the order of `FIELDS`, unknown ones last and by name."""
    return sorted(names, key=lambda name: (FIELDS.index(name) if name in FIELDS else len(FIELDS), name))
