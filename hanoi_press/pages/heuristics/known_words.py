"""Collect what is known of an article before its page is looked at: address, list, window, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from hanoi_press.items import Listed
from hanoi_press.pages.document import Document
from hanoi_press.text.normalize import clean, fold, unescape

_ENDING = re.compile(r"\.(?:html?|aspx|php|chn|vgp|jsp|epi|tpo|amp)$", re.I)
_NUMBERS = re.compile(r"(?:[-_.]?(?:d|i|a|post|ar|id)?\d{3,})+$", re.I)
_JOINTS = re.compile(r"\s+(?:[|–—:»›-]|::|>>|•|\*\|\*)\s+|\s*[|»•]\s*")
_SHORTEST = 8  # letters of a headline
_ALIKE = 15  # first letters that two statements of a headline have in common
_LONGEST = 2000
_CUT = ("…", "...")


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A statement of the headline, folded; `weight` says how much it counts, `is_cut` that its end is missing."""

    words: str
    weight: float
    is_cut: bool = False

    def fits(self, folded: str) -> float:
        """Return the weight if the folded words are the statement, a part of it if they begin alike; else 0."""
        if folded == self.words:
            return self.weight
        shorter, longer = sorted((folded, self.words), key=len)
        if len(shorter) >= _ALIKE and longer.startswith(shorter):
            if self.is_cut and folded is longer:
                return self.weight
            share = len(shorter) / len(longer)
            return self.weight * share / 2 if share > 0.5 else 0
        return 0


def window_parts(title: str) -> list[str]:
    """Return a window's title without what stands behind its last joint, and then that."""
    joint = next(reversed(list(_JOINTS.finditer(title))), None)
    return [title] if joint is None else [title[: joint.start()], title[joint.end() :]]


def split_title(title: str) -> list[str]:
    """Return the parts of a window's title, of its first 2,000 characters."""
    return [part for one in _JOINTS.split(clean(title)[:_LONGEST]) if (part := one.strip())]


class KnownWords:
    """What is stated of the article outside the page's lines."""

    def __init__(self, doc: Document, url: str, listed: Listed | None) -> None:
        self.doc = doc
        self.listed = listed or Listed()
        self._url = url

    @cached_property
    def slug(self) -> str:
        """The words of the address, folded, without numbers and ending."""
        parts = [one for one in unquote(urlsplit(self._url).path).split("/") if one]
        found = [fold(_NUMBERS.sub("", _ENDING.sub("", one))) for one in parts[-2:]]
        return max(found, key=len, default="") if found and len(found[-1]) < _SHORTEST else (found or [""])[-1]

    @cached_property
    def window(self) -> str:
        """The words of the window's title."""
        return clean(self.doc.root.findtext(".//title") or "")[:_LONGEST]

    @cached_property
    def titles(self) -> list[KnownTitle]:
        """The statements of the headline."""
        return [one for one in self._titles() if len(one.words) >= _SHORTEST]

    def _titles(self) -> Iterator[KnownTitle]:
        if self.listed.title:
            title = self.listed.title
            yield KnownTitle(fold(title), 4, title.endswith(_CUT))
        if len(self.slug) >= 15:
            yield KnownTitle(self.slug, 4, True)
        metas = (self.doc.news.get("headline"), self.doc.meta("og:title"), self.doc.meta("twitter:title"))
        stated = [unescape(one) for one in metas if isinstance(one, str) and one]
        for title in dict.fromkeys(stated):
            yield from self._parts(title, 3)
        yield from self._parts(self.window, 3)

    def _parts(self, title: str, weight: float) -> Iterator[KnownTitle]:
        """Yield a title whole, and without what stands before its first or behind its last joints."""
        title = title[:_LONGEST]
        yield KnownTitle(fold(title), weight, title.endswith(_CUT))
        joints = list(_JOINTS.finditer(title))
        for joint in joints[-3:]:
            yield KnownTitle(fold(title[: joint.start()]), weight * 0.9)
        for joint in joints[:3]:
            yield KnownTitle(fold(title[joint.end() :]), weight * 0.8)

    @cached_property
    def _beginnings(self) -> set[str]:
        return {one.words[:_ALIKE] for one in self.titles}

    def title_weight(self, folded: str) -> float:
        """Return how well folded words agree with the statements of the headline."""
        if len(folded) < _SHORTEST or folded[:_ALIKE] not in self._beginnings:
            return 0
        return sum(one.fits(folded) for one in self.titles)

    def is_slug(self, folded: str) -> bool:
        """Return True for folded words that are the whole address in words."""
        return len(folded) >= _ALIKE and folded == self.slug

    def is_of_host(self, words: str) -> bool:
        """Return True if words are hardly more than the host's name, as the site's name is: "Hội Làng nghề"."""
        letters = "".join(fold(words).split())
        return len(letters) >= _SHORTEST and any(
            len(label) >= _SHORTEST and (label in letters or letters in label) and len(label) * 5 > len(letters) * 3
            for label in self._host
        )

    @cached_property
    def _host(self) -> list[str]:
        host = urlsplit(self._url).hostname or ""
        return ["".join(fold(label).split()) for label in host.split(".")[:-1]]

    @cached_property
    def summaries(self) -> list[str]:
        """The statements of the summary, as stated."""
        doc = self.doc
        stated = (
            self.listed.summary,
            doc.news.get("description"),
            *(doc.meta(name) for name in ("description", "og:description", "twitter:description")),
        )
        found = (unescape(one) for one in stated if isinstance(one, str) and one)
        return [one for one in dict.fromkeys(found) if one]
