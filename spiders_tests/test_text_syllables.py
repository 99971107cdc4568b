import unicodedata

import pytest

from hanoi_press.text.syllables import has_accents, index_words, with_final_tones, without_accents


@pytest.mark.parametrize(
    ("one", "other"),
    [("thuỷ", "thủy"), ("hoàn", "hòan"), ("quý", "qúy"), ("của", "cuả"), ("HOÀ", "hòa"), ("Nghĩa,", "ngh\u0129a,")],
)
def test_a_tone_may_stand_on_either_vowel(one: str, other: str) -> None:
    assert with_final_tones(one) == with_final_tones(other)


@pytest.mark.parametrize(("one", "other"), [("thủy", "thuý"), ("đường", "dường"), ("mơ", "mở"), ("tram", "trạm")])
def test_other_letters_and_tones_stay_apart(one: str, other: str) -> None:
    assert with_final_tones(one) != with_final_tones(other)


def test_composed_and_decomposed_letters_are_one() -> None:
    text = "Đường thuỷ (hoà Bình) 12,5 km"
    decomposed = unicodedata.normalize("NFD", text)
    assert with_final_tones(decomposed) == with_final_tones(text)
    assert without_accents(decomposed) == "duong thuy (hoa binh) 12,5 km"


@pytest.mark.parametrize(("text", "has"), [("ha noi", False), ("Ha Noi", False), ("hà noi", True), ("đi", True)])
def test_accents_are_found(text: str, has: bool) -> None:
    assert has_accents(text) is has


def test_the_words_of_the_index_are_separated_by_spaces_only() -> None:
    """Signs separate words as SQLite's `unicode61` has it; syllables are strings between spaces."""
    assert index_words("Hà-Nội,2026: «Đường» a_b\u2009c\u200bd – ½") == (
        "ha noi 2026 duong a b c d  ½",
        "ha\u0300 nôi\u0323 2026 đương\u0300 a b c d  ½",
        6,
    )
    assert index_words(" \n") == ("", "", 0)
    assert index_words("thu\u0309y THUỶ")[1] == "thuy\u0309 thuy\u0309"
