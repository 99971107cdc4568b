"""Run Scrapy commands whose requests all lead to a modelled site on loopback, whatever host they name.

The requests go over a real socket, so that delays, slots, retries and redirects are Scrapy's own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

from spiders_tests.raw_server import RawServer
from spiders_tests.scrapy_process import ROOT, run_scrapy
from spiders_tests.sites.serve import Served

Server = Served | RawServer
PORT = "HANOI_PRESS_TEST_PORT"
_SCRAPY = """
import os
import warnings
from scrapy.cmdline import execute
from scrapy.exceptions import ScrapyDeprecationWarning
warnings.simplefilter("error", ScrapyDeprecationWarning)
warnings.filterwarnings("error", category=DeprecationWarning, module="hanoi_press")
if log := os.environ.get("HANOI_PRESS_TEST_SYNC_LOG"):
    from spiders_tests.power import log_syncs
    log_syncs(log)
execute()
"""


class LoopbackHandler(HTTP11DownloadHandler):
    """Requests `https://hanoimoi.vn/x` of `127.0.0.1:PORT`, with host and scheme in the headers."""

    async def download_request(self, request: Request) -> Response:
        parts = urlsplit(request.url)
        headers = request.headers.copy()
        headers["Host"] = parts.netloc
        headers["X-Forwarded-Proto"] = parts.scheme
        target = parts._replace(scheme="http", netloc=f"127.0.0.1:{os.environ[PORT]}").geturl()
        asked = request.replace(url=target, headers=headers)
        response = await super().download_request(asked)
        request.meta["download_latency"] = asked.meta["download_latency"]
        return response.replace(url=request.url)


class Run(NamedTuple):
    """What a crawl left."""

    code: int
    out: str
    err: str
    articles: dict[str, dict[str, Any]]
    file: Path | None


def arguments_of(data: Path, *arguments: str, served: Server | None = None) -> tuple[list[str], dict[str, str]]:
    """Return arguments and environment of `scrapy …` with its data under `data` and its requests led to `served`."""
    found = [arguments[0]]
    environment = os.environ | {"HANOI_PRESS_DATA": str(data)}
    if served is not None:
        handler = f"{__name__}.LoopbackHandler"
        found += ["-s", "DOWNLOAD_HANDLERS=" + json.dumps({"http": handler, "https": handler})]
        found += ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "RETRY_BACKOFF=0.02"]
        environment |= {PORT: str(served.port), "HANOI_PRESS_ALLOW_PRIVATE": "1"}
    if arguments[0] == "harvest":  # a third of a small harvest's time; tests of reports say RUN_REPORTS=True
        found += ["-s", "RUN_REPORTS=False"]
    return [*found, *arguments[1:]], environment


def command_of(data: Path, *arguments: str, served: Server | None = None) -> tuple[list[str], dict[str, str]]:
    """Return the command of a fresh process, for `subprocess`, and its environment; otherwise as `arguments_of`."""
    found, environment = arguments_of(data, *arguments, served=served)
    return [sys.executable, "-c", _SCRAPY, *found], environment


def run(data: Path, *arguments: str, served: Server | None = None) -> subprocess.CompletedProcess[str]:
    """Run `scrapy …` with its data under `data` and its requests led to `served`."""
    return run_scrapy(*arguments_of(data, *arguments, served=served))


def crawl(data: Path, *arguments: str, served: Server | None = None) -> Run:
    """Run `scrapy crawl …`; return its exit code, what it wrote, and the articles in the data folder."""
    done = run(data, "crawl", *arguments, served=served)
    files = sorted(data.glob("articles/**/*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    articles = {line["id"]: line for line in lines}
    assert len(articles) == len(lines), "an id was written twice"
    return Run(done.returncode, done.stdout, done.stderr, articles, files[0] if files else None)


_MANY = """
import json, sys, warnings
from scrapy.exceptions import ScrapyDeprecationWarning
warnings.simplefilter("error", ScrapyDeprecationWarning)
warnings.filterwarnings("error", category=DeprecationWarning, module="hanoi_press")
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings
process = AsyncCrawlerProcess(get_project_settings())
for name, archive in json.loads(sys.argv[1]).items():
    process.crawl(name, archive=archive)
process.start()
"""


def crawl_archives(data: Path, archives: dict[str, str]) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """Crawl several sources from their archives in one process; return it, and each source's articles by id."""
    environment = os.environ | {"HANOI_PRESS_DATA": str(data), "SCRAPY_SETTINGS_MODULE": "hanoi_press.settings"}
    command = [sys.executable, "-c", _MANY, json.dumps(archives)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    found: dict[str, dict[str, Any]] = {name: {} for name in archives}
    for file in sorted(data.glob("articles/**/*.jsonl")):
        for line in map(json.loads, file.read_text("utf-8").splitlines()):
            assert line["id"] not in found[line["source"]], "an id was written twice"
            found[line["source"]][line["id"]] = line
    return done, found
