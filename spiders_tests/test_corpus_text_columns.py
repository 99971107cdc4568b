"""Columns of texts that were read by several processes are those of one, and broken ones are refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from hanoi_press.corpus.text_columns import PackedColumns, TextColumns
from spiders_tests.corpora import article

ARTICLES = [
    article("vnx/1"),
    article("mst/1", attribution="vnx", published_at=None),
    article("hanoimoi/1", attribution="mst"),
    article("vnx/2", attribution="hanoimoi"),
]


def columns(some: list[Any]) -> TextColumns:
    found = TextColumns()
    for one in some:
        found.add(one)
    return found


def test_columns_are_put_together() -> None:
    joined = TextColumns()
    for part in (ARTICLES[:1], [], ARTICLES[1:3], ARTICLES[3:]):
        sent = msgspec.msgpack.encode(columns(part).packed())
        joined.extend(msgspec.msgpack.decode(sent, type=PackedColumns))
    whole = columns(ARTICLES)
    assert len(joined) == 4 and joined.ids == ["vnx/1", "mst/1", "hanoimoi/1", "vnx/2"]
    assert (joined.times, joined.hashes) == (whole.times, whole.hashes)
    assert joined.sources[0] == joined.named[1] == joined.sources[3] != joined.sources[1] == joined.named[2]
    assert joined.named[0] == 0 and joined.named[3] == joined.sources[2]


@pytest.mark.parametrize("name", ["times", "hashes", "sources", "named"])
@pytest.mark.parametrize("change", [lambda one: one[:-4], lambda one: one + b"\0" * 4, lambda one: b""])
def test_columns_of_other_lengths_are_refused(name: str, change: Any) -> None:
    packed = msgspec.structs.asdict(columns(ARTICLES).packed())
    with pytest.raises(ValueError, match="different lengths"):
        PackedColumns(**{**packed, name: change(packed[name])})


@pytest.mark.parametrize("name", ["sources", "named"])
def test_a_name_that_is_not_listed_is_refused(name: str) -> None:
    packed = msgspec.structs.asdict(columns(ARTICLES).packed())
    with pytest.raises(ValueError, match="not listed"):
        PackedColumns(**{**packed, name: (4).to_bytes(4, "little") * 4})
