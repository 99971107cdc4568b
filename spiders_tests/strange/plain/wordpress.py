"""Print a local paper on WordPress: half of the articles typed in the classic editor, half made of Gutenberg blocks."""

from __future__ import annotations

from html import escape

from spiders_tests.strange.forms import signature, stamp
from spiders_tests.strange.markup import TODAY, Makers, body, data_block, day_name, links, neighbours
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://tinvung.example"
STORIES = stories("plain")
NOTE = "<!-- Invented. Modelled on the manners of a WordPress theme. -->"
MENU = "".join(
    f'<li class="menu-item"><a href="{HOST}/chuyen-muc/{slug}/">{name}</a></li>'
    for slug, name in [("doi-song", "Đời sống"), ("kinh-te", "Kinh tế"), ("van-hoa", "Văn hóa"), ("lien-he", "Liên hệ")]
)
CLASSIC: Makers = {
    "paragraph": "<p>{}</p>".format,
    "heading": "<h3><strong>{}</strong></h3>".format,
    "quote": "<blockquote><p>{}</p></blockquote>".format,
    "picture": lambda src, caption, alt: (
        f'<div id="attachment_{len(caption)}" style="width: 710px" class="wp-caption aligncenter">'
        f'<a href="{src}"><img class="size-full" src="{src}" alt="{alt}" width="700" height="466"></a>'
        f'<p class="wp-caption-text">{caption}</p></div>'
    ),
}
BLOCKS: Makers = {
    "paragraph": "<p>{}</p>".format,
    "heading": '<h2 class="wp-block-heading">{}</h2>'.format,
    "quote": '<blockquote class="wp-block-quote is-layout-flow"><p>{}</p></blockquote>'.format,
    "picture": lambda src, caption, alt: (
        f'<figure class="wp-block-image size-large"><img decoding="async" src="{src}" alt="">'
        f'<figcaption class="wp-element-caption">{caption}</figcaption></figure>'
    ),
}


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/{story.date:%Y/%m/%d}/{story.slug}/"


def frame(title: str, main: str, head: str = "", kind: str = "single single-post") -> str:
    """Return a whole page of the theme around `main`."""
    recent = links(STORIES[:5], address, '<li><a href="{href}">{title}</a><span class="post-date">{day}</span></li>')
    return f"""{NOTE}<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{escape(title)}</title>
<meta name="generator" content="WordPress 6.8">{head}</head><body class="{kind} wp-custom-logo">
<header id="masthead" class="site-header"><div class="top-bar"><span>{day_name(TODAY)}, {TODAY:%d/%m/%Y}</span>
<a href="{HOST}/dat-bao/">Đặt báo</a></div><p class="site-title"><a href="{HOST}/" rel="home">Tin Vùng</a></p>
<p class="site-description">Chuyện gần nhà, kể cho người xa</p>
<nav id="site-navigation"><ul id="primary-menu">{MENU}</ul></nav></header>
<div id="content" class="site-content"><div id="primary"><main id="main">{main}</main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2 class="widget-title">Bài mới</h2>
<ul>{recent}</ul></section><section class="widget"><h2 class="widget-title">Đăng ký nhận tin</h2>
<p>Nhập địa chỉ thư điện tử để nhận bản tin mỗi sáng thứ bảy.</p><form><input type="email"></form></section></aside>
</div><footer id="colophon"><div class="site-info"><p>Trang tin Tin Vùng – Giấy phép số 214/GP-TTĐT do Sở Văn hóa cấp
ngày 3/4/2019.</p><p>Địa chỉ: 18 Trần Quang Diệu, phường Vạn Phú. Điện thoại: 0299 123 4567.</p>
<p>Ghi rõ nguồn “tinvung.example” khi phát hành lại thông tin từ trang này.</p></div></footer></body></html>"""


def _share(story: Story) -> str:
    where = address(story)
    return (
        f'<div class="sharedaddy"><span>Chia sẻ:</span><a href="https://social.example/share?u={where}">Facebook</a>'
        f'<a href="https://chat.example/share?u={where}">Zalo</a><a href="mailto:?body={where}">Email</a></div>'
    )


def _behind(index: int, story: Story) -> str:
    tags = ", ".join(f'<a href="{HOST}/the/{n}/" rel="tag">{tag}</a>' for n, tag in enumerate(story.tags))
    more = links(
        neighbours(STORIES, index, 3),
        address,
        '<article class="related-post"><a href="{href}"><img src="/thumb.jpg" alt="{title}"></a>'
        '<h4><a href="{href}">{title}</a></h4><p>{sapo}</p></article>',
    )
    comment = (
        '<div id="comments"><h3 class="comments-title">2 bình luận</h3><ol class="comment-list"><li><b>Cô Sáu Bến Đò</b>'
        f"<time>{TODAY:%d/%m/%Y}</time><p>Đọc mà nhớ quê quá, cám ơn người viết.</p></li></ol>"
        "<form><label>Trả lời</label><textarea></textarea><p>Email của bạn sẽ không được hiển thị công khai.</p></form></div>"
    )
    return (
        f'<footer class="entry-footer"><span class="tags-links">Thẻ: {tags}</span></footer>'
        f'<div class="related"><h3>Bài viết cùng chuyên mục</h3>{more}</div>{comment}'
    )


def article(index: int, story: Story, make: int) -> Page:
    classic = index % 2 == 0
    source = f"{HOST}/wp-content/uploads/{story.date:%Y/%m}/{story.slug[:20]}-{{}}.jpg".format
    text = body(story.blocks, CLASSIC if classic else BLOCKS, source)
    sapo = escape(story.sapo or "")
    signed = signature(story, index, make, " - ".join(story.authors))
    when = stamp(story, index, make, f"{story.date:%d/%m/%Y %H:%M}")
    seconds = story.date if classic else story.date.replace(second=17 + index)
    crumbs = f'<div class="breadcrumbs"><a href="{HOST}/">Trang chủ</a> » <a href="#">{story.section}</a></div>'
    if classic:
        head = f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:type" content="article">'
        meta = f'<div class="entry-meta"><span class="posted-on">{when}</span></div>'
        content = f'<p><strong>{sapo}</strong></p>{text}<p style="text-align: right;"><strong>{signed}</strong></p>'
    else:
        graph = {
            "@type": "Article",
            "headline": story.title,
            "datePublished": f"{seconds.isoformat()}+07:00",
            "author": [{"@type": "Person", "name": name} for name in story.authors],
            "publisher": {"@type": "Organization", "name": "Tin Vùng"},
        }
        head = data_block({"@context": "https://schema.org", "@graph": [graph]})
        head += f'<meta name="description" content="{sapo}">'
        by = ", ".join(
            f'<a class="url fn n" href="{HOST}/tac-gia/{n}/">{name}</a>' for n, name in enumerate(story.authors)
        )
        meta = (
            f'<div class="entry-meta"><time class="entry-date" datetime="{seconds.isoformat()}+07:00">'
            f'{story.date:%d/%m/%Y}</time> <span class="byline">bởi {by}</span></div>'
        )
        content = f'<p class="has-medium-font-size"><strong>{sapo}</strong></p>{text}'
    main = (
        f'{crumbs}<article class="post type-post"><header class="entry-header"><h1 class="entry-title">'
        f'{escape(story.title)}</h1>{meta}</header>{_share(story)}<div class="entry-content">{content}</div></article>'
        f"{_behind(index, story)}"
    )
    page = frame(f"{story.title} – Tin Vùng", main, head)
    return Page(story.slug, address(story), page, gold(story, published_at=f"{seconds.isoformat()}+07:00"))


def others() -> list[Page]:
    row = (
        '<article class="post"><h2 class="entry-title"><a href="{href}">{title}</a></h2><div class="entry-meta">{day} {time}'
        '</div><div class="entry-summary"><p>{sapo} <a class="more-link" href="{href}">Đọc tiếp</a></p></div></article>'
    )
    rows = links(STORIES, address, row)
    pager = '<nav class="pagination"><a href="/page/2/">2</a><a href="/page/3/">3</a><a href="#">Trang sau</a></nav>'
    archive = f'<header><h1 class="page-title">Chuyên mục: Đời sống</h1></header>{rows}{pager}'
    found = f'<header><h1 class="page-title">Kết quả tìm kiếm cho: cà phê</h1></header>{rows}'
    lost = (
        '<section class="error-404"><h1>Rất tiếc! Không tìm thấy trang này.</h1><p>Có vẻ như không có gì ở địa chỉ này. '
        "Bạn thử tìm kiếm xem sao?</p><form><input type=search></form></section>"
    )
    return [
        Page("home", f"{HOST}/", frame("Tin Vùng – Chuyện gần nhà", rows + pager, kind="home blog")),
        Page("section", f"{HOST}/chuyen-muc/doi-song/", frame("Đời sống – Tin Vùng", archive, kind="archive")),
        Page("search", f"{HOST}/?s=ca+phe", frame("Kết quả tìm kiếm – Tin Vùng", found, kind="search")),
        Page("error", f"{HOST}/2026/11/02/bai-da-go/", frame("Không tìm thấy trang – Tin Vùng", lost, kind="error404")),
        Page("list at an article's address", address(STORIES[3]), frame("Đời sống – Tin Vùng", archive)),
    ]
