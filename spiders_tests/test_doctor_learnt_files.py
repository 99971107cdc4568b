"""What crawls have learnt is read without opening or changing the data folder."""

from __future__ import annotations

import json
from pathlib import Path

from hanoi_press.doctor.learnt_files import learnt_files
from hanoi_press.store.learnt_boilerplate import save_rules
from hanoi_press.text.recurring_lines import RecurringLines


def test_rules_of_a_person_are_read(tmp_path: Path) -> None:
    lines = RecurringLines()
    lines.overrule("Bản tin mẫu", is_boilerplate=True)
    save_rules(lines, tmp_path, "hanoimoi")
    assert learnt_files(tmp_path, "hanoimoi").lines.is_boilerplate("Bản tin mẫu")
    assert not learnt_files(tmp_path, "moha").lines.ruled_boilerplate


def test_a_broken_file_stays_as_it_is(tmp_path: Path) -> None:
    for folder in ("boilerplate", "templates"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "hanoimoi.json").write_text("{", "utf-8")
    found = learnt_files(tmp_path, "hanoimoi")
    assert found.lines.pages == 0
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["hanoimoi.json", "hanoimoi.json"]


def test_a_broken_file_of_a_person_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "hanoimoi.toml").write_text("title = 3", "utf-8")
    assert learnt_files(tmp_path, "hanoimoi").template is None


def test_no_folder(tmp_path: Path) -> None:
    found = learnt_files(tmp_path / "none", "hanoimoi")
    assert (found.lines.pages, found.usual) == (0, {}) and not (tmp_path / "none").exists()


def test_the_usual_share_of_a_field_in_earlier_nights(tmp_path: Path) -> None:
    extraction = {"pages": {"onecms-detail": 4}, "fields": {"tags/css": 3, "title/css": 4}, "confidence": {}}
    figures = {"asked": 4, "pages": {"stored": 4}, "extraction": extraction}
    (tmp_path / "runs").mkdir()
    record = tmp_path / "runs" / "20261120T030000Z-1.json"
    record.write_text(json.dumps({"sources": {"hanoimoi": figures}}), "utf-8")
    assert learnt_files(tmp_path, "hanoimoi").usual == {"tags": 0.75, "title": 1.0}
