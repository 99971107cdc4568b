"""Saved pages of sources, compared field by field: the modelled ones, and those of `doctor --save`, if there are any.

Pages of real sites are their publishers' text: they are looked for in `spiders_tests/saved_pages`, which git ignores,
and in the folder that HANOI_PRESS_SAVED_PAGES names.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from hanoi_press.doctor.saved_pages import ENDING, load_page, saved_pages
from hanoi_press.sources import sources

HERE = Path(__file__).parent
MODELLED = HERE / "modelled_pages"
FOLDERS = [MODELLED, HERE / "saved_pages", *map(Path, filter(None, [os.environ.get("HANOI_PRESS_SAVED_PAGES")]))]
FILES = [path for folder in FOLDERS for path in sorted(folder.glob(f"*/*{ENDING}"))]


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}-{path.name}" for path in FILES])
def test_a_saved_page_is_read_as_a_person_expects(path: Path) -> None:
    page = load_page(path)
    assert page.source in sources(), f"{path.parent} is named after no source"
    assert page.differences(sources()[page.source]) == []


def test_the_modelled_page_is_marked() -> None:
    (page,) = saved_pages(MODELLED)
    assert page.looked_at == "modelled" and b"not a capture" in page.answer.body


def copied(folder: Path) -> Path:
    shutil.copytree(MODELLED / "hanoimoi", folder / "hanoimoi")
    return folder / "hanoimoi" / f"9000001{ENDING}"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("title", "Phố Lụa đóng chợ hoa đêm"),
        ("text", ["Chợ hoa đêm phố Lụa mở lại từ tối 20-11 sau ba năm nghỉ."]),
        ("published_at", "2026-11-20"),
        ("summary", "Sapo"),
        ("tags", ["chợ hoa"]),
        ("images", []),
    ],
)
def test_each_field_is_compared(tmp_path: Path, name: str, wanted: object) -> None:
    path = copied(tmp_path)
    stated = json.loads(path.read_text("utf-8"))
    stated["article"][name] = wanted
    path.write_text(json.dumps(stated), "utf-8")
    (difference,) = load_page(path).differences(sources()["hanoimoi"])
    assert difference.startswith(f"{name}: expected {json.dumps(wanted, ensure_ascii=False)[:200]}")


def test_a_field_that_was_taken_out_is_not_compared(tmp_path: Path) -> None:
    path = copied(tmp_path)
    stated = json.loads(path.read_text("utf-8"))
    stated["article"] = {"title": stated["article"]["title"]}
    path.write_text(json.dumps(stated), "utf-8")
    assert load_page(path).differences(sources()["hanoimoi"]) == []


def test_a_page_that_is_no_article_any_more(tmp_path: Path) -> None:
    path = copied(tmp_path)
    path.with_name("9000001.html").write_text("<html><body><h1>404</h1></body></html>")
    (difference,) = load_page(path).differences(sources()["hanoimoi"])
    assert difference.startswith("no article: ")


@pytest.mark.parametrize(
    "broken", ["{", "[]", '{"page": {}, "article": {}}', '{"page": {"url": "u", "file": "none"}, "article": {}}']
)
def test_a_broken_expectation_is_named(tmp_path: Path, broken: str) -> None:
    path = copied(tmp_path)
    path.write_text(broken, "utf-8")
    with pytest.raises(ValueError, match=f"9000001{ENDING} cannot be used"):
        load_page(path)


def test_an_unknown_field_is_named(tmp_path: Path) -> None:
    path = copied(tmp_path)
    stated = json.loads(path.read_text("utf-8"))
    stated["article"]["sapo"] = "…"
    path.write_text(json.dumps(stated), "utf-8")
    with pytest.raises(ValueError, match="invalid field 'sapo'; use title, summary"):
        load_page(path)
