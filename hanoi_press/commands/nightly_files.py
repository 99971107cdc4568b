"""Make the files and the script that a harvest every night needs, for systemd or cron."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

import jinja2

from hanoi_press import __version__

NIGHTLY = "/usr/local/bin/hanoi-press-nightly"
LOG_DIR = "/var/log/hanoi_press"
UNITS = ("hanoi-press", "hanoi-press-compact")  # each a service with its timer
_PACKAGE = "hanoi-press"


@dataclass(frozen=True, slots=True)
class NightlyPlan:
    """What is to be set up. `kind`: "systemd" or "cron". `time`: of Hanoi, `01:17`. Paths are absolute, without spaces.

    `program`: the path of `hanoi-press`. `requirement`: what pip installs into `venv` if the program is not there; ""
    if it must be there. `contact`: of whoever crawls, or "".
    """

    kind: str
    user: str = "hanoi-press"
    group: str = "hanoi-press"
    data: str = "/var/lib/hanoi_press"
    time: str = "01:17"
    venv: str = "/opt/hanoi_press/venv"
    program: str = "/opt/hanoi_press/venv/bin/hanoi-press"
    requirement: str = ""
    contact: str = ""

    def values(self) -> dict[str, Any]:
        """Return the values of the templates."""
        home = PurePosixPath("/home"), PurePosixPath("/root"), PurePosixPath("/run/user")
        paths = PurePosixPath(self.data), PurePosixPath(self.program)
        hour, minute = self.time.split(":")
        return {
            **{name: getattr(self, name) for name in self.__slots__},
            "hour": hour,
            "minute": int(minute),
            "log_dir": LOG_DIR,
            "nightly": NIGHTLY,
            "mail_to": self.contact if "@" in self.contact and "/" not in self.contact else "root",
            # what lies in a home folder would be hidden from the service
            "protect_home": "no" if any(path.is_relative_to(one) for path in paths for one in home) else "yes",
        }


@dataclass(frozen=True, slots=True)
class NightlyFile:
    """A file that the script writes."""

    path: str
    content: str
    mode: str = "0644"
    example: str = ""  # its name in `docs/examples`


def nightly_files(plan: NightlyPlan) -> list[NightlyFile]:
    """Return the files of a plan besides its config file, in the order in which they are written."""
    if plan.kind == "systemd":
        names = [f"{unit}.{kind}" for unit in UNITS for kind in ("service", "timer")]
        units = [*names[:2], "hanoi-press-failed.service", *names[2:]]
        return [NightlyFile(f"/etc/systemd/system/{name}", _filled(name, plan), example=name) for name in units]
    places = {
        "hanoi-press-nightly": (NIGHTLY, "0755"),
        "hanoi-press.logrotate": ("/etc/logrotate.d/hanoi-press", "0644"),
        "hanoi-press.cron": ("/etc/cron.d/hanoi-press", "0644"),
    }
    return [NightlyFile(path, _filled(name, plan), mode, name) for name, (path, mode) in places.items()]


def config_file(plan: NightlyPlan) -> str:
    """Return the config file, with the contact if it is known, and the other keys as comments."""
    return _filled("hanoi-press.toml", plan)


def setup_script(plan: NightlyPlan) -> str:
    """Return the shell script that makes the user, the folders and the files, and starts the timers."""
    return _filled("setup.sh", plan, files=nightly_files(plan), config=config_file(plan))


def requirement() -> str:
    """Return what pip must install to get this version again: from where it was installed, else from the index.

    Where a package came from, other than an index, is in `direct_url.json` beside its metadata (PEP 610).
    """
    try:
        stated = distribution(_PACKAGE).read_text("direct_url.json")
        origin = json.loads(stated) if stated else {}
    except (PackageNotFoundError, ValueError, OSError):
        origin = {}
    url = origin.get("url") if isinstance(origin, dict) else None
    if not isinstance(url, str) or not re.fullmatch(r"[A-Za-z0-9+.-]+://[A-Za-z0-9._~:/@%+-]*", url):
        return f"{_PACKAGE}[notices]=={__version__}"
    if isinstance(commit := origin.get("vcs_info"), dict):
        url = f"{commit.get('vcs')}+{url}@{commit.get('commit_id')}"
    return f"{_PACKAGE}[notices] @ {url}"


def _filled(name: str, plan: NightlyPlan, **more: Any) -> str:
    template = files("hanoi_press.commands") / "nightly_templates" / f"{name}.tmpl"
    return _environment().from_string(template.read_text("utf-8")).render(plan.values(), **more)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
