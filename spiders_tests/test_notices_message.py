"""`notices/message.py`: the notice says what the report says, short and plain."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.notices.message import example_notice, failed_notice, notice_of
from spiders_tests.notice_server import stored_run

FINE = {"status": "ok", "asked": 4, "new": 40, "changed": 2, "pages": {"stored": 42}}


def test_what_needs_a_person_comes_first_and_the_report_last(tmp_path: Path) -> None:
    sources = {
        "mst": FINE,
        "moj": {"status": "blocked", "asked": 0, "reason_line": "the site refuses us", "nights_in_a_row": 3},
        "sbv": {"status": "failed", "asked": 0, "reason_line": "no list could be read", "nights_in_a_row": 1},
    }
    attention = ["moj is blocked, for the third night in a row: the site refuses us"]
    run = stored_run(tmp_path, exit_code=1, attention=attention, sources=sources)
    report = tmp_path / "reports" / f"{run}.html"
    report.parent.mkdir()
    report.touch()
    notice = notice_of(tmp_path, run)
    assert (notice.title, notice.is_alarm) == ("hanoi-press: One thing needs a person", True)
    lines = notice.text.splitlines()
    assert lines[0] == "40 new articles and 2 corrections; 1 of 3 sources ended well."
    assert lines[2:4] == ["What needs a person:", f"- {attention[0]}"]
    assert lines[5:7] == ["Needs nobody yet:", "- sbv: no list could be read"]
    assert lines[-2].startswith(f"Run {run} on ") and lines[-2].endswith(", exit code 1.")
    assert lines[-1] == f"Report: {report}"


def test_all_well(tmp_path: Path) -> None:
    run = stored_run(tmp_path)
    notice = notice_of(tmp_path, run)
    assert (notice.title, notice.is_alarm) == ("hanoi-press: All well", False)
    assert "needs" not in notice.text.lower()
    assert notice.text.endswith(f"Record: {tmp_path}/runs/{run}.json")


def test_it_stays_short_whatever_happened(tmp_path: Path) -> None:
    attention = [f"moit: page {number} \x1b[2J\n" + "x" * 5000 for number in range(40)]
    notice = notice_of(tmp_path, stored_run(tmp_path, exit_code=1, attention=attention))
    assert "- … and 28 more" in notice.text and len(notice.text) < 5000
    assert "\x1b" not in notice.text and "page 11" in notice.text and "page 12" not in notice.text


def test_a_record_that_cannot_be_read_is_an_alarm(tmp_path: Path) -> None:
    run = stored_run(tmp_path)
    (tmp_path / "runs" / f"{run}.json").write_text("{", "utf-8")
    notice = notice_of(tmp_path, run)
    assert notice.is_alarm and "exit code unknown" in notice.text


def test_notices_about_no_run(tmp_path: Path) -> None:
    assert not example_notice(tmp_path).is_alarm and str(tmp_path) in example_notice(tmp_path).text
    killed = failed_notice(tmp_path, "signal KILL")
    assert killed.is_alarm and "(signal KILL)" in killed.text
    assert "()" not in failed_notice(tmp_path).text
