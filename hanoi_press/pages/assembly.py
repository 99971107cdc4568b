"""Build an `Article` from the fields that a page class reads."""

from __future__ import annotations

from hanoi_press.items import FUTURE, Article, Extraction, content_hash
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.whole_fields import whole_summary, whole_title
from hanoi_press.text import bylines, dates
from hanoi_press.text.moments import states_future


def assemble(page: ArticlePage, fetched_at: str) -> Article:
    """Return the page as an `Article`; title and text are empty if the page class finds none.

    `fetched_at` is UTC (`2026-11-24T03:00:00Z`).
    """
    page.fetched_at = fetched_at
    title = whole_title(page, page.title() or "")
    section = page.section()
    printed = whole_summary(page, page.summary())
    dateline, summary = page.split_dateline(printed) if printed else (None, None)
    authors = page.authors(section)
    body = page.prose(title, summary, printed, authors)
    text = "\n\n".join(body.paragraphs)
    if text:
        page.origin.setdefault("text", "css")
    if page.doc.flattened:
        page.origin["markup"] = "flattened"
    attribution = page.attribution(body)
    published = _not_future(page, "published", page.published(), fetched_at)
    modified = _not_future(page, "modified", page.modified(), fetched_at)
    return Article(
        id=page.identity.id,
        source=page.identity.source,
        publisher=page.identity.publisher,
        url=page.identity.url,
        title=title,
        summary=summary or None,
        text=text,
        authors=authors or _signed(page, body),
        dateline=dateline,
        published_at=published,
        modified_at=modified,
        section=section,
        tags=page.tags(),
        images=page.content.images,
        attachments=page.content.attachments,
        attribution=attribution,
        language=page.language(),
        raw=page.raw,
        content_hash=content_hash(title, summary or None, text),
        extraction=Extraction(page.name, _origins(page)),
        fetched_at=fetched_at,
    )


def _origins(page: ArticlePage) -> dict[str, str]:
    """Return where each field came from, by name."""
    return {name: page.layer if origin == "css" else origin for name, origin in sorted(page.origin.items())}


def _not_future(page: ArticlePage, name: str, stated: str | None, fetched_at: str) -> str | None:
    """Return a date that the page states; None, and flagged, if it is more than a day later than the fetch.

    Such a date is an editor's typo or the site's wrong clock. `raw` has what the page prints; if that is another date,
    which may be true, it is returned.
    """
    if not states_future(stated, fetched_at):
        return stated
    if page.origin.get(f"{name}_at") == "css":  # then the printed date is this one
        page.origin[f"{name}_at"] = FUTURE
        return None
    printed = dates.in_hanoi(dates.parse(getattr(page.raw, name)))
    if printed is None:
        setattr(page.raw, name, stated)
    elif not states_future(printed, fetched_at):
        page.origin[f"{name}_at"] = "css"
        return printed
    page.origin[f"{name}_at"] = FUTURE
    return None


def _signed(page: ArticlePage, body: Prose) -> list[str]:
    """Return the people who signed under the body."""
    names = list(filter(page.site.is_person, bylines.authors(body.signature or "")))
    if names:
        page.origin["authors"] = "css"
        page.raw.authors = body.signature
    return names
