"""Pair the pictures of a figure, or of a gallery of figures, with their captions."""

from __future__ import annotations

from collections.abc import Iterator

from hanoi_press.pages.document import Element, text_of

Group = tuple[list[Element], str]  # pictures and the words of the caption that they share


def captioned(figure: Element, pictures: list[Element], words: str) -> Iterator[Group]:
    """Yield the pictures of a figure with their captions, in order.

    A single caption (`words`) is that of all pictures. Of several, each is that of the pictures before it that have
    none, or of those after it if the figure begins with a caption; the last one of a gallery may be about all of it,
    and is then no picture's.
    """
    captions = _innermost(figure) if len(pictures) > 1 else []
    if len(captions) < 2:
        yield pictures, words
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


def _innermost(figure: Element) -> list[Element]:
    """Return the captions that hold no other one."""
    return [one for one in figure.iter("figcaption") if next(one.iterdescendants("figcaption"), None) is None]
