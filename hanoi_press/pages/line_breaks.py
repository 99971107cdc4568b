"""Tell where the lines of an element end as a browser shows it: at blocks and `<br>`, never inside inline elements."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from hanoi_press.text.normalize import clean

Element = Any  # lxml's element

# HTML's block elements (its rendering section, also the obsolete ones), and parts of a table or a list of options.
BLOCKS = frozenset(
    (
        "p div h1 h2 h3 h4 h5 h6 hgroup ul ol li menu dir dl dt dd blockquote pre listing xmp plaintext address center "
        "table caption thead tbody tfoot tr td th section article aside header footer main nav search hr figure "
        "figcaption details summary fieldset legend form dialog option optgroup body html"
    ).split()
)
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})  # line breaks of the source are shown
WORDS: Any = etree.XPath("string()", smart_strings=False)  # all text in an element, as it stands
SEPARATOR = "\x1f"  # white space for `clean`, and no character of a page
_SHOWN_AS_BLOCK = re.compile(
    r"(?:^|;)\s*+display\s*+:\s*+(?:block|flex|grid|list-item|flow-root|table|-webkit-box)(?!\w)"
)
_SHOWS_LINES = re.compile(r"(?:^|;)\s*+white-space\s*+:\s*+(?:pre|break-spaces)")
CODE = frozenset({"script", "style", "svg"})  # the words of a drawing are none of a line's


def is_block(element: Element) -> bool:
    """Return True if a browser shows the element as lines of its own, by its name or its own style.

    A block that is styled as inline still counts as a block: rather one paragraph too many than two welded words.
    """
    tag = element.tag
    if tag in BLOCKS:
        return True
    style = element.get("style")
    if style is not None and "display" in (style := style.lower()) and _SHOWN_AS_BLOCK.search(style) is not None:
        return True
    return "-" in tag and (_is_apart(element) or any(one.tag in BLOCKS for one in element))


def _is_apart(element: Element) -> bool:
    """Return True for a custom element (`<my-para>`) without words directly before or after it, outside a paragraph."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None or parent.tag == "p" or (element.tail and not element.tail.isspace()):
        return False
    words = parent.text if before is None else before.tail
    return not words or words.isspace()


def keeps_lines(element: Element) -> bool:
    """Return True if the line breaks of the source are shown in the element: `pre`, or a block so styled."""
    if element.tag in PREFORMATTED:
        return True
    style = element.get("style")
    return style is not None and "white-space" in (style := style.lower()) and _SHOWS_LINES.search(style) is not None


def separated_text(element: Element, without: frozenset[str] = CODE) -> str:
    """Return the text of an element, not cleaned, with `SEPARATOR` where a line ends.

    The words in elements of the tags `without` are left out.
    """
    found: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            tag = node.tag
            if tag in without:
                walk.skip_subtree()
            elif node is element:
                found.append(node.text or "")
            elif tag == "br" or is_block(node):
                found.append(SEPARATOR + (node.text or ""))
            elif node.text:
                found.append(node.text)
        elif node is not element:
            if event == "end" and node.tag != "br" and is_block(node):
                found.append(SEPARATOR)
            if node.tail:
                found.append(node.tail)
    return "".join(found)


def lines_of(element: Element) -> list[str]:
    """Return the lines of an element that have words, cleaned."""
    return [words for line in separated_text(element).split(SEPARATOR) if (words := clean(line))]
