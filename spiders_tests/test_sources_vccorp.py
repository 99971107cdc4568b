"""Addresses of the sources on VCCorp's government CMS."""

from __future__ import annotations

import pytest

from hanoi_press.sources import sources


def test_slashes_too_many_are_no_part_of_a_slug() -> None:
    found = sources()["baochinhphu"].identify("https://baochinhphu.vn//ten-bai-102260228093004191.htm")
    assert found and found.url == "https://baochinhphu.vn/ten-bai-102260228093004191.htm"


@pytest.mark.parametrize(
    ("source", "url", "id"),
    [
        ("vpcp", "http://vpcp.chinhphu.vn/Home/Hop-bao/202012/28441.vgp", "vpcp/old-28441"),
        ("vpcp", "http://vpcp.chinhphu.vn/Home/gioi-thieu-vpcp/lanh-dao-van-phong-chinh-phu.vgp", None),
        ("baochinhphu", "http://baochinhphu.vn/Tin-noi-bat/Ten-bai/457245.vgp?a=1", "baochinhphu/old-457245"),
        ("baochinhphu", "https://www.baochinhphu.vn/Kinh-te/Ten-bai-khac/457245.vgp", "baochinhphu/old-457245"),
        ("baochinhphu", "http://baodientu.chinhphu.vn/Home/Ten-bai/20119/96613.vgp", "baochinhphu/old-96613"),
        ("baochinhphu", "http://news.chinhphu.vn/Home/Ten-bai/20218/45199.vgp", "baochinhphu/en-old-45199"),
        ("baochinhphu", "http://news.chinhphu.vn/Home/tin-bo-nganh/trang-2.vgp", None),
        ("baochinhphu", "http://cn.news.chinhphu.vn/Home/Ten-bai/20218/45199.vgp", None),
        ("baochinhphu", "http://baochinhphu.vn/Thoi-su/443.vgp", None),
        ("baochinhphu", "http://baochinhphu.vn/Kinh-te/Thi-truong/260.vgp", None),
        ("mst", "https://mic.gov.vn/a-b-19724111208351436.htm", "mst/19724111208351436"),
        ("mst", "http://www.mic.gov.vn/a-lua-dao-197155742.htm", "mst/197155742"),
        ("mst", "https://mst.gov.vn/a-thuong-ky-197159635.htm?utm_source=zalo#x", "mst/197159635"),
        ("mst", "https://mst.gov.vn/a-197250107160615446.htm", "mst/197250107160615446"),
        ("mst", "https://mst.gov.vn/a-102250107160615446.htm", None),
        ("mst", "https://mst.gov.vn/van-ban-phap-luat/197331.htm", None),
        ("mst", "https://mst.gov.vn/van-ban-phap-luat/du-thao/a-197250107160615446.htm", None),
        ("mst", "https://mst.gov.vn/timelinelist/197118/2.htm", None),
        ("mst", "https://mst.gov.vn/print/a-197250107160615446.htm", None),
        ("mst", "https://mst.gov.vn/vien-thong.htm", None),
        ("mst", "https://most.mst.gov.vn/a-197250107160615446.htm", None),
        ("vpcp", "https://vpcp.chinhphu.vn/a-115240221153012.htm", "vpcp/115240221153012"),
        ("vpcp", "https://vpcp.chinhphu.vn/video/a-115240221153012.htm", None),
        ("vpcp", "https://vpcp.chinhphu.vn/anh/a-115240221153012.htm", None),
        ("vpcp", "https://vpcp.chinhphu.vn/owa/a-115240221153012.htm", None),
        ("baochinhphu", "https://baochinhphu.vn/a-102260228093004191.htm", "baochinhphu/102260228093004191"),
        ("baochinhphu", "https://www.baochinhphu.vn/a-10226030416274747.htm", "baochinhphu/10226030416274747"),
        ("baochinhphu", "https://en.baochinhphu.vn/a-11126090710311194.htm", "baochinhphu/11126090710311194"),
        ("baochinhphu", "https://baochinhphu.vn/a-11126090710311194.htm", None),
        ("baochinhphu", "https://baochinhphu.vn/print/a-102260228093004191.htm", None),
        ("baochinhphu", "https://baochinhphu.vn/chu-de/a-102260228093004191.htm", None),
        ("xaydungchinhsach", "https://xaydungchinhsach.chinhphu.vn/a-11926022809.htm", "xaydungchinhsach/11926022809"),
        ("xaydungchinhsach", "https://xaydungchinhsach.chinhphu.vn/a-102260228093004191.htm", None),
    ],
)  # fmt: skip
def test_addresses(source: str, url: str, id: str | None) -> None:
    found = sources()[source].identify(url)
    assert (found and found.id) == id
    if found:
        assert "?" not in found.url and "mic.gov.vn" not in found.url
        assert found.url.startswith("http://" if found.url.endswith(".vgp") else "https://")
        assert sources()[source].identify(found.url) == found
