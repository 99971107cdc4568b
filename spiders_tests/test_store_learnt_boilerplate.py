"""Learnt boilerplate on disk: what earlier versions left in `frame/` is not lost."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.store import learnt_boilerplate as store
from hanoi_press.store.learnt_boilerplate import BoilerplateFilter
from hanoi_press.text.recurring_lines import RecurringLines
from spiders_tests.corpus_lines import article


def learnt_by_an_earlier_version(data: Path, rules: str = "") -> None:
    """Write the files as earlier versions did: 30 pages counted, and a person's rules."""
    sketch = RecurringLines()
    for number in range(30):
        sketch.learn(article(number, f"Đoạn {number}."))
    store.save(sketch, data, "mst")
    (data / "boilerplate").rename(data / "frame")
    (data / "frame" / "mst.txt").write_text(rules, "utf-8")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_files_of_earlier_versions_are_read(tmp_path: Path) -> None:
    learnt_by_an_earlier_version(tmp_path, "- Chân trang\n+ Câu của bài\n")
    lines = store.load(tmp_path, "mst")
    assert lines.pages == 30
    assert lines.is_boilerplate("Chân trang") and not lines.is_boilerplate("Câu của bài")


def test_what_is_learnt_from_then_on_goes_to_the_new_folder(tmp_path: Path) -> None:
    learnt_by_an_earlier_version(tmp_path, "- Chân trang\n")
    boilerplate = BoilerplateFilter(tmp_path, "mst")
    new = article(31, "Tin mới.\n\nChân trang")
    assert boilerplate.process(new, is_new=True) == 1 and new.text == "Tin mới."
    boilerplate.save()
    assert names(tmp_path / "boilerplate") == ["mst.json"]
    again = store.load(tmp_path, "mst")
    assert again.pages == 31 and again.is_boilerplate("Chân trang")  # the old rules still hold
    store.save_rules(again, tmp_path, "mst")
    assert names(tmp_path / "boilerplate") == ["mst.json", "mst.txt"]


def test_the_new_files_come_first(tmp_path: Path) -> None:
    learnt_by_an_earlier_version(tmp_path, "- Chân trang\n")
    store.save(RecurringLines(), tmp_path, "mst")
    store.rules_path(tmp_path, "mst").write_text("+ Chân trang\n", "utf-8")
    lines = store.load(tmp_path, "mst")
    assert lines.pages == 0 and not lines.is_boilerplate("Chân trang")


def test_an_article_is_learnt_from_when_it_is_new(tmp_path: Path) -> None:
    learnt_by_an_earlier_version(tmp_path)
    boilerplate = BoilerplateFilter(tmp_path, "mst")
    boilerplate.process(article(1), is_new=False)
    assert boilerplate.lines.pages == 30
    boilerplate.save()
    assert not (tmp_path / "boilerplate").exists()  # nothing was learnt, nothing is written
    from_nothing = BoilerplateFilter(tmp_path, "mof")
    from_nothing.process(article(1, source="mof"), is_new=False)
    assert from_nothing.lines.pages == 1
