"""Collect the pictures of a body with their captions, each picture once, in reading order."""

from __future__ import annotations

from typing import Protocol

from hanoi_press.items import Image
from hanoi_press.pages.blocks import Body
from hanoi_press.pages.document import Document, Element
from hanoi_press.pages.media import is_players_still
from hanoi_press.pages.picture_elements import (
    address_of,
    in_background,
    in_noscript,
    is_in_noscript,
    is_larger_size,
    same_picture,
)
from hanoi_press.text import bylines
from hanoi_press.text.boilerplate import is_boilerplate

_PROSE = 80  # characters of a line that is no label


class PictureRules(Protocol):
    """A template's rule for the addresses of its pictures."""

    def full_size(self, url: str) -> str:
        """Return the address of the original picture for that of a thumbnail."""


def caption_of(words: str) -> bylines.Caption:
    """Return the words of a caption, apart from its credit; an editor's placeholder is no caption."""
    return bylines.caption("" if is_boilerplate(words) else words)


class BodyPictures:
    """The pictures of one body while it is read.

    Only what directly follows a picture is its caption: a paragraph, a heading, a table, a video or a frame in between
    ends its right to one. What directly follows a video or a frame is its caption, which is neither text nor a
    picture's.
    """

    def __init__(self, doc: Document, rules: PictureRules, body: Body) -> None:
        self.after_picture: dict[int, Image] = {}  # index of the block that follows a picture without caption → picture
        self.after_figure: set[int] = set()  # those of `after_picture` whose picture is in a `figure`
        self.after_medium: set[int] = set()  # indexes of the blocks that follow a video, a frame and the like
        self._doc = doc
        self._rules = rules
        self._body = body
        self._seen: dict[str, Image] = {}  # by address
        self._is_missing = False  # True if the last element showed no picture: a `noscript` after it may
        self._latest: tuple[int, Image | None] | None = None  # the number of blocks before the last picture, and it

    def add(self, elements: list[Element], words: str) -> None:
        """Add the pictures of these elements, all with the caption `words`."""
        caption = caption_of(words)
        if words:
            self._body.captions.append(words)
        is_known = False  # the picture before, for which a `noscript` may be
        for element in elements:
            if is_known and is_in_noscript(element):
                continue
            if is_players_still(element):
                self.end_by_medium()
                continue
            address = address_of(element, self._doc)
            self._add(self._rules.full_size(address) if address else None, caption)
            is_known = address is not None

    def _add(self, url: str | None, caption: bylines.Caption) -> None:
        place = len(self._body.blocks)
        self._is_missing = url is None
        if url is None:
            if self._latest is None or self._latest[0] != place:
                self._latest = place, None
            return
        image = self._seen.get(url) or self._other_size(url, place)
        if image is None:
            image = Image(url, *caption)
            self._body.images.append(image)
        elif image.caption is None and image.credit is None and self._is_latest(image, place):
            image.caption, image.credit = caption
        self._seen[url] = image
        self._latest = place, image

    def _other_size(self, url: str, place: int) -> Image | None:
        """Return the picture directly before this one if it is the same in another size; the larger one is kept."""
        image = self._latest[1] if self._latest is not None and self._latest[0] == place else None
        if image is None or same_picture(image.url) != same_picture(url):
            return None
        if is_larger_size(url, image.url):
            image.url = url
        return image

    def _is_latest(self, image: Image, place: int) -> bool:
        return self._latest is not None and self._latest[0] == place and self._latest[1] is image

    def add_background(self, figure: Element, words: str) -> bool:
        """Add the picture in the background of a figure without other pictures; return False if there is none."""
        for box in figure.iter("div", "a", "span", "figure"):
            address = in_background(box)
            if address and (url := self._doc.absolute(address)):
                self._add(self._rules.full_size(url), bylines.caption(words))
                return True
        return False

    def add_fallback(self, noscript: Element) -> None:
        """Add the pictures in a `noscript`, unless the one directly before it is what they stand for."""
        is_after_picture = self._latest is not None and self._latest[0] == len(self._body.blocks)
        if (self._is_missing or not is_after_picture) and (pictures := list(in_noscript(noscript))):
            self.add(pictures, "")
            self.may_have_caption()

    def caption_apart(self, words: str) -> bool:
        """Take the words of a `figcaption` outside a figure, or alone in one, for the picture directly before it.

        Return False for a paragraph without anything that it may be about before it: it is text. A short line is still
        a caption, of what a script shows.
        """
        place = len(self._body.blocks)
        image = self._latest[1] if self._latest is not None and self._latest[0] == place else None
        if image is not None and not image.caption:
            image.caption, image.credit = caption_of(words)
        is_after_any = image is not None or place in self.after_medium or self._latest == (place, None)
        return is_after_any or len(words) < _PROSE or bylines.caption(words).credit is not None

    def may_have_caption(self, *, in_figure: bool = False) -> None:
        """Note that the next block may be the caption of the last picture."""
        place, image = self._latest or (-1, None)
        if image is not None and place == len(self._body.blocks) and image.caption is None:
            self.after_picture[place] = image
            if in_figure:
                self.after_figure.add(place)
            else:
                self.after_figure.discard(place)

    def end_by_row(self) -> None:
        """Note that the last blocks were joined to one, a table's row: none is the caption of what is before it."""
        place = len(self._body.blocks)
        self._latest = None
        self.after_medium = {one for one in self.after_medium if one < place}
        self.after_figure = {one for one in self.after_figure if one < place}

    def end_by_medium(self, *, words_before: bool = False) -> None:
        """Note that a video, a frame or the like follows: the next block may be its caption, and no picture's.

        `words_before`: words that are not yet a block stand before it.
        """
        place = len(self._body.blocks)
        self._latest = None
        if not words_before:
            self.after_picture.pop(place, None)
        self.after_medium.add(place + words_before)
