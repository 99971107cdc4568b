"""Print a bare page in upper-case tags: no heading, no class, fonts, paragraphs ended by `<BR>`s."""

from __future__ import annotations

from html import escape

from spiders_tests.strange.forms import signature, stamp
from spiders_tests.strange.markup import TODAY, Makers, body, day_name, links, neighbours
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "http://bandientu-haidong.example"
STORIES = stories("plain")
NOTE = "<!-- Invented. Modelled on the manners of a page typed by hand in the nineties. -->"
SITE = "Bản tin điện tử Hải Đông"
MAKERS: Makers = {
    "paragraph": "{}<BR><BR>".format,
    "heading": "<B>{}</B><BR><BR>".format,
    "quote": "<I>{}</I><BR><BR>".format,
    "picture": lambda src, caption, alt: (
        f'<CENTER><IMG SRC="{src}" BORDER=1><BR><FONT SIZE=2 COLOR="#555555"><I>{caption}</I></FONT></CENTER><BR>'
    ),
}


def address(story: Story) -> str:
    """Return where an article stands: a number."""
    return f"{HOST}/tin/{story.date:%Y%m}/{STORIES.index(story) + 118}.htm"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page around `main`."""
    menu = " | ".join(
        f'<A HREF="/{n}.htm"><FONT COLOR=white>{name}</FONT></A>'
        for n, name in enumerate(["Trang đầu", "Trong nước", "Thế giới", "Văn nghệ", "Thư bạn đọc"])
    )
    return f"""<HTML>{NOTE}<HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8"><TITLE>{escape(title)}
</TITLE>{head}</HEAD><BODY BGCOLOR="#FFFFFF" TEXT=#000000><CENTER><FONT SIZE=6 COLOR=navy><B>{SITE.upper()}</B></FONT><BR>
<FONT SIZE=2>{day_name(TODAY)}, ngày {TODAY:%d} tháng {TODAY:%m} năm {TODAY:%Y}</FONT></CENTER><TABLE WIDTH="100%" BGCOLOR=navy>
<TR><TD ALIGN=CENTER>{menu}</TD></TR></TABLE>{main}<HR NOSHADE><CENTER><FONT SIZE=2>{SITE}. Giấy phép số 31/GPTT cấp ngày
15/8/2003<BR>Tòa soạn: 9 Bến Tàu, Hải Đông. Điện thoại: 031.823456. Email: toasoan@bandientu-haidong.example<BR>Trang này xem
tốt nhất ở độ phân giải 1024 x 768</FONT></CENTER></BODY></HTML>"""


def article(index: int, story: Story, make: int) -> Page:
    text = body(story.blocks, MAKERS, f"{HOST}/anh/{story.date:%m%d}-{{}}.jpg".format)
    dateline = f"({story.dateline}) " if story.dateline else ""
    form = "<B>{}</B><BR><BR>" if index % 2 else "<B><I>{}</I></B><BR><BR>"
    sapo = form.format(dateline + escape(story.sapo or ""))
    names = signature(story, index, make, " - ".join(story.authors))
    when = stamp(story, index, make, f"{day_name(story.date)}, {story.date:%d/%m/%Y} | {story.date:%H:%M}")
    older = links(neighbours(STORIES, index, 5), address, '<LI><A HREF="{href}">{title}</A> ({day})')
    main = (
        f'<FONT SIZE=2><A HREF="/">Trang đầu</A> &gt; <A HREF="#">{story.section}</A></FONT><BR><BR>'
        f'<FONT SIZE=5 COLOR="#990000"><B>{escape(story.title)}</B></FONT><BR>'
        f"<FONT SIZE=2 COLOR=gray>{when}</FONT><BR><BR>"
        f"{sapo}\n{text}\n<DIV ALIGN=RIGHT><B>{names}</B></DIV><BR>"
        '<FONT SIZE=2><A HREF="javascript:window.print()">In bài này</A> | <A HREF="javascript:history.back()">Quay lại</A> | '
        f'<A HREF="#">Đầu trang</A></FONT><HR><B>Tin khác:</B><UL>{older}</UL>'
    )
    return Page(story.slug, address(story), frame(f"{SITE}: {story.title}", main), gold(story))


def others() -> list[Page]:
    row = '<A HREF="{href}"><B>{title}</B></A> <FONT SIZE=2>({day}, {time})</FONT><BR>{sapo}<BR><BR>'
    rows = f"<BR><FONT SIZE=4><B>Trong nước</B></FONT><BR><BR>{links(STORIES, address, row)}"
    lost = (
        "<BR><BR><CENTER><B>Không tìm thấy tin này.</B><BR>Tin có thể đã được chuyển vào kho lưu trữ.</CENTER><BR><BR>"
    )
    found = f"<BR>Từ khóa: <B>lúa</B> - có 12 tin<BR><BR>{links(STORIES, address, row)}"
    return [
        Page("home", f"{HOST}/", frame(SITE, rows)),
        Page("section", f"{HOST}/1.htm", frame(f"{SITE}: Trong nước", rows)),
        Page("search", f"{HOST}/tim.cgi?tu=lua", frame(SITE, found)),
        Page("error", f"{HOST}/tin/202611/9.htm", frame(SITE, lost)),
        Page("list at an article's address", address(STORIES[8]), frame(f"{SITE}: Trong nước", rows)),
    ]
