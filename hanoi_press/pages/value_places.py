"""Find the elements of a page that hold given words, with one walk over its tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice

from hanoi_press.pages.document import Document, Element, is_larger, text_of
from hanoi_press.pages.locators import NameCounts, names_of
from hanoi_press.text.normalize import clean, fold

START = 6  # characters by which words are looked for
_MOST_PLACES = 60  # of words with one start
_MOST_COMPARED = 8  # of them whose words are read
_MOST_UP = 4  # ancestors that may hold the same words
_MOST_ELEMENTS = 150  # of an element that holds a field
_MOST_BESIDE = 60  # characters beside a date or a summary in its element
_MOST_COPIES = 3  # of a paragraph that count
_PREFIX = 30  # characters in which an element and a paragraph agree
_LEAST_SHARE = 0.8  # of the paragraphs that are in the body's box
_MOST_TIMES, _MOST_MORE = 2, 1000  # the box has at most so many times the text's characters, and so many more
_OPENS_DATELINE = frozenset({"(", "["})
_CODE = frozenset({"script", "style", "noscript", "template", "svg", "title", "option", "textarea"})
_INSIDE = frozenset("p b strong i em span a font u li ul ol h2 h3 h4 blockquote br small".split())
_HEADINGS = ("h1", "h2", "h3")
_HOME = frozenset({"", "trangchu", "home", "trangchinh"})


class ValuePlaces:
    """The places of words on one page; `names` counts the names of its elements."""

    def __init__(self, doc: Document, values: Iterable[str]) -> None:
        """Walk over the page once, and note the places whose words begin as one of the values does."""
        self.names = NameCounts()
        self._order: dict[Element, int] = {}
        self._found: dict[str, list[tuple[Element, str]]] = {one[:START]: [] for one in values if one}
        found = self._found
        attributes = self.names.attributes
        for number, element in enumerate(doc.root.iter("*")):
            classes, own_id = element.get("class"), element.get("id")
            if classes or own_id or element.tag == "h1":
                attributes[element.tag, classes, own_id] += 1
            if (text := element.text) and element.tag not in _CODE:
                start = text.strip()[:START]
                if start[:1] in _OPENS_DATELINE and start not in found:
                    start = _behind_dateline(text)[:START]
                if start in found:
                    self._keep(found[start], element, text, number)
            if (text := element.tail) and (start := text.strip()[:START]) in found:
                self._keep(found[start], element.getparent(), text, number)

    def _keep(self, places: list[tuple[Element, str]], element: Element | None, words: str, number: int) -> None:
        if element is not None and len(places) < _MOST_PLACES:
            self._order.setdefault(element, number)
            places.append((element, words))

    def headline(self, title: str) -> list[Element]:
        """Return the elements around the headline with the same words, the innermost first; a heading if one has them.

        Of several the highest heading counts, of equal ones the first outside links.
        """
        chains = self._chains(title, 0)
        return min(chains, key=_lowness, default=[])

    def nearest(self, value: str, headline: Element, *, beside: bool = False) -> list[Element]:
        """Return the elements that hold these words and no others, where they first stand behind the headline.

        If they stand only before it, the nearest. `beside`: else where some words stand beside them.
        """
        at = self._order.get(headline, 0)
        chains = self._chains(value, 0) or (self._chains(value, _MOST_BESIDE) if beside else [])
        return min(chains, key=lambda one: self._distance(one[0], at), default=[])

    def _distance(self, element: Element, at: int) -> tuple[bool, int]:
        order = self._order.get(element, 0)
        return order < at, abs(order - at)

    def _chains(self, value: str, slack: int) -> list[list[Element]]:
        """Return the places of words, each with the ancestors that hold at most `slack` further letters."""
        folded = fold(value)
        chains = []
        for element, _ in self._found.get(value[:START], [])[:_MOST_COMPARED]:
            around = []
            for one in (element, *islice(element.iterancestors("*"), _MOST_UP)):
                if one.tag in ("body", "html") or is_larger(one, _MOST_ELEMENTS):
                    break
                words = fold(text_of(one))
                if words == folded or (slack and folded in words and len(words) <= len(folded) + slack):
                    around.append(one)
                elif len(words) > len(folded) + slack:
                    break
            if around and folded:
                chains.append(around)
        return chains

    def links(self, names: list[str], headline: Element) -> list[Element]:
        """Return the elements whose links have exactly these names, the home page left out."""
        wanted = list(map(fold, names))
        chains: list[list[Element]] = []
        for element, _ in self._found.get(names[-1][:START], [])[:_MOST_COMPARED]:
            around = []
            for one in (element, *islice(element.iterancestors("*"), _MOST_UP + 1)):
                if one.tag in ("body", "html") or is_larger(one, _MOST_ELEMENTS):
                    break
                found = [words for link in one.iter("a") if (words := fold(text_of(link))) not in _HOME]
                if found == wanted:
                    around.append(one)
                elif len(found) > len(wanted):
                    break
            if around:
                chains.append(around)
        at = self._order.get(headline, 0)
        return min(chains, key=lambda one: abs(self._order.get(one[0], 0) - at), default=[])

    def captions(self, captions: Iterable[str], body: Element) -> set[Element]:
        """Return the named elements inside the body that hold one of these captions, and at most a credit besides."""
        found: set[Element] = set()
        for caption in captions:
            for element, _ in self._found.get(caption[:START], [])[:_MOST_COMPARED]:
                for one in (element, *islice(element.iterancestors("*"), 2)):
                    if one is body or is_larger(one, _MOST_ELEMENTS) or len(found) >= _MOST_COMPARED:
                        break
                    words = text_of(one)
                    if not words.startswith(caption) or len(words) > len(caption) + _MOST_BESIDE:
                        break
                    if names_of(one) and body in islice(one.iterancestors("*"), _MOST_COMPARED):
                        found.add(one)
        return found

    def body(self, paragraphs: list[str], length: int) -> Element | None:
        """Return the smallest element that holds nearly all paragraphs and little else; None if there is none.

        `length` is that of the whole text.
        """
        shared: Counter[Element] = Counter()
        depths: dict[Element, int] = {}
        for paragraph in paragraphs:
            around: set[Element] = set()
            for holder in self._holders(paragraph):
                path = [holder, *holder.iterancestors("*")]
                depths |= {one: len(path) - number for number, one in enumerate(path)}
                around.update(path)
            shared.update(around)
        holding = [one for one, number in shared.items() if number >= max(1, _LEAST_SHARE * len(paragraphs))]
        box = max(holding, key=lambda one: depths[one], default=None)
        if box is None or box.tag in ("body", "html", *_INSIDE):
            return None
        return box if _length(box) <= _MOST_TIMES * length + _MOST_MORE else None

    def _holders(self, paragraph: str) -> list[Element]:
        """Return the boxes in which a paragraph stands, without those that are parts of a text."""
        found = []
        for element, words in self._found.get(paragraph[:START], []):
            start = clean(words[: 2 * _PREFIX])[:_PREFIX]
            if paragraph.startswith(start) or start.startswith(paragraph):
                while element.tag in _INSIDE and (parent := element.getparent()) is not None:
                    element = parent
                found.append(element)
        return list(dict.fromkeys(found))[:_MOST_COPIES]


def _behind_dateline(text: str) -> str:
    """Return what follows "(HNM) -" at the start of a text; "" if nothing does."""
    return text.lstrip()[:_MOST_BESIDE].partition("-")[2].lstrip()


def _length(box: Element) -> int:
    """Return the number of characters in an element, runs of white space as one."""
    texts = (one.text for one in box.iter("*") if one.text and one.tag not in _CODE)
    tails = (one.tail for one in box.iterdescendants("*") if one.tail)
    return sum(len(" ".join(words.split())) for words in chain(texts, tails))


def _lowness(around: list[Element]) -> tuple[int, bool]:
    heading = min((_HEADINGS.index(one.tag) for one in around if one.tag in _HEADINGS), default=len(_HEADINGS))
    outer = (around[0], *islice(around[0].iterancestors("*"), _MOST_UP))
    return heading, any(one.tag in ("a", "nav", "li") for one in outer)
