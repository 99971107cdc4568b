"""Addresses of the sources whose pages are apps over a JSON API, and of moit, moet and mod."""

from __future__ import annotations

import re

import pytest

from hanoi_press.sources import sources

WCM = "wcm%3Apath%3A%2Fmod%2Fsa-mod-site%2Fsa-ttsk%2Fsa-tt-qpan"
# Addresses as public crawlers and citations print them, and a few that are no article's (docs/sites/<source>.md).
ADDRESSES = [
    ("bocongan", "https://bocongan.gov.vn/bai-viet/viet-nam-va-myanmar-chu-trong-hop-tac-1790933646", "1790933646"),
    ("bocongan", "http://www.mps.gov.vn/bai-viet/viet-nam-1790933646?utm_source=zalo", "1790933646"),
    ("bocongan", "https://bocongan.gov.vn/bai-viet/mot-tua-de-d139-t43720", "d139-t43720"),
    ("bocongan", "http://mps.gov.vn/chinh-sach-phap-luat/bai-viet/mau-bien-so-1754989261/", "1754989261"),
    ("bocongan", "https://bocongan.gov.vn/chinh-sach-phap-luat/bai-viet/mau-bien-so-d1-t1617", "d1-t1617"),
    ("bocongan", "http://bocongan.gov.vn/tin-tuc-su-kien/xay-dung-luc-luong-t29741.html", "t29741"),
    ("bocongan", "https://bocongan.gov.vn/tin-tuc-su-kien/chao-mung/can-lam-gi-d22-t33456.html", "d22-t33456"),
    ("bocongan", "http://bocongan.gov.vn/tin-tuc-su-kien/chi-dao-dieu-hanh-24.html?Page=2", None),
    ("bocongan", "https://mps.gov.vn/chinh-sach-phap-luat", None),
    ("bocongan", "https://mps.gov.vn/chinh-sach-phap-luat/co-so-du-lieu-van-ban/luat-moi-1753688803", None),
    ("bocongan", "https://bocongan.gov.vn/chuyen-muc/thong-tin-doi-ngoai-1751367399", None),
    ("bocongan", "https://bocongan.gov.vn/bai-viet/", None),
    ("moit", "https://moit.gov.vn/tin-tuc/phat-trien-nang-luong/mot-bai.html", ""),
    ("moit", "http://www.moit.gov.vn/tin-tuc/mot-bai.html", ""),
    ("moit", "https://moit.gov.vn/tin-tuc/phat-trien-nang-luong", None),
    ("moit", "https://moit.gov.vn/tag/x.html", None),
    ("moit", "https://moit.gov.vn/tin-tuc/hoat-dong/cac-don-vi/cuoc-thi-.html", ""),
    ("moit", "https://moit.gov.vn/khoa-hoc-va-cong-nghe/thuong-mai-dien-tu-nam-2026-buoc-tien-moi.html", ""),
    ("moit", "https://moit.gov.vn/bao-ve-moi-truong/no-luc-thuc-hien-cac-cam-ket-ve-khi-hau.html", ""),
    ("moit", "https://moit.gov.vn/khoa-hoc-va-cong-nghe", None),
    ("moit", "https://moit.gov.vn/tu-hao-hang-viet-nam/nuoc-mam-phu-quoc.html", ""),
    ("moit", "https://moit.gov.vn/quan-ly-thi-truong/hop-bao-quy-mot.html", ""),
    ("moit", "https://moit.gov.vn/co-so-du-lieu/so-lieu-quy-mot.html", None),
    ("moit", "https://moit.gov.vn/tu-hao-hang-viet-nam", None),
    ("moit", "https://moit.gov.vn/van-ban-phap-luat/van-ban-dieu-hanh/thong-bao-gia-ban-xang-dau-ngay-09.html", None),
    ("moit", "https://moit.gov.vn/cn/chien-luoc-phat-trien-nang-luong-tai-tao.html", None),
    ("moit", "https://moit.gov.vn/gioi-thieu-bo/chuc-nang-nhiem-vu-cua-bo-cong-thuong.html", None),
    ("moit", "https://moit.gov.vn/en/news/biofuel.html", None),
    ("moit", "http://www.moit.gov.vn/web/guest/tin-chi-tiet/-/chi-tiet/ra-soat-chinh-sach-22003-22.html", "old-22003"),
    ("moit", "http://www.moit.gov.vn/web/guest/thoi-su", None),
    ("moet", "https://moet.gov.vn/tin-tuc/tin-tong-hop2/mot-bai.html", ""),
    ("moet", "https://moet.gov.vn/tin-tuc/mot-bai.html", ""),
    ("moet", "https://moet.gov.vn/tin-tuc-cot-phai/chuong-trinh", None),
    ("moet", "https://moet.gov.vn/tintuc/Pages/tin-tong-hop.aspx?ItemID=7488", "7488"),
    ("moet", "http://moet.gov.vn/tintuc/pages/Thongbao.aspx?date=&EventID=0&itemid=7488", "7488"),
    ("moet", "https://moet.gov.vn/tintuc/Pages/tin-tong-hop.aspx%3FItemID=7488?categoryId=101914884", "7488"),
    ("moet", "https://moet.gov.vn/tintuc/Pages/tin-tong-hop.aspx%3fItemID%3D7488", "7488"),
    ("moet", "https://moet.gov.vn/giaoducquocdan/giao-duc-dai-hoc/Pages/Default.aspx?ItemID=9705", "9705"),
    ("moet", "https://moet.gov.vn/giaoducquocdan/giao-duc-mam-non/Pages/Default.aspx", None),
    ("moet", "https://moet.gov.vn/giaoducquocdan/thanh-tra/Pages/chi-tiet-van-ban.aspx?ItemID=3039", None),
    ("moet", "http://www.moet.gov.vn/?page=1.3&opt=brpage&view=4977", "old-1.3-4977"),
    ("moet", "http://www.moet.gov.vn/?page=9.6", None),
    ("moet", "https://moet.gov.vn/van-ban/vanban/Pages/chi-tiet-van-ban.aspx?ItemID=1365", None),
    ("moet", "https://moet.gov.vn/cosogiaoduc/Pages/danh-sach.aspx?ItemID=12", None),
    ("moet", "https://moet.gov.vn/tintuc/Pages/Thongbao.aspx?date=&EventID=0&page=", None),
    ("moh", "https://moh.gov.vn/index.jsp?pageId=5803&aid=167411&cid=8358", "167411"),
    ("moh", "https://moh.gov.vn/index.jsp?cid=8358&aid=167411&pageId=5803#top", "167411"),
    ("moh", "https://moh.gov.vn/index.jsp?pageId=5801&cid=8358", None),
    ("moh", "https://moh.gov.vn/index.jsp?pageId=5803&aid=167411&cid=8351,8358", "167411"),
    ("moh", "https://moh.gov.vn/index.jsp?pageId=5803&amp;aid=167411&amp;cid=8351;8358", "167411"),
    ("moh", "https://moh.gov.vn/web/guest/-/mot-bai", ""),
    ("moh", "https://moh.gov.vn/documents/174521/2553320/mot-tep.png/99901280?t=1", None),
    ("moh", "https://moh.gov.vn/tin-noi-bat/-/asset_publisher/3Yst7YhbkA5j/content/mot-bai", ""),
    ("mof", "https://www.mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai", ""),
    ("mof", "https://mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai/", ""),
    ("mof", "https://www.mof.gov.vn/api/article/reads", None),
    ("mof", "https://www.mof.gov.vn/bo-tai-chinh/thoi-su", None),
    ("mof", "https://www.mof.gov.vn/webcenter/portal/btcvn", None),
    ("mof", "https://www.mof.gov.vn/webcenter/portal/btc/r/t/tin-tuc", None),
    (
        "mof",
        "https://mof.gov.vn/webcenter/portal/btcvn/pages_r/l/tin-bo-tai-chinh?_afrLoop=1&dDocName=MOFUCM19",
        "MOFUCM19",
    ),
    ("mof", "https://mof.gov.vn/webcenter/portal/btcen/pages_r/l/newsdetails?dDocName=BTC078876", None),
    ("mod", "https://www.mod.gov.vn/vn/chi-tiet/sa-ttsk/sa-tt-qpan/dai-tuong-tiep-xuc-cu-tri", ""),
    ("mod", "http://bqp.vn/vn/chi-tiet/sa-ttsk/sa-tt-qpan/c5a26f5b-301f-43d3-b158-29dc25ab4c86", ""),
    ("mod", "https://mod.gov.vn/home/detail/!ut/p/z1/1VJLU8IwEP4tHj", None),
    ("mod", "https://mod.gov.vn/home/cdcs", None),
    ("mod", "https://mod.gov.vn/home/detail?current=true&urile=wcm:path:/mod/tin", None),
]


@pytest.mark.parametrize(("name", "url", "own"), ADDRESSES)
def test_addresses(name: str, url: str, own: str | None) -> None:
    found = sources()[name].identify(url)
    if own is None:
        assert found is None
    else:
        assert found is not None and found.hashed == (own == "") and sources()[name].identify(found.url) == found
        assert re.fullmatch(rf"{name}/{own or '[0-9a-f]{16}'}", found.id)


def test_spellings_of_one_address_are_one() -> None:
    for name, *urls in (
        ("moh", "http://www.moh.gov.vn/index.jsp?cid=8358&pageId=5803&aid=7", "https://moh.gov.vn/index.jsp?pageId=5803&aid=7&cid=8358"),
        ("moh", "https://moh.gov.vn/index.jsp?pageId=5803&aid=7&cid=8358;8351", "https://moh.gov.vn/index.jsp?pageId=5803&aid=7&cid=8358"),
        ("mod", f"http://www.mod.gov.vn/home/detail?current=true&urile={WCM}%2Fa-b", "https://mod.gov.vn/vn/chi-tiet/sa-ttsk/sa-tt-qpan/a-b"),
        ("mod", "http://bqp.vn/vn/chi-tiet/sa-ttsk/sa-tt-qpan/a-b", "https://mod.gov.vn/vn/chi-tiet/sa-ttsk/sa-tt-qpan/a-b"),
        ("moit", "http://www.moit.gov.vn/tin-tuc/a.html?x=1", "https://moit.gov.vn/tin-tuc/a.html"),
        ("moet", "https://www.moet.gov.vn/tintuc/Pages/a.aspx%3FItemID=7?categoryId=9", "https://moet.gov.vn/tintuc/Pages/a.aspx?ItemID=7"),
        ("mof", "http://mof.gov.vn/bo-tai-chinh/thoi-su/a/", "https://www.mof.gov.vn/bo-tai-chinh/thoi-su/a"),
    ):  # fmt: skip
        found = [sources()[name].identify(url) for url in urls]
        assert found[0] == found[1] and found[1] is not None and found[1].url == urls[1]
