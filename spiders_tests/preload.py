"""Import what every Scrapy command needs; `scrapy_process` forks its commands from a process that has done so.

`hanoi_press.settings` is left out, because it reads the environment of its command, and so is Twisted's reactor, which
Scrapy chooses.
"""

from __future__ import annotations

import importlib
import pkgutil
import warnings

from scrapy.exceptions import ScrapyDeprecationWarning

warnings.simplefilter("error", ScrapyDeprecationWarning)
warnings.filterwarnings("error", category=DeprecationWarning, module=r"hanoi_press\b")

import dateparser  # noqa: E402, F401
import pytest  # noqa: E402, F401 - the main module of a run without pytest-xdist, which each process imports
import scrapy.cmdline  # noqa: E402
import scrapy.commands.crawl  # noqa: E402, F401
import trafilatura  # noqa: E402, F401

import hanoi_press  # noqa: E402

for _module in pkgutil.walk_packages(hanoi_press.__path__, "hanoi_press."):
    if _module.name != "hanoi_press.settings":
        importlib.import_module(_module.name)
