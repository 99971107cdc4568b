"""Reduce blocks to the article's own text, without related links, repeated summary, signature and attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import dropwhile

from hanoi_press.pages.blocks import Block, Body, all_within, is_heading, words_outside
from hanoi_press.pages.document import Element, is_larger, text_of
from hanoi_press.pages.document_address import is_document
from hanoi_press.text import bylines
from hanoi_press.text.boilerplate import (
    is_boilerplate,
    is_never_text,
    is_outer_boilerplate,
    is_related_label,
    is_related_link,
    may_be_related_link,
)
from hanoi_press.text.damage import mended
from hanoi_press.text.embed_lines import is_embed_line
from hanoi_press.text.normalize import fold
from hanoi_press.text.related_labels import begins_with_related_label, is_related_heading

_LINK = frozenset({"a"})
_STRONG = frozenset({"b", "strong", "i", "em"})
_MOST_LINKED = 5000  # elements of a list of links to other pages
_MOST_LINES = 50  # of a block that are compared with its links
_TAIL_LENGTH = 120  # characters; a longer block is a paragraph
_RIGHT = re.compile(r"text-align\s*:\s*right", re.I)
_DATED = re.compile(r"\(?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\)?")
_PARTS = re.compile(r"\s*[|•·]\s*")


@dataclass(slots=True)
class Prose:
    """The paragraphs of a body, and the fields found at its end."""

    paragraphs: list[str] = field(default_factory=list)
    signature: str | None = None
    attribution: str | None = None
    attribution_url: str | None = None
    outlet: str | None = None  # a site's bare name ("Chinhphu.vn"): the origin, unless it is this site


def prose(body: Body, title: str, summary: str | None, printed_summary: str | None, authors: list[str]) -> Prose:
    """Return the body's paragraphs without anything that is not text, and the fields found at its end.

    `summary` is the summary as kept, `printed_summary` as printed (with its dateline): a first paragraph that
    repeats either is dropped.
    """
    blocks = list(body.blocks)
    for block in blocks:
        if "\n" in block.text:
            block.text = _without_related_lines(block)
    _cut_related(blocks)
    kept = (block for block in blocks if not (_is_related(block) or _is_no_text(block)))
    blocks = list(dropwhile(lambda block: is_boilerplate(block.text), kept))
    for known in (title, summary or "", printed_summary or ""):
        if len(blocks) > 1 and known and _same_words(blocks[0].text, known):
            blocks.pop(0)
    found = Prose()
    _tail(blocks, found, authors)
    found.paragraphs = [block.text for block in blocks]
    return found


def _same_words(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) >= 20:
        return False
    return fold(mended(one, [other])) == fold(mended(other, [one]))


def _is_related(block: Block) -> bool:
    if is_related_link(block.text):
        return _is_linked(block) or (block.text[0] == ">" and block.text[-1] not in ".!;:")
    if is_heading(block) or not may_be_related_link(block.text):
        return False
    if not _is_linked(block):
        return is_boilerplate(block.text) and (block.text.endswith(":") or block.element.getparent() is not None)
    return _is_bare_label(block.text) or (is_related_label(words_outside(block, _LINK)) and not _names_address(block))


def _is_linked(block: Block) -> bool:
    """Return True if a link stands in the block, which may be a step or an entry with an arrow otherwise.

    A block whose element is the whole page comes from words alone; its links have been judged before.
    """
    return block.element.getparent() is not None and next(block.element.iter("a"), None) is not None


def _names_address(block: Block) -> bool:
    """Return True if the block prints the address that it links: a reader is told where to look something up."""
    return bylines.printed_address(block.text) is not None


def _is_bare_label(line: str) -> bool:
    """Return True for a label whose link has been left out ("Xem thêm:")."""
    return line.endswith(":") and is_related_heading(line)


def _without_related_lines(block: Block) -> str:
    """Return the text of a block of several lines without those that are a label and a link ("Xem thêm: …")."""
    lines = block.text.split("\n")
    if not any(is_related_link(line) or begins_with_related_label(line) for line in lines):
        return block.text
    if is_larger(block.element, _MOST_LINKED):
        return block.text
    linked = list(filter(None, map(text_of, block.element.iter("a"))))[:_MOST_LINES]
    kept = [
        line
        for line in lines
        if not _is_bare_label(line)
        and not any(
            line.endswith(words) and is_related_label(line.removesuffix(words)) and line != words for words in linked
        )
    ]
    return "\n".join(kept) or block.text


def _is_no_text(block: Block) -> bool:
    """Return True for the placeholder of an embedded post, or a line of the site between two paragraphs."""
    if is_embed_line(block.text):
        return True
    return is_never_text(block.text) and not is_heading(block) and block.element.tag not in ("li", "tr", "td")


def _cut_related(blocks: list[Block]) -> None:
    """Remove from the end a boilerplate heading ("Các tin khác") and the links to pages that follow it."""
    are_links: dict[Element, bool] = {}  # many blocks may share an element
    for index in range(len(blocks) - 1, 0, -1):
        if is_boilerplate(blocks[index].text):
            del blocks[index:]
            continue
        element = blocks[index].element
        if element not in are_links:
            are_links[element] = _is_page_link(blocks[index])
        if not are_links[element]:
            return


def _is_page_link(block: Block) -> bool:
    if is_larger(block.element, _MOST_LINKED):
        return False
    links = list(block.element.iter("a"))
    rest = _DATED.sub("", words_outside(block, _LINK)).strip(" .>»:;•*()[]-–")
    return bool(links) and not rest and not any(is_document(link.get("href") or "") for link in links)


def _is_boilerplate_line(line: str) -> bool:
    """Return True for a line of boilerplate, or several in one ("Bản in | Quay lại"); numbers alone are a table's."""
    parts = _PARTS.split(line)
    labels = len(parts) > 1 and not all(map(str.isdecimal, parts))
    return is_boilerplate(line) or (labels and all(map(is_outer_boilerplate, parts)))


def _tail(blocks: list[Block], found: Prose, authors: list[str]) -> None:
    """Move boilerplate lines, one attribution and one signature off the end, in any order."""
    known = {fold(name) for name in authors}
    while len(blocks) > 1:
        block = blocks[-1]
        _last_line(block, found)
        boilerplate = _is_boilerplate_line(block.text)
        if len(block.text) > _TAIL_LENGTH and not boilerplate:
            return
        name = bylines.attribution(block.text)
        if boilerplate:
            pass
        elif name and found.attribution is None:
            found.attribution = name
            links = (a.get("href") for a in block.element.iter("a"))
            found.attribution_url = next(filter(None, links), None) or bylines.printed_address(block.text)
        elif found.signature is None and _is_signature(block, known):
            found.signature = block.text
        elif found.outlet is None and bylines.is_domain(block.text) and _is_apart(block):
            found.outlet = block.text
        else:
            return
        blocks.pop()


def _last_line(block: Block, found: Prose) -> None:
    """Move an attribution with a label, or with brackets, off the end of a block of several lines."""
    head, parted, line = block.text.rpartition("\n")
    if not parted or found.attribution is not None or not bylines.is_labelled_source(line):
        return
    if name := bylines.attribution(line):
        links = [a.get("href") for a in block.element.iter("a") if text_of(a) and text_of(a) in line]
        found.attribution, block.text = name, head.rstrip()
        found.attribution_url = next(filter(None, links), None) or bylines.printed_address(line)


def _is_signature(block: Block, known: set[str]) -> bool:
    """Return True for a name alone that is set apart (right, bold, slanted) or known as the author.

    A name in a heading or a list entry is no signature.
    """
    if is_heading(block) or block.element.tag in ("li", "tr", "td"):
        return False
    names = {fold(name) for name in bylines.authors(block.text)}
    if fold(block.text) in known or (names and names <= known):
        return True
    return (
        (bylines.is_signature(block.text) and _is_apart(block))
        or bylines.is_labelled_author(block.text)
        or (bylines.is_office(block.text) and _is_right(block))
    )


def _is_right(block: Block) -> bool:
    element = block.element
    return element.get("align") == "right" or _RIGHT.search(element.get("style") or "") is not None


def _is_apart(block: Block) -> bool:
    style = (block.element.get("style") or "") + (block.element.get("align") or "") + (block.element.get("class") or "")
    return "right" in style or all_within(block, _STRONG) or "author" in style
