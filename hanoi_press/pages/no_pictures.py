"""Recognise what an `img` shows that is no picture of the article: placeholders, icons, tracking pixels, stills."""

from __future__ import annotations

import re

from hanoi_press.pages.document import Element

# Placeholders that a script replaces, by the name of the file (without folder and ending) or of its folder.
_PLACEHOLDER = re.compile(
    r"""(?ix)
    ^(?:data|about|blob|javascript):
    | /placeholders?[/._-] | /placeholder\w*\.
    | /(?: gr[ae]y | blank | spacer | (?:1x1[_-]?)?pixel | 1x1 | trans(?:parent)? | clear(?:dot)? | dot | empty
        | (?:ajax[_-]?|img[_-]?|image[_-]?)?load(?:ing|er)
        | lazy (?:[_-]?(?:load(?:ing|er|ed)?|img|image|bg|placeholder|blank))?
        | (?:img[_-]?|image[_-]?)?default (?:[_-]?(?:img|image|thumb(?:nail)?|news|avatar|photo|picture|post))?
        | no[_-]?(?:img|image|photo|picture|thumb(?:nail)?|avatar)s? (?:[_-]?(?:news|available|found))?
        | (?:img|image)[_-]?(?:placeholder|blank|default|not[_-]?found)
      ) (?:[_-]?\d{1,4}(?:[x-]\d{1,4})?)? \.(?:gif|png|jpe?g|svg|webp)$
    """
)
_TRACKER = re.compile(r"//(?:www\.)?facebook\.com/tr\b|/(?:pixel|beacon|track(?:er|ing)?)(?:\.php|\.aspx|/?\?|$)", re.I)
_EMOTICON = re.compile(r"/(?:emojis?|twemoji|emoticons?|smil(?:ey|ie)s?)(?:\.php)?[/?]", re.I)
# Symbols of file types ("icpdf.gif", "icon-word.png", "pdf.svg") and of sharing ("fb-icon.png", "icon_zalo.svg").
_FILE_ICON = re.compile(
    r"/(?:ic|icon|ico|file)?[_-]?(?:pdf|docx?|word|xlsx?|excel|pptx?|powerpoint|zip|rar|txt|gen)"
    r"(?:[_-]?(?:icon|ico|file|small|\d{1,3}))*\.(?:gif|png|svg|webp|ico)$",
    re.I,
)
_ICON = re.compile(
    r"/(?:ico|icon)s?[_-][\w-]+\.(?:gif|png|svg|ico)$|/[\w-]+[_-](?:ico|icon)\.(?:gif|png|svg|ico)$", re.I
)
_STILL = re.compile(r"//(?:i\d?\.ytimg\.com|img\.youtube\.com|i\.vimeocdn\.com)/", re.I)
_ICON_CLASSES = frozenset("icon emoji emoticon wp-smiley smiley".split())
_SMALLEST_ICON, _LARGEST_ICON = 10, 32  # pixels of both sides; smaller numbers state the ratio of the sides (16, 9)


def is_placeholder(address: str) -> bool:
    """Return True if an address is that of no picture, or of one that only stands for the one to be loaded."""
    return not address or address.startswith("#") or _PLACEHOLDER.search(_path(address)) is not None


def is_symbol(picture: Element, address: str) -> bool:
    """Return True for a tracking pixel, an emoticon or an icon, by its address, its class and its stated size."""
    width, height = _pixels(picture.get("width")), _pixels(picture.get("height"))
    if picture.tag == "img":
        if min(width, height) <= 1:
            return True
        if min(width, height) >= _SMALLEST_ICON and max(width, height) <= _LARGEST_ICON:
            return True
    named = picture.get("class")
    if named is not None and not _ICON_CLASSES.isdisjoint(named.lower().split()):
        return True
    path = _path(address)
    if _EMOTICON.search(path) or _TRACKER.search(address):
        return True
    return not path.lower().endswith((".jpg", ".jpeg")) and any(one.search(path) for one in (_FILE_ICON, _ICON))


def is_still(address: str) -> bool:
    """Return True if an address is that of a video's still, as YouTube and Vimeo serve it."""
    return _STILL.search(address) is not None


def _path(address: str) -> str:
    """Return an address without query and fragment, with a slash before a bare file name."""
    path = address.strip().partition("?")[0].partition("#")[0][:500]
    return path if "/" in path or ":" in path[:12] else f"/{path}"


def _pixels(stated: str | None) -> int:
    """Return a stated width or height; a large number if it is none, or no number of pixels."""
    number = (stated or "").strip().lower().removesuffix("px")
    return int(number) if number.isdecimal() and len(number) < 6 else 10_000
