"""The list of a section that a server gives at an article's address. All pages are our own."""

from __future__ import annotations

import pytest

from hanoi_press.extraction import NotAnArticle, extract
from hanoi_press.items import Article
from hanoi_press.pages import read
from hanoi_press.sources import context_for, sources

BASE = "https://moh.gov.vn/tin-noi-bat/-/asset_publisher/3Yst7YhbkA5j/content/"
URL = BASE + "tiem-vac-xin-ot-hai-cho-tre-em"  # the site leaves out the letter đ
TEASER = "Đoàn công tác đã làm việc với địa phương về phòng bệnh mùa đông và ghi nhận kết quả bước đầu trong tháng."


def teaser(number: int, slug: str = "") -> str:
    return (
        f'<div class="asset-abstract"><h3 class="asset-title"><a href="{BASE}{slug or f"bai-so-{number}"}">'
        f"Tin số {number} về công tác y tế cơ sở</a></h3><p>{TEASER} Lần {number}.</p></div>"
    )


def page(inside: str, title: str = "Tin nổi bật - Bộ Y tế") -> bytes:
    return f"""<!DOCTYPE html><html lang="vi-VN"><head><title>{title}</title><script>var Liferay = {{}};
    Liferay.Browser = {{}};</script></head><body><section class="portlet"><div class="portlet-body">{inside}</div>
    </section></body></html>""".encode()


def read_page(inside: str, title: str = "Tin nổi bật - Bộ Y tế") -> Article:
    context = context_for(sources()["moh"])
    return read(page(inside, title), URL, context, fetched_at="2026-11-24T03:00:00Z")


TEASERS = "".join(map(teaser, range(5)))
ROWS = "".join(
    f'<li><a href="{BASE}bai-so-{n}">Tin số {n} về công tác y tế cơ sở</a><span>20/11/2026</span><p>{TEASER}</p></li>'
    for n in range(5)
)
WITH_ITSELF = TEASERS + teaser(9, "tiem-vac-xin-ot-hai-cho-tre-em").replace("Tin số 9", "Tiêm vắc xin đợt hai, 9")


@pytest.mark.parametrize(
    "inside",
    [
        f"<h1>Tin nổi bật</h1>{TEASERS}",
        f"<h2>Tin nổi bật</h2>{TEASERS}",
        f"<h1>TIN NỔI BẬT</h1><ul>{ROWS}</ul>",
        f'<div class="contentDetail"><h3>Tin nổi bật</h3><div class="journal-content-article">{TEASERS}</div></div>',
        f"<h1>Tin nổi bật</h1>{WITH_ITSELF}",
    ],
)
def test_a_sections_list_is_no_article(inside: str) -> None:
    with pytest.raises(NotAnArticle, match="list") as caught:
        read_page(inside)
    assert caught.value.kind in {"list", "not-found"}  # by its lines, or by the section's name


def test_a_slug_before_the_articles_number_is_no_section() -> None:
    url = "https://baovidu.example/tiem-vac-xin-dot-hai-cho-tre-em/r35"
    others = "".join(map(teaser, range(4))).replace("https://moh.gov.vn", "https://baovidu.example")
    inside = f"<h1>Tiêm vắc xin đợt hai cho trẻ em</h1><div><p>{TEASER} {TEASER}</p><p>{TEASER} Hết.</p></div>{others}"
    window = "<title>Tiêm vắc xin đợt hai cho trẻ em - Báo Ví Dụ</title>"
    assert extract(f"<html><head>{window}</head><body>{inside}</body></html>".encode(), url).text.startswith(TEASER)


BODY = f'<div class="journal-content-article"><p>{TEASER}</p><p>{TEASER.replace("Đoàn", "Một đoàn")}</p></div>'


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        # the label of the section stands in the only h1, the headline lower
        (f"<h1>Tin nổi bật</h1><h2>Tiêm vắc xin đợt hai cho trẻ em</h2>{BODY}{TEASERS}", "Tin nổi bật - Bộ Y tế"),
        # the headline is in the window's title alone
        (f"<h1>Tin nổi bật</h1>{BODY}{TEASERS}", "Tiêm vắc xin đợt hai cho trẻ em - Bộ Y tế"),
        # the headline was changed after the address was made
        (f"<h1>Trẻ em được bảo vệ sớm hơn</h1>{BODY}{TEASERS}", "Trẻ em được bảo vệ sớm hơn"),
        # no other article is linked
        (f"<h1>Tin nổi bật</h1>{BODY}", "Tin nổi bật - Bộ Y tế"),
    ],
)
def test_an_article_with_related_ones_stays(inside: str, title: str) -> None:
    assert TEASER in read_page(inside, title).text
