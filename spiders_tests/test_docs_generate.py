"""The generated parts of the docs: every setting has a reason of its own, and the README shows an article early."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from docs.generate import Setting, sample_card, settings
from spiders_tests.loopback import ROOT

SETTINGS = settings((ROOT / "hanoi_press" / "settings.py").read_text("utf-8"))


def test_the_comment_beside_a_setting_is_its_reason_else_the_one_right_above() -> None:
    source = (
        "# About no setting.\n\nA = 1\n# First line,\n# second line.\nB = [\n    2,  # beside an entry\n]\n"
        "# Not this.\nC = 3  # this\nD = 4\n"
    )
    assert settings(source) == [
        Setting("A", "1", ""),
        Setting("B", "[2]", "First line, second line."),
        Setting("C", "3", "this"),
        Setting("D", "4", ""),
    ]


def test_every_setting_has_a_reason() -> None:
    assert len(SETTINGS) > 40
    assert [one.name for one in SETTINGS if len(one.reason) < 10] == []


def test_no_two_settings_have_the_same_reason() -> None:
    assert [reason for reason, count in Counter(one.reason for one in SETTINGS).items() if count > 1] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_a_reader_sees_an_article_on_the_first_screen(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    card = sample_card().splitlines()
    assert lines.index(card[1]) < 35
    assert [line for line in card if len(line) > 120] == []


def test_the_card_says_what_the_page_says() -> None:
    card = sample_card()
    assert "title         “Ngõ nhỏ có giàn thiên lý” - tập tản văn về một Hà Nội đi chậm\n" in card
    assert "published_at  2026-11-21T19:48:03+07:00\n" in card and "authors       Phan Nhật Lệ\n" in card


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/README.md", "docs/sources.md", "docs/failures.md"])
def test_files_that_a_page_names_exist(name: str) -> None:
    page = ROOT / name
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#:]+)\)", text) if not (page.parent / link).exists()]
    code = [path for path in re.findall(r"`([a-z_]+/(?:[a-z_]+/)*[a-z_0-9]+\.py)`", text) if "vidu" not in path]
    roots = (ROOT, ROOT / "hanoi_press", page.parent)
    assert [path for path in code if not any((root / path).exists() for root in roots)] + links == []


def test_the_readme_holds_the_two_commands_that_ci_runs() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert sum(line.startswith("python3 -m venv ") for line in lines) == 2
