"""Lists that APIs answer as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hanoi_press.discovery import VN, ApiRequest, FetchFailed, RouteFailed, Window
from hanoi_press.discovery.json_lists import JsonList, read_json_list
from hanoi_press.discovery.routes import JsonLists
from hanoi_press.sources.mof import SOURCE as mof
from hanoi_press.sources.moh import SOURCE as moh
from spiders_tests.discovery_site import AnsweringSite, dumped, gathered

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


def article(number: int, day: int = 20) -> dict[str, Any]:
    return {"slug": f"bai-{number}", "time": f"2026-11-{day:02}T08:00:00", "root": "goc"}


def reads(total: int, limit: int = 2, **more: Any) -> AnsweringSite:
    def answer(url: str, posted: Any) -> Any:
        seen = int(url.rsplit("=", 1)[1])
        return {"data": [article(n, 20 - n) for n in range(seen, min(seen + limit, total))]} | more

    return AnsweringSite(answer)


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
        site = AnsweringSite(lambda url, posted: {"data": [article(1), article(2)]})
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

    def test_several_numbers_in_one_field(self) -> None:
        rows = [{"MA": 1, "C": "8351,8358"}, {"MA": 2, "C": "8351 ; 8358"}, {"MA": 3, "C": "mot, hai"}]
        urls = [lead.url for lead in SIZES.leads(dumped({"ITEMS": rows}), SECTION)]
        assert urls == ["https://a.vn/1?c=8351", "https://a.vn/2?c=8351", "https://a.vn/3?c=mot, hai"]

    def test_rows_under_their_numbers_and_seconds_since_1970(self) -> None:
        rows = {"7": {"MA": 7, "C": 1, "T": 1781670120}, "8": {"MA": 8, "C": 1, "T": "1781670120"}}
        found = SIZES.leads(dumped({"ITEMS": rows}), SECTION)
        assert [lead.url for lead in found] == ["https://a.vn/7?c=1", "https://a.vn/8?c=1"]
        assert {lead.published and lead.published.isoformat() for lead in found} == {"2026-06-17T11:22:00+07:00"}

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
            gathered(read_json_list(AnsweringSite(lambda url, posted: said), OFFSETS, SECTION, Window()))


class TestSizes:
    @staticmethod
    def bridge(total: int) -> AnsweringSite:
        def answer(url: str, posted: Any) -> Any:
            rows = [{"MA": n, "C": "8351;8358", "T": "20/11/2026 02:30 PM"} for n in range(total)]
            return [{"MA": "8358", "ITEMS": rows[: posted["SIZE"]]}]

        return AnsweringSite(answer)

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
    site = AnsweringSite(lambda url, posted: {"ITEMS": [], "data": []})
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


@pytest.mark.parametrize(
    "path",
    [
        "/tin/a-1.htm",
        "tin/a-1.htm",
        "https://a.vn:443/tin/a-1.htm",
        "//A.vn./tin/a-1.htm",
        "http://a.vn:443/tin/a-1.htm",
    ],
)
def test_a_row_may_state_a_path_or_a_whole_address(path: str) -> None:
    api = JsonList("https://a.vn/api", None, rows="items", address="https://a.vn/{slug}", time="time", path="slug")
    assert [lead.url for lead in api.leads(dumped({"items": [{"slug": path}]}), {})] == ["https://a.vn/tin/a-1.htm"]
