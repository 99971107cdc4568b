"""`pages.figure_contents`: figures that are a picture with its caption, and those that hold words of the article."""

from __future__ import annotations

import pytest

from spiders_tests.onecms_markup import longform, read
from spiders_tests.unknown_page import UNKNOWN, WORDS
from spiders_tests.unknown_page import URL as UNKNOWN_URL

LONG = "Người dân tổ 4 mang sách đến từ sáng sớm, xếp thành ba chồng cao dưới gốc đa trước nhà văn hóa phường."
LATER = "Đến trưa, ban tổ chức đã ghi tên một trăm hai mươi gia đình và hẹn ngày giao sách cho các cháu lớp một."
TABLE = "<table><tr><th>Tổ</th><th>Sách</th></tr><tr><td>Bốn</td><td>Ba chồng</td></tr></table>"
ROWS = ["Tổ | Sách", "Bốn | Ba chồng"]
A = '<img src="https://a.vn/a.jpg">'
B = '<img src="https://a.vn/b.jpg">'
ONE = f"<figure>{A}<figcaption>Một</figcaption></figure>"
Read = tuple[list[str], list[tuple[str, str | None, str | None]]]


def parts(body: str) -> Read:
    """Return the paragraphs between two others, and each picture's file name, caption and credit."""
    article = read(longform(f"<p>Trước.</p>{body}<p>Sau đó.</p>"))
    first, *between, last = article.text.split("\n\n")
    assert (first, last) == ("Trước.", "Sau đó.")
    return between, [(one.url.rpartition("/")[2], one.caption, one.credit) for one in article.images]


TEXT = {
    f"<figure class=table>{TABLE}</figure>": ROWS,
    f"<figure class=wp-block-table>{TABLE}<figcaption>Bảng 1</figcaption></figure>": [*ROWS, "Bảng 1"],
    f"<figure><figcaption>Bảng 1</figcaption>{TABLE}</figure>": ["Bảng 1", *ROWS],
    f"<figure><div><div>{TABLE}</div></div></figure>": ROWS,
    f"<figure><figure>{TABLE}</figure><figcaption>Bảng 1</figcaption></figure>": [*ROWS, "Bảng 1"],
    "<figure><blockquote><p>Lời hay.</p></blockquote></figure>": ["Lời hay."],
    "<figure class=wp-block-pullquote><blockquote><p>Lời hay.</p><cite>Bà Ba</cite></blockquote></figure>": [
        "Lời hay.",
        "Bà Ba",
    ],
    "<figure><blockquote>Lời hay.</blockquote><figcaption>Bà Ba, tổ 4</figcaption></figure>": [
        "Lời hay.",
        "Bà Ba, tổ 4",
    ],
    "<figure><ul><li>Một</li><li>Hai</li></ul></figure>": ["Một", "Hai"],
    "<figure><dl><dt>Một</dt><dd>Hai</dd></dl></figure>": ["Một", "Hai"],
    "<figure><h3>Một</h3><p>Hai</p></figure>": ["Một", "Hai"],
    "<figure><pre>a = 1\nb = 2</pre><figcaption>Mã 1</figcaption></figure>": ["a = 1\nb = 2", "Mã 1"],
    "<figure><p>Một</p>Hai</figure>": ["Một", "Hai"],
    "<figure>Lời trong khung.</figure>": ["Lời trong khung."],
    f"<figure><audio src=a.mp3></audio><figcaption>Nghe</figcaption><p>{LONG}</p></figure>": [LONG],
    f"<figure><audio src=a.mp3></audio><details><summary>Bản ghi</summary><p>{LONG}</p></details></figure>": [
        "Bản ghi",
        LONG,
    ],
    f"<figure><iframe src=v></iframe><figcaption>Clip</figcaption>{TABLE}</figure>": ROWS,
}


@pytest.mark.parametrize(("body", "wanted"), TEXT.items())
def test_words_in_a_figure_without_a_picture(body: str, wanted: list[str]) -> None:
    assert parts(body) == (wanted, [])


ALONE = ("a.jpg", "Cầu mới.", "PV")
MIXED: dict[str, Read] = {
    f"<figure>{A}<figcaption>Cầu mới. Ảnh: PV</figcaption><p>{LONG}</p></figure>": ([LONG], [ALONE]),
    f"<figure><p>{LONG}</p>{A}<figcaption>Cầu mới. Ảnh: PV</figcaption></figure>": ([LONG], [ALONE]),
    f"<figure><figcaption>Cầu mới. Ảnh: PV</figcaption>{A}<p>{LONG}</p></figure>": ([LONG], [ALONE]),
    f"<figure>{A}<figcaption>Cầu mới. Ảnh: PV</figcaption>{TABLE}</figure>": (ROWS, [ALONE]),
    f"<figure>{A}<figcaption>Cầu mới</figcaption><p>Ảnh: PV</p>{TABLE}<p>Ảnh: PV</p></figure>": (
        ROWS,
        [("a.jpg", "Cầu mới", None)],
    ),
    f"<figure class=image>{A}<p>{LONG}</p><p>{LATER}</p></figure>": ([LONG, LATER], [("a.jpg", None, None)]),
    f"<figure>{A}{LONG} {LONG} {LONG} {LONG} {LONG}</figure>": (
        [" ".join([LONG] * 5)],
        [("a.jpg", None, None)],
    ),
    f"<figure>{A}<blockquote>Lời hay.</blockquote></figure>": (["Lời hay."], [("a.jpg", None, None)]),
    # pictures inside pictures
    f"<figure>{ONE}<figure>{B}<figcaption>Hai</figcaption></figure></figure>": (
        [],
        [("a.jpg", "Một", None), ("b.jpg", "Hai", None)],
    ),
    f"<figure>{ONE}<figure>{B}</figure><figcaption>Chung</figcaption></figure>": (
        [],
        [("a.jpg", "Một", None), ("b.jpg", "Chung", None)],
    ),
    f"<figure><ul><li>{ONE}</li></ul><figcaption>Chung</figcaption></figure>": (
        [],
        [("a.jpg", "Một", None)],
    ),
}


@pytest.mark.parametrize(("body", "wanted"), MIXED.items())
def test_words_beside_a_picture(body: str, wanted: Read) -> None:
    assert parts(body) == wanted


CAPTIONS: dict[str, Read] = {
    f"<figure>{A}<figcaption>Cầu mới. Ảnh: PV</figcaption></figure>": ([], [ALONE]),
    f"<figure>{A}<p>Cầu mới. Ảnh: PV</p></figure>": ([], [ALONE]),
    f"<figure>{A}<p>Cầu mới.</p><p>Ảnh: PV</p></figure>": ([], [ALONE]),
    f"<figure>{A}Cầu mới. Ảnh: PV</figure>": ([], [ALONE]),
    f"<figure>{A}<figcaption><p>Cầu mới.</p><p>Ảnh: PV</p></figcaption></figure>": ([], [ALONE]),
    f"<figure>{A}<p>{LONG}</p></figure>": ([], [("a.jpg", LONG, None)]),
    f"<figure>{A}<figcaption>Cầu mới</figcaption><p>Ảnh: PV</p></figure>": ([], [("a.jpg", "Cầu mới", None)]),
    f"<figure>{A}<figcaption>Cầu mới</figcaption><span>PV</span></figure>": ([], [("a.jpg", "Cầu mới", None)]),
    f"<figure>{A}<figcaption>Cầu mới</figcaption><p class=credit>Báo Ví Dụ</p></figure>": (
        [],
        [("a.jpg", "Cầu mới", None)],
    ),
    f"<figure>{A}<figcaption><ul><li>Cầu</li><li>mới</li></ul></figcaption></figure>": (
        [],
        [("a.jpg", "Cầu mới", None)],
    ),
    f"<figure>{A}</figure><figure><figcaption><p><em>Cầu mới. Ảnh: PV</em></p></figcaption></figure>": ([], [ALONE]),
    f"<figure><table><tr><td>{A}</td></tr><tr><td>Cầu mới. Ảnh: PV</td></tr></table></figure>": ([], [ALONE]),
    f"<figure>{A}<ul><li> </li></ul><figcaption>Cầu mới. Ảnh: PV</figcaption></figure>": ([], [ALONE]),
}


@pytest.mark.parametrize(("body", "wanted"), CAPTIONS.items())
def test_captions_and_credits_are_no_text(body: str, wanted: Read) -> None:
    assert parts(body) == wanted


@pytest.mark.parametrize(("body", "wanted"), [*TEXT.items(), *((body, read[0]) for body, read in MIXED.items())])
def test_a_page_without_a_template(body: str, wanted: list[str]) -> None:
    around = f"<p>{WORDS * 2}Trước.</p>{body}<p>{WORDS * 2}Sau.</p>"
    page = UNKNOWN.replace(f"<p>{WORDS * 3}</p><p>{WORDS * 2}Nước còn dâng.</p>", around)
    article = read(page, UNKNOWN_URL)
    assert article.extraction.page == "heuristic"
    lines = [line for one in article.text.split("\n\n")[1:-1] for line in one.split("\n")]
    assert lines == [line for one in wanted for line in one.split("\n")]
