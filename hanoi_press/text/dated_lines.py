"""Read lines that print dates: which day a clock belongs to, which date is the publication's, which the update's.

`20/11/2026 (cập nhật 21/11/2026 09:00)` states a day of publication and a moment of change. A clock belongs to the day
next to it, with no label and no other date between them; it is never joined to another day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from hanoi_press.text.day_forms import BASIC_CLOCK, CLOCK, LABEL, Day, day_in_calendar, days, typed
from hanoi_press.text.moments import at, day_of, from_machine, names_unknown_zone
from hanoi_press.text.normalize import clean
from hanoi_press.text.zones import NAMED_ZONE, VN, time_zone

_LONGEST = 2_000  # characters that are read: a longer text is no date line
_SHORT = 200  # characters of a line whose dates are remembered
_MOST_DAYS = 30
_LABEL_REACH = 40  # characters between a label and the date after it: "cập nhật lần cuối lúc: Thứ bảy, ngày"
_LABEL_BEHIND = 3  # between a date and the label after it: "21/11/2026 (cập nhật)"
_YEAR = re.compile(r"\d{4}")
# What most pages print, read ten times as fast: "Thứ sáu, 20/11/2026 - 08:15 (GMT+7)" or "08:15 | 20/11/2026".
_CLOCK = r"(?P<H>\d\d?):(?P<M>\d\d)(?::(?P<S>\d\d))?"
_DAY = r"(?P<d>\d\d?)(?P<s>[/.-])(?P<m>\d\d?)(?P=s)(?P<y>\d{4})"
_WEEKDAY = r"(?:(?:(?:Thứ|T) ?(?:hai|ba|tư|năm|sáu|bảy|[2-7])|Chủ nhật|CN),? )?(?:ngày )?"
_USUAL = (
    re.compile(rf"{_WEEKDAY}{_DAY}(?:,?(?: [|–-])? {_CLOCK}(?: \(?GMT ?\+ ?7\)?)?)?", re.I),
    re.compile(rf"{_CLOCK},?(?: [|–-])? {_WEEKDAY}{_DAY}(?: \(?GMT ?\+ ?7\)?)?", re.I),
)
_STOPS = re.compile(r"[)|•;]")
_ENDS = re.compile(r"\s?(?:[)|•;,-]|$)")
_BREAKS = re.compile(r"[(|•;]")


class DatedLine(NamedTuple):
    """The dates of a line in ISO 8601.

    `has_day` is True also if its days cannot be; `only_update` if it has no date but one that is labelled as a change.
    """

    published: str | None = None
    modified: str | None = None
    has_day: bool = False
    only_update: bool = False


@dataclass(frozen=True, slots=True)
class _Clock:
    start: int
    end: int
    parts: dict[str, str | None]


@dataclass(slots=True)
class _Date:
    """A day with the clock beside it, or either alone; `role` is that of its label: update, publish, other or ""."""

    day: Day | None
    clock: _Clock | None
    role: str = ""

    @property
    def start(self) -> int:
        """The position of its first character."""
        return min(one.start for one in (self.day, self.clock) if one)

    @property
    def end(self) -> int:
        """The position after its last character."""
        return max(one.end for one in (self.day, self.clock) if one)

    @property
    def names_year(self) -> bool:
        """True if it has a day with its year."""
        return self.day is not None and self.day.month_and_day is None


def read(text: str) -> DatedLine:
    """Return the dates of a line that `clean` has cleaned.

    The publication is the date with such a label ("đăng", "posted"), else the first without a label; the change is the
    one labelled as such ("cập nhật", "updated"). An update with only a clock has the publication's day. A label holds
    for the next date or, if none follows closely, for the one before it. Without any other date, one with another label
    ("hội nghị ngày …") is the publication. None for each that is missing or impossible.
    """
    if not _YEAR.search(text):
        return DatedLine()
    return _read_short(text) if len(text) <= _SHORT else _read(text)


def _read(text: str) -> DatedLine:
    if usual := next(filter(None, (form.fullmatch(text) for form in _USUAL)), None):
        day = day_of(usual)
        moment = at(day, usual.groupdict()) if day and usual["H"] else None
        stated = moment.isoformat() if moment else day.isoformat() if day and not usual["H"] else None
        return DatedLine(stated, None, True)
    text = typed(text[:_LONGEST])
    found = days(text)[:_MOST_DAYS]
    years = sum(one.month_and_day is None for one in found)
    if not years:
        return DatedLine()
    labels = list(LABEL.finditer(text))
    dated = _dates(text, found, [one.start() for one in labels if years > 1 or one.lastgroup != "publish"])
    _set_roles(text, dated, labels)
    full = [one for one in dated if one.names_year]
    update = next((one for one in dated if one.role == "update"), None)
    published = next((one for role in ("publish", "") for one in full if one.role == role), None)
    if published is None and (update is None or not update.names_year):
        published = next(one for one in full)
    stated = _stated(text, published, dated) if published else None
    changed = _changed(text, update, published, dated) if update else None
    return DatedLine(stated, changed, True, published is None)


_read_short = lru_cache(maxsize=256)(_read)  # a page's lines are read several times


def from_feed(text: str) -> datetime | None:
    """Return the moment that a feed or sitemap states in any machine's format, or as a page prints it.

    None if its zone cannot be read: the moment is not known then.
    """
    if moment := from_machine(text):
        return moment
    return None if names_unknown_zone(text) else moment_and_day(text)[0]


def moment_and_day(text: str) -> tuple[datetime | None, date | None]:
    """Return the moment of publication of a list's row, and its day; None for each that the row does not print."""
    line = read(clean(text))
    stated = line.modified if line.only_update else line.published
    if stated is None:
        return None, None
    if "T" not in stated:
        return None, date.fromisoformat(stated)
    moment = datetime.fromisoformat(stated)
    return moment, moment.astimezone(VN).date()


def change_and_day(text: str) -> tuple[datetime | None, date | None]:
    """Return the moment of the change that a row of a list prints ("cập nhật …"), or its day; None for the other."""
    stated = read(clean(text)).modified
    if stated is None:
        return None, None
    return (datetime.fromisoformat(stated), None) if "T" in stated else (None, date.fromisoformat(stated))


def _dates(text: str, found: Sequence[Day], breaks: Sequence[int]) -> list[_Date]:
    """Return the days and clocks of a text in its order, each clock joined to a day next to it.

    `breaks` are the positions of labels that separate what is before and after them. If there is a day on either side
    of a clock, a bar or bracket tells from which it is apart; else it is the first day's.
    """
    tokens: list[Day | _Clock] = sorted([*found, *_clocks(text, found)], key=lambda one: one.start)

    def gap(number: int) -> str | None:
        """Return what stands between a token and the next one; None if they do not belong together."""
        if number + 1 >= len(tokens):
            return None
        one, other = tokens[number], tokens[number + 1]
        apart = isinstance(one, Day) == isinstance(other, Day) or any(one.end <= here < other.start for here in breaks)
        return None if apart else text[one.end : other.start]

    joined: list[_Date] = []
    number = 0
    while number < len(tokens):
        one, between, after = tokens[number], gap(number), gap(number + 1)
        is_of_next = between and after is not None and _BREAKS.search(between) and not _BREAKS.search(after)
        if between is None or (isinstance(one, Day) and is_of_next):
            joined.append(_Date(one, None) if isinstance(one, Day) else _Date(None, one))
            number += 1
            continue
        other = tokens[number + 1]
        if isinstance(one, Day):
            assert isinstance(other, _Clock)
            joined.append(_Date(one, other))
        else:
            assert isinstance(other, Day)
            joined.append(_Date(other, one))
        number += 2
    return joined


def _clocks(text: str, found: Sequence[Day]) -> Iterator[_Clock]:
    """Yield the clocks of a text that are not in a day (Java's form) and share no digit with one ("8h 20/11/2026")."""
    remaining = iter(found)
    day = next(remaining, None)
    for clock in CLOCK.finditer(text):
        while day and day.end <= clock.start():
            day = next(remaining, None)
        if day is None or clock.end() <= day.start:
            parts = clock.groupdict()
            yield _Clock(clock.start(), clock.end(), parts | {"M": parts["M"] or parts["M2"] or parts["M3"]})
    for one in found:
        if one.is_basic and (basic := BASIC_CLOCK.match(text, one.end)):
            yield _Clock(basic.start(), basic.end(), basic.groupdict())


def _set_roles(text: str, dated: Sequence[_Date], labels: Sequence[re.Match[str]]) -> None:
    """Give each date the role of the label before it, or right behind it."""
    for number, label in enumerate(labels):
        limit = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        following = next((one for one in dated if label.end() <= one.start < limit), None)
        is_near = following and following.start - label.end() <= _LABEL_REACH
        if following and is_near and not _STOPS.search(text, label.end(), following.start):
            following.role = following.role or label.lastgroup or ""
            continue
        before = next((one for one in reversed(dated) if one.end <= label.start()), None)
        if not before or label.start() - before.end > _LABEL_BEHIND or not _ENDS.match(text, label.end()):
            continue
        if "|" not in text[before.end : label.start()]:
            before.role = before.role or label.lastgroup or ""


def _stated(text: str, one: _Date, dated: Sequence[_Date], day: date | None = None) -> str | None:
    """Return a date in ISO 8601; `day` is the day of one without a day of its own."""
    day = day or (one.day.day if one.day else None)
    clock = one.clock
    if one.day and one.day.clock:
        time, name = one.day.clock
        found = CLOCK.match(time)
        clock = _Clock(one.day.start, one.day.end, found.groupdict() | {"zone": name} if found else {})
    if day is None or clock is None:
        return day.isoformat() if day else None
    zone = time_zone(clock.parts.get("zone") or _zone_beside(text, one, dated))
    moment = at(day, clock.parts, zone)
    return moment.replace(microsecond=0).isoformat() if moment else None


def _zone_beside(text: str, one: _Date, dated: Sequence[_Date]) -> str:
    """Return the zone that is named after a date, before the next one; of a line with one date, anywhere."""
    limit = min((other.start for other in dated if other.start >= one.end), default=len(text))
    found = NAMED_ZONE.search(text, one.end, limit) or (NAMED_ZONE.search(text) if len(dated) == 1 else None)
    return found[0] if found else ""


def _changed(text: str, update: _Date, published: _Date | None, dated: Sequence[_Date]) -> str | None:
    """Return the date of a change: without a day or its year, the publication's; None if that lies before it."""
    if update.names_year:
        return _stated(text, update, dated)
    first = published.day.day if published and published.day else None
    if first is None:
        return None
    day: date | None = first
    if update.day and update.day.month_and_day:
        month, number = update.day.month_and_day
        day = day_in_calendar(first.year + ((month, number) < (first.month, first.day)), month, number)
    changed = _stated(text, update, dated, day) if day else None
    stated = _stated(text, published, dated) if published else None
    return None if changed and stated and _is_before(changed, stated) else changed


def _is_before(changed: str, stated: str) -> bool:
    return changed[:16] < stated[:16] if "T" in changed and "T" in stated else changed[:10] < stated[:10]
