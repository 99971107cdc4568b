"""A department's portal whose home page only leads on to `/vi/`; sections are folders, news and pages look alike."""

from __future__ import annotations

from html import escape

from spiders_tests.unknown_sites.news import NOTE, News, Site, links, news, plain_page

HOST = "http://soyte.phuloc.gov.example"
STORIES = news(40)
SECTIONS = [("tin-trong-nganh", "Tin trong ngành"), ("thong-bao-moi", "Thông báo mới"), ("suc-khoe", "Sức khỏe")]
PAGES = [
    ("/vi/about/Lich-su-hinh-thanh-va-phat-trien-2.html", "Lịch sử hình thành và phát triển"),
    ("/vi/about/So-do-to-chuc-3.html", "Sơ đồ tổ chức"),
    ("/vi/contact/", "Liên hệ"),
    ("/vi/users/login/", "Đăng nhập"),
]


def _frame(title: str, main: str) -> str:
    menu = links([("/vi/", "Trang chính")] + [(f"/vi/news/{path}/", words) for path, words in SECTIONS] + PAGES)
    return f"""<!DOCTYPE html><html lang="vi"><head>{NOTE}<meta charset="utf-8"><title>{escape(title)} - Sở Y tế Phú Lộc</title>
<meta property="og:site_name" content="Sở Y tế Phú Lộc"></head><body><div class="wraper"><div id="menusite"><ul>{menu}</ul></div>
<div class="row"><div class="col-md-16">{main}</div><div class="col-md-8"><p>Đường dây nóng 1900 1234</p></div></div></div></body></html>"""


def _path(one: News) -> str:
    return f"/vi/news/{SECTIONS[one.number % 3][0]}/{one.slug}-{100 + one.number}.html"


def _rows(stories: list[News]) -> str:
    return "".join(
        f'<div class="news_column"><div class="panel-body"><a href="{_path(one)}" title="{escape(one.title)}"><img src="/t/{one.number}.jpg"'
        f' alt="{escape(one.title)}"></a><h3><a href="{_path(one)}">{escape(one.title)}</a></h3><span>{one.date:%d/%m/%Y %H:%M}</span>'
        f"<div>{escape(one.summary)}</div></div></div>"
        for one in stories
    )


def _site() -> Site:
    site = Site(f"{HOST}/", publisher="Sở Y tế Phú Lộc")
    site.robots(HOST)
    site.add(
        f"{HOST}/", f'<html><head>{NOTE}<meta http-equiv="refresh" content="0; url=/vi/"></head><body></body></html>'
    )
    site.add(f"{HOST}/vi/", _frame("Trang chính", _rows(STORIES[:7])))
    for number, (path, words) in enumerate(SECTIONS):
        own = [one for one in STORIES if one.number % 3 == number]
        last = -(-len(own) // 5)
        for page in range(1, last + 1):
            url = f"{HOST}/vi/news/{path}/" if page == 1 else f"{HOST}/vi/news/{path}/page-{page}/"
            numbers = "".join(
                f'<li class="active"><a href="#">{each}</a></li>'
                if each == page
                else f'<li><a href="/vi/news/{path}/{f"page-{each}/" if each > 1 else ""}">{each}</a></li>'
                for each in range(1, last + 1)
            )
            rows = _rows(own[5 * (page - 1) : 5 * page])
            site.add(url, _frame(words, f'<h1>{words}</h1>{rows}<ul class="pagination">{numbers}</ul>'))
    for path, words in PAGES:
        site.add(HOST + path, plain_page(_frame, words))
    for one in STORIES:
        main = f'<h1 class="title">{escape(one.title)}</h1><em>{one.date:%d/%m/%Y %H:%M}</em><div id="news-bodyhtml">{one.body}</div>'
        site.add_article(HOST + _path(one), _frame(one.title, main))
    return site


SITE = _site()
