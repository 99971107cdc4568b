"""Recognise declarations, class names and rules of style sheets that hide an element from a reader."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple

# Names with which Bootstrap, Tailwind, WordPress, Drupal, SharePoint, Liferay, Foundation and others hide an element.
_HIDING_CLASSES = frozenset(
    (
        "hidden hide d-none invisible is-hidden u-hidden element-hidden element-invisible display-none "
        "sr-only sr-only-focusable visually-hidden visually-hidden-focusable visuallyhidden u-visually-hidden "
        "cdk-visually-hidden a11y-hidden screen-reader-text screen-reader-only screen-reader show-for-sr offscreen "
        "off-screen assistive-text slds-assistive-text hide-accessible aui-helper-hidden ui-helper-hidden "
        "ui-helper-hidden-accessible ms-hidden ms-hide ms-accessible uk-hidden visible-print visible-print-block "
        "visible-print-inline print-only only-print show-for-print "
        # a font draws their words ("share") as icons
        "material-icons material-icons-outlined material-symbols-outlined material-symbols-rounded google-symbols"
    ).split()
)
# Names that show it again on a desktop's screen ("d-md-block", "lg:flex").
_SHOWS = re.compile(
    r"(?:d-(?:sm|md|lg|xl|xxl)-(?!none|print)[\w-]+|(?:sm|md|lg|xl|2xl):(?!hidden\b|invisible\b)"
    r"(?:(?:inline-)?(?:block|flex|grid|table)|inline|contents|visible|not-sr-only|table-[\w-]+)|not-sr-only)"
)
# Names of what is shown on small screens only, besides the same words for others.
_MOBILE_ONLY = re.compile(
    r"(?:d-(?:sm|md|lg|xl)-none|(?:sm|md|lg|xl):hidden|visible-(?:xs|sm|phone|mobile)(?:-[\w-]+)?|show-for-small-only"
    r"|(?:show|only|visible)-(?:on-)?(?:mobile|mb|sp)|(?:mobile|mb|sp)-only|(?:is-)?hid(?:e|den)-(?:on-)?(?:desktop|pc)"
    r"|h-show-mobile|hidden-(?:md|lg))"
)
_ZERO = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?")
_TINY = re.compile(r"[01](?:\.0+)?(?:px|pt|em|rem|%)?")
_OFF_SCREEN = re.compile(r"-(?:\d{4,}|999)(?:\.\d+)?(?:px|pt)?|-\d{3,}(?:\.\d+)?(?:r?em|%|v[wh])|-9{3}[\w%]*")
_CLIPPED = re.compile(r"rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)|inset\(\s*(?:50|100)%\s*\)")
_SUPPORTED = re.compile(r"(?P<compounds>[\w.#*\s>-]+)")
_COMPOUND = re.compile(r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<names>(?:[.#][\w-]+)*)")
_NAME = re.compile(r"[.#][\w-]+")
_STATES = frozenset({".js", ".no-js", ".nojs", ".no-touch", ".loading"})  # of the page, set or removed by its scripts
_DESKTOP_MEDIA = re.compile(
    r"@media\s+(?:only\s+)?(?:screen|all)\s*(?:and\s*\(\s*min-width[^)]*\)\s*)?$|@media\s*\(\s*min-width[^)]*\)\s*$|@(?:supports|layer)\b.*",
    re.I,
)
_LONGEST_SHEET = 20_000  # characters; a longer sheet is a framework's
_MOST_RULES = 1000
_MOST_KNOWN = 4096
_MOST_STEPS = 200  # from an element to its ancestors


@lru_cache(maxsize=4096)  # styles and classes recur
def hiding_way(style: str) -> str:
    """Return how declarations hide an element: "display" for good, "font", "visibility" and "opacity" for what is in it
    unless that states otherwise, "fading" until a script shows it; "" if they do not.
    """
    lower = style.lower()
    stated = _declarations(lower)
    if (
        stated.get("display") == "none"
        or stated.get("content-visibility") == "hidden"
        or stated.get("mso-hide") == "all"
    ):
        return "display"
    if _is_without_size(stated) or _is_off_screen(stated):
        return "display"
    if _ZERO.fullmatch(stated.get("font-size", "1")):
        return "font"
    if stated.get("color") == "transparent" and "background-clip" not in lower and "text-shadow" not in lower:
        return "display"
    if stated.get("visibility") in ("hidden", "collapse"):
        return "fading" if "transform" in stated or "animation" in lower else "visibility"
    if _ZERO.fullmatch(stated.get("opacity", "1")):
        return "fading" if {"transform", "transition"} & stated.keys() or "animation" in lower else "opacity"
    return ""


def _declarations(style: str) -> dict[str, str]:
    """Return the last value of each property; one marked `!important` is kept against later ones."""
    stated: dict[str, str] = {}
    important = set()
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip()
        value, mark, _ = value.partition("!")
        if not colon or (name in important and not mark):
            continue
        if mark:
            important.add(name)
        stated[name] = value.strip()
    return stated


def _is_without_size(stated: dict[str, str]) -> bool:
    """Return True for a box without width or height, unless its padding is the height, as around a video."""
    if not stated.get("overflow", "").startswith(("hidden", "clip")) or any("padding" in one for one in stated):
        return False
    width, height = stated.get("width"), stated.get("height")
    if height is not None and _ZERO.fullmatch(height):
        return True
    if width is not None and _ZERO.fullmatch(width):
        return True
    return bool(width and height and _TINY.fullmatch(width) and _TINY.fullmatch(height))


def _is_off_screen(stated: dict[str, str]) -> bool:
    if _OFF_SCREEN.fullmatch(stated.get("text-indent", "")):
        return True
    if _CLIPPED.fullmatch(stated.get("clip-path", "")):
        return True
    if stated.get("position") not in ("absolute", "fixed"):
        return False
    if _CLIPPED.fullmatch(stated.get("clip", "")):
        return True
    return any(_OFF_SCREEN.fullmatch(stated.get(side, "")) for side in ("left", "top", "right"))


@lru_cache(maxsize=4096)
def class_way(classes: str) -> str:
    """Return "hidden" if a value of `class` has a name that hides the element on a desktop's screen, "shown" if it has
    one that shows it there, "mobile" if one that shows it on small screens only; "" for all others.
    """
    names = classes.split()
    if any(map(_SHOWS.fullmatch, names)):
        return "shown"
    if not _HIDING_CLASSES.isdisjoint(names):
        return "hidden"
    return "mobile" if any(map(_MOBILE_ONLY.fullmatch, names)) else ""


class Compound(NamedTuple):
    """A part of a selector: a tag ("" for any), and classes and ids that the element must have."""

    tag: str
    names: frozenset[str]

    def matches(self, element: Any) -> bool:
        """Return True if the element has this tag and these names."""
        return (not self.tag or element.tag == self.tag) and self.names <= names_of(element)


def names_of(element: Any) -> set[str]:
    """Return the classes of an element as ".name" and its id as "#name"."""
    names = {f".{one}" for one in (element.get("class") or "").split()}
    if own := element.get("id"):
        names.add(f"#{own}")
    return names


Rules = dict[str, list[tuple[Compound, ...]]]  # selectors by a name of their last part


class SheetRules(NamedTuple):
    """The simple rules (names, tags, descendants) of a page's own style sheets that hide or show elements."""

    hides: Rules
    shows: Rules
    known: dict[str, bool]  # whether a value of `class` has a name that a rule hides; classes recur

    def hide(self, element: Any) -> bool:
        """Return True if a rule hides the element and none shows it."""
        if not self.names_one(element.get("class"), element.get("id")):
            return False
        names = names_of(element)
        return _match(self.hides, names, element) and not _match(self.shows, names, element)

    def names_one(self, classes: str | None, own_id: str | None) -> bool:
        """Return True if a rule that hides names one of these classes, or this id."""
        return (classes is not None and self.may_hide(classes)) or (own_id is not None and f"#{own_id}" in self.hides)

    def may_hide(self, classes: str) -> bool:
        """Return True if a value of `class` has a name that some rule hides."""
        found = self.known.get(classes)
        if found is None:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            found = self.known[classes] = any(f".{one}" in self.hides for one in classes.split())
        return found


@lru_cache(maxsize=64)  # the pages of a site have the same sheets
def sheet_rules(sheets: tuple[str, ...]) -> SheetRules | None:
    """Return what a page's style sheets hide and show; None if they hide nothing."""
    hides: Rules = defaultdict(list)
    shows: Rules = defaultdict(list)
    every = chain.from_iterable(_rules(one) for one in sheets if len(one) < _LONGEST_SHEET)
    for prelude, block, is_for_desktops in islice(every, _MOST_RULES):
        way = hiding_way(block) if is_for_desktops else ""
        if way in ("display", "visibility", "font"):
            rules = hides
        elif not way and ("display" in block or "visibility" in block or "opacity" in block):
            rules = shows
        else:
            continue
        for selector in prelude.split(","):
            if parts := _compounds(selector.strip()):
                rules[min(parts[-1].names)].append(parts)
    return SheetRules(dict(hides), dict(shows), {}) if hides else None


def _match(rules: Rules, names: set[str], element: Any) -> bool:
    return any(_matches(one, element) for name in names if name in rules for one in rules[name])


def _compounds(selector: str) -> tuple[Compound, ...]:
    """Return the parts of a selector, the element's own last; () if it is not simple or names nothing."""
    if not _SUPPORTED.fullmatch(selector):
        return ()
    parts = []
    for one in selector.replace(">", " ").split():
        match = _COMPOUND.fullmatch(one)
        if match is None:
            return ()
        names = frozenset(_NAME.findall(match["names"]))
        if names & _STATES:
            return ()
        parts.append(Compound((match["tag"] or "").lower().strip("*"), names))
    return tuple(parts) if parts and parts[-1].names else ()


def _matches(parts: tuple[Compound, ...], element: Any) -> bool:
    if not parts[-1].matches(element):
        return False
    left = list(parts[:-1])
    for steps, outer in enumerate(element.iterancestors() if left else ()):
        if steps >= _MOST_STEPS:
            return False
        if left[-1].matches(outer):
            left.pop()
            if not left:
                break
    return not left


def _rules(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """Yield selectors and declarations of each rule, and whether it holds on a desktop's screen."""
    around: list[bool] = []  # for each open @media: whether it holds
    start, last = 0, ""
    sheet = _without_comments(sheet)
    for brace in re.finditer(r"[{}]", sheet):
        words = sheet[start : brace.start()].strip()
        start = brace.end()
        if brace[0] == "{":
            prelude = words.rpartition(";")[2].strip()
            if prelude.startswith("@"):
                around.append(_DESKTOP_MEDIA.match(prelude) is not None)
                prelude = ""
            else:
                around.append(True)
            last = prelude
            continue
        if around:
            around.pop()
            if words and last:
                yield last, words, all(around)
        last = ""


def _without_comments(sheet: str) -> str:
    parts, read = [], 0
    while (start := sheet.find("/*", read)) >= 0:
        parts.append(sheet[read:start])
        end = sheet.find("*/", start + 2)
        if end < 0:
            return " ".join(parts)
        read = end + 2
    return " ".join([*parts, sheet[read:]])
