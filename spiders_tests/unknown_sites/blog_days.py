"""A magazine in the manner of WordPress: days in the addresses, `/category/…`, a paged home page, a feed of the newest."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, feed, links, news, plain_page

HOST = "https://tapchiyenbinh.example"
STORIES = news(33)
CATEGORIES = [("/category/van-nghe/", "Văn nghệ"), ("/category/di-san/", "Di sản"), ("/category/sach/", "Sách")]
PAGES = [("/gioi-thieu/", "Giới thiệu"), ("/the-le-gui-bai-cong-tac/", "Thể lệ gửi bài"), ("/lien-he/", "Liên hệ")]


def _frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} &#8211; Tạp chí Yên Bình</title>
<link rel="alternate" type="application/rss+xml" title="Dòng thông tin" href="{HOST}/feed/"></head><body class="home blog">
<header class="site-header"><a href="{HOST}/">Tạp chí Yên Bình</a></header><nav id="site-navigation" class="main-navigation">
<ul>{links(CATEGORIES + PAGES)}</ul></nav><div id="primary">{main}</div><aside><section class="widget"><h2>Thẻ</h2>
<a href="/tag/cam/">cam</a> <a href="/tag/truong-hoc-va-hoc-sinh/">trường học và học sinh</a></section></aside>
<footer class="site-footer">Bản quyền Tạp chí Yên Bình</footer></body></html>"""


def _path(one: News) -> str:
    return f"/{one.date:%Y/%m/%d}/{one.slug}/"


def _cards(stories: list[News]) -> str:
    return "".join(
        f'<article class="post"><header class="entry-header"><h2 class="entry-title"><a href="{HOST}{_path(one)}" rel="bookmark">'
        f'{escape(one.title)}</a></h2></header><div class="entry-summary"><p>{escape(one.summary)} <a href="{HOST}{_path(one)}">'
        "Đọc tiếp</a></p></div></article>"
        for one in stories
    )


def _listed(site: Site, path: str, words: str, stories: list[News]) -> None:
    last = -(-len(stories) // 6)
    for number in range(1, last + 1):
        url = HOST + path if number == 1 else f"{HOST}{path}page/{number}/"
        older = f'<a href="{HOST}{path}page/{number + 1}/">Bài cũ hơn</a>' if number < last else ""
        cards = _cards(stories[6 * (number - 1) : 6 * number])
        site.add(url, _frame(words, f'<h1>{words}</h1>{cards}<nav class="navigation posts-navigation">{older}</nav>'))


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Tạp chí Yên Bình")
    site.robots(HOST)
    _listed(site, "/", "Tạp chí Yên Bình", STORIES)
    for number, (path, words) in enumerate(CATEGORIES):
        _listed(site, path, words, STORIES[number::3])
    for path, words in PAGES:
        site.add(HOST + path, plain_page(_frame, words))
    site.add(f"{HOST}/tag/cam/", _frame("cam", _cards(STORIES[:3])))
    site.add(f"{HOST}/tag/truong-hoc-va-hoc-sinh/", _frame("trường học", _cards(STORIES[3:6])))
    for number, one in enumerate(STORIES):
        older = STORIES[number + 1 : number + 2]
        after = links([(HOST + _path(each), each.title) for each in older], '<a rel="prev" href="{0}">{1}</a>')
        site.add_article(
            HOST + _path(one),
            _frame(
                one.title,
                f'<article><header class="entry-header"><h1 class="entry-title">{escape(one.title)}</h1><time datetime="'
                f'{one.date:%Y-%m-%dT%H:%M:00}+07:00">{one.date:%d/%m/%Y}</time></header><div class="entry-content">{one.body}'
                f'</div></article><nav class="navigation post-navigation">{after}</nav>',
            ),
        )
    site.pages[f"{HOST}/feed/"] = feed("Tạp chí Yên Bình", [(HOST + _path(one), one) for one in STORIES[:7]])
    return site


SITE = _site()
