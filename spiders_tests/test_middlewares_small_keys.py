"""A server with a small Diffie-Hellman key (as moh.gov.vn has), requested with and without our download handler."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.sources.moh import SOURCE as moh
from spiders_tests.tls_server import certificate, serve

pytestmark = pytest.mark.slow

# `openssl dhparam 1024`: what OpenSSL 3 refuses, and moh.gov.vn is said to offer.
SMALL = """-----BEGIN DH PARAMETERS-----
MIGHAoGBANkzYYJjFC72ruNfzx/v9TGQMk0rlyAZF0JVAMZy4HwJNwG8chyDVP/V
Ah71LNEJIiS3HhvO7zIL9SQ8YLSGEFdgIUlaOUAE0YZSHbgP2gQ1iL2rOBlETlVQ
zRra0FHFY8ds5kQU0/44e16NM6ZIUNxpz4mX4NcP2nBb44LFsDCfAgEC
-----END DH PARAMETERS-----
"""
_ASK = """
import sys, scrapy
from scrapy.crawler import AsyncCrawlerProcess
class AskSpider(scrapy.Spider):
    name = "ask"
    async def start(self):
        yield scrapy.Request(sys.argv[1], callback=self.well, errback=self.ill)
    def well(self, response):
        print("well", response.text)
    def ill(self, failure):
        print("ill", failure.value)
settings = {"LOG_ENABLED": False, "RETRY_ENABLED": False}
if sys.argv[2:]:
    settings["DOWNLOAD_HANDLERS"] = {"https": sys.argv[2]}
    settings["DOWNLOADER"] = "hanoi_press.middlewares.press_downloader.PressDownloader"
    settings["ALLOW_PRIVATE_ADDRESSES"] = True
process = AsyncCrawlerProcess(settings)
process.crawl(AskSpider)
process.start()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a server that offers nothing but a small key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (tmp_path / "dh.pem").write_text(SMALL)
    try:
        context.set_ciphers("DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0")
        context.load_cert_chain(certificate(tmp_path))
        context.load_dh_params(tmp_path / "dh.pem")
    except ssl.SSLError as error:
        pytest.skip(f"this OpenSSL serves no small key: {error}")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening, context), daemon=True).start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/"


def ask(*arguments: str) -> str:
    command = [sys.executable, "-c", _ASK, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120).stdout.strip()


def test_a_small_key_is_taken_by_our_handler_alone(server: str) -> None:
    handler = moh.settings["DOWNLOAD_HANDLERS"]["https"]  # type: ignore[index]
    assert "dh key too small" in ask(server)
    assert ask(server, handler) == "well xong"
