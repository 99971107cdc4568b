"""Read an archived page for `corpus verify`: which article does it say it is?"""

from __future__ import annotations

from hanoi_press.crawl.bounded import TooCostly, time_limit
from hanoi_press.crawl.template_learner import ObservedArticle
from hanoi_press.items import Article
from hanoi_press.replay.slices import read_record
from hanoi_press.sources import source_for
from hanoi_press.store.archive_pages import PageFacts
from hanoi_press.warc.reader import Capture

_SECONDS = 10.0


def read_page(capture: Capture, url: str) -> PageFacts | None:
    """Return what a page states of itself; None if it is no article.

    An answer from no article's address may be that of an API, and is read as that of the article at `url`.
    """
    own = capture.page or capture.url
    source = source_for(own)
    is_page = source is not None and source.identify(own) is not None
    address = own if is_page else url
    source = source_for(address)
    if source is None:
        return None
    try:
        with time_limit(_SECONDS):
            found = read_record(capture, address, source, from_api=not is_page or capture.page is not None)
    except (TooCostly, MemoryError):
        return None
    article = found.article if isinstance(found, ObservedArticle) else found
    if not isinstance(article, Article):
        return None
    return PageFacts(article.id if is_page else "", article.title)
