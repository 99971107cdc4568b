"""Define `LearntTemplate`: where the fields of one source's pages stand, as learnt from pages that were read before.

A locator counts on a page only if it matches exactly one element with words: two matches are no match.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from hanoi_press.pages.document import Document, Element
from hanoi_press.pages.locators import compiled

FIELDS = ("title", "summary", "published", "authors", "attribution", "section", "tags", "body")
MAY_LACK = frozenset({"summary", "authors", "attribution"})  # a page without one tells of what finds it elsewhere
DROP = "drop"  # the key of the boxes inside the body that are no text
_MOST_MATCHES = 50  # of a locator that are looked at: a hostile page has thousands


class LearntTemplate(NamedTuple):
    """The locators of each field, the most reliable first, and of boxes inside the body: no text, or captions.

    `ruled`: the fields for which a person wrote selectors; these count as a page class's do, however many elements they
    match. `pages`: the number of pages that it was learnt from. It is small, because it travels with each page.
    """

    fields: dict[str, tuple[str, ...]] = {}
    drops: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    ruled: frozenset[str] = frozenset()
    pages: int = 0

    def locators(self, field: str) -> tuple[str, ...]:
        """Return the locators of a field; () if it is not known where it stands."""
        return self.fields.get(field, ())


def digest(template: LearntTemplate) -> str:
    """Return a digest of what the template finds: it changes with the set of its locators, not with counts or days."""
    lines = [f"{field} {one}" for field, found in template.fields.items() for one in found]
    lines += [f"caption {one}" for one in template.captions]
    lines += [f"{DROP} {one}" for one in template.drops] + [f"ruled {one}" for one in template.ruled]
    return blake2b("\n".join(sorted(lines)).encode(), digest_size=8).hexdigest()


def matches(locator: str, doc: Document, part: Element | None = None) -> list[Element]:
    """Return the elements with words that a locator matches on a page, or in a part of it; of thousands the first."""
    select = compiled(locator)
    if not doc.may_match(select):
        return []
    found = select(doc.root if part is None else part)
    return [one for one in islice(found, _MOST_MATCHES) if has_words(one)]


def has_words(element: Element) -> bool:
    """Return True if there is any text in an element."""
    return any(map(str.strip, element.itertext("*")))


def elements_of(template: LearntTemplate, field: str, doc: Document) -> list[Element]:
    """Return the element of a field: of the first locator that matches exactly one; [] if none does.

    For a field that a person ruled, the matches of the first selector that has any.
    """
    for locator in template.locators(field):
        found = matches(locator, doc)
        if len(found) == 1 or (found and field in template.ruled):
            return found
    return []


def fields_by(template: LearntTemplate, doc: Document) -> dict[str, list[Element]]:
    """Return the elements of all fields that the template finds on a page."""
    found = ((field, elements_of(template, field, doc)) for field in FIELDS)
    return {field: elements for field, elements in found if elements}


def dropped_by(template: LearntTemplate, doc: Document, body: Element) -> set[Element]:
    """Return the boxes inside the body that the template knows to be no text, but none that holds most of it."""
    found = {one for locator in template.drops for one in matches(locator, doc, body)}
    found.discard(body)
    most = _length(body) / 2 if found else 0
    return {one for one in found if _length(one) <= most}


def _length(element: Element) -> int:
    return sum(map(len, element.itertext("*")))
