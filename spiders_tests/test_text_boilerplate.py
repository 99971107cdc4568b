"""Which whole lines are the site's frame, and which only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.text.boilerplate import is_boilerplate, is_outer_boilerplate, is_related_link, may_be_related_link

ANY = st.text(st.characters(exclude_categories=()))


def gap(line: str, why: str) -> object:
    return pytest.param(line, id=f"{line} ({why})")


FRAME = [
    "Tin liên quan",
    "TIN LIÊN QUAN",
    "Tin liên quan:",
    "Tin liên quan :",
    "Bài liên quan",
    "Bài đọc tiếp",
    "Tin cùng chuyên mục",
    "Bài cùng chuyên mục",
    "Các tin cùng chuyên mục",
    "Các tin khác",
    "Các bài khác",
    "Tin mới",
    "Tin đọc nhiều",
    "Đọc tiếp",
    "Đọc thêm",
    "ĐỌC THÊM",
    "Xem thêm",
    "Xem thêm:",
    "Tham khảo thêm",
    "Video liên quan",
    "Đừng bỏ lỡ",
    "Từ khóa",
    "Từ khóa:",
    "Tag",
    "Tags:",
    "Gửi bình luận",
    "Bình luận",
    "Bình luận (12)",
    "Chia sẻ",
    "Quảng cáo",
    "Tin tài trợ",
    "Nhập chú thích ảnh",
    "Nhập chú thích ...",  # bocongan's editor
    "(*) Không sao chép dưới mọi hình thức",
    "(*) Không sao chép dưới mọi hình thức nếu tòa soạn chưa đồng ý.",
]

NOT_FRAME = [
    "",
    "Giấy phép. Cụ thể:",  # headings of real bodies that begin with the footer's words
    "Cấp giấy phép cho quán ven hồ",
    "Cơ quan chủ quản phía phường đã trả lời",
    "Doanh nghiệp",
    "Điện thoại: cuộc gọi lúc nửa đêm",
    "Trụ sở mới của phường",
    "Tổng Biên tập: nghề và người",
    "Chia sẻ khó khăn với bà con vùng lũ",
    "Chia sẻ của một cô giáo vùng cao",
    "Bình luận của chuyên gia",
    "Bình luận (12) và một lời đáp",
    "Từ khóa của năm là nhà ở",
    "Quảng cáo ngoài trời bị siết",
    "Đọc tiếp sức cho trẻ em nghèo",
    "Đọc thêm sách mỗi ngày",
    "Xem thêm một vở chèo",
    "Xem thêm: Cầu mới thông xe",  # a pointer in words, told by its link
    "Tin liên quan đến cây cầu",
    "Tin mới từ công trường",
    "Tin khác lạ",
    "Các tin",
    "Bài mới của nhạc sĩ già",
    "Quay lại Tin liên quan",
    "Không sao chép dưới mọi hình thức",  # no asterisk: a sentence may say so
    "Không ai được (*) Không sao chép dưới mọi hình thức",
    "Tags và từ khóa",
]


@pytest.mark.parametrize(
    "line",
    [
        *FRAME,
        gap("Từ khoá", "the press places the tone both ways: khóa, khoá"),
        gap("CÙNG CHUYÊN MỤC", "portals.md §9 lists it without Tin/Bài"),
        gap("Đọc nhiều", "portals.md §9 lists it without Tin/Bài"),
    ],
)
def test_frame(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", NOT_FRAME)
def test_not_frame(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize("line", FRAME)
def test_a_frame_line_is_whole(line: str) -> None:
    """A phrase inside a sentence never takes the sentence away."""
    assert not is_boilerplate(f"Chiều qua {line}")
    if "Không sao chép" not in line:
        assert not is_boilerplate(f"{line} của bà con phố Hàng Thử")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (">> Cầu mới thông xe", True),
        (">>Cầu mới thông xe", True),
        (">>> Cầu mới thông xe", True),
        ("  >> Cầu mới thông xe", True),
        ("» Cầu mới thông xe", True),
        ("►Cầu mới thông xe", True),
        ("▶ Cầu mới thông xe", True),
        ("&gt;&gt; Cầu mới thông xe", True),
        ("> 30 độ C là nóng", False),  # one sign is "more than"
        ("Cầu mới >> thông xe", False),
        ("« Cầu mới »", False),
        ("Cầu mới thông xe", False),
        ("", False),
    ],
)
def test_pointer(line: str, expected: bool) -> None:
    assert is_related_link(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Xem thêm: Cầu mới thông xe", True),
        ("XEM THÊM Cầu mới thông xe", True),
        ("Đọc thêm: Cầu mới thông xe", True),
        ("Bài liên quan: Cầu mới thông xe", True),
        ("Tin liên quan - Cầu mới thông xe", True),
        ("Bài đọc tiếp: Cầu mới thông xe", True),
        ("Mời bạn đọc xem tiếp", True),
        ("Mời quý vị và các bạn xem", True),
        ("Mời độc giả theo dõi và đọc", True),
        ("Mời bạn", False),
        ("Mời bạn bè đến nhà ăn cơm rồi cả nhóm cùng nhau đọc thơ", False),  # too far apart
        ("Xem thêmnhiều", False),
        ("Xem chi tiết", False),
        ("Cùng xem thêm: Cầu mới", False),
        ("Người dân đọc thêm sách", False),
        ("", False),
    ],
)
def test_invitation(line: str, expected: bool) -> None:
    assert may_be_related_link(line) is expected


@given(ANY)
def test_any_text(line: str) -> None:
    assert {is_boilerplate(line), is_related_link(line), may_be_related_link(line)} <= {True, False}


PORTALS = [  # portals.md §9: whole lines wherever they stand
    "Tham khảo thêm",
    "In bài viết",
    "Tăng cỡ chữ",
    "Nghe đọc bài",
    "Nữ Miền Bắc",
    "chia sẻ facebook",
    "Link bài gốc",
    "Lấy link!",
    "Lượt xem: 1.204",
    "Giấy phép số: 102/GP-BTTTT, cấp ngày 15/04/2024.",
    "Giấy phép hoạt động báo điện tử tiếng Việt Số 561/GP-BTTTT",
    "Bản quyền thuộc về Bộ Công an.",
    "Cổng thông tin điện tử của các đơn vị thuộc Bộ",
    "Những thông tin thủ tục hành chính khai báo online tại đây",
    "Theo dõi chúng tôi trên Google News",
]
EDGES = [  # frame only outside the article
    "banner",
    "icon",
    "Top",
    "Quốc Gia",
    "Doanh nghiệp",
    "Cổng Dịch vụ công Quốc gia",
    "Chức năng, nhiệm vụ",
    "Cơ quan chủ quản: Văn phòng Chính phủ",
    "Điện thoại: 080 43162; Fax: 080 48924",
    "Tổng Biên tập: Nguyễn Văn A",
    "A A+",
    "00:00",
    "0",
]
BODY = [  # the traps of portals.md §9, and their kin
    "Giấy phép. Cụ thể:",
    "Giấy phép số 12 được cấp lại sau ba tháng.",
    "Bộ Ngoại giao cấp Giấy phép lập Văn phòng đại diện trong 30 ngày.",
    "Cơ quan chủ quản phía Việt Nam cho ý kiến bằng văn bản.",
    "Bản quyền thuộc tính di truyền của giống lúa",
    "Doanh nghiệp nhỏ và vừa",
    "Quốc gia khởi nghiệp",
    "Lượt xem phim giảm mạnh",
    "Nghị định có hiệu lực từ ngày 1/3/2026.",
]


@pytest.mark.parametrize("line", PORTALS)
def test_frame_of_the_portals(line: str) -> None:
    assert is_boilerplate(line) and is_outer_boilerplate(line)


@pytest.mark.parametrize("line", EDGES)
def test_frame_outside_the_article_only(line: str) -> None:
    assert is_outer_boilerplate(line) and not is_boilerplate(line)


@pytest.mark.parametrize("line", BODY)
def test_lines_of_the_body_that_begin_like_the_frame(line: str) -> None:
    assert not is_outer_boilerplate(line)
