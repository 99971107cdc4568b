"""A portal page as a plain dump, back to its article: the user's own example, and a twin in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.items import Attribution, Image
from hanoi_press.sources import source_of
from hanoi_press.text.dump import read_dump

SEED = Path(__file__).resolve().parents[2] / "shared" / "reference" / "seed.txt"

# Our own words, in the shape of the user's example: what a careless scraper keeps of a repost on mic.gov.vn.
FRAME = """
banner
icon

Cổng dịch vụ công
Quốc Gia

Những thông tin thủ tục hành chính
khai báo online tại đây

Xem chi tiết icon
icon

Chính sách
pháp luật Việt Nam

Cập nhật thông tin, chính sách
pháp luật Việt Nam

Xem chi tiết icon

Cổng thông tin điện tử của các đơn vị thuộc Bộ

Doanh nghiệp

Top
"""
TWIN = (
    """

Bưu tá vùng cao mang sách đến lớp học bên kia suối

Thứ hai, 13/04/2020 09:05

Sáng 12-4, hơn sáu trăm cuốn sách cũ đã theo xe thư của bưu cục Nậm Cáy lên ba điểm trường lẻ.

Người mang sách là anh Lò Văn Pón, bưu tá đã mười một năm đi tuyến đường này.

Doanh nghiệp góp xe, thầy cô góp sách

20200412-nam-cay.jpg

Anh Lò Văn Pón xếp những thùng sách cuối cùng trước giờ qua suối

“Thư thì ít đi, nhưng tuần nào cũng có bưu kiện của thầy cô gửi cho học trò”, anh Pón kể.

Theo Sở Giáo dục tỉnh, số sách đủ dùng cho cả ba lớp trong học kỳ này.

Giấy phép. Cụ thể: mỗi chuyến xe qua suối phải báo trước với trạm biên phòng một ngày.

Theo hanoimoi.com.vn
"""
    + FRAME
)


def test_the_twin() -> None:
    got = read_dump(TWIN, source_of)
    assert got.title == "Bưu tá vùng cao mang sách đến lớp học bên kia suối"
    assert (got.published_at, got.raw_published) == ("2020-04-13T09:05:00+07:00", "Thứ hai, 13/04/2020 09:05")
    assert got.attribution == Attribution("hanoimoi.com.vn", None, "hanoimoi")
    assert got.images == [
        Image("20200412-nam-cay.jpg", "Anh Lò Văn Pón xếp những thùng sách cuối cùng trước giờ qua suối", None)
    ]
    assert got.text.split("\n\n") == [
        "Sáng 12-4, hơn sáu trăm cuốn sách cũ đã theo xe thư của bưu cục Nậm Cáy lên ba điểm trường lẻ.",
        "Người mang sách là anh Lò Văn Pón, bưu tá đã mười một năm đi tuyến đường này.",
        "Doanh nghiệp góp xe, thầy cô góp sách",
        "“Thư thì ít đi, nhưng tuần nào cũng có bưu kiện của thầy cô gửi cho học trò”, anh Pón kể.",
        "Theo Sở Giáo dục tỉnh, số sách đủ dùng cho cả ba lớp trong học kỳ này.",
        "Giấy phép. Cụ thể: mỗi chuyến xe qua suối phải báo trước với trạm biên phòng một ngày.",
    ]


@pytest.mark.skipif(not SEED.exists(), reason="the user's own example lies outside the project")
def test_the_users_own_example() -> None:
    got = read_dump(SEED.read_text("utf-8"), source_of)
    assert got.title is not None
    assert got.title.startswith("Bí thư Thành ủy Hà Nội") and got.title.endswith("công tác truyền thông")
    assert (got.published_at, got.raw_published) == ("2020-04-10T07:56:00+07:00", "Thứ sáu, 10/04/2020 07:56")
    assert got.attribution == Attribution("hanoimoi.com.vn", None, "hanoimoi")
    [image] = got.images
    assert image.url == "20200410-l1.jpg" and image.caption is not None
    assert image.caption.startswith("Bí thư Thành ủy") and image.caption.endswith("báo chí thành phố")
    paragraphs = got.text.split("\n\n")
    assert len(paragraphs) == 33
    assert paragraphs[0].startswith("Sáng 9-4,") and paragraphs[-1].endswith("tinh thần đó.")
    assert [len(one) < 80 for one in paragraphs].count(True) == 3  # the three sub-headings
    assert not any(line in got.text for line in ("banner", "icon", "Quốc Gia", "khai báo online", "Xem chi tiết"))


@pytest.mark.parametrize("text", ["", "\n \n", FRAME])
def test_nothing_but_frame(text: str) -> None:
    got = read_dump(text, source_of)
    assert (got.title, got.text, got.attribution, got.images) == (None, "", None, [])


def test_the_frame_may_stand_above() -> None:
    got = read_dump(
        "banner\nTrang chủ\nTìm kiếm\nTít của bài\n05/06/2023 10:30\nĐoạn một.\nĐoạn hai.\nChia sẻ\nTop\n", source_of
    )
    assert (got.title, got.published_at) == ("Tít của bài", "2023-06-05T10:30:00+07:00")
    assert got.text == "Đoạn một.\n\nĐoạn hai."


def test_a_date_above_the_title() -> None:
    got = read_dump("Thứ 4, 30/09/2026 | 21:22\nTít của bài\nĐoạn một.\n", source_of)
    assert (got.title, got.published_at, got.text) == ("Tít của bài", "2026-09-30T21:22:00+07:00", "Đoạn một.")


def test_unknown_frame_behind_an_attribution_is_cut() -> None:
    got = read_dump(
        "Tít\n05/06/2023 10:30\nĐoạn một.\nĐoạn hai.\nNguồn: TTXVN\nSố lượt truy cập hôm nay\nBản đồ cổng\n", source_of
    )
    assert got.text == "Đoạn một.\n\nĐoạn hai."
    assert got.attribution == Attribution("TTXVN", None, None)


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    got = read_dump("Tít\nNgày 5/6/2023, cầu được thông xe sau hai năm thi công.\nĐoạn hai.\n", source_of)
    assert got.published_at is None and got.title == "Tít"
    assert got.text.startswith("Ngày 5/6/2023, cầu")


def test_a_paragraph_below_a_picture_is_no_caption() -> None:
    long = (
        "Con đường dài hơn bốn cây số qua ba bản, mùa mưa năm nào cũng sạt, nay đã được kè đá và đổ bê tông " * 2 + "."
    )
    got = read_dump(f"Tít\n05/06/2023 10:30\nĐoạn một.\nduong.jpg\n{long}\n", source_of)
    assert got.images == [Image("duong.jpg")] and got.text.endswith(long)


@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_any_text(text: str) -> None:
    got = read_dump(text, source_of)
    assert isinstance(got.text, str)


@given(
    st.lists(st.sampled_from(["Cầu mới đã thông xe sáng nay.", "Top", "banner", "Theo TTXVN", "a.jpg"]), max_size=12)
)
def test_no_sentence_is_lost(lines: list[str]) -> None:
    got = read_dump("\n".join(["Tít bài", "05/06/2023 10:30", "Mở đầu.", *lines]), source_of)
    held = got.text.count("Cầu mới") + sum("Cầu mới" in (image.caption or "") for image in got.images)
    assert held == lines.count("Cầu mới đã thông xe sáng nay.")


@pytest.mark.parametrize(
    "tail",
    [
        "Các tin khác\n>> Tin cũ\nTin khác kia\n",
        "Tin liên quan\nPhố cũ mở phòng đọc (14/05/2025)\nQuỹ sách của ngõ nhỏ (13/05/2025)\n",
        "Từ khóa:\nmương\nchợ\n",
        "Đánh giá:\nShare\nTweet\n",
    ],
)
@pytest.mark.parametrize("origin", ["", "Nguồn tin: Bộ Y Tế (https://moh.gov.vn/)\n"])
def test_other_articles_and_tags_below_the_article(tail: str, origin: str) -> None:
    got = read_dump(f"Tít\n05/06/2023 10:30\nĐoạn một.\n► Bước một: vét bùn\nĐoạn hai.\n{origin}{tail}", source_of)
    assert got.text == "Đoạn một.\n\n► Bước một: vét bùn\n\nĐoạn hai."
    assert (got.attribution.name if got.attribution else "") == ("Bộ Y Tế" if origin else "")


def test_sentences_below_a_label_are_text() -> None:
    got = read_dump("Tít\n05/06/2023 10:30\nĐoạn một.\nXem thêm\nĐoạn hai.\nĐoạn ba.\n", source_of)
    assert got.text == "Đoạn một.\n\nĐoạn hai.\n\nĐoạn ba."


def test_buttons_below_the_date() -> None:
    got = read_dump("Tít\n05/06/2023 10:30\nNghe đọc bài\n0:00\n1x\nIn trang\nĐoạn một.\nĐoạn hai.\n", source_of)
    assert (got.title, got.text) == ("Tít", "Đoạn một.\n\nĐoạn hai.")


@pytest.mark.parametrize(
    "frame",
    [
        "Skip Ribbon Commands\nSkip to main content\nTít của bài\nTin tức\nTít của bài\n",
        "15/05/2025\nXem cỡ chữ\nĐọc bài viết\nIn\nGửi email\nTít của bài\n",
        "Truy cập nội dung luôn\nTăng/Giảm tương phản\nTít của bài\n15/05/2025\nView count: 536\n0:00 / 0:00\n",
        "Danh mục\nTít của bài\n15/05/2025\n",
    ],
)
def test_buttons_and_sections_above_the_article(frame: str) -> None:
    got = read_dump(f"{frame}Đoạn một.\nĐoạn hai.\nTheo dõi Báo Hànộimới trên\nGoogle News\n")
    assert (got.title, got.text) == ("Tít của bài", "Đoạn một.\n\nĐoạn hai.")
    assert got.published_at == ("2025-05-15" if "15/05/2025" in frame else None)
