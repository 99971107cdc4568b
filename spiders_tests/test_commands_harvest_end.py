"""`commands/harvest_end.py`: nights on which something fails, through the real command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scrapy.settings import Settings

from hanoi_press.commands.harvest_end import HarvestEnd
from hanoi_press.report.run_records import read_record
from spiders_tests.corpus_lines import opened
from spiders_tests.loopback import run
from spiders_tests.nights import OLD, Night, last_line, night, publish
from spiders_tests.sites.nightly import Paper
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import Served

pytestmark = pytest.mark.slow
FAST = ("-s", OLD, "-s", "RETRY_ENABLED=False")


def of_day(data: Path, done: Night, day: int) -> Night:
    """Give the record of a run the name of a night of March 2023."""
    path = data / "runs" / f"{done.record['run']}.json"
    path.rename(path.with_name(f"202303{day:02}{path.name[8:]}"))
    return done


def test_a_dead_host_of_two_for_three_nights(served: Served, tmp_path: Path) -> None:
    paper = Paper()
    served.faults = lambda url: Page.of("", status=500) if "moit.gov.vn" in url else None
    for day, code, nights in ((1, 0, 1), (2, 0, 2), (3, 1, 3)):
        publish(paper, day)
        done = of_day(tmp_path, night(tmp_path, served, "moit", *FAST, paper=paper), day)
        figures = done.record["sources"]["moit"]
        assert (done.code, figures["status"], figures["nights_in_a_row"]) == (code, "failed", nights), done.err
        assert bool(done.record["attention"]) is bool(code)
        assert ", 3 new, " in last_line(done.out)
        assert last_line(done.out).endswith("; 1 needs a person" if code else "; 1 stumbled")
        reasons = [line for line in done.out.splitlines() if figures["reason_line"] in line]
        assert len(reasons) == 1 and reasons[0].startswith("! moit failed" if code else "  moit failed")
    assert "third night in a row" in done.out
    assert {one["kind"] for one in figures["failed"]} == {"robots"}
    assert set(figures["hosts"]) == {"moit.gov.vn"}
    assert (done.record["strict"], done.record["disk"]["articles"] > 0) == (False, True)
    shown = run(tmp_path, "runs", "--source", "moit").stdout
    assert [line.split()[-1] for line in shown.splitlines()[1:4]] == ["row", "row", "failed"]
    served.faults = None
    served.pages = paper.pages()


def test_a_single_source_that_gives_nothing(served: Served, tmp_path: Path) -> None:
    served.faults = lambda url: Page.of("", status=500)
    done = night(tmp_path, served, *FAST, paper=Paper())
    assert done.code == 1 and last_line(done.out).endswith("; 1 needs a person")
    assert done.record["attention"] == [f"hanoimoi gave nothing: {done.record['sources']['hanoimoi']['reason_line']}"]


def test_what_a_record_names(served: Served, tmp_path: Path) -> None:
    paper = Paper()
    publish(paper, 6, 4)
    night(tmp_path, served, *FAST, paper=paper)
    publish(paper, 7, 4)
    paper.correct(600, paper.pieces[700].lastmod)
    slow = paper.pieces[702].url
    served.faults = lambda url: Page.of("", status=500) if url == slow else None
    done = night(tmp_path, served, *FAST, paper=paper)
    figures = done.record["sources"]["hanoimoi"]
    assert done.code == 0 and ", 3 new, 1 changed, 1 failed, " in last_line(done.out), done.out
    assert figures["failed"] == [{"url": slow, "kind": "server-error", "what": "HTTP 500"}]
    assert [(one["id"], one["url"]) for one in figures["revised"]] == [("hanoimoi/600", paper.pieces[600].url)]
    hosts = figures["hosts"]["hanoimoi.vn"]
    assert hosts["requests"] == figures["requests"] and 0 < hosts["slowest"] <= hosts["seconds"]
    assert done.record["version"] and done.record["attention"] == []


def test_a_record_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    monkeypatch.setattr(
        "hanoi_press.commands.harvest_end.after_run",
        lambda data, run, settings: told.append(read_record(data / "runs" / f"{run}.json").attention),
    )
    with opened(tmp_path) as folder:
        folder.record.write()

        def full() -> None:
            raise OSError("No space left on device")

        monkeypatch.setattr(folder.record, "write", full)
        ending = HarvestEnd(Settings(), strict=False)
        ending.judge(folder)
    ending.tell(is_closed=True)
    assert ending.exit_code == 1
    assert told == [["the run's record could not be written: No space left on device"]]
    assert capsys.readouterr().out.splitlines()[-1].endswith("; 1 needs a person")


def test_a_record_that_is_written_once_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.commands.harvest_end.after_run", lambda data, run, settings: None)
    with opened(tmp_path) as folder:
        folder.record.write()
        ending = HarvestEnd(Settings(), strict=False)
        with monkeypatch.context() as disk:
            disk.setattr("hanoi_press.store.run_record.write_whole", _full)
            ending.judge(folder)
    assert json.loads(folder.record.path.read_bytes())["finished"] is None
    ending.tell(is_closed=True)
    stored = json.loads(folder.record.path.read_bytes())
    assert (stored["exit_code"], len(stored["attention"])) == (1, 1) and stored["finished"]


def _full(path: Path, content: str) -> None:
    raise OSError("No space left on device")


@pytest.mark.parametrize("is_open", [True, False])
def test_a_harvest_without_a_verdict_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, is_open: bool
) -> None:
    told = []
    monkeypatch.setattr(
        "hanoi_press.commands.harvest_end.after_run",
        lambda data, run, settings: told.append(read_record(data / "runs" / f"{run}.json").attention),
    )
    ending = HarvestEnd(Settings({"DATA_DIR": str(tmp_path)}), strict=False)
    with opened(tmp_path) as folder:
        (tmp_path / "runs").mkdir(exist_ok=True)
        if is_open:
            folder.record.write()
            ending.folder = folder
    ending.tell(is_closed=False, why="disk full")
    (path,) = (tmp_path / "runs").glob("*.json")
    assert told == [["disk full"]] == [json.loads(path.read_bytes())["attention"]]
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "! disk full" and out[-1].endswith("; 1 needs a person")


def test_a_folder_that_cannot_be_closed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(tmp_path) as folder:
        ending = HarvestEnd(Settings(), strict=False)
        ending.tell(is_closed=False)  # it did not begin
        assert capsys.readouterr().out == ""
        ending.judge(folder)
        assert ending.exit_code == 0
        ending.tell(is_closed=False)
    assert ending.exit_code == 1 and read_record(folder.record.path).exit_code == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("; 1 needs a person")
