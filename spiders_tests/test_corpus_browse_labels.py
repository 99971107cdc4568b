"""The words of the pages: both languages have all of them, and numbers and days as each writes them."""

from __future__ import annotations

import re
import string
from dataclasses import fields
from importlib.resources import files

import pytest

from hanoi_press.corpus.browse.browse_labels import Labels
from hanoi_press.corpus.browse.label_texts import LABELS, LANGUAGES
from hanoi_press.items import Article
from spiders_tests.loopback import ROOT

BROWSE = ROOT / "hanoi_press" / "corpus" / "browse"
SOURCES = {path.name: path.read_text("utf-8") for path in [*BROWSE.glob("*.py"), *BROWSE.glob("templates/*.html")]}
# `t("key"`, `labels("key"`, `FormError("key"`, `PageError(404, "key"`, `problem(request, labels, 404, "key"`
CALLED = re.compile(r"""(?:\bt|labels|FormError|PageError|problem)\((?:[\w., ()]*?\b\d{3}, |)"([a-z_]+)"\s*[,)]""")


def used_keys() -> set[str]:
    return {key for text in SOURCES.values() for key in CALLED.findall(text)}


def test_all_labels_that_are_used_exist() -> None:
    assert len(used_keys()) > 60 and used_keys() - LABELS.keys() == set()


def test_no_label_is_left_over() -> None:
    text = "".join(text for name, text in SOURCES.items() if name != "label_texts.py")
    made = ("problem_", "field_", "origin_", "copy_kind_", "confidence_")  # with a value behind them
    assert [key for key in LABELS if f'"{key}"' not in text and not key.startswith(made)] == []


@pytest.mark.parametrize("key", LABELS)
def test_each_label_has_both_languages_with_the_same_values(key: str) -> None:
    vietnamese, english = LABELS[key]
    assert vietnamese.strip() and english.strip()
    holes = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (vietnamese, english)]
    assert holes[0] == holes[1]
    assert vietnamese != english or key in ("id",)


def test_all_fields_with_an_origin_and_all_origins_have_a_label() -> None:
    never_filled_by_a_page = {"id", "revision", "source", "publisher", "url", "raw", "content_hash"}
    never_filled_by_a_page |= {"extraction", "fetched_at", "archive"}
    named = {key.removeprefix("field_") for key in LABELS if key.startswith("field_")}
    assert named == {one.name for one in fields(Article)} - never_filled_by_a_page | {"markup", "frame"}
    stated = (
        "css json json-ld meta list learnt heuristic generic outline future letters flattened".split()
    )  # docs/article.md
    assert {key.removeprefix("origin_") for key in LABELS if key.startswith("origin_")} == set(stated)


def test_each_status_has_a_title() -> None:
    assert {key for key in LABELS if key.startswith("problem_")} >= {f"problem_{one}" for one in (400, 404, 500, 503)}


def test_no_words_stand_in_a_template_itself() -> None:
    for path in files("hanoi_press.corpus.browse").joinpath("templates").iterdir():
        text = re.sub(
            r"\{#.*?#\}|\{% block body_class %\}.*?\{% endblock %\}|\{%.*?%\}|\{\{.*?\}\}|<style.*?</style>",
            "",
            path.read_text("utf-8"),
            flags=re.S,
        )
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", "", text))
        assert set(words) <= {"hanoi", "press", "hanoi_press", "x"}, path.name


VI, EN = (Labels(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [(0, "0 bài", "0 articles"), (1, "1 bài", "1 article"), (1234567, "1.234.567 bài", "1,234,567 articles")],
)
def test_counts(number: int, vietnamese: str, english: str) -> None:
    assert (VI.count(number), EN.count(number)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("stated", "vietnamese", "english"),
    [
        ("2026-11-20", "Thứ Sáu, 20 tháng 11, 2026", "Friday, 20 November 2026"),
        ("2026-11-22T08:15:32+07:00", "Chủ nhật, 22 tháng 11, 2026, 08:15", "Sunday, 22 November 2026, 08:15"),
        (
            "2026-01-05T23:00:00+00:00",
            "Thứ Hai, 5 tháng 1, 2026, 23:00 (UTC+00:00)",
            "Monday, 5 January 2026, 23:00 (UTC+00:00)",
        ),
        ("9999-12-31", "Thứ Sáu, 31 tháng 12, 9999", "Friday, 31 December 9999"),
        ("2026-02-30", "2026-02-30", "2026-02-30"),  # the pattern of the schema allows it
        (None, "không rõ ngày", "no date"),
    ],
)
def test_days(stated: str | None, vietnamese: str, english: str) -> None:
    assert (VI.day(stated), EN.day(stated)) == (vietnamese, english)


def test_short_days_months_and_shares() -> None:
    assert (VI.short_day("2026-11-05"), EN.short_day("2026-11-05T01:00:00+07:00")) == ("5/11/2026", "5 Nov 2026")
    assert (VI.month("2026-11"), EN.month("2026-11"), EN.month("2026")) == ("tháng 11/2026", "November 2026", "2026")
    assert [VI.percent(share) for share in (1.0, 0.999, 0.29, 0.0)] == ["100%", "99%", "29%", "0%"]
