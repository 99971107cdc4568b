"""Tell what a line is by its words alone: prose, a label of other articles or comments, an address, a counter."""

from __future__ import annotations

import re
from functools import lru_cache

from hanoi_press.pages.heuristics.english_notices import is_notice
from hanoi_press.text import dates
from hanoi_press.text.boilerplate import is_boilerplate, is_never_text, is_outer_boilerplate
from hanoi_press.text.related_labels import is_related_heading

_LONGEST_LABEL = 90
_CONTACT = re.compile(
    r"(?ix) ^\W* (?: (?:số\ )?(?:giấy\ phép|gpxb|gp)\ ?(?:số|hoạt\ động|xuất\ bản|thiết\ lập|báo\ chí|mạng"
    r"|trang)?\b[^.]{0,60}\d+\ ?/\ ?GP"
    r" | giấy\ phép\ (?:số|hoạt\ động\ báo|xuất\ bản|thiết\ lập)\b .{0,30}\d"
    r" | (?:địa\ chỉ|trụ\ sở(?:\ chính)?|tòa\ soạn|toà\ soạn|điện\ thoại|đường\ dây\ nóng|hotline|tel|phone|fax"
    r"|e-?mail|website"
    r"|đt|sđt|liên\ hệ\ quảng\ cáo) \b [^.:]{0,20} [:：]"
    r" | (?:phó\ )?tổng\ biên\ tập \b[^.]{0,20}[:：] | (?:người\ )?chịu\ trách\ nhiệm\b[^.]{0,40}[:：]"
    r" | cơ\ quan\ (?:chủ\ quản|ngôn\ luận)\b[^.]{0,10}[:：] | cơ\ quan\ ngôn\ luận\ của\b"
    r" | copyright\b | bản\ quyền\ (?:thuộc|©|\d{4}|của) | ©|\(c\)\ ?\d{4} | all\ rights\ reserved "
    r"| (?:đề\ nghị\ )?ghi\ rõ\ nguồn\b"
    r" | phát\ triển\ bởi\b | thiết\ kế\ (?:bởi|và\ phát\ triển)\b | powered\ by\b | designed\ by\b"
    r" | (?:tổng\ )?(?:số\ )?(?:lượt\ )?truy\ cập\b[^.]{0,40}\d | đang\ (?:online|trực\ tuyến"
    r"|truy\ cập)\b[^.]{0,10}[:：] )"
)
_PHONE = re.compile(r"(?:\+?84|\(?0\d{1,3}\)?)[\s.\d-]{7,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_CONTACT_MARKS = re.compile(
    r"(?i)(?:địa chỉ|trụ sở|tòa soạn|toà soạn|điện thoại|hotline|fax|e-?mail|giấy phép số|tổng biên tập"
    r"|chịu trách nhiệm"
    r"|ghi rõ nguồn|bản quyền)(?=[^.]{0,20}[:：]|\s\d|\s[\"“])"
)
# Parts of these marks and of a licence, which most lines lack.
_CONTACT_WORDS = (
    *("địa chỉ", "trụ sở", "tòa soạn", "toà soạn", "điện thoại", "hotline", "fax", "mail", "giấy phép"),
    *("tổng biên tập", "chịu trách nhiệm", "ghi rõ nguồn", "bản quyền"),
)
_LICENCE = re.compile(r"(?i)giấy phép\b[^.]{0,40}\bsố\s?:?\s?[\w./-]{0,12}GP[\w-]*\b")
_LONGEST_CONTACT = 300  # characters; a longer line needs more of these marks
_CONTACT_HEAD = 3000  # characters that are searched
_COMMENTS = re.compile(
    r"(?ix) \W* (?: (?:\d+\ )?(?:bình\ luận|ý\ kiến|phản\ hồi|thảo\ luận) (?:\ (?:của\ )?(?:bạn\ đọc|độc\ giả|bạn"
    r"|mới\ nhất))? (?:\ (?:về|cho)\ bài"
    r"(?:\ viết)?)? | bạn\ đọc\ (?:bình\ luận|góp\ ý|viết) | (?:gửi|viết|để\ lại|đăng|thêm)\ (?:bình\ luận"
    r"|ý\ kiến|phản\ hồi|nhận\ xét)"
    r"(?:\ của\ bạn|\ mới)? | (?:\d+\ )?(?:comments?|responses?|replies)(?:\ \(?\d+\)?)? | leave\ a\ (?:reply"
    r"|comment) | post\ a\ comment"
    r" | (?:join|start|view)\ the\ (?:conversation|discussion|comments) | discussion | add\ a\ comment "
    r"| show\ comments | thăm\ dò\ (?:ý\ kiến|dư\ luận) | trưng\ cầu\ ý\ kiến ) \W*"
    r" (?:\(?\s*\d+\s*\)?)? \W*"
)
_TAGS = re.compile(
    r"(?i)\W*(?:từ kh(?:óa|oá)|(?:hash)?tags?|chủ đề|keywords?|topics?|filed under|tagged(?: with)?)\s*[:：]?\W*"
)
_SHARE = re.compile(
    r"(?i)\W*(?:chia sẻ(?: (?:bài viết|qua|lên|tin này).{0,20})?|share(?: (?:this|on|via)\b.{0,20})?|facebook"
    r"|zalo|twitter|tweet|x|email|e-mail"
    r"|print|in(?: bài)?|in trang|gửi (?:email|bài)|lưu(?: bài)?|copy link|sao chép|theo dõi|like|thích|pinterest"
    r"|linkedin|whatsapp|telegram|messenger"
    r"|google news|nghe|đọc bài|a[+-]|(?:a\s*){2,3}|cỡ chữ|save|\d+)\W*"
)
_ABOUT = re.compile(
    r"(?i)\W*(?:(?:về|giới thiệu|thông tin(?: về)?) tác giả|about the authors?|about me|meet the author)\W*"
)
_SHARES = re.compile(  # labels of share buttons with their counters, in one line
    r"(?i)(?=\W*[\d.,]*\W*[a-z])(?:(?:in|gửi|nghe)(?: đọc)? (?:bài(?: viết)?|trang|e-?mail)(?!\w)"
    r"|bản in(?!\w)|(?:(?:tăng|giảm) )?cỡ chữ(?!\w)|n(?:ữ|am) miền (?:bắc|trung|nam)(?!\w)"
    r"|(?<!\w)a(?!\w)|\d\d:\d\d|facebook|zalo|twitter|tweet|linkedin|pinterest|whatsapp|telegram|messenger"
    r"|google news|viber|skype|lotus|reddit|threads|gửi (?:e-?mail|thư|bài)"
    r"|(?:copy|sao chép|lấy)(?: liên kết| link| đường dẫn)?"
    r"|e-?mail|chia sẻ|share|lưu"
    r"|thích|like|print|in bài|theo dõi|(?<!\w)x(?=lưu|\W|$|\d)|x(?=lưu)|[\d.,]+k?|\W)++"
)
_ZOOM = re.compile(r"(?i)(?:in(?: bài)?(?: viết)?|cỡ chữ|lưu|chia sẻ|gửi|\W)*(?:\ba\s?[+-]?\s*){2,3}\W*")
_COUNTER = re.compile(
    r"(?i)\W*(?:(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập|thích|chia sẻ)|(?:đã )?xem|views?|đọc|reads?|likes?"
    r"|shares?)\s*[:：]?\s*[\d.,]+\s*(?:k|lượt|lần)?\W*"
    r"|\W*[\d.,]+\s*(?:k\s*)?(?:lượt|lần)?\s*(?:xem|đọc|views?|thích|bình luận|chia sẻ|shares?|comments?|reads?"
    r"|phút đọc|min(?:utes?)? read)\W*"
    r"|\W*(?:đọc|xem|lượt (?:xem|đọc))\s*[:：]?\s*[\d.,]+\s*lần(?=\W*(?:chỉnh )?sửa lần cuối|\W*cập nhật).{0,70}"
    r"|\W*(?:sửa|chỉnh sửa|cập nhật) lần cuối(?: cùng)?\W*(?:lúc|vào|ngày|thứ|chủ|\d).{0,60}"
    r"|\W*(?:điểm )?(?:đánh giá|bình chọn|xếp hạng)(?: (?:của )?(?:bài(?: viết)?|tin))?(?: này)?\W{1,20}[\d.,]{1,5}\W"
    r"[^.]{0,20}\d+ (?:lượt )?(?:đánh giá|bình chọn|phiếu|người)\W*"
    r"|\W*(?:vui lòng )?đánh giá (?:cho )?(?:bài(?: viết)?|tin|mục|post)(?: này)?\W*(?:\d(?:[.,]\d)?\s?/\s?\d+\W*)?"
    r"(?:\(?\d+ (?:bình chọn|đánh giá|lượt(?: đánh giá)?)\)?)?\W*"
)
_REACTIONS = re.compile(r"(?:[\W_]{0,8}+\d[\d.,]*+k?)++[\W_]{0,8}+", re.I)  # "👍 12 ❤️ 3"
_SYMBOL = re.compile("[\u2600-\u27bf\u2b50\u2764\U0001f300-\U0001faff]")
# What a site says of cookies, of opinions, of its newsletter.
_NOTICE = re.compile(
    r"(?ix) (?: \b(?:we|our\ partners|this\ (?:web)?site|chúng\ tôi|trang\ (?:web|này)"
    r"|website)\b [^.]{0,60} \b(?:uses?|sử\ dụng|dùng|lưu)\b"
    r" [^.]{0,30} \bcookies?\b | ^\W*by\ continuing\ to\ (?:use|browse) | ^\W*(?:bằng\ (?:cách"
    r"|việc)\ )?tiếp\ tục\ (?:sử\ dụng|truy\ cập)\ (?:trang|website)"
    r" | (?:thể\ hiện|là)\ (?:quan\ điểm|ý\ kiến|góc\ nhìn)\ (?:cá\ nhân|riêng)?\ ?(?:của\ )?(?:tác\ giả"
    r"|người\ viết) \b [^.]{0,40}"
    r" (?:tòa\ soạn|toà\ soạn|báo|tạp\ chí|không\ nhất\ thiết) | không\ nhất\ thiết\ (?:phải\ )?(?:trùng"
    r"|phản\ ánh|là|thể\ hiện)\b [^.]{0,40}"
    r" (?:tòa\ soạn|toà\ soạn|ban\ biên\ tập) | (?:views|opinions)\ expressed\b [^.]{0,80} \b(?:author|writer|own"
    r"|necessarily)\b"
    r" | ^\W*đăng\ ký\ (?:để\ )?(?:nhận|theo\ dõi)\b [^.]{0,60} (?:tin|email|e-mail|hộp\ thư|thông\ báo|kênh)\b"
    r" | ^\W*(?:bạn|quý\ (?:vị|độc\ giả))?\ ?(?:(?:phải|cần|vui\ lòng|hãy)\ )+(?:đăng\ nhập|đăng\ ký)\b [^.]{0,30}"
    r" \b(?:để|mới\ có\ thể)\ (?:trả\ lời|bình\ luận|gửi|viết|phản\ hồi|tham\ gia|thảo\ luận|xem\ tiếp)\b"
    r" | ^\W*tặng\ (?:sao|quà)\b [^.]{0,40} \btác\ giả\b"
    r" | ^\W*link\ bài\ gốc\b | ^\W*nhập\ (?:địa\ chỉ\ )?(?:e-?mail|thư)\b | ^\W*(?:sign\ up"
    r"|subscribe)\b [^.]{0,80} \b(?:newsletters?|e?mails?|inbox|updates|alerts|daily|channel)\b"
    r" | ^\W*since\ you['’]?re\ here\b | \bsmall\ favou?r\ to\ ask\b | ^\W*support\ (?:us\b|our\ (?:work"
    r"|journalism)|(?:local|quality|independent)\ journalism)"
    r" | ^\W*(?:click|tap)\ here\ (?:to|for)\ (?:get|sign|subscribe|download|more|read"
    r"|see)\b | ^\W*scroll\ down\ for\ video"
    r" | ^\W*(?:story|article)\ continues\ (?:below|after)\b | ^\W*this\ (?:site|form)\ is\ protected\ by\ recaptcha"
    r" | ^\W*your\ email\ address\ will\ not\ be\ published | ^\W*(?:i"
    r"|you)\ (?:understand\ and\ )?agree\b [^.]{0,120} (?:privacy|terms|agreement)\b"
    r" | ^\W*get\ (?:the|our)\b [^.]{0,80} \b(?:newsletters?|inbox|delivered)\b )"
)
_YEAR = re.compile(r"\d{4}")
_LONGEST_NOTICE = 500  # characters
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\s)\]”\"'’»]*$|[.!?]\s+\S")


def ends_sentence(text: str) -> bool:
    """Return True if a text ends as a sentence does, or has one inside."""
    return _ENDS_SENTENCE.search(text) is not None


@lru_cache(maxsize=4096)  # a page's lines are judged several times, and frame lines recur on every page
def kind_of(text: str) -> str:
    """Return what a line is; "" for words.

    The kinds: "related", "comments", "tags", "about", "share", "counter", "contact", "notice", "site".
    """
    if len(text) <= _LONGEST_LABEL:
        if is_related_heading(text):
            return "related"
        if _COMMENTS.fullmatch(text):
            return "comments"
        if _TAGS.fullmatch(text):
            return "tags"
        if _ABOUT.fullmatch(text):
            return "about"
        if _COUNTER.fullmatch(text) or (_SYMBOL.search(text) and _REACTIONS.fullmatch(text)):
            return "counter"
        if _SHARE.fullmatch(text) or _SHARES.fullmatch(text) or _ZOOM.fullmatch(text):
            return "share"
    if is_contact(text):
        return "contact"
    if (len(text) <= _LONGEST_NOTICE and _NOTICE.search(text)) or is_notice(text):
        return "notice"
    if is_boilerplate(text) or is_never_text(text) or (len(text) <= _LONGEST_LABEL and is_outer_boilerplate(text)):
        return "site"
    return ""


def is_contact(text: str) -> bool:
    """Return True for a line of the site's address, licence or telephone, however long."""
    head = text[:_CONTACT_HEAD]
    is_long = len(text) > _LONGEST_CONTACT
    if _CONTACT.match(head) is not None and (not is_long or _PHONE.search(head) or _MAIL.search(head)):
        return True
    lower = head.lower()
    if not ("@" in head or "©" in head or any(word in lower for word in _CONTACT_WORDS)):
        return False  # a telephone number alone is none
    marks = {one[0].lower() for one in _CONTACT_MARKS.finditer(head)}
    number = len(marks) + bool(_PHONE.search(head)) + bool(_MAIL.search(head)) + ("©" in head)
    licensed = _LICENCE.search(head) is not None
    return number >= 4 or (licensed and number >= 2) if is_long else number >= 2 or licensed


def is_dated(text: str) -> bool:
    """Return True for a line that is hardly more than a date."""
    return len(text) <= 120 and _YEAR.search(text) is not None and dates.parse_line(text).has_day


def is_date_line(text: str) -> bool:
    """Return True for a line that is hardly more than a date, and no short sentence with one."""
    return is_dated(text) and not ends_sentence(text)
