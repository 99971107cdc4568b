"""Check the arguments `-a name=value`, which are the same for every source, before any request is made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hanoi_press.crawl.article_counts import WHOLE
from hanoi_press.discovery import VN, Window
from hanoi_press.discovery.captures import COMMONCRAWL, WEB_ARCHIVES
from hanoi_press.discovery.listed_lines import check_listing
from hanoi_press.engine.given_files import is_streamed
from hanoi_press.sources import Source
from hanoi_press.text.hosts import host_of
from hanoi_press.text.similar_names import did_you_mean

NAMES = ("since", "until", "days", "section", "limit", "url", "via", "archive", "index")
AUTO = "auto"  # the value of `via` for the site first, and the web archives for what it does not give
PAST = (*WEB_ARCHIVES, AUTO)  # values of `via` that every source has

_FIRST_YEAR = 1990  # the first year of `since`, which bounds nothing
_LONGEST_GIVEN = 500  # characters
_READ_AGAIN = timedelta(days=31)  # how far back the lists of a run with `since=` are read again
LONGEST_ADDRESS = 8000  # characters; no server has to accept more (RFC 9110, 4.1)


class ArgumentError(ValueError):
    """An invalid spider argument; the message says what to use."""


@dataclass(frozen=True, slots=True)
class CrawlArguments:
    """The checked arguments of a run; `given` are the same as a person wrote them, in one line.

    `archive` is the path of one WARC file, or a glob, an address or a list of several as text.
    """

    window: Window = field(default_factory=Window)
    sections: tuple[str, ...] = ()
    limit: int | None = None
    urls: tuple[str, ...] = ()
    via: str | None = None
    archive: Path | str | None = None
    index: Path | None = None
    days: int | None = None
    given: str = ""

    @property
    def web_archive(self) -> str | None:
        """Return the web archive that is read in place of the site; None for a run that asks the site."""
        return self.via if self.via in WEB_ARCHIVES else None

    @property
    def is_auto(self) -> bool:
        """Return True if web archives are asked for what the site does not give."""
        return self.via == AUTO

    @property
    def route(self) -> str | None:
        """Return the one route of the site that is read; None if it is not limited to one."""
        return None if self.via in PAST else self.via

    @property
    def wants_all(self) -> bool:
        """Return True if nothing leaves an article out: no days, sections, addresses, number of articles or route."""
        window = self.window
        return not (window.since or window.until or self.sections or self.urls or self.limit or self.via)

    @property
    def compared_as(self) -> str:
        """Return the name of the runs whose numbers of articles are comparable; "" for a part of a source."""
        since = self.window.since
        if self.sections or self.limit or self.urls or self.via or self.archive or self.window.until:
            return ""
        if self.days:
            return f"days={self.days}"
        return f"since={since.date()}" if since and since.year > _FIRST_YEAR else WHOLE

    @property
    def first_moment(self) -> datetime | None:
        """Return the first moment of the wanted days; None if nothing bounds them."""
        since = self.window.since
        return since if since and since.year > _FIRST_YEAR else None

    @property
    def wants_days(self) -> bool:
        """Return True if the wanted days begin with one."""
        return self.first_moment is not None

    @property
    def reread_since(self) -> datetime | None:
        """Return the moment from which on lists are read in each run, whatever earlier runs have read; None: never.

        With `days=` all wanted days are read, with `since=`, which may lie years back, those of the last month.
        """
        since = self.first_moment
        if since is None or self.days or self.archive:
            return None if self.archive else since
        return max(since, datetime.now(VN) - _READ_AGAIN)

    @property
    def open_ended(self) -> bool:
        """Return True if nothing bounds the run: no days, no limit, no addresses, no archive of any kind.

        A web archive is read to its end without a bound, because its oldest captures come first.
        """
        window = self.window
        return not (window.since or window.until or self.limit or self.urls or self.archive or self.web_archive)


def check_arguments(given: Mapping[str, str], source: Source, today: date) -> CrawlArguments:
    """Return the given arguments, parsed and checked for a source. `today` is Hanoi's. Raises `ArgumentError`."""
    arguments = _parsed(given, source, today)
    if source.status == "refused" and not (arguments.archive or arguments.web_archive):
        ways = " or ".join(f"via={name}" for name in WEB_ARCHIVES)
        raise ArgumentError(f"not crawled: {source.remark}; use {ways}, or archive=FILE, a WARC file")
    for url in arguments.urls:
        if len(url) > LONGEST_ADDRESS:
            raise ArgumentError(
                f"invalid url={url[:100]}…: {len(url)} characters; use an address of at most {LONGEST_ADDRESS}"
            )
        if source.identify(url) is None:
            raise ArgumentError(
                f"invalid url={url}: not an article address of {source.name}; "
                f"use the address of an article on {', '.join(source.hosts)}"
            )
        if host_of(url) in source.former_hosts and not (arguments.archive or arguments.web_archive):
            ways = " or ".join(f"via={name}" for name in WEB_ARCHIVES)
            raise ArgumentError(f"invalid url={url}: {host_of(url)} is gone; use {ways}, which have its pages")
    if arguments.sections and arguments.via:
        if arguments.via in PAST:
            raise ArgumentError(f"section= and via={arguments.via} cannot be combined: web archives know no sections")
        able = [name for name, route in source.routes.items() if route.by_section]
        if arguments.via not in able:
            raise ArgumentError(f"invalid via={arguments.via} with section=: use via={' or '.join(able)}, or no via=")
    return arguments


def _parsed(given: Mapping[str, str], source: Source, today: date) -> CrawlArguments:
    unknown = sorted(set(given) - set(NAMES))
    if unknown:
        raise ArgumentError(f"invalid argument {unknown[0]}={given[unknown[0]]}; use {', '.join(NAMES)}")
    empty = next((name for name, value in given.items() if not value.strip(" ,")), None)
    if empty:
        raise ArgumentError(f"invalid {empty}=: a value is missing")
    via = given.get("via")
    routes = list(dict.fromkeys((*source.routes, *PAST)))
    if via is not None and via not in routes:
        raise ArgumentError(f"invalid via={via}; {did_you_mean(via, routes, 'use ' + ', '.join(routes))}")
    bounds = {"since", "until", "days", "section"} | (set() if via in PAST else {"via"})
    combined = sorted(set(given) & bounds)
    if "url" in given and combined:
        raise ArgumentError(f"url= and {combined[0]}= cannot be combined: url= names the articles itself")
    if "archive" in given and via in PAST:
        raise ArgumentError(f"archive= and via={via} cannot be combined: archive=FILE is read alone")
    if "index" in given and via != COMMONCRAWL:
        raise ArgumentError(f"index= lists captures of Common Crawl; use it with via={COMMONCRAWL}")
    if "index" in given and "url" in given:
        raise ArgumentError("url= and index= cannot be combined: index= names the captures itself")
    return CrawlArguments(
        window=_window(given, today),
        sections=_sections(given, source),
        limit=_number("limit", given["limit"]) if "limit" in given else None,
        urls=tuple(_split(given.get("url", ""))),
        via=via,
        archive=_archive(given["archive"], given) if "archive" in given else None,
        index=_index(given["index"]) if "index" in given else None,
        days=_number("days", given["days"]) if "days" in given else None,
        given=" ".join(f"{name}={given[name]}" for name in NAMES if name in given)[:_LONGEST_GIVEN],
    )


def _sections(given: Mapping[str, str], source: Source) -> tuple[str, ...]:
    """Return the requested sections: known by name, or of the form of the source's lists."""
    chosen = tuple(_split(given.get("section", "")))
    pattern = source.section_pattern
    for one in chosen:
        if one not in source.sections and not (pattern and pattern.fullmatch(one)):
            known = ", ".join(source.sections) or (f"names that match {pattern.pattern}" if pattern else "no section")
            raise ArgumentError(f"invalid section={one}; {did_you_mean(one, source.sections, f'use {known}')}")
    return chosen


def _split(text: str) -> list[str]:
    return [part.strip().strip("/") if "://" not in part else part.strip() for part in text.split(",") if part.strip()]


def _window(given: Mapping[str, str], today: date) -> Window:
    if "days" in given:
        if "since" in given:
            raise ArgumentError("days= and since= cannot be combined; use one of them")
        first: date | None = today - timedelta(days=_number("days", given["days"]) - 1)
    else:
        first = _day("since", given["since"]) if "since" in given else None
    last = _day("until", given["until"]) if "until" in given else None
    if first and last and first > last:
        raise ArgumentError(
            f"invalid since={first}, until={last}: since is after until; use the first day and the last day"
        )
    return Window(since=_midnight(first), until=_midnight(last + timedelta(days=1)) if last else None)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), VN) if day else None


def _day(name: str, value: str) -> date:
    try:
        if len(value) != 10:
            raise ValueError
        day = datetime.strptime(value, "%Y-%m-%d").date()  # not fromisoformat, which also takes week numbers
    except ValueError:
        raise ArgumentError(f"invalid {name}={value}; use a day like 2026-11-01") from None
    if not _FIRST_YEAR <= day.year <= 2100:
        raise ArgumentError(f"invalid {name}={value}; use a day between 1990 and 2100")
    return day


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= len(value) <= 5 and int(value) > 0):
        raise ArgumentError(f"invalid {name}={value}; use a whole number from 1 to 99999")
    return int(value)


def _index(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_file():
        raise ArgumentError(f"invalid index={value}: no such file; use a list of captures (docs/past.md)")
    _check_name("index", value, path)
    try:
        check_listing(path)
    except ValueError as error:
        raise ArgumentError(f"invalid index={value}: {error}") from None
    return path


def _archive(value: str, others: Collection[str]) -> Path | str:
    """Return the path of one WARC file; a glob, an address or a list of files as it is. `others`: further arguments."""
    path = Path(value).expanduser()
    if is_streamed(value):
        if unfit := sorted({"section", "via"} & set(others)):
            raise ArgumentError(
                f"{unfit[0]}= and archive={value} cannot be combined: several files, or one at an address, are read "
                "without the lists in them; use the path of one file"
            )
        return value
    if path.is_dir():
        raise ArgumentError(f"invalid archive={value}: a folder; name the files in it, as archive='{path}/*.warc.gz'")
    if not path.is_file():
        raise ArgumentError(f"invalid archive={value}: no such file; use a WARC file (.warc or .warc.gz)")
    _check_name("archive", value, path)
    return path


def _check_name(argument: str, value: str, path: Path) -> None:
    if any("\ud800" <= char <= "\udfff" for char in str(path.resolve())):  # no line of the corpus could name it
        raise ArgumentError(f"invalid {argument}={value!r}: the name is not in UTF-8; rename the file")
