"""What an entry of a sitemap states of its article."""

from __future__ import annotations

import pytest

from hanoi_press.discovery.lead import Window
from hanoi_press.discovery.sitemap import daily
from hanoi_press.items import Listed
from spiders_tests.discovery_site import HOME, Site, run

SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = (
    "<news:news><news:publication><news:name>Báo</news:name></news:publication>"
    "<news:publication_date>{}</news:publication_date><news:title>Bộ Y tế họp báo</news:title></news:news>"
)
IMAGE = "<image:image><image:loc>/anh/1.jpg</image:loc><image:title>{}</image:title></image:image>"
PICTURE = f"{HOME}/anh/1.jpg"
ENTRIES = {
    "news with a moment": (
        NEWS.format("2026-11-20T01:15:00Z"),
        Listed("Bộ Y tế họp báo", None, "2026-11-20T08:15:00+07:00"),
    ),
    "news with a day": (NEWS.format("2026-11-20"), Listed("Bộ Y tế họp báo", None, "2026-11-20")),
    "news with a date that is none": (NEWS.format("hôm qua"), Listed("Bộ Y tế họp báo")),
    "a picture with the article's title": (
        IMAGE.format("Bộ Y tế họp báo thường kỳ"),
        Listed("Bộ Y tế họp báo thường kỳ", picture=PICTURE),
    ),
    "a picture with a caption": (IMAGE.format("Quang cảnh buổi họp"), Listed(picture=PICTURE)),
    "both": (NEWS.format("2026-11-20") + IMAGE.format("x"), Listed("Bộ Y tế họp báo", None, "2026-11-20", PICTURE)),
    "a change is no publication": ("<lastmod>2026-11-20T08:15:00+07:00</lastmod>", None),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry(name: str) -> None:
    entry, wanted = ENTRIES[name]
    loc = f"<loc>{HOME}/bo-y-te-hop-bao-thuong-ky-1.html</loc>"
    body = f'<?xml version="1.0"?><urlset {SPACES}><url>{loc}{entry}</url></urlset>'.encode()
    site = Site({f"{HOME}/sitemap.xml": body})
    (lead,), failure = run(daily(site.fetch, f"{HOME}/sitemap.xml", Window()))
    assert failure is None and lead.listed == wanted
