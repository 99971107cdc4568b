"""The JSON Schema, and the checks and decoder that are made from the same classes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import jsonschema
import pytest

from hanoi_press.items import ArchiveRef, Article, Attachment, Attribution, Extraction, Image
from hanoi_press.schema import article_fault, article_schema, descriptions, field_table, line_fault, parse_line
from spiders_tests.corpus_lines import article

FULL = replace(
    article(1),
    summary="Một câu.",
    authors=["Lê An"],
    dateline="HNM",
    modified_at="2026-11-20",
    section=["Đô thị"],
    tags=["phố"],
    images=[Image("https://hanoimoi.vn/a.jpg", "Phố.", None)],
    attachments=[Attachment("https://hanoimoi.vn/a.pdf", "Văn bản")],
    attribution=Attribution("TTXVN", None, None),
    extraction=Extraction("onecms", {"title": "css"}),
    archive=ArchiveRef("warc/a.warc.gz", 12),
)
BARE = article(2)

# Each changes a sound line into one that breaks the schema.
BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "id without a source": lambda one: one.update(id="1"),
    "id with a space": lambda one: one.update(id="hanoimoi/1 2"),
    "revision 0": lambda one: one.update(revision=0),
    "revision as text": lambda one: one.update(revision="1"),
    "title empty": lambda one: one.update(title=""),
    "title null": lambda one: one.update(title=None),
    "url without scheme": lambda one: one.update(url="hanoimoi.vn"),
    "url with fragment": lambda one: one.update(url="https://hanoimoi.vn/a#b"),
    "date as printed": lambda one: one.update(published_at="10/11/2026"),
    "date without offset": lambda one: one.update(modified_at="2026-11-20T08:15:32"),
    "fetched on a day": lambda one: one.update(fetched_at="2026-11-10"),
    "fetched with offset": lambda one: one.update(fetched_at="2026-11-10T08:15:32+07:00"),
    "language by name": lambda one: one.update(language="Tiếng Việt"),
    "hash too short": lambda one: one.update(content_hash="abc"),
    "archive missing": lambda one: one.pop("archive"),
    "summary missing": lambda one: one.pop("summary"),
    "image without all keys": lambda one: one.update(images=[{"url": "x"}]),
    "image with another key": lambda one: one.update(images=[{"url": "x", "caption": None, "credit": None, "alt": ""}]),
    "section as text": lambda one: one.update(section="Đô thị"),
    "author null": lambda one: one.update(authors=[None]),
    "attribution as text": lambda one: one.update(attribution="TTXVN"),
    "archive offset as text": lambda one: one.update(archive={"file": "a", "offset": "12"}),
    "unknown field": lambda one: one.update(mood=1),
    "unknown field of raw": lambda one: one["raw"].update(mood=None),
    "extraction of numbers": lambda one: one["extraction"].update(fields={"title": 1}),
}


def line(one: Article, change: Callable[[dict[str, Any]], object] = lambda one: None) -> bytes:
    record = one.to_dict()
    change(record)
    return json.dumps(record, ensure_ascii=False).encode()


def accepts(raw: bytes) -> bool:
    return bool(jsonschema.Draft202012Validator(article_schema()).is_valid(json.loads(raw)))


def test_the_schema_is_one_of_draft_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(article_schema())
    assert article_schema()["title"] == "hanoi_press article, schema version 2"
    names = [one.name for one in fields(Article)]
    assert list(article_schema()["properties"]) == article_schema()["required"] == list(descriptions()) == names


@pytest.mark.parametrize("one", [BARE, FULL], ids=["bare", "full"])
def test_a_sound_line(one: Article) -> None:
    assert accepts(line(one))
    assert line_fault(line(one)) is None
    assert article_fault(one) is None
    assert parse_line(line(one)) == one


@pytest.mark.parametrize("name", BROKEN)
def test_schema_and_checker_refuse_the_same_lines(name: str) -> None:
    raw = line(FULL, BROKEN[name])
    assert not accepts(raw)
    assert line_fault(raw) is not None


def test_a_line_of_an_earlier_version_is_sound_without_confidence() -> None:
    raw = line(FULL, lambda one: one["extraction"].pop("confidence"))
    assert accepts(raw) and line_fault(raw) is None
    assert parse_line(raw).extraction.confidence is None


def test_every_object_refuses_unknown_fields_and_wants_all_of_its_own() -> None:
    schema = article_schema()
    for one in (schema, *schema["$defs"].values()):
        assert one["additionalProperties"] is False
        assert one["required"] == [name for name in one["properties"] if name not in ("confidence", "pruned", "via")]
    assert set(schema["$defs"]) == {"Image", "Attachment", "Attribution", "Raw", "Extraction", "ArchiveRef"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"published_at": "24/11/2026"}, "`$.published_at`"),
        ({"images": [Image(3)]}, "`$.images[0].url`"),  # type: ignore[arg-type]
        ({"id": "hanoimoi"}, "`$.id`"),
        ({"url": None}, "`$.url`"),
    ],
)
def test_an_article_that_would_break_the_schema_as_a_line(change: dict[str, Any], reason: str) -> None:
    fault = article_fault(replace(FULL, **change))
    assert fault is not None and fault.endswith(f" - at {reason}")


def test_a_line_of_an_older_version_is_read_without_the_fields_that_came_later() -> None:
    old = line(FULL, lambda one: (one.pop("archive"), one.pop("revision"), one["images"][0].pop("credit")))
    assert parse_line(old) == replace(FULL, archive=None, revision=1)


def test_patterns_are_no_reason_not_to_load_a_line() -> None:
    assert parse_line(line(FULL, lambda one: one.update(published_at="10/11/2026"))).published_at == "10/11/2026"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "Input data was truncated"),
        (b"[]", "Expected `object`, got `array`"),
        (line(FULL, lambda one: one.update(title=1)), "Expected `str`, got `int` - at `$.title`"),
        (line(FULL, lambda one: one.update(mood=1)), "Object contains unknown field `mood`"),
        (line(FULL, lambda one: one.pop("title")), "Object missing required field `title`"),
        (line(FULL).replace(b"onecms", b"\xff"), "'utf-8' codec can't decode"),
    ],
)
def test_a_line_that_cannot_be_read(raw: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason.replace('$', '.')}"):
        parse_line(raw)
    assert (line_fault(raw) or "").startswith(reason)


def test_the_field_table() -> None:
    rows = field_table().splitlines()
    assert rows[:3] == [
        "| field | type | meaning |",
        "|---|---|---|",
        "| `id` | str | `<source>/<the site's own id>`, or `<source>/` + 16 hex digits of the URL's SHA-256 |",
    ]
    assert "| `images` | list[{url, caption, credit}] | full-size URLs; caption without its credit |" in rows
    assert len(rows) == 2 + len(fields(Article))
    printed = [row.split(" | ")[1] for row in rows if row.startswith("| `published_at`")]
    assert printed == ["str \\| null"] or "str \\" in printed[0]
