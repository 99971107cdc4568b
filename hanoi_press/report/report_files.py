"""Write the report of a run: `reports/<run>.html` and `reports/index.html` in the data folder."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.report.index_page import index_page
from hanoi_press.report.index_rows import index_rows
from hanoi_press.report.reported_run import RUN_NAME, ReportedRun, read_run, record_files, runs_before
from hanoi_press.report.run_page import run_page
from hanoi_press.store.atomic import write_whole

LOOK_BACK = 30  # runs that a page shows, its own included
KEPT = 400  # pages of runs; older ones are deleted, and can be written again from their records


def write_reports(data: Path, run: str) -> Path:
    """Write the page of a run and the index, and delete the oldest pages; return the path of the run's page.

    `run` is a name in `runs/`; a record that is missing or broken gives a page that says so. Raises `OSError`, and
    `ValueError` for what is no name of a run.
    """
    if not RUN_NAME.fullmatch(run):
        raise ValueError(f"{run!r} is no name of a run; they stand in {data / 'runs'}")
    path, shown = _write_page(data, run)
    _delete_old_pages(data)
    _write_index(data, shown)
    return path


def write_all(data: Path, last: int = KEPT) -> list[Path]:
    """Write the pages of the last runs of all kinds and the index anew; return the paths. Raises `OSError`."""
    paths = [_write_page(data, file.stem)[0] for file in record_files(data)[-min(last, KEPT) :]]
    _delete_old_pages(data)
    _write_index(data, None)
    return paths


def report_pages(data: Path) -> list[Path]:
    """Return the pages of runs in `reports/`, the oldest first."""
    return sorted(path for path in (data / "reports").glob("*.html") if RUN_NAME.fullmatch(path.stem))


def _write_page(data: Path, run: str) -> tuple[Path, ReportedRun]:
    shown = read_run(data / "runs" / f"{run}.json")
    earlier = runs_before(data, run, LOOK_BACK - 1)
    pages = {path.stem for path in report_pages(data)}
    previous = next((one.run for one in reversed(earlier) if one.run in pages), "")
    path = data / "reports" / f"{run}.html"
    write_whole(path, run_page([*earlier, shown], previous))
    return path, shown


def _write_index(data: Path, shown: ReportedRun | None) -> None:
    pages = {path.stem for path in report_pages(data)}
    write_whole(data / "reports" / "index.html", index_page(index_rows(data, shown), pages))


def _delete_old_pages(data: Path) -> None:
    for path in report_pages(data)[:-KEPT]:
        path.unlink(missing_ok=True)
