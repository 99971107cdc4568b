"""Articles with recurring lines."""

from __future__ import annotations

from hanoi_press.items import Article, Extraction, Raw, content_hash
from hanoi_press.text.recurring_lines import RecurringLines

FOOTER = "Ghi rõ nguồn khi đăng lại thông tin từ trang này"


FORMULA = "Nghị định có hiệu lực từ ngày ký ban hành."


def article(number: int, *lines: str, section: str = "", day: int | None = None) -> Article:
    text = "\n\n".join(lines)
    return Article(
        id=f"mst/{number}",
        source="mst",
        publisher="Bộ",
        url=f"https://mst.gov.vn/a-{number}.htm",
        title=f"Tin số {number}",
        summary=None,
        text=text,
        authors=[],
        dateline=None,
        published_at=f"2026-11-{(day or number % 28) + 1:02}T08:00:00+07:00",
        modified_at=None,
        section=[section or ("Bưu chính", "Viễn thông", "An toàn thông tin")[number % 3]],
        tags=[],
        images=[],
        attachments=[],
        attribution=None,
        language="vi",
        raw=Raw(),
        content_hash=content_hash("", None, text),
        extraction=Extraction("vccorp", {}),
        fetched_at="2026-11-24T03:00:00Z",
    )


def learnt_from(*articles: Article) -> RecurringLines:
    counts = RecurringLines()
    for one in articles:
        counts.learn(one)
    return counts
