"""Write `metrics.prom`: what the last runs were like, for the textfile collector of Prometheus' node_exporter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from hanoi_press import __version__
from hanoi_press.report.run_records import SourceRun, StoredRun, read_record, run_records
from hanoi_press.report.verdict import nights_in_a_row
from hanoi_press.store.atomic import write_whole

FILE_NAME = "metrics.prom"
_LOOK_BACK = 60  # runs in which the last one of each source, and the last good one, are looked for
_STATUSES = ("ok", "drifted", "stopped", "blocked", "failed")


class _LastRun(NamedTuple):
    """The last run of a source."""

    record: StoredRun
    source: SourceRun
    earlier: list[StoredRun]


def write_metrics(data: Path, run: str) -> Path:
    """Write the metrics of a run, and of the last run of each other source; return the path. Raises `OSError`.

    If they cannot be written, as on a full disk, those of the run before are removed: they would say that all is well.
    """
    record = read_record(data / "runs" / f"{run}.json")
    earlier = [one for one in run_records(data, limit=_LOOK_BACK, before=run) if not one.fault]
    path = data / FILE_NAME
    try:
        write_whole(path, metrics_text(record, earlier))
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    return path


def metrics_text(record: StoredRun, earlier: list[StoredRun]) -> bytes:
    """Return the metrics in Prometheus' text format; `earlier`: the records of earlier runs, the latest first."""
    registry = CollectorRegistry()
    _add_run(registry, record, earlier)
    _add_sources(registry, list(_last_runs([record, *earlier])))
    return generate_latest(registry)


def _gauge(registry: CollectorRegistry, name: str, meaning: str, *labels: str) -> Gauge:
    return Gauge(f"hanoi_press_{name}", meaning, labels, registry=registry)


def _add_run(registry: CollectorRegistry, record: StoredRun, earlier: list[StoredRun]) -> None:
    _gauge(registry, "info", "The version of hanoi_press that wrote this file", "version").labels(__version__).set(1)
    times = {
        "run_started_timestamp_seconds": ("When the last run started", record.started),
        "run_finished_timestamp_seconds": ("When the last run ended", record.finished),
        "run_last_good_timestamp_seconds": (
            "When the last run with exit code 0 ended",
            next((one.finished for one in [record, *earlier] if one.exit_code == 0), None),
        ),
    }
    for name, (meaning, moment) in times.items():
        if moment is not None:
            _gauge(registry, name, meaning).set(moment.timestamp())
    numbers = {
        "run_exit_code": ("0 all well; 1 something needs a person", record.exit_code),
        "run_attention": ("Number of things that need a person", len(record.attention)),
        "run_duration_seconds": ("How long the last run took", record.seconds),
    }
    for name, (meaning, number) in numbers.items():
        if number is not None:
            _gauge(registry, name, meaning).set(number)
    disk = _gauge(registry, "disk_bytes", "Bytes of the data folder by part, and the free ones of its disk", "part")
    for part, size in record.disk.items():
        disk.labels(part).set(size)


def _add_sources(registry: CollectorRegistry, runs: list[_LastRun]) -> None:
    ended = _gauge(registry, "source_last_run_timestamp_seconds", "When the source was last harvested", "source")
    status = _gauge(registry, "source_status", "1 for how the last run of the source ended", "source", "status")
    articles = _gauge(registry, "source_articles", "Articles of the last run by kind", "source", "kind")
    pages = _gauge(registry, "source_bad_pages", "Pages that gave nothing in the last run by kind", "source", "kind")
    share = _gauge(registry, "source_layer_share", "Share of pages by what read them, 0 to 1", "source", "layer")
    nights = _gauge(registry, "source_nights_in_a_row", "Nights in a row that failed or were blocked", "source")
    seconds = _gauge(registry, "source_duration_seconds", "How long the last run of the source took", "source")
    requests = _gauge(registry, "source_requests", "Requests of the last run of the source", "source")
    for record, source, earlier in runs:
        name = source.name
        if (moment := record.finished or record.started) is not None:
            ended.labels(name).set(moment.timestamp())
        for one in _STATUSES:
            status.labels(name, one).set(source.status == one)
        for kind in ("new", "changed", "unchanged", "known"):
            articles.labels(name, kind).set(source.number(kind))
        for kind, number in _bad_pages(source).items():
            pages.labels(name, kind).set(number)
        total = sum(source.layer_kinds.values())
        for layer, number in source.layer_kinds.items():
            share.labels(name, layer).set(number / total if total else 0)
        nights.labels(name).set(nights_in_a_row(source, record, earlier))
        requests.labels(name).set(source.number("requests"))
        if source.seconds is not None:
            seconds.labels(name).set(source.seconds)


def _bad_pages(source: SourceRun) -> dict[str, int]:
    given_up = source.figures.get("given_up")
    return {
        "failed": source.failures,
        "blocked": source.number("blocked"),
        "unreadable": source.unread,
        "given_up": len(given_up) if isinstance(given_up, list) else 0,
    }


def _last_runs(records: list[StoredRun]) -> Iterator[_LastRun]:
    """Yield the last harvest or crawl of each source, in the order of names."""
    found: dict[str, _LastRun] = {}
    for number, record in enumerate(records):
        for name, source in record.sources.items():
            if name not in found and not source.is_replay:
                found[name] = _LastRun(record, source, records[number + 1 :])
    return (found[name] for name in sorted(found))
