"""A local server of 100-KB article pages in the shape of hanoimoi.vn, as fast as asyncio serves, in its own process.

`python -m benchmarks.local COUNT` prints its port and serves until its standard input ends.
"""

from __future__ import annotations

import asyncio
import re
import sys

from spiders_tests.sites.hanoimoi.site import HOME, Site

FIRST = 2_000_001  # ids of the pages
_PATH = re.compile(rb"GET (?:http://[^/ ]+)?(/[^ ]*) ")


def page(number: int = FIRST) -> bytes:
    """An article page of the modelled site under another id, its words its own."""
    site = Site()
    spec = next(spec for spec in site.current if not spec.sponsored and spec.template == "A")
    body = re.sub(
        rb"<style>.*?</style>", b"<style>" + b"/* */" * 350 + b"</style>", site.pages()[spec.url].body, flags=re.S
    )
    return body.replace(str(spec.id).encode(), str(number).encode())


def url(number: int) -> str:
    """The address of a page."""
    return f"{HOME}/bai-{number}.html"


def _answer(kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class Server(asyncio.Protocol):
    """Keeps connections open and answers one request after the other."""

    template = b""
    lists: dict[bytes, bytes] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.waiting = b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            request, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            match = _PATH.match(request)
            path = match[1] if match else b"/"
            answer = self.lists.get(path)
            if answer is None:
                number = path.rpartition(b"-")[2].removesuffix(b".html")
                answer = self.template.replace(str(FIRST).encode(), number)
            self.transport.write(answer)  # type: ignore[attr-defined]


def lists(count: int) -> dict[bytes, bytes]:
    """robots.txt, and a sitemap index with one day that holds all pages."""
    day_url = f"{HOME}/sitemap-article-2026-11-20.xml"
    index = f'<?xml version="1.0"?><sitemapindex><sitemap><loc>{day_url}</loc></sitemap></sitemapindex>'
    rows = "".join(
        f"<url><loc>{url(FIRST + number)}</loc><lastmod>2026-11-20T09:00:00+07:00</lastmod></url>"
        for number in range(count)
    )
    day = f'<?xml version="1.0"?><urlset>{rows}</urlset>'
    return {
        b"/robots.txt": _answer("text/plain", b"User-agent: *\nAllow: /\n"),
        b"/sitemap.xml": _answer("text/xml", index.encode()),
        b"/sitemap-article-2026-11-20.xml": _answer("text/xml", day.encode()),
    }


async def serve(count: int) -> None:
    """Serves until standard input ends."""
    Server.template = _answer("text/html", page())
    Server.lists = lists(count)
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
