"""By which template a replay reads a stored page: the site's, or that of the captures of its year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.replay import slices
from hanoi_press.replay.slices import Slice, Task, read_slice
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.past.old_pages import old_pages

SITE, OLD = LearntTemplate(pages=1), LearntTemplate(pages=2)


def test_captures_are_read_by_the_template_of_their_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`extraction.via` comes back from the archive, and what a capture taught is applied to captures only."""
    used: list[tuple[str | None, int]] = []
    read: Any = slices.observed_outcome

    def observed(answer: Any, source: Any, learnt: LearntTemplate, one_in: int) -> Any:
        used.append((answer.via, learnt.pages))
        return read(answer, source, learnt, one_in)

    monkeypatch.setattr(slices, "observed_outcome", observed)
    page = next(one for one in old_pages("mst") if one.template == "mic-2020")
    writer = WarcWriter(tmp_path, "mst", "a test")
    for date, via in (("2020-04-30", "wayback"), ("2021-04-30", "commoncrawl"), ("2020-05-01", None)):
        moment = f"{date}T00:00:00Z"
        writer.write(Exchange(page.url, moment, 200, "OK", [], page.body, via=via, stored_at="2026-11-26T00:00:00Z"))
    writer.close()
    (file,) = tmp_path.rglob("*.warc.gz")
    part = Slice(file, "x", 0, file.stat().st_size, "x")
    ((_, found),) = read_slice(Task(part, frozenset({"mst"}), templates={"mst": SITE, "mst@2020": OLD}))
    assert used == [("wayback", OLD.pages), ("commoncrawl", 0), (None, SITE.pages)]
    assert [one.extraction.via for one in found.articles] == ["wayback", "commoncrawl", None]
