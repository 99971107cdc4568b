"""Addresses of articles: queries that belong to them, and ids for sites that have none."""

from __future__ import annotations

from hashlib import sha256

import pytest

from hanoi_press.families.websphere import WEBSPHERE
from hanoi_press.sources import Source, identify
from hanoi_press.sources.address import address, canonicalise, composed, fetchable_url

INVENTED = Source(
    name="vidu",
    publisher="Bộ Ví dụ",
    family=WEBSPHERE,
    hosts=("vidu.vn",),
    addresses=(
        address(r"https?://vidu\.vn/tin-(?P<id>\d+)\.htm", id="{id}", url="https://vidu.vn/tin-{id}.htm"),
        address(
            r"https?://vidu\.vn/qt/(?P<list>[a-z-]+)\.aspx\?ItemID=(?P<id>\d+)",
            id="{list}-{id}",
            url="https://vidu.vn/qt/{list}.aspx?ItemID={id}",
            query=("ItemID",),
        ),
        address(
            r"https?://vidu\.vn/-/Content/(?P<slug>[^/?]+)\?(?P<id>\d+)",
            id="{id}",
            url="https://vidu.vn/-/Content/{slug}?{id}",
            query=("",),
        ),
        address(
            r"https?://vidu\.vn/index\.jsp\?pageId=(?P<page>\d+)&aid=(?P<id>\d+)(?P<cid>&cid=\d+)?",
            id="{id}",
            url="https://vidu.vn/index.jsp?pageId={page}&aid={id}{cid}",
            query=("pageId", "aid", "cid"),
        ),
        address(r"https?://vidu\.vn/tin-tuc/(?P<slug>[a-z-]+)\.html", url="https://vidu.vn/tin-tuc/{slug}.html"),
    ),
)


@pytest.mark.parametrize(
    ("url", "id", "canonical"),
    [
        ("http://vidu.vn/tin-7.htm?utm_source=zalo&trang=2#top", "7", "https://vidu.vn/tin-7.htm"),
        ("https://vidu.vn/qt/tin.aspx?ItemID=15", "tin-15", "https://vidu.vn/qt/tin.aspx?ItemID=15"),
        ("https://vidu.vn/qt/tin.aspx?a=1&itemid=15&ItemID=16", "tin-15", "https://vidu.vn/qt/tin.aspx?ItemID=15"),
        ("https://vidu.vn/-/Content/hop-bao?884", "884", "https://vidu.vn/-/Content/hop-bao?884"),
        ("https://vidu.vn/-/Content/hop-bao?884=", "884", "https://vidu.vn/-/Content/hop-bao?884"),
        ("https://vidu.vn/-/Content/hop-bao?fbclid=x&884#a", "884", "https://vidu.vn/-/Content/hop-bao?884"),
        (
            "https://vidu.vn/index.jsp?cid=9&aid=31&x=&pageId=5803",
            "31",
            "https://vidu.vn/index.jsp?pageId=5803&aid=31&cid=9",
        ),
        ("https://vidu.vn/index.jsp?pageId=5803&aid=31", "31", "https://vidu.vn/index.jsp?pageId=5803&aid=31"),
    ],
)
def test_an_id_of_the_sites_own(url: str, id: str, canonical: str) -> None:
    identity = INVENTED.identify(url)
    assert identity == (f"vidu/{id}", "vidu", "Bộ Ví dụ", canonical, False)
    assert INVENTED.identify(canonical) == identity


@pytest.mark.parametrize(
    "url",
    [
        "https://vidu.vn/qt/tin.aspx",
        "https://vidu.vn/qt/tin.aspx?ItemID=",
        "https://vidu.vn/qt/tin.aspx?Item=15",
        "https://vidu.vn/qt/tin.aspx?ItemID=15a",
        "https://vidu.vn/-/Content/hop-bao",
        "https://vidu.vn/-/Content/hop-bao?id=884",
        "https://vidu.vn/index.jsp?pageId=5803&cid=9",
        "https://vidu.vn/tin-tuc/",
    ],
)
def test_no_address_of_an_article(url: str) -> None:
    assert INVENTED.identify(url) is None


def test_an_id_made_of_the_canonical_address() -> None:
    wanted = sha256(b"https://vidu.vn/tin-tuc/hop-bao.html").hexdigest()[:16]
    for url in ("https://vidu.vn/tin-tuc/hop-bao.html", "http://VIDU.vn/tin-tuc/hop-bao.html?page=2#x"):
        identity = INVENTED.identify(url)
        assert identity == (f"vidu/{wanted}", "vidu", "Bộ Ví dụ", "https://vidu.vn/tin-tuc/hop-bao.html", True)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://A.vn/x?884", "https://a.vn/x?884"),
        ("https://a.vn/x?b=1%2F2&utm_medium=q&&c=", "https://a.vn/x?b=1%2F2&c="),
        ("https://a.vn", "https://a.vn/"),
        ("https://a.vn/w/tạo-lợi", "https://a.vn/w/t%E1%BA%A1o-l%E1%BB%A3i"),
        ("https://a.vn/w/t%e1%ba%a1o-l%e1%bb%a3i", "https://a.vn/w/t%E1%BA%A1o-l%E1%BB%A3i"),
        ("https://a.vn/a b-(1);c,d+e@f", "https://a.vn/a%20b-(1);c,d+e@f"),
    ],
)
def test_without_tracking(url: str, wanted: str) -> None:
    assert fetchable_url(url) == wanted


@pytest.mark.parametrize(
    "spelling",
    [
        "https://hanoimoi.vn/mot-bai-1304633.html",
        "http://hanoimoi.vn/mot-bai-1304633.html",
        "https://www.hanoimoi.vn/mot-bai-1304633.html",
        "HTTPS://HanoiMoi.VN/mot-bai-1304633.html",
        "https://hanoimoi.vn:443/mot-bai-1304633.html",
        "http://hanoimoi.vn:80/mot-bai-1304633.html",
        "https://hanoimoi.vn./mot-bai-1304633.html",
        "https://hanoimoi.vn/mot-bai-1304633.html#binh-luan",
        "https://hanoimoi.vn/mot-bai-1304633.html?UTM_Source=zalo&utm_medium=social",
        "https://hanoimoi.vn/mot-bai-1304633.html?FBCLID=a&gidzl=b&mibextid=c&zarsrc=30&gclid=d",
        "https://hanoimoi.vn/mot-bai-1304633.html?trang=1",
        "https://hanoimoi.vn/mot-bai-1304633.html?Trang=01&utm%5Fcampaign=x",
        "  https://hanoimoi.vn/mot-bai-1304633.html ",
        "https://ai-do@hanoimoi.vn/mot-bai-1304633.html",
        "https://hanoimoi.vn:80/mot-bai-1304633.html",
        "http://hanoimoi.vn:443/mot-bai-1304633.html",
        "https://hanoimoi.vn/mot%2dbai%2D1304633.html",
    ],
)
def test_all_spellings_of_an_address_are_one(spelling: str) -> None:
    assert canonicalise(spelling) == "https://hanoimoi.vn/mot-bai-1304633.html"
    assert identify(spelling).id == "hanoimoi/1304633"
    unknown = spelling.replace("hanoimoi.", "vi-du.").replace("HanoiMoi.", "vi-du.")
    assert identify(unknown).id == identify("https://vi-du.vn/mot-bai-1304633.html").id


@pytest.mark.parametrize(
    "spelling",
    [
        "https://hanoimoi.vn/mot-bai-1304633.html/",
        "https://hanoimoi.vn//mot-bai-1304633.html",
        "https://hanoimoi.vn/mot-bai-1304633.html;jsessionid=0A1B",
        "https://hanoimoi.vn/mot-bai-1304633.html&utm_source=zalo",
        "https://hanoimoi.vn/mot-bai-1304633.html&fbclid=x",
        "https://m.hanoimoi.vn/mot-bai-1304633.html",
        "https://hanoimoi.vn/mot-bai-1304633.html/amp",
        "https://hanoimoi.vn/mot-bai-1304633.html.amp?a=1",
    ],
)
def test_a_misspelt_address_of_a_known_source_is_the_article(spelling: str) -> None:
    identity = identify(spelling)
    assert (identity.id, identity.url) == ("hanoimoi/1304633", "https://hanoimoi.vn/mot-bai-1304633.html")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.vn/bai-1", "https://a.vn/bai-2"),
        ("https://a.vn/bai?id=1", "https://a.vn/bai?id=2"),
        ("https://a.vn/bai?trang=1", "https://a.vn/bai?trang=2"),
        ("https://a.vn:8080/bai", "https://a.vn/bai"),
        ("https://a.vn/bai", "https://b.a.vn/bai"),
        ("https://a.vn/bai%2F1", "https://a.vn/bai/1"),
        ("https://a.vn/bai%3F1", "https://a.vn/bai?1"),
        ("https://a.vn/bai?preference=1", "https://a.vn/bai"),  # only the whole name `ref` is a tracking parameter
    ],
)
def test_other_pages_stay_other_pages(one: str, other: str) -> None:
    assert canonicalise(one) != canonicalise(other)


@pytest.mark.parametrize(
    "text", ["", "hanoimoi/1304633", "ftp://a.vn/x", "https://[::1", "https://a.vn:99999/x", "mailto:a@b.vn"]
)
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert canonicalise(text) == text


@pytest.mark.parametrize("noise", [";jsessionid=0A1B", "&utm_source=zalo", "&fbclid=x&a=b", "/amp"])
def test_noise_is_no_part_of_a_slug_that_may_be_anything(noise: str) -> None:
    url = "https://ncov.moh.gov.vn/web/guest/-/rua-tay"
    assert identify(url + noise) == identify(url)


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("http://www.hanoimoi.com.vn/vn/53/199701", "hanoimoi/vn-199701"),
        ("http://hanoimoi.com.vn/vn/14/199701/", "hanoimoi/vn-199701"),
        ("http://hanoimoi.com.vn/Tin-tuc/Xa-hoi/199701/mot-bai", "hanoimoi/old-199701"),
        ("http://hanoimoi.com.vn/newsdetail/Xa-hoi/199701/mot-bai.htm", "hanoimoi/old-199701"),
        ("https://hanoimoi.com.vn/mot-bai-199701.html", "hanoimoi/199701"),
    ],
)
def test_the_numbers_of_hanoimois_eras_are_kept_apart(url: str, id: str) -> None:
    assert identify(url).id == id


@pytest.mark.parametrize(
    "url", ["http://hanoimoi.com.vn/vn/53", "http://hanoimoi.com.vn/vn/53/tin", "https://hanoimoi.vn/vn/5/7"]
)
def test_lists_of_hanoimois_fourth_era_are_no_articles(url: str) -> None:
    assert identify(url).hashed


def test_what_tells_one_article_from_another_may_be_less_than_the_address() -> None:
    kind = address(r"https?://a\.vn/(?P<cat>[a-z]+)/(?P<slug>[^/]+)", url="https://a.vn/{cat}/{slug}", key="{slug}")
    one, two = kind.identity("https://a.vn/x/bai", "a", "A"), kind.identity("https://a.vn/y/bai", "a", "A")
    assert one and two and one.id == two.id == "a/" + sha256(b"bai").hexdigest()[:16] and one.url != two.url


def test_a_server_that_ignores_case_has_one_id() -> None:
    kind = address(r"https?://a\.vn/(?P<slug>[^/]+)\.aspx", url="https://a.vn/{slug}.aspx", any_case=True)
    found = kind.identity("https://a.vn/Mot-B%C3%A0i.ASPX", "a", "A")
    assert found and found.url == "https://a.vn/mot-b%C3%A0i.aspx"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/w/ta%CC%A3o", "/w/t%E1%BA%A1o"),
        ("/w/%C3%A2%CC%A3", "/w/%E1%BA%AD"),
        ("/w/a%2Fo%CC%81", "/w/a%2F%C3%B3"),
        ("/w/%FF%CC%81", "/w/%FF%CC%81"),  # no UTF-8
        ("/w/t%E1%BA%A1o", "/w/t%E1%BA%A1o"),
    ],
)
def test_letters_are_composed(path: str, wanted: str) -> None:
    assert composed(path) == wanted and composed(wanted) == wanted
    assert canonicalise("https://a.vn" + path) == "https://a.vn" + wanted


@pytest.mark.parametrize("end", ["10000-589", "100000-589", "92025-589", "01025-589", "2025-589", "322026-589"])
def test_a_number_that_ends_mofas_headline_is_no_id(end: str) -> None:
    assert identify(f"https://mofa.gov.vn/tin-chi-tiet/chi-tiet/ke-hoach-{end}.html").hashed


def test_mofas_numbers_of_headlines_are_no_ids() -> None:
    # The category is the last number; a headline that was cut to fit the address has lost the article's number.
    cut = [
        "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/ke-hoach-nam-2025-589.html",
        "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/nhin-lai-nam-2025-589.html",
    ]
    ids = [identify(url).id for url in cut]
    assert len(set(ids)) == 2 and all(len(id) == len("mofa/") + 16 for id in ids)
    whole = "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/hoi-dam-nam-2025-57162-589.html"
    assert identify(whole).id == "mofa/57162" == identify(whole.replace("589", "254")).id
