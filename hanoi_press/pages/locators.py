"""Name an element of a page by CSS that finds it, and nothing else, on other pages of the same make.

The forms, the likeliest to last first: `tag#id`, `tag.class`, `tag.class.class`, the path from the nearest ancestor
that has such a name, from the headline over its next siblings, and from `body`. Steps of a path count with
`:nth-of-type`. Names that look as if a machine made them come after those that a person wrote; names with a number
that may be the article's are not used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import combinations, islice

from hanoi_press.pages.document import Element, is_larger
from hanoi_press.pages.selectors import Select, css

MOST_CANDIDATES = 8  # of one element
LONGEST = 200  # characters of a locator
BY_NAME = 3  # the greatest rank of a locator with a name in it
_MOST_CLASSES = 6  # of an element
_MOST_STEPS = 8  # of a path
_MOST_SIBLINGS = 60  # of the same tag that are counted
_MOST_ELEMENTS = 150  # of an ancestor in which the element's name is looked for
_MOST_UP = 5  # ancestors that are looked at for a name
_MOST_BESIDE = 4  # siblings between the headline and the element
_NAME = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]{0,59}", re.A)
_TAG = re.compile(r"[a-z][a-z0-9-]{0,29}", re.A)
_NUMBERED = re.compile(r"\d{4}")  # may be the article's id, or its day
_MADE = re.compile(r"\d[a-z]+\d|[a-z]\d[a-z]|__[A-Za-z0-9]*[A-Z0-9]|(?:^|-)(?:css|sc|jsx|svelte)-", re.A)
_UNIQUE_TAGS = frozenset({"h1", "main", "article"})

compiled: Callable[[str], Select] = lru_cache(maxsize=512)(css)


class NameCounts:
    """How many elements of a page have each name: `tag.class` and `tag#id`. `attributes` counts tag, class and id."""

    def __init__(self) -> None:
        self.attributes: Counter[tuple[str, str | None, str | None]] = Counter()

    @cached_property
    def _numbers(self) -> Counter[str]:
        numbers: Counter[str] = Counter()
        for (tag, classes, own_id), number in self.attributes.items():
            for name in _names(tag, classes, own_id):
                numbers[name] += number
        return numbers

    def has_one(self, tag: str) -> bool:
        """Return True if one element of the page has a tag; not for tags without class and id but `h1`."""
        return sum(number for key, number in self.attributes.items() if key[0] == tag) == 1

    def is_unique(self, name: str) -> bool:
        """Return True if one element of the page has a name. To be asked when all are counted."""
        return self._numbers[name] == 1


def names_of(element: Element) -> list[str]:
    """Return the names of an element, its id first: `tag#id`, `tag.class` …; [] for one without a usable name."""
    return _names(element.tag, element.get("class"), element.get("id"))


def _names(tag: str, classes: str | None, own_id: str | None) -> list[str]:
    found = [f"{tag}#{own_id}"] if own_id and len(own_id) <= 60 and _is_usable(own_id) else []
    if classes:
        tokens = dict.fromkeys(classes.split(None, _MOST_CLASSES)[:_MOST_CLASSES])
        found += [f"{tag}.{token}" for token in tokens if len(token) <= 60 and _is_usable(token)]
    return found if found and _TAG.fullmatch(tag) else []


@lru_cache(maxsize=4096)
def _is_usable(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and _NUMBERED.search(name) is None


@lru_cache(maxsize=4096)
def rank(locator: str) -> int:
    """Return how likely a locator lasts, 0 the likeliest; ties are for the counts to decide."""
    if locator.startswith("body >"):
        return 6
    if ":nth-of-type" in locator or " + " in locator:
        return 5 if " + " in locator else 4
    if " " in locator:
        return 3
    if _MADE.search(locator):
        return 2
    return 0 if "#" in locator else 1


def candidates(element: Element, names: NameCounts, headline: Element | None) -> list[str]:
    """Return the locators by which the element alone is found on its page, the likeliest to last first."""
    tag = element.tag
    if not isinstance(tag, str) or not _TAG.fullmatch(tag):
        return []
    found = sorted(_by_names(element, names), key=rank)
    found += _by_ancestor(element, names)
    found += _by_headline(element, headline) if names.has_one("h1") else ()
    found += _by_path(element)
    return [one for one in dict.fromkeys(found) if len(one) <= LONGEST][:MOST_CANDIDATES]


def _by_names(element: Element, names: NameCounts) -> list[str]:
    own = names_of(element)
    found = [one for one in own if names.is_unique(one)]
    if not found:  # two classes may name together what none does alone; the page has to show that
        classes = [one.partition(".")[2] for one in own if "." in one][:4]
        root = element.getroottree().getroot()
        for first, second in combinations(classes, 2):
            query = f"{element.tag}.{first}.{second}"
            if len(compiled(query)(root)) == 1:
                found.append(query)
                break
    return found


def _by_ancestor(element: Element, names: NameCounts) -> Iterator[str]:
    """Yield the path from the nearest ancestor with a name of its own."""
    steps = _step(element)
    named = [one for one in names_of(element) if _is_alone(element, one)][:1]
    for ancestor in islice(element.iterancestors("*"), _MOST_UP):
        if steps is None or ancestor.tag in ("body", "html"):
            return
        own = sorted((one for one in names_of(ancestor) if names.is_unique(one)), key=rank)
        if own:
            yield from (f"{own[0]} {one}" for one in named)
            yield f"{own[0]} > {steps}"
            return
        named = [one for one in named if _is_alone(ancestor, one)]
        step = _step(ancestor)
        steps = f"{step} > {steps}" if step else None


def _is_alone(element: Element, name: str) -> bool:
    """Return True if no sibling, nor anything in one of the few next to it, has a name of the element's."""
    parent = element.getparent()
    if parent is None or len(parent) > _MOST_SIBLINGS or is_larger(parent, _MOST_ELEMENTS):
        return False
    return sum(name in names_of(one) for one in parent.iter(name.partition(".")[0].partition("#")[0])) == 1


def _by_headline(element: Element, headline: Element | None) -> Iterator[str]:
    """Yield the path from the page's `h1` over the siblings that follow it."""
    if headline is None or headline is element or headline.tag != "h1":
        return
    path = ""
    for one in (element, *islice(element.iterancestors("*"), _MOST_UP)):
        before = list(islice(one.itersiblings("*", preceding=True), _MOST_BESIDE))
        if headline in before:
            between = reversed(before[: before.index(headline)])
            yield " + ".join(["h1", *(str(beside.tag) for beside in between), str(one.tag)]) + path
            return
        step = _step(one)
        if step is None:
            return
        path = f" > {step}{path}"


def _by_path(element: Element) -> Iterator[str]:
    """Yield the path from `body`, if it is short."""
    steps: list[str] = []
    for one in (element, *islice(element.iterancestors("*"), _MOST_STEPS)):
        if one.tag == "body":
            if steps:
                yield " > ".join(["body", *reversed(steps)])
            return
        step = _step(one)
        if step is None:
            return
        steps.append(step)


def _step(element: Element) -> str | None:
    """Return `tag:nth-of-type(n)`; None for an element with very many siblings before it."""
    tag: str = element.tag
    if not _TAG.fullmatch(tag):
        return None
    before = sum(1 for _ in islice(element.itersiblings(tag, preceding=True), _MOST_SIBLINGS))
    if tag in _UNIQUE_TAGS and not before and next(element.itersiblings(tag), None) is None:
        return tag
    return f"{tag}:nth-of-type({before + 1})" if before < _MOST_SIBLINGS else None
