"""Recognise what an article's body shows besides words and pictures: videos, sound, frames, maps, charts."""

from __future__ import annotations

import re

from hanoi_press.pages.document import Element, is_larger
from hanoi_press.pages.no_pictures import is_still
from hanoi_press.pages.picture_elements import is_picture_object

MEDIA = frozenset(
    (
        "iframe object embed video audio canvas amp-video amp-youtube amp-iframe amp-audio amp-brightcove amp-facebook "
        "amp-twitter lite-youtube youtube-video twitter-widget"
    ).split()
)
# Words of the class, the type or the role of a box that a script fills with a player.
_PLAYER = re.compile(
    r"(?:^|[\s_-])(?:video|videostream|youtube|ytb|vimeo|podcast|audio|insertembedcode|clip)(?:$|[\s_-])"
    r"|^(?:video|audio|iframe)|video(?:stream|cms|player|wrap|box|embed|item)",
    re.I,
)
_NAMES = ("class", "type", "data-type", "data-role")
_BOXES = frozenset({"div", "a", "span", "figure"})
_MOST_LEVELS = 3  # between a still and the player's box
_LARGEST_PLAYER = 15  # elements: a larger box holds more than a player


def is_medium(element: Element) -> bool:
    """Return True for an element that shows something else than words and pictures; False for a counter's pixel."""
    if element.tag in ("object", "embed"):
        return not is_picture_object(element)
    return element.tag in MEDIA and not (
        element.tag == "iframe" and (_is_none(element.get("width")) or _is_none(element.get("height")))
    )


def _is_none(stated: str | None) -> bool:
    return (stated or "").strip().lower().removesuffix("px") in ("0", "1")


def is_named_player(box: Element) -> bool:
    """Return True for a figure or box of a video or the like by its class, type or role."""
    return any(_PLAYER.search(value) for name in _NAMES if (value := box.get(name)))


def is_players_still(picture: Element) -> bool:
    """Return True for the still of a video that a script replaces with the player: by its address, or its small box."""
    if any(is_still(value) for name in ("src", "data-src", "srcset") if (value := picture.get(name))):
        return True
    box = picture.getparent()
    for _ in range(_MOST_LEVELS):
        if box is None or box.tag not in _BOXES:
            return False
        if is_named_player(box) and not is_larger(box, _LARGEST_PLAYER):
            return True
        box = box.getparent()
    return False
