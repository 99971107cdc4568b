"""What is no article, by kind: the run report counts each."""

from __future__ import annotations

import re

from hanoi_press.pages.document import Document, text_of
from hanoi_press.text.block_pages import contains_refusal, is_challenge, is_refusal
from hanoi_press.text.normalize import clean

_NOT_FOUND = re.compile(
    r"\b404\b|page not found|không tìm thấy (?:trang|nội dung|bài viết|dữ liệu|kết quả)|trang không tồn tại"
    r"|(?:bài viết|nội dung|tin|đường dẫn)[^.]{0,40}(?:không tồn tại|đã bị (?:xóa|xoá|gỡ))",
    re.I,
)
_ROOTS = frozenset({"app", "root", "__nuxt", "__next"})  # the element that a script fills
_SHELL = 300  # characters of words on a page that waits for its script


class NotAnArticle(Exception):
    """The page is no article. `kind` is one word: blocked, empty, shell, not-found, sponsored, elsewhere."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def is_block_page(body: bytes) -> bool:
    """A challenge, or a refusal in words with HTTP 200: the site shuts us out."""
    return is_challenge(body) or is_refusal(body)


def check(body: bytes) -> None:
    """Raises `NotAnArticle` for bytes that are not worth a parse."""
    if not body or body.isspace():
        raise NotAnArticle("empty", "no bytes")
    if is_challenge(body):
        raise NotAnArticle("blocked", "a challenge page")


def without_text(doc: Document) -> NotAnArticle | None:
    """What a page is on which no body was found: an error page that answers 200, a refusal in the site's frame, an
    app's shell; None where it is an article's page all the same (its template is empty, or not known)."""
    body = doc.root.find("body")
    words = text_of(body) if body is not None else ""
    if contains_refusal(words):
        return NotAnArticle("blocked", "a refusal with HTTP 200")
    heads = [clean(doc.root.findtext(".//title") or ""), *map(text_of, doc.headlines)]
    if any(_NOT_FOUND.search(head) for head in heads) or (len(words) < _SHELL and _NOT_FOUND.search(words)):
        return NotAnArticle("not-found", "an error page with HTTP 200")
    if len(words) < _SHELL and any(element.get("id") in _ROOTS for element in doc.root.iter("div")):
        return NotAnArticle("shell", "a page that a script fills")
    return None
