"""`harvest --keep-archives`: pages that wait stay, the others go; what a later harvest and a replay say of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scrapy.settings import Settings

from hanoi_press.commands.retention import days_to_keep
from hanoi_press.corpus import load
from spiders_tests.loopback import run
from spiders_tests.nights import OLD, night, paper_of
from spiders_tests.sites.serve import serve


def test_the_option_overrules_the_setting() -> None:
    assert days_to_keep(None, Settings()) is None
    assert days_to_keep(None, Settings({"KEEP_ARCHIVES": ""})) is None
    assert days_to_keep(None, Settings({"KEEP_ARCHIVES": "90d"})) == 90
    assert days_to_keep("14 days", Settings({"KEEP_ARCHIVES": "90d"})) == 14


def test_an_invalid_age_ends_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    for option, settings, name in (("soon", {}, "--keep-archives"), (None, {"KEEP_ARCHIVES": "0d"}, "KEEP_ARCHIVES")):
        with pytest.raises(SystemExit) as ended:
            days_to_keep(option, Settings(settings))
        assert ended.value.code == 2 and f"invalid {name}" in capsys.readouterr().err


def aged(data: Path, day: str) -> str:
    """Rename the one archive of a folder as if it were of an old day; change ledger and lines likewise."""
    (path,) = data.glob("archive/*/*/*.warc.gz")
    new = path.parent.with_name(f"{day[:4]}-{day[4:6]}") / f"hanoimoi-{day}.warc.gz"
    new.parent.mkdir(exist_ok=True)
    path.rename(new)
    return new.relative_to(data).as_posix()


@pytest.mark.slow
def test_nights_with_retention(tmp_path: Path) -> None:
    paper = paper_of("2023-03-01", each=3)
    with serve(paper.pages()) as served:
        first = night(tmp_path, served, "-s", OLD)
        assert first.code == 0, first.err
        old = json.loads(next(tmp_path.glob("articles/*/*/*.jsonl")).read_text().splitlines()[0])["archive"]["file"]
        _move(tmp_path, old, aged(tmp_path, "20230301"))
        second = night(tmp_path, served, "-s", OLD, "--keep-archives", "90d")
        assert (second.code, second.record["pruned"]["files"]) == (0, 1), second.err
        assert "1 archive file older than 90 days deleted" in second.out
    assert {one.archive.pruned is not None for one in load(tmp_path) if one.archive} == {True}
    again = run(tmp_path, "replay", "hanoimoi")
    assert (again.returncode, "hanoimoi: 1 archive file left out: pruned" in again.stdout) == (0, True), again.stderr


def _move(data: Path, old: str, new: str) -> None:
    """Let the lines of the corpus refer to a file by its new name; the ledger is made again."""
    for path in data.glob("articles/*/*/*.jsonl"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        for manifest in path.parent.glob("*.manifest.json"):
            manifest.unlink()
    for path in data.glob("ledger.sqlite*"):
        path.unlink()
