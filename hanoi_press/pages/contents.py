"""Read an element as an article's body: its blocks, pictures with their captions, and documents."""

from __future__ import annotations

from typing import Protocol

from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.body import BodyReader, BodyRules
from hanoi_press.pages.captions import take_captions
from hanoi_press.pages.document import Document, Element


class ContentRules(BodyRules, Protocol):
    """A template's rules for its bodies and their captions."""

    def is_caption(self, block: Block) -> bool:
        """Return True if the line that follows a picture is its caption."""


def read_contents(doc: Document, rules: ContentRules, container: Element) -> Body:
    """Return the contents of an element as those of a body."""
    reader = BodyReader(doc, rules)
    body = reader.read(container)
    take_captions(body, reader.pictures, rules.is_caption)
    return body
