"""Recognise the titles and sentences of pages that ask for a password, or say that what was asked for is not there.

They are looser than those of `server_phrases`: captures of web archives show systems of twenty years, whose wording
nobody listed. So what they find counts only on pages without an article.
"""

from __future__ import annotations

import re

_LONGEST = 300  # characters of a title
_PARTS = re.compile(r"\s+[-–—|‹›«»·:/]+\s+|\s*[|‹›«»:]\s*")
_WHAT = r"(?:(?: vào| to| into| in to| for)?(?: the| your| my)?[ \w'’&.-]{0,40})?"
_LOGIN = re.compile(
    rf"(?:(?:trang|form|mẫu|please|vui lòng|welcome,? please|user|member|admin(?:istrator)?|staff|secure|web|portal"
    rf"|customer|account)\s+)*"
    rf"(?:đăng nhập|sign[ -]?in|log[ -]?in|log[ -]?on|single sign[ -]?on|authentication(?: required)?"
    rf"|xác thực(?: người dùng)?|identity ?server|password required|yêu cầu đăng nhập){_WHAT}\W*",
    re.I,
)
_LOGIN_WORDS = re.compile(
    r"đăng nhập|mật khẩu|tên truy cập|tên tài khoản|tài khoản|\bsign(?:ed)?[ -]?in\b|\blog(?:ged)?[ -]?(?:in|on)\b"
    r"|\blogin\b|\bpassword\b|\busername\b|\buser name\b|\buser id\b",
    re.I,
)
_LOGGING_IN = re.compile(r"đăng nhập|\b(?:sign|log)(?:ged)?[ -]?in\b|\blogin\b", re.I)
_MUST_LOG_IN = re.compile(
    r"(?:xin lỗi|rất tiếc|sorry|thông báo|access denied|lỗi)?\W*+"
    r"(?:(?:bạn|quý (?:vị|khách)|người dùng|you|this (?:page|content)|phiên làm việc|your session)\b[^.\n]{0,80}"
    r"|vui lòng |mời |hãy |please |chỉ (?:thành viên|người dùng)[^.\n]{0,40})"
    r"(?:đăng nhập|log(?:ged)?[ -]?(?:in|on)|sign(?:ed)?[ -]?in|has expired|đã hết hạn|hết phiên)",
    re.I,
)
_THING = (
    r"(?:trang(?: web| này)?|bài(?: viết| báo)?|nội dung|tin(?: bài| tức)?|đường dẫn|liên kết|địa chỉ|dữ liệu|văn bản"
    r"|tài liệu|thông tin|chuyên mục|tập tin|url|page|article|content|document|file|item|story|post|link|resource"
    r"|record|address|news|site|web ?page)"
)
_ABSENT = (
    r"(?:không (?:còn )?(?:tồn tại|tìm thấy|được tìm thấy|có (?:sẵn|trên|trong)|khả dụng|truy cập được|hợp lệ|hiển thị)"
    r"|chưa (?:được )?(?:cập nhật|xuất bản|duyệt)|đã hết hạn"
    r"|(?:đã )?(?:bị|được) (?:xóa|xoá|gỡ|hủy|huỷ|ẩn|di chuyển|thay đổi)"
    r"|(?:was|were|is|are|could|can|cannot|can ?not|couldn['’]t|can['’]t|has|have)? ?(?:not )?(?:been |be )?"
    r"(?:found|removed|deleted|moved|unpublished|available any ?more)"
    r"|(?:does|do|did)(?: not|n['’]t) exist|no longer (?:exists?|available|here)"
    r"|(?:is|are)(?: not|n['’]t) (?:available|here|there)|(?:is|are) (?:unavailable|missing|gone))"
)
_MISSING = re.compile(
    r"\W*+(?:(?:rất tiếc|xin lỗi|oops|ôi|whoops|thông báo|lỗi|error|sorry|we['’]re sorry|we are sorry|http|404|uh[ -]oh"
    r"|hmm)\b\W*+)*(?:chúng tôi |hệ thống |we )?(?:"
    rf"(?:the |this |that |requested |your |no such )*{_THING}\b[^.!?\n]{{0,80}}?{_ABSENT}"
    rf"|không (?:tìm thấy|có|tồn tại)\s+(?:{_THING}|kết quả|bản ghi)\b"
    r"|(?:could(?: not|n['’]t)|can(?: ?not|['’]t)) (?:find|locate|be found)\b"
    rf"|(?:no|nothing)(?: such)?\s*(?:{_THING}|results?|matching[^.]{{0,30}})?\s*(?:was |were )?(?:found|available)"
    r"|(?:error )?404(?: not found| error|\W*$)|not found\W*$|page not found"
    r")",
    re.I,
)


# What a server, or the program behind it, prints in place of a page.
_BROKEN = re.compile(
    r"\W*+(?:"
    r"(?:php )?(?:warning|fatal error|parse error|notice|deprecated): [^\n]{3,200}? (?:on|in) line \d"
    r"|(?:warning|fatal error): +\w+\(|\w*Exception(?: Details)?: |traceback \(most recent call last\)"
    r"|(?:microsoft|adodb|active server pages|odbc|oracle|ora-|jrun|coldfusion|vbscript)[^\n]{0,80}\berror\b"
    r"|(?:adodb\.\w+|server object|request object) error '|error (?:establishing|connecting)"
    r"|(?:could not|can ?not|can['’]t|unable to|failed to) (?:connect|open a connection)"
    r"|(?:mysql|sql|database|db|query|connection|application|system|script|service|internal) (?:server )?"
    r"(?:error|failed)\b"
    r"|(?:an? )?(?:unexpected |unhandled |application |internal |system |unknown )*(?:error|exception) "
    r"(?:has )?(?:occurred|was )"
    r"|(?:đã |có )*(?:xảy ra|phát sinh|gặp) (?:một )?(?:lỗi|sự cố)"
    r"|(?:đã |có )*(?:lỗi|sự cố) (?:đã )?(?:xảy ra|trong quá)"
    r"|lỗi (?:kết nối|cơ sở dữ liệu|truy vấn|không xác định)"
    r"|không (?:thể )?kết nối (?:được )?(?:tới |đến |với )?(?:máy chủ|cơ sở dữ liệu|csdl)"
    r"|bandwidth limit exceeded"
    r"|(?:this )?(?:account|site|website|domain)[^.\n]{0,40}(?:suspended|has expired|for sale|parked)"
    r"|(?:tên miền|website|tài khoản)[^.\n]{0,60}(?:hết hạn|tạm khóa|tạm khoá|đã bị khóa|tạm ngưng|tạm ngừng)"
    r"|(?:site |page |website |trang (?:web )?)?(?:is )?(?:currently |đang )?(?:under construction|under maintenance"
    r"|xây dựng|được xây dựng|bảo trì|được bảo trì|nâng cấp|được nâng cấp)\b"
    r"|coming soon\b|it works!|index of /"
    r"|(?:apache2? |iis |nginx |centos |ubuntu |windows )+[^\n]{0,40}(?:test|default|welcome|start|server) ?page"
    r"|welcome to (?:nginx|iis|centos|apache|tomcat)|server (?:is )?too busy|http(?: error)? 5\d\d"
    r"|service (?:is )?unavailable)",
    re.I,
)


def says_broken(text: str) -> bool:
    """Return True if a title, or a text, begins as what a server or its program prints when it fails."""
    return any(_BROKEN.match(one) for one in title_parts(text[:_LONGEST]))


def title_parts(title: str) -> list[str]:
    """Return a window's title and its parts, as sites join them with their names.

    >>> title_parts("Đăng nhập | Bộ Y tế")
    ['Đăng nhập | Bộ Y tế', 'Đăng nhập', 'Bộ Y tế']
    """
    if len(title) > _LONGEST:
        return []
    parts = [one.strip() for one in _PARTS.split(title)]
    return [title, *(one for one in parts if one)] if len(parts) > 1 else [title] if title else []


def names_login(title: str) -> bool:
    """Return True if a title, or a part of it, says that the page asks for a password."""
    return any(_LOGIN.fullmatch(one) for one in title_parts(title))


def mentions_login(words: str) -> bool:
    """Return True if words contain what stands at the fields of a login form."""
    return _LOGIN_WORDS.search(words) is not None


def mentions_logging_in(words: str) -> bool:
    """Return True if words speak of logging in."""
    return _LOGGING_IN.search(words) is not None


def asks_to_log_in(text: str) -> bool:
    """Return True if a text begins by saying that one has to log in."""
    return _MUST_LOG_IN.match(text) is not None


def says_absent(text: str) -> bool:
    """Return True if a title, or a text, begins by saying that what was asked for is not there."""
    return any(_MISSING.match(one) for one in title_parts(text[:_LONGEST]))
