"""`hanoi-press notices`: a test reaches everyone, a killed harvest is told, the last run is told again."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from spiders_tests.nights import CHALLENGE, night, paper_of
from spiders_tests.notice_server import Received, received, samples, stored_run
from spiders_tests.scrapy_process import run_scrapy
from spiders_tests.sites.serve import Served

pytestmark = pytest.mark.slow


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


def test_harvests_tell_the_same_by_notice_ping_metrics_and_exit_code(served: Served, tmp_path: Path) -> None:
    paper = paper_of("2023-03-06")
    with received() as server:
        config(tmp_path, server)
        failing = ("-s", "NOTIFY_COMMAND=echo kaputt >&2; exit 7")
        good = night(tmp_path, served, *failing, "-s", "NOTIFY_WHEN=always", paper=paper)
        assert good.code == 0 and "the command of NOTIFY_COMMAND failed: it ended with 7: kaputt" in good.err
        found = samples(tmp_path / "metrics.prom")
        assert found["run_exit_code",] == 0 and found["source_articles", "new", "hanoimoi"] == 4
        served.faults = lambda url: CHALLENGE
        bad = night(tmp_path, served, "-s", "RUN_REPORTS=True", paper=paper)
        assert bad.code == 1
        found = samples(tmp_path / "metrics.prom")
        assert found["run_exit_code",] == 1 and found["source_status", "hanoimoi", "blocked"] == 1
        assert found["run_attention",] == len(bad.record["attention"]) == 1
        pings = [path for _, path, _ in server.requests if path != "/people"]
        notices = [body for _, path, body in server.requests if path == "/people"]
    assert pings == ["/uuid", "/uuid/fail"]
    assert [one["type"] for one in notices] == ["success", "warning"]
    assert bad.record["attention"][0] in notices[1]["message"]
    assert f"Report: {tmp_path}/reports/" in notices[1]["message"]
    assert "geheim" not in good.err + bad.err + good.out + bad.out
