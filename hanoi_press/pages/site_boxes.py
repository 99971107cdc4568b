"""Recognise boxes inside a body that are the site's on any page: tags, share buttons, contents."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from hanoi_press.pages.document import Element
from hanoi_press.pages.line_breaks import WORDS

# Names of boxes of short lines and links.
_SHORT = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e|es|ing)|social|tags?|tag-?list|hashtags?|comments?|comment-?box|binh-?luan|rating|toolbar"
    r"|audio-?player|player-?audio|tts|text-to-speech|print|print-?link|font-?size|breadcrumbs?|ads?|advert\w*|adsbygoogle"
    r"|quang-?cao|banner-?ads|qr-?code|follow-?us|google-?news|toc|table-?of-?contents)(?:$|[\s_-])",
    re.I,
)
# Names that say enough also of boxes with a sentence.
_LONGER = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|subscribe|subscription|author-?(?:bio|box|card)|box-?author|about-?(?:the-?)?author"
    r"|app-?download|download-?app|cookie-?(?:notice|banner)|adsbygoogle|advertisement)(?:$|[\s_-])",
    re.I,
)
_BOXES = frozenset("div section aside ul ol p nav figure dl table span".split())
_HOLDS_PROSE: Any = etree.XPath(
    "boolean(descendant::text()[string-length(normalize-space(.)) > 60 and not(ancestor::a)"
    " and not(parent::script) and not(parent::style)])"
)
_LONGEST = 700  # characters


def is_site_box(element: Element) -> bool:
    """Return True if an element has the name of such a box and holds no more than such a box does."""
    names = element.get("class")
    kind = _kind(names) if names is not None else ""
    if not kind and (own := element.get("id")) is not None:
        kind = _kind(own)
    if not kind or element.tag not in _BOXES:
        return False
    if kind == "longer":
        return len(WORDS(element)) < _LONGEST and next(element.iter("img", "figure"), None) is None
    return not _HOLDS_PROSE(element) and next(element.iter("img", "figure"), None) is None


@lru_cache(maxsize=4096)  # names recur
def _kind(names: str) -> str:
    return "longer" if _LONGER.search(names) else "short" if _SHORT.search(names) else ""
