"""Make sites and archives of some thousand articles for `benchmarks.engines`, out of the modelled portals.

Each article of a portal is copied under other numbers, with a headline and a first paragraph of its own. All text is
ours, as in the samples (`spiders_tests/sites`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks import local
from hanoi_press.sources import sources
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import renderers
from spiders_tests.sites.portals.piece import Piece, load

# Those whose articles have numbers, and that need few lists for many articles.
SITES = (
    "baochinhphu",
    "bocongan",
    "mae",
    "moc",
    "moj",
    "molisa",
    "most",
    "mpi",
    "mst",
    "mt",
    "sbv",
    "vpcp",
    "xaydungchinhsach",
)
_NUMBER = re.compile(r"\d{3,}")
_STEP = 7  # from number to number, so that no copy has the number of another article of the file
_DATE = "2026-11-24T00:00:00Z"


def pieces(source: str, number: int) -> list[Piece]:
    """Return so many articles of a portal, or a few fewer."""
    originals = load(source)
    found = {piece.id: piece for piece in originals}
    for copy in range(1, number):
        for piece in originals:
            if len(found) >= number:
                return list(found.values())
            numbers = _NUMBER.findall(piece.url)
            if not numbers:
                continue
            old = numbers[-1]
            url = f"{int(old) + copy * _STEP:0{len(old)}}".join(piece.url.rsplit(old, 1))
            identity = sources()[source].identify(url)
            if identity is not None and identity.id not in found:
                text = [{"p": f"Bản thứ {copy} của bài này, để đo cho đủ dài."}, *piece.text]
                title = f"{piece.title} ({copy})"
                found[identity.id] = replace(piece, url=url, id=identity.id, title=title, text=text)
    return list(found.values())


def sites(names: Sequence[str], number: int) -> dict[str, Page]:
    """Return all addresses of the portals with their answers, with `number` articles each."""
    found: dict[str, Page] = {}
    for name in names:
        found |= renderers()[name](pieces(name, number))
    return found


def archive(folder: Path, files: int, number: int) -> int:
    """Write an archive of `number` articles in files of even size; return how many articles it has.

    A third are pages of 100 KB, as papers have them, the others the small ones of the modelled portals.
    """
    large = number // 3
    each = -(-(number - large) // len(SITES))
    shown = sites(SITES, each)
    articles = {piece.url: shown[piece.url] for name in SITES for piece in pieces(name, each) if piece.url in shown}
    articles |= dict(_large(large))
    folder.mkdir(parents=True)
    streams = [(folder / f"part-{n:02}.warc.gz").open("wb") for n in range(files)]
    writers = [WARCWriter(stream, gzip=True) for stream in streams]
    for url, page in sorted(articles.items()):
        smallest = min(range(files), key=lambda n: (streams[n].tell(), n))
        head = StatusAndHeaders("200 OK", [*page.headers.items()], protocol="HTTP/1.1")
        about = {"WARC-Date": _DATE}
        record = writers[smallest].create_warc_record(
            url, "response", payload=BytesIO(page.body), http_headers=head, warc_headers_dict=about
        )
        writers[smallest].write_record(record)
    for stream in streams:
        stream.close()
    return len(articles)


def _large(count: int) -> Iterator[tuple[str, Page]]:
    """Yield pages of hanoimoi, each with a headline of its own."""
    template = local.page().decode()
    for number in range(local.FIRST, local.FIRST + count):
        body = template.replace(str(local.FIRST), str(number)).replace("</h1>", f" ({number})</h1>", 1)
        yield local.url(number), Page.of(body)
