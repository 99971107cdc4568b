"""Reduce absurd markup before it is parsed: tags nested without end, elements or attributes by the ten thousand.

libxml2 stops reading at a depth of 2,048, and compares each attribute of a tag with all others. No page of a newspaper
comes near these limits; on such a page words, and the tags within the limits, stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from lxml import etree

MOST_LEVELS = 200  # of tags inside each other; real pages have 15 to 30
MOST_ELEMENTS = 60_000  # a table of a thousand rows has 10,000
_MOST_ATTRIBUTES = 200
_LONG_TAG = 5000  # bytes; the attributes of shorter ones are not counted
_BEGINS_TAG = re.compile(rb"<[a-zA-Z]")
_SEPARATORS = (b" ", b"\n", b"\t", b"\r", b"\f", b"/", b"=")
_NAME = re.compile(rb"</?([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(rb"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?""")
# What follows a value that ends with ">" in a tag of hundreds of attributes.
_MANY_ATTRIBUTES = re.compile(
    rb"""(?:[\s/]*+[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+){%d}+""" % (3 * _MOST_ATTRIBUTES)
)
_SAMPLED = 4 * _LONG_TAG  # bytes between the places where a tag of hundreds of attributes is looked for
_START_TAG = re.compile(rb"""<[a-zA-Z](?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_RAW = {name: re.compile(rb"</" + name + rb"\b", re.I) for name in (b"script", b"style", b"textarea", b"title")}
_CODE = re.compile(rb"<(script|style)\b", re.I)
_MARKUP = re.compile(rb"<[a-zA-Z/!?]")
_TAG = re.compile(rb"<(?:!--|[a-zA-Z/?])[^>]*+>")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_LINES = frozenset(b"p div li dt dd tr h1 h2 h3 h4 h5 h6 blockquote section article table ul ol".split())
_BREAK = b"<br><br>"
_CELLS = frozenset({b"td", b"th"})
# A start tag that ends an open element of these names, as browsers and libxml2 read it.
_ENDS = {
    b"p": frozenset({b"p"}),
    b"li": frozenset({b"p", b"li"}),
    b"dt": frozenset({b"p", b"dt", b"dd"}),
    b"dd": frozenset({b"p", b"dt", b"dd"}),
    b"td": frozenset({b"p", *_CELLS}),
    b"th": frozenset({b"p", *_CELLS}),
    b"tr": frozenset({b"p", *_CELLS, b"tr"}),
    b"option": frozenset({b"option"}),
    b"a": frozenset({b"a"}),
}


_TOO_DEEP: Any = etree.XPath(f"boolean({'/'.join(['*'] * (MOST_LEVELS + 5))})")  # html and body may be implied


def is_too_deep(root: Any) -> bool:
    """Return True if the elements of a page are nested deeper than `MOST_LEVELS`."""
    return bool(_TOO_DEEP(root))


def has_long_tag(body: bytes) -> bool:
    """Return True if a tag may have thousands of attributes. On a page of 100 KB without long tags this takes 5 µs."""
    window, read = _LONG_TAG // 2, 0
    while read < len(body):
        if body.find(b">", read, read + window) >= 0:  # a gap of two windows contains one whole window
            read += window
            continue
        end = body.find(b">", read) + 1 or len(body)
        begins = _BEGINS_TAG.search(body, body.rfind(b">", 0, read) + 1, end)
        if begins and end - begins.start() > _LONG_TAG:
            tag = body[begins.start() : end]
            if sum(map(tag.count, _SEPARATORS)) > 5 * _MOST_ATTRIBUTES:
                return True
        read = end
    return _has_tag_with_marks(body)


def _has_tag_with_marks(body: bytes) -> bool:
    """Return True if a tag has hundreds of attributes and ">" in their values, which then do not end the tag.

    The first quotation mark of its kind after such a ">" ends the value, and other attributes follow.
    """
    for start in range(0, len(body), _SAMPLED):
        mark = body.find(b">", start, start + _SAMPLED)
        for quotation in (b'"', b"'") if mark >= 0 else ():
            end = body.find(quotation, mark, mark + _LONG_TAG)
            following = _MANY_ATTRIBUTES.match(body, end + 1) if end >= 0 else None
            if following and b">" in following[0]:
                return True
    return False


def is_excessive(body: bytes) -> bool:
    """Return True if a page has more tags than are read, or one that may have thousands of attributes."""
    return (len(body) > 3 * MOST_ELEMENTS and body.count(b"<") > MOST_ELEMENTS) or has_long_tag(body)


def flattened(body: bytes) -> bytes:
    """Return a page without excess attributes, and without tags deeper than `MOST_LEVELS` or after `MOST_ELEMENTS`.

    Links stay at any depth. A tag of a paragraph or box that is left out becomes an empty line, so that its words stay
    a paragraph.
    """
    return b"".join(_Flattening(body).parts())


class _Flattening:
    """One pass over a page's tags."""

    def __init__(self, body: bytes) -> None:
        self._body = body.replace(b"\0", b"")  # the parser reads "<\0p>" as a tag
        self._parts: list[bytes] = []
        self._open: list[tuple[bytes, bool]] = []  # name, and whether the tag was kept; the innermost last
        self._names: Counter[bytes] = Counter()  # of the open elements
        self._elements = 0
        self._is_unbalanced = False

    def parts(self) -> list[bytes]:
        """Return the parts of the page that are kept."""
        body, parts, read = self._body, self._parts, 0
        while markup := _MARKUP.search(body, read):
            start = markup.start()
            parts.append(body[read:start])
            if self._elements >= MOST_ELEMENTS:
                closing = [b"</" + name + b">" for name, kept in reversed(self._open) if kept]
                return [*parts, _words(body[start:]), *closing]
            named = _NAME.match(body, start)
            end = self._tag_end(start)
            if not end:
                return [*parts, body[start:]]
            if named is None:
                parts.append(b"" if body.startswith((b"<!-", b"<?"), start) else body[start:end])
            elif body.startswith(b"/", start + 1):
                self._close(named[1].lower(), body[start:end])
            else:
                end = self._start(named[1].lower(), start, end)
            read = end
        return [*parts, body[read:]]

    def _tag_end(self, start: int) -> int:
        """Return where a tag or comment ends; 0 if it does not end. A ">" in a value does not end a start tag."""
        if named := None if self._is_unbalanced else _BEGINS_TAG.match(self._body, start):
            if whole := _START_TAG.match(self._body, named.start()):
                return whole.end()
            self._is_unbalanced = True  # its last value has no end: read on to the end of the page only once
        return _end(self._body, start)

    def _start(self, name: bytes, start: int, end: int) -> int:
        """Keep or leave out a start tag; return where the next part begins: after the element if it holds no tags."""
        ends = _ENDS.get(name, frozenset())
        while self._open and self._open[-1][0] in ends:
            self._pop()
        self._elements += 1
        if name in _RAW:
            closing = _RAW[name].search(self._body, end)
            end = (self._body.find(b">", closing.start()) + 1 if closing else 0) or len(self._body)
            self._parts.append(self._body[start:end])
            return end
        kept = len(self._open) < MOST_LEVELS or name in _VOID or name == b"a"  # one link ends another: no depth
        if kept:
            self._parts.append(_fewer_attributes(self._body[start:end]))
        elif name in _LINES:
            self._parts.append(_BREAK)
        elif name in _CELLS:
            self._parts.append(b" ")
        if name not in _VOID:
            self._open.append((name, kept))
            self._names[name] += 1
        return end

    def _close(self, name: bytes, tag: bytes) -> None:
        """Close the elements down to the last open one of this name; a tag that closes nothing is left out."""
        if not self._names[name]:
            return
        while self._open[-1][0] != name:
            self._pop()
        self._pop()

    def _pop(self) -> None:
        name, kept = self._open.pop()
        self._names[name] -= 1
        if kept:
            self._parts.append(b"</" + name + b">")
        elif name in _LINES:
            self._parts.append(_BREAK)


def _end(body: bytes, start: int) -> int:
    """Return where a tag or comment ends; 0 if it does not end."""
    closing = b"-->" if body.startswith(b"<!--", start) else b">"
    end = body.find(closing, start)
    return end + len(closing) if end >= 0 else 0


def _words(rest: bytes) -> bytes:
    """Return the rest of a page without tags, scripts and style sheets."""
    parts: list[bytes] = []
    read = 0
    while code := _CODE.search(rest, read):
        closing = _RAW[code[1].lower()].search(rest, code.end())
        parts.append(rest[read : code.start()])
        read = closing.start() if closing else len(rest)
    tagged, end, after = b"".join([*parts, rest[read:]]).rpartition(b">")
    return _TAG.sub(b" ", tagged + end) + after


def _fewer_attributes(tag: bytes) -> bytes:
    """Return a start tag with at most `_MOST_ATTRIBUTES` of its attributes."""
    if len(tag) < 2 * _MOST_ATTRIBUTES:
        return tag
    name = _NAME.match(tag)
    if name is None:
        return tag
    found = []
    for one in _ATTRIBUTE.finditer(tag, name.end()):
        found.append(one[0])
        if len(found) > _MOST_ATTRIBUTES:
            return name[0] + b" " + b" ".join(found[:-1]) + b">"
    return tag
