"""Lines of the corpus for tests of the disk."""

from __future__ import annotations

from hanoi_press.items import Article, Extraction, Raw, content_hash


def article(number: int, words: str = "Một câu.", *, source: str = "hanoimoi", published: str | None = None) -> Article:
    """An article whose words are the ones given."""
    title = f"Bài số {number}"
    return Article(
        id=f"{source}/{number}",
        source=source,
        publisher="Hànộimới",
        url=f"https://hanoimoi.vn/bai-{number}.html",
        title=title,
        summary=None,
        text=words,
        authors=[],
        dateline=None,
        published_at=published or "2026-11-20T08:15:32+07:00",
        modified_at=None,
        section=[],
        tags=[],
        images=[],
        attachments=[],
        attribution=None,
        language="vi",
        raw=Raw(),
        content_hash=content_hash(title, None, words),
        extraction=Extraction("test", {}),
        fetched_at="2026-11-24T01:00:00Z",
    )
