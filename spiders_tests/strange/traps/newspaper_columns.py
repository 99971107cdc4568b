"""Print a weekly whose text runs through columns, each a box of its own, with advertisements between them.

More traps: the section as `h1`, the headline broken into two lines, the byline before the sapo, the date behind the text,
a page number, a box of facts about the paper, another author's column at the side with its own text and name.
"""

from __future__ import annotations

from html import escape

from spiders_tests.strange.markup import TODAY, Makers, bodies, day_name, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://tuanbaolua.example"
STORIES = (
    *stories("hard")[8:10],
    stories("hard")[6],
    stories("hard")[12],
    *stories("plain")[0:4],
    *stories("plain")[6:12],
)
NOTE = "<!-- Invented. A site with traps: the text runs through columns. -->"
MAKERS: Makers = {
    "paragraph": '<p class="b">{}</p>'.format,
    "heading": '<h4 class="b">{}</h4>'.format,
    "quote": '<p class="b q">{}</p>'.format,
    "table": lambda rows: f'<table class="b">{table_rows(rows)}</table>',
    "picture": lambda src, caption, alt: (
        f'<dl class="b"><dt><img src="{src}" alt="{alt}"></dt>' + (f"<dd>{caption}</dd>" if caption else "") + "</dl>"
    ),
}
OPINION = (
    '<div class="goc"><h3><a href="/goc-nhin/9">Góc nhìn: Đi chậm lại một nhịp</a></h3><b>Lã Thành Vinh</b><p>Người ta nói mãi về tốc độ, còn '
    "tôi thì nhớ những chuyến tàu chợ dừng ở từng ga nhỏ, nơi người bán xôi biết tên từng hành khách và không bao giờ thối nhầm tiền. Tốc độ "
    "cho ta nhiều thứ, chỉ không cho ta thời gian để nhìn nhau.</p><a href='/goc-nhin/9'>Đọc tiếp</a></div>"
)


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/so-48/trang-{3 + STORIES.index(story)}"


def frame(title: str, main: str) -> str:
    """Return a whole page of the weekly around `main`."""
    menu = "".join(
        f'<td><a href="/{n}">{name}</a></td>'
        for n, name in enumerate(["Số này", "Số trước", "Đặt báo", "Thư tòa soạn"])
    )
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{NOTE}<title>{escape(title)}</title></head><body><div id="p"><div id="d">
<a href="/"><img src="/lua.svg" alt="Tuần báo Lúa"></a><span>Số 48 (1.211), {day_name(TODAY, capital=False)} {TODAY:%d/%m/%Y}</span><table><tr>{menu}</tr>
</table></div><div id="g">{main}</div><div id="b">{OPINION}</div><div id="c"><p>TUẦN BÁO LÚA - Giấy phép xuất bản số 66/GP-BTTTT. Chủ nhiệm: Hà Văn
Cội</p><p>Tòa soạn và trị sự: 14 bến Ninh Kiều, Cần Thơ - ĐT: 0292 366 366</p><p>In tại Xí nghiệp In số 2</p></div></div></body></html>"""


def article(index: int, story: Story) -> Page:
    third = -(-len(story.blocks) // 3)
    parts = [story.blocks[start : start + third] for start in range(0, len(story.blocks), third)]
    columns = bodies(parts, MAKERS, f"{HOST}/hinh/{index}/{{}}.png".format)
    advert = '<div class="qc"><small>QUẢNG CÁO</small><a href="https://ads.example/1"><img src="https://ads.example/1.jpg" alt=""></a></div>'
    text = advert.join(f'<div class="cot">{column}</div>' for column in columns)
    words = story.title.split()
    half = len(words) // 2
    title = f"{escape(' '.join(words[:half]))}<br>{escape(' '.join(words[half:]))}"
    by = f'<div class="but">Bài của <b>{" và ".join(story.authors)}</b></div>' if story.authors else ""
    sapo = f'<div class="khung">{escape(story.sapo)}</div>' if story.sapo else ""
    next_pages = links(neighbours(STORIES, index, 3), address, '<li><a href="{href}">{title}</a></li>')
    main = (
        f'<h1>{story.section}</h1><div class="sotrang">Trang {3 + index}</div><h2>{title}</h2>{by}{sapo}<div class="hang">{text}</div>'
        f'<div class="cuoi">Lên trang: {story.date:%H:%M} ngày {story.date:%d/%m/%Y}</div><div class="tiep"><b>Cũng trong số này:</b><ul>'
        f"{next_pages}</ul></div>"
    )
    return Page(story.slug, address(story), frame(f"{story.title} – Tuần báo Lúa", main), gold(story))


def others() -> list[Page]:
    rows = links(
        STORIES,
        address,
        '<div class="tin"><h2><a href="{href}">{title}</a></h2><p>{sapo}</p><i>Lên trang: {time} ngày {day}</i></div>',
    )
    lost = "<h1>Không có trang này</h1><p>Số báo này chỉ có mười sáu trang.</p>"
    return [
        Page("home", f"{HOST}/", frame("Tuần báo Lúa", rows)),
        Page("section", f"{HOST}/0", frame("Số này – Tuần báo Lúa", f"<h1>Số 48</h1>{rows}")),
        Page("search", f"{HOST}/tim?c=lua", frame("Tìm – Tuần báo Lúa", f"<h1>Tìm: lúa</h1>{rows}")),
        Page("error", f"{HOST}/so-48/trang-99", frame("Tuần báo Lúa", lost)),
        Page(
            "list at an article's address", address(STORIES[3]), frame("Số này – Tuần báo Lúa", f"<h1>Số 48</h1>{rows}")
        ),
    ]
