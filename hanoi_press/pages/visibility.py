"""Remove from a part of a page what a browser does not show.

A part stays if it holds the headline or most of the prose (a script shows it, as on AMP pages), if a reader can open it
(tabs, "read more", slides of an album), or if it only waits to be scrolled to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree

from hanoi_press.pages.hiding_styles import SheetRules, class_way, hiding_way, sheet_rules
from hanoi_press.pages.line_breaks import WORDS
from hanoi_press.text.normalize import fold

Element = Any

_OTHER_WAYS = frozenset({"style", "hidden", "popover", "aria-hidden"})
_NEVER_SHOWN = frozenset({"template", "datalist"})
_CLOSED = frozenset({"template", "datalist", "dialog"})
# Pictures wait hidden for their scripts; the others hold metadata or the whole page.
_KEPT = frozenset(
    "html head body main img picture source video audio iframe object embed noscript script style link meta title br "
    "svg math input".split()
)
_SHOWN_LATER = ("h1", "img", "video", "audio", "iframe", "object", "embed")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)\b", re.I)
_CONTROLS = ("a", "form", "input", "textarea", "button")
_CLOSED_BOX = re.compile(r"(?:^|[\s_-])(?:modal|popup|pop-up|lightbox|dialog|tooltip)(?:$|[\s_-])", re.I)
_OPENABLE = re.compile(
    r"(?:^|[\s_-])(?:collaps\w*|accordion|tab-?pane|tab-?panel|tab-?content|spoiler|faq\w*)"
    r"(?:$|[\s_-])",
    re.I,
)
_MAY_OPEN = re.compile(
    r"(?:^|[\s_-])(?:(?:read-?|show-?)?more(?:-?(?:text|content))?|panel(?:-?\w+)?|answers?|toggle\w*|expand\w*|slide-?down"
    r"|full-?text|hidden-?text)(?:$|[\s_-])",
    re.I,
)
_WAITS = re.compile(
    r"(?:^|[\s_-])(?:wow|aos|anim\w*|fade\w*|lazy\w*|reveal\w*|motion|scroll\w*|appear|elementor-invisible)(?:$|[\s_-])",
    re.I,
)
_TARGETS: Any = etree.XPath("descendant::*[@aria-controls or @data-target or @data-bs-target]")
_SIZED: Any = etree.XPath("boolean(descendant::*[self::img or contains(@style, 'font')])")
_VISIBLE: Any = etree.XPath("boolean(descendant::*[contains(@style, 'visible')])")
_LONG_TEXTS: Any = etree.XPath(
    "descendant::text()[string-length(.) > 60 and not(parent::script or parent::style or parent::noscript)]",
    smart_strings=False,
)
_BLOCKS = frozenset("p div ul ol li h2 h3 h4 h5 h6 section article table blockquote figure dl dt dd hr".split())
_MOST_CHECKED = 1000  # matches of a selector
_MOST_LEVELS = 3  # around a match that are looked at
_MOST_COPIES = 20  # of a page that are compared with the words around them


class Visibility:
    """What is hidden on one page, by its markup and its own style sheets."""

    def __init__(self, root: Element, sheets: Callable[[], Iterable[Element]] | None = None) -> None:
        """Read nothing yet; `sheets` returns the page's `style` elements, if they are known."""
        self._root = root
        self._sheets = sheets or (lambda: root.iter("style"))
        self._read: set[Element] = set()
        self._is_plain = False  # nothing is hidden on the whole page
        self._hidden: dict[Element, bool] = {}  # of fields and the boxes around them

    @cached_property
    def _rules(self) -> SheetRules | None:
        sheets = (
            one.text
            for one in self._sheets()
            if one.text
            and one.getparent().tag != "noscript"
            and (one.get("media") or "all").lower() in ("all", "screen")
        )
        return sheet_rules(tuple(sheets))

    def hides(self, element: Element) -> bool:
        """Return True if the element itself, whatever is in it, is not shown."""
        tag = element.tag
        if tag in _KEPT or not isinstance(tag, str) or not (element.keys() or tag in _CLOSED):
            return False
        if tag in _NEVER_SHOWN or (tag == "dialog" and element.get("open") is None):
            return True
        classes, style = element.get("class"), element.get("style")
        way = hiding_way(style) if style is not None else ""
        if way in ("visibility", "opacity", "fading"):
            return not _waits(element, way)
        if way == "font":
            return not _SIZED(element)
        if way or element.get("hidden", "until-found") != "until-found" or element.get("popover") is not None:
            return True
        named = class_way(classes) if classes is not None else ""
        if named:
            return named == "hidden"
        if classes is not None and element.get("aria-hidden") == "true" and _CLOSED_BOX.search(classes):
            return True
        return self._rules is not None and "display" not in (style or "") and self._rules.hide(element)

    def shown(self, found: list[Element]) -> list[Element]:
        """Return the elements that are shown, or all if none is, each without what is hidden in it.

        One that is hidden counts only if it may wait for a script: the headline, prose, media, documents.
        """
        if 1 < len(found) <= _MOST_CHECKED:
            shown = [one for one in found if not self.hides(one)]
            if len(shown) > 1 and any(map(self.hides, islice(shown[0].iterancestors(), _MOST_LEVELS))):
                shown = [one for one in shown if not any(map(self.hides, islice(one.iterancestors(), _MOST_LEVELS)))]
            found = shown or found
        if len(found) == 1 and self._is_unused(found[0]):
            return []
        for one in found:
            self.prune(one)
        return found

    def _is_unused(self, element: Element) -> bool:
        """Return True for a hidden field: it, or a box of nothing else than such fields around it, is not shown."""
        box = element
        for _ in range(_MOST_LEVELS):
            hidden = self._hidden.get(box)
            if hidden is None:
                hidden = self._hidden[box] = self.hides(box)
            if hidden:
                return element.tag != "h1" and not (
                    _LONG_TEXTS(box)
                    or next(box.iter(*_SHOWN_LATER), None) is not None
                    or any(_FILE.search(link.get("href") or "") for link in box.iter("a"))
                )
            box = box.getparent()
            if box is None:
                break
        return False

    def prune(self, part: Element) -> None:
        """Remove the hidden elements inside `part` from the tree."""
        if not len(part) or part in self._read:
            return
        self._read.add(part)
        copies: list[Element] = []
        for one in self.hidden_in(part, copies):
            _remove(one)
        for one in copies[:_MOST_COPIES]:
            if one is not part and _has_copy(one):
                _remove(one)

    def hidden_in(self, part: Element, copies: list[Element] | None = None) -> list[Element]:
        """Return the hidden elements inside `part`, the outermost only; [] if it has no other words.

        Those for small screens only are added to `copies`.
        """
        found = self._outermost(part, [] if copies is None else copies)
        if not found:
            return found
        found = _without_main_prose(part, [one for one in found if not self._is_needed(one)])
        return found if sum(map(_letters, found)) < _letters(part) else []

    def _outermost(self, part: Element, copies: list[Element]) -> list[Element]:
        found: list[Element] = []
        if self._is_plain:
            return found
        rules, hides = self._rules, self.hides
        for one in part.iter("*"):
            names = one.keys()
            if not names and one.tag not in _CLOSED:
                continue
            classes = one.get("class") if "class" in names else None
            way = class_way(classes) if classes is not None else ""
            if way == "mobile":
                copies.append(one)
            elif (
                (
                    way == "hidden"
                    or not _OTHER_WAYS.isdisjoint(names)
                    or (rules is not None and rules.names_one(classes, one.get("id") if "id" in names else None))
                    or one.tag in _CLOSED
                )
                and hides(one)
                and one is not part
                and not _is_inside_last(one, found)
            ):
                found.append(one)
        self._is_plain = part is self._root and not found and not copies
        return found

    def _is_needed(self, element: Element) -> bool:
        """Return True if a hidden element holds the headline, metadata, or what a reader can open."""
        if element.tag == "h1":
            return next(islice(self._root.iter("h1"), 1, None), None) is None
        if next(element.iter("h1"), None) is not None:
            return True
        names = f"{element.get('class') or ''} {element.get('role') or ''} {element.get('id') or ''}"
        is_openable = _OPENABLE.search(names) is not None or element.get("id") in self._openable
        if is_openable and next(element.iter(*_CONTROLS), None) is None:
            return True
        if is_openable or _MAY_OPEN.search(names) or _is_beside_button(element):
            return bool(_LONG_TEXTS(element))
        return _is_slide(element)

    @cached_property
    def _openable(self) -> set[str | None]:
        """The ids of the boxes that a button opens."""
        names = ("aria-controls", "data-target", "data-bs-target")
        targets = (one.get(name) for one in _TARGETS(self._root) for name in names)
        return {target.strip().removeprefix("#") for target in targets if target}


def _has_copy(element: Element) -> bool:
    """Return True if the element before or after it has the same words, for larger screens."""
    words = fold(WORDS(element))
    others = (one for one in (element.getprevious(), element.getnext()) if one is not None and isinstance(one.tag, str))
    return element.tag not in _KEPT and bool(words) and any(fold(WORDS(one)) == words for one in others)


def _is_inside_last(element: Element, found: list[Element]) -> bool:
    return bool(found) and any(outer is found[-1] for outer in element.iterancestors())


def _letters(element: Element) -> int:
    return len("".join(WORDS(element).split()))


def _waits(element: Element, way: str) -> bool:
    """Return True if a script shows the element when the page is loaded or scrolled."""
    if way == "visibility" and _VISIBLE(element):
        return True
    if way == "fading" or _WAITS.search(element.get("class") or ""):
        return True
    return any(
        name.startswith(("data-aos", "data-anim", "data-scroll", "data-wow", "data-sr")) for name in element.attrib
    )


def _is_beside_button(element: Element) -> bool:
    """Return True if the element directly before or after it is a button, or is clicked by a script."""
    return any(
        one is not None and (one.tag in ("button", "summary") or one.get("onclick") or one.get("role") == "button")
        for one in (element.getprevious(), element.getnext())
    )


def _is_slide(element: Element) -> bool:
    """Return True for a hidden picture of an album: a box next to it with the same tag and class has one too."""
    if next(element.iter("img"), None) is None:
        return False
    return any(
        one is not None and one.get("class") == element.get("class") and next(one.iter("img"), None) is not None
        for one in (element.getprevious(), element.getnext())
    )


def _without_main_prose(part: Element, found: list[Element]) -> list[Element]:
    """Return the hidden elements without those that hold most of the prose: a script shows them.

    Elements with the same tag, class and style are taken together.
    """
    sizes: Counter[tuple[str, str, str]] = Counter()
    kinds = {}
    for one in found:
        kinds[one] = kind = (one.tag, one.get("class") or "", one.get("style") or "")
        if texts := _LONG_TEXTS(one):
            sizes[kind] += sum(map(len, texts))
    hidden = sum(sizes.values())
    if not hidden:
        return found
    shown = sum(map(len, _LONG_TEXTS(part))) - hidden
    kept = set()
    for kind, size in sizes.most_common():
        if hidden <= shown:
            break
        kept.add(kind)
        hidden, shown = hidden - size, shown + size
    return [one for one in found if kinds[one] not in kept]


def _remove(element: Element) -> None:
    """Remove an element, but not the words after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    after = (" " if element.tag in _BLOCKS else "") + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + after
    else:
        parent.text = (parent.text or "") + after
    parent.remove(element)
