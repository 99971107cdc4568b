"""Tell names of people from what only looks like one: places, jobs, labels of a page."""

from __future__ import annotations

import re

from hanoi_press.text.normalize import fold

# The provinces and cities of Vietnam before and after their merger in 2025, and regions that articles are filed under.
_PLACES = frozenset(
    map(
        fold,
        # from north to south
        "Hà Giang|Cao Bằng|Bắc Kạn|Lạng Sơn|Tuyên Quang|Thái Nguyên|Phú Thọ|Bắc Giang|Quảng Ninh"
        "|Lào Cai|Yên Bái|Điện Biên|Lai Châu|Sơn La|Hòa Bình"
        "|Hà Nội|Hải Phòng|Vĩnh Phúc|Bắc Ninh|Hải Dương|Hưng Yên|Hà Nam|Nam Định|Thái Bình|Ninh Bình"
        "|Thanh Hóa|Nghệ An|Hà Tĩnh|Quảng Bình|Quảng Trị|Thừa Thiên Huế"
        "|Đà Nẵng|Quảng Nam|Quảng Ngãi|Bình Định|Phú Yên|Khánh Hòa|Ninh Thuận|Bình Thuận"
        "|Kon Tum|Gia Lai|Đắk Lắk|Đắk Nông|Lâm Đồng"
        "|Hồ Chí Minh|TP Hồ Chí Minh|Sài Gòn|Bình Phước|Tây Ninh|Bình Dương|Đồng Nai|Bà Rịa|Vũng Tàu|Bà Rịa Vũng Tàu"
        "|Long An|Tiền Giang|Bến Tre|Trà Vinh|Vĩnh Long|Đồng Tháp|An Giang|Kiên Giang|Cần Thơ|Hậu Giang|Sóc Trăng"
        "|Bạc Liêu|Cà Mau"
        "|Miền Bắc|Miền Trung|Miền Nam|Tây Nguyên|Đông Nam Bộ|Tây Nam Bộ|Biển Đông|Việt Nam"
        "|Hoa Kỳ|Trung Quốc|Nhật Bản|Hàn Quốc|Thái Lan|Châu Á|Châu Âu|Châu Phi|Châu Mỹ|Đông Nam Á|Trung Đông".split(
            "|"
        ),
    )
)
# Words of the names of sections, tags and menus that no person's name has.
_NO_NAME = frozenset(
    "tin tức báo mục chuyên đề tế xã giáo dục giải sống khỏe khoẻ nước nhà xe bạn đọc nông thôn nghiệp"
    " chứng khoán bất động nóng mới nổi bật xem thêm chia sẻ trữ cỡ chữ nghe giọng video podcast ảnh"
    " multimedia longform emagazine infographic media news online newspaper tags tag menu home contact"
    " admin editor administrator user guest editorial group team official website portal cổng điện tử tạp"
    " đài cục vụ uỷ ủy viện ty tập sông trạm bơm bệnh chợ phỏng vấn góc nhìn chuyện cáo".split()
)
# Surnames that begin hardly any name of a section.
_SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ trương ngô đinh đoàn nông lương trịnh".split()
)
# Whole names of sections whose words are also those of people.
_SECTIONS = frozenset(
    map(
        fold,
        "Thể thao|Trang chủ|Trang nhất|Tập đoàn|Phóng sự|Chính trị|Chính luận|Pháp luật|Quốc tế|Văn hóa|Âm nhạc|Bóng đá"
        "|Điện ảnh|Du lịch|Thời trang|Gia đình|Tình yêu|Khoa học|Công nghệ|Môi trường|Quân sự|Quốc phòng"
        "|Hồ sơ|Bình luận"
        "|Xã luận|Thế giới|Lối sống|Sự kiện|Tâm điểm|Tiêu điểm|Văn phòng|Ý kiến|Chuyển động|Đường dây|Thị trường".split(
            "|"
        ),
    )
)
_JOB = (
    r"(?:phóng viên|nhà báo|biên tập viên|cộng tác viên|bình luận viên|thư k[ýí] t[òo][aà] soạn|(?:phó )?trưởng ban"
    r"|tác giả|chuyên gia|(?:senior |chief |deputy |freelance |managing |associate |contributing )?"
    r"(?:staff |news |political |business |sports |science )?"
    r"(?:writer|reporter|editor|correspondent|contributor|columnist|journalist))"
)
_ROLE = re.compile(rf"(?i){_JOB}(?!\w)[^.:]{{0,60}}")
_BARE_ROLE = re.compile(rf"(?i)(?:{_JOB}|pv|btv|ctv)\W*")
_POSITION = re.compile(
    r"(?i)(?:nguyên |phó |cựu )*(?:viện trưởng|giám đốc|chủ tịch|trưởng (?:khoa|phòng|ban)|hiệu trưởng|luật sư"
    r"|giảng viên|bác sĩ|tiến sĩ|thạc sĩ|tổng (?:giám đốc|biên tập)|chánh văn phòng|đại sứ|nghiên cứu)(?!\w)[^.:]{0,80}"
)
_VOICE = re.compile(
    r"(?i)\W*(?:(?:chọn |đổi )?giọng(?: đọc| nói)?(?!\w).{0,20}|(?:nghe|đọc)(?: đọc)?(?: (?:bài|tin|báo|nội dung))?"
    r"(?: (?:viết|báo|này))?|(?:nghe|đọc) .{0,20}(?:bài|audio).{0,15}|audio|listen(?: to (?:this )?article)?"
    r"|text to speech|(?:giọng )?(?:nữ|nam)(?: miền)? (?:bắc|trung|nam)|tốc độ(?: đọc)?|[\d.]+\s?x"
    r"|\d?\d:\d\d(?:\s?/\s?\d?\d:\d\d)?)\W*"
)


def is_place(name: str) -> bool:
    """Return True for the name of a province, a city or a region, which articles are filed under."""
    return fold(name) in _PLACES


def is_role(line: str) -> bool:
    """Return True for a line that says what a writer is: "Phóng viên Ban Kinh tế", "Staff Writer"."""
    return _ROLE.fullmatch(line) is not None


def is_position(words: str) -> bool:
    """Return True for the office that a writer holds, as it is printed behind his name: "Viện trưởng Viện Lúa"."""
    return _POSITION.fullmatch(words) is not None


def is_bare_role(line: str) -> bool:
    """Return True for a job alone ("Biên tập viên"), which is no signature."""
    return _BARE_ROLE.fullmatch(line) is not None and len(line) > 3


def is_voice_label(line: str) -> bool:
    """Return True for a line of a player that reads the article aloud: "Giọng đọc", "Nghe bài viết", "1x"."""
    return len(line) <= 60 and _VOICE.fullmatch(line) is not None


def has_label_word(name: str) -> bool:
    """Return True for a name with a word that names sections and menus, not people ("Nông Thôn Mới")."""
    words = [word.lower().strip(".") for word in name.split()]
    number = sum(word in _NO_NAME for word in words)
    if number == 1 and len(words) > 2 and words[0] in _SURNAMES:  # "Nông Bảo Trâm", "Nguyễn Thị Mới"
        return fold(name) in _SECTIONS
    return number > 0 or fold(name) in _SECTIONS
