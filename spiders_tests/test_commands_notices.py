"""`hanoi-press notices`: a test reaches everyone, a killed harvest is told, the last run is told again."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from spiders_tests.notice_server import Received, received, stored_run
from spiders_tests.scrapy_process import run_scrapy


def notices(data: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return run_scrapy(["notices", *arguments], dict(os.environ) | {"HANOI_PRESS_DATA": str(data)} | variables)


def config(data: Path, server: Received) -> None:
    data.mkdir(exist_ok=True)
    text = f'[notices]\nnotify = ["json://u:geheim@{server.host}/people"]\nping = "http://{server.host}/uuid"\n'
    (data / "hanoi-press.toml").write_text(text, "utf-8")


def test_a_test_the_last_run_and_a_killed_one(tmp_path: Path) -> None:
    with received() as server:
        config(tmp_path, server)
        done = notices(tmp_path, "--test")
        assert (done.returncode, done.stdout, done.stderr) == (0, "sent: json://…, the health check\n", "")
        assert notices(tmp_path).returncode == 2  # no run yet
        stored_run(tmp_path)
        assert notices(tmp_path).returncode == 0
        told = {"MONITOR_SERVICE_RESULT": "oom-kill", "MONITOR_EXIT_STATUS": "KILL"}
        assert notices(tmp_path, "--failed", **told).returncode == 0
        titles = [body["title"] for _, path, body in server.requests if path == "/people"]
        texts = [body["message"] for _, path, body in server.requests if path == "/people"]
        pings = [path for _, path, body in server.requests if path != "/people"]
    assert titles == [
        "hanoi-press: test of the notices",
        "hanoi-press: All well",
        "hanoi-press: the harvest did not end",
    ]
    assert pings == ["/uuid", "/uuid", "/uuid/fail"]
    assert "(oom-kill KILL)" in texts[2]


def test_a_failure_is_1_and_says_why(tmp_path: Path) -> None:
    with received() as server:
        config(tmp_path, server)
        server.status = 403
        done = notices(tmp_path, "--test")
    assert done.returncode == 1 and done.stdout == ""
    assert "notice 1 (json://…) was not sent: " in done.stderr
    assert "the health check was not told: 127.0.0.1 answered HTTP 403" in done.stderr
    assert "geheim" not in done.stderr and "Traceback" not in done.stderr


def test_nobody_to_tell(tmp_path: Path) -> None:
    done = notices(tmp_path, "--test")
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("nobody is told about harvests; write [notices] to ")
