"""Print a paper's long reads: a cover with the headline, sections of spans and line breaks, credits at the end.

More traps: the sapo behind the cover and a player, "Bài: … - Ảnh: …" and "Thực hiện: …", boxes of
videos and headlines between sections, share counts, dated comments, the section's name in larger letters than the headline.
"""

from __future__ import annotations

from html import escape

from spiders_tests.strange.markup import TODAY, Makers, bodies, day_name, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://baocuaba.example"
_HARD, _PLAIN = stories("hard"), stories("plain")
STORIES = (
    _HARD[9],
    _HARD[6],
    _HARD[2],
    _HARD[1],
    _HARD[4],
    _HARD[12],
    _PLAIN[6],
    _PLAIN[0],
    _PLAIN[3],
    _PLAIN[11],
    _PLAIN[1],
    _HARD[15],
    _HARD[17],
)
NOTE = "<!-- Invented. A site with traps: a cover, sections, credits, boxes between them. -->"
MAKERS: Makers = {
    "paragraph": "<span>{}</span><br><br>".format,
    "heading": "<h2>{}</h2>".format,
    "quote": '<div class="big"><em>{}</em></div>'.format,
    "question": "<strong>{}</strong><br><br>".format,
    "list": lambda entries: "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>",
    "table": lambda rows: f'<table class="data">{table_rows(rows)}</table>',
    "picture": lambda src, caption, alt: (
        f'<div class="im"><picture><source srcset="{src}?w=1600 1600w"><img src="{src}?w=800" alt="{alt}"></picture>'
        + (f"<small>{caption}</small>" if caption else "")
        + "</div>"
    ),
}
PLAYER = '<div class="tts"><button>▶</button><span>Nghe bài viết</span><span>0:00</span> / <span>4:32</span><span>1x</span></div>'


def address(story: Story) -> str:
    """Return where an article stands."""
    number = 20261100 + STORIES.index(story)
    return f"{HOST}/{story.slug}-{number}.htm" if number % 3 else f"{HOST}/longform/{number}"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the paper around `main`."""
    menu = "".join(
        f'<a href="/{n}">{name}</a>' for n, name in enumerate(["Thời sự", "Đời sống", "E-magazine", "Podcast"])
    )
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{NOTE}<title>{escape(title)}</title>{head}</head><body>
<div class="bar" style="position:fixed"><a href="/">Báo Cửa Ba</a><span>{day_name(TODAY)}, {TODAY:%d/%m/%Y}</span>{menu}</div>{main}
<div class="foot"><p>Báo điện tử Cửa Ba - Tiếng nói của người lao động cảng</p><p>Phó Tổng biên tập phụ trách: Vũ Trọng Kha</p><p>Tòa
soạn: 7 Trần Khánh Dư, Hải Phòng. Đường dây nóng: 0225 7 300 300</p><p>Giấy phép số 501/GP-BTTTT ngày 4/8/2021. © Ghi rõ nguồn khi
phát hành lại.</p></div></body></html>"""


def _sections(index: int, story: Story) -> str:
    """Return the body in sections of up to five blocks, with boxes between them that are not the article's."""
    boxes = [
        '<aside class="vd"><b>Video nổi bật</b>'
        + links(neighbours(STORIES, index, 2), address, '<div><a href="{href}">{title}</a><i>02:15</i></div>')
        + "</aside>",
        '<div class="dn"><b>Đừng bỏ lỡ</b>'
        + links(neighbours(STORIES, index + 2, 1), address, '<a href="{href}">{title}</a>')
        + "</div>",
    ]
    parts = [story.blocks[start : start + 5] for start in range(0, len(story.blocks), 5)]
    made = []
    for number, text in enumerate(bodies(parts, MAKERS, f"{HOST}/anh/{index}-{{}}.jpg".format)):
        made.append(f"<section>{text}</section>")
        if number < 2 and number + 1 < len(parts):
            made.append(boxes[number])
    return "".join(made)


def article(index: int, story: Story) -> Page:
    people = story.authors
    if len(people) == 2:
        credit = (
            f"<b>Bài:</b> {people[0]} - <b>Ảnh:</b> {people[1]}"
            if index % 2
            else f"<b>Thực hiện:</b> {people[0]} – {people[1]}"
        )
    else:
        credit = f"<b>{('Thực hiện', 'Bài', 'Nội dung')[index % 3]}:</b> {people[0]}" if people else ""
    when = f"{day_name(story.date)}, {story.date:%d/%m/%Y} | {story.date:%H:%M}"
    sapo = f'<section class="mo"><p>{escape(story.sapo)}</p></section>' if story.sapo else ""
    seconds = story.date.replace(second=33 if index % 2 else 0)
    head = f'<meta property="article:published_time" content="{seconds.isoformat()}+07:00">' if index % 2 else ""
    older = links(
        neighbours(STORIES, index, 4),
        address,
        '<div class="c"><a href="{href}"><img src="/c.jpg" alt=""></a><h4><a href="{href}">{title}</a></h4></div>',
    )
    comments = (
        f'<div class="cm"><h5>Bình luận (2)</h5><div><h6>Nguyễn Bá Thước</h6><span>{TODAY:%d/%m/%Y} 06:30</span><p>Chờ mãi mới thấy báo viết '
        "về chuyện này, mong các anh chị theo đến cùng chứ đừng viết một kỳ rồi thôi.</p></div><div><h6>Lê Na</h6>"
        f"<span>{TODAY:%d/%m/%Y} 06:41</span><p>Ảnh đẹp quá!</p></div><textarea placeholder='Viết bình luận'></textarea></div>"
    )
    main = (
        f'<div class="cover" style="background-image:url(/bia/{index}.jpg)"><div class="chu-lon">{story.section.upper()}</div><h1>'
        f'{escape(story.title)}</h1><div class="luc">{when}</div></div><div class="sh"><a href="#">Thích 1,2K</a><a href="#">Chia sẻ 340</a>'
        f'</div>{PLAYER}{sapo}{_sections(index, story)}<div class="cr">{credit}</div><div class="tg">'
        f'{"".join(f"<a href=/t/{n}>{tag}</a>" for n, tag in enumerate(story.tags))}</div><div class="tc"><b>Cùng chuyên mục</b>{older}</div>{comments}'
    )
    expected = gold(story, published_at=f"{seconds.isoformat()}+07:00")
    return Page(story.slug, address(story), frame(f"{story.title} - Báo Cửa Ba", main, head), expected)


def others() -> list[Page]:
    row = '<div class="c"><a href="{href}"><img src="/c.jpg" alt=""></a><h4><a href="{href}">{title}</a></h4><i>{day} | {time}</i><p>{sapo}</p></div>'
    rows = links(STORIES, address, row)
    lost = '<div class="cover"><h1>Xin lỗi, chúng tôi không tìm thấy trang này</h1></div>' + rows
    shell = f'<!DOCTYPE html><html lang="vi"><head>{NOTE}<title>{escape(STORIES[4].title)}</title></head><body><div id="app"><div class="loading">Đang tải...</div></div><script src="/a.js"></script></body></html>'
    return [
        Page("home", f"{HOST}/", frame("Báo Cửa Ba", rows)),
        Page("section", f"{HOST}/2", frame("E-magazine - Báo Cửa Ba", f"<h1>E-magazine</h1>{rows}")),
        Page(
            "search",
            f"{HOST}/tim-kiem?k=đảo",
            frame("Tìm kiếm - Báo Cửa Ba", f"<h1>Tìm kiếm</h1><p>13 bài viết</p>{rows}"),
        ),
        Page("error", f"{HOST}/bai-cu-20250101.htm", frame("Báo Cửa Ba", lost)),
        Page("shell", address(STORIES[4]), shell),
        Page(
            "list at an article's address",
            address(STORIES[2]),
            frame("E-magazine - Báo Cửa Ba", f"<h1>E-magazine</h1>{rows}"),
        ),
    ]
