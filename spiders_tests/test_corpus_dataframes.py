"""Articles in the frames of other libraries."""

from __future__ import annotations

import sys
from dataclasses import fields
from typing import Any

import pytest

from hanoi_press.corpus import to_arrow, to_pandas, to_polars
from hanoi_press.items import Article, Extraction, Image
from spiders_tests.corpora import article

NAMES = [one.name for one in fields(Article)]
TWO = [
    article(
        "hanoimoi/1",
        images=[Image("https://x.vn/a.jpg", "Cầu", None)],
        attribution="mst",
        extraction=Extraction("onecms", {"title": "css"}, "high"),
    ),
    article("hanoimoi/2", published_at=None, summary=None),
]


def test_pandas() -> None:
    frame = to_pandas(iter(TWO))
    assert list(frame.columns) == NAMES and list(frame.id) == ["hanoimoi/1", "hanoimoi/2"]
    assert frame.images[0] == [{"url": "https://x.vn/a.jpg", "caption": "Cầu", "credit": None}]
    assert frame.attribution[0]["source"] == "mst"
    assert frame.extraction[0]["fields"] == {"title": "css"}
    assert frame.summary.isna().tolist() == [False, True]


@pytest.mark.parametrize("make", [to_arrow, to_polars])
def test_columns_with_types(make: Any) -> None:
    table = make(iter(TWO))
    rows = table.to_pylist() if make is to_arrow else table.to_dicts()
    assert list(rows[0]) == NAMES
    assert rows[0]["images"] == [{"url": "https://x.vn/a.jpg", "caption": "Cầu", "credit": None}]
    assert rows[0]["attribution"] == {"name": "mst", "url": None, "source": "mst"}
    origins = [{"key": "title", "value": "css"}]
    assert rows[0]["extraction"] == {"page": "onecms", "fields": origins, "confidence": "high", "via": None}
    assert rows[1]["extraction"]["confidence"] is None
    assert (rows[1]["attribution"], rows[1]["published_at"], rows[1]["summary"]) == (None, None, None)


@pytest.mark.parametrize("make", [to_arrow, to_polars, to_pandas])
def test_no_article_still_has_columns(make: Any) -> None:
    table = make([])
    assert len(table) == 0 and list(getattr(table, "column_names", getattr(table, "columns", None))) == NAMES


def test_arrow_says_which_column_may_be_null() -> None:
    schema = to_arrow([]).schema
    assert not schema.field("title").nullable and schema.field("summary").nullable
    assert str(schema.field("revision").type) == "int64"


@pytest.mark.parametrize(
    ("make", "module", "extra"),
    [(to_pandas, "pandas", "pandas"), (to_polars, "polars", "polars"), (to_arrow, "pyarrow", "arrow")],
)
def test_an_absent_library_is_named(make: Any, module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"{module} is not installed: pip install 'hanoi-press\[{extra}\]'"):
        make(TWO)
