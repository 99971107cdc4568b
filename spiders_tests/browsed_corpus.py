"""A corpus to browse, and `corpus browse` on it: over real HTTP, in a thread of the test."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from hanoi_press.corpus.browse.browse_server import BrowseServer
from hanoi_press.corpus.duplicate_links import Cluster, Copy, write_clusters
from hanoi_press.items import ArchiveRef, Attachment, Attribution, Extraction, Image, Raw
from spiders_tests.corpora import line, put

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'
TURNED = "Lê \u202eAn"  # its second half is written from right to left
ORIGINAL, COPY, REVISED, HOSTILE = "hanoimoi/1", "mst/1", "hanoimoi/2", "moit/1"


def put_corpus_to_browse(data: Path) -> None:
    """Write 60 articles: three sources, 14 months, a revision, a copy, one that is all markup."""
    put(data, "hanoimoi/2026-11/a.jsonl", _full(), *_revisions(), *_many())
    put(
        data,
        "mst/2026-11/a.jsonl",
        line(COPY, title="Giao thông vành đai 3, đăng lại", published_at="2026-11-21", tags=["giao thông"]),
    )
    put(data, "moit/2026-11/a.jsonl", _hostile())
    write_clusters(data, [Cluster(ORIGINAL, [Copy(COPY, "near", 0.875), Copy("mst/404", "exact", 1.0)])])


def _full() -> bytes:
    return line(
        ORIGINAL,
        title="Giao thông vành đai 3 đổi chiều",
        summary="Từ thứ Hai, xe đi theo chiều mới.",
        text="Đường Thuỷ Lợi thông xe.\n\nGiao thông ở hai đầu cầu còn đông.",
        authors=["Lê An", "Trần Bình"],
        dateline="HNM",
        published_at="2026-11-20T08:15:32+07:00",
        modified_at="2026-11-20T09:30:00+07:00",
        section=["Đô thị", "Giao thông"],
        tags=["giao thông", "cầu"],
        images=[Image("https://hnm.1cdn.vn/cau.jpg", "Cây cầu buổi sáng", "Đức Thịnh")],
        attachments=[Attachment("https://hanoimoi.vn/lich.pdf", "Lịch phân luồng")],
        attribution=Attribution("TTXVN", "https://ttxvn.org.vn/1", None),
        raw=Raw(published="20/11/2026 08:15", authors="Lê An - Trần Bình"),
        extraction=Extraction("onecms", {"published_at": "json-ld", "text": "css", "title": "css"}, "low"),
        archive=ArchiveRef("archive/hanoimoi/2026-11/a.warc.gz", 12_345),
    )


def _revisions() -> list[bytes]:
    return [
        line(REVISED, title="Giá điện tăng", text="Giá 12.000 đồng một số.", published_at="2026-11-19T10:00:00+07:00"),
        line(
            REVISED,
            title="Giá điện giảm",
            text="Giá 11.000 đồng một số.",
            published_at="2026-11-19T10:00:00+07:00",
            revision=2,
            fetched_at="2026-11-25T00:00:00Z",
        ),
    ]


def _many() -> list[bytes]:
    """Return lines of 57 articles from October 2025 to November 2026, of twelve authors."""
    months = [f"{2025 + number // 12}-{number % 12 + 1:02}" for number in range(9, 23)]
    return [
        line(
            f"hanoimoi/{100 + number}",
            title=f"Chợ hoa số {number}",
            published_at=f"{months[number % 14]}-1{number % 9}T08:00:00+07:00",
            section=["Kinh tế"] if number % 3 else ["Văn hóa"],
            authors=[f"Tác giả {number % 12}"],
        )
        for number in range(57)
    ]


def _hostile() -> bytes:
    return line(
        HOSTILE,
        title=EVIL,
        summary=EVIL,
        text=f"{EVIL}\n\nChợ \u202edảo chiều.",
        authors=[TURNED, EVIL],
        published_at=None,
        section=[EVIL],
        tags=['"><b>'],
        images=[Image("javascript:alert(1)", EVIL, None)],
        attachments=[Attachment(" javascript:alert(2)", "Tệp")],
        attribution=Attribution(EVIL, "data:text/html,<script>alert(3)</script>", None),
        raw=Raw(published=EVIL),
        extraction=Extraction(EVIL, {"title": EVIL}),
    )


class Answer(NamedTuple):
    """What the server answered; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8-sig")


class ShownPage(HTMLParser):
    """What is in a page: tags, links, and the text without tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[dict[str, str | None]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag in ("a", "link", "form", "img"):
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


class Browsed:
    """A running `corpus browse`."""

    def __init__(self, server: BrowseServer) -> None:
        self.server = server
        self.address = server.address

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Return the answer for a path with its query, whose letters are encoded. `Host=…` replaces the host."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        named: dict[str, Any] = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, quote(path, safe="/?&=%+:~!'()*;@,$-._#"), headers=named)
            response = connection.getresponse()
            stated = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, stated, response.read())
        finally:
            connection.close()


@contextmanager
def browsed(data: Path) -> Iterator[Browsed]:
    """Serve a corpus on a free port as long as the block lasts."""
    server = BrowseServer(data, 0)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield Browsed(server)
    finally:
        server.stop()
        thread.join(timeout=30)
        assert not thread.is_alive()
