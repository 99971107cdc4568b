"""The pages of `corpus browse` in a real browser, at the width of a desktop and of a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from spiders_tests.browsed_corpus import HOSTILE, ORIGINAL, REVISED, Browsed, browsed, put_corpus_to_browse
from spiders_tests.browser import FAINT, chromium

pytestmark = pytest.mark.slow
LONG = quote('"' + "khôngcókhoảngtrắng" * 20 + '"')
SMALLEST = """Math.min(...[...document.querySelectorAll('body *')].filter(one => one.checkVisibility()
  && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
# Links and fields that a finger misses: lower than 24 px, the least that WCAG 2.2 asks for, but in running text.
TOO_LOW = """[...document.querySelectorAll('aside a, .tools a, nav a, button, summary, .check, .chips a, .hits h3 a,'
  + 'input:not([type=checkbox])')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24).map(one => one.innerText)"""


LABELS_OF_COLUMNS = """[...document.querySelectorAll('figure.months .label')].map(one => {
  const range = document.createRange(); range.selectNodeContents(one.firstChild);
  const box = range.getBoundingClientRect(); return [box.left, box.right] })"""
FOCUSED = "(one => `${one.tagName} ${one.innerText || one.name}`)(document.activeElement)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsed]:
    data: Path = tmp_path_factory.mktemp("in-a-browser")
    put_corpus_to_browse(data)
    with browsed(data) as found:
        yield found


@contextmanager
def tab(
    browser: Any, site: Browsed, width: int = 1280, colours: str = "light", language: str = "vi-VN"
) -> Iterator[Any]:
    """Open a tab; what it asks of other hosts, or says in the console, fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours, locale=language)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith((site.address, "data:")) else said.append(request.url)
    )
    yield page
    context.close()
    assert said == []


def shows(page: Any, selector: str, words: str) -> None:
    """Wait until the next page is there: its heading has these words, or the test fails."""
    page.locator(selector).filter(has_text=re.compile(f"^{re.escape(words)}$")).wait_for()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_pages_are_readable_and_quiet(browser: Any, site: Browsed, width: int, colours: str) -> None:
    paths = ["?q=giao+thong", f"article/{REVISED}"]
    if colours == "light":
        paths += ["", f"article/{ORIGINAL}"]
    if colours == "light" and width == 390:
        paths += ["?source=moit&source=mst&since=2026-11-01", "?q=gi%C3%A1o+thong", f"?q={LONG}", f"article/{HOSTILE}"]
    with tab(browser, site, width, colours) as page:
        for path in paths:
            page.goto(site.address + path)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert page.evaluate(FAINT) == [], path
            assert page.evaluate(SMALLEST) >= 12, path
            if width == 390:
                assert page.evaluate(TOO_LOW) == [], path


@pytest.mark.parametrize("width", [1280, 390])
def test_search_narrow_widen_read(browser: Any, site: Browsed, width: int) -> None:
    with tab(browser, site, width) as page:
        page.goto(site.address)
        shows(page, "h1", "61 bài trong kho")
        page.get_by_role("searchbox").fill("giao thong")
        page.keyboard.press("Enter")
        shows(page, "h1", "2 bài tìm thấy")
        assert page.locator("mark").first.inner_text() == "Giao"
        page.locator("[data-facet=source]").get_by_role("link", name="mst").click()
        shows(page, "h1", "1 bài tìm thấy")
        assert page.get_by_role("searchbox").input_value() == "giao thong"
        page.locator("[data-facet=source] a.chosen").click()
        shows(page, "h1", "2 bài tìm thấy")
        page.get_by_role("link", name="Giao thông vành đai 3 đổi chiều").click()
        shows(page, "article h1", "Giao thông vành đai 3 đổi chiều")
        page.get_by_role("link", name="Giao thông vành đai 3, đăng lại").click()
        page.get_by_role("link", name="Giao thông vành đai 3 đổi chiều").click()
        page.get_by_role("link", name="English").click()
        assert "Friday, 20 November 2026" in page.locator(".byline").inner_text()
        page.get_by_role("link", name="Search").click()
        shows(page, "h1", "61 articles in the corpus")  # the choice is kept


@pytest.mark.parametrize("width", [1280, 390])
def test_a_column_of_the_chart_narrows(browser: Any, site: Browsed, width: int) -> None:
    with tab(browser, site, width) as page:
        page.goto(site.address)
        columns = page.locator("figure.months a")
        assert columns.count() == 14
        heights = page.evaluate(
            "[...document.querySelectorAll('figure.months rect')].map(one => one.getBoundingClientRect().height)"
        )
        counts = page.evaluate("[...document.querySelectorAll('figure.months a')].map(one => +one.dataset.count)")
        tallest = max(heights)
        assert tallest > 80 and all(
            abs(high / tallest - count / max(counts)) < 0.02 for high, count in zip(heights, counts, strict=True)
        )
        assert page.get_by_role("link", name="tháng 11/2026: 7 bài").count() == 1
        columns.last.click()
        shows(page, "h1", "7 bài tìm thấy")
        assert columns.count() == 14
        assert page.locator("input[name=since]").input_value() == "2026-11-01"
        page.locator(".chips a").click()
        shows(page, "h1", "61 bài trong kho")


def test_labels_of_the_chart_stand_apart(browser: Any, site: Browsed) -> None:
    with tab(browser, site, 390) as page:
        page.goto(site.address)
        boxes = page.evaluate(LABELS_OF_COLUMNS)
        assert len(boxes) == 14 and all(left[1] <= right[0] for left, right in pairwise(boxes))


def test_the_keyboard_is_enough(browser: Any, site: Browsed) -> None:
    with tab(browser, site) as page:
        page.goto(site.address + "?q=giao+thong")
        page.keyboard.press("Tab")
        order = []
        for _ in range(16):
            order.append(page.evaluate(FOCUSED))
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", order[-1]
            page.keyboard.press("Tab")
        assert order.index("A Đến kết quả") < order.index("INPUT q") < order.index("BUTTON Tìm")
        page.goto(site.address + "?q=giao+thong")
        page.locator("a.skip").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#results")


def test_a_file_is_one_click_away(browser: Any, site: Browsed) -> None:
    with tab(browser, site) as page:
        page.goto(site.address + "?q=giao+thong&order=oldest")
        for name, end in (("CSV", ".csv"), ("JSONL", ".jsonl")):
            with page.expect_download() as started:
                page.locator(".downloads a", has_text=name).click()
            assert started.value.suggested_filename == f"hanoi-press-giao-thong{end}"
            assert ORIGINAL in Path(started.value.path()).read_text("utf-8-sig")


def test_no_script_of_an_article_runs(browser: Any, site: Browsed) -> None:
    with tab(browser, site) as page:
        opened: list[Any] = []
        page.on("dialog", lambda dialog: (opened.append(dialog), dialog.dismiss()))
        for path in (f"article/{HOSTILE}", "?q=alert", "?source=moit"):
            page.goto(site.address + path)
            assert page.evaluate("document.scripts.length + document.images.length") == 0
        assert opened == []


def test_a_foreign_page_reads_and_embeds_nothing(browser: Any, site: Browsed) -> None:
    page = browser.new_page()
    page.route(
        "http://foreign.example/", lambda route: route.fulfill(body="<iframe></iframe>", content_type="text/html")
    )
    page.goto("http://foreign.example/")
    read = page.evaluate("address => fetch(address).then(one => one.text(), error => 'refused')", site.address)
    opaque = page.evaluate(
        "address => fetch(address, {mode: 'no-cors'}).then(() => 'sent', error => 'refused')", site.address
    )
    assert (read, opaque) == ("refused", "refused")
    page.evaluate("address => { document.querySelector('iframe').src = address }", site.address)
    page.wait_for_timeout(300)
    assert not any("61" in frame.content() for frame in page.frames[1:] if frame.url.startswith(site.address))
    page.close()
