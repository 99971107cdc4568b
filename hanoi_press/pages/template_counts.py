"""Count which locators find the fields of one source's pages, and make the `LearntTemplate` of those that do.

Of each locator the pages are counted on which it found exactly the value, matched another element, or matched nothing.
Besides, these counts are kept with less weight the longer ago: every page takes `DECAY` of what the pages before it
weigh. A locator is used from the second page on that it finds the value on, if nothing that is used finds it there or
little is used yet. So two pages of a new design teach it, and after five it comes before the old one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hanoi_press.pages.learnt_template import DROP, FIELDS, LearntTemplate, digest
from hanoi_press.pages.locators import BY_NAME, LONGEST, compiled, rank
from hanoi_press.pages.observation import BoxSeen, Observation

DECAY = 0.85  # of a page's weight, with each further page
FEWEST = 2  # pages on which a locator found the value before it is used
ENOUGH = 3  # locators of a field, for pages of one design
MOST_USED = 12  # locators of a field
MOST_KEPT = 24  # of a field that are counted
MOST_BOXES = 40  # inside the body that are counted
_ENTERS, _LEAVES = 0.75, 0.5  # share of the pages lately on which a locator without a name finds the value
_PRECISE = 0.65  # share of the elements matched lately that are the value
_FORGOTTEN = 0.002  # weight of a page after some forty further ones
_RECURS = 6  # articles in which a box had the same words before it counts as no text
_TWICE = 1.5  # more than the weight of one page
_MOST_WORDS = 4  # digests of a box's words that are kept


@dataclass(slots=True)
class LocatorCounts:
    """The counts of one locator: of all pages (`found`, `other`, `missed`), and weighted (`lately`, the same three)."""

    first: str = ""
    last: str = ""
    found: int = 0
    other: int = 0
    missed: int = 0
    lately: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])
    is_used: bool = False

    def add(self, outcome: bool | None, day: str, *, has_field: bool = True) -> None:
        """Count one page: True for the value, False for another element, None for nothing.

        A page of another design, on which the field stands elsewhere, takes weight and says nothing else.
        """
        self.lately = [DECAY * one for one in self.lately]
        if outcome:
            self.found += 1
            self.lately[0] += 1
            self.first, self.last = self.first or day, max(self.last, day)
        elif outcome is None:
            self.missed += 1
            self.lately[2] += not has_field
        else:
            self.other += 1
            self.lately[1] += 1

    @property
    def share(self) -> float:
        """The share (0 to 1) of the pages that count lately on which it found the value."""
        return self.lately[0] / (sum(self.lately) or 1)

    def is_reliable(self, locator: str, least: float) -> bool:
        """Return True if nearly all that the locator matched lately was the value.

        One without a name finds some element on nearly every page: it has to be the value on a share of `least`.
        """
        is_precise = self.found >= FEWEST and self.lately[0] >= _PRECISE * (self.lately[0] + self.lately[1])
        return is_precise and (rank(locator) <= BY_NAME or self.share >= least)


@dataclass(slots=True)
class BoxCounts:
    """The counts of one kind of box inside the body: pages that had its words as text, as a caption or not at all."""

    dropped: float = 0.0
    kept: float = 0.0
    captions: float = 0.0
    words: dict[str, list[int]] = field(default_factory=dict)  # numbers of the first pages, by digest

    def add(self, seen: BoxSeen, page: int) -> None:
        """Count one page."""
        self.dropped = DECAY * self.dropped + (seen.kind == "nothing")
        self.kept = DECAY * self.kept + (seen.kind == "text")
        self.captions = DECAY * self.captions + (seen.kind == "caption")
        if seen.digest in self.words or len(self.words) < _MOST_WORDS:
            pages = self.words.setdefault(seen.digest, [])
            if page not in pages and len(pages) < _RECURS:
                pages.append(page)

    @property
    def weight(self) -> float:
        """The weight of the pages that had such a box."""
        return self.dropped + self.kept + self.captions

    @property
    def is_no_text(self) -> bool:
        """True if it never held text lately, or holds the same words on page after page and never others."""
        recurs = len(self.words) == 1 and all(len(pages) >= _RECURS for pages in self.words.values())
        return not self.captions and (recurs or (self.dropped > _TWICE and self.kept < _FORGOTTEN))

    @property
    def is_caption(self) -> bool:
        """True if it held captions lately and no text."""
        return self.captions > _TWICE and self.kept < _FORGOTTEN


class TemplateCounts:
    """The counts of one source. `ruled` has the selectors that a person wrote, by field."""

    def __init__(self) -> None:
        self.pages = 0
        self.first = self.last = ""  # days
        self.fields: dict[str, dict[str, LocatorCounts]] = {}
        self.boxes: dict[str, BoxCounts] = {}
        self.ruled: dict[str, tuple[str, ...]] = {}

    def learn(self, observation: Observation, day: str) -> bool:
        """Count a page that was fetched on a day ("2026-11-24").

        Return False, and count nothing, for a page of an earlier day than the last one: its design may be an old one.
        """
        if day < self.last:
            return False
        self.pages += 1
        self.first, self.last = self.first or day, day
        for name in FIELDS:
            locators, verdicts = observation.fields.get(name, ()), observation.verdicts.get(name, {})
            if locators or verdicts or name in observation.lacks:
                self._count(self.fields.setdefault(name, {}), locators, verdicts, day)
        for seen in observation.boxes:
            if seen.locator in self.boxes or len(self.boxes) < 2 * MOST_BOXES:
                self.boxes.setdefault(seen.locator, BoxCounts()).add(seen, observation.page)
        if len(self.boxes) >= 2 * MOST_BOXES:
            self._drop_rarest_boxes()
        return True

    def _count(
        self, known: dict[str, LocatorCounts], locators: Iterable[str], verdicts: dict[str, bool], day: str
    ) -> None:
        found = set(locators)
        for locator, counts in known.items():
            counts.add(True if locator in found else verdicts.get(locator), day, has_field=bool(found))
        for locator in locators:
            if locator not in known and len(locator) <= LONGEST:
                known[locator] = LocatorCounts()
                known[locator].add(True, day)
        least = max(BY_NAME, min(map(rank, locators), default=0))
        served = any(known[one].is_used and rank(one) <= least for one in found) or any(verdicts.values())
        by_worth = _by_worth(known)
        self._choose(by_worth, known, found if not served else set())
        by_use = sorted(by_worth, key=lambda one: not known[one].is_used)
        for locator in [*by_use[MOST_KEPT:], *(one for one in by_use if known[one].lately[0] < _FORGOTTEN)]:
            known.pop(locator, None)

    @staticmethod
    def _choose(by_worth: list[str], known: dict[str, LocatorCounts], needed: set[str]) -> None:
        """Mark the locators that are used. What is used stays so while it is right, so that the set is stable.

        `needed`: locators of a page on which nothing that is used finds the value.
        """
        for locator, counts in known.items():
            counts.is_used = counts.is_used and counts.is_reliable(locator, _LEAVES)
        in_use, added = sum(counts.is_used for counts in known.values()), 0
        for locator in by_worth:
            counts = known[locator]
            is_wanted = in_use < ENOUGH or (locator in needed and added < ENOUGH)
            if is_wanted and not counts.is_used and counts.is_reliable(locator, _ENTERS):
                counts.is_used = True
                in_use, added = in_use + 1, added + 1
        for locator in [one for one in by_worth if known[one].is_used][MOST_USED:]:
            known[locator].is_used = False

    def _drop_rarest_boxes(self) -> None:
        by_weight = sorted(self.boxes, key=lambda one: (-self.boxes[one].weight, one))
        self.boxes = {one: self.boxes[one] for one in by_weight[:MOST_BOXES]}

    def used(self, name: str) -> list[str]:
        """Return the locators of a field that are used, the best first; those that a person wrote, if there are."""
        if name in self.ruled:
            return list(self.ruled[name])
        known = self.fields.get(name, {})
        return [one for one in _by_worth(known) if known[one].is_used]

    def drops(self) -> list[str]:
        """Return the locators of the boxes inside the body that are no text."""
        return sorted({one for one, counts in self.boxes.items() if counts.is_no_text} | {*self.ruled.get(DROP, ())})

    def captions(self) -> list[str]:
        """Return the locators of the boxes inside the body that hold captions."""
        return sorted(one for one, counts in self.boxes.items() if counts.is_caption)

    def template(self) -> LearntTemplate:
        """Return what is used, to be applied to pages."""
        fields = {name: tuple(found) for name in FIELDS if (found := self.used(name))}
        return LearntTemplate(
            fields, tuple(self.drops()), tuple(self.captions()), frozenset(self.ruled) - {DROP}, self.pages
        )

    def confidence(self, name: str) -> str:
        """Return "high" if some locator of a field finds it on nearly all pages, or a person wrote it; else "low"."""
        if name in self.ruled:
            return "high"
        known = self.fields.get(name, {})
        proven = (known[one] for one in self.used(name))
        return "high" if any(one.found >= 5 and one.share >= 0.9 and one.lately[0] > 1 for one in proven) else "low"

    # --- as JSON ------------------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain JSON types; what a person wrote is kept elsewhere, but counts in "digest"."""
        fields = {
            name: [
                {
                    "css": one,
                    "used": counts.is_used,
                    "found": counts.found,
                    "other": counts.other,
                    "missed": counts.missed,
                    "lately": [round(number, 3) for number in counts.lately],
                    "first": counts.first,
                    "last": counts.last,
                }
                for one in _by_worth(known)
                for counts in (known[one],)
            ]
            for name in FIELDS
            if (known := self.fields.get(name))
        }
        boxes = [
            {
                "css": one,
                **{name: round(getattr(counts, name), 3) for name in ("dropped", "kept", "captions")},
                "words": counts.words,
            }
            for one, counts in sorted(self.boxes.items())
        ]
        days = {"first": self.first, "last": self.last}
        return {"digest": digest(self.template()), "pages": self.pages, **days, "fields": fields, "boxes": boxes}

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> TemplateCounts:
        """Return the counts that `to_dict` stored. Raises `ValueError` if they cannot be read."""
        found = cls()
        try:
            found.pages, found.first, found.last = int(stored["pages"]), str(stored["first"]), str(stored["last"])
            for name in FIELDS:
                rows = stored["fields"].get(name, [])
                found.fields[name] = {str(row["css"]): _counts(row) for row in rows[:MOST_KEPT]}
            for row in stored["boxes"][: 2 * MOST_BOXES]:
                words = {
                    str(one): list(map(int, pages[:_RECURS])) for one, pages in list(row["words"].items())[:_MOST_WORDS]
                }
                dropped, kept, captions = (float(row[name]) for name in ("dropped", "kept", "captions"))
                found.boxes[str(row["css"])] = BoxCounts(dropped, kept, captions, words)
            for locator in (*found.boxes, *(one for known in found.fields.values() for one in known)):
                compiled(locator)
        except Exception as wrong:  # also cssselect's errors, which have no common base
            raise ValueError(f"this is no learnt template: {wrong!r}") from wrong
        return found


def _by_worth(known: dict[str, LocatorCounts]) -> list[str]:
    """Return locators, the best first: those that were never wrong, of these the ones that find most lately.

    A name comes before a place if it finds half as much.
    """
    most = max((counts.lately[0] for counts in known.values()), default=0.0)

    def worth(locator: str) -> tuple[float, bool, int, float, str]:
        counts = known[locator]
        precision = counts.found / ((counts.found + counts.other) or 1)
        return -round(precision, 1), counts.lately[0] < most / 2, rank(locator), -round(counts.lately[0], 1), locator

    return sorted(known, key=worth)


def _counts(row: dict[str, Any]) -> LocatorCounts:
    first, last = str(row["first"]), str(row["last"])
    found, other, missed = (int(row[name]) for name in ("found", "other", "missed"))
    value, another, nothing = map(float, row["lately"])
    return LocatorCounts(first, last, found, other, missed, [value, another, nothing], bool(row["used"]))
