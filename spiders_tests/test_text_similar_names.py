"""Which name a mistyped one was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.text.similar_names import did_you_mean, similar_name

KNOWN = ("crawl", "corpus", "harvest", "thong-bao", "DATA_DIR")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("corpsu", "corpus"),
        ("CRAWL", "crawl"),
        ("harvst", "harvest"),
        ("data_dri", "DATA_DIR"),
        ("bong-da", None),  # another word, not a slip
        ("", None),
        ("startproject", None),
    ],
)
def test_the_name_that_was_meant(name: str, meant: str | None) -> None:
    assert similar_name(name, KNOWN) == meant
    assert did_you_mean(name, KNOWN, "use none") == (f"did you mean {meant}?" if meant else "use none")


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=5))
def test_it_is_one_of_the_known_names(name: str, known: list[str]) -> None:
    assert similar_name(name, known) in (None, *known)
    assert similar_name(name, []) is None
