"""Write the modelled sites as WARC files: python -m spiders_tests.sites.build_sample [SOURCE ...]"""

from __future__ import annotations

import sys
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from .hanoimoi.site import Site
from .page import Page
from .portals import renderers, site

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "sample"
DATE = "2026-11-24T00:00:00Z"
ABOUT = (
    "software: spiders_tests.sites.build_sample\r\nformat: WARC File Format 1.0\r\n"
    "description: A modelled site. All content was written by the project; the pages have the shape of the site's "
    "but are not captures, and no text of the outlet is in them.\r\n"
)


def _fixed(name: str) -> dict[str, str]:
    return {"WARC-Date": DATE, "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"}


def write(pages: dict[str, Page], out: Path) -> int:
    """Write all pages, sorted by address, and return their number; two runs give the same bytes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        about = BytesIO(ABOUT.encode())
        fixed = _fixed("warcinfo")
        info = writer.create_warc_record(
            "", "warcinfo", payload=about, warc_content_type="application/warc-fields", warc_headers_dict=fixed
        )
        writer.write_record(info)
        for url, page in sorted(pages.items()):
            length = ("Content-Length", str(len(page.body)))
            line = f"{page.status} {HTTPStatus(page.status).phrase}"
            head = StatusAndHeaders(line, [*page.headers.items(), length], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=BytesIO(page.body), http_headers=head, warc_headers_dict=_fixed(url)
            )
            writer.write_record(record)
    return len(pages)


def pages(source: str) -> dict[str, Page]:
    """Return the modelled site of a source."""
    return Site().pages() if source == "hanoimoi" else site(source)


def main(arguments: list[str]) -> None:
    """Build the samples named, or all."""
    for source in arguments or ["hanoimoi", *renderers()]:
        out = SAMPLES / f"{source}.warc.gz"
        count = write(pages(source), out)
        print(f"{out}: {count} pages, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
