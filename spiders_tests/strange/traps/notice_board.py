"""Print a department's notice board: no sapo anywhere, two dates in a table of data, files in a box behind the text.

More traps: the window's title and the description are the site's, numbers as addresses, "Cập nhật" beside "Ngày đăng",
counters in the same table, an author only on some pages, lines of the office that look like a signature.
"""

from __future__ import annotations

from datetime import timedelta
from html import escape

from spiders_tests.strange.markup import TODAY, Makers, body, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://soquyhoach.tinhmay.example"
STORIES = (
    *stories("hard")[:2],
    stories("hard")[3],
    *stories("hard")[5:9],
    stories("hard")[11],
    *stories("hard")[13:16],
    *stories("plain")[9:12],
)
NOTE = "<!-- Invented. A site with traps: no sapo, two dates, a table of data. -->"
SITE = "Sở Quy hoạch tỉnh Mây"
MAKERS: Makers = {
    "paragraph": "<p>&nbsp;&nbsp;&nbsp;{}</p>".format,
    "heading": "<p><u>{}</u></p>".format,
    "quote": "<p><em>{}</em></p>".format,
    "list": lambda entries: "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>",
    "table": lambda rows: (
        f'<table border="1" cellpadding="4"><tbody>{table_rows(rows[:1], "<td><strong>{}</strong></td>")}'
        f"{table_rows(rows[1:])}</tbody></table>"
    ),
    "picture": lambda src, caption, alt: (
        f'<p><img src="{src}" alt="{alt}"></p>' + (f'<p class="chu-thich">{caption}</p>' if caption else "")
    ),
}


def address(story: Story) -> str:
    """Return where an article stands: a number."""
    return f"{HOST}/thong-bao/xem/{5500 + STORIES.index(story)}"


def frame(main: str) -> str:
    """Return a whole page of the site around `main`."""
    menu = "".join(
        f'<td><a href="/{n}">{name}</a></td>'
        for n, name in enumerate(["Giới thiệu", "Thông báo", "Quy hoạch", "Góp ý"])
    )
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{NOTE}<title>{
        SITE
    }</title><meta name="description"
content="Trang thông tin điện tử {SITE}: quy hoạch, kiến trúc, thủ tục hành chính"><meta name="author" content="{
        SITE
    }"></head><body>
<div class="top"><img src="/logo.gif" alt=""><span>ỦY BAN NHÂN DÂN TỈNH MÂY</span><strong>{SITE.upper()}</strong><span>{
        TODAY:%d/%m/%Y
%H:%M:%S}</span></div><table class="menu"><tr>{menu}</tr></table><div class="giua">{main}</div><div class="duoi"><p><b>{
        SITE
    }</b></p>
<p>Trụ sở: Khu hành chính tập trung, phường Mây Đông, tỉnh Mây</p><p>ĐT: 0277.3.811.811; Thư điện tử: soqh@tinhmay.example</p>
<p>Giấy phép số 04/GP-STTTT do Sở Thông tin và Truyền thông cấp ngày 22/2/2018</p><p>Lượt truy cập: 884.120</p></div></body></html>"""


def article(index: int, story: Story) -> Page:
    by_author = bool(story.authors) and index % 2 == 1
    text = body(story.blocks, MAKERS, f"{HOST}/tep/anh/{index}-{{}}.jpg".format)
    changed = story.date + timedelta(days=1, hours=1, minutes=3)
    rows = [
        ("Ngày đăng", f"{story.date:%d/%m/%Y} {story.date:%H:%M}"),
        ("Cập nhật", f"{changed:%d/%m/%Y} {changed:%H:%M}"),
        *([("Tác giả", ", ".join(story.authors))] if by_author else []),
        ("Chuyên mục", story.section),
        ("Lượt xem", f"{index * 131 + 45}"),
    ]
    data = "".join(f"<tr><td>{label}:</td><td>{value}</td></tr>" for label, value in rows)
    older = links(
        neighbours(STORIES, index, 5), address, '<tr><td>{day}</td><td><a href="{href}">{title}</a></td></tr>'
    )
    files = (
        '<div class="tep"><b>Tệp đính kèm:</b><ul><li><a href="/tep/cong-van-2214.pdf">cong-van-2214.pdf</a> (1,2 MB)</li></ul></div>'
        if index % 3 == 0
        else ""
    )
    main = (
        f'<div class="vt">Bạn đang ở: <a href="/">Trang chủ</a> » <a href="/1">Thông báo</a></div>'
        f'<div style="font-size:20px;font-weight:bold;color:#036">{escape(story.title)}</div><table class="tt">{data}</table>'
        f'<div class="ck">{text}</div>{files}<div class="in"><a href="#">In trang</a> | <a href="#">Gửi email</a></div>'
        f'<h3>Thông báo khác</h3><table class="khac"><tr><th>Ngày</th><th>Tiêu đề</th></tr>{older}</table>'
    )
    expected = gold(story, summary=None, authors=list(story.authors) if by_author else [])
    return Page(story.slug, address(story), frame(main), expected)


def others() -> list[Page]:
    rows = links(STORIES, address, '<tr><td>{day} {time}</td><td><a href="{href}">{title}</a></td></tr>')
    table = f'<h3>Thông báo</h3><table class="khac"><tr><th>Ngày</th><th>Tiêu đề</th></tr>{rows}</table>'
    lost = '<div class="vt">Bạn đang ở: <a href="/">Trang chủ</a></div><p>Bản tin không tồn tại.</p>'
    return [
        Page("home", f"{HOST}/", frame(table + table)),
        Page("section", f"{HOST}/1", frame(table + "<p>Trang 1/14 <a href='?t=2'>Sau</a></p>")),
        Page("search", f"{HOST}/tim?tu=do", frame(f"<p>Tìm thấy 14 kết quả</p>{table}")),
        Page("error", f"{HOST}/thong-bao/xem/1", frame(lost)),
        Page("list at an article's address", address(STORIES[3]), frame(table)),
    ]
