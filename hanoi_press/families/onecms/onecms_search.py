"""Read OneCMS list pages after a redesign: rows and the section's number, without the names of today's template."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from itertools import islice

from hanoi_press.discovery.lead import Fetched, Lead, Window
from hanoi_press.discovery.list_source import BY_SELECTORS, WITHOUT_SELECTORS
from hanoi_press.discovery.lists import MAX_ROWS
from hanoi_press.discovery.row_search import FoundRow, search_rows
from hanoi_press.families.onecms.onecms_lists import OneCmsRow
from hanoi_press.text.dated_lines import change_and_day, moment_and_day

logger = logging.getLogger(__name__)
_NUMBER = re.compile(r"(?<!\d)\d{1,18}$")
_CHANNEL = re.compile(rb"api/getarticle(?:topread|bychannel)/(\d{1,9})(?!\d)")
_MOST_TEXTS = 200  # of a row


def checked_rows(first: Fetched, found: list[OneCmsRow], window: Window) -> list[OneCmsRow]:
    """Return the rows of a list's first page: `found`, by the selectors, if they are rows with dates, or others.

    As of `onecms_lists.rows` the last one is of the main list, because the site's script continues from it. The number
    of an article stands at the end of its id.
    """
    if window.source is None:
        return found
    searched = search_rows(first, window.source, MAX_ROWS)
    # All rows of OneCMS print a time, those of the boxes around an empty list do not.
    has_rows = any(row.printed for row in searched.rows)
    is_dated = any(row.lead.published for row in found)
    ids = [window.source.article_id(row.lead.url) for row in found]
    if not has_rows or (is_dated and not searched.outdo(ids)):
        if found:
            window.source.count(BY_SELECTORS)
        return found
    window.source.count(WITHOUT_SELECTORS)
    rows = sorted(searched.rows, key=lambda row: row.id in searched.main)
    logger.warning("%s: selectors match %d rows; %d were found without them", first.url, len(found), len(rows))
    return [_row(row, number) for row in rows if (number := _NUMBER.search(row.id))]


def stated_channel(body: bytes) -> int | None:
    """Return the number of a page's section, from the addresses that its boxes load: the one that most of them name."""
    counts = Counter(int(match[1]) for match in _CHANNEL.finditer(body))
    del counts[0]  # the whole site
    return counts.most_common(1)[0][0] if counts else None


def _row(row: FoundRow, number: re.Match[str]) -> OneCmsRow:
    published, _ = moment_and_day(row.printed)
    modified, modified_on = change_and_day(row.printed)
    words = unicodedata.normalize("NFC", " ".join(islice(row.box.itertext(), _MOST_TEXTS)))
    is_sponsored = "tin tài trợ" in words.lower()
    lead = Lead(row.url, published, modified, is_sponsored, modified_on=modified_on, listed=row.stated)
    return OneCmsRow(int(number[0]), lead)
