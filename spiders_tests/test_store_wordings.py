"""`store/wordings.py`: what counts as another wording of one article in a list."""

from __future__ import annotations

import pytest

from hanoi_press.items import Listed
from hanoi_press.store.wordings import add_wording, is_reworded, wording_of

FIRST = Listed("Bão số 5 vào bờ: 3 người mất tích", "Gió giật cấp 9, ba tàu chưa về.", authors="Lê Na")


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (FIRST, FIRST, False),
        (FIRST, Listed("BÃO SỐ 5  VÀO BỜ: 3 NGƯỜI MẤT TÍCH"), False),
        (Listed('Chợ "ma" ven sông'), Listed("Chợ “ma” ven sông"), False),
        (Listed("Hà Nội - Huế"), Listed("Hà Nội – Huế"), False),
        (FIRST, Listed("Bão số 5 vào bờ: 7 người mất tích"), True),
        (FIRST, Listed("Báo số 5 vào bờ: 3 người mất tích"), True),  # one accent
        (FIRST, Listed("Bão số 5 vào bờ"), True),
        (FIRST, Listed(FIRST.title, "Gió giật cấp 10, ba tàu chưa về."), True),
        (FIRST, Listed(authors="Lê Nam"), True),
        (FIRST, Listed("Bão số 5 vào bờ: 3 người…"), False),  # a list that cuts titles
        (FIRST, Listed("Bão số 5 vào bờ: 3 ng ..."), False),
        (FIRST, Listed("Bão số 6 vào bờ: 3 người…"), True),
        (Listed("Bão số 5 vào…"), FIRST, False),
        (Listed("Bão số 5 vào…"), Listed("Bão số 5 vào bờ…"), False),
        (Listed("Bão số 5 vào…"), Listed("Bão số 6 vào bờ…"), True),
        (FIRST, Listed(section="Thời sự", published="2026-11-20"), False),
        (Listed("Một"), Listed(summary="Chưa ai nói gì về việc này."), False),  # never stated before
        (Listed(), Listed("Một"), False),
        (Listed(picture="https://a.vn/anh-bao-so-5.jpg?v=1"), Listed(picture="https://b.vn/anh-bao-so-5.jpg"), False),
        (Listed(picture="https://a.vn/bao-so-5-300x200.jpg"), Listed(picture="https://a.vn/bao-so-5.jpg"), False),
        (Listed(picture="https://a.vn/anh-bao-so-5.jpg"), Listed(picture="https://a.vn/anh-tau-ve-ben.jpg"), True),
        (Listed(picture="https://a.vn/1.jpg"), Listed(picture="https://a.vn/2.jpg"), False),
        (Listed(picture="https://[a"), Listed(picture="https://a.vn/anh-tau-ve-ben.jpg"), False),
    ],
)
def test_what_is_another_wording(before: Listed, after: Listed, changed: bool) -> None:
    assert is_reworded(wording_of(after), add_wording({}, wording_of(before))) is changed


def test_each_list_has_its_own_words() -> None:
    known = add_wording(add_wording({}, {"title": "một"}), {"title": "hai"})
    assert known == {"title": ["hai", "một"]}
    assert not is_reworded({"title": "một"}, known) and is_reworded({"title": "ba"}, known)
    assert add_wording(known, {"title": "một"}) == {"title": ["một", "hai"]}


def test_words_behind_the_cut_count_only_if_they_were_known() -> None:
    known = {"title": ["bão số 5 vào…", "bão số 5 vào bờ"]}
    assert is_reworded({"title": "bão số 5 vào đảo"}, known)
    assert not is_reworded({"title": "bão số 5…"}, known)


def test_few_wordings_are_kept() -> None:
    known: dict[str, list[str]] = {}
    for number in range(20):
        known = add_wording(known, {"title": str(number)})
    assert known == {"title": ["19", "18", "17", "16", "15", "14"]}
    assert wording_of(None) == {}
