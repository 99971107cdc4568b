"""Read an article from a plain dump of its page: the text of the page, line by line, without markup.

Portals print in this order: boilerplate, title, date, paragraphs, attribution, boilerplate. Without markup, a title is
the line above the first date, a caption the line below the name of a picture's file, and an attribution a line of its
own after the last paragraph. A dump does not show which paragraph was the summary, so it
remains the first one of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from hanoi_press.items import Attribution, Image
from hanoi_press.text import bylines, dates
from hanoi_press.text.boilerplate import is_boilerplate, is_never_text, is_outer_boilerplate, is_related_link
from hanoi_press.text.normalize import clean
from hanoi_press.text.related_labels import is_related_heading

_PICTURE = re.compile(r"[\w%().-]+\.(?:jpe?g|png|gif|webp|bmp)", re.I)
_MAX_CAPTION = 250  # characters; longer text below a picture is a paragraph
_MAX_CAPTION_SENTENCE = 120  # the same for a line that ends like a sentence
_MAX_LABEL = 80  # characters; a longer line is not a label of the site
_MAX_HEADLINE = 150  # characters
_MAX_DATE = 60  # characters; a longer line is a sentence with a date in it
_MOST_SECTIONS = 4  # lines between a title and its repetition as headline
_LAST_DATE_LINE = 40  # a date further down is not the article's
_OTHERS = (">>", "»")  # marks of a line that leads to another article; "►" may be an entry's
_SENTENCE = re.compile(r"[.!?…:]”?$")


@dataclass(slots=True)
class Dump:
    """The fields read from a dump.

    `published_at` is as in `items.Article`, `raw_published` as printed; `images` have file names in place of addresses.
    """

    title: str | None = None
    published_at: str | None = None
    raw_published: str | None = None
    text: str = ""
    images: list[Image] = field(default_factory=list)
    attribution: Attribution | None = None


def read_dump(text: str, source_of: Callable[[str], str | None] = lambda name: None) -> Dump:
    """Return the article in a dump of a page; empty if the dump is all boilerplate.

    `source_of` returns the name of our source for an outlet name, or None.
    """
    lines = [line for raw in text.splitlines() if (line := clean(raw))]
    found = Dump()
    body = _body(lines, found)
    body = _without_tail(body, found, source_of)
    found.text = "\n\n".join(_without_pictures(body, found))
    return found


def _body(lines: list[str], found: Dump) -> list[str]:
    """Return the lines after title and date: the date is the first line with only a date, the title is above it."""
    dated = next((n for n, line in enumerate(lines) if len(line) <= _MAX_DATE and _is_date(line)), None)
    if dated is not None and dated < _LAST_DATE_LINE:
        found.raw_published = lines[dated]
        found.published_at = dates.parse(lines[dated])
        above = [line for line in lines[:dated] if not is_outer_boilerplate(line)]
        found.title = above[-1] if above else None
        below = _first_of_article(lines, dated + 1)  # portals print their buttons below the date
        if found.title is None and below < len(lines):  # some print the date first
            found.title = lines[below]
            below = _first_of_article(lines, below + 1)
        return lines[below:]
    first = _first_of_article(lines, 0)
    if first < len(lines) and not _SENTENCE.search(lines[first]):
        found.title = lines[first]
        first += 1
        # SharePoint prints the window's title first, then section and headline
        repeated = (n for n in range(first, min(first + _MOST_SECTIONS, len(lines))) if lines[n] == found.title)
        first = next(repeated, first - 1) + 1
    return lines[first:]


def _first_of_article(lines: list[str], start: int) -> int:
    """Return the number of the first line from `start` that is not the site's."""
    return next((n for n in range(start, len(lines)) if not is_outer_boilerplate(lines[n])), len(lines))


def _is_date(line: str) -> bool:
    """Return True if the line is a date, apart from weekday, hour or a label."""
    return dates.parse(line) is not None and len(re.sub(r"[\d/:.,|()\s-]", "", line)) <= 25


def _without_tail(lines: list[str], found: Dump, source_of: Callable[[str], str | None]) -> list[str]:
    """Return the lines without the boilerplate after the article and without its attribution, which is recorded."""
    end = len(lines)
    while end and (is_outer_boilerplate(lines[end - 1]) or is_related_link(lines[end - 1])):
        end -= 1
    end, name = _before_attribution(lines, end)
    end = _before_others(lines, end)
    if name is None:
        end, name = _before_attribution(lines, end)
    if name:
        found.attribution = Attribution(name, None, source_of(name))
    return lines[:end]


def _before_others(lines: list[str], end: int) -> int:
    """Return the number of the label of other articles or tags in the second half, if only headlines follow it."""
    for number in range(end - 1, end // 2 - 1, -1):
        if is_boilerplate(lines[number]) or is_related_heading(lines[number]):
            end = number
        elif len(lines[number]) > _MAX_HEADLINE or _SENTENCE.search(lines[number]):
            break
    return end


def _before_attribution(lines: list[str], end: int) -> tuple[int, str | None]:
    """Return the number of the attribution among the last lines, and its name; `end` and None if there is none."""
    # labels that `is_outer_boilerplate` does not know may follow the attribution; sentences may not
    for number in range(end - 1, end // 2 - 1, -1):
        if name := bylines.attribution(lines[number]):
            return number, name
        if not _is_label(lines[number]):
            break
    return end, None


def _without_pictures(lines: list[str], found: Dump) -> list[str]:
    """Return the lines without the names of pictures and the captions below them, which are recorded."""
    kept: list[str] = []
    is_below_picture = False
    for line in lines:
        if _PICTURE.fullmatch(line):
            found.images.append(Image(line))
            is_below_picture = True
            continue
        if is_below_picture and _is_caption(line):
            found.images[-1].caption, found.images[-1].credit = bylines.caption(line)
        elif not (line.startswith(_OTHERS) or is_boilerplate(line) or is_never_text(line)):
            kept.append(line)
        is_below_picture = False
    return kept


def _is_label(line: str) -> bool:
    return len(line) < _MAX_LABEL and not _SENTENCE.search(line)


def _is_caption(line: str) -> bool:
    """Return True if a line below a picture's name is its caption: short, and shorter still if it is a sentence."""
    longest = _MAX_CAPTION_SENTENCE if _SENTENCE.search(line) else _MAX_CAPTION
    return len(line) <= longest and line[-1] not in ":?!" and not line[0].islower()
