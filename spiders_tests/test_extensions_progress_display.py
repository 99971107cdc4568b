"""`extensions/progress_display.py`: what a terminal shows, of any size, and with log lines in between."""

from __future__ import annotations

import logging
import sys
from datetime import date
from io import StringIO

import pyte
import pytest
from rich.console import Console

from hanoi_press.extensions import terminal
from hanoi_press.extensions.log_handler import TerminalHandler
from hanoi_press.extensions.progress_display import ProgressDisplay
from hanoi_press.extensions.source_progress import SourceProgress

TODAY = date(2026, 11, 26)


class Tty(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Screen:
    """A display on a terminal of a size, with a clock that moves a second with each drawing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, rows: int, columns: int) -> None:
        self.stream = Tty()
        self.monkeypatch = monkeypatch
        self.now = 100.0
        self.screen = pyte.Screen(columns, rows)
        self.screen.set_mode(pyte.modes.LNM)
        monkeypatch.setattr(sys, "stderr", self.stream)
        self.size(rows, columns)
        self.display = ProgressDisplay(lambda: self.now)

    def size(self, rows: int, columns: int) -> None:
        self.monkeypatch.setenv("LINES", str(rows))
        self.monkeypatch.setenv("COLUMNS", str(columns))
        if (self.screen.lines, self.screen.columns) != (rows, columns):
            self.screen.resize(rows, columns)

    def shown(self) -> list[str]:
        self.now += 1
        self.display.draw()
        pyte.Stream(self.screen).feed(self.stream.getvalue())
        self.stream.seek(0)
        self.stream.truncate()
        return [line.rstrip() for line in self.screen.display if line.strip()]


def source(name: str, **more: object) -> SourceProgress:
    return SourceProgress(name, 100.0, TODAY, **more)  # type: ignore[arg-type]


def test_one_source(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(monkeypatch, 24, 80)
    one = source("moj", limit=40, counted=10, articles=4, pages=12, oldest=date(2026, 11, 20))
    screen.display.add(one)
    screen.now = 108.0
    head, row = screen.shown()
    assert head.split() == ["source", "articles", "pages", "back", "to", "done", "time", "left"]
    assert row.split()[:4] == ["moj", "10/40", "12", "2026-11-20"] and row.split()[-3:] == ["25%", "27", "s"]
    screen.display.end(one)
    assert screen.shown() == []  # the last lines of the run follow on a clean screen
    assert not terminal.print_above("x")


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (10, 80), (24, 60), (8, 40), (50, 200), (4, 30)])
def test_many_sources_never_take_more_than_the_screen(monkeypatch: pytest.MonkeyPatch, rows: int, columns: int) -> None:
    screen = Screen(monkeypatch, rows, columns)
    many = [source(f"xaydungchinhsach{n}", limit=1000, counted=n, pages=12345, oldest=TODAY) for n in range(26)]
    for one in many:
        screen.display.add(one)
    for one in many[:20]:
        screen.display.end(one)
    for _ in range(3):
        lines = screen.shown()
        assert len(lines) <= rows
        assert max(map(len, lines)) <= columns
        assert lines[-1].startswith("20 of 26 sources done"[: columns - 1])
    if rows == 24:
        assert sum("xaydungchinhsach2" in line for line in lines) >= 6  # those that run come first
        assert lines[-2] == "… 6 that have ended"
    screen.display.close()


def test_log_lines_stay_whole_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(monkeypatch, 24, 80)
    one, other = source("moj", articles=1), source("mst")
    screen.display.add(one)
    screen.display.add(other)
    handler = TerminalHandler()
    said = ["một dòng [bold]không phải markup[/bold] :smile:", "dài " * 30 + "hết", "ngắn"]
    for number, text in enumerate(said):
        one.articles = number
        screen.shown()
        handler.emit(logging.LogRecord("x", logging.WARNING, "", 1, text, (), None))
        lines = screen.shown()
        assert sum(line.startswith("moj") for line in lines) == 1
        assert sum(line.startswith("source") for line in lines) == 1
    assert "".join(lines).replace(" ", "").startswith(f"{''.join(said)}source".replace(" ", ""))
    screen.display.close()


def test_it_follows_the_size_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(monkeypatch, 24, 80)
    for number in range(20):
        screen.display.add(source(f"nguon{number}", oldest=TODAY))
    assert len(screen.shown()) == 22
    screen.size(10, 50)
    screen.shown()
    assert len(screen.shown()) <= 10
    screen.size(40, 120)
    screen.shown()
    lines = screen.shown()
    assert sum(line.startswith("nguon19") for line in lines) == 1
    screen.display.close()


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Screen(monkeypatch, 24, 80)
    screen.display.add(source("moj", limit=4, counted=1))
    screen.now = 200.0
    screen.display.draw()
    assert "\x1b[38" not in screen.stream.getvalue() and "moj" in screen.stream.getvalue()
    screen.display.close()


@pytest.mark.parametrize(("term", "redraws"), [("xterm-256color", True), ("dumb", False), ("", False), (None, False)])
def test_terminals_that_cannot_redraw(monkeypatch: pytest.MonkeyPatch, term: str | None, redraws: bool) -> None:
    monkeypatch.setattr(sys, "stderr", Tty())
    if term is None:
        monkeypatch.delenv("TERM", raising=False)
    else:
        monkeypatch.setenv("TERM", term)
    assert terminal.can_redraw() is redraws
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(sys, "stderr", StringIO())
    assert not terminal.can_redraw()


def test_nothing_starts_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    before = threading.active_count()
    screen = Screen(monkeypatch, 24, 80)
    screen.display.add(source("moj"))
    screen.shown()
    assert threading.active_count() == before
    assert isinstance(terminal._live[0], Console)
    screen.display.close()
