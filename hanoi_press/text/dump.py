"""A page's text as a careless scraper keeps it (a plain dump, line by line) back to its article.

The order in which the portals print: frame, title, date, paragraphs, attribution, frame. A dump says nothing of markup,
so only what a line itself shows is told apart: a title is the line above the first date, a caption the line below the
name of a picture's file, an attribution a line of its own behind the last paragraph. Which paragraph was the sapo, a
dump does not say: it stays the first of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from hanoi_press.items import Attribution, Image
from hanoi_press.text import bylines, dates
from hanoi_press.text.boilerplate import is_boilerplate, is_outer_boilerplate, is_related_link
from hanoi_press.text.normalize import clean

_PICTURE = re.compile(r"[\w%().-]+\.(?:jpe?g|png|gif|webp|bmp)", re.I)
_CAPTION = 250  # characters; what is longer below a picture is a paragraph
_CAPTION_SENTENCE = 120  # the same for a line that ends like a sentence
_LABEL = 80  # characters; what is longer is no label of a frame
_DATE = 60  # characters; what is longer is a sentence with a date in it
_SENTENCE = re.compile(r"[.!?…:]”?$")


@dataclass(slots=True)
class Dump:
    """What a dump holds. `published_at` as in `items.Article`, `raw_published` as printed; `images` name files, not
    addresses: a dump has none."""

    title: str | None = None
    published_at: str | None = None
    raw_published: str | None = None
    text: str = ""
    images: list[Image] = field(default_factory=list)
    attribution: Attribution | None = None


def read_dump(text: str, source_of: Callable[[str], str | None] = lambda name: None) -> Dump:
    """The article in a dump of a page, line by line. Empty where the dump is all frame."""
    lines = [line for raw in text.splitlines() if (line := clean(raw))]
    found = Dump()
    body = _body(lines, found)
    body = _without_tail(body, found, source_of)
    found.text = "\n\n".join(_without_pictures(body, found))
    return found


def _body(lines: list[str], found: Dump) -> list[str]:
    """The lines behind title and date. The date is the first line that is nothing else; the title stands above it."""
    dated = next((n for n, line in enumerate(lines) if len(line) <= _DATE and _is_date(line)), None)
    if dated is not None and dated < 40:
        found.raw_published = lines[dated]
        found.published_at = dates.parse(lines[dated])
        above = [line for line in lines[:dated] if not is_outer_boilerplate(line)]
        found.title = above[-1] if above else None
        if found.title is None and len(lines) > dated + 1:  # some portals print the date first
            found.title = lines.pop(dated + 1)
        return lines[dated + 1 :]
    first = next((n for n, line in enumerate(lines) if not is_outer_boilerplate(line)), len(lines))
    if first < len(lines) and not _SENTENCE.search(lines[first]):
        found.title = lines[first]
        first += 1
    return lines[first:]


def _is_date(line: str) -> bool:
    """A date with little around it: weekday, hour, a label."""
    return dates.parse(line) is not None and len(re.sub(r"[\d/:.,|()\s-]", "", line)) <= 25


def _without_tail(lines: list[str], found: Dump, source_of: Callable[[str], str | None]) -> list[str]:
    """Cuts the frame behind the article and takes its attribution."""
    end = len(lines)
    while end and (is_outer_boilerplate(lines[end - 1]) or is_related_link(lines[end - 1])):
        end -= 1
    name = None
    # labels of a frame that nobody recorded may stand behind the attribution; sentences may not
    for number in range(end - 1, end // 2 - 1, -1):
        if name := bylines.attribution(lines[number]):
            end = number + 1
            break
        if not _is_label(lines[number]):
            break
    if name:
        found.attribution = Attribution(name, None, source_of(name))
        end -= 1
    return lines[:end]


def _without_pictures(lines: list[str], found: Dump) -> list[str]:
    """Takes the names of pictures out, and the captions below them."""
    kept: list[str] = []
    below = False
    for line in lines:
        if _PICTURE.fullmatch(line):
            found.images.append(Image(line))
            below = True
            continue
        if below and _is_caption(line):
            found.images[-1].caption, found.images[-1].credit = bylines.caption(line)
        elif not (is_related_link(line) or is_boilerplate(line)):
            kept.append(line)
        below = False
    return kept


def _is_label(line: str) -> bool:
    return len(line) < _LABEL and not _SENTENCE.search(line)


def _is_caption(line: str) -> bool:
    """Below a picture's name: short, and where it is a whole sentence, very short."""
    longest = _CAPTION_SENTENCE if _SENTENCE.search(line) else _CAPTION
    return len(line) <= longest and line[-1] not in ":?!" and not line[0].islower()
