"""Print a radio station's page on ASP.NET WebForms: a form around all, labels as spans, lines ended by `<br />`."""

from __future__ import annotations

from html import escape

from spiders_tests.strange.forms import signature, stamp
from spiders_tests.strange.markup import TODAY, Makers, body, day_name, links, neighbours
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "http://www.phatthanhtayha.example"
STORIES = stories("plain")
NOTE = "<!-- Invented. Modelled on the manners of ASP.NET WebForms. -->"
SITE = "Đài Phát thanh và Truyền hình Tây Hà"
HOLDER = "ctl00_ContentPlaceHolder1_ctl00_"
MAKERS: Makers = {
    "paragraph": "{}<br />\n<br />".format,
    "heading": "<b>{}</b><br />\n<br />".format,
    "quote": "<i>{}</i><br />\n<br />".format,
    "picture": lambda src, caption, alt: (
        f'<div align="center"><img src="{src}" alt="" style="width:550px;" /><br />\n<i>{caption}</i></div>\n<br />'
    ),
}
SHARES = (
    '<div class="tools"><a id="ctl00_hplIn" href="javascript:window.print()">Bản in</a> <a id="ctl00_hplMail" href="#">Gửi cho '
    'bạn bè</a> <a href="javascript:doc(1)">Nghe bài viết</a></div>'
)


def address(story: Story) -> str:
    """Return where an article stands: a page with numbers in its query."""
    return f"{HOST}/ChiTietTin.aspx?cat=12&id={2000 + STORIES.index(story) * 37}"


def frame(title: str, main: str, head: str = "") -> str:
    """Return a whole page of the site around `main`."""
    menu = "".join(
        f'<td class="ctl00_mnuChinh_3"><a class="ctl00_mnuChinh_1" href="/ChuyenMuc.aspx?cat={n}">{name}</a></td>'
        for n, name in enumerate(["TRANG CHỦ", "THỜI SỰ", "XÃ HỘI", "PHÁT THANH", "TRUYỀN HÌNH", "QUẢNG CÁO"])
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head id="ctl00_Head1">{NOTE}<meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	{escape(title)}
</title>{head}</head><body><form name="aspnetForm" method="post" action="ChiTietTin.aspx" id="aspnetForm">
<div><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTk2MjYxNjQ3NA9kFgJmD2QWAgIDD2QWBAIB" /></div>
<div id="header"><a href="/Default.aspx"><img src="/Images/banner.png" alt="{SITE}" /></a></div>
<table id="ctl00_mnuChinh"><tr>{menu}</tr></table>
<div class="homnay"><span id="ctl00_lblNgay">Hôm nay: {day_name(TODAY)}, {TODAY:%d/%m/%Y} - {TODAY:%I:%M} SA</span>
<input name="ctl00$txtTim" type="text" value="Từ khóa tìm kiếm" /> <input type="submit" value="Tìm" /></div>
<table width="100%"><tr><td valign="top" class="giua">{main}</td><td valign="top" class="phai">
<div class="tieude">Nghe trực tuyến</div><div>FM 96,5 MHz</div><div class="tieude">Lịch phát sóng</div>
<table><tr><td>05:00</td><td>Nhạc hiệu</td></tr><tr><td>05:15</td><td>Thời sự sáng</td></tr></table>
<div class="tieude">Lượt truy cập</div><span id="ctl00_lblLuot">12.456.901</span> <span>Trực tuyến: 84</span></td></tr></table>
<div id="footer"><span id="ctl00_lblChan"><b>{SITE}</b><br />Giám đốc: Phan Đình Lộc<br />Địa chỉ: 72 Lý Thường Kiệt,
phường Tây Hà - Điện thoại: 0235 222 333 - Fax: 0235 222 334<br />Giấy phép hoạt động báo chí số 145/GP-BTTTT</span></div>
</form></body></html>"""


def article(index: int, story: Story, make: int) -> Page:
    text = body(story.blocks, MAKERS, f"{HOST}/Upload/Images/2026/11/{index}_{{}}.JPG".format)
    sapo = escape(story.sapo or "")
    if story.dateline:
        sapo = f"({story.dateline}) - {sapo}"
    own = ("Bài, ảnh: " if index % 3 else "") + " - ".join(story.authors)
    signed = signature(story, index, make, own)
    when = stamp(story, index, make, f"{story.date:%d/%m/%Y %H:%M} GMT+7")
    row = '<tr><td><img src="/Images/bullet.gif" alt="" /> <a href="{href}">{title}</a> <span class="ngay">({day})</span></td></tr>'
    older = links(neighbours(STORIES, index, 6), address, row)
    main = (
        f'<div class="duongdan"><a href="/Default.aspx">Trang chủ</a> &gt;&gt; <a href="#">{story.section}</a></div>'
        f'<div><span id="{HOLDER}lblTieuDe" class="TieuDe">{escape(story.title)}</span></div>'
        f'<div><span id="{HOLDER}lblNgayDang">{when}</span></div>{SHARES}'
        f'<div><span id="{HOLDER}lblTrichDan" class="TrichDan">{sapo}</span></div>'
        f'<div><span id="{HOLDER}lblNoiDung">{text}</span></div>'
        f'<div style="text-align:right"><span id="{HOLDER}lblTacGia"><b>{signed}</b></span></div>'
        f'<div class="tieude">Các tin khác</div><table id="{HOLDER}dlTinKhac">{older}</table>'
        '<div class="ykien"><span>Ý kiến bạn đọc</span><br />Họ và tên: <input type="text" /><br />Nội dung:<br />'
        '<textarea></textarea><br /><input type="submit" value="Gửi ý kiến" /></div>'
    )
    return Page(story.slug, address(story), frame(f"{SITE} - {story.title}", main), gold(story))


def others() -> list[Page]:
    row = (
        '<tr><td><a href="{href}"><img src="/Upload/t.jpg" alt="" /></a></td><td><a class="tin" href="{href}">{title}</a><br />'
        '<span class="ngay">({day} {time})</span><br /><span>{sapo}</span></td></tr>'
    )
    rows = f'<table id="{HOLDER}dlTin">{links(STORIES, address, row)}</table>'
    pager = "<div>Trang: <b>1</b> <a href=\"javascript:__doPostBack('p','2')\">2</a> <a href=\"#\">3</a></div>"
    listing = f'<div class="tieude">THỜI SỰ</div>{rows}{pager}'
    search = f'<div class="tieude">Kết quả tìm kiếm</div><span>Tìm thấy 12 tin cho từ khóa: "cầu"</span>{rows}'
    lost = f'<span id="{HOLDER}lblThongBao">Nội dung bạn tìm không tồn tại hoặc đã bị xóa.</span>'
    return [
        Page("home", f"{HOST}/Default.aspx", frame(SITE, listing + rows)),
        Page("section", f"{HOST}/ChuyenMuc.aspx?cat=1", frame(f"{SITE} - Thời sự", listing)),
        Page("search", f"{HOST}/TimKiem.aspx?q=cau", frame(SITE, search)),
        Page("error", f"{HOST}/ChiTietTin.aspx?cat=12&id=1", frame(SITE, lost)),
        Page("list at an article's address", address(STORIES[2]), frame(f"{SITE} - Thời sự", listing)),
    ]
