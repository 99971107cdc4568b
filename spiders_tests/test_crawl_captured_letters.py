"""`crawl/captured_letters.py`: pages of the years before Unicode, and pages whose letters were garbled."""

from __future__ import annotations

import unicodedata

import pytest

from hanoi_press.crawl.captured_letters import in_unicode
from spiders_tests.cost_growth import growth

WORDS = "Nghị quyết của Đảng ủy về xây dựng nông thôn mới, đường và trường học; mỗi xã một kỹ sư, phở và bún."
TCVN3 = "NghÞ quyÕt cña §¶ng ñy vÒ x©y dùng n«ng th«n míi, ®­êng vµ tr­êng häc; mçi x· mét kü s­, phë vµ bón."
VNI = (
    "Nghò quyeát cuûa Ñaûng uûy veà xaây döïng noâng thoân môùi, ñöôøng vaø tröôøng hoïc; moãi xaõ moät kyõ sö, "
    "phôû vaø buùn."
)
VPS = (
    b"Ngh\xce quy\x89t c\xfba \xf1\xe4ng \xfby v\x8a x\xe2y d\xbfng n\xf4ng th\xf4n m\xa7i, \xc7\xdc\xa9ng v\xe0 "
    b"tr\xdc\xa9ng h\x86c; m\x87i x\xe3 m\xb6t k\xcf s\xdc, ph\xaa v\xe0 b\xfan."
)


def page(words: str, head: str = "") -> str:
    return (
        f"<html><head>{head}<title>Tin</title></head><body><script>var a = 'ÃÃÃ';</script><p>{words}</p></body></html>"
    )


def mended(body: bytes, encoding: str | None = None) -> str:
    found = in_unicode(body, encoding)
    assert found is not None and found != body
    return unicodedata.normalize("NFC", found.decode())


LATIN = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'


@pytest.mark.parametrize("encoding", [None, "utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize(
    "body",
    [
        page(TCVN3, LATIN).encode("latin-1"),
        page(VNI, '<meta charset="x-user-defined">').encode("latin-1"),
        page("@", LATIN).encode("latin-1").replace(b"@", VPS),
        page(WORDS.encode().decode("latin-1")).encode(),
        page(WORDS.encode().decode("latin-1").encode().decode("latin-1")).encode(),
    ],
)
def test_letters_that_no_header_names(body: bytes, encoding: str | None) -> None:
    assert WORDS in mended(body, encoding)


@pytest.mark.parametrize(
    "words",
    [
        TCVN3,
        VNI,
        VPS.decode("latin-1"),
        "".join(f"&#{ord(one)};" if ord(one) > 127 else one for one in VNI),
        "".join(f"&#{ord(one)};" if ord(one) > 127 else one for one in TCVN3),
        "".join(f"<b>{part}</b> " for part in TCVN3.split()).rstrip(),
    ],
)
def test_letters_of_old_fonts_in_a_page_in_utf8(words: str) -> None:
    found = mended(page(words).encode()).replace("<b>", "").replace("</b>", "")
    assert WORDS in found


def test_only_the_words_that_are_garbled_change() -> None:
    found = mended(page(f"{TCVN3}</p><p>© 2010 «Báo Hà Nội mới»</p><p>{WORDS}").encode())
    assert found.count(WORDS) == 2 and "© 2010 «Báo Hà Nội mới»" in found


def test_charsets_that_the_page_does_not_name() -> None:
    text = "Nghị quyết của Đảng về cây ự ô tô mới, tới bến ủ ả"
    viscii = {
        "ị": 0xB8,
        "ế": 0xAA,
        "ủ": 0xFC,
        "Đ": 0xD0,
        "ả": 0xE4,
        "ề": 0xAB,
        "â": 0xE2,
        "ự": 0xF1,
        "ô": 0xF4,
        "ớ": 0xBE,
    }
    for sent in (
        bytes(viscii.get(one, ord(one) if ord(one) < 128 else 63) for one in text),
        b"".join(map(_in_1258, text)),
    ):
        assert text in mended(page("@").encode().replace(b"@", sent), "iso-8859-1")


def _in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        *base, tone = unicodedata.normalize("NFD", letter)
        if tone not in "\u0300\u0301\u0309\u0303\u0323":  # the tone comes before the circumflex
            base, tone = [base[0], tone], base[1]
        return unicodedata.normalize("NFC", "".join(base)).encode("cp1258") + tone.encode("cp1258")


CHINESE = "越南共产党中央委员会总书记会见了中国代表团，双方就进一步加强合作交换了意见。" * 3
RUSSIAN = "Премьер-министр Вьетнама посетил Россию с официальным визитом и провёл переговоры. " * 2


@pytest.mark.parametrize(
    ("words", "charset"), [(CHINESE, "gbk"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (WORDS, "cp037")]
)
def test_bytes_of_a_charset_that_is_not_named(words: str, charset: str) -> None:
    body = page(words).encode(charset, "replace")
    assert in_unicode(body, None) is None and in_unicode(body, "utf-8") is None
    if charset != "cp037":
        assert in_unicode(body, charset) == body  # the reader knows it


def test_utf7() -> None:
    assert WORDS in mended(page(WORDS).encode("utf-7"), "utf-7")
    plain = page("C+++ và +84912345678 +84912345679 +84912345670 " * 9).encode("ascii", "replace")
    assert in_unicode(plain, None) == plain


def test_a_short_text_in_old_letters_between_many_sound_words() -> None:
    menu = "<li>Chính trị</li><li>Kinh tế</li><li>Văn hóa</li><li>Đời sống</li>" * 30
    for words in (TCVN3, VNI):
        assert WORDS in mended(page(f"{words}</p>{menu}<p>").encode())


@pytest.mark.parametrize(
    "words",
    [
        WORDS.encode("ascii", "replace").decode(),
        WORDS.encode("latin-1", "replace").decode("latin-1"),
        WORDS.encode().decode("cp1252", "replace"),
        WORDS.encode().decode("ascii", "replace"),
    ],
)
def test_letters_that_were_lost(words: str) -> None:
    assert in_unicode(page(words).encode(), None) is None
    assert in_unicode(f"<html><body><p>{words}</p></body></html>".encode(), None) is None


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        unicodedata.normalize("NFD", WORDS),
        WORDS.upper(),
        "Xin hỏi: vì sao? Ở đâu? http://a.vn/?id=1&b=2 — “Đúng!” 37°C, 5 m², ½ lít, ©®™ €",
        "Le président a été élu à l’unanimité; français, où, forêt, très, déjà, élève, être, même, après, coût, cœur.",
        "Die Größe der Straße: über, für, schön, Mädchen, äußerst, Öl, Ärzte, früh, später, größer, Türen, möglich.",
        "越南共产党中央委员会总书记会见 «习近平»",
        "ສປປລາວ ນາຍົກລັດຖະມົນຕີ ຢ້ຽມຢາມ",
        "Премьер-министр Вьетнама посетил Россию",
        "Thủ tướng \ufffd gặp gỡ nhân dân và cán bộ của tỉnh, huyện, xã, phường",
        "See http://a.vn/news.php?id=1 and /list?page=2, /find?q=a, default.aspx?ItemID=3, view?x, b.asp?c " * 9,
        "The Prime Minister said naïve things in a café",
        "",
    ],
)
def test_sound_pages_stay_as_they_are(words: str) -> None:
    body = page(words).encode()
    assert in_unicode(body, "utf-8") == body


@pytest.mark.parametrize("pump", ["NghÞ<b>quyÕt ", "<script>", "a?b ", "&#243;", "Ã", "<", "!!! "])
def test_no_page_costs_more_than_its_length(pump: str) -> None:
    assert growth(lambda size: in_unicode(f"<html><body>{pump * (size // len(pump))}".encode(), None), 10_000) < 8
