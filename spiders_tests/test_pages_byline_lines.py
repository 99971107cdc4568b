"""Bylines whose names stand in lines or elements of their own."""

from __future__ import annotations

import pytest
from lxml import etree

from hanoi_press import extract
from hanoi_press.pages.byline_lines import byline_of
from spiders_tests.around_news_markup import around
from spiders_tests.around_news_markup import read as read_around
from spiders_tests.onecms_markup import detail, read
from spiders_tests.vccorp_pages import BCP, gov


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ("<p>Lê An</p><p>Mai Hoa</p>", "Lê An, Mai Hoa"),
        ("Lê An<br>Mai Hoa", "Lê An, Mai Hoa"),
        ("<span>Lê An</span><span>Mai Hoa</span>", "Lê An, Mai Hoa"),
        ("Tác giả: <a>Lê An</a> <a>Mai Hoa</a>", "Lê An, Mai Hoa"),
        ("<p>Bài: Lê An</p><p>Ảnh: Mai Hoa</p>", "Bài: Lê An, Ảnh: Mai Hoa"),
        ("<p>Lê An</p><p>Phóng viên</p>", "Lê An"),
        ("<div>Nguyễn</div><div>Văn An</div>", "Nguyễn Văn An"),
        ("<b>Lê</b> <i>An</i>", "Lê An"),
        ("<a>Lê An</a> và <a>Mai Hoa</a>", "Lê An và Mai Hoa"),
        ("Lê An<p>(Theo TTXVN)</p>", "Lê An (Theo TTXVN)"),
        ("Lê An", "Lê An"),
        ("<p>Phóng viên</p>", "Phóng viên"),
    ],
)
def test_names(inside: str, printed: str) -> None:
    assert byline_of(etree.HTML(f"<div>{inside}</div>").find(".//div")) == printed


def test_two_names_in_several_families() -> None:
    two = ["Lê An", "Mai Hoa"]
    span = '<span class="c-detail-head__author">{}</span>'
    assert read(detail(row=span.format("Lê An<br>Mai Hoa"))).authors == two
    assert read(detail(row=span.format("Lê An") + span.format("Mai Hoa"))).authors == two
    assert extract(gov(author='<div data-role="author"><p>Lê An</p><p>Mai Hoa</p></div>'), BCP).authors == two
    assert read_around(around(panel="Lê An<br>Mai Hoa")).authors == two
