"""A paper whose addresses are headlines alone, beside its sections and pages; three lists with further pages."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page

HOST = "https://vanphunews.example"
STORIES = news(36)
SECTIONS = [("/chinh-tri/", "Chính trị"), ("/kinh-te/", "Kinh tế"), ("/van-hoa-xa-hoi/", "Văn hóa - Xã hội")]
PAGES = [
    ("/ve-chung-toi/", "Về chúng tôi"),
    ("/quy-che-hoat-dong-cua-toa-soan/", "Quy chế hoạt động của tòa soạn"),
    ("/lien-he-quang-cao/", "Liên hệ quảng cáo"),
]
_SIZE = 5


def _frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} - Vạn Phú News</title>
<meta property="og:site_name" content="Vạn Phú News"></head><body><div class="main-menu"><a href="/">Trang chủ</a>
{links(SECTIONS, '<a href="{0}">{1}</a>')}</div><div class="wrap">{main}</div>
<div class="footer-links">{links(PAGES, '<a href="{0}">{1}</a>')}<a href="/tag/cau/">Cầu</a>
<a href="/wp-login.php">Đăng nhập</a><a href="/files/bao-gia.pdf">Báo giá</a></div></body></html>"""


def _article(one: News, others: list[News]) -> str:
    related = links([(f"/{each.slug}/", each.title) for each in others])
    return _frame(
        one.title,
        f'<div class="single"><h1 class="entry-title">{escape(one.title)}</h1><div class="meta">'
        f'{one.date:%d/%m/%Y} | <a href="/author/toa-soan/">Tòa soạn</a></div><div class="entry">{one.body}</div>'
        f'<div class="tags"><a href="/tag/cau/">cầu</a></div><h3>Tin liên quan</h3><ul>{related}</ul></div>',
    )


def _list(path: str, words: str, stories: list[News], number: int, last: int) -> str:
    rows = "".join(
        f'<div class="post"><h2><a href="/{one.slug}/">{escape(one.title)}</a></h2><p>{escape(one.summary)}</p>'
        f'<a href="/{one.slug}/">Xem thêm</a></div>'
        for one in stories
    )
    pager = "".join(
        f"<span>{each}</span>" if each == number else f'<a href="{path}page/{each}/">{each}</a>'
        for each in range(1, last + 1)
    )
    return _frame(words, f"<h1>{words}</h1>{rows}<div class='pagination'>{pager}</div>")


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Vạn Phú News")
    site.robots(HOST)
    for number, (path, words) in enumerate(SECTIONS):
        own = STORIES[number::3]
        last = -(-len(own) // _SIZE)
        for page in range(1, last + 1):
            url = HOST + path if page == 1 else f"{HOST}{path}page/{page}/"
            site.add(url, _list(path, words, own[(page - 1) * _SIZE : page * _SIZE], page, last))
    for path, words in PAGES:
        site.add(HOST + path, plain_page(_frame, words))
    site.add(f"{HOST}/tag/cau/", _list("/tag/cau/", "Cầu", STORIES[::6], 1, 1))
    site.add(f"{HOST}/author/toa-soan/", _list("/author/toa-soan/", "Tòa soạn", STORIES[:5], 1, 1))
    top = "".join(f'<div class="top"><a href="/{one.slug}/">{escape(one.title)}</a></div>' for one in STORIES[:6])
    site.add(f"{HOST}/", _frame("Trang chủ", top))
    for number, one in enumerate(STORIES):
        site.add_article(f"{HOST}/{one.slug}/", _article(one, STORIES[max(0, number - 3) : number]))
    return site


SITE = _site()
