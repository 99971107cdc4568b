"""Read the config file: `hanoi-press.toml` in the data folder, else `~/.config/hanoi-press/config.toml`.

One file is used, never two. What it may hold is in `docs/settings.md`. Names of sources are checked by the commands,
which know the sources; everything else is checked here.
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

FILE_NAME = "hanoi-press.toml"  # in the data folder
WHEN = ("attention", "always")  # values of `when` in [notices]
LONGEST_DELAY = 3600.0  # seconds between two requests; with more, a night would not end
_SHOWN = 100  # characters of a value that a message repeats
_MAIL = re.compile(r"[^@\s()<>,;]+@[^@\s()<>,;.]+(?:\.[^@\s()<>,;.]+)+")
_DAYS = re.compile(r"([1-9][0-9]{0,4})\s*d(?:ays?)?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://.")


class ConfigError(ValueError):
    """Raised for a config file that cannot be used; the message names file and key and says what to use."""


@dataclass(frozen=True, slots=True)
class Notices:
    """Who is told about a harvest: apprise addresses, a command, an address to ping; and `when`."""

    notify: tuple[str, ...] = ()
    command: str | None = None
    ping: str | None = None
    when: str = "attention"


@dataclass(frozen=True, slots=True)
class Config:
    """What a config file says; `file` is None if there is none, and everything else has its default."""

    file: Path | None = None
    data: Path | None = None
    contact: str | None = None
    user_agent: str | None = None
    sources: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    keep_archives: str | None = None
    delays: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    notices: Notices = field(default_factory=Notices)


def load(data: Path) -> Config:
    """Return the config of a data folder: of the file in it, else of the user's file, else an empty one.

    Raises `ConfigError`.
    """
    own = data / FILE_NAME
    if _exists(own):
        return _read(own, is_users=False)
    return users_config()


def users_config() -> Config:
    """Return the config of the user's file; an empty one if there is none. Raises `ConfigError`."""
    file = users_file()
    return _read(file, is_users=True) if file is not None and _exists(file) else Config()


def users_file() -> Path | None:
    """Return the path of the user's config file, whether it exists or not; None if the user has no home."""
    given = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        base = Path(given) if Path(given).is_absolute() else Path.home() / ".config"
    except RuntimeError:
        return None
    return base / "hanoi-press" / "config.toml"


def keep_days(text: str) -> int | None:
    """Return the days that `keep_archives` states; None if it states none.

    >>> keep_days("90d"), keep_days("90"), keep_days("0d")
    (90, None, None)
    """
    found = _DAYS.fullmatch(text.strip())
    return int(found[1]) if found else None


def is_contact(text: str) -> bool:
    """Return True for a mail address or the address of a web page.

    >>> [is_contact(one) for one in ("me@vidu.vn", "https://vidu.vn/bot", "vidu", "mailto:me@vidu.vn")]
    [True, True, False, False]
    """
    is_short = len(text) <= 200 and text.isprintable() and not re.search(r"[\s()]", text)
    return is_short and bool(_MAIL.fullmatch(text) or is_web_page(text))


def is_web_page(text: str) -> bool:
    """Return True for an address that begins with http:// or https://."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and text.isprintable() and " " not in text
    except ValueError:
        return False


def is_service(text: str) -> bool:
    """Return True for what looks like an address of apprise, `scheme://…`."""
    return text.isprintable() and bool(_SCHEME.match(text))


def is_delay(value: object) -> bool:
    """Return True for a number of seconds that may lie between two requests."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and 0 <= value <= LONGEST_DELAY  # type: ignore[arg-type, operator]


def _exists(file: Path) -> bool:
    """Return True if something has this name; what cannot be looked at is an error when it is read."""
    try:
        return os.path.lexists(file)
    except ValueError:  # no name of a file
        return False


def _read(file: Path, *, is_users: bool) -> Config:
    """Return the config that a file states. Raises `ConfigError`."""
    try:
        stated = tomllib.loads(file.read_bytes().decode("utf-8-sig"))  # some editors put a mark before the first line
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file} is not in UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f'{file} is no TOML: {error}; write lines such as contact = "you@example.org"') from None
    except RecursionError:
        raise ConfigError(f"{file} is no TOML: it is nested too deeply") from None
    if "data" in stated and not is_users:
        instead = users_file() or "a config file of your own"
        raise ConfigError(f"{file}: data has no effect in the data folder itself; write it to {instead}")
    values = _checked(file, "", stated, _KEYS)
    notices = Notices(**_checked(file, "notices.", values.pop("notices", {}), _NOTICES))
    return Config(file=file, notices=notices, **values)


def _checked(file: Path, table: str, stated: Mapping[str, Any], known: Mapping[str, _Key]) -> dict[str, Any]:
    """Return the values of a table of the file as they are used. Raises `ConfigError`."""
    found = {}
    for name, value in stated.items():
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"use {', '.join(known)}"
            raise ConfigError(f"{file}: unknown key {_one_line(table + name)}; {hint}")
        key = known[name]
        try:
            found[name] = key.read(value)
        except ValueError as error:
            place = str(error)
            at = f"{table}{name}{place}"
            shown = "" if key.is_secret or place else f" = {_short(value)}"
            raise ConfigError(f"{file}: invalid {_one_line(at)}{shown}; use {key.advice}") from None
    return found


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the file: how its value is read (`ValueError` with the place in the value if it is wrong), what to use.

    `is_secret`: the value may hold a password and is not repeated.
    """

    read: Callable[[Any], Any]
    advice: str
    is_secret: bool = False


def _text(is_valid: Callable[[str], bool]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if not (text and text.isprintable() and is_valid(text)):
            raise ValueError("")
        return text

    return read


def _list(is_valid: Callable[[str], bool], *, may_be_empty: bool) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not (value or may_be_empty):
            raise ValueError("")
        for number, one in enumerate(value, 1):
            if not (isinstance(one, str) and one.strip() and is_valid(one.strip())):
                raise ValueError(f" (number {number})")
        return tuple(dict.fromkeys(one.strip() for one in value))

    return read


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("")
    return value


def _delays(value: Any) -> Mapping[str, float]:
    for name, seconds in _table(value).items():
        if not is_delay(seconds):
            raise ValueError(f".{name}")
    return MappingProxyType({name: float(seconds) for name, seconds in value.items()})


def _folder(value: Any) -> Path:
    path = Path(_text(lambda text: text.startswith(("/", "~")))(value))
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError("") from None


_NAMES = 'a list of sources, as ["hanoimoi", "mst"]'
_KEYS: Mapping[str, _Key] = {
    "data": _Key(_folder, 'the whole path of a folder, as "/srv/press" or "~/press"'),
    "contact": _Key(
        _text(is_contact), 'a mail address or a web page, as "you@example.org" or "https://example.org/bot"'
    ),
    "user_agent": _Key(_text(lambda text: True), "one line with the name of the program and a contact"),
    "sources": _Key(_list(str.isprintable, may_be_empty=False), _NAMES + ", or leave it out for all"),
    "exclude": _Key(_list(str.isprintable, may_be_empty=True), _NAMES),
    "keep_archives": _Key(_text(lambda text: keep_days(text) is not None), 'a number of days, as "90d"'),
    "delays": _Key(_delays, f"a table [delays] of sources and seconds, as hanoimoi = 1.5, at most {LONGEST_DELAY:g}"),
    "notices": _Key(_table, "a table [notices]"),
}
_NOTICES: Mapping[str, _Key] = {
    "notify": _Key(_list(is_service, may_be_empty=True), 'a list of apprise addresses, as ["mailto://…"]', True),
    "command": _Key(_text(lambda text: True), "a command line, as one text", True),
    "ping": _Key(_text(is_web_page), "the address of a web page, as https://hc-ping.com/…", True),
    "when": _Key(_text(lambda text: text in WHEN), '"attention" or "always"'),
}


def _short(value: object) -> str:
    shown = _one_line(str(value))
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
