"""Test captions and their credits."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanoi_press.text.bylines import (
    Caption,
    caption,
)
from hanoi_press.text.normalize import clean
from spiders_tests.byline_texts import ANY, PEOPLE, bug


@pytest.mark.parametrize(
    ("printed", "words", "credit"),
    [
        ("Cầu mới lúc hoàng hôn. Ảnh: PV", "Cầu mới lúc hoàng hôn.", "PV"),
        ("Cầu mới lúc hoàng hôn. Ảnh: Tùng Thử.", "Cầu mới lúc hoàng hôn.", "Tùng Thử"),
        ("Cầu mới. Ảnh : PV", "Cầu mới.", "PV"),
        ("Cầu mới. Ảnh：PV", "Cầu mới.", "PV"),
        ("Cầu mới.Ảnh: PV", "Cầu mới.", "PV"),
        ("Cầu mới. Nguồn: TTXVN", "Cầu mới.", "TTXVN"),
        ("Cầu mới. Nguồn ảnh: TTXVN", "Cầu mới.", "TTXVN"),
        ("The new bridge. Photo: VNA", "The new bridge.", "VNA"),
        ("Cầu mới. Ảnh minh họa: Internet", "Cầu mới.", "Internet"),
        ("Cầu mới. Ảnh: Mai Hoa/TTXVN", "Cầu mới.", "Mai Hoa/TTXVN"),
        ("Cầu mới. Ảnh: PV, CTV", "Cầu mới.", "PV, CTV"),
        ("Cầu mới. Ảnh: M.Hoa", "Cầu mới.", "M.Hoa"),
        ("Cầu mới - Ảnh: PV", "Cầu mới", "PV"),
        ("Cầu mới – Ảnh: PV", "Cầu mới", "PV"),
        ("Cầu mới; Ảnh: PV", "Cầu mới", "PV"),
        ("Cầu mới (Ảnh: PV)", "Cầu mới", "PV"),
        ("Cầu mới. (Ảnh: PV).", "Cầu mới.", "PV"),
        ("Cầu mới [Ảnh: PV]", "Cầu mới", "PV"),
        ("Cầu mới (Nguồn: TTXVN)", "Cầu mới", "TTXVN"),
        ("Cầu mới (Ảnh TTXVN)", "Cầu mới", "TTXVN"),
        ("Cầu mới. (Nguồn TTXVN).", "Cầu mới.", "TTXVN"),
        ("Cầu mới (bên trái). Ảnh: PV", "Cầu mới (bên trái).", "PV"),
        ("Cầu (mới) (Ảnh: PV)", "Cầu (mới)", "PV"),
        ("Cầu mới. Ảnh: PV (TTXVN)", "Cầu mới.", "PV (TTXVN)"),
        ("Cầu cũ (Nguồn TTXVN). Ảnh: PV (VOV)", "Cầu cũ (Nguồn TTXVN).", "PV (VOV)"),
        (f"Cầu mới. Ảnh: {'Hoa ' * 19}Thảo", "Cầu mới.", "Hoa " * 19 + "Thảo"),  # 80 letters
        (f"Cầu mới. Ảnh: {'Hoa ' * 19}Quỳnh", f"Cầu mới. Ảnh: {'Hoa ' * 19}Quỳnh", None),  # 81
        ("Ảnh: PV", None, "PV"),
        ("(Ảnh: PV)", None, "PV"),
        ("Ảnh minh họa: Internet", None, "Internet"),
        (" Cầu\u00a0mới.  A\u0309nh: PV ", "Cầu mới.", "PV"),  # decomposed
        ("Cầu cũ. Nguồn: kho của phường. Ảnh: PV", "Cầu cũ. Nguồn: kho của phường.", "PV"),  # the last label
        # a label without a name
        ("Cầu mới. Ảnh:", "Cầu mới.", None),
        ("Ảnh:", None, None),
        # no credit
        ("", None, None),
        (" \u200b ", None, None),
        ("Cầu mới lúc hoàng hôn.", "Cầu mới lúc hoàng hôn.", None),
        ("Cầu mới. Ảnh minh họa", "Cầu mới. Ảnh minh họa", None),
        ("Ảnh 1: Cầu mới", "Ảnh 1: Cầu mới", None),
        ("Ảnh trái: cầu cũ. Ảnh phải: cầu mới", "Ảnh trái: cầu cũ. Ảnh phải: cầu mới", None),
        ("Sau bức ảnh: một đời người", "Sau bức ảnh: một đời người", None),
        ("Cầu mới (Ảnh: PV) nhìn từ bến", "Cầu mới (Ảnh: PV) nhìn từ bến", None),
        ("Cầu mới (Ảnh: PV", "Cầu mới (Ảnh: PV", None),  # not closed
        ("Nguồn: sông Thử. Cửa: biển Mẫu.", "Nguồn: sông Thử. Cửa: biển Mẫu.", None),
        (f"Ảnh: {'cầu mới ' * 11}", ("Ảnh: " + "cầu mới " * 11).strip(), None),  # a sentence, no name
        bug("Cầu mới (Ảnh minh họa)", "Cầu mới (Ảnh minh họa)", None, why="'minh họa' is taken for a name"),
        bug("Cầu cũ (Ảnh chụp năm 1972)", "Cầu cũ (Ảnh chụp năm 1972)", None, why="small letters are no name"),
        bug("Cầu mới. Ảnh minh hoạ: PV", "Cầu mới.", "PV", why="the press places the tone both ways: họa, hoạ"),
        bug("Cầu mới — Ảnh: PV", "Cầu mới", "PV", why="the long dash stays"),
        bug("Cầu mới (ảnh: PV)", "Cầu mới", "PV", why="a small label in brackets"),
        bug("Cầu mới. Ảnh: ThS. Lê Na", "Cầu mới.", "ThS. Lê Na", why="the dot of a title ends no sentence"),
    ],
)
def test_caption(printed: str, words: str | None, credit: str | None) -> None:
    assert caption(printed) == Caption(words, credit)


LABEL = r"[ \-–(\[,;]*(?:[(\[]\s*)?(?:Ảnh minh họa|Nguồn ảnh|Ảnh|Nguồn|Photo)\s*[:：]?\s*"


@given(ANY)
@example("(Ảnh: )")
@example("Cầu (Ảnh: PV])")
@settings(max_examples=600)
def test_caption_loses_only_its_label(text: str) -> None:
    whole = clean(text)
    words, credit = caption(text)
    assert words is None or words
    assert credit is None or credit
    if words == whole or not whole:
        return
    assert whole.startswith(words or "")
    assert re.fullmatch(LABEL + re.escape(credit or "") + r"[ .)\]]*", whole[len(words or "") :])


@given(
    PEOPLE.filter(bool),
    st.sampled_from(["Ảnh: {}", "(Ảnh: {})", "[Nguồn: {}]", "(Nguồn {})", "Nguồn ảnh: {}.", "- Ảnh: {}"]),
)
def test_credits_come_back(people: list[str], form: str) -> None:
    assert caption(f"Cầu mới bên bến cũ. {form.format(people[0])}") == Caption("Cầu mới bên bến cũ.", people[0])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Hàng ngườiẢnh: PV", Caption("Hàng người", "PV")),
        ("Sơ đồ tuyến. Đồ họa: Mai Hoa", Caption("Sơ đồ tuyến.", "Mai Hoa")),
        ("(Đồ hoạ: TTXVN)", Caption(None, "TTXVN")),
        ("Infographic: Mai Hoa - Đức Thịnh", Caption(None, "Mai Hoa - Đức Thịnh")),
        ("Infographic: 10 điều cần biết", Caption("Infographic: 10 điều cần biết", None)),
        ("Ảnh: PV - Đồ họa: Mai Hoa", Caption(None, "PV - Đồ họa: Mai Hoa")),
    ],
)
def test_credits_of_drawings_and_welded_ones(printed: str, expected: Caption) -> None:
    assert caption(printed) == expected
