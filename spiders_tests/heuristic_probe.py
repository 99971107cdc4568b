"""Read small pages of tests as the reader without selectors does."""

from __future__ import annotations

from hanoi_press.extraction import extract
from hanoi_press.items import Article
from hanoi_press.pages.document import Document
from hanoi_press.pages.heuristics.headline import Headline, find_headline
from hanoi_press.pages.heuristics.known_words import KnownWords
from hanoi_press.pages.heuristics.page_lines import PageLines

URL = "https://baovidu.example/tin/xa-dong-hoi-con-muoi-hai-ho-chua-ban-giao-mat-bang-5521.html"
TITLE = "Xã Đông Hội còn mười hai hộ chưa bàn giao mặt bằng"
PROSE = (
    "Sáng 20/11, đoàn kiểm tra của thành phố làm việc với xã Đông Hội về việc bàn giao mặt bằng cho tuyến đường mới.",
    "Theo báo cáo, xã còn mười hai hộ chưa nhận tiền bồi thường vì muốn được chuyển đến gần chợ để tiếp tục buôn bán.",
    "Trưởng đoàn kiểm tra yêu cầu xã hoàn thành việc đo đạc và niêm yết danh sách các hộ trước ngày cuối của tháng.",
)
OTHERS = (
    "Khai mạc hội chợ hàng thủ công ở đình làng",
    "Học sinh vùng bãi đi học bằng xuồng mùa nước nổi",
    "Giá gạo xuất khẩu tăng nhẹ trong tuần thứ ba",
    "Người dân phố cổ góp sách mở thư viện nhỏ",
)
MENU = '<div><a href="/">Trang chủ</a> <a href="/1">Thời sự</a></div>'


def html(body: str, window: str = f"{TITLE} - Báo Ví Dụ", head: str = "") -> bytes:
    """Return a page with a menu and `body`."""
    return f"<html><head><title>{window}</title>{head}</head><body>{MENU}{body}</body></html>".encode()


def paragraphs(*texts: str, tag: str = "p") -> str:
    """Return each text as an element; `PROSE` if there are none."""
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts or PROSE)


def others(form: str) -> str:
    """Return other articles, each in a form with `{number}` and `{title}`."""
    return "".join(form.format(number=number, title=title) for number, title in enumerate(OTHERS))


def article(body: str, window: str = f"{TITLE} - Báo Ví Dụ", url: str = URL) -> Article:
    """Return the article on a page of an unknown site. Raises `NotAnArticle`."""
    return extract(html(body, window), url)


def texts(body: str, window: str = f"{TITLE} - Báo Ví Dụ", url: str = URL) -> list[str]:
    """Return the paragraphs of the article on a page of an unknown site."""
    return article(body, window, url).text.split("\n\n")


def lines(body: str) -> PageLines:
    """Return the lines of a page."""
    return PageLines(Document(html(body), URL))


def headline(body: str, window: str = f"{TITLE} - Báo Ví Dụ", url: str = URL) -> Headline | None:
    """Return the headline that is found on a page."""
    doc = Document(html(body, window), url)
    return find_headline(PageLines(doc), KnownWords(doc, url, None), lambda name: name == "Báo Ví Dụ")
