"""Make Scrapy settings of the config file: above the project's own values, below those of the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from hanoi_press import __version__
from hanoi_press.commands.data_dir import DataDirError, data_dir
from hanoi_press.config import FILE_NAME, Config, ConfigError, is_web_page, load, users_config
from hanoi_press.sources import sources
from hanoi_press.sources.names import unknown_source

VARIABLE = "HANOI_PRESS_DATA"
PRIORITY = 25  # between the project's settings (20) and those that a source (30) or the command line (40) states
_TYPED = SETTINGS_PRIORITIES["cmdline"]


def set_data_dir(settings: BaseSettings, given: str | None) -> str:
    """Set DATA_DIR to the folder of `--data`, of `-s`, of HANOI_PRESS_DATA, of the user's file, or to `data`.

    Return which of them named it. Raises `DataDirError` and `ConfigError`.
    """
    if given is not None:
        stated, shown, where = given, f"--data {given}", "--data"
        if settings.getpriority("DATA_DIR") == _TYPED and settings["DATA_DIR"] != given:
            raise DataDirError(f"--data {given} and -s DATA_DIR={settings['DATA_DIR']} contradict each other; use one")
    elif settings.getpriority("DATA_DIR") == _TYPED:
        stated, shown, where = settings["DATA_DIR"], f"DATA_DIR={settings['DATA_DIR']}", "-s DATA_DIR"
    elif VARIABLE in os.environ:
        stated, shown, where = os.environ[VARIABLE], f"{VARIABLE}={os.environ[VARIABLE]}", VARIABLE
    elif (config := users_config()).data is not None:
        stated, shown, where = str(config.data), f"data = {config.data} in {config.file}", str(config.file)
    else:
        stated, shown, where = settings["DATA_DIR"], f"DATA_DIR={settings['DATA_DIR']}", "default"
    settings.set("DATA_DIR", str(data_dir(stated, shown)), priority="cmdline")
    return where


def apply_config(settings: BaseSettings) -> Config:
    """Set what the config of the data folder says. Raises `ConfigError` for a file that cannot be used."""
    config = load(Path(settings["DATA_DIR"]))
    for key, names in (("sources", config.sources), ("exclude", config.exclude), ("delays", config.delays)):
        _check_names(config, key, names)
    stated = {
        "CONTACT": config.contact,
        "USER_AGENT": config.user_agent,
        "HARVEST_SOURCES": list(config.sources),
        "HARVEST_EXCLUDE": list(config.exclude),
        "SOURCE_DELAYS": dict(config.delays),
        "KEEP_ARCHIVES": config.keep_archives,
        "NOTIFY": list(config.notices.notify),
        "NOTIFY_COMMAND": config.notices.command,
        "NOTIFY_PING": config.notices.ping,
        "NOTIFY_WHEN": config.notices.when,
    }
    if config.file is not None:
        settings.setdict({name: value for name, value in stated.items() if value}, priority=PRIORITY)
    _name_contact(settings)
    return config


def user_agent(contact: str) -> str:
    """Return the User-Agent that names a contact.

    >>> user_agent("me@vidu.vn").partition(" ")[2], user_agent("https://vidu.vn/bot").partition(" ")[2]
    ('(me@vidu.vn)', '(+https://vidu.vn/bot)')
    """
    return f"hanoi_press/{__version__} ({'+' if is_web_page(contact) else ''}{contact})"


def without_contact(settings: BaseSettings) -> str | None:
    """Return the line that says that sites are asked without a contact; None if the User-Agent names one."""
    from hanoi_press import settings as own_settings  # imported late, because it reads the environment

    agent = settings["USER_AGENT"] or ""
    if agent != own_settings.USER_AGENT and ("@" in agent or "://" in agent):
        return None
    return (
        'no contact is set, so that no site can reach you; write contact = "you@example.org" to '
        f"{Path(settings['DATA_DIR']) / FILE_NAME}, or use -s CONTACT=you@example.org"
    )


def _name_contact(settings: BaseSettings) -> None:
    """Write CONTACT into the User-Agent, unless that was stated as a whole in the same place or a stronger one."""
    contact, strength = settings["CONTACT"], settings.getpriority("CONTACT") or 0
    own = settings.getpriority("USER_AGENT") or 0
    if contact and (own <= SETTINGS_PRIORITIES["project"] or own < strength):
        settings.set("USER_AGENT", user_agent(contact), priority=strength)


def _check_names(config: Config, key: str, names: Iterable[str]) -> None:
    for name in names:
        if name not in sources():
            raise ConfigError(f"{config.file}: {key}: {unknown_source(name)}")
