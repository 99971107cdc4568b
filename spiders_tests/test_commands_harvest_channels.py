"""What a night prints, records, reports, measures and sends tells one truth, through the real command on loopback."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement, fromstring

from spiders_tests.loopback import command_of, run
from spiders_tests.nights import CHALLENGE, OLD, publish
from spiders_tests.notice_server import Received, received, samples
from spiders_tests.redesign import redesigned_site
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow

HARVEST = ("harvest", "hanoimoi", "moit", "-s", OLD, "-s", "RETRY_ENABLED=False", "-s", "RUN_REPORTS=True")
KEYS = ("new", "changed", "failed", "blocked")
NOTHING = (0, 0, 0, 0)
DEAD = "no list of articles could be read: its server answers with an error (server-error, once)"
Numbers = tuple[int, ...]


@dataclass
class Press:
    """A data folder, its two sources on loopback, and the server that notices and pings reach."""

    data: Path
    served: Served
    server: Received
    paper: Paper = field(default_factory=Paper)
    ministry: dict[str, Page] = field(default_factory=lambda: site("moit"))
    done: Any = None
    sent: list[tuple[str, str, Any]] = field(default_factory=list)

    def night(self, *arguments: str, pages: dict[str, Page] | None = None, **options: Any) -> None:
        """Run a harvest of the two sites; with options for its process in a fresh one."""
        self.served.pages = self.ministry | (pages or self.paper.pages())
        self.hook.unlink(missing_ok=True)
        before = len(self.server.requests)
        if options:
            line, variables = command_of(self.data, *HARVEST, *arguments, served=self.served)
            self.done = subprocess.run(line, cwd=ROOT, env=variables, capture_output=True, text=True, **options)
        else:
            self.done = run(self.data, *HARVEST, *arguments, served=self.served)
        self.sent = self.server.requests[before:]

    @property
    def hook(self) -> Path:
        return self.data.parent / "hook.json"

    @property
    def last(self) -> Path:
        """The record of the last run."""
        return max((self.data / "runs").glob("*.json"))

    def name(self, day: int) -> None:
        """Make the last run one of a night of March 2023."""
        self.last.rename(self.last.with_name(f"202303{day:02}{self.last.name[8:]}"))

    def says(
        self,
        code: int,
        headline: str,
        expected: dict[str, Numbers],
        attention: list[str] | None = None,
        *,
        ending: str = "",
        has_report: bool = True,
    ) -> None:
        """Check each channel of the last night against what is expected of it."""
        attention, out = attention or [], self.done.stdout.splitlines()
        sums = tuple(map(sum, zip(*expected.values(), strict=True))) or NOTHING
        record = json.loads(self.last.read_bytes())
        assert (self.done.returncode, record["exit_code"], record["attention"]) == (code, code, attention), self.done
        assert "Traceback" not in self.done.stderr
        stated = ", ".join(f"{number} {key}" for number, key in zip(sums, KEYS, strict=True))
        ending = ending or (f"{len(attention)} need{'s' * (len(attention) == 1)} a person" if code else "all well")
        assert out[-1].startswith(f"total: {len(expected)} source") and out[-1].endswith(f"{stated}; {ending}")
        assert [line[2:] for line in out if line.startswith("! ")] == attention
        assert table(out) == {name: found for name, found in expected.items() if any(found) or name in table(out)}
        shown = run(self.data, "runs", "show", "last").stdout.splitlines()
        assert table(shown) == expected and out[-1] in shown
        assert [line for line in shown if line[:2] in ("! ", "  ")][: len(reasons(out))] == reasons(out)
        rows = run(self.data, "runs").stdout.splitlines()
        assert tuple(map(int, rows[1].split()[2:6])) == sums
        assert rows[1].endswith("needs a person" if code else ending.rpartition(", ")[2])
        if has_report:
            self._report_says(headline, expected, sums, attention, code)
        self._metrics_say(expected, attention, code)
        self._notices_say(headline, sums, attention, code)

    def _report_says(
        self, headline: str, expected: dict[str, Numbers], sums: Numbers, attention: list[str], code: int
    ) -> None:
        page = parsed(self.data / "reports" / f"{self.last.stem}.html")
        assert [text(one) for one in page.iter("h1")] == [headline]
        needs = [text(one) for one in page.find_class("needs")[0]] if page.find_class("needs") else []
        assert needs == attention or (not code and "stumble" in page.find_class("verdict")[0].get("class"))
        totals = {one.get("data-total"): text(one) for one in page.xpath("//*[@data-total]")}
        assert totals["exit_code"] == str(code)
        if expected:
            assert tuple(int(totals[key]) for key in ("new", "changed", "failures", "blocked")) == sums
        for name, numbers in expected.items():
            cells = page.xpath(f"//*[@id='sources']//*[@data-source='{name}']")
            found = {one.get("data-key"): int(text(one)) for one in cells}
            assert tuple(found[key] for key in ("new", "changed", "failures", "blocked")) == numbers
        index = parsed(self.data / "reports" / "index.html")
        row = index.xpath(f"//tr[@data-run='{self.last.stem}']")[0]
        assert [text(one) for one in index.iter("h1")] == [headline] and headline in text(row)
        assert not attention or attention[0] in text(row)
        assert tuple(int(text(one)) for one in row.find_class("n")[:3]) == sums[:3]

    def _metrics_say(self, expected: dict[str, Numbers], attention: list[str], code: int) -> None:
        found = samples(self.data / "metrics.prom")
        assert (found["run_exit_code",], found["run_attention",]) == (code, len(attention))
        for name, numbers in expected.items():
            articles = tuple(found["source_articles", kind, name] for kind in ("new", "changed"))
            pages = tuple(found["source_bad_pages", kind, name] for kind in ("failed", "blocked"))
            assert articles + pages == numbers

    def _notices_say(self, headline: str, sums: Numbers, attention: list[str], code: int) -> None:
        """People are told only what needs one; the health check hears of each night."""
        assert [path for _, path, _ in self.sent if path != "/people"] == ["/uuid/fail" if code else "/uuid"]
        notices = [body for _, path, body in self.sent if path == "/people"]
        assert len(notices) == code and self.hook.exists() is bool(code)
        for notice in notices:
            assert notice["title"] == f"hanoi-press: {headline}" and notice["type"] == "warning"
            assert [line[2:] for line in notice["message"].splitlines() if line[2:] in attention] == attention
            assert not sums[0] or notice["message"].startswith(f"{sums[0]} new article")
            given = json.loads(self.hook.read_bytes())
            assert (given["exit_code"], given["attention"], given["run"]) == (1, attention, self.last.stem)


def table(lines: list[str]) -> dict[str, Numbers]:
    """Return the numbers of the table by source; those in the line `nothing new` have none."""
    found = {}
    for line in lines:
        if match := re.match(r"(hanoimoi|moit) +(\d+) +(\d+) +(\d+) +(\d+) ", line):
            found[match[1]] = tuple(map(int, match.groups()[1:]))
        if line.startswith("nothing new: "):
            found |= dict.fromkeys(line.removeprefix("nothing new: ").split(", "), NOTHING)
    return found


def reasons(lines: list[str]) -> list[str]:
    return [line for line in lines if line[:2] in ("! ", "  ")]


def parsed(path: Path) -> HtmlElement:
    return fromstring(path.read_text("utf-8"))


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    with received() as server, serve({}) as served:
        found = Press(tmp_path / "data", served, server)
        found.data.mkdir()
        (found.data / "hanoi-press.toml").write_text(
            f'[notices]\nnotify = ["json://{server.host}/people"]\nping = "http://{server.host}/uuid"\n'
            f'command = "cat >{found.hook}"\n',
            "utf-8",
        )
        yield found


def test_quiet_edited_dead_and_blocked_nights(press: Press) -> None:
    publish(press.paper, 1, 5)
    press.night()
    press.says(0, "All well", {"hanoimoi": (5, 0, 0, 0), "moit": (4, 0, 0, 0)})
    press.name(1)
    press.night()
    press.says(0, "All well", {"hanoimoi": NOTHING, "moit": NOTHING})
    assert press.done.stdout.startswith("nothing new: ") and len(press.done.stdout.splitlines()) == 3
    assert len(press.done.stderr.splitlines()) == 4  # no contact, the settings, and a line a source
    press.name(2)
    publish(press.paper, 3, 4)
    for number in (100, 101):
        press.paper.correct(number, at("2023-03-03 09:00"))
    press.night()
    press.says(0, "All well", {"hanoimoi": (4, 2, 0, 0), "moit": NOTHING})
    assert "hanoimoi: 4 new articles, 2 changed, " in press.done.stderr
    press.name(3)
    press.served.faults = lambda url: Page.of("", status=500) if "moit.gov.vn" in url else None
    for day, nth in ((4, ""), (5, "second"), (6, "third")):
        publish(press.paper, day, 4)
        press.night()
        numbers = {"hanoimoi": (4, 0, 0, 0), "moit": (0, 0, 5, 0)}
        if nth == "third":
            why = f"moit failed, for the third night in a row: {DEAD}"
            press.says(1, "One thing needs a person", numbers, [why])
        else:
            press.says(0, "All well, but moit stumbled", numbers, ending="1 stumbled")
            assert f"  moit failed: {DEAD}\n" in press.done.stdout
        assert f"{nth} night in a row" in press.done.stdout or not nth
        press.name(day)
    press.served.faults = lambda url: CHALLENGE if "hanoimoi.vn" in url else None
    press.night()
    numbers = {"hanoimoi": (0, 0, 0, 1), "moit": NOTHING}
    press.says(0, "All well, but hanoimoi stumbled", numbers, ending="1 stumbled")
    press.name(7)
    press.served.faults = lambda url: CHALLENGE
    press.night()
    why = "none of 2 sources could be reached; all of them refuse us"
    press.says(1, "One thing needs a person", {"hanoimoi": (0, 0, 0, 1), "moit": (0, 0, 0, 1)}, [why])
    assert "Needs nobody yet" not in next(body["message"] for _, _, body in press.sent if body)


def test_a_redesign_a_full_disk_and_broken_off_nights(press: Press) -> None:
    publish(press.paper, 1, 5)
    press.night()
    press.name(1)
    publish(press.paper, 2, 4)
    for number in range(200, 204):
        press.paper.pieces[number].broken = True
    press.night()
    why = "hanoimoi drifts: 0 of 4 pages could be read, usually 100 %"
    press.says(1, "One thing needs a person", {"hanoimoi": (0, 0, 4, 0), "moit": NOTHING}, [why])
    press.name(2)
    press.night(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)))  # as on a full disk
    why = press.done.stderr.splitlines()[0]
    assert why.startswith(f"{press.data} cannot be used: ")
    press.says(1, "One thing needs a person", {}, [why], has_report=False)
    press.name(3)
    for number in range(200, 204):
        press.paper.pieces[number].broken = False
    publish(press.paper, 4, 4)
    press.served.pages = press.ministry | press.paper.pages()
    killed = kill_at(press, "-401.html")
    shown = run(press.data, "runs").stdout
    assert shown.splitlines()[1].endswith(" killed") and "\n! it did not end (killed, " in shown
    press.night()
    kept = json.loads(press.last.read_bytes())["salvaged"]
    press.says(0, "All well", {"hanoimoi": (8 - kept, 0, 0, 0), "moit": NOTHING})
    said = f"kept of it: {kept} article" in press.done.stdout
    page = parsed(press.data / "reports" / f"{press.last.stem}.html")
    assert said is (" kept of a run before that was broken off." in text(page)) is bool(kept)
    row = parsed(press.data / "reports" / "index.html").xpath(f"//tr[@data-run='{killed}']")[0]
    assert "This run did not end" in text(row)


def test_a_redesign_that_is_read_and_a_night_whose_time_is_up(press: Press) -> None:
    publish(press.paper, 1, 8)
    press.night()
    press.name(1)
    press.served.delay = 0.3
    publish(press.paper, 2, 14)
    press.night("--max-minutes", "0.04")
    lines = press.done.stdout.splitlines()
    numbers, stopped = table(lines), sum(line.endswith(" stopped early") for line in lines[:-1])
    assert stopped
    press.says(0, "All well", numbers, ending=f"all well, {stopped} stopped early")
    page = parsed(press.data / "reports" / f"{press.last.stem}.html")
    assert " stopped early; the next run continues." in text(page.find_class("verdict")[0])
    press.name(2)
    press.served.delay = 0
    press.night()
    press.name(3)
    publish(press.paper, 4, 4)
    press.night(pages=redesigned_site(press.paper.pages(), 1))
    why = "hanoimoi drifts: read by heuristic instead of onecms-detail on 4 of 4 pages"
    press.says(1, "One thing needs a person", {"hanoimoi": (4, 0, 0, 0), "moit": NOTHING}, [why])


def kill_at(press: Press, address: str) -> str:
    """Kill a harvest when it requests an address with this end; return the name of its run."""
    is_asked, is_killed = threading.Event(), threading.Event()

    def fault(url: str) -> None:
        if url.endswith(address):
            is_asked.set()
            is_killed.wait(100)

    press.served.faults = fault
    line, variables = command_of(press.data, *HARVEST, served=press.served)
    process = subprocess.Popen(line, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert is_asked.wait(60)
    process.kill()
    process.wait()
    is_killed.set()
    press.served.faults = None
    return press.last.stem
