"""Test the addresses of the Liferay portals and of those on systems of their own (docs/sites/)."""

from __future__ import annotations

import pytest

from hanoi_press.sources import source_for, sources

THANHTRA = "https://thanhtra.gov.vn/web/guest/xem-chi-tiet-tin-tuc/-/asset_publisher/"
CEMA = "/tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban/bo-truong-lam-viec.htm"


@pytest.mark.parametrize(
    ("url", "id"),
    [
        (THANHTRA + "/Content/foo?123", "thanhtra/123"),
        (THANHTRA + "content/foo?123=", "thanhtra/123"),
        (THANHTRA.replace("web/guest/", "") + "/Content/foo?123", "thanhtra/123"),
        (THANHTRA + "Zk3bYq/Content/foo?123", "thanhtra/123"),
        (THANHTRA + "/Content/foo?fbclid=x&123#a", "thanhtra/123"),
        ("https://www.sbv.gov.vn/vi/web/sbv_portal/w/sbv622854", "sbv/sbv622854"),
        ("https://sbv.gov.vn/vi/w/sbv622854?redirect=%2Fvi", "sbv/sbv622854"),
        (
            "https://www.sbv.gov.vn/webcenter/portal/vi/menu/trangchu/ttsk/ttsk_chitiet?centerWidth=80%25"
            "&dDocName=SBV331391&leftWidth=20%25",
            "sbv/sbv331391",
        ),
        ("https://mofa.gov.vn/tin-chi-tiet/chi-tiet/viet-nam-39-s-visa-exemption-list-57163-596.html", "mofa/57163"),
        ("https://mofa.gov.vn/web/guest/tin-chi-tiet/chi-tiet/viet-nam-39-s-list-57163-172.html", "mofa/57163"),
        (
            "https://bvhttdl.gov.vn/du-lich-an-giang-voi-khat-vong-vuon-tam-quoc-te-20260120162634507.htm",
            "bvhttdl/20260120162634507",
        ),
        ("https://www.bvhttdl.gov.vn/pho-co-20261101071010.htm?page=2", "bvhttdl/20261101071010"),
        (
            "https://bvhttdl.gov.vn/Pages/chi-tiet.aspx?url=%2Flang-son-danh-thuc-tiem-nang-20241003083820222.htm",
            "bvhttdl/20241003083820222",
        ),
        (
            "https://bvhttdl.gov.vn/Pages/chi-tiet.aspx?url=/khanh-hoa-don-164-trieu-20251225091707833.htm",
            "bvhttdl/20251225091707833",
        ),
        ("https://moha.gov.vn/tin-tuc/bo-noi-vu-thong-bao-ve-viec-nghi-tet-am-lich-nghi----oid57695", "moha/oid57695"),
        ("https://mofa.gov.vn/vi/tin-chi-tiet/chi-tiet/hoi-dam-57163-596.html", "mofa/57163"),
        ("https://new.mofa.gov.vn/vi/tin-chi-tiet/chi-tiet/hoi-dam-57162-172.html", "mofa/57162"),
        ("https://web.mofa.gov.vn/web/guest/tin-chi-tiet/-/chi-tiet/hoi-dam-nam-2025-57162-172.html", "mofa/57162"),
        ("http://www.mofa.gov.vn/vi/nr040807104143/nr111027144142/ns180618164320/view", "mofa/ns180618164320"),
        ("https://mofa.gov.vn/tt_baochi/pbnfn/ns180618164320", "mofa/ns180618164320"),
        ("https://moha.gov.vn/tin-tuc/---oid57695", "moha/oid57695"),
        ("https://www.moha.gov.vn/thong-bao/ke-hoach-so-1728kh-bnv-nam-2024-1907.html", "moha/thong-bao-1907"),
        ("https://moha.gov.vn/tin-tuc-su-kien/hoat-dong/hop-giao-ban-46123.html?a=1", "moha/tin-tuc-su-kien-46123"),
        ("https://www.moha.gov.vn/tin-tuc/xep-luong---id61207/", "moha/id61207"),
    ],
)
def test_an_article(url: str, id: str) -> None:
    source = source_for(url)
    assert source is not None
    identity = source.identify(url)
    assert identity is not None and identity.id == id and not identity.hashed
    again = source.identify(identity.url)
    assert again is not None and (again.id, again.url) == (id, identity.url)


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("http://ubdt.gov.vn" + CEMA, "https://www.cema.gov.vn" + CEMA),
        (
            "http://ubdt.gov.vn/thong-bao/lich-tiep-cong-dan.htm",
            "http://cema.gov.vn/thong-bao/lich-tiep-cong-dan.htm?p=2",
        ),
        (
            "https://www.sbv.gov.vn/vi/web/sbv_portal/w/tạo-thuận-lợi",
            "https://sbv.gov.vn/vi/w/t%e1%ba%a1o-thu%e1%ba%adn-l%e1%bb%a3i?redirect=x",
        ),
        (
            "https://www.sbv.gov.vn/vi/web/sbv_portal/w/t%E1%BA%A1o-thu%E1%BA%ADn",
            "https://sbv.gov.vn/vi/w/ta%CC%A3o-thua%CC%A3%CC%82n?redirect=x",  # letters and marks apart
        ),
        (
            "http://www.cema.gov.vn/bau-cu-qh-hdnd/ket-qua-bau-cu-o-cac-xa-vung-cao.htm",
            "https://ubdt.gov.vn/bau-cu-QH-HDND/Ket-qua-bau-cu-o-cac-xa-vung-cao.htm",
        ),
        (
            "http://www.cema.gov.vn/nhin-lai-chang-duong-70-nam-cong-tac-dan-toc.htm",
            "http://cema.gov.vn/nhin-lai-chang-duong-70-nam-cong-tac-dan-toc.htm",
        ),
        (
            "https://ncov.moh.gov.vn/web/guest/-/rua-tay-the-nao-",
            "https://ncov.moh.gov.vn/web/guest/-ieu-can-biet/-/asset_publisher/z8879BLxKN8C/content/rua-tay-the-nao-?a=b",
        ),
        (
            "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/thong-tin-co-ban-ve-cam-pu-chia-589.html",
            "http://www.mofa.gov.vn/tin-chi-tiet/chi-tiet/thong-tin-co-ban-ve-cam-pu-chia-589.html#a",
        ),
        (
            "https://moh.gov.vn/tin-noi-bat/-/asset_publisher/3Yst7YhbkA5j/content/sang-nay-khai-mac",
            "https://moh.gov.vn:443/vi_VN/web/guest/tin-noi-bat/-/asset_publisher/3Yst7YhbkA5j/content/sang-nay-khai-mac",
        ),
        ("https://ncov.moh.gov.vn/web/guest/-/6847426-112", "https://ncov.moh.gov.vn/vi/-/6847426-112?p=1"),
        (
            "https://bvhttdl.gov.vn/van-hoa-voi-vai-tro-moi-trong-mo-hinh-phat-trien.htm",
            "http://www.bvhttdl.gov.vn/van-hoa-voi-vai-tro-moi-trong-mo-hinh-phat-trien.htm?a=1",
        ),
        (
            "https://bvhttdl.gov.vn/Pages/chi-tiet.aspx?url=/huong-dan-su-dung-quoc-ky-3747.htm",
            "https://bvhttdl.gov.vn/pages/chi-tiet.aspx?url=%2Fhuong-dan-su-dung-quoc-ky-3747.htm",
        ),
        (
            "https://bvhttdl.gov.vn/nhung-su-kien-van-hoa-lon-trong-nam-2026.htm",
            "https://bvhttdl.gov.vn/nhung-su-kien-van-hoa-lon-trong-nam-2026.htm#a",
        ),
        ("https://www.sbv.gov.vn/vi/web/sbv_portal/01-05.6.2026", "http://sbv.gov.vn/vi/web/sbv_portal/01-05.6.2026/"),
    ],
)
def test_an_article_without_an_id(url: str, other: str) -> None:
    source = source_for(url)
    assert source is not None
    one, two = source.identify(url), source.identify(other)
    assert one is not None and one == two and one.hashed


def test_an_article_of_ubdt_under_the_ministrys_new_name_has_the_same_id() -> None:
    source = source_for("http://bdtg.gov.vn/")
    assert source is not None
    old, new = (source.identify(f"http://{host}/thong-bao/lich.htm") for host in ("cema.gov.vn", "bdtg.gov.vn"))
    assert old is not None and new is not None and old.id == new.id
    assert (old.url, new.url) == ("http://www.cema.gov.vn/thong-bao/lich.htm", "http://bdtg.gov.vn/thong-bao/lich.htm")


def test_one_slug_of_moh_is_one_article_in_all_its_categories() -> None:
    moh = sources()["moh"].identify
    rest = "asset_publisher/k206Q9qkZOqn/content/tiem-chung-mo-rong"
    found = [
        moh(f"https://{host}moh.gov.vn/{path}/-/{rest}")
        for host, path in (
            ("", "tin-tong-hop"),
            ("www.", "web/guest/tin-noi-bat"),
            ("", "en_US/web/guest/tin-noi-bat"),
            ("", "en/web/guest/tin-noi-bat"),
            ("adminmoh.", "vi_VN/web/guest/hoat-dong"),
        )
    ]
    assert len({one.id for one in found if one}) == 1 and None not in found
    assert {one.url for one in found[1:4] if one} == {f"https://moh.gov.vn/tin-noi-bat/-/{rest}"}
    for path in (f"tin-tong-hop/-/{rest}-2", f"en/web/phong-chong-dich/tin-noi-bat/-/{rest}"):  # another site's
        other = moh(f"https://moh.gov.vn/{path}")
        assert other and found[0] and other.id != found[0].id


def test_an_article_of_bvhttdl_has_one_id_at_both_addresses() -> None:
    slug = "van-hoa-voi-vai-tro-moi-trong-mo-hinh-phat-trien"
    bvhttdl = sources()["bvhttdl"].identify
    one = bvhttdl(f"https://bvhttdl.gov.vn/{slug}.htm")
    two = bvhttdl(f"https://bvhttdl.gov.vn/Pages/chi-tiet.aspx?url=%2F{slug}.htm")
    assert one and two and one.id == two.id and bvhttdl(two.url) == two


def test_two_articles_that_share_a_number() -> None:
    mofa = sources()["mofa"].identify
    one = mofa("https://mofa.gov.vn/tin-chi-tiet/chi-tiet/thong-tin-co-ban-ve-cam-pu-chia-589.html")
    two = mofa("https://mofa.gov.vn/tin-chi-tiet/chi-tiet/tai-lieu-co-ban-ve-han-quoc-589.html")
    assert one and two and one.id != two.id
    moha = sources()["moha"].identify
    old, new = moha("https://moha.gov.vn/tin-tuc/a---oid57695"), moha("https://moha.gov.vn/tin-tuc/b---id57695")
    assert old and new and old.id != new.id


@pytest.mark.parametrize(
    "url",
    [
        THANHTRA + "/Content/foo",
        THANHTRA + "/Content/foo?id=123",
        THANHTRA + "/Content/chuc-nang-nhiem-vu?123",
        "https://thanhtra.gov.vn/web/guest/thanh-tra",
        "https://www.sbv.gov.vn/vi/web/sbv_portal/trang-chu",
        "https://www.sbv.gov.vn/vi/web/sbv_portal/tin-tuc-su-kien",
        "https://www.sbv.gov.vn/vi/legal-documents",
        "https://www.sbv.gov.vn/documents/20117/0/a.pdf",
        "https://www.sbv.gov.vn/en/web/sbv_portal/w/sbv606221",  # the English edition
        "https://sbv.gov.vn/en/w/annual-report-2026",
        "https://www.sbv.gov.vn/webcenter/portal/en/home/sbv/news/news_chitiet?dDocName=SBV411111",
        "https://www.sbv.gov.vn/vi/web/sbv_portal/ty-gia",  # tables
        "https://sbv.gov.vn/vi/l%C3%A3i-su%E1%BA%A5t1",
        "https://www.sbv.gov.vn/vi/thong-cao-bao-chi",
        "https://mofa.gov.vn/web/ministry-of-foreign-affairs/detail/chi-tiet/talks-58405-591.html",
        "https://www.mofa.gov.vn/en/bng_vietnam/dscqdd/ns050119142406/newsitem_print_preview",
        "http://www.mofa.gov.vn/vnemb.jp/vi/nr1/ns050119142406",
        "http://www.mofa.gov.vn/vi/bng_vietnam/nr040824153458/",
        "https://www.mofa.gov.vn/tt_baochi/pbnfn",
        "https://mofa.gov.vn/vi/chi-tiet-cctc/tochuc/uy-ban-bien-gioi-26.html",
        "https://moha.gov.vn/gioi-thieu/so-noi-vu/so-noi-vu-12446.html",
        "https://www.moha.gov.vn/tin-tuc-su-kien.html?page=1",
        "http://cema.gov.vn/uy-ban-dan-toc-voi-dia-phuong.htm?p=",
        "http://www.cema.gov.vn/gioi-thieu/cong-dong-54-dan-toc/nguoi-tay.htm",
        "http://www.cema.gov.vn/gioi-thieu/chuc-nang-nhiem-vu-cua-uy-ban-dan-toc.htm",
        "http://cema.gov.vn/tin-tuc.htm",
        "https://ncov.moh.gov.vn",
        "https://ncov.moh.gov.vn/vi/web/guest/rss/-/journal/rss/20182/7199287",
        "https://ncov.moh.gov.vn/web/guest/-ieu-can-biet",
        "https://mofa.gov.vn/tin-hoat-dong",
        "https://mofa.gov.vn/tin-chi-tiet",
        "https://bvhttdl.gov.vn/du-lich.htm",
        "https://bvhttdl.gov.vn/tin-tuc-va-su-kien/trang-3.htm",
        "https://bvhttdl.gov.vn/truong-cao-dang-nghe-du-lich-tinh-ha-giang-9906.htm",
        "https://bvhttdl.gov.vn/chuyen-de-van-hoa-va-phat-trien-o-cac-vung-t1204.htm",
        "https://bvhttdl.gov.vn/van-ban-quan-ly.htm?coquan=0&nhom=2",
        "https://bvhttdl.gov.vn/chuyen-de-van-hoa-t1204.htm",
        "https://bvhttdl.gov.vn/gioi-thieu-ve-bo/lanh-dao-bo.htm",
        "https://moha.gov.vn/chuyen-muc/tin-tuc-su-kien---id21",
        "https://moha.gov.vn/tin-tuc/",
        "https://colab.moha.gov.vn/tin-tuc/a---id1",
        "http://cema.gov.vn/tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban.htm",
        "http://cema.gov.vn/tin-tuc-hoat-dong.htm",
        "http://cema.gov.vn/home.htm",
        "https://moh.gov.vn/tin-noi-bat",
        "https://ncov.moh.gov.vn/web/guest/dong-thoi-gian",
    ],
)
def test_no_article(url: str) -> None:
    assert all(sources()[name].identify(url) is None for name in "thanhtra sbv mofa bvhttdl moha ubdt moh".split())


@pytest.mark.parametrize(
    ("name", "form", "no"),
    [
        ("moha", "https://moha.gov.vn/chuyen-muc/tin-tuc-su-kien---id21", "https://moha.gov.vn/tin-tuc/a---id5"),
        ("mofa", "https://mofa.gov.vn/hoat-dong-doi-ngoai", "https://mofa.gov.vn/tin-chi-tiet"),
        (
            "ubdt",
            "http://bdtg.gov.vn/tin-tuc/tin-tuc-su-kien/thoi-su-chinh-tri.htm",
            "http://bdtg.gov.vn/thong-bao/a.htm",
        ),
        ("ubdt", "http://bdtg.gov.vn/chuyen-doi-so.htm", "http://bdtg.gov.vn/gioi-thieu.htm"),
    ],
)
def test_lists_that_a_home_page_links(name: str, form: str, no: str) -> None:
    import re

    pattern = re.compile(sources()[name].routes["section"].links, re.I)  # type: ignore[attr-defined]
    assert pattern.fullmatch(form) and not pattern.fullmatch(no)
