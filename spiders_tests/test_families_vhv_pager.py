"""The pager of VHV's lists, which posts for pages as the site's script does."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from typing import Any

import pytest

from hanoi_press.discovery import VN, FetchFailed, Window
from hanoi_press.discovery.lists import RowSelectors, read_list
from hanoi_press.families.vhv.vhv_pager import api_rows, script_pager
from spiders_tests.discovery_site import AnsweringSite, dumped, gathered

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

    def walk(self, site: AnsweringSite) -> list[str]:
        found = gathered(read_list(site, self.FIRST, ROWS, script_pager("2005517"), Window()))
        return [lead.url.rsplit("/", 1)[1] for lead in found]

    def test_pages_are_posted_for_as_the_script_does(self) -> None:
        def answer(url: str, posted: Any) -> bytes:
            if posted is None:
                return listing(range(2), 5)
            page = int(posted["pageNo"])
            return listing(range(2 * page - 2, min(2 * page, 5)))

        site = AnsweringSite(answer)
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

    API_ROWS = RowSelectors("article", "a", "span", api=api_rows("https://moit.gov.vn"))

    def by_api(self, answer: Any, window: Window | None = None) -> tuple[list[str], list[tuple[str, Any, Any]]]:
        site = AnsweringSite(answer)
        pager = script_pager("2005517", by_api=True)
        found = gathered(read_list(site, self.FIRST, self.API_ROWS, pager, window or Window()))
        return [lead.url.rsplit("/", 1)[1] for lead in found], site.asked

    def test_the_api_gives_a_hundred_rows_at_once(self) -> None:
        def answer(url: str, posted: Any) -> Any:
            if posted is None:
                return listing(range(2), 230)
            page = int(posted["pageNo"])
            numbers = range(100 * page - 100, min(100 * page, 230))
            rows = {
                str(7_000 - n): {"rewriteURL": f"tin-tuc/muc/{n}.html", "publishTime": 1_781_670_120 - n}
                for n in numbers
            }
            return {"items": rows, "totalItems": 230}

        found, asked = self.by_api(answer)
        assert found == [f"{n}.html" for n in range(2)] + [f"{n}.html" for n in range(230)]  # in another section
        assert [url for url, _, _ in asked[1:]] == ["https://moit.gov.vn/api/Content/Article/selectAll"] * 3
        assert [form for _, _, form in asked[1:]] == [
            {"categoryId": "77", "pageNo": str(page), "itemsPerPage": "100", "orderBy": "publishTime DESC",
             "type": "Article.News"} for page in (1, 2, 3)
        ]  # fmt: skip

    def test_the_api_is_asked_no_further_than_the_window(self) -> None:
        def answer(url: str, posted: Any) -> Any:
            if posted is None:
                return listing(range(2), 230)
            return {"items": {"7": {"rewriteURL": "tin-tuc/cu.html", "publishTime": 1_700_000_000}}}

        found, asked = self.by_api(answer, Window(since=datetime(2026, 1, 1, tzinfo=VN)))
        assert found == ["0.html", "1.html"] and len(asked) == 2

    @pytest.mark.parametrize(
        "refusal", [FetchFailed("404"), b"<html>khong co</html>", b"{", {"items": {}}, {"items": [], "totalItems": 0}]
    )
    def test_without_the_api_the_script_is_imitated(self, refusal: Any) -> None:
        def answer(url: str, posted: Any) -> Any:
            if posted is None:
                return listing(range(2), 4)
            return refusal if "selectAll" in url else listing(range(2, 4))

        found, asked = self.by_api(answer)
        assert found == [f"{n}.html" for n in range(4)]
        assert [form["pageNo"] for _, _, form in asked[1:]] == ["1", "2"]

    def test_a_list_of_one_page_is_not_posted_for(self) -> None:
        site = AnsweringSite(lambda url, posted: listing(range(2), 2))
        assert self.walk(site) == ["0.html", "1.html"]
        assert len(site.asked) == 1

    def test_a_page_that_cannot_be_had_ends_the_list(self) -> None:
        site = AnsweringSite(lambda url, posted: FetchFailed("500") if posted else listing(range(2), 9))
        assert self.walk(site) == ["0.html", "1.html"]

    def test_a_printed_link_goes_before(self) -> None:
        link = "<div class='pagination'><a class='next' href='/tin-tuc/x?trang=2'>Trang sau</a></div>"
        site = AnsweringSite(lambda url, posted: listing(range(2, 3)) if "trang" in url else listing(range(2), 9, link))
        assert self.walk(site) == ["0.html", "1.html", "2.html"]
        assert [form for _, _, form in site.asked] == [None, None]

    def test_an_arrow_without_words(self) -> None:
        link = "<a class='next' href='/tin-tuc/x?trang=2'><i class='fa'></i></a>"
        site = AnsweringSite(lambda url, posted: listing(range(2, 3)) if "trang" in url else listing(range(2), 2, link))
        assert self.walk(site) == ["0.html", "1.html", "2.html"]

    def test_the_objects_of_side_boxes_are_not_the_lists(self) -> None:
        box = CONFIG | {"categoryId": "9", "layout": "Content.Article.Menu", "totalItems": 8}
        own = CONFIG | {"layout": "Content.Article.News.default", "totalItems": 3, "site": "12"}
        code = "".join(f"<script>f(decode64('{b64encode(dumped(one)).decode()}'))</script>" for one in (box, own))
        site = AnsweringSite(lambda url, posted: listing(range(2, 3)) if posted else listing(range(2), extra=code))
        assert self.walk(site) == ["0.html", "1.html", "2.html"]
        url, _, form = site.asked[1]
        assert form["categoryId"] == "77" and "site=12&" in url

    @pytest.mark.parametrize("total", ["many", -1, None, 10**12])
    def test_a_config_that_is_none(self, total: Any) -> None:
        site = AnsweringSite(lambda url, posted: listing(range(2), total))
        assert self.walk(site) == ["0.html", "1.html"]
