"""TLS certificates are verified: a server on loopback with a self-signed certificate is not read."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.sources import sources
from spiders_tests.scrapy_process import ROOT
from spiders_tests.tls_server import certificate, serve

pytestmark = pytest.mark.slow

# A bare spider with the project's setting, or with the exception that a source may name.
_ASK = """
import sys, scrapy
from scrapy.crawler import AsyncCrawlerProcess
from hanoi_press import settings
from hanoi_press.failures import failure_kind
class AskSpider(scrapy.Spider):
    name = "ask"
    custom_settings = {"DOWNLOAD_VERIFY_CERTIFICATES": False} if sys.argv[2:] else {}
    async def start(self):
        yield scrapy.Request(sys.argv[1], callback=self.well, errback=self.ill)
    def well(self, response):
        print("well", response.text)
    def ill(self, failure):
        print(failure_kind(failure.value), failure.value)
process = AsyncCrawlerProcess({
    "LOG_ENABLED": False, "RETRY_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": settings.DOWNLOAD_VERIFY_CERTIFICATES,
})
process.crawl(AskSpider)
process.start()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening, context), daemon=True).start()
        yield f"https://localhost:{listening.getsockname()[1]}/"


def ask(*arguments: str) -> str:
    command = [sys.executable, "-c", _ASK, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120).stdout.strip()


def test_a_certificate_that_nobody_vouches_for(server: str) -> None:
    refused = ask(server)
    assert refused.startswith("tls ") and "certificate verify failed" in refused
    assert ask(server, "exception") == "well xong"


def test_exceptions_are_named() -> None:
    """A new exception is added here, and its reason to its source's file."""
    known: set[str] = set()
    bad = {
        name
        for name, source in sources().items()
        if source.settings.get("DOWNLOAD_VERIFY_CERTIFICATES", True) is not True
    }
    assert bad == known
