"""The files of the report: written whole, bounded over years, and made from whatever records there are."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from hanoi_press.report import charts, report_files
from hanoi_press.report.report_files import report_pages, write_all, write_reports
from spiders_tests import night_records as nights
from spiders_tests import verdict_records

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><a href='javascript:alert(1)'>x</a>",
    "\u202egnp.exe\u2066 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "y" * 10_000,
    "zero\x00byte and \ud800",
    "{{ 7 * 7 }}{% raw %}",
]


def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes().decode())


def cells(path: Path, key: str) -> dict[str, str]:
    """Return the cells of the table of sources, by source."""
    return {cell.get("data-source"): cell.text for cell in page(path).cssselect(f"#sources td[data-key='{key}']")}


def test_the_page_and_the_index_are_written(tmp_path: Path) -> None:
    run = nights.eventful_month(tmp_path, nights.full_disk())
    path = write_reports(tmp_path, run)
    assert path == tmp_path / "reports" / f"{run}.html"
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, "index.html", "rows.json"]
    record = json.loads((tmp_path / "runs" / f"{run}.json").read_bytes())
    shown = page(path)
    assert [one.text_content() for one in shown.cssselect("#verdict li")] == record["attention"]
    for key in ("new", "changed", "unchanged", "blocked"):
        assert cells(path, key) == {name: f"{found[key]:,}" for name, found in record["sources"].items()}
    index = page(path.parent / "index.html")
    assert [row.get("data-run") for row in index.cssselect("tr[data-run]")][:2] == [run, nights.run_name(1)]
    assert [link.get("href") for link in index.cssselect("tr[data-run] a")] == [f"{run}.html"]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    run = nights.write(tmp_path, nights.record(1), nights.dead_host())
    first = write_reports(tmp_path, run).read_bytes()
    assert write_reports(tmp_path, run).read_bytes() == first


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_texts_of_pages_stay_texts(tmp_path: Path, text: str) -> None:
    record = nights.redesign()
    record["attention"] = [text]
    found = record["sources"]["hanoimoi"]
    found |= {
        "reason_line": text,
        "unseen_days": text,
        "failed": [{"url": text, "kind": text, "what": text}, {"url": "javascript:alert(1)", "kind": "x", "what": ""}],
        "given_up": [{"url": f"https://a.vn/{text}", "why": text, "tries": 3}],
        "revised": [{"id": text, "url": f"http://{text}", "title": text}],
        "boilerplate_new": [text],
        "notes": {text: text},
        "hosts": {text: {"requests": 3, "seconds": 1, "slowest": 1}},
        "left_out": {text: 3},
        "drift_of": [f"field/{text}"],
    }
    found["extraction"]["pages"][text] = 3
    found["extraction"]["fields"][f"{text}/{text}"] = 3
    record["sources"][text] = nights.figures("sbv")
    record["command"] = record["version"] = text
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / f"{record['run']}.json").write_text(json.dumps(record), "utf-8")
    written = write_reports(tmp_path, record["run"])
    for path in (written, written.parent / "index.html"):
        content = path.read_bytes().decode()
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]", content)
        assert not page(path).cssselect("script, img, iframe, object, form, [onerror]")
        links = [link.get("href") for link in page(path).cssselect("a, link")]
        kinds = {re.split(r"[:/.#]|\d{8}T", link)[0] for link in links}
        assert kinds <= {"http", "https", "", "index", "data"}, kinds
        for link in page(path).cssselect("a[href^=http]"):
            assert link.get("rel") == "noreferrer noopener"
    assert len(written.read_bytes()) < 400_000


@pytest.mark.parametrize("kind", ["killed", "old", "replay"])
def test_other_records(tmp_path: Path, kind: str) -> None:
    record: dict[str, Any] = getattr(nights, kind)()
    path = write_reports(tmp_path, nights.eventful_month(tmp_path, record))
    assert cells(path, "new") == {name: f"{found['new']:,}" for name, found in record["sources"].items()}


@pytest.mark.parametrize("content", [b"", b"{]", b'{"sources": {}}', b'{"sources": {"moit": 7, "mst": {}}}', b"null"])
def test_a_broken_record_gives_a_page(tmp_path: Path, content: bytes) -> None:
    run = nights.write(tmp_path, nights.record(2), nights.record(1), nights.record(0))
    (tmp_path / "runs" / f"{run}.json").write_bytes(content)
    (tmp_path / "runs" / f"{nights.run_name(1)}.json").write_bytes(b"\xff")
    path = write_reports(tmp_path, run)
    assert page(path).cssselect("#verdict[data-tone=unknown]")
    assert len(page(path.parent / "index.html").cssselect("tr[data-run]")) == 3


def test_every_figure_may_have_the_wrong_type(tmp_path: Path) -> None:
    record = nights.dead_host()
    for turn, wrong in enumerate(([], {}, "x", None, -1, 1.5, True)):
        name = list(nights.SOURCES)[turn]
        record["sources"][name] = dict.fromkeys(record["sources"][name], wrong)
    wrong_run = {key: ["x", {}] for key in ("attention", "disk", "version", "exit_code", "command")}
    path = write_reports(tmp_path, nights.write(tmp_path, nights.record(1), record | wrong_run))
    assert len(page(path).cssselect("details.source")) == len(nights.SOURCES)


def test_a_name_that_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no name of a run"):
        write_reports(tmp_path, "../../etc/passwd")


def test_old_pages_are_deleted_and_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_files, "KEPT", 3)
    nights.write(tmp_path, *(nights.record(night) for night in range(5, 0, -1)))
    kept = tmp_path / "reports" / "of-mine.html"
    kept.parent.mkdir()
    kept.write_text("mine")
    assert len(write_all(tmp_path, 3)) == 3
    write_reports(tmp_path, nights.write(tmp_path, nights.record(0)))
    assert [path.stem for path in report_pages(tmp_path)] == [nights.run_name(night) for night in (2, 1, 0)]
    assert kept.exists()
    linked = page(tmp_path / "reports" / "index.html").cssselect("tr[data-run] a")
    assert len(linked) == 3


def test_without_matplotlib_the_page_has_its_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*arguments: object) -> str:
        raise RuntimeError("no font")

    monkeypatch.setattr(charts, "small_bars", broken)
    path = write_reports(tmp_path, nights.write(tmp_path, nights.record(0)))
    assert "The charts could not be drawn" in path.read_text("utf-8")
    assert cells(path, "new")["hanoimoi"] == "125"
    assert [record.getMessage() for record in caplog.records] == [
        "the report has no charts: matplotlib failed (RuntimeError: no font)"
    ]


@pytest.mark.slow
def test_three_years_of_nights_cost_no_more_than_three_months(tmp_path: Path) -> None:
    """Measured in CPU time; the first index after an upgrade reads all records once."""

    def cost(number: int) -> tuple[float, Path]:
        data = tmp_path / str(number)
        nights.write(data, *(nights.record(night) for night in range(number, 0, -1)))
        write_reports(data, nights.run_name(1))
        run = nights.write(data, nights.record(0))
        begun = time.process_time()
        return -begun + (time.process_time() if write_reports(data, run) else 0), data

    few, _ = cost(90)
    many, data = cost(1_100)
    assert many < 2 * few, f"{many:.2f} s against {few:.2f} s"
    index = page(data / "reports" / "index.html")
    assert len(index.cssselect("tr[data-run]")) == 90
    months = {row.get("data-month"): int(row.cssselect("td")[0].text) for row in index.cssselect("tr[data-month]")}
    assert sum(months.values()) == 1_101 and len(months) == 37
    assert (data / "reports" / "index.html").stat().st_size < 120_000


def test_of_many_stumbles_six_are_named_at_the_top(tmp_path: Path) -> None:
    dead = nights.dead_host()["sources"]["moh"]
    failed = dict.fromkeys([name for name in nights.SOURCES if name != "hanoimoi"], dead)
    path = write_reports(tmp_path, nights.write(tmp_path, nights.with_sources(0, failed)))
    top, _, rest = path.read_text("utf-8").partition('<dl class="key">')
    assert top.count("moh.gov.vn does not resolve") == 6 and "and 2 more: see the sources below" in top
    assert rest.count("moh.gov.vn does not resolve") >= 8


def test_units_that_ran_again_are_listed(tmp_path: Path) -> None:
    run = verdict_records.run_name(24)
    why = "hanoimoi: a process that worked on it died (signal 9, SIGKILL) <b>"
    verdict_records.write(tmp_path, verdict_records.record(run, {"hanoimoi": verdict_records.WELL}, retries=[why]))
    path = write_reports(tmp_path, run)
    assert path is not None
    assert [one.text_content() for one in page(path).cssselect("#verdict .retries li")] == [why]
