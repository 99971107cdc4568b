"""The real pages and golds under ../shared/reference, where they are at hand: other people's text, so it stays there.

What is expected was read off the pages. Of a paragraph only a few words of its beginning and its end stand here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from hanoi_press import Article, extract
from hanoi_press.pages import read
from hanoi_press.sources import context_for, source_for

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"
pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference pages are not at hand")

Ends = list[tuple[str, str]]


def page(name: str, url: str) -> Article:
    return extract((REFERENCE / "pages" / name).read_bytes(), url)


def read_body(body: bytes, url: str) -> Article:
    """Read a bare body, which states no title."""
    context = context_for(source_for(url))
    return read(body, url, context, fetched_at="2026-11-24T03:00:00Z", require_title=False)


def check_paragraphs(text: str, ends: Ends) -> None:
    paragraphs = text.split("\n\n")
    assert len(paragraphs) == len(ends)
    for paragraph, (first, last) in zip(paragraphs, ends, strict=True):
        assert paragraph.startswith(first)
        assert paragraph.endswith(last)


def test_onecms_longform() -> None:
    got = page("nguoiquansat.vn/nqs-article-2026-09-05-314409.excerpt.html", "https://nguoiquansat.vn/a-314409.html")
    assert got.extraction.page == "onecms-longform"
    assert got.url.startswith("https://nguoiquansat.vn/doanh-nghiep-cap-nuoc-")
    assert got.title.startswith("Doanh nghiệp cấp nước cho hơn 32 triệu dân")
    assert got.title.endswith("biến 500 tấn rác mỗi ngày thành điện")
    assert got.summary is not None
    assert got.summary.startswith("Doanh nghiệp hiện đầu tư hoặc tham gia")
    assert got.summary.endswith("Vĩnh Long, Quảng Trị.")
    assert got.dateline is None
    check_paragraphs(
        got.text,
        [
            ("Nhà máy điện rác", "rác mỗi ngày."),
            ("Theo Báo Xây dựng,", "trong tháng 12/2026."),
            ("Nhà máy điện rác", "1.150 tỷ đồng."),
            ("Qua đó, dự án", "tế tuần hoàn."),
            ("Đối với BWE, dự", "của doanh nghiệp."),
            ("BWE hiện đầu tư", "tế năm 2025)"),
        ],
    )
    assert got.authors == ["Minh Phong"]
    assert got.published_at == "2026-09-05T22:17:01+07:00"
    assert got.modified_at == "2026-09-05T22:17:01+07:00"
    assert got.raw.published == "05/09/2026 - 22:17"
    assert got.section == ["Chứng khoán", "Doanh nghiệp A-Z"]
    assert got.tags == ["Nhà máy điện rác", "BWE"]  # the excerpt cut the other three from the list
    assert [image.credit for image in got.images] == ["Bộ Xây dựng", "Bộ Xây dựng"]
    captions = [image.caption or "" for image in got.images]
    assert captions[0].startswith("Kỹ sư LILAMA 18 lắp đặt") and captions[0].endswith("điện rác BIWASE")
    assert captions[1].startswith("Dự kiến, nhà máy") and captions[1].endswith("trong tháng 12/2026")
    assert all(re.match(r"https://nqs\.1cdn\.vn/2026/09/05/", image.url) for image in got.images)
    assert got.attribution is not None
    assert (got.attribution.name, got.attribution.source) == ("Kiến thức Đầu tư", None)
    assert got.attribution.url is not None and got.attribution.url.endswith("-1464830.html")
    assert got.attribution.url.startswith("https://dautu.kinhtechungkhoan.vn/doanh-nghiep-cap-nuoc")


def test_onecms_detail() -> None:
    got = page("nguoiquansat.vn/nqs-article-2024-01-15-110172.excerpt.html", "https://nguoiquansat.vn/a-110172.html")
    assert got.extraction.page == "onecms-detail"
    assert got.title.startswith("Đây là những tấm hộ chiếu") and got.title.endswith("thế giới năm 2024")
    assert got.summary is not None and got.summary.startswith("Singapore và Nhật Bản có thể sẽ mất dần")
    assert got.summary.endswith("tới nhiều điểm đến hơn.")
    check_paragraphs(
        got.text,
        [
            ("Đã có một “sự", "“gương mặt” mới."),
            ("Ngoài ra, so sánh", "đổi lớn khác."),
            ("Nằm ở 5 vị", "và Yemen (35)."),
        ],
    )
    assert got.authors == ["Quỳnh Vân"]
    assert got.published_at == "2024-01-15T13:04:00+07:00"
    assert got.section == ["Thế giới"]
    assert got.tags == ["Hộ chiếu quyền lực", "Nhật Bản", "Singapore", "Châu Âu", "miễn thị thực"]
    assert got.images == []
    assert got.attribution is not None and got.attribution.name == "Kiến thức Đầu tư"
    assert got.attribution.url is not None and got.attribution.url.endswith("-nam-2024-219924.html")


PHU_XUYEN: Ends = [
    ("Những ngày này, Trạm", "mưa kéo dài."),
    ("“Mỗi máy có công", "Hương cho biết."),
    ("Hiện nay, do ảnh", "của người dân."),
    ("Qua tìm hiểu được", "úng cục bộ."),
    ("Trao đổi với phóng", "sống người dân."),
    ("“Hiện nay 13/13 trạm", "Huấn thông tin."),
]
THUONG_TIN: Ends = [
    ("Thực hiện công điện", "đê sông Nhuệ."),
    ("Tại khu vực điểm", "thôn Hà Liễu."),
    ("Căn cứ vào tình", "trình đê điều."),
    ("Việc khắc phục hậu", "mất an toàn."),
    ("“Các lực lượng thực", "Tản nhấn mạnh."),
]
SHELL = (
    '<html lang="vi"><body><div class="c-detail-head"><h1 class="c-detail-head__title">Tít</h1></div>'
    '<div class="b-maincontent"><p class="Headlines">Sapo.</p><div class="entry">{}</div></div></body></html>'
)


@pytest.mark.parametrize("wrapped", [False, True], ids=["bare", "in a page"])
@pytest.mark.parametrize(
    ("number", "ends", "captions"),
    [
        ("1238587", PHU_XUYEN, ["7/10 tổ máy.", "1 triệu m 3 nước.", "đợt mưa lớn kéo dài."]),
        ("1247199", THUONG_TIN, ["tại thôn Hà Liễu.", "tại thôn Hà Liễu."]),
    ],
)
def test_hanoimoi_bodies(number: str, ends: Ends, captions: list[str], wrapped: bool) -> None:
    body = (REFERENCE / f"pages/hanoimoi.vn/hanoimoi.vn-{number}.body.html").read_text("utf-8")
    url = f"https://hanoimoi.vn/a-b-{number}.html"
    got = extract(SHELL.format(body).encode(), url) if wrapped else read_body(body.encode(), url)
    check_paragraphs(got.text, ends)
    assert got.id == f"hanoimoi/{number}"
    assert [image.credit for image in got.images] == ["PV"] * len(captions)
    for image, end in zip(got.images, captions, strict=True):
        assert image.caption is not None and image.caption.endswith(end)
        assert image.url.startswith("https://hanoimoi.vn/api/v1/public/files/")


def test_old_hanoimoi_body() -> None:
    body = (REFERENCE / "pages/hanoimoi.com.vn/hanoimoi.com.vn-2020-05-17-clipboard.excerpt.html").read_bytes()
    got = read_body(body, "http://hanoimoi.com.vn/tin-tuc/Chinh-tri/967000/a-b")
    assert got.id == "hanoimoi/old-967000"
    assert got.dateline == "HNM"
    assert got.summary is not None and got.summary.startswith("Tư tưởng Hồ Chí Minh về công tác")
    assert got.summary.endswith("với nhiều đổi mới, sáng tạo.")
    check_paragraphs(
        got.text,
        [
            ("Đồng bộ,", "mới sáng tạo"),
            ("Tư tưởng Hồ Chí", "tác cán bộ."),
            ("Nhiều người vẫn chưa", "vì cái chung”."),
            ("Các cấp ủy Đảng", "lúc sinh thời."),
        ],
    )
    assert [image.url.rsplit("/", 1)[1] for image in got.images] == ["4LeLai-VietThanh.jpg"]


@pytest.mark.parametrize("name", ["baochinhphu", "cafef"])
def test_golds(name: str) -> None:
    gold = json.loads((REFERENCE / f"gold/{name}_article.json").read_text("utf-8"))
    got = page(f"{name}.vn/2026_article.html", gold["url"])
    plain = [" ".join(line.replace("\ufeff", "").split()) for line in gold["paragraphs"]]
    assert got.title == gold["title"]
    assert gold["sapo"].endswith(got.summary)
    assert got.text.split("\n\n") == plain
    assert got.authors == ([gold["author"]] if gold["author"] else [])
    assert (got.published_at, got.modified_at) == (gold["published"], gold["modified"])
    assert got.section[-1] == gold["section"]
    assert [tag.lower() for tag in got.tags] == [tag.lower() for tag in gold["tags"]]
    assert (got.attribution and {"name": got.attribution.name, "url": got.attribution.url}) == gold[
        "source_attribution"
    ]
    assert all(image.caption is None for image in got.images)
    assert all("/thumb_w/" not in image.url and "/zoom/" not in image.url for image in got.images)


def test_the_old_cafef_clock_is_a_24_hour_clock() -> None:
    got = page("cafef.vn/20180724111229756_saved2024.html", "https://cafef.vn/a-20180724111229756.chn")
    assert got.raw.published == "28-07-2018 - 00:35 AM"
    assert got.published_at == "2018-07-28T00:35:00+07:00"
    assert got.authors == ["Hà Lê"]
    assert got.attribution is not None and got.attribution.name == "Tài chính Plus"
