"""What `scrapy sources NAME --template` prints can be pasted into a page class."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hanoi_press.commands.template_options import show_template
from hanoi_press.pages.selectors import Select, css
from hanoi_press.store.templates import own_template_path, save_template
from spiders_tests.learnt_pages import counts_of
from spiders_tests.loopback import run


def learnt(data: Path) -> Path:
    save_template(counts_of(range(6)), data, "mst")
    return data


def test_nothing_was_learnt(tmp_path: Path) -> None:
    assert show_template(tmp_path, "mst", as_json=False) == (
        "mst: no template was learnt yet; a crawl or `scrapy replay mst` learns it"
    )


def test_those_of_captures_by_year(tmp_path: Path) -> None:
    save_template(counts_of(range(6)), learnt(tmp_path), "mst@2015")
    shown = show_template(tmp_path, "mst", as_json=False)
    assert shown.endswith("\n\n# learnt from captures, by year (--year YEAR): 2015")
    exec(shown, {"css": css})
    done = run(tmp_path, "sources", "mst", "--template", "--year", "2015")
    assert done.returncode == 0 and done.stdout.startswith("# mst@2015: learnt from 6 pages")
    assert show_template(tmp_path, "mst@2016", as_json=False) == (
        "mst: no template was learnt from captures of 2016 yet; "
        "a crawl by via= or `scrapy doctor mst --via wayback --years 2016` learns it"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--year", "2015"], "--year is for what was learnt"), (["--template", "--year", "15"], "invalid --year 15")],
)
def test_wrong_years(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run(tmp_path, "sources", "mst", *arguments)
    assert done.returncode == 2 and message in done.stderr


def test_the_text_is_python(tmp_path: Path) -> None:
    names: dict[str, object] = {"css": css}
    exec(show_template(learnt(tmp_path), "mst", as_json=False), names)
    for name in ("TITLE", "SUMMARY", "DATE", "AUTHOR", "SECTION", "TAGS", "BODY"):
        found = names[name]
        assert isinstance(found, tuple) and found and all(isinstance(one, Select) for one in found)


def test_counts_and_days_are_told(tmp_path: Path) -> None:
    shown = show_template(learnt(tmp_path), "mst", as_json=False).splitlines()
    assert shown[0].startswith("# mst: learnt from 6 pages, 2026-11-24 to 2026-11-24 (")
    assert "TITLE = (  # confidence high" in shown
    counted = "found on 6 pages, 2026-11-24 to 2026-11-24; another element on 0, nothing on 0"
    assert f'    css("h1.headline"),  # {counted}' in shown


def test_what_a_person_wrote_is_told(tmp_path: Path) -> None:
    own_template_path(learnt(tmp_path), "mst").write_text('title = "h1.own"\ntags = []\ndrop = "div.ad"\n', "utf-8")
    shown = show_template(tmp_path, "mst", as_json=False)
    assert '    css("h1.own"),  # by hand\n' in shown
    assert "TAGS = (  # confidence high\n    # by hand: never by a learnt template\n)" in shown
    assert 'DROP_CLASSES = frozenset({"ad"})' in shown
    exec(shown, {"css": css})
    stated = json.loads(show_template(tmp_path, "mst", as_json=True))
    assert stated["fields"]["title"]["locators"] == [{"css": "h1.own", "by_hand": True}]
    assert stated["drop"] == ["div.ad"]
