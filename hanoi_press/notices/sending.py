"""Send the notices of a harvest. Nothing here changes how it ended, or holds it up for more than two minutes."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from hanoi_press.notices.deadline import run_jobs
from hanoi_press.notices.hook_command import run_hook
from hanoi_press.notices.message import Notice, notice_of
from hanoi_press.notices.ping import ping
from hanoi_press.notices.services import send_to_service, shown_address
from hanoi_press.report.run_records import read_record

logger = logging.getLogger(__name__)
SECONDS = 60.0  # for all services together, for the command, and for the ping
_Settings = Mapping[str, Any]  # also Scrapy's


def send_notices(data: Path, run: str, settings: _Settings) -> list[str]:
    """Send the notices of a run; log and return what went wrong, a line each.

    People are told if something needs one, or always, as `NOTIFY_WHEN` says; the health check is always told.
    """
    record = data / "runs" / f"{run}.json"
    stored = read_record(record)
    exit_code = stored.exit_code
    notice = notice_of(data, run)
    jobs = {}
    if notice.is_alarm or exit_code != 0 or settings.get("NOTIFY_WHEN") == "always":
        content = (json.dumps(stored.content, ensure_ascii=False, default=str) + "\n").encode("utf-8", "replace")
        jobs = _jobs_for_people(notice, settings, content, _environment(data, run, exit_code))
    return _report(run_jobs(jobs | _ping_job(settings, is_failure=exit_code != 0), SECONDS))


def send_alone(notice: Notice, data: Path, settings: _Settings, *, with_ping: bool = True) -> list[str]:
    """Send a notice that is about no stored run, to everyone; log and return what went wrong, a line each."""
    stated = {"notice": notice.title, "text": notice.text, "attention": [notice.text] if notice.is_alarm else []}
    content = (json.dumps(stated, ensure_ascii=False) + "\n").encode()
    jobs = _jobs_for_people(notice, settings, content, _environment(data, "", None))
    return _report(run_jobs(jobs | (_ping_job(settings, is_failure=notice.is_alarm) if with_ping else {}), SECONDS))


def receivers(settings: _Settings) -> list[str]:
    """Return who is told, without anything secret."""
    found = [shown_address(one) for one in _addresses(settings)]
    found += ["the command"] if settings.get("NOTIFY_COMMAND") else []
    return found + (["the health check"] if settings.get("NOTIFY_PING") else [])


def _jobs_for_people(
    notice: Notice, settings: _Settings, content: bytes, environment: dict[str, str]
) -> dict[str, Callable[[], str]]:
    """Return a job for each address and one for the command, by what a message calls them."""
    jobs: dict[str, Callable[[], str]] = {}
    for number, address in enumerate(_addresses(settings), 1):
        jobs[f"notice {number} ({shown_address(address)}) was not sent"] = partial(send_to_service, address, notice)
    if command := settings.get("NOTIFY_COMMAND"):
        told = environment | {"HANOI_PRESS_NOTICE": f"{notice.title}\n\n{notice.text}"}
        jobs["the command of NOTIFY_COMMAND failed"] = partial(run_hook, command, content, told, SECONDS - 5)
    return jobs


def _ping_job(settings: _Settings, *, is_failure: bool) -> dict[str, Callable[[], str]]:
    address = settings.get("NOTIFY_PING")
    if not address:
        return {}
    return {"the health check was not told": partial(ping, address, is_failure=is_failure, seconds=20.0)}


def _addresses(settings: _Settings) -> list[str]:
    """Return the addresses of apprise; `-s NOTIFY=…` gives them separated by blanks or commas."""
    stated = settings.get("NOTIFY") or []
    if isinstance(stated, str):
        stated = stated.replace(",", " ").split()
    return [one for one in stated if one]


def _environment(data: Path, run: str, exit_code: int | None) -> dict[str, str]:
    report = data / "reports" / f"{run}.html"
    return {
        "HANOI_PRESS_DATA": str(data),
        "HANOI_PRESS_RUN": run,
        "HANOI_PRESS_EXIT_CODE": "" if exit_code is None else str(exit_code),
        "HANOI_PRESS_REPORT": str(report) if run and report.is_file() else "",
    }


def _report(wrong: dict[str, str]) -> list[str]:
    lines = [f"{what}: {why}" for what, why in wrong.items()]
    for line in lines:
        logger.warning("%s", line)
    return lines
