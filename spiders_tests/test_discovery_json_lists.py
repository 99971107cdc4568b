"""Lists that APIs answer as JSON, VHV's script pager, and routes that go together."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

import pytest

from hanoi_press.discovery import VN, ApiRequest, Fetched, FetchFailed, Lead, RouteFailed, Window
from hanoi_press.discovery.json_lists import JsonList, read_json_list
from hanoi_press.discovery.lists import RowSelectors, read_list
from hanoi_press.discovery.routes import CombinedRoutes, JsonLists, ListPages, PageLinks
from hanoi_press.families.vhv.vhv_pager import script_pager
from hanoi_press.sources.mof import SOURCE as mof
from hanoi_press.sources.moh import SOURCE as moh

SECTION = {"name": "thoi-su", "id": "abc"}
OFFSETS = JsonList(
    "https://a.vn/reads?offset={seen}",
    {"categoryId": "{id}", "n": 3},
    "data",
    "https://a.vn/{root}/{slug}",
    "time",
    missing={"root": "{name}"},
    path="slug",
)
SIZES = JsonList("https://a.vn/list", {"SIZE": 2}, "ITEMS", "https://a.vn/{MA}?c={C}", "T", size="SIZE")


class Site:
    """Answers what `answer(url, posted)` gives: bytes, an object to be written as JSON, or an error."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: list[tuple[str, Any, Any]] = []

    async def __call__(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        self.asked.append((url, json, form))
        said = self.answer(url, json or form)
        if isinstance(said, Exception):
            raise said
        return Fetched(url, said if isinstance(said, bytes) else dumped(said))


def dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


def gathered(leads: AsyncIterator[Lead]) -> list[Lead]:
    async def all_of() -> list[Lead]:
        return [lead async for lead in leads]

    return asyncio.run(all_of())


def article(number: int, day: int = 20) -> dict[str, Any]:
    return {"slug": f"bai-{number}", "time": f"2026-11-{day:02}T08:00:00", "root": "goc"}


def reads(total: int, limit: int = 2, **more: Any) -> Site:
    def answer(url: str, posted: Any) -> Any:
        seen = int(url.rsplit("=", 1)[1])
        return {"data": [article(n, 20 - n) for n in range(seen, min(seen + limit, total))]} | more

    return Site(answer)


class TestOffsets:
    def test_to_the_end_whatever_the_servers_limit(self) -> None:
        site = reads(5)
        found = gathered(read_json_list(site, OFFSETS, SECTION, Window()))
        assert [lead.url for lead in found] == [f"https://a.vn/goc/bai-{n}" for n in range(5)]
        assert [url.rsplit("=", 1)[1] for url, _, _ in site.asked] == ["0", "2", "4", "5"]
        assert all(posted == {"categoryId": "abc", "n": 3} for _, posted, _ in site.asked)

    def test_until_an_answer_is_older_than_the_window(self) -> None:
        site = reads(10)
        found = gathered(read_json_list(site, OFFSETS, SECTION, Window(since=datetime(2026, 11, 18, tzinfo=VN))))
        assert [lead.url[-1] for lead in found] == ["0", "1", "2"]
        assert len(site.asked) == 3

    def test_a_time_without_zone_is_hanois_and_with_one_is_kept(self) -> None:
        rows = [article(1) | {"time": "2026-11-20T01:00:00Z"}, article(2), article(3) | {"time": "2026-11-20"}]
        found = OFFSETS.leads(dumped({"data": rows}), SECTION)
        assert [lead.published and lead.published.isoformat() for lead in found] == [
            "2026-11-20T01:00:00+00:00",
            "2026-11-20T08:00:00+07:00",
            None,
        ]

    def test_a_server_that_knows_no_offset_is_asked_twice(self) -> None:
        site = Site(lambda url, posted: {"data": [article(1), article(2)]})
        assert len(gathered(read_json_list(site, OFFSETS, SECTION, Window()))) == 2
        assert len(site.asked) == 2

    def test_what_a_row_lacks_the_section_gives(self) -> None:
        rows = [{"slug": "a"}, {"slug": "b", "root": None}, {"root": "goc"}, "nonsense", {"slug": ["c"]}]
        assert [lead.url for lead in OFFSETS.leads(dumped({"data": rows}), SECTION)] == [
            "https://a.vn/thoi-su/a",
            "https://a.vn/thoi-su/b",
        ]

    def test_a_careless_servers_types(self) -> None:
        rows = [{"MA": 7.0, "C": " 8351 ; 1"}, {"MA": 7.5, "C": 1}, {"MA": True, "C": 1}]
        assert [lead.url for lead in SIZES.leads(dumped({"ITEMS": rows}), SECTION)] == ["https://a.vn/7?c=8351"]

    def test_a_long_answer_without_rows_is_soon_read(self) -> None:
        assert OFFSETS.leads(b"[" + b"[]," * 300_000 + b"[]]", SECTION) == []

    def test_a_slug_that_is_a_whole_path(self) -> None:
        rows = [{"slug": "/goc/muc/bai"}, {"slug": "goc/muc/bai-2", "root": "x"}]
        assert [lead.url for lead in OFFSETS.leads(dumped({"data": rows}), SECTION)] == [
            "https://a.vn/goc/muc/bai",
            "https://a.vn/goc/muc/bai-2",
        ]

    def test_braces_in_a_field_are_words(self) -> None:
        [lead] = OFFSETS.leads(dumped({"data": [{"slug": "{root}"}]}), SECTION)
        assert lead.url == "https://a.vn/thoi-su/{root}"

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            (b"<!DOCTYPE html><html><div id='app'></div></html>", "a page in place of JSON"),
            (b"{", "no JSON"),
            (b"[" * 200_000, "no JSON"),
            (b"null", "no rows"),
            (b'{"data": []}', "no rows"),
            (b'{"data": {"x": 1}}', "no rows"),
            (FetchFailed("403"), "403"),
        ],
        ids=["shell", "torn", "deep", "null", "empty", "object", "refused"],
    )
    def test_what_is_no_list_fails_the_route(self, said: Any, why: str) -> None:
        with pytest.raises(RouteFailed, match=why):
            gathered(read_json_list(Site(lambda url, posted: said), OFFSETS, SECTION, Window()))


class TestSizes:
    @staticmethod
    def bridge(total: int) -> Site:
        def answer(url: str, posted: Any) -> Any:
            rows = [{"MA": n, "C": "8351;8358", "T": "20/11/2026 02:30 PM"} for n in range(total)]
            return [{"MA": "8358", "ITEMS": rows[: posted["SIZE"]]}]

        return Site(answer)

    def test_more_is_wished_for_until_the_list_is_short(self) -> None:
        site = self.bridge(9)
        found = gathered(read_json_list(site, SIZES, SECTION, Window()))
        assert [lead.url for lead in found] == [f"https://a.vn/{n}?c=8351" for n in range(9)]
        assert [posted["SIZE"] for _, posted, _ in site.asked] == [2, 8, 32]
        assert found[0].published == datetime(2026, 11, 20, 14, 30, tzinfo=VN)

    def test_a_short_list_is_asked_for_once(self) -> None:
        site = self.bridge(1)
        assert len(gathered(read_json_list(site, SIZES, SECTION, Window()))) == 1
        assert len(site.asked) == 1

    def test_rows_at_any_depth(self) -> None:
        answer = {"d": [{"x": {"ITEMS": [{"MA": 1, "C": 2}]}}, {"ITEMS": [{"MA": 3, "C": 4}]}]}
        assert {lead.url for lead in SIZES.leads(dumped(answer), SECTION)} == {
            "https://a.vn/1?c=2",
            "https://a.vn/3?c=4",
        }


def test_the_sources_ask_as_recorded() -> None:
    lists_of_moh, lists_of_mof = moh.routes["section"], mof.routes["section"]
    assert isinstance(lists_of_moh, JsonLists) and isinstance(lists_of_mof, JsonLists)
    site = Site(lambda url, posted: {"ITEMS": [], "data": []})
    for route, name in ((lists_of_moh, "tin-noi-bat"), (lists_of_mof, "hoat-dong-nganh-tai-chinh")):
        with pytest.raises(RouteFailed):
            gathered(route.leads(site, Window(), (name,)))
    assert site.asked[0][:2] == (
        "https://moh.gov.vn/bridge?url=/portal/api/lay_bai_viet_theo_danh_muc",
        {"CHUYEN_TRANG": "BO_YTE", "NGON_NGU": "TIENG_VIET", "MA_DANH_MUC": "8358", "TYPE": 1, "PAGE_SIZE": 50,
         "ISEXTEND": 1},
    )  # fmt: skip
    assert site.asked[1][:2] == (
        "https://www.mof.gov.vn/api/article/reads?offset=0&limit=20",
        {"categoryId": "34c5a20a-5c6b-4012-89e7-65d718ea31dc"},
    )


def test_the_contents_of_shells() -> None:
    assert moh.content_api is not None and mof.content_api is not None
    assert moh.content_api.request_for("https://moh.gov.vn/index.jsp?pageId=5803&aid=167411&cid=8358") == ApiRequest(
        "https://moh.gov.vn/bridge?url=/portal/api/layChiTietBaiViet", {"maBaiViet": "167411", "maDanhMuc": "8358"}
    )
    assert moh.content_api.request_for("https://moh.gov.vn/index.jsp?pageId=5803&aid=167411") is None
    assert mof.content_api.request_for("https://www.mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai") == ApiRequest(
        "https://www.mof.gov.vn/api/article/getbyslug?slug=mot-bai"
    )


ROWS = RowSelectors("article", "a", "span")
CONFIG = {"categoryId": "77", "layout": "L", "orderBy": "publishTime DESC", "pageNo": 1, "itemsPerPage": 2}


def listing(numbers: range, total: int | str | None = None, extra: str = "") -> bytes:
    rows = "".join(f"<article><a href='/tin-tuc/{n}.html'>x</a><span>20/11/2026</span></article>" for n in numbers)
    code = b64encode(dumped(CONFIG | {"totalItems": total})).decode() if total is not None else ""
    other = b64encode(b'{"categoryId": "1"}').decode()
    script = f"<script>f(decode64('{other}'));g(decode64('{code}'))</script>" if code else ""
    return f"<html>{rows}{extra}<div id='x'></div><div id=\"pagination25\"></div>{script}</html>".encode()


class TestScriptPager:
    FIRST = "https://moit.gov.vn/tin-tuc/x"

    def walk(self, site: Site) -> list[str]:
        found = gathered(read_list(site, self.FIRST, ROWS, script_pager("2005517"), Window()))
        return [lead.url.rsplit("/", 1)[1] for lead in found]

    def test_pages_are_posted_for_as_the_script_does(self) -> None:
        def answer(url: str, posted: Any) -> bytes:
            if posted is None:
                return listing(range(2), 5)
            page = int(posted["pageNo"])
            return listing(range(2 * page - 2, min(2 * page, 5)))

        site = Site(answer)
        assert self.walk(site) == [f"{n}.html" for n in range(5)]
        assert len(site.asked) == 3
        url, _, form = site.asked[1]
        assert url == (
            "https://moit.gov.vn/?module=Content.Listing&moduleId=25&cmd=redraw&site=2005517&url_mode=rewrite"
            "&submitFormId=25&page=Article.News.list"
        )
        assert form == {
            "service": "Content.Article.selectAll", "type": "Article.News", "page": "Article.News.list",
            "phpModuleName": "Content.Listing", "parentId": "77", "categoryId": "77", "layout": "L",
            "orderBy": "publishTime DESC", "pageNo": "2", "itemsPerPage": "2",
        }  # fmt: skip

    def test_a_list_of_one_page_is_not_posted_for(self) -> None:
        site = Site(lambda url, posted: listing(range(2), 2))
        assert self.walk(site) == ["0.html", "1.html"]
        assert len(site.asked) == 1

    def test_a_page_that_cannot_be_had_ends_the_list(self) -> None:
        site = Site(lambda url, posted: FetchFailed("500") if posted else listing(range(2), 9))
        assert self.walk(site) == ["0.html", "1.html"]

    def test_a_printed_link_goes_before(self) -> None:
        link = "<div class='pagination'><a class='next' href='/tin-tuc/x?trang=2'>Trang sau</a></div>"
        site = Site(lambda url, posted: listing(range(2, 3)) if "trang" in url else listing(range(2), 9, link))
        assert self.walk(site) == ["0.html", "1.html", "2.html"]
        assert [form for _, _, form in site.asked] == [None, None]

    def test_an_arrow_without_words(self) -> None:
        link = "<a class='next' href='/tin-tuc/x?trang=2'><i class='fa'></i></a>"
        site = Site(lambda url, posted: listing(range(2, 3)) if "trang" in url else listing(range(2), 2, link))
        assert self.walk(site) == ["0.html", "1.html", "2.html"]

    def test_the_objects_of_side_boxes_are_not_the_lists(self) -> None:
        box = CONFIG | {"categoryId": "9", "layout": "Content.Article.Menu", "totalItems": 8}
        own = CONFIG | {"layout": "Content.Article.News.default", "totalItems": 3, "site": "12"}
        code = "".join(f"<script>f(decode64('{b64encode(dumped(one)).decode()}'))</script>" for one in (box, own))
        site = Site(lambda url, posted: listing(range(2, 3)) if posted else listing(range(2), extra=code))
        assert self.walk(site) == ["0.html", "1.html", "2.html"]
        url, _, form = site.asked[1]
        assert form["categoryId"] == "77" and "site=12&" in url

    @pytest.mark.parametrize("total", ["many", -1, None, 10**12])
    def test_a_config_that_is_none(self, total: Any) -> None:
        site = Site(lambda url, posted: listing(range(2), total))
        assert self.walk(site) == ["0.html", "1.html"]


class TestKnownLists:
    ROUTE = ListPages(
        "https://a.vn/m/{section}", ROWS, home="https://a.vn/", links=r"https://a\.vn/m/\w+", known=("k",)
    )

    @pytest.mark.parametrize("home", [FetchFailed("404"), b"<a href='/lien-he'>x</a>"], ids=["gone", "bare"])
    def test_they_are_walked_where_home_names_none(self, home: Any) -> None:
        site = Site(lambda url, posted: home if url == "https://a.vn/" else listing(range(2)))
        assert len(gathered(self.ROUTE.leads(site, Window(), ()))) == 2
        assert [url for url, _, _ in site.asked] == ["https://a.vn/", "https://a.vn/m/k"]

    def test_and_are_not_where_it_does(self) -> None:
        site = Site(lambda url, posted: b"<a href='/m/own'>x</a>" if url == "https://a.vn/" else listing(range(2)))
        gathered(self.ROUTE.leads(site, Window(), ()))
        assert [url for url, _, _ in site.asked] == ["https://a.vn/", "https://a.vn/m/own"]


class TestTogether:
    @staticmethod
    def links(page: str) -> PageLinks:
        return PageLinks(page, r"https://a\.vn/\d+")

    def test_each_address_once(self) -> None:
        site = Site(
            lambda url, posted: b"<a href='/1'>x</a><a href='/2'>x</a>" + (b"<a href=/3>" if "b" in url else b"")
        )
        route = CombinedRoutes((self.links("https://a.vn/a"), self.links("https://a.vn/b")))
        assert [lead.url[-1] for lead in gathered(route.leads(site, Window(), ()))] == ["1", "2", "3"]

    def test_one_that_fails_is_passed_over_and_all_that_fail_are_told(self) -> None:
        site = Site(lambda url, posted: FetchFailed("404") if url.endswith("a") else b"<a href='/2'>x</a>")
        bad, good = self.links("https://a.vn/a"), self.links("https://a.vn/x")
        assert len(gathered(CombinedRoutes((bad, good)).leads(site, Window(), ()))) == 1
        with pytest.raises(RouteFailed, match="404"):
            gathered(CombinedRoutes((bad, bad)).leads(site, Window(), ()))


@pytest.mark.parametrize(
    ("since", "until", "asked_for"),
    [(20, 21, True), (21, 22, False), (19, 20, False), (None, 21, True), (None, 20, False), (20, None, True)],
)
def test_a_row_with_a_day_alone_is_wanted_where_the_day_is(
    since: int | None, until: int | None, asked_for: bool
) -> None:
    window = Window(*(datetime(2026, 11, day, tzinfo=VN) if day else None for day in (since, until)))
    site = Site(lambda url, posted: listing(range(1)))
    found = gathered(read_list(site, "https://a.vn/x", ROWS, None, window))
    assert bool(found) == asked_for
    beside = gathered(read_list(site, "https://a.vn/x", RowSelectors("article"), None, window))
    assert bool(beside) == (asked_for or until == 20)  # a day found beside the link is not trusted to be too late
