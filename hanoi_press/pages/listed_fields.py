"""Fill the title, the summary and the date that a page does not have with what a list stated of its article.

A list's picture is not taken: it is a thumbnail, and `images` are the pictures that the article shows.
"""

from __future__ import annotations

from hanoi_press.items import Article, Listed
from hanoi_press.pages.document import Document, text_of
from hanoi_press.text import bylines
from hanoi_press.text.cut_off import is_cut_off
from hanoi_press.text.moments import states_future
from hanoi_press.text.normalize import fold

_LIST = "list"  # the origin of such a field
_BEGINNING = 10_000  # characters of the text in which a summary is looked for


def fill_from_list(article: Article, listed: Listed | None, doc: Document) -> None:
    """Fill the fields that are empty, with the origin "list".

    What the list cut off ("…") is neither a title nor a summary, and words that are in the text are no summary. A title
    must be printed somewhere on the page, because another page may be served in the article's place. A date in the
    future is not taken; the moment that a list states completes a day that the page prints.
    """
    if listed is None:
        return
    origin = article.extraction.fields
    if not article.title and listed.title and not is_cut_off(listed.title) and _is_printed(listed.title, doc):
        article.title = listed.title
        origin["title"] = _LIST
    if not article.summary and (summary := _summary(article, listed)):
        dateline, article.summary = bylines.dateline(summary)
        article.dateline = article.dateline or dateline
        origin["summary"] = _LIST
    stated = listed.published
    is_finer = stated is not None and "T" in stated and article.published_at == stated[:10]
    if stated and (article.published_at is None or is_finer) and not states_future(stated, article.fetched_at):
        article.published_at = stated
        article.raw.published = article.raw.published or stated
        origin["published_at"] = _LIST
    if _LIST in origin.values():
        article.note_changes()


def _is_printed(title: str, doc: Document) -> bool:
    words = fold(title)
    return bool(words) and words in fold(text_of(doc.root))


def _summary(article: Article, listed: Listed) -> str | None:
    """Return the list's summary; None for one that is cut off, repeats the title, or is the beginning of the text."""
    summary = listed.summary
    if not summary or is_cut_off(summary):
        return None
    words = fold(bylines.dateline(summary)[1])
    is_repeated = words == fold(article.title) or words in fold(article.text[:_BEGINNING])
    return None if is_repeated or not words else summary
