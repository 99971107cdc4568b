"""Define `LineFields`, which reads dates, authors and attribution from the lines around headline and body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar, Literal

from hanoi_press.items import Attribution, Listed
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.dated_page import PrintedUpdate
from hanoi_press.pages.document import Element
from hanoi_press.pages.heuristics.byline_words import outlet_in
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.marked_times import MarkedTime, marked_times, refined
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.printed_bylines import STRONG, Bylines
from hanoi_press.pages.heuristics.printed_dates import PrintedDate, find_dates
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.pages.heuristics.site_words import SiteWords
from hanoi_press.pages.heuristics.stated_fields import is_outlet_name, stated_date, stated_people, states_seconds
from hanoi_press.pages.heuristics.trails import breadcrumb, keywords
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.selectors import Select, css
from hanoi_press.pages.time_elements import CHANGED, date_of
from hanoi_press.text import bylines, dates
from hanoi_press.text.normalize import unescape

# Parts of addresses of thumbnails, in front of the original's path.
_THUMB = re.compile(r"/(?:thumb_w/\d+|zoom/\d+_\d+|thumbs/\d+x\d+|publish/thumbnail/\d+/[^/]+(?=/upload/))(?=/)")
_OWN_DATE = 3.0  # rank of a printed date that is the article's without doubt
_LEAST_DATE = 1.5
_MOST_CHANGED = 4  # elements


class LineFields(ArticlePage):
    """The fields that stand in lines near the headline and the body; the subclass says where these are."""

    DATE: ClassVar[Sequence[Select]] = (css("[itemprop=datePublished]"), css("time[datetime]"))
    AUTHOR: ClassVar[Sequence[Select]] = (
        css("[itemprop=author] [itemprop=name]"),
        css('a[rel="author"]'),
        css("[itemprop=author]"),
    )

    listed: Listed | None = None  # what a list stated of the article
    presented: Line | None = None  # the name in the author's box behind the text

    @cached_property
    def page(self) -> PageLines:
        """The lines of the page."""
        raise NotImplementedError

    @cached_property
    def found_headline(self) -> Headline | None:
        """The headline with its place among the lines."""
        raise NotImplementedError

    @cached_property
    def region(self) -> Region | None:
        """The body."""
        raise NotImplementedError

    @cached_property
    def dated(self) -> list[PrintedDate]:
        """The printed dates that may be the article's, the best first."""
        stated = (self.listed.published if self.listed else None, self._of_json_ld, self._of_meta)
        days = {(dates.in_hanoi(one) or one)[:10] for one in stated if one}
        return find_dates(self.page, self.found_headline, self.region, days, self.fetched_at, self._changed)

    @cached_property
    def _changed(self) -> dict[Element, None]:
        return dict.fromkeys(one for select in CHANGED for one in self.lookup.elements(select)[:_MOST_CHANGED])

    @cached_property
    def _own_dates(self) -> list[PrintedDate]:
        """The printed dates that may be the article's; those next to its headline only, if there are any."""
        likely = [one for one in self.dated if one.rank >= _LEAST_DATE]
        return [one for one in likely if one.rank >= _OWN_DATE] or likely

    @cached_property
    def _times(self) -> list[MarkedTime]:
        return marked_times(self.page, self.found_headline, self.region)

    @cached_property
    def _best(self) -> PrintedDate | None:
        """The likeliest printed date that is not marked as the change."""
        changed = {one.number for one in self._times if one.is_change} - {
            one.number for one in self._times if not one.is_change
        }
        own = (one for one in self._own_dates if one.line.number not in changed)
        has_other = any(not one.is_change for one in self._times)
        return next(own, None if has_other else next(iter(self._own_dates), None))

    @cached_property
    def _time(self) -> MarkedTime | None:
        return refined(self._best, self._times)

    def printed_date(self) -> str | None:
        """Return the date printed next to the headline; an attribute's where it states the same to the second."""
        if self._time is not None:
            return self._time.text
        return self._best.text if self._best is not None else None

    @cached_property
    def shown(self) -> str | None:
        """The printed date in Hanoi's time; an attribute's where the words are relative ("3 ngày trước")."""
        if self._time is not None and self._time.text == self.printed:
            return self._time.moment
        if self._best is not None and self._best.moment is not None and self._best.text == self.printed:
            return dates.in_hanoi(self._best.moment)
        return dates.in_hanoi(dates.parse(self.printed))

    def decides(self) -> Literal["always", "if earlier", "never"]:
        """Return "always" for a date next to the headline; one behind the body may be another article's."""
        if self._best is None:
            return "never" if self._time is None else "if earlier"
        is_behind = self.region is not None and self._best.line.number > self.region.last
        return "always" if self._best.rank >= _OWN_DATE and not is_behind else "never"

    @cached_property
    def printed_update(self) -> PrintedUpdate | None:
        """The date of an element marked as the last change, else what the lines next to the headline print."""
        marked = next(((one.text, one.moment) for one in self._times if one.is_change), None)
        marked = marked or next(filter(None, map(date_of, self._changed)), None)
        return PrintedUpdate(*marked) if marked is not None else super().printed_update

    def update_texts(self) -> Iterator[str]:
        """Yield the dated lines next to the headline."""
        yield from (one.text for one in self._own_dates)

    @cached_property
    def META_IS_PREFERRED(self) -> bool:  # type: ignore[override]
        """True if a meta tag states the moment to the second, with its offset: it tells more than print."""
        return states_seconds(self.doc)

    @cached_property
    def _of_meta(self) -> str | None:
        return self._stated_date[1] if self._stated_date else None

    @cached_property
    def _stated_date(self) -> tuple[str, str] | None:
        return stated_date(self.doc, self.lookup)

    def printed_meta(self, name: str) -> str | None:
        """Return a meta tag's content as printed; of the publication also what other tags and attributes state."""
        stated = self._stated_date if name == "article:published_time" else None
        return super().printed_meta(name) or (stated[0] if stated else None)

    def agreed(self, stated: str | None) -> str | None:
        """Return a stated moment in Hanoi's time; None if a list states the printed minute, and this is another."""
        listed = self.listed.published if self.listed else None
        if stated and listed and "T" in listed and self.shown and dates.in_hanoi(listed) == self.shown:
            return dates.in_hanoi(stated) if (dates.in_hanoi(stated) or "")[:16] == self.shown[:16] else None
        return super().agreed(stated)

    def published(self) -> str | None:
        """Return when it was published; the list's date if the page prints and states none."""
        own = super().published()
        listed = self.listed.published if self.listed else None
        if own is None and listed:
            self.publication = own = self.first("published_at", ("list", lambda: dates.in_hanoi(listed)))
        return own

    @cached_property
    def _bylines(self) -> Bylines:
        return Bylines(self.page, self.found_headline, self.region, self.presented)

    @cached_property
    def byline_lines(self) -> set[int]:
        """The numbers of the lines that name authors."""
        return {number for one in self._bylines.found for number in one.lines}

    def printed_authors(self) -> Iterator[str]:
        """Yield the bylines as printed, the likeliest first."""
        yield from (one.names for one in self._bylines.found if one.rank >= STRONG)
        yield from super().printed_authors()

    @cached_property
    def site_words(self) -> SiteWords:
        """What the page calls its site."""
        return SiteWords(self.doc, self.headline_words or "")

    def split_dateline(self, summary: str) -> tuple[str | None, str]:
        """Return a printed summary's dateline, also initials of the site's name, and the rest."""
        return self.site_words.dateline(summary)

    def authors(self, section: list[str]) -> list[str]:
        """Return the authors printed next to headline or body, else those that metadata states, else a likely line."""
        not_people = {name.lower() for name in section}
        weak = (one.names for one in self._bylines.found if one.rank < STRONG)
        ranked = (
            *(("css", printed) for printed in self.printed_authors()),
            ("json-ld", ", ".join(self.doc.news_authors)),
            *(("meta", stated) for stated in stated_people(self.doc)),
            *(("css", printed) for printed in weak),
        )
        for origin, printed in ranked:
            found = filter(self.site.is_person, bylines.authors(unescape(printed)))
            names = [
                name
                for name in found
                if name.lower() not in not_people and not is_outlet_name(name) and not self.site_words.are(name)
            ]
            if names:
                self.origin["authors"], self.raw.authors = origin, printed
                return names
        return []

    def closing_attribution(self, body: Prose) -> Attribution | None:
        """Return the origin that the body's last line, its signature or a line next to the headline states."""
        if found := super().closing_attribution(body):
            return found
        if name := outlet_in(body.signature or ""):
            return self.attributed(name, name, None)
        outlet = self._bylines.outlet
        return self.attributed(*outlet) if outlet else None

    def full_size(self, url: str) -> str:
        """Return a picture's address without the part that states the size of a thumbnail."""
        return _THUMB.sub("", url)

    def printed_section(self) -> list[str]:
        """Return the breadcrumb before the headline."""
        headline = self.found_headline
        if headline is None:
            return []
        return breadcrumb(self.page, self.doc, self.identity.url, range(headline.first, headline.end))

    def tags(self) -> list[str]:
        """Return the keywords behind the text, else those that links or metadata state."""
        region = self.region
        if region is not None and (names := keywords(self.page, region.first, region.last)):
            self.origin["tags"] = self.layer
            return names
        return super().tags()
