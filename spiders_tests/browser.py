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
# Texts whose colour is too close to the colour behind them; the ratio is that of WCAG 2, of which 4.5 is AA.
FAINT = """() => {
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const behind = element => {
    for (let one = element; one; one = one.parentElement) {
      const found = parts(getComputedStyle(one).backgroundColor);
      if (found.length < 4 || found[3] > 0.99) return found;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  for (const element of document.querySelectorAll('body *, svg text')) {
    const isText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!isText || !element.checkVisibility() || element.closest('title')) continue;
    const style = getComputedStyle(element);
    const colour = element.closest('svg') ? style.fill : style.color;
    if (element.closest('svg') && element.tagName !== 'text') continue;
    const [high, low] = [light(parts(colour)), light(behind(element))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const name = element.className.baseVal ?? element.className;
    if (ratio < 4.5) found.add(`${element.tagName}.${name}: ${ratio.toFixed(2)}`);
  }
  return [...found];
}"""


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
