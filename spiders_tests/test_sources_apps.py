"""Addresses of the sources whose pages are apps over a JSON API, and of moit, moet and mod."""

from __future__ import annotations

import re

import pytest

from hanoi_press.sources import sources

# Addresses as public crawlers and citations print them, and a few that are no article's (docs/sites/<source>.md).
ADDRESSES = [
    ("bocongan", "https://bocongan.gov.vn/bai-viet/viet-nam-va-myanmar-chu-trong-hop-tac-1790933646", "1790933646"),
    ("bocongan", "http://www.mps.gov.vn/bai-viet/viet-nam-1790933646?utm_source=zalo", "1790933646"),
    ("bocongan", "https://bocongan.gov.vn/bai-viet/mot-tua-de-d139-t43720", "d139-t43720"),
    ("bocongan", "https://bocongan.gov.vn/chuyen-muc/thong-tin-doi-ngoai-1751367399", None),
    ("bocongan", "https://bocongan.gov.vn/bai-viet/", None),
    ("moit", "https://moit.gov.vn/tin-tuc/phat-trien-nang-luong/mot-bai.html", ""),
    ("moit", "http://www.moit.gov.vn/tin-tuc/mot-bai.html", ""),
    ("moit", "https://moit.gov.vn/tin-tuc/phat-trien-nang-luong", None),
    ("moit", "https://moit.gov.vn/tag/x.html", None),
    ("moet", "https://moet.gov.vn/tin-tuc/tin-tong-hop2/mot-bai.html", ""),
    ("moet", "https://moet.gov.vn/tin-tuc/mot-bai.html", ""),
    ("moet", "https://moet.gov.vn/tin-tuc-cot-phai/chuong-trinh", None),
    ("moh", "https://moh.gov.vn/index.jsp?pageId=5803&aid=167411&cid=8358", "167411"),
    ("moh", "https://moh.gov.vn/index.jsp?cid=8358&aid=167411&pageId=5803#top", "167411"),
    ("moh", "https://moh.gov.vn/index.jsp?pageId=5801&cid=8358", None),
    ("moh", "https://moh.gov.vn/tin-noi-bat/-/asset_publisher/3Yst7YhbkA5j/content/mot-bai", ""),
    ("mof", "https://www.mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai", ""),
    ("mof", "https://mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai/", ""),
    ("mof", "https://www.mof.gov.vn/api/article/reads", None),
    ("mof", "https://www.mof.gov.vn/bo-tai-chinh/thoi-su", None),
    ("mod", "https://mod.gov.vn/home/detail?current=true&urile=wcm:path:/mod/tin", None),
]


@pytest.mark.parametrize(("name", "url", "own"), ADDRESSES)
def test_addresses(name: str, url: str, own: str | None) -> None:
    found = sources()[name].identify(url)
    if own is None:
        assert found is None
    else:
        assert found is not None and found.hashed == (own == "")
        assert re.fullmatch(rf"{name}/{own or '[0-9a-f]{16}'}", found.id)


def test_spellings_of_one_address_are_one() -> None:
    for name, *urls in (
        ("moh", "http://www.moh.gov.vn/index.jsp?cid=8358&pageId=5803&aid=7", "https://moh.gov.vn/index.jsp?pageId=5803&aid=7&cid=8358"),
        ("moit", "http://www.moit.gov.vn/tin-tuc/a.html?x=1", "https://moit.gov.vn/tin-tuc/a.html"),
        ("mof", "http://mof.gov.vn/bo-tai-chinh/thoi-su/a/", "https://www.mof.gov.vn/bo-tai-chinh/thoi-su/a"),
    ):  # fmt: skip
        found = [sources()[name].identify(url) for url in urls]
        assert found[0] == found[1] and found[1] is not None and found[1].url == urls[1]
