"""Read what a row of an API's list states of its article, by the names that such APIs give their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.feed_entries import without_markup
from hanoi_press.discovery.statements import MAX_ADDRESS, MAX_TITLE, listed
from hanoi_press.items import Listed
from hanoi_press.pages.no_pictures import is_placeholder
from hanoi_press.pages.picture_address import is_picture_address
from hanoi_press.text.slugs import is_spelled_in

_MOST = 200  # fields of a row
_LONGEST_KEY = 50  # characters
_TITLE = re.compile(r"(?:news|article|post)?(?:title|tieude|headline)|ten(?:bai(?:viet)?)?", re.I)
_SUMMARY = re.compile(
    r"(?:news|article|post|short)?(?:sapo|summary|description|abstract|brief|excerpt|lead|teaser|introtext"
    r"|tomtat|mota(?:ngan)?|trichdan|trichyeu)",
    re.I,
)
_PICTURE = re.compile(
    r"(?:news|article|post|cover|main|feature[d]?)?(?:image|img|avatar|thumb(?:nail)?|photo|picture|anh(?:daidien)?"
    r"|hinh(?:anh)?)(?:url|src|path|link)?",
    re.I,
)
_AUTHOR = re.compile(r"author(?:name)?|tacgia|writer|creator", re.I)
_SECTION = re.compile(r"(?:category|channel|zone|section)(?:name|title)|tenchuyenmuc|chuyenmuc", re.I)
_CHANGE = re.compile(
    r"(?:date|time|ngay|thoigian|last)?(?:modif(?:ied|y|ication)|updated?|edited|capnhat|chinhsua|sua(?:doi)?)"
    r"(?:on|at|date|time|datetime|timestamp)?(?:utc)?",
    re.I,
)


def change_of(row: Mapping[str, Any]) -> str:
    """Return the time of the last change that a row states, as it is written; "" if it states none."""
    texts = {name: str(one) for name, one in islice(row.items(), _MOST) if isinstance(one, str | int) and one}
    return next(_named(texts, _CHANGE), "")


def of_row(
    row: Mapping[str, Any], url: str, published: datetime | str | None, title: str | None = None
) -> Listed | None:
    """Return what a row states of the article at `url`; `title` is the name of the field with the title, if known.

    `published` is the time that the row states, parsed or as it is written. Without a known name the title is a field
    that the article's address spells, or that is named as one.
    """
    texts = {name: value for name, value in islice(row.items(), _MOST) if isinstance(value, str) and value.strip()}
    named = texts.get(title or "") or next(_named(texts, _TITLE), "")
    short = (value for value in texts.values() if len(value) <= MAX_TITLE and " " in value)
    pictures = (absolute(url, one) for one in _named(texts, _PICTURE) if _may_be_picture(one))
    return listed(
        title=without_markup(named or next((one for one in short if is_spelled_in(one, url)), ""))[0],
        summary=without_markup(next(_named(texts, _SUMMARY), ""))[0],
        published=published,
        picture=next(filter(None, pictures), None),
        section=next(_named(texts, _SECTION), ""),
        authors=next(_named(texts, _AUTHOR), ""),
    )


def _named(texts: Mapping[str, str], name: re.Pattern[str]) -> Iterator[str]:
    """Yield the fields whose name, without `_` and `-`, matches."""
    return (value for key, value in texts.items() if _is_named(key[:_LONGEST_KEY], name))


@lru_cache(maxsize=1_000)
def _is_named(key: str, name: re.Pattern[str]) -> bool:
    return name.fullmatch(re.sub("[_-]", "", key)) is not None


def _may_be_picture(address: str) -> bool:
    return len(address) <= MAX_ADDRESS and not is_placeholder(address) and is_picture_address(address)
