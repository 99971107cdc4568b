"""`corpus/example_row.py`: one article is shown, cut, in a block that nothing in it ends."""

from __future__ import annotations

import json

from hanoi_press.corpus.example_row import CUT, ExampleRow
from spiders_tests.corpora import article


def shown(**fields: object) -> str:
    example = ExampleRow()
    example.consider(article("a/1", **fields))
    return example.markdown()


def row(block: str) -> dict[str, object]:
    return dict(json.loads("\n".join(block.split("\n")[1:-1])))


def test_long_values_are_cut() -> None:
    found = row(shown(text="chữ " * 200, tags=["a", "b", "c", "d"]))
    assert found["text"] == ("chữ " * 75).rstrip() + CUT and found["tags"] == ["a", "b", "c", "[…]"]
    assert row(shown(text="x" * 300, tags=["a", "b", "c"]))["text"] == "x" * 300


def test_no_value_ends_the_block() -> None:
    block = shown(title="```` x\n```\n", text="\x1b[2J\u202e\u2028 `````")
    assert block.startswith("``````json\n") and block.endswith("\n``````")
    assert "\x1b" not in block and "\u202e" not in block and "\u2028" not in block
    assert row(block)["text"] == "\x1b[2J\u202e\u2028 `````"


def test_none() -> None:
    assert ExampleRow().markdown() == "The dataset has no article."


def test_the_order_is_no_matter() -> None:
    articles = [
        article("a/2"),
        article("a/1"),
        article("a/3", tags=["x"], text="Dài hơn nhiều, nhưng đủ."),
        article("a/4"),
    ]
    for order in (articles, articles[::-1]):
        example = ExampleRow()
        for one in order:
            example.consider(one)
        assert example.article is articles[2]
    example = ExampleRow()
    example.consider(articles[0])
    example.consider(articles[1])
    assert example.article is articles[1]
