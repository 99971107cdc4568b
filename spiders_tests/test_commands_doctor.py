"""`scrapy doctor` on the modelled site, over loopback and from archives: healthy, drifting, broken, blocked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.doctor.saved_pages import saved_pages
from hanoi_press.sources import sources
from spiders_tests.loopback import Server, run
from spiders_tests.redesign import redesigned_site
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.build_sample import write
from spiders_tests.sites.hanoimoi.site import Site
from spiders_tests.sites.page import PLAIN, Page
from spiders_tests.sites.serve import serve

pytestmark = pytest.mark.slow
SAMPLE = ROOT / "data" / "sample" / "hanoimoi.warc.gz"
CHALLENGE = "<html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script></html>"
Fault = Callable[[str], Page | None]


def visit(data: Path, served: Server, *names: str) -> tuple[int, list[dict[str, Any]]]:
    """Return the exit code and the findings of a visit over loopback; nothing may be left in the data folder."""
    done = run(data, "doctor", *(names or ("hanoimoi",)), "--json", served=served)
    assert not data.exists() and "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


def faulty(data: Path, fault: Fault) -> tuple[int, dict[str, Any], list[str]]:
    """Return exit code, findings and the requested addresses of a visit to the paper with a fault."""
    with serve(Site().pages()) as served:
        served.faults = fault
        code, (found,) = visit(data / "none", served)
        return code, found, served.urls()


def but_robots(page: Page) -> Fault:
    return lambda url: None if url.endswith("/robots.txt") else page


def test_a_healthy_paper(tmp_path: Path) -> None:
    """One page a route (two of a sitemap index and its day), three articles, each asked for once."""
    code, found, asked = faulty(tmp_path, lambda url: None)
    assert (code, found["verdict"], found["contact"], found["reasons"]) == (0, "healthy", "reached", [])
    assert [route["name"] for route in found["routes"]] == ["sitemap", "latest", "section", "feed"]
    assert {route["state"] for route in found["routes"]} == {"works"}
    assert found["routes"][0] | {"pages": len(found["routes"][0]["pages"])} == {
        "name": "sitemap",
        "state": "works",
        "pages": 2,
        "articles": 6,
        "others": 4,  # addresses that are no article's
        "newest": "2026-11-23 14:02",
        "read_by": "",
        "why": "",
    }
    assert found["routes"][1]["read_by"] == "selectors"
    fields = {field["name"]: field["layers"] for field in found["fields"]}
    assert fields["title"] == fields["text"] == {"css": 3} and found["leaks"] == []
    articles = [url for url in asked if re.search(r"-\d+\.html$", url)]
    assert len(articles) == 3 and len(asked) == len(set(asked)) == found["requests"] + 1 <= 11


def test_the_table_is_80_columns_wide_and_ends_with_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "hanoimoi", "moha", "--archive", str(SAMPLE))
    lines = done.stdout.splitlines()
    assert done.returncode == 1 and max(map(len, lines)) <= 80, done.stdout
    assert lines[0].startswith("hanoimoi: healthy (modelled; from ") and "3/3 css" in done.stdout
    assert lines[-1] == "2 sources: 1 healthy; 1 broken (moha)"  # its pages are not in the paper's archive
    assert list(tmp_path.iterdir()) == [] and not done.stderr, done.stderr


@pytest.mark.parametrize("level", [1, 2])
def test_a_redesign_drifts(tmp_path: Path, level: int) -> None:
    archive = tmp_path / "site.warc.gz"
    write(redesigned_site(Site().pages(), level), archive)
    done = run(tmp_path / "none", "doctor", "hanoimoi", "--archive", str(archive), "--json")
    (found,) = json.loads(done.stdout)
    assert (done.returncode, found["verdict"]) == (1, "drifting")
    assert "3 of 3 articles read by heuristic, not by selectors" in found["reasons"]
    assert {route["read_by"] for route in found["routes"]} == {"", "heuristics"}
    assert "mend selectors" in found["next_step"]


@pytest.mark.parametrize("status", [200, 403])
def test_a_challenge_page_blocks_at_once(tmp_path: Path, status: int) -> None:
    code, found, asked = faulty(tmp_path, but_robots(Page.of(CHALLENGE, status=status)))
    assert (code, found["verdict"], found["contact"]) == (1, "blocked", "blocked")
    assert len(asked) == 2 and "do not work around it" in found["next_step"]


def test_a_challenge_in_place_of_robots(tmp_path: Path) -> None:
    code, found, asked = faulty(tmp_path, lambda url: Page.of(CHALLENGE))
    assert (code, found["verdict"], found["contact"], len(asked)) == (1, "blocked", "blocked", 1)
    assert found["robots"] == "a challenge page in its place: nothing may be fetched"


def test_refusals_in_a_row_end_the_visit(tmp_path: Path) -> None:
    code, found, asked = faulty(tmp_path, but_robots(Page.of("no", status=403)))
    assert (code, found["verdict"], len(asked)) == (1, "blocked", 4)
    assert found["reasons"] == ["HTTP 403: the site refuses"]


def test_articles_that_are_refused_block(tmp_path: Path) -> None:
    no = Page.of("no", status=403)
    code, found, _ = faulty(tmp_path, lambda url: no if re.search(r"-\d+\.html$", url) else None)
    assert (code, found["verdict"], found["reasons"]) == (1, "blocked", ["HTTP 403: the site refuses"])
    assert [page["answer"] for page in found["pages"]] == ["403"] * 3


def test_a_busy_site_is_left_alone_whatever_it_asks_to_wait(tmp_path: Path) -> None:
    code, found, asked = faulty(tmp_path, but_robots(Page(429, {"Retry-After": "600"}, b"")))
    assert (code, found["verdict"], len(asked)) == (1, "blocked", 2)
    assert found["next_step"].startswith("leave it alone for some hours")


def test_robots_forbids_all(tmp_path: Path) -> None:
    shut = Page.of("User-agent: *\nDisallow: /\n", PLAIN)
    code, found, asked = faulty(tmp_path, lambda url: shut if url.endswith("/robots.txt") else None)
    assert (code, found["verdict"], found["contact"], len(asked)) == (1, "blocked", "refused", 1)
    assert found["reasons"] == ["robots.txt forbids the whole site"]


def test_robots_forbids_one_route(tmp_path: Path) -> None:
    shut = Page.of("User-agent: *\nDisallow: /rss\n", PLAIN)
    code, found, _ = faulty(tmp_path, lambda url: shut if url.endswith("/robots.txt") else None)
    assert (code, found["verdict"]) == (1, "drifting")
    assert found["robots"].startswith("forbids /rss/trang-chu")
    assert found["reasons"] == ["route feed is forbidden: by robots.txt"]


def test_a_dead_route_drifts(tmp_path: Path) -> None:
    code, found, _ = faulty(tmp_path, lambda url: Page.of("", status=404) if "/rss/" in url else None)
    assert (code, found["verdict"], found["reasons"]) == (1, "drifting", ["route feed is dead: HTTP 404"])


def test_lists_without_articles_are_broken(tmp_path: Path) -> None:
    """Each route is asked for three pages at most."""
    code, found, asked = faulty(tmp_path, but_robots(Page.of("<html><body><h1>Trang</h1></body></html>")))
    assert (code, found["verdict"], found["contact"]) == (1, "broken", "reached")
    assert found["reasons"][0].startswith("no route names an article (") and len(asked) <= 1 + 4 * 3


def test_a_server_that_fails_is_left_alone(tmp_path: Path) -> None:
    code, found, asked = faulty(tmp_path, but_robots(Page.of("", status=500)))
    assert (code, found["verdict"], found["reasons"]) == (1, "broken", ["no route names an article (HTTP 500)"])
    assert len(asked) == 1 + 3 * 2  # three pages, each once more


def test_a_dead_host_beside_a_healthy_one(tmp_path: Path) -> None:
    """The dead host costs its robots.txt, once more; the sources are told in the order of the command line."""

    def fault(url: str) -> Page | None:
        return Page.of("", status=503) if "moha.gov.vn" in url else None

    with serve(Site().pages()) as served:
        served.faults = fault
        code, found = visit(tmp_path / "none", served, "moha", "hanoimoi")
        assert sum("moha.gov.vn" in url for url in served.urls()) == 1
    assert (code, [one["verdict"] for one in found]) == (1, ["broken", "healthy"])
    assert found[0]["contact"] == "unreachable" and found[0]["reasons"] == [
        "not reached: robots.txt could not be fetched (HTTP 503): nothing may be fetched"
    ]
    assert found[0]["next_step"].startswith("try again in an hour")


def test_a_host_that_refuses_connections(tmp_path: Path) -> None:
    with serve({}) as served:
        pass
    code, (found,) = visit(tmp_path / "none", served)
    assert (code, found["verdict"], found["contact"], found["requests"]) == (1, "broken", "unreachable", 0)
    assert "the host refuses the connection" in found["reasons"][0]


def test_saved_pages_are_cases_of_the_test_and_corrections_stay(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    done = run(tmp_path / "none", "doctor", "hanoimoi", "--archive", str(SAMPLE), "--save", str(folder))
    assert done.returncode == 0 and done.stderr.count("saved ") == 3 and 'status="verified"' in done.stderr
    pages = list(saved_pages(folder))
    assert [(page.source, page.looked_at) for page in pages] == [("hanoimoi", "")] * 3
    assert all(page.differences(sources()["hanoimoi"]) == [] for page in pages)
    pages[0].path.write_text(pages[0].path.read_text("utf-8").replace('"looked_at": ""', '"looked_at": "me"'), "utf-8")
    again = run(tmp_path / "none", "doctor", "hanoimoi", "--archive", str(SAMPLE), "--save", str(folder))
    assert again.stderr.count("kept ") == 3 and next(saved_pages(folder)).looked_at == "me"
    (warc,) = folder.glob("hanoimoi/pages-*.warc.gz")  # holds lists and robots.txt as well
    third = run(tmp_path / "none", "doctor", "hanoimoi", "--archive", str(warc))
    assert third.returncode == 0, third.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("hanoimi",), "did you mean 'hanoimoi'?"),
        (("--archive", "none.warc.gz", "hanoimoi"), "no such file"),
        (("--archive", str(SAMPLE)), "--archive needs the name of the source"),
        (("--archive", "README.md", "hanoimoi"), "README.md"),
        (("--save", "README.md", "hanoimoi"), "invalid --save README.md"),
    ],
)
def test_usage(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(tmp_path, "doctor", *arguments)
    assert done.returncode == 2 and said in done.stderr, done.stderr


def test_a_source_that_refuses_crawlers_is_not_asked(tmp_path: Path) -> None:
    with serve({}) as served:
        code, (found,) = visit(tmp_path / "none", served, "mod")
        assert (code, found["verdict"], found["contact"], served.urls()) == (1, "blocked", "refused", [])


def test_without_names_what_a_harvest_takes_is_visited(tmp_path: Path) -> None:
    """By the config file of the data folder; a live visit without a contact says so."""
    (tmp_path / "hanoi-press.toml").write_text('sources = ["hanoimoi", "moha"]\nexclude = ["moha"]\n', "utf-8")
    with serve(Site().pages()) as served:
        done = run(tmp_path, "doctor", served=served)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 source: 1 healthy"), done.stdout
        assert "no contact is set" in done.stderr
        quiet = run(tmp_path, "doctor", "hanoimoi", "-s", "CONTACT=me@vidu.vn", served=served)
        assert quiet.returncode == 0 and not quiet.stderr
        assert served.log[-1].agent.endswith("(me@vidu.vn)")
    (tmp_path / "hanoi-press.toml").write_text('sources = ["moha"]\nexclude = ["moha"]\n', "utf-8")
    assert run(tmp_path, "doctor").returncode == 2


def test_a_leaked_line_of_the_frame(tmp_path: Path) -> None:
    """The body of each article holds it, after the first paragraph."""
    site = Site().pages()
    line = b"<p>Chung toi moi ban doc gui tin ve hop thu ben duoi.</p>"

    def fault(url: str) -> Page | None:
        page = site.get(url)
        if page is None or not re.search(r"-\d+\.html$", url):
            return None
        head, entry, body = page.body.partition(b'class="entry')
        return Page(page.status, page.headers, head + entry + body.replace(b"</p>", b"</p>" + line, 1))

    code, found, _ = faulty(tmp_path, fault)
    (leak,) = found["leaks"]
    assert leak["line"].startswith("Chung toi moi") and leak["pages"] >= 2 and leak["known_by"] == "shared"
    assert (code, found["verdict"], found["reasons"]) == (1, "drifting", ["1 line of the site's frame in the texts"])
