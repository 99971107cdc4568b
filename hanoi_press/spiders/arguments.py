"""What `-a name=value` asks for. The same arguments for every source; a bad value ends the run before any request."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hanoi_press.discovery import VN, Window

ACCEPTED = ("since", "until", "days", "section", "limit", "url", "via", "archive")


class ArgumentError(ValueError):
    """A spider argument that cannot be met; the message says what is accepted."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A run's arguments, checked."""

    window: Window = field(default_factory=Window)
    sections: tuple[str, ...] = ()
    limit: int | None = None
    urls: tuple[str, ...] = ()
    via: str | None = None
    archive: Path | None = None

    @property
    def open_ended(self) -> bool:
        """Nothing bounds the run: neither days, nor a number, nor addresses, nor an archive."""
        window = self.window
        return not (window.since or window.until or self.limit or self.urls or self.archive)


def wish(
    arguments: dict[str, str],
    sections: Collection[str],
    routes: Collection[str],
    today: date,
    section_form: re.Pattern[str] | None = None,
) -> Wish:
    """`Wish` of the spider arguments as typed. `today` is the day in Hanoi. Raises `ArgumentError`.

    A section is one of `sections`, or a name of the form `section_form`: not every site's lists are known.
    """
    unknown = sorted(set(arguments) - set(ACCEPTED))
    if unknown:
        raise ArgumentError(
            f"{unknown[0]}={arguments[unknown[0]]}: no such argument; accepted are {', '.join(ACCEPTED)}"
        )
    empty = next((name for name, value in arguments.items() if not value.strip(" ,")), None)
    if empty:
        raise ArgumentError(f"{empty}=: a value is missing")
    beside = sorted(set(arguments) & {"since", "until", "days", "section", "via"})
    if "url" in arguments and beside:
        raise ArgumentError(f"url and {beside[0]}: url= names its articles, {beside[0]}= does not go with it")
    chosen = tuple(_split(arguments.get("section", "")))
    for one in chosen:
        if one not in sections and not (section_form and section_form.fullmatch(one)):
            known = ", ".join(sections) or ("names of the form " + section_form.pattern if section_form else "none")
            raise ArgumentError(f"section={one}: unknown section; accepted are {known}")
    via = arguments.get("via")
    if via is not None and via not in routes:
        raise ArgumentError(f"via={via}: unknown route; accepted are {', '.join(routes)}")
    return Wish(
        window=_window(arguments, today),
        sections=chosen,
        limit=_number("limit", arguments["limit"]) if "limit" in arguments else None,
        urls=tuple(_split(arguments.get("url", ""))),
        via=via,
        archive=_archive(arguments["archive"]) if "archive" in arguments else None,
    )


def _split(text: str) -> list[str]:
    return [part.strip().strip("/") if "://" not in part else part.strip() for part in text.split(",") if part.strip()]


def _window(arguments: dict[str, str], today: date) -> Window:
    if "days" in arguments:
        if "since" in arguments:
            raise ArgumentError("days and since: give one of them")
        first: date | None = today - timedelta(days=_number("days", arguments["days"]) - 1)
    else:
        first = _day("since", arguments["since"]) if "since" in arguments else None
    last = _day("until", arguments["until"]) if "until" in arguments else None
    if first and last and first > last:
        raise ArgumentError(f"since={first} is after until={last}: a first day and a last day are accepted")
    return Window(since=_midnight(first), until=_midnight(last + timedelta(days=1)) if last else None)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), VN) if day else None


def _day(name: str, value: str) -> date:
    try:
        if len(value) != 10:
            raise ValueError
        day = date.fromisoformat(value)
    except ValueError:
        raise ArgumentError(f"{name}={value}: a day as 2026-11-01 is accepted") from None
    if not 1990 <= day.year <= 2100:
        raise ArgumentError(f"{name}={value}: a day between 1990 and 2100 is accepted")
    return day


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= len(value) <= 5 and int(value) > 0):
        raise ArgumentError(f"{name}={value}: a whole number from 1 to 99999 is accepted")
    return int(value)


def _archive(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_file():
        raise ArgumentError(f"archive={value}: no such file; a WARC file (.warc or .warc.gz) is accepted")
    return path
