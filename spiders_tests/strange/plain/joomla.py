"""Print a province's page on an old Joomla: everything laid out in tables, captions slanted under centred pictures."""

from __future__ import annotations

from html import escape

from spiders_tests.strange.forms import signature, stamp
from spiders_tests.strange.markup import TODAY, Makers, body, day_name, links, neighbours
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "http://tinhlamson.example"
STORIES = stories("plain")
NOTE = "<!-- Invented. Modelled on the manners of Joomla in layout tables. -->"
MAKERS: Makers = {
    "paragraph": '<p style="text-align: justify;">{}</p>'.format,
    "heading": '<p style="text-align: justify;"><strong>{}</strong></p>'.format,
    "quote": '<p style="text-align: justify; margin-left: 30px;"><em>{}</em></p>'.format,
    "picture": lambda src, caption, alt: (
        f'<p style="text-align: center;"><img src="{src}" border="0" alt="{alt}" width="500" /></p>\n'
        f'<p style="text-align: center;"><em>{caption}</em></p>'
    ),
}


def address(story: Story) -> str:
    """Return where an article stands."""
    return f"{HOST}/index.php/tin-tuc/{612 + STORIES.index(story) * 13}-{story.slug}.html"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the site around `main`."""
    menu = "".join(
        f'<tr><td class="menu_cell"><a class="mainlevel" href="/index.php/{n}">{name}</a></td></tr>'
        for n, name in enumerate(["Trang nhất", "Tin trong tỉnh", "Chính sách mới", "Lịch công tác", "Thư viện ảnh"])
    )
    latest = links(STORIES[-4:], address, '<li class="latestnews"><a href="{href}">{title}</a></li>')
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">
{NOTE}<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" />
<meta name="generator" content="Joomla! 1.5" /><title>{escape(title)}</title>{head}</head><body>
<table width="1000" align="center" cellpadding="0" cellspacing="0"><tr><td colspan="3"><img src="/banner.jpg"
alt="UBND tỉnh Lâm Sơn" /></td></tr><tr><td colspan="3" class="date">{day_name(TODAY)}, {TODAY:%d}/{TODAY:%m}/{TODAY:%Y},
{TODAY:%H:%M} (GMT+7)</td></tr><tr valign="top"><td width="180"><table class="moduletable"><tr><th>Danh mục</th></tr>
{menu}</table><table class="moduletable"><tr><th>Thời tiết</th></tr><tr><td>Lâm Sơn: 21 - 28°C, có mưa vài nơi.</td></tr>
</table></td><td class="contentcol">{main}</td><td width="200"><table class="moduletable"><tr><th>Mới nhất</th></tr>
<tr><td><ul class="latestnews">{latest}</ul></td></tr></table><table class="moduletable"><tr><th>Đăng nhập</th></tr><tr>
<td><form action="#"><input name="u" /><input name="p" type="password" /> Quên mật khẩu?</form></td></tr></table></td></tr>
<tr><td colspan="3" align="center" class="footer">Trang thông tin điện tử tỉnh Lâm Sơn<br />Địa chỉ: 01 Quang Trung, thành phố
Lâm Sơn. ĐT: 0266.3838.383 – Fax: 0266.3838.384<br />Giấy phép thiết lập trang số 77/GP-BC cấp ngày 12 tháng 5 năm 2011
</td></tr></table></body></html>"""


def article(index: int, story: Story, make: int) -> Page:
    text = body(story.blocks, MAKERS, f"{HOST}/images/stories/2026/{index}_{{}}.jpg".format)
    dateline = f"<strong>({story.dateline})</strong> - " if story.dateline else ""
    sapo = f'<p style="text-align: justify;"><strong>{dateline}{escape(story.sapo or "")}</strong></p>'
    when = stamp(story, index, make, f"{day_name(story.date)}, {story.date:%d/%m/%Y} {story.date:%H:%M}")
    names = [signature(story, index, make, "")] if make else story.authors
    signed = "".join(f'<p style="text-align: right;"><strong>{name}</strong></p>' for name in names)
    older = links(neighbours(STORIES, index, 4), address, '<li><a href="{href}">{title}</a> <i>({day})</i></li>')
    main = (
        f'<span class="breadcrumbs pathway"><a href="/">Trang nhất</a> <img src="/arrow.png" alt="" /> {story.section}</span>'
        f'<table class="contentpaneopen"><tr><td class="contentheading" width="100%">{escape(story.title)}</td>'
        f'<td align="right"><a href="#"><img src="/pdf.png" alt="PDF" /></a></td>'
        f'<td align="right"><a href="#"><img src="/in.png" alt="In" /></a></td></tr></table>'
        f'<table class="contentpaneopen"><tr><td valign="top" class="createdate">{when}</td></tr>'
        f'<tr><td valign="top">{sapo}\n{text}\n{signed}</td></tr></table>'
        f'<table class="other"><tr><td><strong>Các tin khác:</strong></td></tr><tr><td><ul>{older}</ul></td></tr></table>'
        '<table class="pagenav"><tr><td><a href="#">&lt; Trước</a></td><td><a href="#">Kế tiếp &gt;</a></td></tr></table>'
    )
    return Page(story.slug, address(story), frame(story.title, main), gold(story))


def others() -> list[Page]:
    row = (
        '<tr><td><img src="/t.jpg" width="90" alt="" /></td><td><a class="contentpagetitle" href="{href}">{title}</a><br />'
        '<span class="small">{day} {time}</span><br />{sapo} <a class="readon" href="{href}">Xem tiếp...</a></td></tr>'
    )
    rows = f'<table class="blog">{links(STORIES, address, row)}</table>'
    lost = "<h2>404 - Không tìm thấy bài viết</h2><p>Bài viết không tồn tại hoặc bạn không có quyền xem.</p>"
    heading = '<div class="componentheading">Tin trong tỉnh</div>'
    search = f'<div class="componentheading">Tìm kiếm</div><p>Tổng cộng: 12 kết quả tìm thấy.</p>{rows}'
    pages = '<div class="pagination">Trang 1 trong tổng số 38 <a href="?start=10">Tiếp</a></div>'
    return [
        Page("home", f"{HOST}/", frame("Trang nhất - Tỉnh Lâm Sơn", rows)),
        Page("section", f"{HOST}/index.php/tin-trong-tinh", frame("Tin trong tỉnh", heading + rows + pages)),
        Page("search", f"{HOST}/index.php?option=com_search&searchword=lua", frame("Tìm kiếm", search)),
        Page("error", f"{HOST}/index.php/tin-tuc/1-da-xoa.html", frame("404 - Lỗi: 404", lost)),
        Page("list at an article's address", address(STORIES[5]), frame("Tin trong tỉnh", heading + rows + pages)),
    ]
