"""Print short articles in very deep boxes, among teasers that are longer than they are.

More traps: a drop cap, the sapo as a heading, "09h15 ngày 20/11/2026" as the date, `address` for the byline, featured
stories in full paragraphs above the article and below it, the same box names for teaser and article.
"""

from __future__ import annotations

from html import escape

from spiders_tests.strange.markup import TODAY, Makers, body, day_name, inline, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://tinngan.example"
_HARD, _PLAIN = stories("hard"), stories("plain")
STORIES = (
    _HARD[3],
    _HARD[10],
    _HARD[11],
    *_HARD[16:18],
    _HARD[7],
    _HARD[8],
    _HARD[14],
    _HARD[9],
    _PLAIN[0],
    _PLAIN[5],
    *_PLAIN[7:10],
)
NOTE = "<!-- Invented. A site with traps: deep boxes, short articles among long teasers. -->"
MAKERS: Makers = {
    "paragraph": "<p>{}</p>".format,
    "heading": "<h3>{}</h3>".format,
    "quote": "<blockquote>{}</blockquote>".format,
    "list": lambda entries: "<ul>" + "".join(f"<li><p>{entry}</p></li>" for entry in entries) + "</ul>",
    "table": lambda rows: f"<table><tbody>{table_rows(rows)}</tbody></table>",
    "picture": lambda src, caption, alt: (
        f'<figure class="box"><div class="box"><img src="{src}" alt="{alt}"></div>'
        + (f"<figcaption>{caption}</figcaption>" if caption else "")
        + "</figure>"
    ),
}


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/{story.date:%Y-%m-%d}/{STORIES.index(story) + 40}-{story.slug}"


def _teasers(shown: list[Story], label: str) -> str:
    cards = "".join(
        f'<div class="box item"><div class="box"><h3><a href="{address(story)}">{escape(story.title)}</a></h3>'
        f"<p>{escape(story.sapo or '')} {' '.join(inline(b.words) for b in story.blocks if b.kind == 'paragraph')[:520]}… "
        f'<a href="{address(story)}">Xem tiếp</a></p><span>{story.date:%H}h{story.date:%M} ngày {story.date:%d/%m/%Y}</span></div></div>'
        for story in shown
    )
    return f'<div class="box list"><h4>{label}</h4>{cards}</div>'


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the site around `main`."""
    menu = "".join(
        f'<div class="box"><a href="/{n}">{name}</a></div>' for n, name in enumerate(["Mới", "Hay", "Lạ", "Vui"])
    )
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{NOTE}<title>{escape(title)}</title>{head}</head><body><div
class="box"><div class="box"><div class="box"><a href="/">Tin Ngắn</a></div><div class="box">{day_name(TODAY)} {TODAY:%H}h{TODAY:%M} ngày
{TODAY:%d/%m/%Y}</div>{menu}</div>{main}<div class="box"><div class="box">Tin Ngắn – tin gọn cho người bận. Giấy phép 77/GP-TTĐT.</div>
<div class="box">Liên hệ: 22 Lê Lợi, Huế. Điện thoại 0234 555 666</div></div></div></body></html>"""


def _drop_cap(markup: str) -> str:
    """Return the body with the first letter of its first paragraph in an element of its own."""
    before, tag, behind = markup.partition("<p>")
    if not tag or not behind[0].isalpha():
        return markup
    return f'{before}<p><span class="cap">{behind[0]}</span>{behind[1:]}'


def article(index: int, story: Story) -> Page:
    levels = (12, 60, 110, 150)[index % 4]
    text = _drop_cap(body(story.blocks, MAKERS, f"{HOST}/p/{index}/{{}}.jpg".format))
    sapo = f"<h2>{escape(story.sapo)}</h2>" if story.sapo else ""
    people = " và ".join(f'<a href="/nguoi-viet/{n}">{name}</a>' for n, name in enumerate(story.authors))
    by = f"<address>{people}</address>" if people else ""
    deep = '<div class="box">' * levels + text + "</div>" * levels
    behind = neighbours(STORIES, index, 5)
    main = (
        f'<div class="box crumbs"><a href="/">Tin Ngắn</a> / <a href="/1">{story.section}</a></div>'
        f'{_teasers(behind[:2], "Tâm điểm")}<div class="box item"><h1>{escape(story.title)}</h1><div class="box"><span>{story.date:%H}h'
        f"{story.date:%M} ngày {story.date:%d/%m/%Y}</span></div>{sapo}{deep}{by}</div>{_teasers(behind[2:], 'Tin cùng mục')}"
    )
    head = (
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" content="Tin Ngắn">'
    )
    return Page(
        story.slug, address(story), frame(f"{story.title} :: Tin Ngắn", main, head if index % 2 else ""), gold(story)
    )


def others() -> list[Page]:
    rows = _teasers(list(STORIES), "Mới nhất")
    lost = '<div class="box item"><h1>Không có tin này</h1><p>Đường dẫn sai, hoặc tin đã quá hạn và được xóa.</p></div>'
    return [
        Page("home", f"{HOST}/", frame("Tin Ngắn", rows)),
        Page("section", f"{HOST}/1", frame("Hay :: Tin Ngắn", f"<h1>Hay</h1>{rows}")),
        Page("search", f"{HOST}/tim?q=chợ", frame("Tìm :: Tin Ngắn", f"<h1>Tìm: chợ</h1>{rows}")),
        Page("error", f"{HOST}/2026-01-01/1-khong-co", frame("Tin Ngắn", lost)),
        Page(
            "error among teasers",
            f"{HOST}/2026-01-02/2-mat-roi",
            frame("Tin Ngắn", lost + _teasers(list(STORIES[:4]), "Tâm điểm")),
        ),
        Page("list at an article's address", address(STORIES[3]), frame("Hay :: Tin Ngắn", f"<h1>Hay</h1>{rows}")),
    ]
