"""Print a ministry's portal on Drupal: fields in boxes within boxes, a byline field, "Cập nhật lúc" as the date."""

from __future__ import annotations

from html import escape

from spiders_tests.strange.forms import signature, stamp
from spiders_tests.strange.markup import TODAY, Makers, body, day_name, links, neighbours
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://bothuyvan.example"
STORIES = stories("plain")
NOTE = "<!-- Invented. Modelled on the manners of a Drupal portal. -->"
SITE = "Cổng thông tin điện tử Bộ Thủy văn"
MAKERS: Makers = {
    "paragraph": "<p>{}</p>".format,
    "heading": "<h3>{}</h3>".format,
    "quote": "<blockquote>{}</blockquote>".format,
    "picture": lambda src, caption, alt: (
        f'<div class="align-center"><article class="media media--type-image"><div class="field field--name-image">'
        f'<img loading="lazy" src="{src}" alt="{alt}" typeof="foaf:Image"></div></article>'
        f'<div class="caption"><em>{caption}</em></div></div>'
    ),
}


def address(story: Story) -> str:
    """Return where an article stands: a path without its headline."""
    return f"{HOST}/vi/node/{4100 + STORIES.index(story) * 29}"


def frame(title: str, region: str, head: str = "") -> str:
    """Return a whole page of the portal around the content region."""
    menu = "".join(
        f'<li class="menu-item menu-item--expanded"><a href="/vi/{n}">{name}</a><ul class="menu">'
        f'<li><a href="/vi/{n}/a">Giới thiệu chung</a></li><li><a href="/vi/{n}/b">Cơ cấu tổ chức</a></li></ul></li>'
        for n, name in enumerate(["Trang chủ", "Tin tức - Sự kiện", "Văn bản", "Dịch vụ công", "Hỏi đáp"])
    )
    return f"""<!DOCTYPE html>
<html lang="vi" dir="ltr" prefix="og: https://ogp.me/ns#">{NOTE}<head><meta charset="utf-8">
<meta name="Generator" content="Drupal 10 (https://www.drupal.org)"><title>{escape(title)}</title>{head}</head>
<body class="path-node"><a href="#main-content" class="visually-hidden focusable">Nhảy đến nội dung</a>
<div class="dialog-off-canvas-main-canvas"><header role="banner"><div class="region region-header">
<div class="block block-system-branding"><a href="/vi"><img src="/logo.svg" alt="Trang chủ"></a>
<div class="site-name">{SITE}</div><div class="site-slogan">Công khai – Minh bạch – Phục vụ</div></div>
<div class="block block-clock">Hôm nay, {day_name(TODAY, capital=False)}, ngày {TODAY:%d/%m/%Y} {TODAY:%H:%M}</div>
</div></header><nav role="navigation"><ul class="menu">{menu}</ul></nav>
<main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content"><div class="region region-content">
{region}</div></div><aside class="layout-sidebar-second"><div class="block"><h2>Liên kết website</h2><select>
<option>Chính phủ</option><option>Bộ Kế hoạch</option></select></div><div class="block"><h2>Thống kê truy cập</h2>
<p>Đang truy cập: 27</p><p>Tổng lượt: 3.104.552</p></div></aside></main>
<footer role="contentinfo"><div class="region region-footer"><div class="field__item"><p><strong>{SITE}</strong></p>
<p>Cơ quan chủ quản: Bộ Thủy văn. Chịu trách nhiệm nội dung: Ông Lê Xuân Bách, Chánh Văn phòng Bộ.</p>
<p>Trụ sở: số 5 phố Đê La, Hà Nội. Tel: (024) 3999 0000 - Email: banbientap@bothuyvan.example</p>
</div></div></footer></div></body></html>"""


def _field(name: str, markup: str) -> str:
    return (
        f'<div class="field field--name-{name} field--label-hidden"><div class="field__items">'
        f'<div class="field__item">{markup}</div></div></div>'
    )


def article(index: int, story: Story, make: int) -> Page:
    text = body(story.blocks, MAKERS, f"{HOST}/sites/default/files/styles/large/{index}-{{}}.jpg".format)
    date = stamp(story, index, make, f"Cập nhật lúc: {story.date:%H:%M} - {story.date:%d/%m/%Y}")
    lead = f"({story.dateline}) - {escape(story.sapo or '')}" if story.dateline else escape(story.sapo or "")
    tags = "".join(f'<div class="field__item"><a href="/vi/tu-khoa/{tag}">{tag}</a></div>' for tag in story.tags)
    row = '<div class="views-row"><span class="views-field-title"><a href="{href}">{title}</a></span> <em>({day})</em></div>'
    more = links(neighbours(STORIES, index, 5), address, row)
    by = f'<div class="byline-label">Tác giả</div><div>{", ".join(story.authors)}</div>'
    by = signature(story, index, make, by)
    node = (
        f'<article role="article" about="/vi/node/{index}" class="node node--type-tin-bai"><div class="node__content">'
        f"{_field('ngay', date)}{_field('tom-tat', lead)}{_field('body', text)}{_field('tac-gia', by)}"
        f'<div class="field--name-tu-khoa"><div class="field__label">Từ khóa</div>{tags}</div></div></article>'
    )
    region = (
        f'<div class="block block-breadcrumb"><ol><li><a href="/vi">Trang chủ</a></li><li><a href="/vi/tin">Tin tức</a>'
        f"</li><li>{story.section}</li></ol></div>"
        f'<div class="block block-page-title"><h1 class="page-title"><span>{escape(story.title)}</span></h1></div>'
        f'<div class="block a2a"><a href="#x">In trang</a><a href="#y">Gửi email</a><a href="#z">Cỡ chữ: A- A A+</a></div>'
        f'{node}<div class="block block-views"><h2>Tin liên quan</h2><div class="view-content">{more}</div></div>'
    )
    head = f'<meta name="description" content="{escape(story.sapo or "")}">' if index % 2 else ""
    return Page(story.slug, address(story), frame(f"{story.title} | {SITE}", region, head), gold(story))


def others() -> list[Page]:
    row = (
        '<div class="views-row"><div class="views-field-image"><img src="/t.jpg" alt=""></div><h3><a href="{href}">{title}</a>'
        '</h3><div class="views-field-created">{day} {time}</div><div class="views-field-body"><p>{sapo}</p></div></div>'
    )
    rows = f'<div class="view-content">{links(STORIES, address, row)}</div>'
    pager = '<nav class="pager"><ul><li>1</li><li><a href="?page=1">2</a></li><li><a href="?page=1">Sau ›</a></li></ul></nav>'
    listing = f'<h1 class="page-title">Tin hoạt động</h1>{rows}{pager}'
    search = f'<h1 class="page-title">Tìm kiếm</h1><p>Có 12 kết quả cho từ khóa “sạt lở”</p>{rows}'
    denied = (
        '<h1 class="page-title">Không tìm thấy trang</h1><p>Trang bạn yêu cầu không tồn tại hoặc đã bị gỡ bỏ. '
        "Vui lòng quay lại trang chủ.</p>"
    )
    blocks = "".join(f'<div class="block"><h2>{name}</h2>{rows}</div>' for name in ["Tin mới", "Chỉ đạo điều hành"])
    return [
        Page("home", f"{HOST}/vi", frame(SITE, blocks)),
        Page("section", f"{HOST}/vi/tin-hoat-dong", frame(f"Tin hoạt động | {SITE}", listing)),
        Page("search", f"{HOST}/vi/search/node?keys=sat+lo", frame(f"Tìm kiếm | {SITE}", search)),
        Page("error", f"{HOST}/vi/node/9999", frame(f"Không tìm thấy trang | {SITE}", denied)),
        Page("list at an article's address", address(STORIES[0]), frame(f"Tin hoạt động | {SITE}", listing)),
    ]
