"""Write texts with their compound words joined by `_`, as underthesea or pyvi find them.

Both libraries change what they read (underthesea writes `quy` for `qui`, both drop the blank line between paragraphs),
need a time that grows with the square of a long string without spaces, and underthesea one that doubles with each `!`
behind `http:a`. So only their decisions are used: where a word begins, and which spaces are within a word. The
characters are those of the text, and a string that is too long, an address, or not printable is kept from them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Annotated, Literal, get_args

from msgspec import Meta

from hanoi_press.corpus.filters import one_of
from hanoi_press.corpus.optional_library import optional_library
from hanoi_press.corpus.word_alignment import aligned_words
from hanoi_press.items import Article

Segmenter = Literal["underthesea", "pyvi"]
Segment = Callable[[str], str]

_LONGEST = 40  # characters of a string between spaces that a library is given
_PIECE = 2_000  # characters that a library is given at a time; pyvi keeps 3 kB for each word
# What underthesea takes for the beginning of an address.
_ADDRESS = re.compile(r"(?:https?|ftps?):|\.[a-z]{2,13}/", re.I)


@dataclass(slots=True, kw_only=True)
class SegmentedArticle(Article):
    """An article with its title, summary and text as words. All other fields are those of the article."""

    title_words: Annotated[str, Meta(description="`title` as words, compound words joined by `_`")]
    summary_words: Annotated[str | None, Meta(description="`summary` as words")]
    text_words: Annotated[str, Meta(description="`text` as words, its paragraphs kept")]


def segmented(articles: Iterable[Article], words: Segmenter) -> Iterator[SegmentedArticle]:
    """Yield articles with their words; one in another language than Vietnamese has no joints.

    Raises `ValueError` for an unknown segmenter and `ImportError` if its library is not installed, both at once.
    """
    return map(_Words(segmenter(words)), articles)


def segmenter(words: Segmenter) -> Segment:
    """Return the function that writes a text as words.

    Words have one space between them, a punctuation mark is a word, line breaks stay. Each `_` within a word is a
    joint, and stands for a space of the text; a `_` of the text is a word by itself. Apart from white space and joints
    no character is added, lost or changed, but for decomposed letters, which are composed (NFC).

    Raises `ValueError` for an unknown name, `ImportError` if the library is not installed.
    """
    one_of("words", words, get_args(Segmenter))
    split = _underthesea() if words == "underthesea" else _pyvi()
    return lambda text: "\n".join(_line(line, split) for line in text.split("\n"))


class _Words:
    """Adds words to an article."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __call__(self, article: Article) -> SegmentedArticle:
        is_vietnamese = article.language.partition("-")[0] == "vi"
        segment = self._segment if is_vietnamese else _unjoined
        return SegmentedArticle(
            **{one.name: getattr(article, one.name) for one in _FIELDS},
            title_words=segment(article.title),
            summary_words=None if article.summary is None else segment(article.summary),
            text_words=segment(article.text),
        )


_FIELDS = fields(Article)


def _underthesea() -> Callable[[str], list[str]]:
    with _logging_as_it_is():
        word_tokenize = optional_library("underthesea", "words").word_tokenize
    return lambda piece: [one.replace(" ", "_") for one in word_tokenize(piece)]


@contextmanager
def _logging_as_it_is() -> Iterator[None]:
    """Keep a library that is being imported from configuring the logs, which closes all handlers of the program."""
    import logging.config  # imported late, because many who import this segment nothing

    configure = logging.config.dictConfig
    logging.config.dictConfig = lambda config: None
    try:
        yield
    finally:
        logging.config.dictConfig = configure


def _pyvi() -> Callable[[str], list[str]]:
    tokenize = optional_library("pyvi.ViTokenizer", "words").tokenize
    return lambda piece: str(tokenize(piece)).split()


def _unjoined(text: str) -> str:
    return "\n".join(_line(line, str.split) for line in text.split("\n"))


def _line(line: str, split: Callable[[str], list[str]]) -> str:
    """Return a line as words; `split` returns those of a piece, joined by `_`."""
    words: list[str] = []
    for piece, is_plain in _pieces(line):
        words += aligned_words(piece, split(piece)) if is_plain else piece.replace("_", " _ ").split()
    return " ".join(words)


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line, and whether a library may be given them; their white space is one space."""
    plain: list[str] = []
    size = 0
    for string in line.split():
        if not string.isascii() and len(string) <= _LONGEST:
            string = unicodedata.normalize("NFC", string)
        is_plain = _is_plain(string)
        if plain and (not is_plain or size + len(string) > _PIECE):
            yield " ".join(plain), True
            plain, size = [], 0
        if is_plain:
            plain.append(string)
            size += len(string) + 1
        else:
            yield string, False
    if plain:
        yield " ".join(plain), True


def _is_plain(string: str) -> bool:
    return len(string) <= _LONGEST and string.isprintable() and "_" not in string and not _ADDRESS.search(string)
