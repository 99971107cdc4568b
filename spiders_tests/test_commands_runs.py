"""`scrapy runs`: what the last nights were like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spiders_tests.loopback import run
from spiders_tests.verdict_records import BLOCKED, DRIFTED, FAILED, WELL, record, run_name, write

NIGHTS = {day: run_name(day) for day in range(20, 25)}
ADDRESS = "https://moj.gov.vn/sitemap.xml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with five nights: well, replayed, killed, unreadable, and one with trouble."""
    dead = FAILED | {"nights_in_a_row": 3, "failed": [{"url": ADDRESS, "kind": "refused", "what": "no \x1b[31m"}]}
    revised = [{"id": "hanoimoi/1", "url": "https://hanoimoi.vn/a-1.html", "title": "Hà Nội vào thu"}]
    write(
        tmp_path,
        record(NIGHTS[20], {"hanoimoi": WELL, "moj": FAILED | {"nights_in_a_row": 2}}),
        record(NIGHTS[21], {"hanoimoi": {"status": "ok", "read": 9, "new": 0, "changed": 4}}, command="scrapy replay"),
        record(NIGHTS[22], {"hanoimoi": WELL}, finished=None, exit_code=None),
        record(
            NIGHTS[24],
            {"hanoimoi": WELL | {"changed": 1, "revised": revised}, "moj": dead, "moet": BLOCKED, "mst": DRIFTED},
            exit_code=1,
            attention=["moj failed, for the third night in a row: refused", "mst drifts: read by heuristic"],
            disk={"articles": 123456789, "archive": 9876543210, "ledger": 4_000, "other": 12, "free": 10**11},
            version="0.1.0",
        ),
    )
    (tmp_path / "runs" / f"{NIGHTS[23]}.json").write_text('{"run": ')
    return tmp_path


def test_the_last_nights_at_a_glance(data: Path) -> None:
    done = run(data, "runs")
    assert done.returncode == 0, done.stderr
    table, newest = done.stdout.split("\n\n")
    assert table.splitlines() == [
        "run (Hanoi)      new changed failed blocked of               time",
        "2026-11-25 01:00   4       1      1       1 harvest of 4      42m needs a person",
        "2026-11-24 01:00   -       -      -       - -                   - unreadable",
        "2026-11-23 01:00   2       0      0       0 harvest hanoimoi    - killed",
        "2026-11-22 01:00   0       4      0       0 replay hanoimoi   42m all well",
        "2026-11-21 01:00   2       0      0       0 harvest of 2      42m 1 stumbled",
    ]
    assert newest.splitlines()[0] == f"scrapy harvest of 2026-11-25 01:00, run {NIGHTS[24]}"
    assert "! moj failed, for the third night in a row: refused" in newest.splitlines()
    assert "total: 4 sources, 42m, 4 new, 1 changed, 1 failed, 1 blocked; 2 need a person" in newest.splitlines()
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert len(run(data, "runs", "--limit", "2").stdout.split("\n\n")[0].splitlines()) == 3


def test_one_source(data: Path) -> None:
    done = run(data, "runs", "--source", "moj")
    assert done.stdout.splitlines() == [
        "moj              new changed failed blocked read by time",
        "2026-11-25 01:00   0       0      1       0 -          - third night in a row",
        "2026-11-21 01:00   0       0      0       0 -          - second night in a row",
        f"  2026-11-25 01:00: {FAILED['reason_line']}",
        f"  2026-11-21 01:00: {FAILED['reason_line']}",
    ]
    assert run(data, "runs", "--source", "sbv").stdout.startswith("no run of sbv is recorded in ")
    wrong = run(data, "runs", "--source", "mojj")
    assert (wrong.returncode, wrong.stderr) == (2, "invalid source name 'mojj'; did you mean 'moj'?\n")


def test_a_run_in_full(data: Path) -> None:
    for name in ("last", NIGHTS[24], "20261124T", "2026-11-25"):
        out = run(data, "runs", "show", name).stdout
        assert out.startswith(f"scrapy harvest of 2026-11-25 01:00, run {NIGHTS[24]}\nhanoi_press 0.1.0, took 42m"), out
    assert "disk: articles 123 MB, archive 9.9 GB, ledger 4.0 KB, other 12 bytes; free 100 GB\n" in out
    assert f"\nmoj\n  fault: no discovery route answered\n  refused: {ADDRESS}\n      no \\x1b[31m\n" in out
    assert "  changed: Hà Nội vào thu\n      https://hanoimoi.vn/a-1.html\n" in out
    assert "  drift: summary on 0 of 3 pages, usually 98 %\n" in out
    killed = run(data, "runs", "show", "2026-11-23")
    assert killed.returncode == 0 and "! it did not end (killed, no power or a full disk)" in killed.stdout
    unreadable = run(data, "runs", "show", "2026-11-24")
    assert unreadable.returncode == 1 and f"{NIGHTS[23]}.json" in unreadable.stdout


def test_as_json(data: Path) -> None:
    found = json.loads(run(data, "runs", "--json").stdout)
    assert [one["run"] for one in found] == [NIGHTS[day] for day in (24, 23, 22, 21, 20)]
    assert [one.get("state", one.get("fault", "")[:10]) for one in found][:3] == ["ended", "it is no J", "killed"]
    moj = found[0]["sources"]["moj"]
    assert (moj["status"], moj["failed"], moj["nights_in_a_row"]) == ("failed", 1, 3)
    assert list(json.loads(run(data, "runs", "--source", "moj", "--json").stdout)[0]["sources"]) == ["moj"]
    shown = json.loads(run(data, "runs", "show", "last", "--json").stdout)
    assert shown == json.loads((data / "runs" / f"{NIGHTS[24]}.json").read_bytes())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "x"], "invalid run 'x': there is no such run; use last, or one of "),
        (["show", "20261124T180000Z-2"], f"there is no such run; use last, or one of {NIGHTS[24]}\n"),
        (["show", "2026"], "invalid run '2026': 5 runs are named so; use last, or one of "),
        (["--limit", "0"], "invalid --limit 0; use a number of runs, 1 or more"),
        (["last"], "invalid arguments last; use `runs`, or `runs show RUN`"),
        (["show"], "invalid arguments show; use `runs`, or `runs show RUN`"),
        (["show", "last", "--source", "moj"], "`runs show` takes no --limit and no --source"),
    ],
)
def test_a_bad_argument(data: Path, arguments: list[str], says: str) -> None:
    done = run(data, "runs", *arguments)
    assert done.returncode == 2 and says in done.stderr, done.stderr


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path / "none", "runs")
    assert done.returncode == 0
    assert (
        done.stdout
        == f"no run is recorded in {tmp_path / 'none'}; `scrapy harvest` or `scrapy crawl SOURCE` makes one\n"
    )
    assert run(tmp_path / "none", "runs", "--json").stdout == "[]\n"
    shown = run(tmp_path / "none", "runs", "show", "last")
    assert shown.returncode == 2 and "makes one" in shown.stderr
    assert not (tmp_path / "none").exists()
