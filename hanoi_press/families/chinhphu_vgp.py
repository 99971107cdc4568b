"""Read baochinhphu.vn until about 2021 (addresses that end in `.vgp`).

No page was available: the boxes are those that a description of 2017 and 2018 names; the body's is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from hanoi_press.families.family import Family
from hanoi_press.pages.blocks import Body
from hanoi_press.pages.contents import read_contents
from hanoi_press.pages.document import Element, has_class, is_larger, text_of
from hanoi_press.pages.named_boxes import few_texts
from hanoi_press.pages.outline_page import OutlinePage
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import in_related_box, structure
from hanoi_press.text import bylines

_COVERS = frozenset({"article-avatar"})
_MOST_COVERS = 3
_LARGEST_COVER = 30  # elements; a larger box holds more than a picture and its caption


class ChinhphuVgp(OutlinePage):
    """Summary, section, author and cover have names; headline and body are found by their positions."""

    name = "chinhphu-vgp"
    MARKS = (structure("body", "div.summary", ("p.author", ".breadcrumbs .cate", ".article-avatar img")),)
    SUMMARY = (css("div.summary"),)
    DATE = (css("time"), css("[datetime]"))  # "16:47, 19/06/2018"; the attribute has the day alone
    _CATEGORY = css(".breadcrumbs .cate")

    def printed_section(self) -> list[str]:
        """Return the names of the categories, linked or not."""
        return list(dict.fromkeys(few_texts(self.lookup, (self._CATEGORY,)))) or super().printed_section()

    @cached_property
    def content(self) -> Body:
        """The body, its pictures preceded by the cover's."""
        body = super().content
        for box in list(self._covers())[:_MOST_COVERS]:
            known = {one.url for one in body.images}
            found = read_contents(self.doc, self, box).images
            if len(found) == 1 and not found[0].caption and (words := text_of(box)):
                found[0].caption, found[0].credit = bylines.caption(words)
            body.images[:0] = [one for one in found if one.url not in known]
        return body

    def _covers(self) -> Iterator[Element]:
        """Yield the cover's boxes from the headline to the body's end; lists elsewhere may have such boxes, too."""
        headline, container = self.outline.headline, self.container
        if headline is None or container is None:
            return
        begun = False
        for element in self.doc.root.iter("*"):
            begun = begun or element is headline
            if element is container:
                break
            if begun and _is_cover(element):
                yield element
        yield from filter(_is_cover, container.iter("*"))

    def drops(self, element: Element) -> bool:
        """Return True also for the cover, which may be inside the body's box."""
        return _is_cover(element) or super().drops(element)


def _is_cover(element: Element) -> bool:
    return has_class(element, _COVERS) and not in_related_box(element) and not is_larger(element, _LARGEST_COVER)


CHINHPHU_VGP = Family("baochinhphu.vn until 2021", (ChinhphuVgp,))
