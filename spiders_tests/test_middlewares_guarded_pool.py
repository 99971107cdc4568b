"""`middlewares/guarded_pool.py`: names, numbers and proxies that lead to loopback, asked by a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.defer import Deferred, succeed
from twisted.internet.interfaces import IResolverSimple
from twisted.python.failure import Failure
from zope.interface import implementer

from hanoi_press.middlewares.guarded_pool import PrivateAddressError, PublicAddresses, PublicNames, _name_the_refusal
from spiders_tests.raw_server import page, serve_raw
from spiders_tests.scrapy_process import ROOT

_ASK = """
import sys, scrapy
from scrapy.crawler import AsyncCrawlerProcess
from hanoi_press.failures import failure_kind
class AskSpider(scrapy.Spider):
    name = "ask"
    async def start(self):
        for url in sys.argv[2:]:
            url, _, proxy = url.partition(" ")
            yield scrapy.Request(url, meta={"proxy": proxy} if proxy else {}, callback=self.well, errback=self.ill)
    def well(self, response):
        print(response.url, response.text)
    def ill(self, failure):
        print(failure.request.url, failure_kind(failure.value), failure.value)
process = AsyncCrawlerProcess({
    "DOWNLOADER": "hanoi_press.middlewares.press_downloader.PressDownloader",
    "DNS_RESOLVER": "spiders_tests.test_middlewares_guarded_pool.LoopbackNames",
    "DOWNLOAD_HANDLERS": {"https": "hanoi_press.middlewares.small_keys.SmallKeysHandler"},
    "ALLOW_PRIVATE_ADDRESSES": sys.argv[1],
    "CONCURRENT_REQUESTS": 1, "LOG_ENABLED": False, "RETRY_ENABLED": False, "DOWNLOAD_TIMEOUT": 10,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
})
process.crawl(AskSpider)
process.start()
"""


@implementer(IResolverSimple)
class LoopbackNames:
    """A resolver for Scrapy that leads every name to loopback."""

    def __init__(self, reactor: Any) -> None:
        self.reactor = reactor

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> LoopbackNames:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self.reactor.installResolver(self)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        return succeed("127.0.0.1")


def ask(allow: str, *urls: str) -> list[str]:
    """Request the addresses (each with its proxy behind a space, if any); return a line for each."""
    command = [sys.executable, "-c", _ASK, allow, *urls]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


@pytest.mark.slow
def test_nothing_is_sent_to_a_private_address_but_through_the_operators_proxy() -> None:
    hosts = ("hanoimoi.vn", "127.0.0.1", "2130706433", "127.1", "localhost")
    answers = dict.fromkeys(("/", "http://moit.gov.vn/", "http://moj.gov.vn/"), page(b"xong"))
    with serve_raw(answers) as served:
        direct = [f"{scheme}://{host}:{served.port}/" for scheme in ("http", "https") for host in hosts]
        refused = ask("False", *direct)
        assert served.asked == []
        by_proxy = ask(
            "False",
            f"http://moit.gov.vn/ http://127.0.0.1:{served.port}",
            f"http://moj.gov.vn/ http://ta:{served.port}",
        )
        allowed = ask("1", direct[0])
    assert len(refused) == len(direct)
    assert all(" private " in line and "leads to 127.0.0.1, which is no public address" in line for line in refused)
    assert by_proxy == ["http://moit.gov.vn/ xong", "http://moj.gov.vn/ xong"]
    assert allowed == [f"{direct[0]} xong"]


class Names:
    """A resolver that knows fixed addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    def resolveHostName(self, receiver: Any, name: str, portNumber: int = 0) -> None:
        receiver.resolutionBegan(None)
        for address in self.addresses:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, portNumber))
        receiver.resolutionComplete()


class Received:
    """A receiver that keeps the addresses."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: object) -> None: ...

    def addressResolved(self, address: Any) -> None:
        assert address.port == 443
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:
        self.complete = True


def test_private_addresses_are_removed_from_what_a_name_leads_to() -> None:
    names = PublicNames(Names("10.0.0.1", "113.160.1.1", "::1", "2402:800::1", "::ffff:169.254.169.254"))
    receiver = Received()
    names.resolveHostName(receiver, "hanoimoi.vn", portNumber=443)
    assert receiver.complete
    assert receiver.addresses == ["113.160.1.1", "2402:800::1"]
    assert names.found.kept == 2
    assert names.found.refused == ["10.0.0.1", "::1", "::ffff:169.254.169.254"]


def test_a_public_address_that_does_not_answer_is_no_refusal() -> None:
    failure = Failure(TimeoutError())
    found = PublicAddresses()
    assert _name_the_refusal(failure, "hanoimoi.vn", found) is failure
    found.refused.append("10.0.0.1")
    assert isinstance(_name_the_refusal(failure, "hanoimoi.vn", found).value, PrivateAddressError)
    found.kept = 1
    assert _name_the_refusal(failure, "hanoimoi.vn", found) is failure
