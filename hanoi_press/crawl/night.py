"""Read the figures of a source in one run as shares of its pages, which the drift alarm compares between nights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hanoi_press.crawl.drift import Share

SURE_FIELDS = ("published_at", "text", "title")  # fields that nearly every article of every source has
# Readers of pages without selectors of a person, the best first; any other page class is the source's own.
FALLBACKS = ("learnt", "heuristic", "outline", "generic")
_SELECTORS = frozenset({"css", "json"})  # origins of a field that a page class of the source reads
# Verdicts on a page at an article's address that are no fault of the reading.
_NO_FAULT = frozenset(
    {"before", "dropped", "forbidden", "gone", "no-article", "outside", "removed", "seen", "sponsored", "too-long"}
)
_REMARKS = ("language", "markup")  # what `extraction.fields` says beside the fields
_OURS = ("parse", "too-costly")  # kinds of unreadable pages that may be the fault of the reading
_READ = ("stored", "outside", "seen")


@dataclass(frozen=True)
class Night:
    """The figures of a source in one run (`docs/store.md`), whoever wrote them: what is no count, counts as 0.

    `day` is that of the run, in UTC (`20261124`).
    """

    day: str
    figures: Mapping[str, Any] = field(repr=False)

    def share(self, key: str) -> Share:
        """Return a share by its name: `pages`, `layer/learnt`, `field/summary`, `origin/title`, `confidence`, …"""
        kind, _, name = key.partition("/")
        if kind in ("field", "origin") and self.is_special and name not in SURE_FIELDS:
            return Share(0, 0)
        if kind == "field":
            return self._of_pages(sum(self.origins.get(name, {}).values()))
        if kind == "origin":
            return self._of_pages(sum(n for origin, n in self.origins.get(name, {}).items() if origin in _SELECTORS))
        if kind == "layer":
            worse = FALLBACKS[FALLBACKS.index(name) + 1 :] if name in FALLBACKS else FALLBACKS
            return self._of_pages(sum(n for page, n in self.pages.items() if page not in worse))
        return self._others[key]

    def _of_pages(self, good: int) -> Share:
        pages = sum(self.pages.values())
        return Share(min(good, pages), pages)

    @cached_property
    def _others(self) -> dict[str, Share]:
        confidence, lists = _counts(self._extraction.get("confidence")), _counts(self.figures.get("lists"))
        # An article that changed as its list said shows no fault of the reading, and a capture's words are of its day.
        changed = max(0, self.number("changed") - self.number("announced") - self._changed_captures)
        unchanged = self.number("same_words")
        return {
            "pages": Share(self.read, self.read + self.unread),
            "confidence": Share(confidence.get("high", 0), sum(confidence.values())),
            "lists": Share(lists.get("selectors", 0), sum(lists.values())),
            "words": Share(unchanged, unchanged + changed),
        }

    @property
    def read(self) -> int:
        """Return the number of pages that were read in this run: not those that the site calls unchanged."""
        return sum(self._settled.get(how, 0) for how in _READ) + self.number("same_words")

    @property
    def unread(self) -> int:
        """Return the number of pages that came and gave no article by what may be a fault of the reading."""
        left_out = _counts(self.figures.get("left_out"))
        return self.unreadable + sum(n for kind, n in left_out.items() if kind not in _NO_FAULT)

    @property
    def unreadable(self) -> int:
        """Return the number of pages that should have been articles and could not be read, without failed requests."""
        kinds = _counts(self.figures.get("unreadable_kinds"))
        return sum(kinds.get(kind, 0) for kind in _OURS) + self.number("invalid")

    @property
    def unchanged(self) -> int:
        """Return the number of pages that the site calls unchanged, which were not read."""
        return self._settled.get("unchanged", 0) - self.number("same_words")

    @cached_property
    def pages(self) -> dict[str, int]:
        """The number of pages by page class."""
        return _counts(self._extraction.get("pages"))

    @cached_property
    def origins(self) -> dict[str, dict[str, int]]:
        """The number of pages by field and origin."""
        found: dict[str, dict[str, int]] = {}
        for key, number in _counts(self._extraction.get("fields")).items():
            name, _, origin = key.partition("/")
            if name not in _REMARKS:
                found.setdefault(name, {})[origin] = number
        return found

    @property
    def rang(self) -> frozenset[str]:
        """Return the names of the shares for which the alarm rang."""
        found = self.figures.get("drift_of")
        return frozenset(one for one in found if isinstance(one, str)) if isinstance(found, list) else frozenset()

    @property
    def notes(self) -> dict[str, str]:
        """Return the notes on fields that are empty for good, by the name of the share."""
        found = self.figures.get("notes")
        return {key: one for key, one in found.items() if isinstance(one, str)} if isinstance(found, dict) else {}

    @property
    def scope(self) -> str:
        """Return the arguments of the run, if its counts may be compared with runs of the same ones; else ""."""
        found = self.figures.get("scope")
        return found if isinstance(found, str) else ""

    @property
    def reading(self) -> str:
        """Return the fingerprint of the package that read the pages; "" if none is stated."""
        found = self.figures.get("reading")
        return found if isinstance(found, str) else ""

    @property
    def is_special(self) -> bool:
        """Return True for a run of chosen addresses or of past days, whose pages may be of another era."""
        return self.figures.get("is_special") is True

    def number(self, key: str) -> int:
        """Return one count."""
        return _number(self.figures.get(key))

    @property
    def _changed_captures(self) -> int:
        """Return the number of revisions that captures of web archives gave."""
        via = self.figures.get("via")
        found = via.values() if isinstance(via, dict) else ()
        return sum(_number(one.get("changed")) for one in found if isinstance(one, dict))

    @cached_property
    def _extraction(self) -> Mapping[str, Any]:
        found = self.figures.get("extraction")
        return found if isinstance(found, dict) else {}

    @cached_property
    def _settled(self) -> dict[str, int]:
        found = _counts(self.figures.get("pages"))
        # the corpus alone, and records of a replay, state only the pages that were read
        return found or {"stored": sum(self.pages.values()) - self.number("same_words")}


def _counts(found: object) -> dict[str, int]:
    return {key: _number(number) for key, number in found.items()} if isinstance(found, dict) else {}


def _number(found: object) -> int:
    return max(found, 0) if type(found) is int else 0
