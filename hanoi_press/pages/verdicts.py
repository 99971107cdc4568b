"""Detect pages that are no article: challenges, refusals, error and redirect pages, shells, sponsored articles."""

from __future__ import annotations

import re

from hanoi_press.items import Article
from hanoi_press.pages.document import Document, text_of
from hanoi_press.text.block_pages import contains_refusal, is_challenge, is_refusal
from hanoi_press.text.normalize import clean

_NOT_FOUND = re.compile(
    r"(?:^|\b(?:lỗi|error)\s+)404\s*(?:$|[-|–—!])|404 not found|page not found"
    r"|không tìm thấy (?:trang|nội dung|bài viết|dữ liệu|kết quả)|trang không tồn tại"
    r"|(?:bài viết|nội dung|tin|đường dẫn)[^.]{0,40}(?:không tồn tại|đã bị (?:xóa|xoá|gỡ))",
    re.I,
)
# Whole titles and headlines of servers' own pages: the default texts of nginx, Apache, IIS, ASP.NET, Tomcat, proxies,
# and the usual Vietnamese ones. The keys are kinds of verdict.
_STATUS = r"(?:(?:http\s+)?(?:error|status|lỗi)\s*:?\s*)?(?:{codes})?(?:\.\d+)?\s*[-–—:|.]?\s*"
_SERVER_PAGES = {
    kind: re.compile(rf"{_STATUS.format(codes=codes)}(?:{phrases})\W*", re.I)
    for kind, codes, phrases in (
        (
            "redirect",
            "30[12378]",
            "(?:(?:object|document|page) )?moved(?: permanently| temporarily)?|found|see other"
            "|(?:temporary|permanent) redirect|redirecting|30[12378]|đang chuyển hướng",
        ),
        (
            "not-found",
            "404|410",
            "(?:page |file or directory |the resource cannot be |the page cannot be )?(?:not )?found|gone|404|410"
            "|không tìm thấy trang(?: yêu cầu)?|trang (?:bạn )?(?:yêu cầu )?không tồn tại",
        ),
        (
            "error",
            r"4(?:00|01|03|08)|5\d\d",
            "bad request|unauthorized|forbidden(?:: access is denied)?|access (?:is )?denied|internal server error"
            "|runtime error|server error(?: in '[^']*' application)?|bad gateway|gateway time-?out"
            "|service (?:temporarily )?unavailable|proxy error|40[0138]|5\\d\\d"
            "|lỗi (?:hệ thống|máy chủ)|(?:đã )?(?:có|xảy ra) lỗi(?: xảy ra)?|hệ thống đang (?:bảo trì|bận|quá tải)",
        ),
    )
}
_IIS_ERROR = re.compile(
    r"IIS [\d.]+ Detailed Error - (\d\d\d)\b.*|HTTP Status (\d\d\d)\b.*|HTTP Error (\d\d\d)\b.*", re.I
)
_ROOTS = frozenset({"app", "root", "__nuxt", "__next"})  # the element that a script fills
_FEW = 300  # characters of words on an error page, a redirect, or a page that waits for its script
_REFUSAL = 600  # characters of a body that only refuses; an article may quote the phrase
_STACK_TRACE = 4000  # characters of words on a server's own error page, with what it advises or reports
_MOST_HEADLINES = 30  # that are checked: a hostile page has thousands
_SPONSORED = frozenset({"tin tài trợ", "tài trợ"})


class NotAnArticle(Exception):
    """Raised for a page that is no article.

    `kind` is one word: blocked, elsewhere, empty, error, not-found, redirect, shell or sponsored.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def is_block_page(body: bytes) -> bool:
    """Return True for a challenge, or a refusal in words with HTTP 200."""
    return is_challenge(body) or is_refusal(body)


def check(body: bytes) -> None:
    """Raise `NotAnArticle` for bytes that are not worth a parse."""
    if not body or body.isspace():
        raise NotAnArticle("empty", "no bytes")
    if is_challenge(body):
        raise NotAnArticle("blocked", "a challenge page")


def check_article(article: Article, doc: Document) -> None:
    """Raise `NotAnArticle` for a sponsored article, and for an error or redirect page that was read like an article."""
    if {name.lower() for name in article.section} & _SPONSORED or "(tài trợ)" in article.title.lower():
        raise NotAnArticle("sponsored", article.url)
    if contains_refusal(article.title) or (len(article.text) < _REFUSAL and contains_refusal(article.text)):
        raise NotAnArticle("blocked", "a refusal with HTTP 200")
    by_selectors = article.extraction.fields.get("text") in ("css", "json") and article.extraction.page != "fragment"
    few = len(article.text) < _FEW
    verdict = None if by_selectors and not few else server_page(doc)
    if verdict is None and few and not (article.text and by_selectors):
        verdict = without_article(doc)
    if verdict:
        raise verdict


def server_page(doc: Document) -> NotAnArticle | None:
    """Return the verdict on a server's own page, recognised by its whole title; None for any other page."""
    for title in _titles(doc):
        # below a title with a status code, or of an application's failure, the server may print a report
        most = _STACK_TRACE if any(map(str.isdigit, title)) or "application" in title.lower() else _FEW
        if (kind := _kind_of(title)) and len(_words(doc)) < most:
            return NotAnArticle(kind, "a server's own page with HTTP 200")
    return None


def _kind_of(title: str) -> str | None:
    """Return the kind of verdict for a title or headline; None for an article's."""
    if detailed := _IIS_ERROR.fullmatch(title):
        return "not-found" if "404" in detailed.groups() else "error"
    return next((kind for kind, pattern in _SERVER_PAGES.items() if pattern.fullmatch(title)), None)


def without_article(doc: Document) -> NotAnArticle | None:
    """Return the verdict on a page without a body, or with a few words that no selector found.

    An error page that answers 200, a refusal inside the site's layout, a redirect by a meta tag, or an app's shell;
    None for an article's page whose body is empty or whose template is not known.
    """
    words = _words(doc)
    if contains_refusal(words):
        return NotAnArticle("blocked", "a refusal with HTTP 200")
    heads = _titles(doc)
    if any(_NOT_FOUND.search(head) for head in heads) or (len(words) < _FEW and _NOT_FOUND.search(words)):
        return NotAnArticle("not-found", "an error page with HTTP 200")
    if len(words) >= _FEW:
        return None
    if doc.refreshes:
        return NotAnArticle("redirect", "a page that only leads to another")
    if any(element.get("id") in _ROOTS for element in doc.root.iter("div")):
        return NotAnArticle("shell", "a page that a script fills")
    return None


def _titles(doc: Document) -> list[str]:
    """Return the window's title and the headlines."""
    return [clean(doc.root.findtext(".//title") or ""), *map(text_of, doc.headlines[:_MOST_HEADLINES])]


def _words(doc: Document) -> str:
    body = doc.root.find("body")
    return text_of(body) if body is not None else ""
