"""Test that pages with thousands of the same element are read in bounded time."""

from __future__ import annotations

import json

import pytest

from hanoi_press import extract

BCA = "https://bocongan.gov.vn/bai-viet/mot-bai-1790000001"

MOIT = "https://moit.gov.vn/tin-tuc/mot-bai.html"

MOH = "https://moh.gov.vn/index.jsp?pageId=5803&aid=7&cid=8358"

MOF = "https://www.mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai"

MANY = 3_000

HEADS = "<h1>T</h1>" + "<h1>x</h1><p class='text-bca-gray-700'>y</p>" * MANY

BOXES = "<h1>T</h1>" + '<div class="resource-author"><p>Lê Hà</p></div>' * MANY

NESTED = "<article class='article-new'><h1 class='title-detail'>T</h1>" + "<div class='article-content'>" * 1_000

FILES = [{"link": f"/{number}.pdf"} for number in range(MANY)]

LINKS = "<p>Một.</p>" + "".join(f"<a href='{one['link']}'></a>" for one in FILES)

LOTS = {
    "headlines": (BCA, HEADS + "<div class='tinymce-content'>Một."),
    "boxes": (BCA, BOXES + "<div class='tinymce-content'>Một."),
    "containers": (MOIT, NESTED + "Một."),
    "files": (MOF, json.dumps({"data": {"title": "T", "articleContent": "Một.", "attachments": FILES}})),
    "links": (MOH, json.dumps({"d": {"tieuDe": "T", "noiDung": LINKS}})),
}


@pytest.mark.parametrize("kind", LOTS)
def test_pages_of_very_many_are_read(kind: str) -> None:
    """Each of these took a minute or more while a step of its reading was quadratic."""
    url, page = LOTS[kind]
    got = extract(page.encode(), url)
    assert (got.title, got.text) == ("T", "Một.")
