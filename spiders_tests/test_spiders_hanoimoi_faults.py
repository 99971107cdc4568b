"""Crawls of a server that fails: no run breaks off, no wrong article is written, and the server is left in peace."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from spiders_tests.loopback import crawl, run
from spiders_tests.sites.hanoimoi.site import HOME, Site
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import serve
from spiders_tests.sites.spec import gold
from spiders_tests.sites.wreck import Wreck

pytestmark = pytest.mark.slow

SITE = Site()
PAGES = SITE.pages()
GOLD = {one["id"]: one for one in (gold(spec) for spec in SITE.specs if not spec.sponsored)}
FIELDS = ("title", "summary", "text", "published_at")

# How the server breaks one article each, in every answer, and the kind under which the report counts it.
FOR_GOOD = {
    "reset": "reset",
    "not-http": "garbage",
    "noise": "garbage",
    "empty": "empty",
    "cut": "truncated",
    "short-length": "truncated",
    "no-length": "truncated",
    "gzip-cut": "truncated",
    "gzip-bad": "garbage",
    "bomb": "too-large",
    "huge": "too-large",
}


def wrecked(url: str, how: str) -> Wreck:
    page = PAGES[url]
    return Wreck(page.status, page.headers, page.body, how)


def words(article: dict[str, object]) -> list[object]:
    return [article[name] for name in FIELDS]


def counted(line: str, what: str) -> Counter[str]:
    """Return the kinds that the run's last line counts after `what`."""
    found = re.search(rf"{what}[^;]*?((?:\d+ [a-z-]+(?:, )?)+)", line)
    assert found, line
    return Counter({kind: int(number) for number, kind in re.findall(r"(\d+) ([a-z-]+)", found[1])})


def test_each_kind_of_trouble_is_counted_and_none_writes_a_wrong_article(tmp_path: Path) -> None:
    specs = [spec for spec in SITE.current if not spec.sponsored][: len(FOR_GOOD) + 1]
    how = dict(zip([spec.url for spec in specs], FOR_GOOD, strict=False))
    loop = specs[-1].url
    faults: Callable[[str], Page | None] = lambda url: (  # noqa: E731
        wrecked(url, how[url]) if url in how else Page.moved(url) if url == loop else None
    )
    with serve(PAGES, faults=faults) as served:
        done = crawl(tmp_path, "hanoimoi", "-s", "DOWNLOAD_MAXSIZE=2000000", "-s", "RETRY_TIMES=2", served=served)
    lost = {f"hanoimoi/{spec.id}" for spec in specs}
    assert set(done.articles) == set(GOLD) - lost
    assert all(words(done.articles[key]) == words(GOLD[key]) for key in done.articles)
    wanted = Counter(FOR_GOOD.values()) + Counter({"redirects": 1})
    assert counted(done.out, r"could not be read \(") == wanted
    trouble = counted(done.out, "failed attempts: ")
    assert trouble["reset"] >= 3 and trouble["truncated"] >= 12 and trouble["empty"] == 3
    assert "ended early" not in done.out and done.code == 0
    asked = Counter(served.urls())
    assert asked[loop] == 6  # and five redirects
    for url, fault in how.items():
        if fault == "reset":  # Twisted asks again by itself where a connection that was kept open is gone
            assert 3 <= asked[url] <= 6
        else:
            assert asked[url] == (1 if fault in ("bomb", "huge") else 3), fault


def test_a_fault_storm_loses_nothing(tmp_path: Path) -> None:
    """5 % 503, 3 % 429, 2 % resets, 2 % truncations, 1 % garbage, the same in each run."""
    attempts: Counter[str] = Counter()
    stormy: Counter[str] = Counter()

    def fault(url: str) -> Page | None:
        attempts[url] += 1
        draw = int(hashlib.sha256(f"2026 {url} {attempts[url]}".encode()).hexdigest()[:8], 16) / 2**32 * 100
        kinds = [(5, "503"), (8, "429"), (10, "reset"), (12, "cut"), (13, "noise")]
        kind = next((name for limit, name in kinds if draw < limit), None)
        if kind is None or url not in PAGES:
            return None
        stormy[kind] += 1
        return Page(int(kind), {"Retry-After": "0"}) if kind.isdigit() else wrecked(url, kind)

    with serve(PAGES, faults=fault) as served:
        done = crawl(tmp_path, "hanoimoi", served=served)
        second = crawl(tmp_path / "again", "hanoimoi", "-a", "via=section", served=served)
    assert set(done.articles) == set(GOLD) and set(second.articles) == {key for key in GOLD if "/old-" not in key}
    for article in (*done.articles.values(), *second.articles.values()):
        assert words(article) == words(GOLD[article["id"]])
    assert (done.code, second.code) == (0, 0)
    assert sum(stormy.values()) > 15 and len(stormy) >= 4, stormy
    assert max(served.peak.values()) == 1, "never two requests at once"


def test_a_host_that_keeps_failing_is_left_alone(tmp_path: Path) -> None:
    articles = {spec.url for spec in SITE.specs}
    answered = itertools.count()
    faults: Callable[[str], Page | None] = lambda url: (  # noqa: E731
        Page(500) if url in articles and next(answered) >= 5 else None
    )
    with serve(PAGES, faults=faults) as served:
        done = crawl(tmp_path, "hanoimoi", "-s", "RETRY_BACKOFF_MAX=0.1", served=served)
    assert done.code == 1 and "ended early: failing" in done.out
    assert len(done.articles) == 5
    assert len([hit for hit in served.log if hit.status == 500]) <= 20


def test_without_robots_txt_nothing_is_fetched(tmp_path: Path) -> None:
    with serve(PAGES, faults=lambda url: Page(503) if url.endswith("/robots.txt") else None) as served:
        done = crawl(tmp_path, "hanoimoi", "-s", "RETRY_TIMES=2", served=served)
    assert (done.code, done.articles) == (1, {})
    assert set(served.urls()) == {f"{HOME}/robots.txt"} and len(served.log) == 3


@pytest.mark.parametrize("how", ["gzip-cut", "bomb", "cut"])
def test_a_robots_txt_that_is_not_whole_is_none(tmp_path: Path, how: str) -> None:
    """To obey half of the rules would be to break the other half."""
    with serve(PAGES, faults=lambda url: wrecked(url, how) if url.endswith("/robots.txt") else None) as served:
        done = crawl(tmp_path, "hanoimoi", "-s", "RETRY_TIMES=1", served=served)
    assert (done.code, done.articles) == (1, {})
    assert set(served.urls()) == {f"{HOME}/robots.txt"} and len(served.log) == (1 if how == "bomb" else 2)


def test_a_dead_source_does_not_hold_up_the_others(tmp_path: Path) -> None:
    with serve(PAGES, faults=lambda url: None if url.startswith(HOME) else Wreck(how="reset")) as served:
        done = run(tmp_path, "harvest", "hanoimoi", "moit", "--limit", "5", served=served)
    rows = {line.split()[0]: line.split()[1:5] for line in done.stdout.splitlines()}
    assert done.returncode == 0 and rows["hanoimoi"] == ["5", "0", "0", "0"]
    (reason,) = [line for line in done.stdout.splitlines() if line.startswith("  moit failed: ")]
    assert "no list of articles could be read" in reason and "(reset, " in reason
    assert done.stdout.splitlines()[-1].endswith("; 1 stumbled")
    others = {hit.url for hit in served.log if not hit.url.startswith(HOME)}
    assert others and all(url.endswith("/robots.txt") for url in others)


def test_a_slow_host_rests_as_long_as_it_worked(tmp_path: Path) -> None:
    """Twice the latency from start to start; only lower bounds are checked, because a slow machine stretches them."""
    with serve(PAGES, delay=0.15) as served:
        done = crawl(tmp_path, "hanoimoi", "-a", "limit=4", "-s", "AUTOTHROTTLE_ENABLED=True", served=served)
    starts = [hit.start for hit in served.log]
    assert len(done.articles) == 4 and len(starts) >= 7
    assert starts[-1] - starts[1] > 0.3 * (len(starts) - 2) - 0.15  # the first wait does not know the first answer


def test_before_another_try_the_host_is_left_in_peace(tmp_path: Path) -> None:
    spec = SITE.current[2]
    tries = itertools.count()
    faults: Callable[[str], Page | None] = lambda url: (  # noqa: E731
        Page(503) if url == spec.url and next(tries) < 2 else None
    )
    with serve(PAGES, faults=faults) as served:
        done = crawl(tmp_path, "hanoimoi", "-a", f"url={spec.url}", "-s", "RETRY_BACKOFF=0.6", served=served)
    hits = [hit for hit in served.log if hit.url == spec.url]
    assert [hit.status for hit in hits] == [503, 503, 200] and len(done.articles) == 1
    assert hits[1].start - hits[0].end > 0.25  # 0.6 s and the same again, each ±50 %
    assert hits[2].start - hits[1].end > 0.55


def test_a_missing_robots_txt_forbids_nothing(tmp_path: Path) -> None:
    with serve(PAGES, faults=lambda url: Page(404) if url.endswith("/robots.txt") else None) as served:
        done = crawl(tmp_path, "hanoimoi", "-a", "limit=3", served=served)
    assert (done.code, len(done.articles)) == (0, 3)


def test_an_answer_that_never_ends(tmp_path: Path) -> None:
    spec = SITE.current[1]
    with serve(PAGES, faults=lambda url: wrecked(url, "stalled") if url == spec.url else None) as served:
        settings = ("-s", "DOWNLOAD_TIMEOUT=4", "-s", "RETRY_TIMES=0")  # robots.txt has to come in that time, too
        done = crawl(tmp_path, "hanoimoi", "-a", f"url={spec.url}", *settings, served=served)
    assert done.articles == {} and "1 page could not be read (1 timeout)" in done.out


def test_a_site_whose_pages_never_say_where_they_end(tmp_path: Path) -> None:
    bare = {
        url: Page(page.status, page.headers, page.body.replace(b"</body>", b"").replace(b"</html>", b""))
        for url, page in PAGES.items()
    }
    with serve(bare) as served:
        done = crawl(tmp_path, "hanoimoi", "-a", "limit=5", served=served)
    assert len(done.articles) == 5 and "failed attempts" not in done.out
    assert all(words(done.articles[key]) == words(GOLD[key]) for key in done.articles)
