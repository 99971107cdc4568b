"""Define `DatedPage`, which reads when a page was published and changed, from what it prints and what it states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain, islice
from typing import ClassVar, Literal, NamedTuple, TypeVar

from lxml import etree

from hanoi_press.items import Raw
from hanoi_press.pages import stated_dates
from hanoi_press.pages.document import Document, Element, text_of
from hanoi_press.pages.lookup import Lookup
from hanoi_press.pages.selectors import Select
from hanoi_press.pages.stated_dates import Correction, is_moment, proven
from hanoi_press.text import dates
from hanoi_press.text.normalize import clean, unescape

T = TypeVar("T")

TIME_ATTRIBUTES = ("datetime", "content", "data-datetime", "data-time", "data-timestamp", "data-date")

_MOST_DATES = 8  # elements checked for the date; a hostile page could have thousands
_SHORT_DATE = 60  # characters; a date beside the known one that is no sentence
_LONGEST_DATE = 150  # characters; a longer text is a paragraph
_MOST_UPDATES = 3  # elements beside which the update is looked for
_BESIDE = 4  # elements on either side of the date's, and of its parent, that may print the update
_MOST_BEFORE = timedelta(hours=1)  # by which an article's last change can precede its publication
_SMALL = 12  # texts of such an element that are read
_LONGEST_BESIDE = 200  # characters of such an element, its white space included
_DIGIT = re.compile(r"\d")


class PrintedUpdate(NamedTuple):
    """A printed date of the last change: the text, and its ISO 8601 form."""

    text: str
    moment: str


class DatedPage:
    """The dates of one page.

    A machine-readable moment counts if it agrees with the printed clock (within ten minutes: it has seconds). If it
    does not, the printed one is the publication: the stated one is of the record, which a migration can make years
    later. A wrong offset is corrected if the printed clock, or the time of the fetch, proves it.
    """

    DATE: ClassVar[Sequence[Select]] = ()
    NEAR: ClassVar[timedelta] = stated_dates.NEAR  # by which the stated moment may differ from the printed one
    META_IS_PREFERRED: ClassVar[bool] = False  # True if the head's time precedes the printed clock, as JSON-LD's does
    STATED_DAYS_APART: ClassVar[int] = 1  # by which the stated day may: a server's day may be UTC's
    fetched_at: str = ""  # UTC; a page is read without it in tests

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.raw = Raw()
        self.origin: dict[str, str] = {}
        self.publication: str | None = None  # as `published` returned it
        self.near = self.NEAR

    @cached_property
    def lookup(self) -> Lookup:
        """Searches in the whole page."""
        return Lookup(self.doc, self.doc.root)

    def first(self, field: str, *candidates: tuple[str, Callable[[], T | None]]) -> T | None:
        """Return the first candidate's value that is not empty, and record its origin in `origin`."""
        for origin, get in candidates:
            value = get()
            if value:
                self.origin[field] = origin
                return value
        return None

    def news(self, key: str) -> str | None:
        """Return a string of the JSON-LD article, its entities resolved."""
        value = self.doc.news.get(key)
        return unescape(value) if isinstance(value, str) else None

    # --- what the page prints -----------------------------------------------------------------------------------------

    def printed_date(self) -> str | None:
        """Return the printed date: of the first matches, one that is a publication, else a date, else the first."""
        update = None
        for text in islice(self.lookup.texts(self.DATE), _MOST_DATES):
            if dates.parse(text):
                if not dates.is_only_update(text):
                    return text
                update = update or text
        return update or self.lookup.text(self.DATE)

    @cached_property
    def printed(self) -> str | None:
        """The printed date; of a page that labels it as an update, and prints another date beside it, the latter."""
        printed = self.printed_date()
        if not dates.is_only_update(printed):
            return printed
        beside = (text for text in islice(self.update_texts(), 10 * _MOST_DATES) if len(text) <= _SHORT_DATE)
        return next((text for text in beside if dates.parse_line(text).published), printed)

    @cached_property
    def shown(self) -> str | None:
        """The printed date in Hanoi's time, in ISO 8601; an attribute's where the words are none ("5 phút trước")."""
        shown = dates.parse(self.printed)
        if shown is None and self.printed:
            elements = chain.from_iterable(self.lookup.elements(select)[:_MOST_DATES] for select in self.DATE)
            stated = (one.get(name) for one in elements for name in TIME_ATTRIBUTES)
            shown = next(filter(None, map(dates.parse_stated, stated)), None)
        return dates.in_hanoi(shown)

    def decides(self) -> Literal["always", "if earlier", "never"]:
        """Return when the printed date counts although a machine-readable one differs."""
        return "always" if self.printed and len(self.printed) <= _LONGEST_DATE else "never"

    def update_texts(self) -> Iterator[str]:
        """Yield texts that may print the last change: the date's matches, and the elements beside them."""
        for select in self.DATE:
            for element in self.lookup.elements(select)[:_MOST_UPDATES]:
                yield text_of(element)
                yield from _beside(element)

    @cached_property
    def printed_update(self) -> PrintedUpdate | None:
        """The printed date of the last change, if the page prints another one of its publication or states that.

        A page whose only date is labelled "Cập nhật" states its publication so, as far as it tells.
        """
        texts = dict.fromkeys(filter(None, [self.printed, *islice(self.update_texts(), 10 * _MOST_DATES)]))
        for text in texts:
            if len(text) > _LONGEST_DATE or not dates.mentions_update(text):
                continue
            line = dates.parse_line(text)
            if not line.has_day and self.printed:  # "Cập nhật 09:30": on the day of the publication
                line = dates.parse_line(f"{self.printed} | {text}")
            if line.modified:
                return PrintedUpdate(text, line.modified)
        return None

    # --- what it states -----------------------------------------------------------------------------------------------

    def stated(self, key: str) -> str | None:
        """Return a date of the JSON-LD article with the offset that it states."""
        value = self.doc.news.get(key)
        return dates.parse_stated(unescape(value) if isinstance(value, str) else value)

    def meta_date(self, name: str) -> str | None:
        """Return a meta tag's date in ISO 8601, with the offset that it states."""
        return dates.parse_stated(self.doc.meta(name))

    def printed_meta(self, name: str) -> str | None:
        """Return a meta tag's content as printed; None if it is empty."""
        return self.doc.meta(name) or None

    @cached_property
    def _of_json_ld(self) -> str | None:
        return self.stated("datePublished")

    @cached_property
    def _of_meta(self) -> str | None:
        return self.meta_date("article:published_time")

    def published(self) -> str | None:
        """Return when it was published. JSON-LD that agrees with print is preferred: it has seconds and an offset."""
        self.raw.published = self.printed or self.news("datePublished") or self.printed_meta("article:published_time")
        self.publication = self.first(
            "published_at",
            ("json-ld", lambda: self.agreed(self._of_json_ld)),
            ("meta", lambda: self.agreed(self._of_meta) if self.META_IS_PREFERRED else None),
            ("css", lambda: self.shown if is_moment(self.shown) else None),
            ("meta", lambda: self.agreed(self._of_meta)),
            ("css", lambda: self.shown),
            ("meta", lambda: self._of_meta),
            ("json-ld", lambda: self._of_json_ld),
        )
        return self.publication

    def agreed(self, stated: str | None) -> str | None:
        """Return a stated moment of publication in Hanoi's time; None if it is none, or the printed date counts."""
        if not stated or not is_moment(stated):
            return None
        if found := proven(stated, self.shown, self.near):
            return found.apply(stated)
        moment = dates.in_hanoi(stated) or stated
        decides = self.decides() if self.shown and not dates.is_only_update(self.printed) else "never"
        if decides == "never" or not self.shown:
            return moment
        apart = stated_dates.days_apart(moment, self.shown)
        if is_moment(self.shown):
            differs = decides == "always" or moment > self.shown
        else:
            differs = apart > self.STATED_DAYS_APART or (decides == "always" and -apart > self.STATED_DAYS_APART)
        return None if differs else moment

    def modified(self) -> str | None:
        """Return when it was last changed: as the page states it, else as it prints it."""
        self.raw.modified = self.news("dateModified") or self.printed_meta("article:modified_time")
        changed = self.first(
            "modified_at",
            ("json-ld", lambda: self.changed(self.stated("dateModified"), "json-ld")),
            ("meta", lambda: self.changed(self.meta_date("article:modified_time"), "meta")),
            ("css", self._update_beside_publication),
        )
        if self.origin.get("modified_at") == "css" and self.printed_update:
            self.raw.modified = self.printed_update.text
        return changed

    def changed(self, stated: str | None, origin: str) -> str | None:
        """Return a stated date of the last change in Hanoi's time, its offset corrected if the page proves it wrong."""
        if not stated or not is_moment(stated):
            return stated
        for correction in self._corrections(stated, origin):
            moment = correction.apply(stated)
            if not correction.shift or not self._precedes_publication(moment):
                return moment
        return dates.in_hanoi(stated)

    def _corrections(self, stated: str, origin: str) -> Iterator[Correction]:
        """Yield the corrections of the offset of a stated change, the best proven first.

        Its own printed clock proves most, then what the same kind of metadata states of the publication, then the other
        kind; last, that it would lie after the fetch.
        """
        if not stated.endswith("+07:00") and (update := self.printed_update):
            yield from filter(None, [proven(stated, update.moment)])
        published = (self._of_json_ld, self._of_meta) if origin == "json-ld" else (self._of_meta, self._of_json_ld)
        for one in published:
            if (found := proven(one, self.shown)) and found.fits(stated):
                yield found
        if found := stated_dates.local_if_ahead(stated, self.fetched_at):
            yield found

    def _precedes_publication(self, changed: str) -> bool:
        """Return True if a change lies so far before the publication that its offset is another than assumed."""
        if self.publication is None or not is_moment(self.publication):
            return False
        return datetime.fromisoformat(self.publication) - datetime.fromisoformat(changed) > _MOST_BEFORE

    def _update_beside_publication(self) -> str | None:
        """Return the printed update in Hanoi's time, unless it is before the publication or is all that tells of it."""
        update = self.printed_update
        moment = dates.in_hanoi(update.moment) if update else None
        if update is None or moment is None or self.publication is None:
            return None
        length = 16 if is_moment(moment) and is_moment(self.publication) else 10
        is_later = moment[:length] > self.publication[:length]
        is_all = dates.is_only_update(self.printed)
        return moment if is_later or (moment[:length] == self.publication[:length] and not is_all) else None


def _beside(element: Element) -> Iterator[str]:
    """Yield the words of the small elements beside one, and beside its parent, that may be or qualify a date."""
    parent = element.getparent()
    for one in (element,) if parent is None else (element, parent):
        siblings = chain(*(islice(one.itersiblings("*", preceding=preceding), _BESIDE) for preceding in (False, True)))
        words = (" ".join(islice(sibling.itertext(etree.Element), _SMALL)) for sibling in siblings)
        printed = chain(words, [one.tail or ""])
        yield from (clean(text) for text in printed if len(text) <= _LONGEST_BESIDE and _DIGIT.search(text))
