"""Read the fenced blocks of README.md and the docs, so that tests run them as printed."""

from __future__ import annotations

import re
from typing import NamedTuple

from spiders_tests.scrapy_process import ROOT

_BLOCK = re.compile(r"^```(sh|python|sql|text)\n(.*?)^```$", re.M | re.S)


class Block(NamedTuple):
    """A fenced block: its language and its lines."""

    language: str
    code: str


def blocks(text: str) -> list[Block]:
    return [Block(*found) for found in _BLOCK.findall(text)]


def section(file: str, heading: str) -> str:
    text = (ROOT / file).read_text("utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


README = [one.code for one in blocks(section("README.md", "The corpus in your own tools"))]
