"""Print a ministry's portal of portlets, without any meta tag, whose own name stands right before the headline.

More traps: voices and letter sizes that look like names, counters, the signature in a box of its own behind the body,
"Nguồn: Cổng thông tin điện tử", documents as paragraphs, a list of dated headlines behind it all, `div`s as paragraphs.
"""

from __future__ import annotations

from html import escape

from spiders_tests.strange.markup import TODAY, Makers, body, day_name, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://bodulich.example"
STORIES = (*stories("hard")[:4], stories("hard")[5], *stories("hard")[12:18], stories("plain")[4], stories("plain")[9])
NOTE = "<!-- Invented. A site with traps: labels that look like names. -->"
SITE = "Cổng thông tin điện tử Bộ Du lịch"
MAKERS: Makers = {
    "paragraph": '<div style="text-align:justify"><span style="font-size:14pt">{}</span></div>'.format,
    "heading": '<div style="text-align:justify"><strong><span style="font-size:14pt">{}</span></strong></div>'.format,
    "question": '<div style="text-align:justify"><strong><em>{}</em></strong></div>'.format,
    "list": lambda entries: "<ol>" + "".join(f"<li><span>{entry}</span></li>" for entry in entries) + "</ol>",
    "table": lambda rows: (
        f'<table class="table table-bordered"><thead>{table_rows(rows[:1], "<th>{}</th>")}</thead>'
        f"<tbody>{table_rows(rows[1:])}</tbody></table>"
    ),
    "picture": lambda src, caption, alt: (
        f'<table align="center" style="width:600px"><tbody><tr><td><img src="{src}" alt=""></td></tr>'
        f'<tr><td style="text-align:center"><em>{caption}</em></td></tr></tbody></table>'
        if caption
        else f'<div style="text-align:center"><img src="{src}" alt=""></div>'
    ),
}
TOOLS = """<div class="cong-cu"><span>Chọn cỡ chữ</span><a href="#">Nhỏ</a><a href="#">Vừa</a><a href="#">Lớn</a><span>Xem cỡ chữ
A- A A+</span><div class="nghe"><span>Đọc bài viết</span><ul><li>Nữ miền Bắc</li><li>Nam miền Bắc</li><li>Nữ miền Nam</li>
<li>Hoài My</li></ul></div><a href="#">Chia sẻ</a><a href="#">In bài viết</a></div>"""


def address(story: Story) -> str:
    """Return where an article stands: parameters of a portlet."""
    return f"{HOST}/web/guest/tin-tuc?p_p_id=journal_content&articleId={88120 + STORIES.index(story) * 7}"


def frame(title: str, main: str) -> str:
    """Return a whole page of the portal around `main`."""
    menu = "".join(
        f'<li><a href="/web/guest/{n}">{name}</a></li>' for n, name in enumerate(["Giới thiệu", "Tin tức", "Văn bản"])
    )
    return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN">{NOTE}<head><title>{escape(title)}</title></head><body
class="site"><div id="wrapper"><header id="banner"><div class="logo"><img src="/logo.png" alt="Quốc huy"></div><ul>{menu}</ul>
<div class="thoi-gian">{day_name(TODAY)}, ngày {TODAY:%d/%m/%Y}, {TODAY:%H:%M}:27</div></header><div id="content"><div
class="columns-2"><div class="portlet-column"><div class="portlet-boundary"><section class="portlet">{main}</section></div></div>
<div class="portlet-column"><section class="portlet"><h2>Thông báo</h2><ul><li><a href="/tb/1">Lịch tiếp công dân tháng 12 của
lãnh đạo Bộ</a></li><li><a href="/tb/2">Tuyển dụng viên chức năm 2026 của Viện Nghiên cứu</a></li></ul></section></div></div></div>
<footer><div>{SITE} - Giấy phép số 63/GP-TTĐT ngày 20/4/2020 của Cục Quản lý Phát thanh</div><div>Địa chỉ: Số 51 phố Hội Vũ, Hà
Nội; Điện thoại: 024.3942.1234; Trưởng ban Biên tập: Lưu Thị Ngọc Diệp</div></footer></div></body></html>"""


def article(index: int, story: Story) -> Page:
    text = body(story.blocks, MAKERS, f"{HOST}/documents/20182/{index}/hinh-{{}}.png".format)
    dateline = f"({story.dateline}) - " if story.dateline else ""
    sapo = f'<div class="tom-luoc"><em>{dateline}{escape(story.sapo)}</em></div>' if story.sapo else ""
    if not story.authors:
        signed = f'<div class="nguon"><span>Nguồn:</span> <span>{SITE}</span></div>'
    elif index % 2:
        signed = f'<div class="ky-ten"><p>{", ".join(story.authors)}</p></div>'
    else:
        signed = f'<div class="ky-ten"><strong>{" - ".join(story.authors)}</strong></div><div class="nguon">Nguồn: {SITE}</div>'
    dated = links(
        neighbours(STORIES, index, 6), address, '<li><a href="{href}">{title}</a> <span>({day} {time})</span></li>'
    )
    main = (
        f'<div class="duong-dan"><a href="/">Trang chủ</a> <a href="/web/guest/tin-tuc">{story.section}</a></div>'
        f'<div class="ten-trang">{SITE}</div><div class="chi-tiet"><div class="tieu-de">{escape(story.title)}</div>'
        f'<div class="dong-ngay"><span>Ngày đăng: {story.date:%d/%m/%Y}</span> <span>{story.date:%H:%M}</span> <span>Lượt xem: '
        f'{1200 + index * 77}</span></div>{TOOLS}{sapo}<div class="noi-dung">{text}</div>{signed}</div>'
        '<div class="danh-gia">Đánh giá: <span>4.5/5</span> (12 lượt)</div>'
        f'<div class="tin-khac"><h4>Các tin khác</h4><ul>{dated}</ul></div>'
    )
    return Page(story.slug, address(story), frame(f"{story.title} - Chi tiết tin - {SITE}", main), gold(story))


def others() -> list[Page]:
    row = '<div class="tin"><a href="{href}">{title}</a><span>({day} {time})</span><div>{sapo}</div></div>'
    rows = links(STORIES, address, row)
    listing = f'<div class="ten-trang">Tin hoạt động</div>{rows}<div>Hiển thị 1 - 13 của 412 kết quả.</div>'
    lost = '<div class="ten-trang">Thông báo</div><div>Nội dung không tồn tại hoặc đã hết hạn hiển thị.</div>'
    return [
        Page("home", f"{HOST}/", frame(SITE, rows + rows)),
        Page("section", f"{HOST}/web/guest/1", frame(f"Tin hoạt động - {SITE}", listing)),
        Page("search", f"{HOST}/web/guest/tim-kiem?q=ho", frame(f"Tìm kiếm - {SITE}", f"<div>Từ khóa: hồ</div>{rows}")),
        Page("error", f"{HOST}/web/guest/tin-tuc?articleId=1", frame(f"Chi tiết tin - {SITE}", lost)),
        Page("list at an article's address", address(STORIES[1]), frame(f"Chi tiết tin - {SITE}", listing)),
    ]
