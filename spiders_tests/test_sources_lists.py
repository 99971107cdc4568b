"""The lists of the sources as readers of the sites found them in 2026, on small pages of our own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hanoi_press.discovery import VN, Fetched, Lead, Window
from hanoi_press.discovery.lists import read_list, rows
from hanoi_press.discovery.routes import CombinedRoutes, ListPages
from hanoi_press.families.sharepoint.around_news_lists import NEXT_PAGE, ROWS
from hanoi_press.sources import sources
from spiders_tests.discovery_site import AnsweringSite, Site, gathered, run


def lists(name: str, route: str = "section") -> ListPages:
    found = sources()[name].routes[route]
    assert isinstance(found, ListPages)
    return found


def test_mocs_rows_hold_the_date_in_the_link() -> None:
    page = """<div class="list_tin_tieude"><a href='http://moc.gov.vn/vn/tin-tuc/1308/95191/so-xay-dung.aspx'>Sở
    Xây dựng thông báo <span class='news_datetime'>(30/06/2026)</span></a></div><p>Trích yếu.</p>
    <div class="list_tin_tieude"><a href='http://moc.gov.vn/vn/tin-tuc/1308/95180/ha-noi.aspx'>Hà Nội thông báo
    <span class='news_datetime'>(29/06/2026)</span></a></div><p>Trích yếu.</p>
    <div class="Paging"><a href="javascript:go(1)">1</a><a href="javascript:go(2)">2</a></div>"""
    fetched = Fetched("https://moc.gov.vn/vn/chuyen-muc/1308/thong-bao.aspx", page.encode())
    found = rows(fetched, ROWS)
    moc = sources()["moc"].identify
    assert [one.id for row in found if (one := moc(row.lead.url))] == ["moc/95191", "moc/95180"]
    assert [row.latest and row.latest.strftime("%d/%m") for row in found] == ["30/06", "29/06"]
    assert NEXT_PAGE(fetched, 1) == "https://moc.gov.vn/vn/chuyen-muc/1308/thong-bao.aspx?page=2"


def moet_page(numbers: range) -> bytes:
    shown = "".join(
        f'<div class="article-item"><div class="left-type2"><a href="/tin-tuc/tong-hop/{n}.html"></a></div>'
        f'<div class="right-type2"><a href="/tin-tuc/tong-hop/{n}.html">Tin {n}</a>'
        f'<div class="article-date">{28 - n:02}/06/2026</div></div></div>'
        for n in numbers
    )
    return f'<html><div class="list-new">{shown}</div></html>'.encode()


def test_moets_lists_of_2026_are_paged_by_a_get() -> None:
    def answer(url: str, posted: Any) -> bytes:
        assert posted is None
        page = int(url.partition("pageNo=")[2] or 1)
        return moet_page(range(10 * page - 10, min(10 * page, 14)))

    route, site = lists("moet", "latest"), AnsweringSite(answer)
    found = gathered(read_list(site, "https://moet.gov.vn/tin-tuc", route.rows, route.next_page, Window()))
    assert [lead.url.rsplit("/", 1)[1] for lead in found] == [f"{n}.html" for n in range(14)]
    assert site.asked[1][0] == ("https://moet.gov.vn/tin-tuc?&orderBy=publishTime%20DESC&itemsPerPage=10&pageNo=2")
    assert len(site.asked) == 3  # the third repeats nothing new


def sbv_page(numbers: range, more: str = "") -> bytes:
    shown = "".join(
        f'<div><a class="title-news-link" href="/vi/w/sbv{n}?redirect=%2Fvi">Tin {n}</a>'
        f'<span class="date-about">{n}/06/2026 | 08:00:00</span></div>'
        for n in numbers
    )
    return f"<html>{shown}{more}</html>".encode()


def test_sbvs_news_and_press_releases() -> None:
    pager = '<ul class="pagination"><li>1</li><li><button data-page="2">2</button></li></ul>'
    portlet = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_jaxi"
    site = Site(
        {
            "https://www.sbv.gov.vn/vi/tin-tuc-su-kien": sbv_page(range(20, 22), pager),
            f"https://www.sbv.gov.vn/vi/tin-tuc-su-kien?p_p_id={portlet}&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view"
            f"&_{portlet}_cur=2": sbv_page(range(12, 14)),
            "https://www.sbv.gov.vn/vi/thong-cao-bao-chi": sbv_page(range(1, 2)),
        }
    )
    found, failure = run(lists("sbv").leads(site.fetch, Window(), ()))  # type: ignore[arg-type]
    sbv = sources()["sbv"].identify
    assert failure is None
    assert [one.id for lead in found if (one := sbv(lead.url))] == [f"sbv/sbv{n}" for n in (20, 21, 12, 13, 1)]
    assert found[0].published == datetime(2026, 6, 20, 8, tzinfo=VN)


def test_bocongans_own_list_of_policies() -> None:
    card = """<article class="card-large"><a href="/chinh-sach-phap-luat/bai-viet/{0}"><h3>Tin</h3></a></article>"""
    page = "".join(map(card.format, ("mau-bien-so-1754989261", "bien-so-xe-d1-t1617"))).encode()
    site = Site({"https://bocongan.gov.vn/chinh-sach-phap-luat": page})
    both = sources()["bocongan"].routes["all"]
    assert isinstance(both, CombinedRoutes) and lists("bocongan", "policy") in both.parts
    found, failure = run(both.leads(site.fetch, Window(), ()))  # type: ignore[arg-type]
    ids = [one.id for lead in found if (one := sources()["bocongan"].identify(lead.url))]
    assert failure is None and ids == ["bocongan/1754989261", "bocongan/d1-t1617"]


@pytest.mark.parametrize("path", ["tin-tuc--su-kien", "chuyen-muc/tin-tong-hop-300.htm"])
def test_maes_lists_are_read_where_the_home_page_links_them(path: str) -> None:
    row = '<div class="item-tintuc"><a href="/tin-tuc--su-kien/mot-tin-{}.htm">Tin</a><i>20/06/2026</i></div>'
    site = Site(
        {
            "https://mae.gov.vn/": f'<html><a href="/{path}">Tin tức</a></html>'.encode(),
            f"https://mae.gov.vn/{path}": row.format(7).encode(),
        }
    )
    found, failure = run(lists("mae").leads(site.fetch, Window(), ()))  # type: ignore[arg-type]
    assert failure is None and found == [Lead("https://mae.gov.vn/tin-tuc--su-kien/mot-tin-7.htm", None)]


def test_the_further_categories_of_mohs_api() -> None:
    moh = sources()["moh"]
    assert {"8334", "8349", "8337", "7260", "8366", "8338", "8430", "tin-noi-bat"} <= set(moh.sections)
    asked: list[Any] = []

    def answer(url: str, posted: Any) -> Any:
        asked.append(posted["MA_DANH_MUC"])
        row = {"MA": "9", "MA_DANH_MUC": "8351,8358", "THOI_GIAN_XUAT_BAN": "29/04/2026 08:30 AM"}
        return [{"ITEMS": [row]}]

    found = gathered(moh.routes["section"].leads(AnsweringSite(answer), Window(), ("8334",)))
    assert asked[0] == "8334"
    assert [lead.url for lead in found] == ["https://moh.gov.vn/index.jsp?pageId=5803&aid=9&cid=8351"]


def test_the_sections_of_bvhttdl_below_its_news() -> None:
    bvhttdl = sources()["bvhttdl"]
    assert "tin-tuc-va-su-kien/bo-voi-cac-dia-phuong" in bvhttdl.sections and bvhttdl.section_pattern
    assert all(map(bvhttdl.section_pattern.fullmatch, bvhttdl.sections))


def test_bvhttdls_rows_with_a_number_and_without() -> None:
    page = """<nav><a href="/du-lich.htm">Du lịch</a></nav><ul><li><a href="/le-hoi-20260120162634507.htm">Hội</a>
    <span>20/01/2026</span></li><li><h3><a href="/van-hoa-voi-vai-tro-moi-trong-mo-hinh-phat-trien.htm">Văn hóa</a></h3>
    <span>17/03/2026</span></li></ul>"""
    found = rows(Fetched("https://bvhttdl.gov.vn/tin-tuc-va-su-kien.htm", page.encode()), lists("bvhttdl").rows)
    assert [row.latest and row.latest.strftime("%d/%m") for row in found] == ["20/01", "17/03"]
    assert all(sources()["bvhttdl"].identify(row.lead.url) for row in found)
