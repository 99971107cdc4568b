"""Read pages whose summary is the bold first paragraph of the body."""

from __future__ import annotations

from collections.abc import Iterator

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.blocks import Block, is_heading
from hanoi_press.pages.document import Element
from hanoi_press.text import bylines
from hanoi_press.text.normalize import clean, fold

_BOLD = frozenset({"b", "strong"})
_NO_WORDS = frozenset({"script", "style", "figure", "noscript"})
_MOST_STEPS = 5000  # elements and texts that are read to find out whether a paragraph is bold


class BoldLeadPage(ArticlePage):
    """A page whose summary is the bold first paragraph of its body, "(HNM) - …".

    In bodies of about 2012 one `div` holds many paragraphs, separated by empty lines, and one `strong` holds the
    summary and the first sub-heading.
    """

    FIGURE_CLASSES = frozenset({"thumbox", "image"})
    SHORTEST_LEAD = 0  # characters of a summary without dateline; a shorter one is a sub-heading

    def summary(self) -> str | None:
        """Return the summary's own box or the bold first paragraph, whichever has the dateline."""
        printed, lead = self.printed_summary(), self.bold_lead()
        if found := lead if lead and (not printed or _repeats(printed, lead)) else printed:
            self.origin["summary"] = "css"
            return found
        return super().summary()

    def bold_lead(self) -> str | None:
        """Return the body's first paragraph if it is bold and has a dateline or `SHORTEST_LEAD` characters."""
        block = next(iter(self.content.blocks), None)
        if block is None or not (bylines.dateline(block.text)[0] or len(block.text) >= self.SHORTEST_LEAD):
            return None
        return block.text if not is_heading(block) and _is_bold(block) else None


def _repeats(printed: str, lead: str) -> bool:
    """Return True if a summary's box contains the bold paragraph without its dateline, with more, or its beginning."""
    one, other = fold(printed), fold(lead)
    return other.startswith(one) or fold(bylines.dateline(printed)[1]).startswith(fold(bylines.dateline(lead)[1]))


def _is_bold(block: Block) -> bool:
    """Return True if all words of an element's first block are bold, except for a dateline before them."""
    length = len(_letters(block.text))
    plain, bold = "", ""
    for words, is_bold in _pieces(block.element):
        if not (letters := clean(words)):
            continue
        if is_bold:
            bold += _letters(letters)
        elif bold:
            return False
        else:
            plain += letters + " "
        if len(_letters(plain)) + len(bold) >= length:
            break
    is_dateline = not plain or bylines.dateline(f"{plain}.")[1] == "."
    return bool(bold) and is_dateline and _letters(plain) + bold == _letters(block.text)


def _letters(words: str) -> str:
    return "".join(words.split())


def _pieces(element: Element) -> Iterator[tuple[str, bool]]:
    """Yield the texts of an element in reading order, and whether each is bold."""
    stack: list[tuple[Element | str, bool]] = [(element, False)]
    for _ in range(_MOST_STEPS):
        if not stack:
            return
        node, is_bold = stack.pop()
        if isinstance(node, str):
            yield node, is_bold
            continue
        if not isinstance(node.tag, str) or node.tag in _NO_WORDS:
            continue
        inside = is_bold or node.tag in _BOLD
        for child in reversed(node):
            stack += [(child.tail or "", inside), (child, inside)]
        stack.append((node.text or "", inside))
