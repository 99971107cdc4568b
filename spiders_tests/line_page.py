"""Build small invented article pages around lines that hold a date, a byline or a signature, and read them."""

from __future__ import annotations

from hanoi_press import Article, extract

URL = "https://dongbai.example/thoi-su/tram-bom-chay-het-cong-suat-cuu-lua-ven-song-12345.html"
TITLE = "Trạm bơm chạy hết công suất cứu lúa ven sông"
SAPO = "Sáu tổ máy chạy suốt đêm, nước rút dần khỏi những cánh đồng trũng nhất huyện."
PARAGRAPHS = [
    "Trạm bơm ven sông Cái vận hành đủ sáu tổ máy từ rạng sáng, nước trên cánh đồng rút dần, bà con ra thăm lúa.",
    "Ông Hai Lượm, người giữ cống ba mươi năm, cho biết chưa năm nào nước lên nhanh thế này, một đêm đã ngập quá gối.",
    "Huyện đã điều thêm hai máy bơm dầu và hơn một trăm dân quân gia cố đoạn đê xung yếu dài bốn trăm mét qua xóm Bến.",
]
DATE = "2026-11-20T09:15:00+07:00"
DATE_LINE = '<div class="d"><span>Thứ sáu, 20/11/2026, 09:15 (GMT+7)</span></div>'
TEASERS = "".join(
    f'<li><a href="/a-{day}.html">Nông dân gặt lúa chạy lũ ở xóm {day}</a> <span>{day}/11/2026 07:00</span></li>'
    for day in (17, 18, 19)
)


def read(
    *, head: str = "", top: str = "", above: str = "", end: str = "", after: str = "", before: str = ""
) -> Article:
    """Return the article of a page.

    `head` is for the head, `top` stands over the headline, `above` below it, `before` and `end` at the beginning and
    the end of the body's box, `after` behind it.
    """
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{TITLE} - Báo Đồng Bãi</title>'
        f'<meta property="og:site_name" content="Báo Đồng Bãi">{head}</head><body><header><a href="/">Báo Đồng Bãi</a>'
        f'</header><nav><ul><li><a href="/thoi-su">Thời sự</a></li><li><a href="/nong-thon">Xóm Mới</a></li></ul></nav>'
        f"<main><div>{top}<h1>{TITLE}</h1>{above}<h2>{SAPO}</h2><div>{before}{body}{end}</div>{after}"
        f"<div><h3>Tin liên quan</h3><ul>{TEASERS}</ul></div></div></main>"
        "<footer><p>Báo Đồng Bãi. Giấy phép số 11/GP-BTTTT ngày 01/02/2020</p></footer></body></html>"
    )
    return extract(html.encode(), URL, fetched_at="2026-11-24T00:00:00Z")
