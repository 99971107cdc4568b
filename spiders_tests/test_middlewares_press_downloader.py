"""`middlewares/press_downloader.py`: a run that is stopped waits for no pause, sends nothing more, loses nothing."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from spiders_tests.nights import Running, night, nothing_left, revisions
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import PLAIN, Page
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow

COUNT = 12
PAUSE = {"Retry-After": "500"}


def paper() -> Paper:
    found = Paper()
    for number in range(100, 100 + COUNT):
        found.publish(number, at(f"2023-03-02 {number - 100:02}:15"))
    return found


def busy(status: int) -> Page:
    page = Page.of("", status=status)
    return Page(page.status, dict(page.headers) | PAUSE, page.body)


def stop(data: Path, served: Served, requests: int, *, how: signal.Signals | None = None) -> tuple[int, str, str]:
    """Run a harvest, stop it (by a signal or by its own time) after so many answers; return what it left.

    The run ends while its pause has minutes to go, or `subprocess.TimeoutExpired` is raised.
    """
    running = Running(data, served, *([] if how else ["--max-minutes", "0.05"]))
    assert running.wait_for(requests)
    if how:
        running.process.send_signal(how)
    out, err = running.process.communicate(timeout=40)
    return running.process.returncode, out, err


@pytest.mark.parametrize(
    ("how", "end_of_url", "answer", "requests"),
    [
        (signal.SIGTERM, "-105.html", busy(503), 9),
        (signal.SIGINT, "sitemap.xml", busy(429), 2),
        (None, "robots.txt", busy(503), 1),
        (signal.SIGTERM, "robots.txt", Page.of("User-agent: *\nCrawl-delay: 50\n", PLAIN), 1),
    ],
    ids=["an article", "a list", "robots.txt", "Crawl-delay"],
)
def test_a_stop_does_not_wait_for_a_pause(
    tmp_path: Path, how: signal.Signals | None, end_of_url: str, answer: Page, requests: int
) -> None:
    faults = lambda url: answer if url.endswith(end_of_url) else None  # noqa: E731
    with serve(paper().pages(), faults=faults) as served:
        code, out, err = stop(tmp_path, served, requests, how=how)
        sent = len(served.log)
        assert code == 0, err
        assert f"ended early: {'shutdown' if how else 'time'}" in out
        assert ", 0 failed, " in out.splitlines()[-1]
        assert "Traceback" not in err
        assert sent <= requests + 1  # one may have been on its way
        assert nothing_left(tmp_path) == []
        served.faults = None
        assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == {f"hanoimoi/{number}": [1] for number in range(100, 100 + COUNT)}


@pytest.mark.parametrize("end_of_url", ["-105.html", "sitemap.xml", "robots.txt"])
def test_a_stop_waits_for_an_answer_only_for_seconds(tmp_path: Path, end_of_url: str) -> None:
    asked, done = threading.Event(), threading.Event()

    def stall(url: str) -> None:
        if url.endswith(end_of_url) and not done.is_set():
            asked.set()
            done.wait(120)

    with serve(paper().pages(), faults=stall) as served:
        running = Running(tmp_path, served, "-s", "DOWNLOAD_TIMEOUT=600")
        assert running.wait_until(asked.is_set)
        running.process.send_signal(signal.SIGTERM)
        out, err = running.process.communicate(timeout=40)
        done.set()
        assert running.process.returncode == 0, err
        assert "ended early: shutdown" in out and ", 0 failed, " in out.splitlines()[-1]
        assert "Traceback" not in err
        assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == {f"hanoimoi/{number}": [1] for number in range(100, 100 + COUNT)}
