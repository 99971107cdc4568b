"""Put a part between the paragraphs of a page of each template, and of an unknown page."""

from __future__ import annotations

from hanoi_press import Article, extract
from spiders_tests.family_pages import BODY, PAGES, PARAGRAPHS, TITLE, FamilyPage

UNKNOWN_PAGE = FamilyPage(
    "unknown",
    "https://baovidu.example/tin/khoi-muong-130511.html",
    f"""<!DOCTYPE html><html lang="vi"><head><title>{TITLE}</title></head><body>
    <header><a href="/">Trang chủ</a></header>
    <main><article><h1>{TITLE}</h1>{BODY}</article></main><footer>Báo Ví Dụ</footer></body></html>""",
    (),
)
ALL_PAGES = (*PAGES, UNKNOWN_PAGE)
TWO_PAGES = (next(one for one in PAGES if one.template == "onecms-detail"), UNKNOWN_PAGE)


def with_part(page: FamilyPage, part: str, position: int = 1, head: str = "") -> Article:
    """Return the article on a page with `part` before the paragraph of this number, and `head` in its head."""
    paragraphs = [f"<p>{one}</p>" for one in PARAGRAPHS]
    paragraphs.insert(position, part)
    html = page.html.replace(BODY, "".join(paragraphs)).replace("</head>", f"{head}</head>")
    return extract(html.encode(), page.url)


def paragraphs_of(page: FamilyPage, part: str, position: int = 1, head: str = "") -> list[str]:
    return with_part(page, part, position, head).text.split("\n\n")
