"""Print an association's page pasted from a word processor: head, article, other headlines and address in one flat box.

More traps: no heading at all, every paragraph of one class, sentences that end in a date, a signature in brackets or none,
the site's name and today's date as paragraphs like all others, dated headlines behind the text, empty paragraphs.
"""

from __future__ import annotations

from html import escape

from spiders_tests.strange.markup import TODAY, Makers, body, day_name, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "http://hoilangnghe.example"
STORIES = (*stories("plain")[3:8], *stories("hard")[5:8], *stories("hard")[10:15], stories("hard")[16])
NOTE = "<!-- Invented. A site with traps: everything in one flat box. -->"
SITE = "Hội Làng nghề Việt"
FONT = "<span style='font-size:14.0pt;font-family:\"Times New Roman\",serif'>"
EMPTY = f"<p class=MsoNormal>{FONT}<o:p>&nbsp;</o:p></span></p>"


def _line(words: str, style: str = "text-align:justify") -> str:
    return f"<p class=MsoNormal style='{style}'>{FONT}{words}<o:p></o:p></span></p>"


MAKERS: Makers = {
    "paragraph": _line,
    "heading": lambda words: _line(f"<b>{words}</b>"),
    "quote": lambda words: _line(f"<i>{words}</i>", "margin-left:36.0pt"),
    "table": lambda rows: (
        "<table class=MsoNormalTable border=1>" + table_rows(rows, f"<td>{_line('{}')}</td>") + "</table>"
    ),
    "picture": lambda src, caption, alt: (
        f'<p class=MsoNormal align=center><img width=600 src="{src}" v:shapes="_x0000_i1025"></p>'
        + (f"<p class=MsoNormal align=center>{FONT}<i>{caption}</i></span></p>" if caption else "")
    ),
}


def address(story: Story) -> str:
    """Return where an article stands."""
    number = STORIES.index(story)
    return f"{HOST}/?id={330 + number}" if number % 2 else f"{HOST}/{story.slug}.html"


def frame(title: str, main: str) -> str:
    """Return a whole page of the site around `main`."""
    menu = " - ".join(
        f"<a href='/{n}'>{name}</a>" for n, name in enumerate(["Trang chủ", "Tin hội", "Làng nghề", "Sản phẩm"])
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office">{
        NOTE
    }<head><meta http-equiv=Content-Type content="text/html;
charset=utf-8"><meta name=Generator content="Microsoft Word 15"><title>{escape(title)}</title></head><body lang=VI><div
class=WordSection1>{_line(f"<b>{SITE.upper()}</b>", "text-align:center")}{_line(menu, "text-align:center")}{
        _line(f"{day_name(TODAY)}, ngày {TODAY:%d/%m/%Y}", "text-align:right")
    }{main}{EMPTY}{_line(f"<b>{SITE}</b>", "text-align:center")}{
        _line("Địa chỉ: Nhà số 8, ngách 15, ngõ Quỳnh, phường Bạch Mai, Hà Nội")
    }{_line("Điện thoại: 024.36 888 777. Email: vanphong@hoilangnghe.example")}{
        _line("Giấy phép số 102/GP-STTTT do Sở Thông tin cấp ngày 9/9/2016. Người chịu trách nhiệm: Bà Trịnh Thu Hường")
    }</div></body></html>"""


def article(index: int, story: Story) -> Page:
    text = body(story.blocks, MAKERS, f"{HOST}/anh/image00{index}_{{}}.jpg".format).replace("\n", f"\n{EMPTY}\n", 1)
    dateline = f"({story.dateline}) " if story.dateline else ""
    sapo = _line(f"<b>{dateline}{escape(story.sapo)}</b>") if story.sapo else ""
    forms = ["({})", "<b>{}</b>", "<b><i>{}</i></b>"]
    names = forms[index % 3].format(" - ".join(story.authors)) if story.authors else "(Theo Đài Tiếng nói Đồng bằng)"
    older = links(neighbours(STORIES, index, 4), address, _line('- <a href="{href}">{title}</a> ({day})'))
    when = f"<i>Ngày {story.date:%d/%m/%Y}, lúc {story.date:%H:%M}</i>"
    main = (
        f"{_line(f'<a href=/>Trang chủ</a> &gt; {story.section}')}{EMPTY}"
        f"<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:18.0pt;color:#C00000'>{escape(story.title)}"
        f"</span></b></p>{_line(when, 'text-align:right')}{sapo}{text}{_line(names, 'text-align:right')}{EMPTY}"
        f"{_line('<b>Các tin khác:</b>')}{older}"
    )
    return Page(story.slug, address(story), frame(f"{story.title} | {SITE}" if index % 2 else SITE, main), gold(story))


def others() -> list[Page]:
    rows = links(
        STORIES, address, _line('<b><a href="{href}">{title}</a></b> (<i>{day}, {time}</i>)') + _line("{sapo}")
    )
    heading = _line("<b>TIN HỘI</b>", "text-align:center")
    lost = _line("Không tìm thấy bài viết này.", "text-align:center")
    return [
        Page("home", f"{HOST}/", frame(SITE, rows)),
        Page("section", f"{HOST}/1", frame(SITE, heading + rows)),
        Page("search", f"{HOST}/?tim=go", frame(SITE, _line("Kết quả tìm: <b>gỗ</b>") + rows)),
        Page("error", f"{HOST}/?id=9", frame(SITE, lost)),
        Page("list at an article's address", address(STORIES[1]), frame(SITE, heading + rows)),
    ]
