"""`notices/sending.py`: who is told of which run, and that nothing secret is logged."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from hanoi_press.notices import send_notices
from hanoi_press.notices.message import example_notice, failed_notice
from hanoi_press.notices.sending import receivers, send_alone
from spiders_tests.notice_server import Received, received, stored_run

ALARM = {"exit_code": 1, "attention": ["moit drifts: 0 of 3 pages could be read, usually 98 %"]}


def told(server: Received, data: Path, run: str, **more: object) -> list[str]:
    """Send the notices of a run to everyone; return the paths that were requested, in their order by name."""
    command = f'cat > {data}/stdin; echo "$HANOI_PRESS_RUN $HANOI_PRESS_EXIT_CODE" > {data}/words'
    settings = {
        "NOTIFY": [f"json://user:geheimwort@{server.host}/people"],
        "NOTIFY_COMMAND": command,
        "NOTIFY_PING": f"http://{server.host}/uuid",
        "NOTIFY_WHEN": "attention",
    }
    assert send_notices(data, run, settings | more) == []
    return sorted(path for _, path, _ in server.requests)


def test_a_run_that_needs_a_person(tmp_path: Path) -> None:
    run = stored_run(tmp_path, **ALARM)
    with received() as server:
        assert told(server, tmp_path, run) == ["/people", "/uuid/fail"]
        (sent,) = [body for method, path, body in server.requests if path == "/people"]
    assert sent["title"] == "hanoi-press: One thing needs a person"
    assert "moit drifts: 0 of 3 pages could be read, usually 98 %" in sent["message"]
    assert sent["type"] == "warning"
    assert json.loads((tmp_path / "stdin").read_bytes())["attention"] == ALARM["attention"]
    assert (tmp_path / "words").read_text() == f"{run} 1\n"


def test_a_good_run_only_tells_the_health_check(tmp_path: Path) -> None:
    run = stored_run(tmp_path)
    with received() as server:
        assert told(server, tmp_path, run) == ["/uuid"]
    assert not (tmp_path / "stdin").exists()


def test_always(tmp_path: Path) -> None:
    run = stored_run(tmp_path)
    with received() as server:
        assert told(server, tmp_path, run, NOTIFY_WHEN="always") == ["/people", "/uuid"]
    assert (tmp_path / "stdin").is_file()


def test_failures_are_a_line_each_without_secrets(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    run = stored_run(tmp_path, **ALARM)
    with received() as server, caplog.at_level(logging.DEBUG):
        server.status = 500
        settings = {
            "NOTIFY": [f"json://user:geheimwort@{server.host}/zeichenfolge", "nosuch://geheimwort"],
            "NOTIFY_COMMAND": "echo 'no such list' >&2; exit 3 # geheimwort",
            "NOTIFY_PING": f"http://{server.host}/geheimwort",
        }
        lines = send_notices(tmp_path, run, settings)
    assert [line.partition(": ")[0] for line in lines] == [
        "notice 1 (json://…) was not sent",
        "notice 2 (nosuch://…) was not sent",
        "the command of NOTIFY_COMMAND failed",
        "the health check was not told",
    ]
    assert "500" in lines[0]
    assert lines[2].endswith(": it ended with 3: no such list")
    assert lines[3].endswith(": 127.0.0.1 answered HTTP 500")
    assert "geheimwort" not in caplog.text and "zeichenfolge" not in caplog.text
    assert [record.getMessage() for record in caplog.records if record.name.startswith("hanoi_press")] == lines


def test_nobody_is_told_if_nobody_is_named(tmp_path: Path) -> None:
    assert send_notices(tmp_path, stored_run(tmp_path, **ALARM), {}) == []
    assert receivers({"NOTIFY": [], "NOTIFY_COMMAND": None, "NOTIFY_PING": None}) == []


def test_receivers_hold_nothing_secret() -> None:
    settings = {
        "NOTIFY": "tgram://123:abc/9, mailto://u:p@x.vn",
        "NOTIFY_COMMAND": "mail x",
        "NOTIFY_PING": "https://x/y",
    }
    assert receivers(settings) == ["tgram://…", "mailto://…", "the command", "the health check"]


def test_a_run_whose_record_is_gone(tmp_path: Path) -> None:
    with received() as server:
        settings = {"NOTIFY": [f"json://{server.host}/people"], "NOTIFY_PING": f"http://{server.host}/uuid"}
        assert send_notices(tmp_path, "20261126T031000Z-77", settings) == []
        assert sorted(path for _, path, _ in server.requests) == ["/people", "/uuid/fail"]


@pytest.mark.parametrize("is_failed", [True, False])
def test_a_notice_about_no_run(tmp_path: Path, is_failed: bool) -> None:
    notice = failed_notice(tmp_path, "oom-kill") if is_failed else example_notice(tmp_path)
    with received() as server:
        settings = {"NOTIFY": [f"json://{server.host}/people"], "NOTIFY_PING": f"http://{server.host}/uuid"}
        settings["NOTIFY_COMMAND"] = f"cat > {tmp_path}/stdin"
        assert send_alone(notice, tmp_path, settings) == []
        assert sorted(path for _, path, _ in server.requests) == ["/people", "/uuid/fail" if is_failed else "/uuid"]
    assert json.loads((tmp_path / "stdin").read_bytes())["notice"] == notice.title
    assert ("oom-kill" in notice.text) == is_failed
