"""Read what a search page is asked, from its address, and write the addresses of pages that ask for more or less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, get_args
from urllib.parse import parse_qs, urlencode

from hanoi_press.corpus.index.found import ArticleFilter, Order

KINDS = ("source", "section", "author", "tag")  # of which several names may be chosen
_PLURAL = {"source": "sources", "section": "sections", "author": "authors", "tag": "tags"}
_LONGEST = 8_000  # characters of an address
_MOST_WORDS = 500  # characters of the words
_MOST_NAMES = 50  # of one kind
_LAST_PAGE = 100_000


class FormError(ValueError):
    """An address asks for something invalid; `key` is that of the label that says so, with its `values`."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What a search page is asked. `words` are as typed; `order` is None for the usual one."""

    words: str = ""
    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    without_copies: bool = False
    order: Order | None = None
    page: int = 1

    @classmethod
    def read(cls, query_string: bytes) -> SearchForm:
        """Return what a query string asks for. Raises `FormError`."""
        if len(query_string) > _LONGEST:
            raise FormError("query_too_long")
        try:
            given = parse_qs(query_string.decode("latin-1"), encoding="utf-8", errors="replace", max_num_fields=200)
        except ValueError:
            raise FormError("query_too_long") from None
        names = {_PLURAL[kind]: _names(given.get(kind, [])) for kind in KINDS}
        words = _plain(given.get("q", [""])[-1])
        if len(words) > _MOST_WORDS:
            raise FormError("query_too_long")
        since, until = (_day(given.get(name, [""])[-1]) for name in ("since", "until"))
        if since and until and since > until:
            raise FormError("invalid_days", since=since, until=until)
        order: Any = given.get("order", [""])[-1]
        page = given.get("page", ["1"])[-1]
        return cls(
            words=words,
            **names,
            since=since,
            until=until,
            without_copies=bool(given.get("without_copies")),
            order=order if order in get_args(Order) else None,
            page=min(max(int(page), 1), _LAST_PAGE) if page.isascii() and page.isdecimal() and len(page) < 9 else 1,
        )

    @property
    def used_order(self) -> Order:
        """The order of the hits: the best first, without words the newest."""
        if self.order is None or (self.order == "best" and not self.words):
            return "best" if self.words else "newest"
        return self.order

    def wanted(self, *, without: str | None = None) -> ArticleFilter:
        """Return the filter; `without` leaves out the names of one kind, or with `month` the days."""
        names = {plural: () if kind == without else getattr(self, plural) for kind, plural in _PLURAL.items()}
        days = (None, None) if without == "month" else (self.since, self.until)
        return ArticleFilter(**names, since=days[0], until=days[1], without_copies=self.without_copies)

    def chosen(self, kind: str) -> tuple[str, ...]:
        """Return the names of a kind that are chosen."""
        names: tuple[str, ...] = getattr(self, _PLURAL[kind])
        return names

    def fields(self, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """Return names and values of the address, in one order."""
        found = [("q", self.words)] if self.words else []
        found += [(kind, name) for kind in KINDS for name in self.chosen(kind)]
        found += [(name, day) for name, day in (("since", self.since), ("until", self.until)) if day]
        found += [("without_copies", "1")] if self.without_copies else []
        found += [("order", self.order)] if self.order else []
        found += [("page", str(self.page))] if self.page > 1 else []
        return [one for one in found if one[0] not in without]

    def address(self, path: str = "/", **changes: Any) -> str:
        """Return the address that asks for the same but for these changes. Another question begins at its page 1."""
        other = replace(self, **({"page": 1} | changes))
        fields = other.fields()
        return f"{path}?{urlencode(fields)}" if fields else path

    def toggled(self, kind: str, name: str) -> str:
        """Return the address with a name chosen, or no longer chosen."""
        names = self.chosen(kind)
        rest = tuple(one for one in names if one != name)
        changed: dict[str, Any] = {_PLURAL[kind]: rest if len(rest) < len(names) else (*names, name)}
        return self.address(**changed)

    def days_of(self, period: str) -> tuple[str, str]:
        """Return the first and the last day of a month (`2026-11`) or a year (`2026`)."""
        if len(period) == 4:
            return f"{period}-01-01", f"{period}-12-31"
        first = date.fromisoformat(f"{period}-01")
        if first.year == date.max.year and first.month == 12:
            return first.isoformat(), date.max.isoformat()
        following = (first + timedelta(days=31)).replace(day=1)
        return first.isoformat(), (following - timedelta(days=1)).isoformat()

    def is_period(self, period: str) -> bool:
        """Return True if the days are those of a month or a year."""
        return (self.since, self.until) == self.days_of(period)

    def toggled_period(self, period: str) -> str:
        """Return the address with a month or a year chosen, or no longer chosen."""
        since, until = (None, None) if self.is_period(period) else self.days_of(period)
        return self.address(since=since, until=until)


def _plain(text: str) -> str:
    """Return typed text with control characters and runs of white space as one space."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _names(given: list[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(filter(None, map(_plain, given))))
    if len(names) > _MOST_NAMES:
        raise FormError("query_too_long")
    return names


def _day(given: str) -> str | None:
    text = _plain(given)
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else _refuse(text)
    except ValueError:
        return _refuse(text)


def _refuse(day: str) -> str | None:
    raise FormError("invalid_day", day=day[:40])
