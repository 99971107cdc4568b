"""The real addresses under ../shared/reference, where they are at hand, and what holds for every address of ours."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.sources import identify, source_for
from hanoi_press.sources.address import canonicalise

ADDRESSES = Path(__file__).resolve().parents[2] / "shared" / "reference" / "addresses.tsv"


def real() -> list[dict[str, str]]:
    if not ADDRESSES.is_file():
        return []
    with ADDRESSES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.skipif(not ADDRESSES.is_file(), reason="the reference addresses are not at hand")
def test_every_real_address_is_read_right() -> None:
    wrong, rows = [], real()
    for row in rows:
        source = source_for(row["url"])
        found = source.identify(row["url"]) if source else None
        if (found and found.source) != (row["source"] if row["kind"] == "article" else None):
            wrong.append(f"{row['source']} {row['kind']} {row['url']}: {found}")
    assert wrong == [] and len(rows) > 200


# One address of every kind, as the sites spell them. Ours: the words of the slugs are invented.
KINDS = [
    "https://baochinhphu.vn/mo-rong-duong-102260401165725099.htm",
    "http://baochinhphu.vn/Kinh-te/Mo-rong-duong/345930.vgp",
    "https://bocongan.gov.vn/chinh-sach-phap-luat/bai-viet/mau-bien-so-d1-t1699",
    "http://bocongan.gov.vn/tin-tuc-su-kien/hoat-dong/mo-lop-tap-huan-d22-t33456.html",
    "https://bvhttdl.gov.vn/Pages/chi-tiet.aspx?url=%2Fle-hoi-hoa-20241003083820299.htm",
    "http://www.hanoimoi.com.vn/vn/14/188305",
    "https://moc.gov.vn/tl/tin-tuc/88345/thong-xe-cau.aspx",
    "https://moc.gov.vn/vn/_layouts/15/NCS.Webpart.MOC/mt_poup/Intrangweb.aspx?IdNews=95414",
    "https://moet.gov.vn/tintuc/Pages/tin-tong-hop.aspx%3FItemID=7101?categoryId=9",
    "https://www.mof.gov.vn/webcenter/portal/btcvn/pages_r/l/tin-bo-tai-chinh?dDocName=MOFUCM192286",
    "https://new.mofa.gov.vn/vi/tin-chi-tiet/chi-tiet/hoi-dam-57192-172.html",
    "https://adminmoh.moh.gov.vn/en_US/web/guest/tin-tong-hop/-/asset_publisher/k2/content/tiem-chung",
    "https://ncov.moh.gov.vn/web/guest/-ieu-can-biet/-/asset_publisher/z8/content/rua-tay-?p_p_auth=x",
    "https://moha.gov.vn/thong-bao/lich-nghi-tet-1999.html",
    "http://www.moit.gov.vn/web/guest/tin-chi-tiet/-/chi-tiet/xuat-khau-gao-22003-22.html",
    "https://moj.gov.vn/qt/cacchuyenmuc/ctv/news/Pages/nghien-cuu-trao-doi.aspx?ItemID=10",
    "https://www.sbv.gov.vn/vi/w/ta%CC%A3o-thua%CC%A3%CC%82n-lo%CC%9B%CC%A3i",
    "http://www.cema.gov.vn/bau-cu-QH-HDND/ket-qua-bau-cu-o-cac-xa-vung-cao.htm",
]


@pytest.mark.parametrize("url", KINDS + [row["url"] for row in real() if row["kind"] == "article"])
def test_a_canonical_address_names_the_same_article(url: str) -> None:
    found = identify(url)
    assert identify(found.url) == found
    assert identify(canonicalise(url)).id == found.id
    source = source_for(url)
    assert source is not None and source.identify(url) == found
    for spelling in (f"{url}#top", url + ("&" if "?" in url else "?") + "utm_source=zalo&fbclid=1"):
        assert identify(spelling) == found


def test_two_articles_of_these_have_two_ids() -> None:
    urls = KINDS + [row["url"] for row in real() if row["kind"] == "article"]
    assert len({identify(url).id for url in urls}) == len(urls)


PARTS = st.text(st.sampled_from("aB-.%/2?&=#;ạê\u0301 mwtrang"), max_size=30)


@given(st.sampled_from(["https://moh.gov.vn/", "http://www.vi-du.vn:80/", "HTTPS://M.Moet.gov.vn./"]), PARTS)
def test_normalising_twice_changes_nothing(site: str, rest: str) -> None:
    once = canonicalise(site + rest)
    assert canonicalise(once) == once
    assert identify(once).id == identify(identify(once).url).id
