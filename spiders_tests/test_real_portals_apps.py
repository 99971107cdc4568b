"""The raw excerpts of bocongan.gov.vn and moit.gov.vn under ../shared/reference, where they are at hand."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from hanoi_press import Article, extract
from hanoi_press.discovery import Fetched, Lead, Window, feed
from hanoi_press.discovery.lists import rows
from hanoi_press.sources.bocongan import SOURCE as bocongan
from hanoi_press.sources.moit import _ROWS
from hanoi_press.sources.moit import SOURCE as moit

PAGES = Path(__file__).resolve().parents[2] / "shared" / "reference" / "pages"
pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the reference pages are not at hand")

BCA = "https://bocongan.gov.vn/bai-viet/viet-nam-va-myanmar-chu-trong-hop-tac-dau-tranh-voi-cac-loai-toi-pham-moi-1790933646"
MOIT = (
    "https://moit.gov.vn/tin-tuc/chinh-phu-ban-hanh-nghi-quyet-ve-viec-keo-dai-thoi-han-ap-dung-uu-dai-thue-xang-dau"
    "-den-het-nam-2026.html"
)


def page(name: str, url: str) -> Article:
    return extract((PAGES / name).read_bytes(), url)


def test_bocongan() -> None:
    got = page("bocongan.gov.vn/article-1790933646.excerpt.html", BCA)
    assert (got.extraction.page, got.id, got.url) == ("nuxt", "bocongan/1790933646", BCA)
    assert got.title.startswith("Việt Nam và Myanmar") and got.title.endswith("tội phạm mới")
    assert got.summary is not None
    assert got.summary.startswith("Chiều 02/10/2026, tại") and got.summary.endswith("(Hội nghị).")
    paragraphs = got.text.split("\n\n")
    assert len(paragraphs) == 12
    assert paragraphs[0].startswith("Tại buổi làm việc,") and paragraphs[-1].endswith("thiết thực, hiệu quả.")
    assert got.authors == ["Lê Hòa"]
    assert got.section == ["Thông tin Đối ngoại"]
    assert got.published_at == "2026-10-02"  # the excerpt lost the head with its JSON-LD
    assert len(got.images) == 5 and all(image.caption for image in got.images)
    assert (got.tags, got.attachments, got.attribution) == ([], [], None)


def test_bocongan_feed() -> None:
    body = (PAGES / "bocongan.gov.vn/rss-34.xml").read_bytes()

    async def fetch(url: str, **_: object) -> Fetched:
        return Fetched(url, body)

    async def leads() -> list[Lead]:
        return [lead async for lead in feed.feeds(fetch, ["https://bocongan.gov.vn/api/rss/34.xml"], Window())]

    found = asyncio.run(leads())
    assert len(found) == 10 and all(bocongan.identify(lead.url) for lead in found)
    assert found[0].published is not None
    assert found[0].published.isoformat() == "2026-10-05T11:18:25+00:00"


def test_moit() -> None:
    got = page("moit.gov.vn/derived-article-thue-xang-dau.excerpt.html", MOIT)
    assert (got.extraction.page, got.source, got.url) == ("vhv", "moit", MOIT)
    assert got.title.endswith("76d67457d0")
    assert got.summary is not None and got.summary.endswith("9756a7526b")
    paragraphs = got.text.split("\n\n")
    assert len(paragraphs) == 7
    assert paragraphs[1].endswith("42453761cc") and "134300a313" not in got.text
    assert got.published_at == "2026-09-30T21:22:00+07:00"  # the excerpt lost the head with its time
    assert got.raw.published == "Thứ 4, 30/09/2026 | 21:22"
    assert len(got.tags) == 4 and got.tags[0].endswith("a928e8096c")
    [image] = got.images
    assert image.url.startswith("https://moit.gov.vn/upload/2005517/fck/") and (image.caption or "").endswith(
        "134300a313"
    )
    assert [one.url.rsplit("/", 1)[1][:7] for one in got.attachments] == ["43-2026", "43_2026"]


def test_moit_list() -> None:
    body = (PAGES / "moit.gov.vn/derived-listing-nang-luong.excerpt.html").read_bytes()
    found = rows(Fetched("https://moit.gov.vn/tin-tuc/phat-trien-nang-luong", body), _ROWS)
    assert len(found) == 3
    assert [row.latest and row.latest.date().isoformat() for row in found] == ["2026-09-30", "2026-09-30", "2026-09-22"]
    assert all(moit.identify(row.lead.url) for row in found)
    assert "/phat-trien-nang-luong/" in found[2].lead.url and "/phat-trien-nang-luong/" not in found[0].lead.url


def test_moit_of_july_2026() -> None:
    got = page(
        "moit.gov.vn/article-2026-07-09.excerpt.html",
        "https://moit.gov.vn/tin-tuc/mot-so-thong-tin-ve-viec-dieu-hanh-gia-xang-dau-ngay-09-7-2026.html",
    )
    assert (got.authors, got.raw.authors) == (["Nhật Chi"], "Tác giả: Nhật Chi")
    assert got.raw.published == "Thứ 5, 09/07/2026 | 15:19"
    assert got.summary is not None
    assert got.summary.startswith("Ngày 30/6/2026, Chính") and got.summary.endswith("ngày 30/9/2026).")
    paragraphs = got.text.split("\n\n")
    assert len(paragraphs) == 12
    assert paragraphs[0].startswith("Điều 2 Nghị") and paragraphs[2] == "1. Quỹ bình ổn giá xăng dầu"
    assert [one.count(" | ") for one in paragraphs] == [0] * 10 + [2, 2]
    assert paragraphs[-1].startswith("132 |") and paragraphs[-1].endswith(" | 94,780")
    assert [(one.caption or "")[:24] for one in got.images] == ["Biến động giá thành phẩm", "Biến động giá bán xăng d"]
    assert (len(got.tags), got.section, got.attribution) == (3, ["Tin tức"], None)


def test_mt_with_its_sapo_in_a_panel() -> None:
    got = page("mt.gov.vn/pnHide-2023.fragment.html", "https://mt.gov.vn/vn/tin-tuc/1/90001/cong-nghe.aspx")
    assert got.extraction.page == "sharepoint-around-news"
    assert got.title == "Công nghệ AI của hiện tại và tương lai"
    assert got.summary is not None and got.summary.startswith("Theo dòng chảy") and got.summary.endswith("rộng rãi.")
    paragraphs = got.text.split("\n\n")
    assert [one[:6] for one in paragraphs] == ["AI là ", "Theo h", "- Kỹ t", "Hỗ trợ"]
    assert [one.url for one in got.images] == ["https://mt.gov.vn/Images/Tintuc/a.jpg"]
    assert got.published_at == "2023-05-26T10:53:00+07:00"
