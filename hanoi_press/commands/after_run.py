"""Do what follows a harvest: report pages, metrics, notices. None of it may change how the harvest ended."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)


def after_run(data: Path, run: str, settings: BaseSettings) -> Path | None:
    """Write report and metrics of a run and send its notices; return the path of the report, None without one.

    Each step is tried, whatever became of the one before; a failure is one line in the log.
    """
    report = None
    if settings.getbool("RUN_REPORTS", True):
        report = _step("the report could not be written", "report.report_files", "write_reports", data, run)
    _step("the metrics could not be written", "report.metrics", "write_metrics", data, run)
    _step("the notices could not be sent", "notices", "send_notices", data, run, settings)
    return Path(report) if report else None


def _step(what: str, module: str, name: str, *arguments: Any) -> Any:
    """Call a function of a module that is imported now, because the libraries behind it take seconds to load."""
    try:
        function: Callable[..., Any] | None = getattr(import_module(f"hanoi_press.{module}"), name, None)
        return function(*arguments) if function else None
    except ModuleNotFoundError as error:
        if error.name != f"hanoi_press.{module}":
            logger.error("%s: %s", what, error)
    except (Exception, SystemExit) as error:  # whatever it is, the harvest has ended
        logger.error("%s: %s: %s", what, type(error).__name__, error)
    return None
