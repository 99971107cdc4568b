"""Which whole lines are site boilerplate, and which only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.text.boilerplate import (
    is_boilerplate,
    is_outer_boilerplate,
    is_related_label,
    is_related_link,
    may_be_related_link,
)

ANY = st.text(st.characters(exclude_categories=()))


def gap(line: str, why: str) -> object:
    return pytest.param(line, id=f"{line} ({why})")


BOILERPLATE = [
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

TEXT = [
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
    "Xem thêm: Cầu mới thông xe",  # may be a related link; its link tells
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
        *BOILERPLATE,
        gap("Từ khoá", "the press places the tone both ways: khóa, khoá"),
        gap("CÙNG CHUYÊN MỤC", "also without Tin/Bài before it"),
        gap("Đọc nhiều", "also without Tin/Bài before it"),
    ],
)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", TEXT)
def test_text_is_not_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate_is_a_whole_line(line: str) -> None:
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
def test_is_related_link(line: str, expected: bool) -> None:
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
def test_may_be_related_link(line: str, expected: bool) -> None:
    assert may_be_related_link(line) is expected


@given(ANY)
def test_any_text(line: str) -> None:
    assert {is_boilerplate(line), is_related_link(line), may_be_related_link(line)} <= {True, False}


PORTALS = [  # lines of the portals, boilerplate wherever they stand
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
OUTSIDE = [  # boilerplate only outside the article
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
    "1x",
    "In trang",
    "Sign In",
    "Turn off Animations",
    "Bỏ qua nội dung",
    "Views: 12",
    "Share",
]
BODY = [  # text that begins like boilerplate
    "Giấy phép. Cụ thể:",
    "Giấy phép số 12 được cấp lại sau ba tháng.",
    "Bộ Ngoại giao cấp Giấy phép lập Văn phòng đại diện trong 30 ngày.",
    "Cơ quan chủ quản phía Việt Nam cho ý kiến bằng văn bản.",
    "Bản quyền thuộc tính di truyền của giống lúa",
    "Doanh nghiệp nhỏ và vừa",
    "Tải ứng dụng VNeID và đăng ký tài khoản mức hai trước ngày 30/11.",
    "Quét mã QR trên vé để vào cổng, không cần in vé giấy.",
    "Đăng ký nhận tin báo lũ qua số 1900 là việc nên làm ngay.",
    "Theo dõi mực nước sông Hồng trên Facebook",
    "Quốc gia khởi nghiệp",
    "Lượt xem phim giảm mạnh",
    "Nghị định có hiệu lực từ ngày 1/3/2026.",
]


@pytest.mark.parametrize("line", PORTALS)
def test_boilerplate_of_the_portals(line: str) -> None:
    assert is_boilerplate(line) and is_outer_boilerplate(line)


@pytest.mark.parametrize("line", OUTSIDE)
def test_boilerplate_outside_the_article_only(line: str) -> None:
    assert is_outer_boilerplate(line) and not is_boilerplate(line)


@pytest.mark.parametrize("line", BODY)
def test_lines_of_the_body_that_begin_like_boilerplate(line: str) -> None:
    assert not is_outer_boilerplate(line)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", True),
        (" >> : – ", True),
        ("Xem thêm:", True),
        ("Đọc tiếp »", True),
        ("Mời bạn đọc xem", True),
        ("Xem thêm quy hoạch của phường", False),
        ("Chiều qua, thành phố thông xe cầu mới.", False),
    ],
)
def test_is_related_label(words: str, expected: bool) -> None:
    assert is_related_label(words) is expected
