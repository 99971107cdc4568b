"""Complete an article from the generic page class if its template found no body, or clearly too little."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from hanoi_press.items import Article
from hanoi_press.pages.document import Document, Element, box_name, text_of
from hanoi_press.pages.generic import GenericPage
from hanoi_press.pages.heuristics.line_kinds import kind_of
from hanoi_press.pages.structure import in_sidebar, is_sidebar
from hanoi_press.text import dates
from hanoi_press.text.normalize import clean, fold

_LONG = 60  # characters of a line that is taken for prose; menus, captions and teasers' headlines are shorter
_LEAST = 400  # characters of prose on a page: a page with less is not worth a second reading
_TIMES = 3  # a page with so many times the prose that the template found is read again
_MORE, _MUCH = 1.2, 80  # a page with so many times the text, and so many characters more, is read by heuristics, too
_MORE_LOOSE = 1.5  # with the lines of other elements, among which are sapo, captions and notices
_CLEARLY = 1.15  # times as long
_NEARLY = 0.9  # of a text's letters
_LONGEST_KIND = 3000  # characters of a line that say what it is
_STUB = 500  # characters; only a shorter text is compared with the lines of all elements, which costs more
_MOST_COMPARISONS = 200_000_000  # characters; a page of 100 KB with 300 paragraphs has 30 million
_LONGEST_DATE = 60  # characters
_LOOSE_TAGS = ("body", "div", "br", "td", "dd", "span", "font", "section", "article", "center", "blockquote")
_NO_PROSE = frozenset("a nav header footer aside li button label noscript template textarea head".split())
_HEADINGS = ("h2", "h3", "h4")
_BOILERPLATE_TAGS = frozenset("nav header footer aside form script style noscript template head".split())
_BOILERPLATE_NAMES = re.compile(
    r"(?:^|\s)(?:side-?bar|aside|footer|banner|header|menu|nav|breadcrumb)[\w-]*(?:$|\s)", re.I
)
_PLACEHOLDER = re.compile(r"nội dung đang (?:được )?cập nhật\W*", re.I)
_FILLED = ("title", "summary", "published_at", "modified_at", "section", "tags", "authors", "attribution")


def holds_prose(doc: Document, length: int) -> bool:
    """Return True if the page contains at least `length` characters of prose outside menus, links, forms and teasers.

    Of a `p` only the text before its first element, or the first element's, is counted, which is exact enough
    and cheap on every page.
    """
    return _outside_boilerplate([(len(words), element) for words, element in _prose(doc)], length)


def holds_loose_prose(doc: Document, length: int) -> bool:
    """Return True if the page contains `length` characters of prose in other elements than `p`.

    Counted are the lines that follow a `<br>` or begin a `div`, a table cell and the like.
    """
    return _outside_boilerplate([(len(line), element) for line, element in _loose_lines(doc)], length)


def _prose(doc: Document) -> Iterator[tuple[str, Element]]:
    """Yield the words that a `p` begins with, and the `p`, if they are long."""
    for element in doc.paragraphs:
        words = element.text or (element[0].text if len(element) else "")
        if words and len(words) > _LONG:
            yield words, element


def _loose_lines(doc: Document) -> Iterator[tuple[str, Element]]:
    """Yield the long lines that begin or follow other elements than `p`, with these."""
    for element in doc.root.iter(*_LOOSE_TAGS):
        words = element.tail if element.tag == "br" else element.text
        if words and len(words) > _LONG and len(line := " ".join(words.split())) > _LONG:
            yield line, element


def _outside_boilerplate(found: list[tuple[int, Element]], length: int) -> bool:
    """Return True if the sizes of the elements outside boilerplate add up to `length`.

    The position of each element is checked only if all of them together are enough, because that costs more.
    """
    if sum(size for size, _ in found) < length:
        return False
    places = _Places()
    inside = 0
    for size, element in found:
        if not places.is_outside_article(element):
            inside += size
            if inside >= length:
                return True
    return inside >= length


class _Places:
    """Which elements of one page are outside its article; what is known of a box is not looked for again."""

    def __init__(self) -> None:
        self._outside: dict[Element, bool] = {}  # by parent
        self._holds_no_h1: dict[Element, bool] = {}
        self._has_linked_heading: dict[Element, bool] = {}

    def is_outside_article(self, element: Element) -> bool:
        """Return True if the element is in a menu, a form, a list, a sidebar, or a teaser of another page."""
        parent = element.getparent()
        if parent is None:
            return is_sidebar(element)
        if parent not in self._outside:
            self._outside[parent] = self._is_outside(parent)
        return self._outside[parent] or is_sidebar(element)

    def _is_outside(self, parent: Element) -> bool:
        ancestors = [parent, *parent.iterancestors("*")]
        return (
            any(one.tag in _NO_PROSE or (one.tag == "form" and self._is_form(one)) for one in ancestors)
            or any(map(self._is_teaser, ancestors[:2]))
            or in_sidebar(parent)
        )

    def _is_form(self, form: Element) -> bool:
        """Return True for a form that is not around the whole page, as ASP.NET's is."""
        if form not in self._holds_no_h1:
            self._holds_no_h1[form] = form.find(".//h1") is None
        return self._holds_no_h1[form]

    def _is_teaser(self, box: Element) -> bool:
        if box not in self._has_linked_heading:
            headings = box.iterchildren(*_HEADINGS)
            self._has_linked_heading[box] = any(one.find("a") is not None for one in headings)
        return self._has_linked_heading[box]


def reads_too_little(text: str, doc: Document) -> bool:
    """Return True if `text`, the body that a template read, is empty or less than a third of the page's prose."""
    if not text:
        return True
    length = max(_LEAST, _TIMES * len(text))
    return holds_prose(doc, length) or (len(text) < _STUB and holds_loose_prose(doc, length))


def may_read_too_little(article: Article, doc: Document) -> bool:
    """Return True if the page contains clearly more prose than the article, which may be that of others or comments.

    Lines of the site's address, licence and the like are none. Much more prose in other
    elements than `p` counts, too.
    """
    text = article.text
    known = f"{text}\n{article.summary or ''}"  # a dateline before the summary has been left out
    paragraphs = list(_prose(doc))
    others = _unknown(paragraphs, known)
    least = int((_CLEARLY - 1) * len(text)) + 1
    if sum(size for size, _ in others) >= least:
        others = [(size, one) for size, one in others if not kind_of(text_of(one)[:_LONGEST_KIND])]
        if _outside_boilerplate(others, least) and holds_prose(doc, int(_MORE * len(text)) + _MUCH):
            return True
    others += _unknown(_loose_lines(doc), known)
    return _outside_boilerplate(others, max(int((_MORE_LOOSE - 1) * len(text)), _LEAST))


def _unknown(lines: Iterable[tuple[str, Element]], known: str) -> list[tuple[int, Element]]:
    """Return the sizes of lines whose ends are not among the known words, with their elements."""
    return [(len(words), one) for words, one in lines if clean(words)[-_LONG:] not in known]


def continues(longer: str, text: str) -> bool:
    """Return True if `longer` has nearly all paragraphs of `text`, and clearly more."""
    if len(longer) < _CLEARLY * len(text):
        return False
    known = set(map(fold, longer.split("\n\n")))
    paragraphs = text.split("\n\n")
    return sum(len(one) for one in paragraphs if fold(one) in known) >= _NEARLY * sum(map(len, paragraphs))


def complete(article: Article, generic: Article, doc: Document) -> Article:
    """Return the article with its missing fields filled from `generic`; `extraction.fields` records the origins.

    The fields that the template found stay. The body is the generic one if the template found none, or less than a
    third of it.
    """
    fill_missing(article, generic)
    found = _own_paragraphs(generic.text.split("\n\n"), article, doc)
    text = "\n\n".join(found)
    if text and len(text) >= _TIMES * len(article.text):
        article.text = "\n\n".join(_with_stub(found, article, doc))
        article.extraction.fields["text"] = generic.extraction.fields.get("text", GenericPage.name)
        article.note_changes()
    return article


def fill_missing(article: Article, other: Article) -> None:
    """Fill the fields that an article lacks from another reading of its page, with their origins."""
    fields = article.extraction.fields
    for name in _FILLED:
        if not getattr(article, name) and (value := getattr(other, name)):
            setattr(article, name, value)
            fields[name] = other.extraction.fields.get(name, other.extraction.page)
    for name in ("published", "modified", "authors", "attribution"):
        if not getattr(article.raw, name):
            setattr(article.raw, name, getattr(other.raw, name))
    article.note_changes()


def _own_paragraphs(paragraphs: list[str], article: Article, doc: Document) -> list[str]:
    """Return the paragraphs that are the article's.

    On a small page the generic body also contains menus and footers, and the fields above the body as paragraphs.
    """
    page_words = fold(" ".join(_words_outside_boilerplate(doc)))
    own = [one for one in _found_in(page_words, paragraphs) if not _PLACEHOLDER.fullmatch(one)]
    raw = article.raw
    known = {fold(one or "") for one in (article.title, article.summary, raw.published, raw.authors, *article.section)}
    known |= _above_headline(own, fold(article.title), page_words, doc)
    stub = set(map(fold, article.text.split("\n\n")))  # it may stand between the fields
    kept = []
    for number, one in enumerate(own):
        if not _is_head(one, known):
            kept.append(one)
            if fold(one) not in stub:
                kept += own[number + 1 :]
                break
    own = kept
    while own and fold(own[-1]) in known:
        own.pop()
    return own


def _with_stub(found: list[str], article: Article, doc: Document) -> list[str]:
    """Return the found paragraphs with the template's own lines that they lack, in the page's order."""
    page_words = fold(" ".join(_words_outside_boilerplate(doc)))
    text = fold(" ".join(found))
    own = [one for one in article.text.split("\n\n") if one and not _PLACEHOLDER.fullmatch(one)]
    if len(own) * len(page_words) > _MOST_COMPARISONS:
        return found
    lacking = [one for one in own if fold(one) not in text and fold(one) in page_words]
    begin = page_words.find(fold(found[0]))
    before = [one for one in lacking if begin < 0 or page_words.find(fold(one)) < begin]
    return [*before, *found, *(one for one in lacking if one not in before)]


def _is_head(paragraph: str, known: set[str]) -> bool:
    """Return True for one of the known lines of the page's head, folded, or a date."""
    return fold(paragraph) in known or (len(paragraph) <= _LONGEST_DATE and dates.parse(paragraph) is not None)


def _above_headline(paragraphs: list[str], title: str, page_words: str, doc: Document) -> set[str]:
    """Return the paragraphs, folded, that are printed only above the first place of the title (folded).

    If these are half of the text, that place is not the headline but a mention of the title below the article.
    """
    body = doc.root.find("body")
    above = fold(text_of(body)).partition(title)[0] if title and body is not None else ""
    below = page_words.partition(title)[2] if title else ""
    lines = list(map(fold, paragraphs))
    if len(lines) * len(page_words) > _MOST_COMPARISONS:
        return set()
    found = [one for one in lines if one in above and one not in below]
    return set(found) if 2 * sum(map(len, found)) < sum(map(len, lines)) else set()


def _found_in(page_words: str, paragraphs: list[str]) -> list[str]:
    """Return the paragraphs whose words (folded) are among the page's; all of them if they are too many to look for."""
    if len(paragraphs) * len(page_words) > _MOST_COMPARISONS:
        return paragraphs
    return [one for one in paragraphs if fold(one) in page_words]


def _words_outside_boilerplate(doc: Document) -> Iterator[str]:
    """Yield the page's texts outside menus, header, footer and sidebars, in reading order."""
    walk = etree.iterwalk(doc.root, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            yield node.tail or ""
        elif not isinstance(node.tag, str) or _is_boilerplate(node):
            walk.skip_subtree()
        else:
            yield node.text or ""


def _is_boilerplate(element: Element) -> bool:
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.tag in _BOILERPLATE_TAGS:
        return element.tag != "form" or element.find(".//h1") is None
    return bool(_BOILERPLATE_NAMES.search(box_name(element)))
