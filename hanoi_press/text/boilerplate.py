"""Recognise whole lines that belong to the site and never to an article.

`is_boilerplate` applies to lines anywhere; `is_outer_boilerplate` only to lines before the title or after the
article, where words such as "Liên hệ" cannot be the author's. The phrases come from a dump of a ministry portal's page
and from raw pages of hanoimoi's sister sites, the VCCorp portals and bocongan.gov.vn, 2018-2026.
"""

from __future__ import annotations

import re

from hanoi_press.text.related_labels import begins_with_related_label, is_related_heading

# Each matches a whole line.
_ANYWHERE = re.compile(
    r"""(?ix)
    (?: (?:các\ )? (?:tin|bài)\ (?:liên\ quan|cùng\ chuyên\ mục|đọc\ nhiều|đọc\ tiếp|khác|mới|(?:mới|cũ)\ hơn)
      | cùng\ chuyên\ mục | đọc\ (?:thêm|tiếp|nhiều) | xem\ thêm | đừng\ bỏ\ lỡ
      | từ\ (?:khóa|khoá) (?:\ tìm\ kiếm)? | tags? | tham\ khảo\ thêm | video\ liên\ quan
      | gửi\ bình\ luận | bình\ luận (?:\ \(\d+\))? | bình\ luận\ của\ bạn | chia\ sẻ (?:\ ý\ kiến\ của\ bạn)?
      | chia\ sẻ\ (?:facebook|zalo) | tin\ tài\ trợ | quảng\ cáo
      | \[?nhập\ chú\ thích (?:\ ảnh|\ video)? \ ? (?:\.\.\.|…)? \]?
      | in\ bài\ viết | bản\ in | tăng\ cỡ\ chữ | giảm\ cỡ\ chữ | nghe\ đọc\ bài | gửi\ email | quay\ lại\ bài\ viết
      | nữ\ miền\ (?:bắc|nam) | nam\ miền\ (?:bắc|nam)
      | copy\ link | link\ bài\ gốc | lấy\ link!? | tải\ ứng\ dụng | quét\ mã\ qr\ để\ tải | đánh\ giá\ bài\ viết
      | góp\ ý\ hiến\ kế | liên\ kết\ website | bấm\ để\ chọn\ trang\ liên\ kết | tin\ đọc\ nhiều\ trong\ tuần
      | tin\ tức\ mới\ cập\ nhật | trở\ thành\ người\ đầu\ tiên\ tặng\ sao\ cho\ bài\ viết
      | theo\ dõi\ .{2,40}\ trên\ google\ news | xem\ chi\ tiết\ icon
      | những\ thông\ tin\ thủ\ tục\ hành\ chính\ khai\ báo\ online\ tại\ đây
      | cập\ nhật\ thông\ tin,\ chính\ sách\ pháp\ luật\ việt\ nam
      | cổng\ thông\ tin\ điện\ tử\ của\ các\ đơn\ vị\ thuộc\ bộ
      | công\ báo\ nước\ chxhcnvn
    ) \s*+ :? \s*+
    | lượt\ xem \s*+ :? \s*+ [\d.,]* | \(?lượt\ đọc \s*+ :? \s*+ [\d.,]+\)?
    | \(\*\)\s*không\ sao\ chép\ dưới\ mọi\ hình\ thức .*
    | giấy\ phép\ (?:số|hoạt\ động|thiết\ lập)\b (?>.* \d\s*+/\s*+GP-) .*
    | ©\s?.*
    | bản\ quyền\ thuộc\ (?:về\ )? (?:bộ|cổng|báo|ủy|uỷ|văn\ phòng|trung\ tâm|ngân\ hàng|thanh\ tra) .{0,120}
    | (?:đề\ nghị\ )? ghi\ rõ\ nguồn\b .{0,80} \ khi\ (?:phát\ hành|sử\ dụng|đăng)\ lại .{0,80}
    | khi\ (?:sử\ dụng|phát\ hành|đăng)\ lại\ thông\ tin .{0,40} (?:đề\ nghị|vui\ lòng|phải)? .{0,10} ghi\ rõ\ nguồn .*
    """
)
# Lines that an article may contain as text or sub-heading: boilerplate only outside the article.
_OUTSIDE = re.compile(
    r"""(?ix)
    (?: banner | icon | logo | top | lên\ đầu\ trang | quay\ lại | in | aA | A\ A[+-] | \d{1,2}:\d\d | \d{1,4}
      | \d(?:\.\d+)?x | danh\ mục | google\ news
      | trang\ chủ | tìm\ kiếm (?:\ theo|\ trong\ chuyên\ mục\.\.\.)? | menu | đăng\ nhập | english | tiếng\ việt
      | tất\ cả\ (?:chuyên\ mục|sự\ kiện) | (?:từ|đến)\ ngày | liên\ hệ | thư\ điện\ tử | giới\ thiệu | rss
      | cổng\ dịch\ vụ\ công (?:\ quốc\ gia)? | quốc\ gia | chức\ năng,\ nhiệm\ vụ | sơ\ đồ\ (?:website|cổng)
      | những\ thông\ tin\ thủ\ tục\ hành\ chính | khai\ báo\ online\ tại\ đây
      | chính\ sách | chính\ sách\ pháp\ luật\ việt\ nam | pháp\ luật\ việt\ nam | cập\ nhật\ thông\ tin,\ chính\ sách
      | cổng\ thông\ tin\ điện\ tử\ chính\ phủ | chỉ\ đạo\ điều\ hành | bộ\ với\ công\ dân
      | doanh\ nghiệp | xem\ chi\ tiết | chia\ sẻ | bình\ luận | (?:độ\ )?tương\ phản | in\ (?:trang|bài)
      | gửi\ cho\ bạn\ bè | đánh\ giá | viết\ bình\ luận | (?:nghe\ )?đọc\ bài | sign\ in | page\ content | print
      | share | tweet | facebook | twitter | zalo | (?:like|thích)\ \d+ | font\ size:?(?:\ ?[aA][+-]?)*
    ) \s* :?
    | (?:trụ\ sở|địa\ chỉ|điện\ thoại|đt|fax|email|(?:phó\ )?tổng\ biên\ tập|chịu\ trách\ nhiệm .{0,40}
      |cơ\ quan\ chủ\ quản) \s* : .*
    """
)
_LONGEST_LINE = 150
_LONGEST_LABEL = 500  # characters
_LINK_MARKS = (">>", "»", "►", "▶", "&gt;&gt;")
_INVITATION = re.compile(
    r"^(?:xem thêm|đọc thêm|mời (?:bạn|quý vị|độc giả)\b.{0,20}\b(?:xem|đọc)"
    r"|bài liên quan|tin liên quan|bài đọc tiếp)\b|^(?:từ kh(?:óa|oá)|(?:hash)?tags?)\s*:",
    re.I,
)


def is_boilerplate(line: str) -> bool:
    """Return True if the whole line is site boilerplate ("Tin liên quan", "Bản in") anywhere on the page."""
    return _ANYWHERE.fullmatch(line) is not None


def is_outer_boilerplate(line: str) -> bool:
    """Return True if the whole line is site boilerplate, given that it is before the title or after the article."""
    return is_boilerplate(line) or _OUTSIDE.fullmatch(line) is not None or is_never_text(line)


# Lines that no article has, wherever they are: labels of advertisements, players, newsletters, print and zoom buttons.
_NEVER_TEXT = re.compile(
    r"""(?ix)
    [\s\[(*=~_–—-]*+ (?:
      quảng\ cáo | advertisements? | advertising | sponsored | tin\ tài\ trợ
      | nghe\ (?:đọc\ )?bài(?:\ viết|\ báo)? | đọc\ bài\ viết | nghe\ (?:audio|podcast)
      | \d{1,2}:\d\d\s*/\s*\d{1,2}:\d\d
      | xem\ cỡ\ chữ | (?:tăng|giảm)\ cỡ\ chữ | tăng/giảm\ tương\ phản | cỡ\ chữ\ ?:?(?:\ ?[aA][+-]?)*
      | skip\ ribbon\ commands | skip\ to\ (?:main\ )?content | truy\ cập\ nội\ dung\ luôn | bỏ\ qua\ nội\ dung
      | (?:chuyển\ đến|tới)\ nội\ dung\ chính | turn\ o(?:n|ff)\ (?:more\ accessible\ mode|animations)
      | it\ looks\ like\ your\ browser\ does\ not\ have\ javascript\ enabled\b.{0,80}
      | (?:view\ count|views|(?:số\ )?lượt\ (?:xem|truy\ cập))\ ?:\ ?[\d.,]+
      | theo\ dõi\ trên\ google\ news | follow\ us\ on\ .{3,30}
      | theo\ dõi\ (?:báo|kênh|trang|fanpage|chúng\ tôi|(?-i:[A-ZĐ])).{0,60}\ trên
        (?:\ (?:google\ news|facebook|zalo|youtube|tiktok|telegram|instagram)(?:\ tại\ đây)?)?
      | (?:bấm|nhấn|nhấp|click|chạm) (?:\ chuột)? (?:\ vào|\ để)? \ .{0,30}? (?:xem|phóng)
        \ (?:ảnh\ |hình\ |cỡ\ |kích\ thước\ )? (?:lớn|to|cỡ\ lớn|đầy\ đủ|rõ)(?:\ hơn)?
      | (?:bấm|nhấn|click)\ (?:vào\ )?(?:đây|ảnh|nút)\ để\ (?:theo\ dõi|đăng\ ký|nhận)\ .{0,80}
      | đăng\ ký\ (?:để\ )?nhận\ (?:bản\ )?tin (?:\ (?:qua|từ|tức|mới|hằng|hàng|của|email|miễn)\b.{0,50})?
      | nhập\ (?:địa\ chỉ\ )?email\ (?:của\ bạn)? .{0,30}
      | quét\ mã\ qr\ (?:để\ )?(?:tải|cài|theo\ dõi|đọc|ủng\ hộ)\b.{0,50}
      | tải\ ứng\ dụng (?:\ (?:báo|của|đọc|trên|tại|hànộimới|cho|app|google)\b[^,]{0,50})?
      | trình\ duyệt\ (?:của\ bạn\ )?không\ hỗ\ trợ\ .{0,80} | your\ browser\ does\ not\ support\ .{0,80}
      | chia\ sẻ\ (?:bài\ viết|facebook|zalo|lên\ facebook) | in\ bài\ viết | gửi\ bình\ luận | ý\ kiến\ bạn\ đọc
    ) [\s\])*=~_.:!–—-]*+
    """
)


def is_never_text(line: str) -> bool:
    """Return True if the whole line is the site's and of no article, also between two paragraphs ("Quảng cáo")."""
    return len(line) < _LONGEST_LINE and _NEVER_TEXT.fullmatch(line) is not None


def is_related_link(line: str) -> bool:
    """Return True if the line begins with a mark that links another article (">> …")."""
    return line.lstrip().startswith(_LINK_MARKS)


def may_be_related_link(line: str) -> bool:
    """Return True if the line begins with an invitation to another article ("Xem thêm: …").

    Such a line is a related link only if the words outside its links are the invitation (`is_related_label`).
    """
    return _INVITATION.match(line) is not None or begins_with_related_label(line)


def is_related_label(words: str) -> bool:
    """Return True if `words`, the part of a line outside its links, are only an invitation to read."""
    words = words[:_LONGEST_LABEL].strip(" .:>»-–,;|/#")
    return not words or is_boilerplate(words) or is_related_heading(words) or words.lower().startswith("mời")
