"""Observe where the values of an article stand on its page, so that they are found there on the source's next pages.

The elements are found by their words, whatever layer read the article.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import islice
from typing import Literal, NamedTuple
from zlib import crc32

from hanoi_press.items import Article
from hanoi_press.pages.document import Document, Element, is_larger, text_of
from hanoi_press.pages.learnt_template import MAY_LACK, LearntTemplate, matches
from hanoi_press.pages.locators import MOST_CANDIDATES, candidates, names_of, rank
from hanoi_press.pages.value_places import START, ValuePlaces
from hanoi_press.text import dates
from hanoi_press.text.normalize import clean, fold

_HAVE_LABELS = frozenset({"published", "summary"})  # "Ngày đăng:", "(HNM) -"
_MOST_PARAGRAPHS = 12  # by which the body's box is found
_MOST_CAPTIONS = 8  # of an article that are looked for
_MOST_BOXES = 16  # in the body that are observed
_MOST_CHILDREN = 150  # of the body, and of its children, that are looked at
_MOST_ELEMENTS = 150  # of such a box
_LONGEST_BOX = 600  # characters
_COMPARED = 30  # characters of a box that tell whether it is in the text
_MOST_LEVELS = 20  # between the body's box and a field inside it
_MEDIA = ("img", "figure", "video", "audio", "iframe", "picture", "table", "object", "embed")


class BoxSeen(NamedTuple):
    """A named box inside the body: its locator, a digest of its words, and what the article has these words as."""

    locator: str
    digest: str
    kind: Literal["text", "caption", "nothing"]


class Observation(NamedTuple):
    """The places of an article's values on one page, as plain data.

    `fields`: for each field that was found, the locators that find it, and nothing else, on this page. `verdicts`: for
    locators that were known before, True if they find the value, False if they find another element. `boxes`: the named
    boxes inside the body. `lacks`: fields that the article does not have. `page`: a number of the article's own.
    """

    fields: dict[str, tuple[str, ...]]
    verdicts: dict[str, dict[str, bool]]
    boxes: tuple[BoxSeen, ...] = ()
    lacks: frozenset[str] = frozenset()
    page: int = 0


def observe(doc: Document, article: Article, known: LearntTemplate | None = None) -> Observation | None:
    """Return where the article's values stand on its page; None if its title is not found there.

    `known`: what was learnt before, whose locators are judged by this page.
    """
    values = _values(article)
    paragraphs = _sample([one for one in article.text.split("\n\n") if len(one) > START])
    lists = (("section", article.section), ("tags", article.tags))
    captions = list(filter(None, (clean(image.caption or "") for image in article.images[:_MOST_CAPTIONS])))
    starts = [*(value for _, value in values), *paragraphs, *(names[-1] for _, names in lists if names), *captions]
    places = ValuePlaces(doc, starts)
    found: dict[str, list[Element]] = {"title": places.headline(article.title)}
    if not found["title"]:
        return None
    headline = found["title"][0]
    for field, value in values:
        if not found.get(field):
            found[field] = places.nearest(value, headline, beside=field in _HAVE_LABELS)
    if article.summary and found.get("summary"):  # a dateline before it is part of it, other words behind it are not
        end = fold(article.summary)
        found["summary"] = [one for one in found["summary"] if fold(text_of(one)).endswith(end)]
    found["published"] = _of_the_day(found.get("published", []), article.published_at or "")
    for field, names in lists:
        found[field] = places.links(names, headline) if names else []
    body = places.body(paragraphs, len(article.text))
    if body is not None:
        found["body"] = [body]
    fields = {field: _locators(chain, places, headline, body) for field, chain in found.items()}
    apart = {one for field, chain in found.items() if field != "body" for one in chain}
    named = places.captions(captions, body) if body is not None else set()
    return Observation(
        {field: ways for field, ways in fields.items() if ways},
        _verdicts(doc, article, known, found, fields) if known is not None else {},
        tuple(_boxes(body, article, apart | named) + _captions(named)) if body is not None else (),
        frozenset(field for field in MAY_LACK if not getattr(article, field)),
        crc32(article.id.encode()),
    )


def _values(article: Article) -> list[tuple[str, str]]:
    """Return fields with the words to look for: as printed first, then as kept."""
    raw = article.raw
    found = (
        ("title", article.title),
        ("summary", article.summary or ""),
        ("published", raw.published or ""),
        ("authors", raw.authors or ""),
        ("authors", ", ".join(article.authors)),
        ("attribution", raw.attribution or ""),
    )
    return [(field, value) for field, text in found if (value := clean(text))]


def _of_the_day(chain: list[Element], published: str) -> list[Element]:
    """Return the elements whose words are read as the day that the article has, the words beside the date included."""
    return [one for one in chain if (dates.in_hanoi(dates.parse(text_of(one))) or "-")[:10] == published[:10]]


def _sample(paragraphs: list[str]) -> list[str]:
    """Return the first and the last paragraph, and some between them."""
    if len(paragraphs) <= _MOST_PARAGRAPHS:
        return paragraphs
    step = (len(paragraphs) - 1) / (_MOST_PARAGRAPHS - 1)
    return [paragraphs[round(number * step)] for number in range(_MOST_PARAGRAPHS)]


def _locators(chain: list[Element], places: ValuePlaces, headline: Element, body: Element | None) -> tuple[str, ...]:
    """Return the locators of elements with the same words, the likeliest to last first."""
    found: dict[str, None] = {}
    for one in chain:
        inside = _levels_inside(one, body)
        ways = candidates(one, places.names, headline)
        found |= dict.fromkeys(way for way in ways if not (inside and _counts_paragraphs(way, inside)))
    return tuple(sorted(found, key=rank)[:MOST_CANDIDATES])


def _levels_inside(element: Element, body: Element | None) -> int:
    """Return how many levels below the body's box an element is; 0 if it is not in it."""
    around: list[Element] = list(islice(element.iterancestors("*"), _MOST_LEVELS))
    return around.index(body) + 1 if body is not None and body in around else 0


def _counts_paragraphs(locator: str, levels: int) -> bool:
    """Return True if the last steps of a locator count to another element of the body than its first."""
    return any("(" in step and not step.endswith("(1)") for step in locator.split(" > ")[-levels:])


def _verdicts(
    doc: Document,
    article: Article,
    known: LearntTemplate,
    found: dict[str, list[Element]],
    fields: dict[str, tuple[str, ...]],
) -> dict[str, dict[str, bool]]:
    """Return for each known locator that is not in `fields`, but matches one element, whether that holds the value.

    On a page without that field it does not; but of a line outside the body nobody knows that it names no author.
    """
    body = next(iter(found.get("body", ())), None)
    stated = {field for field in MAY_LACK if getattr(article, field)}
    verdicts: dict[str, dict[str, bool]] = {}
    for field, locators in known.fields.items():
        chain = found.get(field, [])
        if field in known.ruled or not (chain or (field in MAY_LACK and field not in stated)):
            continue
        for locator in set(locators).difference(fields.get(field, ())):
            matched = matches(locator, doc)
            if len(matched) == 1 and (chain or field != "authors" or _levels_inside(matched[0], body)):
                is_value = bool(chain) and (matched[0] in chain or _same_words(matched[0], chain[0]))
                verdicts.setdefault(field, {})[locator] = is_value
    return verdicts


def _same_words(one: Element, other: Element) -> bool:
    if one.tag in ("body", "html") or is_larger(one, _MOST_ELEMENTS) or is_larger(other, _MOST_ELEMENTS):
        return False
    return fold(text_of(one)) == fold(text_of(other))


def _captions(found: set[Element]) -> list[BoxSeen]:
    """Return the named boxes that hold a caption and nothing else."""
    return [BoxSeen(locator, "", "caption") for locator in sorted({names_of(one)[0] for one in found})]


def _boxes(body: Element, article: Article, apart: set[Element]) -> list[BoxSeen]:
    """Return the named boxes inside the body, without pictures, tables and the fields that are `apart`."""
    kept = (article.title, article.summary, article.raw.authors, article.raw.attribution, article.raw.published)
    captions = (words for image in article.images for words in (image.caption, image.credit))
    files = (file.title for file in article.attachments)
    known = "\n".join(clean(one or "") for one in (*kept, *captions, *files))
    found: list[BoxSeen] = []
    boxes = list(islice(body.iterchildren("*"), _MOST_CHILDREN))
    inner = (one for box in boxes[:_MOST_CHILDREN] for one in islice(box.iterchildren("*"), _MOST_BOXES))
    for box in islice((*boxes, *inner), 2 * _MOST_CHILDREN):
        names = names_of(box)
        if not names or box in apart or is_larger(box, _MOST_ELEMENTS) or next(box.iter(*_MEDIA), None) is not None:
            continue
        words = text_of(box)
        start = words[:_COMPARED]
        if words and len(words) <= _LONGEST_BOX and start not in known:
            is_text = start in article.text or words[-_COMPARED:] in article.text
            kind: Literal["text", "nothing"] = "text" if is_text else "nothing"
            found.append(BoxSeen(names[0], blake2b(words.encode(), digest_size=4).hexdigest(), kind))
    return list(dict.fromkeys(found))[:_MOST_BOXES]
