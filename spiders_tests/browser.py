"""Open pages in Debian's Chromium: how it is started, and what a page may not do there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
_QUIET = (  # a browser that asks nobody for anything
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a running browser. Without one the test is skipped, but fails in CI, which installs it."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing; apt-get install chromium")
        pytest.skip(f"{CHROMIUM} is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=_QUIET)
        yield browser
        browser.close()


class OpenPage:
    """A file that is open in a tab; `said` are the messages of the console, `asked` the requests for anything else."""

    def __init__(self, browser: Any, path: Path, width: int = 1280, colours: str = "light") -> None:
        self.tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=colours)
        self.said: list[str] = []
        self.asked: list[str] = []
        address = path.resolve().as_uri()
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.route(lambda url: url.partition("#")[0] != address, self._refuse)
        self.tab.goto(address)

    def _refuse(self, route: Any) -> None:
        self.asked.append(route.request.url)
        route.abort()

    def __enter__(self) -> OpenPage:
        return self

    def __exit__(self, *_: object) -> None:
        self.tab.close()

    def run(self, script: str) -> Any:
        """Return what a script in the page gives."""
        return self.tab.evaluate(script)
