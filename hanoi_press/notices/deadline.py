"""Run jobs side by side, and wait for them no longer than a deadline."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from time import monotonic


def run_jobs(jobs: Mapping[str, Callable[[], str]], seconds: float) -> dict[str, str]:
    """Return what went wrong with each job, by its name; a job returns "" if nothing did.

    A job that takes longer is left behind in its thread, which does not keep the process from ending.
    """
    wrong: dict[str, str] = {}
    threads = {}
    for name, job in jobs.items():
        threads[name] = threading.Thread(target=_run, args=(name, job, wrong), daemon=True)
        threads[name].start()
    end = monotonic() + seconds
    for thread in threads.values():
        thread.join(max(0.0, end - monotonic()))
    late = {name: f"no answer within {seconds:g} s" for name, thread in threads.items() if thread.is_alive()}
    return {name: what for name in jobs if (what := late.get(name) or dict(wrong).get(name, ""))}


def _run(name: str, job: Callable[[], str], wrong: dict[str, str]) -> None:
    try:
        wrong[name] = job()
    except Exception as error:  # whatever it is, the harvest has ended
        wrong[name] = f"{type(error).__name__}: {error}"
