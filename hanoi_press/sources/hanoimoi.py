"""Hànộimới, the paper of Hanoi: hanoimoi.vn since mid 2023 (OneCMS), hanoimoi.com.vn before.

Facts: docs/sites/hanoimoi.md.
"""

from __future__ import annotations

from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.routes import DailySitemaps, Feeds
from hanoi_press.families.hanoimoi_old import HANOIMOI_OLD
from hanoi_press.families.onecms import ONECMS
from hanoi_press.families.onecms.onecms_routes import OneCmsLatest, OneCmsSections
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

# The lists of the current site that hold articles, from a public crawler; not its video, photo and e-magazine lists.
SECTIONS = {
    "daihoidang": "lich-su-cac-ky-dai-hoi-dang dai-hoi-lan-thu-xviii-dang-bo-tp-ha-noi dai-hoi-xiv-cua-dang"
    " hoat-dong-cua-dang-bo-tp-ha-noi goc-nhin-binh-luan tu-lieu-van-kien hoi-dap",
    "chinh-tri": "doi-ngoai nhan-su xay-chong nghi-quyet-va-cuoc-song"
    " cai-cach-hanh-chinh bao-ve-nen-tang-tu-tuong-cua-dang",
    "kinh-te": "thi-truong tai-chinh dau-tu",
    "do-thi": "bat-dong-san giao-thong xay-dung moi-truong quy-hoach kien-truc",
    "van-hoa": "giai-tri van-nghe cong-nghiep-van-hoa sach the-thao",
    "xa-hoi": "chong-lang-phi lao-dong-viec-lam luong-bao-hiem phong-chay-chua-chay dan-hoi-chinh-quyen-tra-loi"
    " trai-tim-nhan-ai",
    "giao-duc": "tuyen-sinh du-hoc",
    "y-te": "suc-khoe an-toan-thuc-pham",
    "the-gioi": "diem-nong chuyen-do-day ho-so nguoi-viet-bon-phuong luan-dam-thoi-su",
    "du-lich": "diem-den am-thuc",
    "nong-nghiep-nong-thon": "nong-nghiep nong-thon-moi ocop-ha-noi",
    "khoa-hoc-cong-nghe": "chuyen-doi-so xe san-pham-moi",
    "doi-song": "gioi-tre gia-dinh ky-nang-song",
    "ha-noi-ket-noi": "tp-ho-chi-minh vung-dong-bang-song-hong",
    "phap-luat": "an-ninh-trat-tu phap-dinh tu-van",
    "ban-doc": "duong-day-nong y-kien-phan-hoi",
    "goc-nhin": "",
    "moi-ngay-mot-chuyen": "",
    "podcast": "tin-tuc bon-mua-cam-xuc",
    "san-pham-dich-vu": "",
    "thong-bao": "",
    "doanh-nghiep": "doanh-nhan khoi-nghiep",
}
TOP = tuple(SECTIONS)

SOURCE = Source(
    name="hanoimoi",
    publisher="Hànộimới",
    family=ONECMS,
    earlier=(HANOIMOI_OLD,),
    status="modelled",
    remark=(
        "raw pages of a sibling paper, raw bodies of its own (2012, 2020, 2026), "
        "public crawlers and citations of all eras, 2008-2026"
    ),
    hosts=("hanoimoi.vn", "hanoimoi.com.vn"),
    host_years=(
        HostYears("hanoimoi.vn", 2023),
        # The earliest addresses seen are of 2008 and 2009; by their numbers there are earlier articles.
        HostYears("hanoimoi.com.vn", None, 2023),
    ),
    also_named=(
        "HNM",
        "HNMO",
        "Hànộimới Online",
    ),
    addresses=(
        # Today's site; its pages also answer under the old host.
        address(
            r"https?://(?:www\.)?hanoimoi\.(?:vn|com\.vn)/(?P<slug>[a-z0-9][a-z0-9-]*?)-(?P<id>\d+)\.html",
            id="{id}",
            url="https://hanoimoi.vn/{slug}-{id}.html",
        ),
        # 2013 to mid 2023. That site used the same range of numbers as today's, so its ids begin with "old-".
        address(
            r"https?://(?:www\.)?hanoimoi\.com\.vn/(?P<kind>tin-tuc|media)/(?P<cat>[^/]+)/(?P<id>\d+)/(?P<slug>[^/?#]+)/?",
            id="old-{id}",
            url="http://hanoimoi.com.vn/{kind}/{cat}/{id}/{slug}",
        ),
        # Until about 2013.
        address(
            r"https?://(?:www\.)?hanoimoi\.com\.vn/newsdetail/(?P<cat>[^/]+)/(?P<id>\d+)/(?P<slug>[^/?#]+)\.htm",
            id="old-{id}",
            url="http://hanoimoi.com.vn/newsdetail/{cat}/{id}/{slug}.htm",
        ),
        # 2008 and 2009. The number was below 200,000 in 2009 and above 500,000 in 2011: another count (inferred).
        address(
            r"https?://(?:www\.)?hanoimoi\.com\.vn/vn/(?P<section>\d+)/(?P<id>\d+)/?",
            id="vn-{id}",
            url="http://hanoimoi.com.vn/vn/{section}/{id}",
        ),
    ),
    sections=(*TOP, *(f"{top}/{sub}" for top, subs in SECTIONS.items() for sub in subs.split())),
    routes={
        "sitemap": DailySitemaps("https://hanoimoi.vn/sitemap.xml"),
        "feed": Feeds("https://hanoimoi.vn/rss/{section}", home="trang-chu", sections=TOP),
        "latest": OneCmsLatest("https://hanoimoi.vn"),
        "section": OneCmsSections("https://hanoimoi.vn", TOP),
    },
    route_order=("sitemap", "latest", "section"),
)
