"""Read the date and the people that a page states in other meta tags than those of Open Graph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanoi_press.pages.dated_page import TIME_ATTRIBUTES
from hanoi_press.pages.document import Document
from hanoi_press.pages.lookup import Lookup
from hanoi_press.pages.selectors import css
from hanoi_press.text import bylines, dates, people

_DATE_METAS = (
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "date",
)
_AUTHOR_METAS = (
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
)
_MICRODATA = css("[itemprop=datePublished]")
_TIME = css("time")
_OUTLET = re.compile(r"(?i)(?:báo|tạp chí|thời báo|tuần báo|đài|cổng|trang|kênh|website|https?)(?!\w)")
_TO_SECOND = re.compile(r"T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$")
_MOST = 4


def stated_date(doc: Document, lookup: Lookup) -> tuple[str, str] | None:
    """Return the publication that meta tags, microdata or the only `time` without words state: printed and ISO 8601."""
    elements = lookup.elements(_MICRODATA)[:_MOST]
    wordless = [one for one in lookup.elements(_TIME)[: _MOST + 1] if not (one.text or "").strip() and not len(one)]
    values = (
        *map(doc.meta, _DATE_METAS),
        *(one.get("content") or one.get("datetime") for one in elements),
        *(one.get(name) for one in wordless[:1] for name in TIME_ATTRIBUTES if len(wordless) == 1),
    )
    return next(((value, date) for value in values if value and (date := dates.parse_stated(value))), None)


def states_seconds(doc: Document) -> bool:
    """Return True if the first meta tag with a date states seconds other than zero, and an offset."""
    stated = next(filter(None, map(doc.meta, _DATE_METAS)), "")
    return _TO_SECOND.search(stated) is not None and ":00" not in stated[16:19]


def stated_people(doc: Document) -> Iterator[str]:
    """Yield the meta tags' authors as stated, if they are people; outlets, desks, users and addresses are none."""
    for stated in map(doc.meta, _AUTHOR_METAS):
        names = bylines.authors(stated)
        if names and all(map(_is_person, names)):
            yield stated


def is_outlet_name(name: str) -> bool:
    """Return True for a name that begins as those of papers and sites do ("Báo Vườn"), or is an address."""
    return _OUTLET.match(name) is not None or bylines.is_domain(name) or "/" in name


def _is_person(name: str) -> bool:
    if not bylines.is_name(name) or people.is_place(name) or people.has_label_word(name):
        return False
    return not (people.is_role(name) or bylines.is_office(name) or len(name.split()) < 2)
