"""Print a farmers' paper whose name is the `h1` and the whole window title of every page.

More traps: an outlet as JSON-LD's author, UTC times, a clock in the head, the last paragraph behind an inline related
box, comments longer than the article, a description that is the site's own.
"""

from __future__ import annotations

from datetime import timedelta
from html import escape

from spiders_tests.strange.markup import TODAY, Makers, body, data_block, day_name, links, neighbours, table_rows
from spiders_tests.strange.stories import Page, Story, gold, stories

HOST = "https://baovuon.example"
STORIES = (*stories("plain")[:5], *stories("hard")[:1], *stories("hard")[6:13])
NOTE = "<!-- Invented. A site with traps: its name is its only h1. -->"
SITE = "Báo Vườn - Tiếng nói nhà nông"
MAKERS: Makers = {
    "paragraph": "<p>{}</p>".format,
    "heading": "<p><b>{}</b></p>".format,
    "quote": "<blockquote>{}</blockquote>".format,
    "list": lambda entries: "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>",
    "table": lambda rows: f'<table border="1"><tbody>{table_rows(rows, "<td><p>{}</p></td>")}</tbody></table>',
    "picture": lambda src, caption, alt: (
        f'<div class="anh"><img src="{src}" alt="{alt}" title="{alt}">'
        + (f"<p>{caption}</p>" if caption else "")
        + "</div>"
    ),
}
COMMENTS = [
    ("Người trồng cam", "Tôi ở gần đó, xin kể thêm cho bà con nghe. Mấy năm trước chỗ này vắng lắm, tối đến không ai dám đi một "
     "mình. Bây giờ thì khác hẳn, sáng nào cũng đông vui, trẻ con chạy chơi, người già ngồi uống trà. Mong chính quyền giữ được "
     "nếp này, đừng để vài bữa rồi đâu lại vào đấy như những lần trước."),
    ("Trần Văn Mười", "Bài viết hay. Nhưng theo tôi còn thiếu một ý: phải lo chỗ gửi xe cho đàng hoàng, giá cả niêm yết rõ ràng. Tuần "
     "trước tôi chở cháu ngoại đi, gửi cái xe đạp mà họ lấy mười lăm nghìn, hỏi thì bảo ngày lễ. Làm vậy ai còn muốn quay lại."),
    ("Thu Hằng (Cần Giuộc)", "Đồng ý với bác Mười. Em cũng bị một lần. Các anh chị nhà báo nên đi thực tế thêm một buổi chiều, chụp "
     "cảnh lúc tan chợ để thấy rác nhiều cỡ nào, chứ buổi sáng thì chỗ nào cũng đẹp, cũng sạch, cũng vui."),
    ("Ẩn danh", "Đọc xong thấy thương quê mình quá, nhớ những ngày cha còn sống, hai cha con chèo xuồng đi bán từng trái bí, trái bầu."),
]  # fmt: skip


def address(story: Story) -> str:
    """Return where an article stands: with its headline on every second page."""
    number = 7300 + STORIES.index(story)
    return f"{HOST}/{story.slug}-{number}.html" if number % 2 else f"{HOST}/tin-bai/{number}"


def frame(main: str, head: str = "") -> str:
    """Return a whole page of the site around `main`."""
    menu = "".join(
        f'<a href="/muc/{n}">{name}</a> ' for n, name in enumerate(["Mùa vụ", "Giá cả", "Làng quê", "Hỏi đáp"])
    )
    hot = links(STORIES[4:8], address, '<div class="nong"><a href="{href}">{title}</a></div>')
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">{NOTE}<title>{SITE}</title>
<meta name="description" content="{SITE}. Tin mùa vụ, giá nông sản, chuyện làng quê cập nhật hằng ngày.">{head}</head><body>
<div class="dau"><h1><a href="/">{SITE}</a></h1><div class="gio">{day_name(TODAY)}, {TODAY:%d/%m/%Y} | {TODAY:%H:%M}</div></div>
<div class="menu">{menu}</div><div class="nongbox"><b>Tin nóng</b>{hot}</div><div class="than">{main}</div>
<div class="chan"><p>Cơ quan của Hội Làm vườn. Tổng biên tập: Nguyễn Văn Thuận</p><p>Trụ sở: 44 Đường Làng, phường Bưởi, điện
thoại 024 3700 1122, quảng cáo 0912 000 333</p><p>Giấy phép xuất bản số 18/GP-BVHTT ngày 20/8/2004</p></div></body></html>"""


def article(index: int, story: Story) -> Page:
    aside = links(neighbours(STORIES, index, 2), address, '<li><a href="{href}">{title}</a></li>')
    related = f'<div class="kem"><strong>Tin liên quan</strong><ul>{aside}</ul></div>'
    source = f"{HOST}/anh/{index}-{{}}.jpg".format
    blocks = body(story.blocks[:-1], MAKERS, source) + related + body(story.blocks[-1:], MAKERS, source)
    stated = story.date - timedelta(hours=7)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "datePublished": f"{stated.isoformat()}Z",
        "author": {"@type": "Person", "name": "Báo Vườn"},
    }
    sapo = f'<div class="dan">{escape(story.sapo)}</div>' if story.sapo else ""
    names = " - ".join(story.authors)
    signed = f'<p style="text-align:right">{names}</p>' if names else '<p style="text-align:right">Theo TTXVN</p>'
    comments = "".join(
        f'<div class="yk"><b>{who}</b> <i>{TODAY:%d/%m/%Y} 06:1{n}</i><p>{words}</p><a href="#">Trả lời</a> <a href="#">Thích (1{n})</a></div>'
        for n, (who, words) in enumerate(COMMENTS)
    )
    tags = "".join(f'<a href="/tag/{n}">{tag}</a>' for n, tag in enumerate(story.tags))
    main = (
        f'<div class="duong"><a href="/">Trang nhất</a> › <a href="/muc/1">{story.section}</a></div>'
        f'<div class="bai"><h2>{escape(story.title)}</h2><div class="ngay">{day_name(story.date)}, {story.date:%d/%m/%Y} | '
        f'{story.date:%H:%M}</div>{sapo}<div class="chu">{blocks}{signed}</div><div class="the">Từ khóa: {tags}</div></div>'
        f'<div class="ykien"><h3>Ý kiến bạn đọc ({len(COMMENTS)})</h3>{comments}</div>'
    )
    return Page(story.slug, address(story), frame(main, data_block(data) if index % 2 else ""), gold(story))


def others() -> list[Page]:
    row = '<div class="tin"><h3><a href="{href}">{title}</a></h3><i>{day} | {time}</i><p>{sapo}</p></div>'
    rows = links(STORIES, address, row)
    lost = '<div class="bai"><h2>Bài viết không tồn tại</h2><p>Có thể bài viết đã bị gỡ hoặc đường dẫn sai.</p></div>'
    return [
        Page("home", f"{HOST}/", frame(rows)),
        Page("section", f"{HOST}/muc/1", frame(f"<h2>Giá cả</h2>{rows}<a href='?p=2'>Trang sau</a>")),
        Page("search", f"{HOST}/tim?tu=lua", frame(f"<h2>Tìm thấy 13 bài cho “lúa”</h2>{rows}")),
        Page("error", f"{HOST}/bai-khong-con-7999.html", frame(lost)),
        Page("list at an article's address", address(STORIES[2]), frame(f"<h2>Giá cả</h2>{rows}")),
    ]
