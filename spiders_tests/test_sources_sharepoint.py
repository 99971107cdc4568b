"""Addresses of the sources on SharePoint."""

from __future__ import annotations

import pytest

from hanoi_press.sources import source_for, sources

# Real addresses, as public crawlers and citations print them (docs/sites/<source>.md has their forms).
ARTICLES = [
    (
        "https://moc.gov.vn/vn/tin-tuc/1173/83921/ky-vong-lon-sau-hop-nhat-bo-giao-thong-van-tai-va-bo-xay-dung.aspx",
        "moc/83921",
    ),
    ("http://www.moc.gov.vn/vn/tin-tuc/1196/93280/nang-muc-tran-thu-nhap.aspx?utm_source=zalo#top", "moc/93280"),
    ("http://moc.gov.vn/vn/Pages/chitiettin.aspx?IDNews=96328", "moc/96328"),
    ("https://moc.gov.vn/vn/pages/chitiettin.aspx?ChuyenmucID=1173&IDNews=96328&tieude=a.aspx", "moc/96328"),
    ("https://moc.gov.vn/vn/_layouts/15/NCS.Webpart.MOC/mt_poup/Intrangweb.aspx?IdNews=95414", "moc/95414"),
    ("https://moc.gov.vn/tl/tin-tuc/88345/thong-xe-cau-phong-chau.aspx", "moc/88345"),
    ("https://xaydung.gov.vn/vn/tin-tuc/1184/76001/quy-hoach-kien-truc.aspx", "moc/76001"),
    ("http://moh.gov.vn/news/Pages/TinHoatDongV2.aspx?ItemID=2345", "moh/old-tinhoatdongv2-2345"),
    ("http://www.moh.gov.vn/News/pages/tinhoatdongv2.aspx?CateID=1&itemid=2345", "moh/old-tinhoatdongv2-2345"),
    ("http://www.moet.gov.vn/?page=1.29&view=4175", "moet/old-1.29-4175"),
    ("http://www.moet.gov.vn/?page=1.1&amp;type=news&amp;opt=brpage&amp;view=5333", "moet/old-1.1-5333"),
    ("http://moet.gov.vn//?page=1.29&view=4175", "moet/old-1.29-4175"),
    ("https://mic.gov.vn/Pages/TinTuc/140962/Huong-dan.html", "mst/197140962"),
    ("http://www.mic.gov.vn/mic_2020/Pages/TinTuc/tinchitiet.aspx?tintucid=140962&x=1", "mst/197140962"),
    ("http://www.mpi.gov.vn/Pages/tinbai.aspx?idTin=40543&idcm=188", "mpi/40543"),
    ("https://moj.gov.vn/qt/cacchuyenmuc/ctv/news/Pages/trao-doi.aspx?ItemID=10", "moj/ctv-trao-doi-10"),
    ("https://moj.gov.vn/qt/tintuc/Pages/Trao-Doi.aspx?ItemID=10", "moj/trao-doi-10"),  # IIS ignores case
    ("http://www.mard.gov.vn/Pages/news_detail.aspx?newsid=25199", "mard/old-25199"),
    ("http://www.molisa.gov.vn/vi/Pages/chitiettin.aspx?IDNews=20001", "molisa/old-20001"),
    ("https://mt.gov.vn/vn/tin-tuc/76842/thu-truong-bo-gtvt-khao-sat--kiem-tra-du-an-luong-tau-bien.aspx", "mt/76842"),
    ("http://www.mt.gov.vn/vn/tin-tuc/41084/phoi-hop-chi-dao.aspx", "mt/41084"),
    ("https://www.mic.gov.vn/mic_2020/Pages/TinTuc/140962/Huong-dan-bao-cao-su-co-an-ninh-mang.html", "mst/197140962"),
    ("https://www.most.gov.vn/vn/tin-tuc/13245/ha-noi-dieu-chinh-chuong-trinh-muc-tieu-.aspx", "most/13245"),
    ("https://most.mst.gov.vn/vn/tin-tuc/493/25812/mang-luoi.aspx", "most/25812"),
    ("https://mae.gov.vn/thuy-san-kiem-ngu/ngung-hieu-luc-thi-hanh-quy-dinh-20498.htm", "mae/20498"),
    ("https://mae.gov.vn/bo-nong-nghiep-va-moi-truong-huong-toi-5-trung-tam-22238.htm", "mae/22238"),
    ("https://mae.gov.vn/tin-tuc--su-kien/mot-tin-7.htm", "mae/7"),
    ("https://mae.gov.vn/SMPT_Publishing_UC/KhaiThac/TinTuc/pInTinTuc.aspx?ItemID=17785&UrlList=", "mae/17785"),
    ("https://moj.gov.vn/qt/tintuc/Pages/nghien-cuu-trao-doi.aspx?ItemID=2083", "moj/nghien-cuu-trao-doi-2083"),
    ("https://www.moj.gov.vn/qt/tintuc/Pages/thong-tin-khac.aspx?ItemID=1039", "moj/thong-tin-khac-1039"),
    ("https://www.molisa.gov.vn/baiviet/29543?tintucID=29543", "molisa/29543"),
    ("https://molisa.gov.vn/baiviet/242702", "molisa/242702"),
    ("http://www.molisa.gov.vn/Pages/tintuc/chitiet.aspx?tintucID=228634", "molisa/228634"),
]
NO_ARTICLES = [
    "https://www.mpi.gov.vn/portal/pages/Tin-kinh-te--xa-hoi.aspx",
    "https://www.most.gov.vn/vn/chuyen-muc/493/Tin-tong-hop.aspx?page=3",
    "https://moc.gov.vn/vn/chuyen-muc/1173/tin-hoat-dong.aspx?page=2",
    "https://moc.gov.vn/vn/Pages/chuyenmuctin.aspx?ChuyenmucID=1173&page=2",
    "https://moc.gov.vn/vn/pages/ChiTietVanBan.aspx?TypeVB=2&vID=4943",
    "https://moc.gov.vn/rss/1176/tin-chi-dao--dieu-hanh.rss",
    "https://mt.gov.vn/vn/Pages/Vanbanphapluat.aspx?TypeVB=0",
    "https://xaydung.gov.vn/vn/chuyen-muc/1259/quy-hoach-kien-truc.aspx",
    "http://moh.gov.vn/News/Pages/TinHoatDongV2.aspx",
    "http://moh.gov.vn/province/Pages/ThongKeYTe.aspx?ItemID=7",
    "http://www.moet.gov.vn/?page=9.6",
    "http://www.moet.gov.vn/?page=1.19&amp;view=",
    "https://mae.gov.vn/chuyen-muc/tin-tong-hop-300.htm",
    "https://mae.gov.vn/Pages/chitietvanbandh.aspx?ItemID=224",
    "https://mae.gov.vn/gioi-thieu/co-cau-to-chuc-12.htm",
    "https://moj.gov.vn/qt/tintuc/Pages/chi-dao-dieu-hanh.aspx?Date=&Page=2",
    "https://www.mard.gov.vn/Pages/tin-tuc-tin-lam-nghiep.aspx",
    "https://www.mard.gov.vn/Pages/danh-sach-tin-dia-phuong.aspx",
    "https://www.mard.gov.vn/Pages/default.aspx",
    "http://www.mard.gov.vn/Pages/news_detail.aspx",
    "https://www.mard.gov.vn/Pages/thong-ke.aspx",
    "https://www.mard.gov.vn/Pages/gioi-thieu-chung.aspx",
    "https://www.mard.gov.vn/Pages/lanh-dao-bo.aspx",
    "https://mae.gov.vn/tin-tuc--su-kien",
    "https://moj.gov.vn/qt/vbpl/pages/chi-tiet-van-ban.aspx?ItemID=888",
    "https://www.moj.gov.vn/en/Pages/Activities.aspx?ItemID=7",
    "http://www.mpi.gov.vn/Pages/chuyenmuctin.aspx?idcm=188",
    "https://www.mpi.gov.vn/en/Pages/2024-10-8/Businesses-must-grow-isrbv2i.aspx",
    "https://www.mic.gov.vn/mic_2020/Pages/ChuyenMuc/PhanTrang/1694/1/An-toan-thong-tin.html",
    "https://monre.gov.vn/Pages/ChuyenMuc.aspx?cm=%C4%90%E1%BA%A5t%20%C4%91ai",
    "http://www.monre.gov.vn/Pages/lanh-dao-bo.aspx",
    "http://www.molisa.gov.vn/Pages/tintuc/chuyenmuc.aspx?ChuyenMucID=32&page=1",
]


@pytest.mark.parametrize(("url", "id"), ARTICLES)
def test_articles_are_known_by_their_addresses(url: str, id: str) -> None:
    source = source_for(url)
    found = source.identify(url) if source else None
    assert found is not None and found.id == id


@pytest.mark.parametrize("url", NO_ARTICLES)
def test_what_is_no_article_is_known_too(url: str) -> None:
    source = source_for(url)
    assert source is not None and source.identify(url) is None


def test_sites_without_numbers_have_one_id_for_all_spellings_of_an_address() -> None:
    day = "2024-8-28/Bo-truong-Nguyen-Chi-Dung-doanh-nghiep-nho-va-vua-lyv5l6.aspx"
    found = {
        one.id
        for url in (f"https://mpi.gov.vn/portal/Pages/{day}", f"http://www.mpi.gov.vn/portal/pages/{day}")
        if (one := sources()["mpi"].identify(url))
    }
    assert len(found) == 1
    spellings = (
        "https://www.mard.gov.vn/Pages/mot-bai.aspx",
        "http://mard.gov.vn/pages/mot-bai.aspx?x=1",
        "http://mard.gov.vn/PAGES/Mot-Bai.ASPX",
    )
    ids = {found.id for url in spellings if (found := sources()["mard"].identify(url))}
    assert len(ids) == 1 and len(ids.pop().split("/")[1]) == 16


def test_each_list_of_moj_counts_for_itself() -> None:
    base = "https://moj.gov.vn/qt/tintuc/Pages/{}.aspx?ItemID=12"
    found = [sources()["moj"].identify(base.format(name)) for name in ("chi-dao-dieu-hanh", "nghien-cuu-trao-doi")]
    assert found[0] and found[1] and found[0].id != found[1].id
