"""Print a paper that puts the next article in full below the one that was asked for.

More traps: the headline printed twice, another headline for search engines in the metas, JSON-LD of both articles, a
notice about cookies in long sentences before it all, a disclaimer and comments inside the article's box, words in parts.
"""

from __future__ import annotations

from html import escape

from spiders_tests.strange.markup import TODAY, Makers, body, data_block, day_name, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://cuonmai.example"
STORIES = (*stories("hard")[6:11], *stories("plain")[1:9])
NOTE = "<!-- Invented. A site with traps: the next article in full below the first. -->"
MAKERS: Makers = {
    "paragraph": "<p>{}</p>".format,
    "heading": "<h3>{}</h3>".format,
    "quote": "<blockquote><p>{}</p></blockquote>".format,
    "table": lambda rows: f"<table>{table_rows(rows)}</table>",
    "picture": lambda src, caption, alt: (
        f'<div class="pic"><img src="{src}" alt="{alt}">'
        + (f'<p class="cap">{caption}</p>' if caption else "")
        + "</div>"
    ),
}
COOKIES = (
    '<div class="ck"><p>Chúng tôi và các đối tác sử dụng cookie để ghi nhớ lựa chọn của bạn, đo lường lượng người đọc và hiển thị nội '
    "dung phù hợp hơn. Khi tiếp tục sử dụng trang, bạn đồng ý với chính sách bảo mật và điều khoản của chúng tôi.</p><p>Bạn có thể thay "
    "đổi lựa chọn bất cứ lúc nào trong phần cài đặt của tài khoản, mục quyền riêng tư.</p><button>Đồng ý</button><button>Từ chối</button></div>"
)


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/{story.slug}-post{1800 + STORIES.index(story)}.html"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the paper around `main`."""
    menu = "".join(
        f'<a href="/{n}">{name}</a>' for n, name in enumerate(["Trang chủ", "Xã hội", "Kinh tế", "Giải trí"])
    )
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{NOTE}<title>{escape(title)}</title>{head}</head><body>{COOKIES}
<header><a href="/">Cuộn Mãi</a><em>{day_name(TODAY)}, {TODAY:%d/%m/%Y} {TODAY:%H:%M}</em>{menu}</header><div id="stream">{main}</div>
<footer><p>Cuộn Mãi - báo của người thích đọc. Giấy phép 120/GP-BTTTT ngày 7/7/2020</p><p>Địa chỉ: 30 Hàm Long, Hà Nội. Điện thoại:
024 7777 8888. Mọi hành vi sao chép phải được sự đồng ý bằng văn bản của tòa soạn.</p></footer></body></html>"""


def _data(story: Story) -> str:
    return data_block(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": address(story),
            "headline": story.title,
            "datePublished": f"{story.date.isoformat()}+07:00",
            "author": {"@type": "Person", "name": ", ".join(story.authors) or "Cuộn Mãi"},
        }
    )


def _box(index: int, story: Story, kind: str) -> str:
    text = body(story.blocks, MAKERS, f"{HOST}/f/{STORIES.index(story)}-{{}}.jpg".format)
    # The editor's tool cuts words into parts, as they do when somebody changes a letter.
    text = text.replace("người", "ng<span>ười</span>", 1)
    sapo = f'<p class="chapeau"><strong>{escape(story.sapo)}</strong></p>' if story.sapo else ""
    names = f'<p class="au"><strong>{" - ".join(story.authors)}</strong></p>' if story.authors else ""
    said = (
        f'<div class="cmts"><b>Bình luận mới nhất</b><div class="c"><strong>Trần Thị Lụa</strong><p>Tôi làm nghề này hai mươi năm rồi, đọc '
        "thấy đúng quá, chỉ mong có thêm nhiều bài như thế này nữa để người ngoài hiểu chúng tôi.</p>"
        f"<i>{TODAY:%d/%m/%Y} 06:5{index % 10}</i></div></div>"
    )
    return (
        f'<div class="{kind}"><div class="crumb"><a href="/">Trang chủ</a> > <a href="/1">{story.section}</a></div><h1>{escape(story.title)}'
        f'</h1><div class="date">{story.date:%d/%m/%Y} - {story.date:%H:%M}</div>{sapo}{text}{names}<div class="note"><em>Bài viết thể hiện '
        f"quan điểm riêng của tác giả và không nhất thiết trùng với quan điểm của tòa soạn.</em></div>{said}</div>"
    )


def article(index: int, story: Story) -> Page:
    following = neighbours(STORIES, index, 1)[0]
    for_engines = f"Tin mới: {story.title.split(',')[0].split(':')[0]} [{story.date:%Y}]"
    head = (
        f'<meta property="og:title" content="{escape(for_engines)}"><link rel="canonical" href="{address(story)}">'
        + (_data(story) + _data(following) if index % 2 else "")
    )
    sticky = f'<div class="sticky" style="position:fixed"><span>{escape(story.title)}</span><a href="#c">1</a></div>'
    also = links(neighbours(STORIES, index + 1, 3), address, '<li><a href="{href}">{title}</a></li>')
    main = (
        f'{sticky}{_box(index, story, "story first")}<div class="also"><b>Đọc tiếp</b><ul>{also}</ul></div>'
        f'<div class="sep">Bài tiếp theo</div>{_box(index, following, "story")}'
    )
    return Page(story.slug, address(story), frame(f"{story.title} | Cuộn Mãi", main, head), gold(story))


def others() -> list[Page]:
    row = '<div class="r"><h3><a href="{href}">{title}</a></h3><p>{sapo}</p><span>{day} - {time}</span></div>'
    rows = links(STORIES, address, row)
    lost = '<div class="story"><h1>Không tìm thấy nội dung</h1><p>Bài viết có thể đã được gỡ bỏ.</p></div>'
    return [
        Page("home", f"{HOST}/", frame("Cuộn Mãi", rows)),
        Page("section", f"{HOST}/1", frame("Xã hội | Cuộn Mãi", f"<h1>Xã hội</h1>{rows}")),
        Page("search", f"{HOST}/tim?q=mua", frame("Tìm | Cuộn Mãi", f"<h1>Kết quả: mưa</h1>{rows}")),
        Page("error", f"{HOST}/bai-cu-post1.html", frame("Cuộn Mãi", lost)),
        Page("list at an article's address", address(STORIES[0]), frame("Xã hội | Cuộn Mãi", f"<h1>Xã hội</h1>{rows}")),
    ]
