"""The report in a real browser: quiet, whole without a network, readable at both widths, light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.report.report_files import write_reports
from spiders_tests import night_records as nights
from spiders_tests.browser import FAINT, OpenPage, chromium

pytestmark = pytest.mark.slow
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of a month that ended in a redesign, of one that ended in a dead host, and the first one's index."""
    found = {}
    for name, last in (("redesign", nights.redesign()), ("dead_host", nights.dead_host())):
        data = tmp_path_factory.mktemp(name)
        long_name = "a-source-with-a-very-long-name-" + "x" * 48
        last["sources"][long_name] = nights.figures("sbv") | {
            "failed": [{"url": "https://sbv.gov.vn/" + "z" * 900, "kind": "timeout", "what": "w" * 300}]
        }
        found[name] = write_reports(data, nights.eventful_month(data, last))
    return found | {"index": found["redesign"].parent / "index.html"}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", ["redesign", "dead_host", "index"])
def test_quiet_self_contained_readable(
    browser: Any, reports: dict[str, Path], name: str, width: int, colours: str
) -> None:
    with OpenPage(browser, reports[name], width, colours) as page:
        page.run(OPEN_ALL)
        assert page.run("document.documentElement.scrollWidth") <= width
        assert page.run(FAINT) == []
        page.run("new Promise(done => setTimeout(done, 50))")
        assert (page.said, page.asked) == ([], [])


def test_numbers_are_those_of_the_record(browser: Any, reports: dict[str, Path]) -> None:
    path = reports["dead_host"]
    record = json.loads((path.parent.parent / "runs" / f"{path.stem}.json").read_bytes())
    with OpenPage(browser, path) as page:
        page.run(OPEN_ALL)
        shown = page.run(
            "[...document.querySelectorAll('[data-fact]')].map(one =>"
            " [one.dataset.source, one.dataset.fact, one.innerText])"
        )
        totals = page.run(
            "Object.fromEntries([...document.querySelectorAll('[data-total]')]"
            ".map(one => [one.dataset.total, one.innerText]))"
        )
        fields = page.run(
            "[...document.querySelectorAll('[data-field]')].map(one =>"
            " [one.dataset.source, one.dataset.field, one.title, one.innerText])"
        )
        listed = page.run("document.querySelector('details[data-kind=timeout] ul').innerText")
    assert len(shown) == 13 * len(record["sources"])
    for source, key, text in shown:
        assert text == f"{record['sources'][source].get(key, 0):,}", (source, key)
    assert totals["new"] == f"{sum(one['new'] for one in record['sources'].values()):,}"
    assert totals["exit_code"] == "0" and totals["sources"] == "9 of 10" and totals["failures"] == "5"
    for source, field, title, text in fields:
        found = record["sources"][source]["extraction"]
        good, pages = found["fields"][f"{field}/css"], sum(found["pages"].values())
        assert title.startswith(f"{good} of {pages} page") and text == str(100 * good // pages)
    assert "sbv.gov.vn/webcenter/tin/7711" in listed and "no answer within 60 s" in listed


def test_sections_expand_and_links_open_them(browser: Any, reports: dict[str, Path]) -> None:
    with OpenPage(browser, reports["redesign"]) as page:
        source = page.tab.locator("details.source[data-source=moit]")
        inside = source.locator(".inside")
        assert not inside.is_visible()
        source.locator("summary").click()
        assert inside.is_visible() and "Requested articles ended as" in inside.inner_text()
        source.locator("summary").click()
        assert not inside.is_visible()
        page.tab.locator("#sources a", has_text="hanoimoi").first.click()
        assert page.tab.locator("details.source[data-source=hanoimoi] .inside").is_visible()


def test_each_width_has_its_charts(browser: Any, reports: dict[str, Path]) -> None:
    widths = {}
    for width in (1280, 390):
        with OpenPage(browser, reports["redesign"], width) as page:
            widths[width] = page.run(
                "[...document.querySelectorAll('svg.totals')].filter(one => one.checkVisibility())"
                ".map(one => [one.viewBox.baseVal.width, Math.round(one.getBoundingClientRect().width)])"
            )
    assert widths == {1280: [[960, 1016]], 390: [[380, 358]]}


def test_colours_follow_the_readers_mode(browser: Any, reports: dict[str, Path]) -> None:
    found = {}
    for colours in ("light", "dark"):
        with OpenPage(browser, reports["redesign"], colours=colours) as page:
            found[colours] = page.run(
                "[getComputedStyle(document.body).backgroundColor,"
                " getComputedStyle(document.querySelector('svg.small path')).fill]"
            )
    assert found["light"][0] == "rgb(250, 248, 244)" and found["dark"][0] == "rgb(21, 23, 27)"
    assert found["light"][1] != found["dark"][1]
