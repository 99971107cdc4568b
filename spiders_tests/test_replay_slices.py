"""By which template a replay reads a stored page, and what it teaches: the site's, or that of its year's captures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.replay import slices
from hanoi_press.replay.slices import Slice, Task, read_slice
from hanoi_press.store.segments import lines, segments
from hanoi_press.store.templates import own_template_path
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.loopback import run
from spiders_tests.past.old_pages import OldPage, old_pages

MIC = [one for one in old_pages("mst") if one.template == "mic-2020"]
FILES = ("mst.json", "mst@2020.json")
SITE, OLD = LearntTemplate(pages=1), LearntTemplate(pages=2)


def archive(data: Path, *answers: tuple[OldPage, str, str | None]) -> Path:
    """Write answers of mst (page, day, web archive) to the data folder's archive; return the file."""
    writer = WarcWriter(data, "mst", "a test")
    for page, day, via in answers:
        moment = f"{day}T00:00:00Z"
        writer.write(Exchange(page.url, moment, 200, "OK", [], page.body, via=via, stored_at="2026-11-26T00:00:00Z"))
    writer.close()
    (file,) = data.rglob("*.warc.gz")
    return file


def test_captures_are_read_by_the_template_of_their_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`extraction.via` comes back from the archive, and what a capture taught is applied to captures only."""
    used: list[tuple[str | None, int]] = []
    read: Any = slices.observed_outcome

    def observed(answer: Any, source: Any, learnt: LearntTemplate, one_in: int) -> Any:
        used.append((answer.via, learnt.pages))
        return read(answer, source, learnt, one_in)

    monkeypatch.setattr(slices, "observed_outcome", observed)
    page = MIC[0]
    file = archive(
        tmp_path, (page, "2020-04-30", "wayback"), (page, "2021-04-30", "commoncrawl"), (page, "2020-05-01", None)
    )
    part = Slice(file, "x", 0, file.stat().st_size, "x")
    ((_, found),) = read_slice(Task(part, frozenset({"mst"}), templates={"mst": SITE, "mst@2020": OLD}))
    assert used == [("wayback", OLD.pages), ("commoncrawl", 0), (None, SITE.pages)]
    assert [one.extraction.via for one in found.articles] == ["wayback", "commoncrawl", None]


def test_a_replay_keeps_what_captures_teach_apart(tmp_path: Path) -> None:
    """Also a person's selectors for captures of a year are applied to these only."""
    archive(
        tmp_path, (MIC[1], "2020-07-22", "wayback"), (MIC[2], "2020-12-01", "wayback"), (MIC[3], "2021-05-18", None)
    )
    own = own_template_path(tmp_path, "mst@2020")
    own.parent.mkdir()
    own.write_text('title = "#divArticleDescription p"\n', "utf-8")
    done = run(tmp_path, "replay", "mst")
    assert done.returncode == 0, done.stderr
    found = {one["id"]: one for path in segments(tmp_path) for line in lines(path) if (one := json.loads(line.raw))}
    assert {id: one["title"] for id, one in found.items()} == {
        MIC[1].id: MIC[1].article["summary"],
        MIC[2].id: MIC[2].article["summary"],
        MIC[3].id: MIC[3].article["title"],
    }
    for folder in ("templates", "boilerplate"):
        pages = {name: json.loads((tmp_path / folder / name).read_bytes())["pages"] for name in FILES}
        assert pages == {"mst.json": 1, "mst@2020.json": 2}
