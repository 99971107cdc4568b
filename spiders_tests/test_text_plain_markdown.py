"""`text/plain_markdown.py`: foreign text stays text."""

from __future__ import annotations

import pytest
import yaml

from hanoi_press.text.plain_markdown import as_code, as_text, as_yaml


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("Hànộimới", "Hànộimới"),
        ("Bộ KH & CN", "Bộ KH & CN"),
        ("a_b*c", "a&#95;b&#42;c"),
        ("&lt;b&gt;", "&#38;lt;b&#38;gt;"),
        ("# một", "&#35; một"),
        ("--- x", "&#45;-- x"),
        ("1. một", "&#49;. một"),
        ("<a>\n\n[b](c)\\", "&#60;a&#62; &#91;b&#93;(c)&#92;"),
        ("a\x1b[2J\u202eb", "a &#91;2J b"),
        ("a | b", "a | b"),
    ],
)
def test_text(value: str, wanted: str) -> None:
    assert as_text(value) == wanted


def test_code() -> None:
    assert as_code("hanoimoi") == "`hanoimoi`"
    assert as_code("a`b\n``c") == "``` a`b ``c ```"


@pytest.mark.parametrize(
    "name", ["hanoimoi", "no", "null", "1", "1.5", "2026-11-24", "---", "-", "a: b", 'a"\\', "~", "."]
)
def test_yaml(name: str) -> None:
    assert yaml.safe_load(f"- config_name: {as_yaml(name)}") == [{"config_name": name}]
