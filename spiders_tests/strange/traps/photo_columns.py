"""Print a magazine of two columns in elements of its own, with portraits of its authors.

More traps: names in adjacent inline elements, printed above the text and again below it with a few words about each,
captions repeated as alternative texts and titles, counters, a minute count, the site's name before the headline.
"""

from __future__ import annotations

from html import escape

from spiders_tests.strange.markup import TODAY, Makers, body, data_block, day_name, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://tapchidoi.example"
STORIES = (
    *stories("plain")[5:9],
    stories("hard")[2],
    stories("hard")[4],
    *stories("hard")[6:14:2],
    *stories("hard")[15:18],
)
NOTE = "<!-- Invented. A site with traps: portraits, custom elements, captions printed thrice. -->"
MAKERS: Makers = {
    "paragraph": "<mag-par>{}</mag-par>".format,
    "heading": "<mag-sub><h3>{}</h3></mag-sub>".format,
    "quote": '<mag-quote><q style="display:block">{}</q></mag-quote>'.format,
    "question": "<mag-par><b>{}</b></mag-par>".format,
    "list": lambda entries: "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>",
    "table": lambda rows: f'<div class="scroll"><table>{table_rows(rows)}</table></div>',
    "picture": lambda src, caption, alt: (
        f'<mag-figure><a href="{src}" title="{alt}" data-caption="{alt}"><img data-src="{src}" src="/blank.gif" alt="{alt}" '
        f'title="{alt}"></a><span class="mag-cap">{caption}</span></mag-figure>'
    ),
}
STYLE = "<style>mag-par,mag-sub,mag-quote,mag-figure,mag-lead,mag-meta,mag-share,mag-people,mag-person,mag-more,mag-card,mag-crumb,mag-row,.mag-cap{display:block} .who,mag-meta>span{margin-right:1em} .two{display:grid;grid-template-columns:2fr 1fr}</style>"


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/doc/{story.date:%y%m%d}{STORIES.index(story):02d}/{story.slug}"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the magazine around `main`."""
    most = links(STORIES[:5], address, '<mag-row><b>#</b><a href="{href}">{title}</a></mag-row>')
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{NOTE}<title>{escape(title)}</title>{STYLE}{head}</head>
<body><mag-shell><mag-head style="position:sticky;top:0"><a href="/">Tạp chí Đời</a><time>{day_name(TODAY)}, {TODAY:%d.%m.%Y}</time>
<nav><a href="/anh">Ảnh</a><a href="/nguoi">Người</a><a href="/que">Quê</a></nav></mag-head><div class="two"><mag-main>{main}
</mag-main><mag-side><h3>Đọc nhiều</h3>{most}<h3>Số báo in</h3><p>Số 211, tháng 11/2026, phát hành ngày 5/11/2026. Giá: 45.000
đồng.</p></mag-side></div><mag-foot><p>Tạp chí Đời, 12 ngõ Yên Thế, Hà Nội. Đặt báo: 1900 0011.</p><p>Giấy phép hoạt động tạp chí
điện tử số 5/GP-BTTTT cấp ngày 9/1/2022.</p></mag-foot></mag-shell></body></html>"""


def article(index: int, story: Story) -> Page:
    text = body(story.blocks, MAKERS, f"{HOST}/img/{index}/{{}}@2x.jpg".format)
    spans = "".join(f'<span class="who">{name}</span>' for name in story.authors)
    portraits = "".join(
        f'<mag-person><img src="/people/{n}.jpg" alt="{name}" width="64"><strong>{name}</strong><p>Cộng tác với Tạp chí Đời từ năm '
        f"201{n}, viết về những người bình thường ở các làng ven sông và trên núi.</p><a href='/people/{n}'>Xem các bài khác</a>"
        "</mag-person>"
        for n, name in enumerate(story.authors)
    )
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": story.title,
        "author": {"@type": "Organization", "name": "Tạp chí Đời"},
        "datePublished": f"{story.date.isoformat()}+07:00",
        "image": f"{HOST}/img/{index}/0@2x.jpg",
    }
    sapo = f"<mag-lead>{escape(story.sapo)}</mag-lead>" if story.sapo else ""
    more = links(
        neighbours(STORIES, index, 3),
        address,
        '<mag-card><a href="{href}"><img src="/c.jpg" alt="{title}"></a><h3><a href="{href}">{title}</a></h3>'
        "<small>{time} {day}</small></mag-card>",
    )
    main = (
        f'<mag-crumb><a href="/">Tạp chí Đời</a><a href="/muc">{story.section}</a></mag-crumb><mag-story><h2 class="brand">Tạp chí '
        f'Đời</h2><h1>{escape(story.title)}</h1>{sapo}<mag-meta><span class="by">{spans}</span><span>{story.date:%H:%M} '
        f"{story.date:%d/%m/%Y}</span><span>{3 + index} phút đọc</span><span>1.{index}K lượt xem</span></mag-meta>"
        f'<mag-share><a href="#">Facebook 214</a><a href="#">X</a><a href="#">Lưu</a></mag-share>{text}</mag-story>'
        f"<mag-people>{portraits}</mag-people><mag-more><h3>Có thể bạn quan tâm</h3>{more}</mag-more>"
    )
    head = data_block(data) if index % 3 == 0 else ""
    return Page(story.slug, address(story), frame(f"Tạp chí Đời | {story.title}", main, head), gold(story))


def others() -> list[Page]:
    card = (
        '<mag-card><a href="{href}"><img src="/c.jpg" alt="{title}"></a><h3><a href="{href}">{title}</a></h3><p>{sapo}</p>'
        "<small>{time} {day}</small></mag-card>"
    )
    cards = links(STORIES, address, card)
    shell = f'<!DOCTYPE html><html lang="vi"><head>{NOTE}<title>Tạp chí Đời</title></head><body><mag-shell id="app"></mag-shell><script src="/app.js"></script></body></html>'
    lost = "<h1>404</h1><p>Trang bạn tìm không có ở đây.</p>"
    return [
        Page("home", f"{HOST}/", frame("Tạp chí Đời", cards)),
        Page(
            "section", f"{HOST}/nguoi", frame("Tạp chí Đời | Người", f"<h1>Người</h1>{cards}<button>Xem thêm</button>")
        ),
        Page("search", f"{HOST}/tim?q=sông", frame("Tạp chí Đời | Tìm", f"<h1>Kết quả cho “sông”</h1>{cards}")),
        Page("error", f"{HOST}/doc/26110199/khong-con", frame("Tạp chí Đời", lost)),
        Page("shell", address(STORIES[0]), shell),
        Page(
            "list at an article's address", address(STORIES[4]), frame("Tạp chí Đời | Người", f"<h1>Người</h1>{cards}")
        ),
    ]
