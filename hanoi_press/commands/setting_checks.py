"""Check the values of settings, ours and Scrapy's, before a command does anything.

What a setting takes follows from its default: True or False, a number, a JSON object, the path of a class. `_LIMITS`
and `_CHOICES` state what the default does not show. Names that nobody knows are not checked here.
"""

from __future__ import annotations

import codecs
import json
import logging
import math
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scrapy.settings import BaseSettings, default_settings

from hanoi_press.commands.component_checks import COMPONENT_CHECKS, class_path, contradictions, json_object
from hanoi_press.commands.data_dir import file_in_place
from hanoi_press.config import LONGEST_DELAY, WHEN, is_contact, is_delay, is_service, is_web_page, keep_days
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.sources import sources
from hanoi_press.store.segment_writer import COMPRESSIONS

_LONGEST = 100  # characters of a value that a message repeats


class Limits(NamedTuple):
    """The numbers that a setting takes. `above`: the least one is excluded."""

    least: float = 0
    most: float = 1e9
    whole: bool = True
    above: bool = False

    def refuse(self, value: Any) -> str | None:
        """Return what to use instead of the value; None if it is one of these numbers."""
        try:
            number = int(value) if self.whole else float(value)
        except (TypeError, ValueError, OverflowError):
            return str(self)
        is_within = math.isfinite(number) and self.least <= number <= self.most
        return None if is_within and not (self.above and number == self.least) else str(self)

    def __str__(self) -> str:
        least = f"above {self.least:g}" if self.above else f"{self.least:.15g} or more"
        most = f", at most {self.most:.15g}" if self.most != 1e9 else ""
        return f"a number, {least}{most}{', without a fraction' if self.whole else ''}"


_SECONDS = Limits(whole=False, most=1e6)
_COUNT = Limits(least=1)
_LIMITS = {
    "RECHECK_HOURS": Limits(whole=False, most=1e6),
    "PAGE_TRIES": _COUNT,
    "PAGE_SECONDS": _SECONDS._replace(least=0.1),
    "PAGE_MEMORY": Limits(least=2**28, most=1e15),
    "CONCURRENT_ITEMS": _COUNT,
    "CONCURRENT_REQUESTS": _COUNT,
    "CONCURRENT_REQUESTS_PER_DOMAIN": _COUNT,
    "DOWNLOAD_DELAY": _SECONDS,
    "DOWNLOAD_DELAY_JITTER": Limits(whole=False, most=1),
    "AUTOTHROTTLE_TARGET_CONCURRENCY": Limits(whole=False, above=True),
    "AUTOTHROTTLE_START_DELAY": _SECONDS,
    "AUTOTHROTTLE_MAX_DELAY": _SECONDS,
    "RETRY_BACKOFF": _SECONDS,
    "RETRY_BACKOFF_MAX": _SECONDS,
    "WEB_ARCHIVE_DELAY": _SECONDS,
    "WEB_ARCHIVE_BACKOFF": _SECONDS,
    "WEB_ARCHIVE_BACKOFF_MAX": _SECONDS,
    "RETRY_PRIORITY_ADJUST": Limits(least=-1e9),
    "REDIRECT_PRIORITY_ADJUST": Limits(least=-1e9),
    "DEPTH_PRIORITY": Limits(least=-1e9),
    "DOWNLOAD_TIMEOUT": _SECONDS._replace(above=True),
    "WEB_ARCHIVE_TIMEOUT": _SECONDS._replace(above=True),
    "DOWNLOAD_MAXSIZE": Limits(least=1, most=1e12),
    "DOWNLOAD_WARNSIZE": Limits(most=1e12),
    "DNS_TIMEOUT": _SECONDS._replace(above=True),
    "CLOSESPIDER_TIMEOUT": _SECONDS,
    "LOGSTATS_INTERVAL": _SECONDS,
    "MEMUSAGE_CHECK_INTERVAL_SECONDS": _SECONDS._replace(above=True),
    "REACTOR_THREADPOOL_MAXSIZE": _COUNT,
    "SCRAPER_SLOT_MAX_ACTIVE_SIZE": _COUNT,
}
_SECRET = ("NOTIFY", "NOTIFY_COMMAND", "NOTIFY_PING")  # may hold a password, which no message repeats
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_CHOICES = {
    "SEGMENT_COMPRESSION": tuple(COMPRESSIONS),
    "RETRY_GIVE_UP_LOG_LEVEL": _LEVELS,
    "DEFAULT_DROPITEM_LOG_LEVEL": _LEVELS,
    "NOTIFY_WHEN": WHEN,
}


def invalid_settings(settings: BaseSettings) -> list[str]:
    """Return a line for each setting with an invalid value: its name, the value, and what to use."""
    found = []
    for name, default in defaults().items():
        if settings.getpriority(name):
            value = settings.attributes[name].value  # `get` warns of deprecated names
            if not (type(value) is type(default) and value == default) and (line := invalid(name, value)):
                found.append(line)
    return found or list(contradictions(settings))


def invalid(name: str, value: Any) -> str | None:
    """Return the line for an invalid value of a setting; None if the value is valid or nobody knows the name."""
    advice = _checker(name, defaults().get(name))(value)
    if not advice:
        return None
    if name in _SECRET:
        return f"invalid {name}; use {advice}"
    shown = one_line(str(value))
    return f"invalid {name}={shown if len(shown) <= _LONGEST else shown[:_LONGEST] + '…'}; use {advice}"


@cache
def defaults() -> dict[str, Any]:
    """Return the settings that Scrapy or this project defines, with their defaults."""
    from hanoi_press import settings as own_settings  # imported late, because it reads the environment

    modules = (default_settings, own_settings)
    return {name: value for module in modules for name, value in vars(module).items() if name.isupper()}


def _checker(name: str, default: Any) -> Callable[[Any], str | None]:
    """Return the function that says what to use instead of a value."""
    if name in _LIMITS:
        return _LIMITS[name].refuse
    if name in _CHOICES:
        return lambda value: None if value in _CHOICES[name] else _any_of(_CHOICES[name])
    if name in _CHECKS:
        return _CHECKS[name]
    if isinstance(default, bool) or name == "TELNETCONSOLE_ENABLED":
        return _boolean
    if isinstance(default, int):
        return Limits().refuse
    if isinstance(default, float):
        return Limits(whole=False).refuse
    if isinstance(default, dict):
        return json_object
    if isinstance(default, list) and default and all(isinstance(one, int) for one in default):
        return _numbers
    if isinstance(default, str) and default.startswith(("scrapy.", "twisted.", "hanoi_press.")):
        return class_path
    return lambda value: None


def _any_of(choices: tuple[str, ...]) -> str:
    return " or ".join((", ".join(choices[:-1]), choices[-1]))


def _boolean(value: Any) -> str | None:
    return None if str(value) in ("0", "1", "True", "False", "true", "false") else "True or False"


def _numbers(value: Any) -> str | None:
    given = value.split(",") if isinstance(value, str) else value
    try:
        return None if all(int(one) >= 0 for one in given if one != "") else "numbers with commas"
    except (TypeError, ValueError):
        return "numbers with commas, as 500,502"


def _user_agent(value: Any) -> str | None:
    is_header = isinstance(value, str) and value.strip() and value.isprintable()
    return None if is_header else "one line with the name of the program and a contact"


def _none_or(check: Callable[[str], object], advice: str) -> Callable[[Any], str | None]:
    """Return the function that says `advice` for a value that is neither None nor a text that `check` takes."""
    return lambda value: None if value is None or (isinstance(value, str) and check(value)) else advice


def _sources(value: Any) -> str | None:
    names = value.split(",") if isinstance(value, str) else value
    is_known = isinstance(names, (list, tuple)) and all(name in sources() for name in names if name != "")
    return None if is_known else "names of sources with commas; `sources` lists them"


def _delays(value: Any) -> str | None:
    try:
        stated = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        stated = None
    if isinstance(stated, Mapping) and all(name in sources() and is_delay(stated[name]) for name in stated):
        return None
    return f"a JSON object of sources and seconds, at most {LONGEST_DELAY:g}, as '{{\"hanoimoi\": 1.5}}'"


def _services(value: Any) -> str | None:
    named = value.split(",") if isinstance(value, str) else value
    is_list = isinstance(named, (list, tuple)) and all(isinstance(one, str) and is_service(one) for one in named if one)
    return None if is_list else "addresses of apprise with commas, as mailto://…"


def _server(value: Any) -> str | None:
    return None if isinstance(value, str) and is_web_page(value) else "an address, as https://data.commoncrawl.org"


def _encoding(value: Any) -> str | None:
    if value is None:
        return None
    try:
        codecs.lookup(value)
    except (LookupError, TypeError, ValueError):
        return "the name of an encoding, as utf-8"
    return None


def _log_format(value: Any) -> str | None:
    try:
        logging.Formatter(value).format(logging.LogRecord("name", 20, "", 1, "words", (), None))
    except Exception:
        return "a format of Python's logging, as '%(levelname)s: %(message)s'"
    return None


def _log_file(value: Any) -> str | None:
    if not value:
        return None
    try:
        path = Path(value)
        if path.is_dir() or not path.parent.is_dir():
            return "a file in a folder that exists"
        found = os.access(path if path.exists() else path.parent, os.W_OK)
    except (OSError, TypeError, ValueError):
        found = False
    return None if found else "a file that can be written"


def _folder(value: Any) -> str | None:
    try:
        file = file_in_place(Path(value).absolute()) if value else None
    except (OSError, TypeError, ValueError):
        return "the path of a folder"
    return f"another folder: {file} is none" if file else None


_CHECKS: dict[str, Callable[[Any], str | None]] = {
    **COMPONENT_CHECKS,
    "USER_AGENT": _user_agent,
    "CONTACT": _none_or(is_contact, "a mail address or a web page, as you@example.org or https://example.org/bot"),
    "HARVEST_SOURCES": _sources,
    "HARVEST_EXCLUDE": _sources,
    "SOURCE_DELAYS": _delays,
    "KEEP_ARCHIVES": _none_or(keep_days, "a number of days, as 90d"),
    "NOTIFY": _services,
    "NOTIFY_COMMAND": _none_or(str.strip, "a command line"),
    "NOTIFY_PING": _none_or(is_web_page, "the address of a web page"),
    "COMMONCRAWL_INDEX_URL": _server,
    "COMMONCRAWL_DATA_URL": _server,
    "WAYBACK_URL": _server,
    "ROBOTSTXT_USER_AGENT": lambda value: None if value is None else _user_agent(value),
    "LOG_ENCODING": _encoding,
    "FEED_EXPORT_ENCODING": _encoding,
    "LOG_FORMAT": _log_format,
    "LOG_FILE": _log_file,
    "JOBDIR": _folder,
}
