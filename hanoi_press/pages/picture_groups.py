"""Pair the pictures of a figure, or of a gallery of figures, with their captions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from hanoi_press.pages.attachments import LINKING, SHOWING, holds_scripted
from hanoi_press.pages.document import Element, text_of
from hanoi_press.pages.line_breaks import is_block, separated_text
from hanoi_press.pages.media import MEDIA, is_medium, is_named_player
from hanoi_press.pages.picture_elements import PICTURES, shown_by
from hanoi_press.text.normalize import clean

_MAY_SHOW = PICTURES | {"picture", "object", "embed", "noscript"}
_NO_CAPTION = frozenset({"noscript", "button", "svg", "script", "style", "template"})
_MAY_LINK = LINKING | SHOWING
Group = tuple[list[Element], str]  # pictures and the words of the caption that they share


class Contents(NamedTuple):
    """What a figure holds, from one walk over it.

    `is_player`: it is named as a video or the like, or holds one: a picture in it is the video's still, and its caption
    is the video's.
    """

    pictures: list[Element]
    linking: list[Element]  # what may link or show a document
    captions: list[Element]
    media: list[Element]
    is_player: bool


def contents(figure: Element) -> Contents:
    """Return what a figure holds."""
    found = Contents([], [], [], [], is_named_player(figure))
    for one in figure.iter("*"):
        tag = one.tag
        if tag in _MAY_SHOW:
            found.pictures.extend(shown_by(one))
        if tag in _MAY_LINK:
            found.linking.append(one)
        if tag in MEDIA:
            if is_medium(one):
                found.media.append(one)
        elif tag == "figcaption":
            found.captions.append(one)
    return found._replace(is_player=True) if found.media else found


def beside_media(figure: Element, found: Contents) -> Iterator[Group]:
    """Yield the pictures of a figure that are beside a video or the like, each with a caption of its own."""
    if not found.media or not found.pictures or len(found.captions) < 2 or is_named_player(figure):
        return
    media = frozenset(found.media)
    for group, caption in captioned(figure, [*found.pictures, *found.media], ""):
        if caption and media.isdisjoint(group):
            yield group, caption


def words_of(figure: Element) -> str:
    """Return the words of a figure without a `figcaption`, without those for readers without scripts and of buttons."""
    return clean(separated_text(figure, _NO_CAPTION))


def shows_anything(box: Element) -> bool:
    """Return True if a box has an element that may show a picture or a document."""
    return next(box.iter(*_MAY_SHOW, *_MAY_LINK), None) is not None or holds_scripted(box)


def captioned(figure: Element, pictures: list[Element], words: str) -> Iterator[Group]:
    """Yield the pictures of a figure with their captions, in order.

    A single caption (`words`) is that of all pictures, unless words without a `figcaption` follow each of them. Of
    several, each is that of the pictures before it that have none, or of those after it if the figure begins with a
    caption; the last one of a gallery may be about all of it, and is then no picture's.
    """
    captions = _innermost(figure) if len(pictures) > 1 else []
    if len(captions) < 2:
        each = _alternating(figure, pictures) if len(pictures) > 1 and not captions else []
        yield from each or [(pictures, words)]
        return
    places = {one: number for number, one in enumerate(figure.iter("*"))}
    last = 0
    for one in pictures:  # those in the text of a `noscript` are no elements of the figure: they follow the one before
        last = places.setdefault(one, last)
    parts = sorted([*pictures, *captions], key=places.__getitem__)
    is_caption = frozenset(captions)
    if parts[0] in is_caption:
        parts = parts[::-1]
    groups: list[Group] = []
    group: list[Element] = []
    for part in parts:
        if part not in is_caption:
            group.append(part)
        elif group:
            groups.append((group, text_of(part)))
            group = []
    if group:
        groups.append((group, ""))
    if parts[0] is not pictures[0]:
        groups = [(one[::-1], caption) for one, caption in groups[::-1]]
    yield from groups


def _alternating(figure: Element, pictures: list[Element]) -> list[Group]:
    """Return the pictures of a figure, each with the words after it; [] if one has none, or words stand before all."""
    is_picture = frozenset(pictures)
    groups: list[tuple[list[Element], list[str]]] = []
    walk = etree.iterwalk(figure, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start" and node in is_picture:
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(node)
        if event == "start" and node.tag in _NO_CAPTION:
            walk.skip_subtree()
            continue
        words = node.text if event == "start" else node.tail if node is not figure else None
        is_line = event in ("start", "end") and (node.tag == "br" or is_block(node))
        if words and not words.isspace():
            if not groups:
                return []
            groups[-1][1].append(f" {words}" if is_line else words)
        elif is_line and groups and groups[-1][1]:
            groups[-1][1].append(" ")
    found = [(group, clean("".join(words))) for group, words in groups]
    is_whole = sum(len(group) for group, _ in found) == len(pictures)
    return found if is_whole and len(found) > 1 and all(words for _, words in found) else []


def _innermost(figure: Element) -> list[Element]:
    """Return the captions that hold no other one."""
    return [one for one in figure.iter("figcaption") if next(one.iterdescendants("figcaption"), None) is None]
