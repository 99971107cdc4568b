"""Recognise the titles and sentences of servers' own pages: errors, redirects, missing pages, maintenance.

The phrases are the default texts of nginx, Apache, IIS, ASP.NET, SharePoint, Tomcat, WebLogic, Liferay, Varnish, Squid
and Cloudflare, and the usual Vietnamese ones. The kinds are those of a verdict: redirect, not-found, error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

_LONGEST_TITLE = 300  # characters; no server's title is longer
_LEAD = r"(?:(?:rất tiếc|xin lỗi|oops|ôi|thông báo|lỗi|error|404)\b\W+)*"
_GONE = r"(?:không (?:còn )?(?:tồn tại|được tìm thấy)|(?:đã )?bị (?:xóa|xoá|gỡ)(?: bỏ)?)"
_PAGE = r"(?:trang(?: web)?|bài viết|nội dung|tin|đường dẫn|liên kết|địa chỉ)"
_WHO = r"(?: bạn| quý vị| quý khách)?(?: đang| vừa| muốn| cần)?"
_ASKED = rf"(?: này)?(?: mà)?{_WHO}(?: yêu cầu| truy cập| tìm(?: kiếm)?| xem)?"
# A page that says of itself that it is missing. Every word is listed: "Tin giả về bão đã bị xóa" is an article's title.
_MISSING = (
    rf"không tìm thấy (?:{_PAGE}|dữ liệu|kết quả)(?: nào| phù hợp)?{_ASKED}"
    rf"|{_PAGE}{_ASKED}(?: hiện)? {_GONE}(?: (?:hoặc|hay) {_GONE})*(?: trên (?:hệ thống|trang này))?"
    r"|page not found|404 not found"
)
_SAYS_MISSING = re.compile(rf"{_LEAD}(?:{_MISSING})\W*", re.I)
_ONLY_404 = re.compile(r"(?:(?:lỗi|error) )?404\W*", re.I)
_SENTENCE_MISSING = re.compile(rf"{_LEAD}(?:{_MISSING})(?=\s*(?:[.;!?…]|$|,? (?:vui lòng|mời|xin|hãy)\b))", re.I)
_SITE = (
    r"(?:(?:hệ thống|website|trang web|trang thông tin(?: điện tử)?|cổng thông tin(?: điện tử)?)(?: này)? (?:hiện )?)"
)
_STATES = r"(?:(?:tạm ngừng|tạm dừng|nâng cấp|bảo trì|bận|quá tải)(?:,? (?:và |để |hoặc )?|$|(?=[.;!…])))"
_MAINTENANCE = rf"{_SITE}đang (?:được )?{_STATES}+"
_IN_MAINTENANCE = re.compile(rf"(?:thông báo\W+)?{_MAINTENANCE}(?:[.;!…]|(?:vui lòng|mong|xin|quý|rất)\b)", re.I)
_COME_BACK = re.compile(r"quay lại|trở lại|thử lại|thông cảm", re.I)
_ANY_STATUS = "|".join(re.escape(one.phrase) for one in HTTPStatus if one >= 400)
_STATUS = r"(?:(?:http\s+)?(?:error|status|lỗi)\s*:?\s*)?(?:{codes})?(?:\.\d+)?\s*[-–—:|.]*\s*"
_PHRASES = (
    (
        "redirect",
        "30[12378]",
        "(?:(?:object|document|page) )?moved(?: permanently| temporarily)?|found|see other"
        "|(?:temporary|permanent) redirect|redirecting|30[12378]|đang chuyển hướng",
    ),
    (
        "not-found",
        "404|410",
        "(?:file or directory |the resource cannot be |the page cannot be )?(?:not )?found|gone|404|410"
        rf"|the page you're looking for doesn't exist|{_LEAD}(?:{_MISSING})",
    ),
    (
        "error",
        r"[45]\d\d",
        "bad request|unauthorized|forbidden(?:: access is denied)?|access (?:is )?denied|internal server error"
        "|runtime error|server error(?: in '[^']*' application)?|bad gateway|gateway time-?out|proxy error"
        "|service (?:temporarily )?unavailable|backend fetch failed|sorry, something went wrong"
        "|the requested url could not be retrieved|welcome to nginx|index of /[^ ]*|40[0138]|5\\d\\d"
        f"|lỗi (?:hệ thống|máy chủ)|(?:đã )?(?:có|xảy ra) lỗi(?: xảy ra)?|(?:thông báo\\W+)?{_MAINTENANCE}",
    ),
)
_TITLES = {
    kind: re.compile(rf"{_STATUS.format(codes=codes)}(?:{phrases})\W*", re.I) for kind, codes, phrases in _PHRASES
}
# After a code every reason of the standard counts, and those of nginx, Varnish and Cloudflare's 52x.
_CODE_AND_REASON = re.compile(
    rf"(?:(?:error|status) )?[45]\d\d\W+(?:{_ANY_STATUS}|request entity too large|request-uri too large"
    r"|request header or cookie too large|the (?:plain|ssl) [^.]{5,60}|no healthy backends?|web server is down"
    r"|web server is returning an unknown error|connection timed out|origin is unreachable|a timeout occurred"
    r"|ssl handshake failed|invalid ssl certificate)\W*",
    re.I,
)
_DETAILED = re.compile(
    r"IIS [\d.]+ Detailed Error - (\d\d\d)\b.*|HTTP Status (\d\d\d)\b.*|HTTP Error (\d\d\d)\b.*", re.I
)
_HOST = re.compile(r"(?:[\w-]+\.)+\w{2,} \| ")
_SITE_NAME = re.compile(r"(.*\S)\s(?:[-–—|]|::)\s.*")  # as windows' titles end
# How a paragraph of such a page begins; an article that quotes the sentence has it inside its own.
_BEGINNINGS = {
    "not-found": re.compile(
        r"^(?:The requested resource could not be found|The page you're looking for doesn't exist"
        r"|The requested URL (?:\S+ )?was not found on this server|The server has not found anything matching"
        r"|The resource you are looking for (?:\(|might|has been))",
        re.M,
    ),
    "error": re.compile(
        r"^(?:Correlation ID: |Sorry, something went wrong|An unexpected error has occurred\.|Guru Meditation"
        r"|The following error was encountered while trying to retrieve the URL|No server is available to handle"
        r"|If you see this page, the nginx web server|The plain HTTP request was sent to HTTPS port"
        r"|The initial connection between Cloudflare's network)",
        re.M,
    ),
}
_REPORT = re.compile(
    r"Server Error in '|Exception Details:|Stack Trace:|\bat [\w$]+(?:\.[\w$<>]+)+\(|Apache Tomcat/|Detailed Error"
    r"|Hypertext Transfer Protocol -- HTTP|Correlation ID: |cloudflare\.com|Guru Meditation|HTTP Error \d\d\d"
)


def title_kind(title: str) -> str | None:
    """Return the kind of server's page that has this title or headline; None for an article's."""
    return next((kind for one in _without_site(title) if (kind := _whole_title_kind(one))), None)


def states_status(title: str) -> bool:
    """Return True if a server's whole title is a status code with its reason, or only "404"."""
    coded = any(map(str.isdigit, title)) and not title.isdigit()
    return title == "404" or (coded and _whole_title_kind(title) is not None)


def _without_site(title: str) -> Iterator[str]:
    """Yield a title, then without the host before it or the site's name after it, if the rest is not only a number.

    >>> list(_without_site("Not Found - Bộ Y tế"))
    ['Not Found - Bộ Y tế', 'Not Found']
    """
    if len(title) > _LONGEST_TITLE:
        return
    yield title
    rest = _HOST.sub("", title, count=1)
    if named := _SITE_NAME.fullmatch(rest):
        rest = named[1]
    if rest != title and (rest == "404" or not rest.isdigit()):
        yield rest


def _whole_title_kind(title: str) -> str | None:
    if len(title) > _LONGEST_TITLE:
        return None
    if detailed := _DETAILED.fullmatch(title):
        return "not-found" if "404" in detailed.groups() else "error"
    kind = next((kind for kind, pattern in _TITLES.items() if pattern.fullmatch(title)), None)
    return kind or ("error" if _CODE_AND_REASON.fullmatch(title) else None)


def says_missing(title: str) -> bool:
    """Return True if a title or headline says only, in a sentence, that the page is missing."""
    return any(_SAYS_MISSING.fullmatch(one) for one in _without_site(title))


def is_404(title: str) -> bool:
    """Return True if a title or headline is only "404", before the site's name or alone."""
    return any(_ONLY_404.fullmatch(one) for one in _without_site(title))


def text_kind(text: str) -> str | None:
    """Return the kind of server's page that has this short text; None for an article's."""
    if _SENTENCE_MISSING.match(text):
        return "not-found"
    if _IN_MAINTENANCE.match(text) and _COME_BACK.search(text):
        return "error"
    return next((kind for kind, pattern in _BEGINNINGS.items() if pattern.search(text)), None)


def mentions_missing(words: str) -> bool:
    """Return True if the words of a page without an article contain a sentence on its being missing."""
    return _SENTENCE_MISSING.search(words) is not None


def is_report(words: str) -> bool:
    """Return True if the words contain what a server prints of a failure: a stack trace, its name, its advice."""
    return _REPORT.search(words) is not None
