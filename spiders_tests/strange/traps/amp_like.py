"""Print a fast paper in the manner of AMP: pictures, videos and menus in elements that a script brings to life.

More traps: two clocks (one with seconds), "Đọc thêm" boxes and a newsletter between the paragraphs, a video with its
caption, a sticky head, the author as "Tác giả · 2 giờ trước", no sapo on some pages while the description quotes the text.
"""

from __future__ import annotations

from datetime import timedelta
from html import escape

from spiders_tests.strange.markup import TODAY, Makers, bodies, body, data_block, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, paragraphs, stories

HOST = "https://amp.tinnhanh24.example"
STORIES = (*stories("plain")[2:7], *stories("hard")[6:12], stories("hard")[3], stories("hard")[17])
NOTE = "<!-- Invented. A site with traps: two clocks, boxes between the paragraphs. -->"
MAKERS: Makers = {
    "paragraph": "<p>{}</p>".format,
    "heading": "<h2>{}</h2>".format,
    "quote": "<blockquote><p>{}</p></blockquote>".format,
    "table": lambda rows: f"<table>{table_rows(rows)}</table>",
    "picture": lambda src, caption, alt: (
        f'<figure><amp-img src="{src}" alt="{alt}" width="680" height="453" layout="responsive"><noscript><img src="{src}" '
        f'alt="{alt}"></noscript></amp-img>' + (f"<figcaption>{caption}</figcaption>" if caption else "") + "</figure>"
    ),
}
NEWSLETTER = (
    '<div class="nl"><h4>Bản tin sáng</h4><p>Đăng ký để nhận năm tin đáng đọc nhất vào hộp thư lúc 6h30 mỗi ngày.</p>'
    '<form method="post" action-xhr="/nl"><input type="email" placeholder="Email của bạn"><button>Đăng ký</button></form></div>'
)
VIDEO = (
    '<div class="vid"><amp-video-iframe src="https://video.example/e/8812" width="16" height="9" layout="responsive"></amp-video-iframe>'
    '<div class="vcap">Video: Toàn cảnh sự việc qua ống kính phóng viên</div></div>'
)


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/{story.slug}-a{901200 + STORIES.index(story)}.amp"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the site around `main`."""
    menu = "".join(
        f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(["Nóng", "Xã hội", "Thể thao", "Giá vàng"])
    )
    return f"""<!doctype html><html amp lang="vi"><head><meta charset="utf-8">{NOTE}<script async
src="https://cdn.example/v0.js"></script><title>{escape(title)}</title>{
        head
    }<style amp-custom>.top{{position:sticky;top:0}}</style>
</head><body><header class="top"><button on="tap:sb.toggle">☰</button><a href="/">TinNhanh24</a><span class="d">{
        TODAY:%d/%m/%Y
%H:%M}</span></header><amp-sidebar id="sb" layout="nodisplay"><ul>{menu}</ul></amp-sidebar><amp-ad type="x" width="300"
height="250"></amp-ad><main>{
        main
    }</main><footer><p>TinNhanh24 – Chuyên trang của Tạp chí Mạng</p><p>Hotline: 0888.24.24.24 – Địa
chỉ: tầng 6, 101 Nguyễn Khang, Hà Nội</p><p>® Giấy phép số 360/GP-TTĐT, cấp 12/06/2021</p></footer></body></html>"""


def _with_boxes(index: int, story: Story) -> str:
    source = f"{HOST}/i/{index}_{{}}.webp".format
    reads = links(
        neighbours(STORIES, index, 1), address, '<div class="rm"><b>Đọc thêm:</b> <a href="{href}">{title}</a></div>'
    )
    third = len(story.blocks) // 3
    if third == 0:  # too short for boxes
        return body(story.blocks, MAKERS, source)
    parts = bodies((story.blocks[:third], story.blocks[third : 2 * third], story.blocks[2 * third :]), MAKERS, source)
    boxes = (reads, NEWSLETTER, VIDEO if index % 2 else "")
    return "".join(part + box for part, box in zip(parts, boxes, strict=True))


def article(index: int, story: Story) -> Page:
    near = index % 3 == 0  # the machine's clock is that of the publication
    stated = story.date + (timedelta(minutes=3, seconds=41) if near else timedelta(hours=5, seconds=12))
    published = stated if near else story.date
    data = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": f"{stated.isoformat()}+07:00",
        "dateModified": f"{(stated + timedelta(hours=2)).isoformat()}+07:00",
        "author": {"@type": "Person", "name": story.authors[0]}
        if story.authors
        else {"@type": "Person", "name": "TinNhanh24"},
        "publisher": {"@type": "Organization", "name": "TinNhanh24"},
    }
    begin = paragraphs(story.blocks)[0][:60]
    head = data_block(data) + f'<meta name="description" content="{escape(story.sapo or begin + "...")}">'
    sapo = f'<p class="sp"><b>{escape(story.sapo)}</b></p>' if story.sapo else ""
    by = f'<span class="au">{" & ".join(story.authors)}</span> · ' if story.authors else ""
    more = links(
        neighbours(STORIES, index, 4),
        address,
        '<div class="it"><a href="{href}"><amp-img src="/t.webp" width="120" height="80" alt="{title}"></amp-img><h3>{title}</h3></a>'
        "<p>{sapo}</p><span>{day}</span></div>",
    )
    main = (
        f'<article><div class="bc"><a href="/">Trang chủ</a> / <a href="/1">{story.section}</a></div><h1>{escape(story.title)}</h1>'
        f'<div class="mt">{by}<span>{story.date:%d/%m/%Y %H:%M}</span> · <span>{index + 5} bình luận</span></div>{sapo}'
        f'{_with_boxes(index, story)}<amp-social-share type="facebook"></amp-social-share><div class="tg">'
        f"{' '.join(f'<a href=/t>{tag}</a>' for tag in story.tags)}</div></article><section><h2>Tin cùng chuyên mục</h2>{more}</section>"
    )
    return Page(
        story.slug,
        address(story),
        frame(f"{story.title} - TinNhanh24", main, head),
        gold(story, published_at=f"{published.isoformat()}+07:00"),
    )


def others() -> list[Page]:
    row = (
        '<div class="it"><a href="{href}"><amp-img src="/t.webp" width="120" height="80" alt=""></amp-img><h3>{title}</h3></a>'
        "<p>{sapo}</p><span>{day} {time}</span></div>"
    )
    rows = links(STORIES, address, row)
    lost = "<h1>Ôi, trang này đi vắng!</h1><p>Liên kết bạn theo đã cũ hoặc bài viết đã được gỡ xuống.</p><a href='/'>Về trang chủ</a>"
    return [
        Page("home", f"{HOST}/", frame("TinNhanh24", rows)),
        Page("section", f"{HOST}/1", frame("Xã hội - TinNhanh24", f"<h1>Xã hội</h1>{rows}")),
        Page("search", f"{HOST}/s?q=mua", frame("Tìm kiếm - TinNhanh24", f"<h1>mưa</h1><p>13 kết quả</p>{rows}")),
        Page("error", f"{HOST}/bai-cu-a9.amp", frame("TinNhanh24", lost)),
        Page(
            "list at an article's address", address(STORIES[1]), frame("Xã hội - TinNhanh24", f"<h1>Xã hội</h1>{rows}")
        ),
    ]
