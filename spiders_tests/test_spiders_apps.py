"""Crawls of portals that refuse crawlers, or whose pages are shells over an API, over modelled sites on loopback."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest

from spiders_tests import loopback
from spiders_tests.loopback import Run, crawl
from spiders_tests.sites.page import JSON, PLAIN, Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.portals.json_api import SHELL
from spiders_tests.sites.portals.piece import gold, load
from spiders_tests.sites.serve import serve

pytestmark = pytest.mark.slow

CHALLENGE = Page.of("<html><script>document.cookie='D1N=8f2c';location.reload();</script></html>")
BCA = "https://bocongan.gov.vn"
MOF = "https://www.mof.gov.vn"


def run(tmp_path: Path, name: str, pages: dict[str, Page], *arguments: str) -> tuple[Run, list[str]]:
    with serve(pages) as served:
        return crawl(tmp_path, name, *arguments, served=served), served.urls()


def differences(got: dict[str, dict[str, Any]], name: str) -> list[str]:
    wanted = {piece.id: gold(piece) for piece in load(name)}
    assert sorted(got) == sorted(wanted)
    return [f"{key} {field}" for key, one in wanted.items() for field in one if got[key][field] != one[field]]


def test_mod_is_refused_in_one_line_and_nothing_is_asked(tmp_path: Path) -> None:
    done, asked = run(tmp_path, "mod", {})
    assert (done.code, done.out, asked) == (2, "", [])
    assert re.fullmatch(
        r"mod: .*not crawled: .*script challenge.*; use via=.*, or archive=FILE, a WARC file\n", done.err
    )


def test_a_challenge_for_robots_txt_shuts_the_site(tmp_path: Path) -> None:
    done, asked = run(tmp_path, "bocongan", site("bocongan") | {f"{BCA}/robots.txt": CHALLENGE})
    assert (done.code, done.articles) == (1, {})
    assert set(asked) == {f"{BCA}/robots.txt"}
    assert "blocked" in done.out and "robots.txt is a challenge page" in done.err


class TestMof:
    def test_a_shell_for_robots_txt_is_none_and_shells_are_read_by_the_api(self, tmp_path: Path) -> None:
        done, asked = run(tmp_path, "mof", site("mof"))
        assert done.code == 0 and differences(done.articles, "mof") == []
        assert "robots.txt is an HTML page: treated as absent" in done.err
        details = [url for url in asked if "getbyslug" in url]
        assert len(details) == 3  # each once
        assert sum(url in {piece.url for piece in load("mof")} for url in asked) <= 2  # one, and the one behind it

    def test_its_archive_is_read_again(self, tmp_path: Path) -> None:
        run(tmp_path, "mof", site("mof"))
        done = loopback.run(tmp_path, "replay", "mof")
        assert done.returncode == 0, done.stderr
        assert "3 unchanged; 0 pages could not be read" in done.stdout and "shell" in done.stdout

    def test_an_article_that_its_address_names(self, tmp_path: Path) -> None:
        url = load("mof")[0].url
        done, asked = run(tmp_path, "mof", site("mof"), "-a", f"url={url}")
        assert (done.code, len(done.articles)) == (0, 1)
        assert asked[1:] == [url, f"{MOF}/api/article/getbyslug?slug={url.rsplit('/', 1)[1]}"]

    def test_pages_that_the_server_renders_are_read_themselves(self, tmp_path: Path) -> None:
        pages = {url: page for url, page in site("mof").items() if "getbyslug" not in url}
        words = "Sở Tài chính vừa công bố bảng giá tính thuế mới của hai mươi phường, áp dụng từ đầu quý sau. "
        for piece in load("mof"):
            body = f"<h1>{escape(piece.title)}</h1>" + f"<p>{words * 4}</p>" * 3
            pages[piece.url] = Page.of(f"<html><body><main><article>{body}</article></main></body></html>")
        done, asked = run(tmp_path, "mof", pages)
        assert done.code == 0 and len(done.articles) == 3
        assert not any("getbyslug" in url for url in asked)

    def test_shells_and_nothing_else_are_named_and_no_article(self, tmp_path: Path) -> None:
        pages = site("mof")
        pages = {url: Page.of(SHELL) if "getbyslug" in url else page for url, page in pages.items()}
        done, _ = run(tmp_path, "mof", pages)
        assert done.articles == {} and "3 pages could not be read" in done.out
        for piece in load("mof"):
            assert re.search(rf"could not be read.*{re.escape(piece.url)} .*shell", done.err)

    def test_a_list_that_is_a_shell_is_no_route(self, tmp_path: Path) -> None:
        pages = {url: Page.of(SHELL) for url in site("mof")}
        done, _ = run(tmp_path, "mof", pages)
        assert (done.code, done.articles) == (1, {})
        assert "no discovery route answered" in done.out and "a page in place of JSON" in done.err


def test_moh_asks_only_its_api_and_names_what_it_lacks(tmp_path: Path) -> None:
    lost = load("moh")[1]
    pages = {
        url: Page.of('{"d": null}', JSON) if "layChiTiet" in url and "171880" in url else page
        for url, page in site("moh").items()
    }
    done, asked = run(tmp_path, "moh", pages)
    assert done.code == 0
    assert sorted(done.articles) == sorted(piece.id for piece in load("moh") if piece.id != lost.id)
    assert "1 not-found" in done.out
    assert not any("/index.jsp" in url for url in asked)


def test_moha_where_its_pages_are_shells(tmp_path: Path) -> None:
    api = "https://api-portal.moha.gov.vn/api/Public/"
    pages = {"https://moha.gov.vn/": Page.of(SHELL)}
    for number in ("12", "13", "14"):
        rows = [{"ID": 900 + int(number), "TieuDe": "Đổi mới: một cửa", "NgayXuatBan": "2026-11-20T08:15:00"}]
        for seen, held in ((0, rows), (1, [])):
            url = f"{api}PostsByCategory?ID={number}&skip={seen}&take=20&requireTotalCount=true"
            pages[url] = Page.of(json.dumps({"data": held}), JSON)
        detail = {"TieuDe": "Đổi mới: một cửa", "NoiDung": "<p>Một đoạn.</p>", "NgayXuatBan": "2026-11-20T08:15:00"}
        pages[f"{api}PostDetail?ID={900 + int(number)}"] = Page.of(json.dumps({"data": detail}), JSON)
        pages[f"https://moha.gov.vn/tin-tuc/doi-moi-mot-cua---id{900 + int(number)}"] = Page.of(SHELL)
    done, _ = run(tmp_path, "moha", pages)
    assert done.code == 0, done.err[-2000:]
    assert sorted(done.articles) == ["moha/id912", "moha/id913", "moha/id914"]


@pytest.mark.parametrize("shape", ["no feeds", "feeds alone", "home alone", "links around cards"])
def test_bocongan_in_other_shapes(tmp_path: Path, shape: str) -> None:
    pages = site("bocongan")
    if shape == "no feeds":
        pages = {url: page for url, page in pages.items() if "/rss/" not in url}
    elif shape == "feeds alone":
        pages = {url: page for url, page in pages.items() if "/chuyen-muc/" not in url and url != f"{BCA}/"}
    elif shape == "home alone":
        links = "".join(f'<a href="{url}">x</a>' for url in pages if "/bai-viet/" in url)
        pages = {url: page for url, page in pages.items() if "/bai-viet/" in url or "robots" in url}
        pages[f"{BCA}/"] = Page.of(f"<html><body>{links}</body></html>")
    else:
        card = re.compile(r'<article class="card-large"><figure><a href="([^"]+)">.*?</article>', re.S)
        for url in [url for url in pages if "/chuyen-muc/" in url]:
            text = card.sub(r'<a href="\1"><article class="card-large">x</article></a>', pages[url].body.decode())
            pages[url] = Page.of(text)
        pages = {url: page for url, page in pages.items() if "/rss/" not in url}
    done, _ = run(tmp_path, "bocongan", pages)
    assert done.code == 0, done.err[-2000:]
    wanted = {piece.id for piece in load("bocongan") if shape != "feeds alone" or piece.extra.get("feed")}
    assert set(done.articles) == wanted


def test_moit_reads_on_where_its_script_would(tmp_path: Path) -> None:
    done, asked = run(tmp_path, "moit", site("moit"), "-a", "via=latest")
    assert done.code == 0 and differences(done.articles, "moit") == []
    assert len([url for url in asked if "cmd=redraw" in url]) == 1


def test_moit_without_its_script(tmp_path: Path) -> None:
    pages = {url: page for url, page in site("moit").items() if "cmd=redraw" not in url}
    pages["https://moit.gov.vn/robots.txt"] = Page.of("User-agent: *\nDisallow: /?module\n", PLAIN)
    done, _ = run(tmp_path, "moit", pages)
    assert done.code == 0 and differences(done.articles, "moit") == []
