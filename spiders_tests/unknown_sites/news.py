"""Invent the news that the unknown sites print, and say what a site is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape

from hanoi_press.text.slugs import slug_of
from spiders_tests.sites.page import HTML, PLAIN, RSS, XML, Page

NOTE = "<!-- modelled; not a capture -->"
_PLACES = ("Lam Giang", "Thanh Am", "Vạn Phú", "Tây Hà", "Cẩm Sơn", "Đông Lĩnh", "An Khê", "Phú Lộc", "Yên Bình")
_EVENTS = (
    "Xã {place} khánh thành cây cầu dân sinh thứ {number} trong năm nay",
    "{place}: {number} hộ dân được cấp nước sạch trước Tết",
    "Học sinh {place} giành {number} giải tại hội thi khoa học",
    "Mùa hồng {place} {year}",
    "Bệnh viện {place} tiếp nhận thêm {number} máy thở hiện đại từ các nhà hảo tâm",
    "Nông dân {place} thu {number} tấn cam sạch, giá tăng gấp rưỡi năm ngoái",
)
_SENTENCES = (
    "Sáng nay, hàng trăm người dân ở {place} đã có mặt từ sớm để chứng kiến sự kiện mà họ chờ đợi suốt {number} tháng.",
    "Theo lãnh đạo địa phương, tổng kinh phí của công trình ở {place} là {number} tỷ đồng, trong đó một phần do dân góp.",
    "Ông Nguyễn Văn Sơn, {age} tuổi, nhà ở đầu làng {place}, nói rằng chưa năm nào bà con vui như năm nay.",
    "Chính quyền {place} cho biết sẽ tiếp tục hỗ trợ {number} hộ còn khó khăn trong quý tới.",
    "Các chuyên gia đánh giá mô hình của {place} có thể nhân rộng ra {number} xã lân cận nếu có đủ vốn.",
)


@dataclass(frozen=True)
class News:
    """One invented article: its number (1 is the newest), headline, day and paragraphs."""

    number: int
    title: str
    date: datetime
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        return slug_of(self.title)

    @property
    def summary(self) -> str:
        return self.paragraphs[0]

    @property
    def body(self) -> str:
        return "\n".join(f"<p>{escape(one)}</p>" for one in self.paragraphs)


@dataclass
class Site:
    """What a site serves, by address, and the addresses of its articles in the form in which they are stored."""

    home: str
    pages: dict[str, Page] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    publisher: str = ""

    def add(self, url: str, html: str) -> None:
        """Add a page in HTML."""
        self.pages[url] = Page.of(html, HTML)

    def add_article(self, url: str, html: str) -> None:
        """Add an article's page."""
        self.add(url, html)
        self.articles.add(url)

    def robots(self, origin: str, *lines: str) -> None:
        """Add a robots.txt."""
        self.pages[f"{origin}/robots.txt"] = Page.of("\n".join(("User-agent: *", "Disallow: /admin/", *lines)), PLAIN)


def news(count: int) -> list[News]:
    """Return so many articles, the newest first, half a day apart."""
    found = []
    for number in range(count):
        place, event = _PLACES[number % len(_PLACES)], _EVENTS[number % len(_EVENTS)]
        facts = {"place": place, "number": number + 11, "age": number + 30, "year": 1990 + number}
        title = event.format(**facts)
        words = tuple(f"{one.format(**facts)} ({title.lower()})." for one in _SENTENCES)
        found.append(News(number + 1, title, datetime(2026, 11, 24, 9, 30) - timedelta(hours=12 * number), words))
    return found


def links(entries: list[tuple[str, str]], form: str = '<li><a href="{0}">{1}</a></li>') -> str:
    """Return links with their words."""
    return "\n".join(form.format(escape(url), escape(words)) for url, words in entries)


def feed(title: str, items: list[tuple[str, News]]) -> Page:
    """Return an RSS feed."""
    entries = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(url)}</link>"
        f"<pubDate>{one.date:%a, %d %b %Y %H:%M:00} +0700</pubDate><description>{escape(one.summary)}</description></item>"
        for url, one in items
    )
    return Page.of(
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(title)}</title>{entries}'
        "</channel></rss>",
        RSS,
    )


def urlset(urls: list[str]) -> str:
    """Return a sitemap."""
    inner = "".join(f"<url><loc>{escape(url)}</loc></url>" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'


def sitemap_index(urls: list[str]) -> str:
    """Return an index of sitemaps."""
    inner = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return (
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'
    )


def xml(text: str) -> Page:
    """Return a page of XML."""
    return Page.of(text, XML)


def plain_page(frame: Callable[[str, str], str], title: str) -> str:
    """Return a page about the office itself, which is no article of news."""
    words = (
        f"{title} được thành lập từ năm 1975 và trải qua nhiều giai đoạn phát triển, nay có tám phòng chuyên môn và "
        "hai đơn vị sự nghiệp trực thuộc, phục vụ người dân và doanh nghiệp trên địa bàn toàn tỉnh."
    )
    return frame(title, f"<h1>{escape(title)}</h1><p>{escape(words)}</p><p>{escape(words[::1])}</p>")
