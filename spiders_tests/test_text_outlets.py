"""Printed outlet names: which of our sources they mean, and whether a name is a site at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.sources import source_of, sources
from hanoi_press.text.outlets import is_outlet

ANY = st.text(st.characters(exclude_categories=()))
SITES = ("Hànộimới", "hanoimoi", "hanoimoi.vn")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hànộimới", "hanoimoi"),
        ("HÀNỘIMỚI", "hanoimoi"),
        ("Hà Nội mới", "hanoimoi"),
        ("Hà Nội Mới", "hanoimoi"),
        ("Hanoimoi", "hanoimoi"),
        ("Báo Hànộimới", "hanoimoi"),
        ("báo Hà Nội Mới", "hanoimoi"),
        ("Báo điện tử Hànộimới", "hanoimoi"),
        ("Báo Điện tử Hà Nội mới", "hanoimoi"),
        ("Trang tin điện tử Hànộimới", "hanoimoi"),
        ("Hànộimới Online", "hanoimoi"),
        ("Báo Hànộimới Online", "hanoimoi"),
        ("HNM", "hanoimoi"),
        ("hnmo", "hanoimoi"),
        ("hanoimoi.com.vn", "hanoimoi"),
        ("Hanoimoi.com.vn", "hanoimoi"),
        ("www.hanoimoi.vn", "hanoimoi"),
        ("Ha\u0300no\u0323\u0302imo\u031b\u0301i", "hanoimoi"),  # decomposed
        ("TTXVN", None),
        ("Hà Nội", None),
        ("Nhịp sống Hà Nội", None),  # another paper
        ("Kinh tế & Đô thị", None),
        ("Báo", None),
        ("Người Hà Nội mới", None),
        ("Hà Nội mới mẻ", None),
        ("hanoimoi.net", None),
        ("", None),
    ],
)
def test_source_of_a_name(name: str, expected: str | None) -> None:
    assert source_of(name) == expected


@pytest.mark.parametrize("name", sources())
def test_every_source_is_known_by_its_name_and_hosts(name: str) -> None:
    source = sources()[name]
    # a ministry that kept its name through a merger means the site of today
    assert source_of(source.publisher) in (name, *(source.merged_into or ())[:1])
    assert [source_of(one) for one in source.hosts] == [name] * len(source.hosts)
    assert source_of("Ai đó", f"https://www.{source.hosts[0]}/bai-1.htm") == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Cổng TTĐT Bộ Công an", "bocongan"),
        ("Cổng Thông tin điện tử Bộ Xây dựng", "moc"),
        ("Trang thông tin điện tử Bộ Tư pháp", "moj"),
        ("Báo Chính phủ", "baochinhphu"),
        ("Chinhphu.vn", "baochinhphu"),
        ("Chính phủ", None),  # the Government is no outlet
        ("Bộ TT&TT", "mst"),
        ("Bộ Thông tin và Truyền thông", "mst"),
        ("MIC.GOV.VN", "mst"),
        ("Bộ GTVT", "mt"),
        ("NHNN", "sbv"),
        ("Sở Xây dựng", None),
        ("Báo Xây dựng", None),  # a paper of the ministry, not its portal
        ("Báo Công Thương", None),
        ("Công an nhân dân", None),
    ],
)
def test_ministries(name: str, expected: str | None) -> None:
    assert source_of(name) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hanoimoi.vn/cau-moi-1.html", "hanoimoi"),
        ("http://www.hanoimoi.com.vn/tin-tuc/Doi-song/1/cau-moi", "hanoimoi"),
        ("https://HANOIMOI.VN:443/cau-moi-1.html", "hanoimoi"),
        ("//hanoimoi.vn/cau-moi-1.html", "hanoimoi"),
        ("https://example.vn/hanoimoi.vn/cau-moi", None),  # in the path
        ("https://example.vn/?u=hanoimoi.vn", None),
        ("https://hanoimoi.vn.example.com/", None),
        ("https://example.vn/", None),
        ("/cau-moi-1.html", None),
        ("", None),
        (None, None),
        pytest.param(
            "http://[hỏng/cau-moi",
            None,
        ),
    ],
)
def test_source_of_an_address(url: str | None, expected: str | None) -> None:
    assert source_of("Kiến thức Phố Cổ", url) == expected


def test_the_name_goes_before_the_address() -> None:
    assert source_of("Báo Hànộimới", "https://example.vn/") == "hanoimoi"
    assert source_of("TTXVN", "https://hanoimoi.vn/") == "hanoimoi"


@pytest.mark.parametrize(
    ("name", "sites", "expected"),
    [
        ("Hànộimới", SITES, True),
        ("HÀ NỘI MỚI", SITES, True),
        ("Báo Hànộimới", SITES, True),
        ("Báo điện tử Hànộimới", SITES, True),
        ("hanoimoi.vn", SITES, True),
        ("www.hanoimoi.vn", SITES, True),
        ("Hanoimoi", ("hanoimoi.com.vn",), True),  # its host without the ending
        ("Hànộimới", ("www.hanoimoi.vn",), True),
        ("baochinhphu.vn", ("Báo Điện tử Chính phủ", "baochinhphu.vn"), True),
        ("Báo Điện tử Chính phủ", ("Báo Điện tử Chính phủ", "baochinhphu.vn"), True),
        ("Bộ Y tế", ("Bộ Y tế", "moh.gov.vn"), True),
        ("Mai Hoa", SITES, False),
        ("Hà Nội", SITES, False),  # a part of the name
        ("Mới", SITES, False),
        ("Hànộimới cuối tuần", SITES, False),
        ("Nhóm phóng viên Hànộimới", SITES, False),  # a desk
        ("Bảo Anh", ("baochinhphu.vn", "Anh Việt"), False),  # "bảo" is no "báo"
        ("Bảo Chính", ("baochinhphu.vn",), False),
        ("vn", SITES, False),
        ("TTXVN", SITES, False),
        ("", SITES, False),
        ("…", SITES, False),
        ("Mai Hoa", (), False),
        ("Mai Hoa", ("", ""), False),
        ("", ("",), False),
        pytest.param(
            "Báo Chính phủ",
            ("baochinhphu.vn",),
            True,
        ),
        pytest.param(
            "hanoimoi.com.vn",
            SITES,
            True,
        ),
    ],
)
def test_is_outlet(name: str, sites: tuple[str, ...], expected: bool) -> None:
    assert is_outlet(name, *sites) is expected


@given(ANY, ANY)
def test_any_text(name: str, site: str) -> None:
    assert source_of(name) in (None, *sources())
    assert is_outlet(name, site) in (True, False)
