"""Send the settings of a command to the processes that do its work, also on other machines."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings

_PROJECT = SETTINGS_PRIORITIES["project"]
_OF_THE_ENVIRONMENT = ("ALLOW_PRIVATE_ADDRESSES", "LOG_LEVEL")  # another machine's may say something else
_MODULE = "SCRAPY_SETTINGS_MODULE"  # of the environment: the settings module of the project
# Those that name files of this machine, or secrets of it that no crawl needs.
_STAY = {"DATA_DIR", "LOG_FILE", "NOTIFY", "NOTIFY_COMMAND", "NOTIFY_PING"}


def shipped_settings(settings: BaseSettings) -> dict[str, list[Any]]:
    """Return value and priority, by name, of all settings that were stated above the project's own; plain JSON.

    Raises `ValueError` for a value that JSON does not have.
    """
    found: dict[str, list[Any]] = {}
    for name in settings:
        strength = settings.getpriority(name) or 0
        if name in _STAY or (strength <= _PROJECT and name not in _OF_THE_ENVIRONMENT):
            continue
        value = settings[name]
        plain = value.copy_to_dict() if isinstance(value, BaseSettings) else value
        try:
            json.dumps(plain)
        except (TypeError, ValueError):
            raise ValueError(f"invalid {name}={plain!r}; use a value that can be sent to another process") from None
        found[name] = [plain, strength]
    return found


def received_settings(shipped: Mapping[str, list[Any]], data: Path) -> Settings:
    """Return the settings of a command in a process that does a part of its work, in the data folder `data`."""
    settings = Settings()
    settings.setmodule(os.environ.get(_MODULE, "hanoi_press.settings"), priority="project")
    for name, (value, strength) in shipped.items():
        settings.set(name, value, priority=strength)
    settings.set("DATA_DIR", str(data), priority="cmdline")
    settings.set("REPORT_DISABLED", True, priority="cmdline")  # the command prints the lines of all sources
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")  # the command writes the log
    return settings
