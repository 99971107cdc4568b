"""Print a paper that shows "3 ngày trước", the moment itself being in an attribute.

More traps: a hidden copy of the headline and the sapo for small screens, other articles' headlines as paragraphs between
the paragraphs, lines that ask to watch and to follow, an author with an address for letters, pictures without a caption.
"""

from __future__ import annotations

from html import escape

from spiders_tests.strange.markup import TODAY, Makers, body, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://tinmoimoi.example"
STORIES = (*stories("plain")[6:12], *stories("hard")[0:3], stories("hard")[5], *stories("hard")[14:17])
NOTE = "<!-- Invented. A site with traps: the time of an article in words only. -->"
MAKERS: Makers = {
    "paragraph": "<div data-block><p>{}</p></div>".format,
    "heading": "<div data-block><p><b><span>{}</span></b></p></div>".format,
    "quote": "<div data-block><blockquote>{}</blockquote></div>".format,
    "question": "<div data-block><p><b>{}</b></p></div>".format,
    "list": lambda entries: "<div data-block><ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul></div>",
    "table": lambda rows: f"<div data-block><table><tbody>{table_rows(rows)}</tbody></table></div>",
    "picture": lambda src, caption, alt: (
        f'<div data-block><img data-original="{src}" src="data:image/gif;base64,R0lGOD" alt=""></div>'
    ),
}
FOLLOW = (
    '<p class="moi"><i>Mời bạn đọc theo dõi Tin Mới Mới trên <a href="https://social.example/tmm">mạng xã hội</a> để cập nhật nhanh nhất.'
    "</i></p>"
)


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/{story.slug}/r{30 + STORIES.index(story)}"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the paper around `main`."""
    menu = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(["Mới", "Nóng", "Sâu", "Vui"]))
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{NOTE}<title>{escape(title)}</title><style>.nho{{display:none}}
.to{{display:block}}</style>{head}</head><body><div class="tren"><a href="/">Tin Mới Mới</a><ul>{menu}</ul><time datetime="{TODAY:%Y-%m-%d}T07:00:00+07:00">
Hôm nay, {TODAY:%d/%m}</time></div>{main}<div class="duoi">Tin Mới Mới. Phụ trách: Lục Thị Hiền. Giấy phép số 8/GP-TTĐT. Liên hệ quảng cáo:
0977 000 111. Trụ sở: 2 Hồ Tây, Hà Nội</div></body></html>"""


def _ago(story: Story) -> str:
    days = (TODAY.date() - story.date.date()).days
    return f"{days} ngày trước" if days < 7 else f"{days // 7} tuần trước"


def article(index: int, story: Story) -> Page:
    source = f"{HOST}/o/{index}-{{}}.jpeg".format
    other = neighbours(STORIES, index, 2)
    between = links(other[:1], address, '<div data-block><p><a href="{href}"><b>{title}</b></a></p></div>')
    see = links(other[1:], address, '<div data-block><p>&gt;&gt; Xem thêm: <a href="{href}">{title}</a></p></div>')
    text = body(story.blocks[:2], MAKERS, source)
    shown = sum(block.kind == "picture" for block in story.blocks[:2])
    rest = body(story.blocks[2:], MAKERS, lambda n: source(n + shown))
    # Between the paragraphs only where prose stands on both sides; a list or a table stays whole.
    inside = between if all(block.kind == "paragraph" for block in story.blocks[1:3]) else ""
    mails = "".join(
        f'<div><b>{name}</b> <a href="mailto:{n}@tinmoimoi.example">{n}@tinmoimoi.example</a></div>'
        for n, name in enumerate(story.authors)
    )
    sapo = f'<h2 class="to">{escape(story.sapo)}</h2>' if story.sapo else ""
    small = (
        f'<div class="nho"><b>{escape(story.title)}</b><p>{escape(story.sapo or "")}</p><span>Chạm để đọc</span></div>'
    )
    older = links(
        neighbours(STORIES, index + 2, 4),
        address,
        '<div class="o"><a href="{href}"><h3>{title}</h3></a><span>1 ngày trước</span></div>',
    )
    main = (
        f'<div class="bai"><div class="muc"><a href="/1">{story.section}</a></div>{small}<h1 class="to">{escape(story.title)}</h1>'
        f'<div class="luc"><time datetime="{story.date.isoformat()}+07:00">{_ago(story)}</time><span>{index}.2K</span><span>Nghe</span></div>'
        f'{sapo}<div class="noi">{text}{inside}{rest}</div>{see}{FOLLOW}<div class="viet">{mails}</div></div><div class="nua"><h4>Tin mới'
        f"</h4>{older}</div>"
    )
    expected = gold(story, captions=[None] * len(story.pictures))
    return Page(story.slug, address(story), frame(f"{story.title} - Tin Mới Mới", main), expected)


def others() -> list[Page]:
    rows = links(
        STORIES,
        address,
        '<div class="o"><a href="{href}"><h3>{title}</h3></a><p>{sapo}</p><span>2 ngày trước</span></div>',
    )
    shell = f'<!DOCTYPE html><html lang="vi"><head>{NOTE}<title>Tin Mới Mới</title></head><body><div id="root"></div><script src="/x.js"></script></body></html>'
    lost = '<div class="bai"><h1>Rất tiếc</h1><p>Trang bạn yêu cầu không còn tồn tại.</p></div>'
    return [
        Page("home", f"{HOST}/", frame("Tin Mới Mới", rows)),
        Page("section", f"{HOST}/1", frame("Nóng - Tin Mới Mới", f"<h1>Nóng</h1>{rows}")),
        Page("search", f"{HOST}/tim?q=an", frame("Tìm - Tin Mới Mới", f"<p>13 kết quả</p>{rows}")),
        Page("error", f"{HOST}/cu/r1", frame("Tin Mới Mới", lost)),
        Page("shell", address(STORIES[2]), shell),
        Page("list at an article's address", address(STORIES[1]), frame("Nóng - Tin Mới Mới", f"<h1>Nóng</h1>{rows}")),
    ]
