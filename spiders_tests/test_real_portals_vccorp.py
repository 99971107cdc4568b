"""Real pages of VCCorp's sites under ../shared/reference, where they are at hand: other people's text stays there.

What is expected was read off the pages.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from hanoi_press import extract
from hanoi_press.discovery.lead import Fetched
from hanoi_press.discovery.links import links_matching
from hanoi_press.discovery.lists import ListRow, rows
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.vccorp.vccorp_lists import ROWS, timeline
from hanoi_press.sources import sources
from hanoi_press.text.dates import VN

PAGES = Path(__file__).resolve().parents[2] / "shared" / "reference" / "pages"
pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the reference pages are not at hand")

GOV_LIST = "https://baochinhphu.vn/chinh-sach-va-cuoc-song/chinh-sach-moi.htm"


def fetched(name: str, url: str) -> Fetched:
    return Fetched(url, (PAGES / name).read_bytes())


def listed(name: str, url: str) -> list[ListRow]:
    return rows(fetched(name, url), ROWS)


def test_the_governments_list() -> None:
    found = listed("baochinhphu.vn/2026_list.html", GOV_LIST)
    assert len(found) == 24  # six in focus, eighteen in the stream; ten more stand in the side bar
    assert all(sources()["baochinhphu"].identify(row.lead.url) for row in found)
    assert not any("hoan-thien-quy-dinh-ve-phat-ngon" in row.lead.url for row in found)
    assert found[0].lead.published == datetime(2026, 3, 5, 15, 34, tzinfo=VN)  # title="3/5/2026 3:34:00 PM"
    assert [row.lead.published for row in found[1:6]] == [None] * 5
    assert all(row.lead.published for row in found[6:])
    assert found[-1].lead.published == datetime(2026, 1, 15, 15, 38, tzinfo=VN)


def test_what_follows_the_governments_list() -> None:
    first = fetched("baochinhphu.vn/2026_list.html", GOV_LIST)
    assert timeline(first, 1) == "https://baochinhphu.vn/timelinelist/1021119/2.htm"
    second = Fetched("https://baochinhphu.vn/timelinelist/1021119/2.htm", b"<div></div>")
    assert timeline(second, 2) == "https://baochinhphu.vn/timelinelist/1021119/3.htm"


def test_the_lists_that_the_government_links() -> None:
    route = sources()["baochinhphu"].routes["section"]
    assert isinstance(route, ListPages)
    found = links_matching(fetched("baochinhphu.vn/2026_list.html", GOV_LIST), re.compile(route.links, re.I))
    assert "https://baochinhphu.vn/kinh-te.htm" in found and GOV_LIST in found
    assert not any(sources()["baochinhphu"].identify(url) for url in found)


def test_the_list_of_tuoitre() -> None:
    found = [row.lead.url for row in listed("tuoitre.vn/2026_list.html", "https://tuoitre.vn/kinh-doanh.htm")]
    assert found[0] == ("https://tuoitre.vn/chien-su-day-gia-hoa-nhap-khau-dip-8-3-tang-manh-20260307075519174.htm")
    assert len(found) == len(set(found)) == 15


def test_the_home_page_of_vpcp() -> None:
    found = [row.lead.url for row in listed("vpcp.chinhphu.vn/home_modified_blade.html", "https://vpcp.chinhphu.vn/")]
    own = [url for url in found if sources()["vpcp"].identify(url)]
    assert "https://vpcp.chinhphu.vn/trao-so-huu-tri-cho-4-can-bo-nghi-theo-che-do-115241129123739455.htm" in own
    assert not any("/video/" in url or "-102" in url for url in own)
    assert len(own) == 6


def test_legal_references_of_the_governments_article() -> None:
    url = "https://baochinhphu.vn/chinh-sach-moi-co-hieu-luc-tu-thang-3-2026-102260228093004191.htm"
    got = extract((PAGES / "baochinhphu.vn/2026_article.html").read_bytes(), url)
    law = "https://vanban.chinhphu.vn/?pageid=27160&docid="
    assert all(one.url.startswith(law) for one in got.attachments)
    titles = {one.url.removeprefix(law): one.title for one in got.attachments}
    assert (titles["216395"], titles["216977"]) == ("357/2025/NĐ-CP", "58/2026/NĐ-CP")
