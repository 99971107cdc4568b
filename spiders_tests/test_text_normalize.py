"""One spelling for one string: what `clean`, `unescape` and `fold` keep, and what they take away."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanoi_press.text.normalize import clean, fold, strip_accents, unescape

ANY = st.text(st.characters(exclude_categories=()))  # surrogates too: JSON can smuggle them in
VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ 0123456789"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Hà Nội", "Hà Nội"),
        ("  Hà \t\r\n Nội  ", "Hà Nội"),
        ("Ha\u0300 No\u0323\u0302i", "Hà Nội"),  # decomposed, as macOS types it
        ("No\u0302\u0323i", "Nội"),  # marks in the other order
        ("cầu\xa0Mới\u3000bên\u2003sông", "cầu Mới bên sông"),  # spaces of other widths
        ("dòng\u2028mới\u2029nữa", "dòng mới nữa"),
        ("Hà\u200bNội", "HàNội"),  # zero-width space is no space
        ("\ufeffHà Nội\u200e", "Hà Nội"),
        ("tuyến\u00ad số", "tuyến số"),
        ("a \u200b b", "a b"),  # no double space where the invisible one stood
        ("e\u200b\u0301", "é"),  # composed again once nothing stands between
        ("một\x00 hai\x07", "một hai"),
        ("một\x0bhai\x1cba\x85bốn", "một hai ba bốn"),  # control characters that are white space
        ("một\x9fhai", "mộthai"),
        ("\ud83d chữ \udc00", "chữ"),  # lone surrogates
        ("\u202ahà\u202c \u2066nội\u2069", "hà nội"),
        ("thuỷ thủy hoà hòa", "thuỷ thủy hoà hòa"),  # both tone placements stay
        ("m\u00b2 và m³", "m² và m³"),  # NFC, never NFKC
        ("“Ngoặc” – gạch… ½", "“Ngoặc” – gạch… ½"),
        ("😀 ổn", "😀 ổn"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("Hà\u200cNội Hà\u200dNội", "HàNội HàNội"),
        ("cả nhà 👩\u200d👩\u200d👧", "cả nhà 👩\u200d👩\u200d👧"),  # one emoji of three
        ("👩🏽\u200d⚕\ufe0f và 🏳\ufe0f\u200d🌈", "👩🏽\u200d⚕\ufe0f và 🏳\ufe0f\u200d🌈"),
        ("❤\ufe0f\u200d🔥 5\ufe0f\u20e3", "❤\ufe0f\u200d🔥 5\ufe0f\u20e3"),
        ("👩\u200d, \u200d👧 👩\u200b👧", "👩, 👧 👩👧"),  # joins nothing
        ("ភាសា\u200bខ្មែរ", "ភាសា\u200bខ្មែរ"),  # separates words of Khmer
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ខ្មែរ\u200b Hà", "ខ្មែរ Hà"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(ANY)
@example("\u200b \u0301")
@example("a\u200b\u0323\u0302")
@example("\u1100\u200b\u1161")
@example("\u2000\u2001")
@settings(max_examples=500)
def test_clean_leaves_one_spelling(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
    assert once == once.strip()
    assert not any(char.isspace() and char != " " for char in once)
    assert not {unicodedata.category(char) for char in once} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(once) & set("\u00ad\u180e\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\ufffe")


@given(st.text(st.sampled_from("aạ1 .\u0301\u200b\u200c\u200d\u00ad\ufeff")))
def test_clean_leaves_no_joiner_in_vietnamese(text: str) -> None:
    assert not set(clean(text)) & set("\u200b\u200c\u200d")


@given(st.text(st.sampled_from("aក👩⚕❤क\u094d\u0301\u0338\u200b\u200c\u200d\u00ad\ufe0f\u2adc\u2329")))
def test_clean_leaves_one_spelling_with_joiners(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY)
def test_clean_loses_no_letter(text: str) -> None:
    letters = [char for char in unicodedata.normalize("NFD", text) if char.isalnum()]
    assert [char for char in unicodedata.normalize("NFD", clean(text)) if char.isalnum()] == letters


@given(VIETNAMESE)
def test_clean_reads_both_forms_alike(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ch&#237;nh s&#225;ch", "Chính sách"),
        ("Ch&iacute;nh s&aacute;ch", "Chính sách"),
        ("V&amp;#226;n", "Vân"),  # escaped twice
        ("V&amp;amp;#226;n", "Vân"),  # and once more by a feed
        ("2026-03-01T09:51:00&#x2B;07:00", "2026-03-01T09:51:00+07:00"),
        (" Doanh&nbsp;nghiệp ", "Doanh nghiệp"),
        ("Kinh tế & Đô thị", "Kinh tế & Đô thị"),
        ("R&D và Q&A", "R&D và Q&A"),
        ("&lt;b&gt;đậm&lt;/b&gt;", "<b>đậm</b>"),
        ("&#8203;ẩn", "ẩn"),
        ("", ""),
    ],
)
def test_unescape(text: str, expected: str) -> None:
    assert unescape(text) == expected


@given(ANY)
def test_unescape_never_raises(text: str) -> None:
    assert clean(unescape(text)) == unescape(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Báo Hà Nội Mới", "baohanoimoi"),
        ("HÀNỘIMỚI", "hanoimoi"),
        ("Hànộimới", "hanoimoi"),
        ("www.Hanoimoi.com.vn", "wwwhanoimoicomvn"),
        ("Đường Láng", "duonglang"),
        ("đường láng", "duonglang"),
        ("thuỷ", "thuy"),
        ("thủy", "thuy"),
        ("ưu ƠN ăn Ân ê Ô", "uuonananeo"),
        ("Số 5-2026!", "so52026"),
        ("– … “”", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(VIETNAMESE)
def test_fold_ignores_accents_case_and_form(text: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")
    assert fold(text) == fold(text.upper()) == fold(text.title()) == fold(unicodedata.normalize("NFD", text))
    assert fold(text) == fold(bare) == bare.replace(" ", "")


@given(ANY)
def test_fold_never_raises(text: str) -> None:
    assert " " not in fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đường Hà Nội", "Duong Ha Noi"),
        ("ẤN ƯỚC đủ ỹ", "AN UOC du y"),
        ("Ångström, naïve, Ż", "Angstrom, naive, Z"),
        ("ß Ø œ", "ß Ø œ"),  # letters of their own, not accented ones
        ("Москва й", "Москва й"),  # only Latin letters
        ("5 € – “…”", "5 € – “…”"),
        ("", ""),
    ],
)
def test_strip_accents(text: str, expected: str) -> None:
    assert strip_accents(text) == expected


@given(ANY)
def test_strip_accents_keeps_the_length(text: str) -> None:
    assert len(strip_accents(text)) == len(text)
