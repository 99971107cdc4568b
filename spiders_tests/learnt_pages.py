"""Pages of a small unknown site, and what is learnt from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hanoi_press.items import Article, Identity
from hanoi_press.pages.assembly import assemble
from hanoi_press.pages.document import Document
from hanoi_press.pages.learnt_page import learnt_page
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.pages.observation import Observation, observe
from hanoi_press.pages.template_counts import TemplateCounts
from hanoi_press.sources import source_of
from spiders_tests.corpus_lines import article as line

DAY = "2026-11-24"
FETCHED = f"{DAY}T00:00:00Z"
NAMES = {name: name for name in "head headline sapo when by story note crumbs topics".split()}
_WORDS = "phường làng chợ cầu sông hồ bãi đê vườn sân mái ngõ thợ bạn trẻ già sớm muộn nắng mưa".split()


def words(number: int, part: int) -> str:
    """Return a sentence; each number and part has its own."""
    return " ".join(_WORDS[(number * 7 + part * 3 + step * (number + 2)) % len(_WORDS)] for step in range(14)) + (
        f", bước {number}-{part}."
    ).replace("phường", "Phường")


def values(number: int, **changes: Any) -> Article:
    """Return the article with this number, as its page should be read."""
    found = line(number, "\n\n".join(words(number, part).capitalize() for part in range(4)))
    found.title = f"Chuyện thứ {number} của xóm chợ"
    found.summary = f"Tóm tắt thứ {number}: {words(number, 9)}"
    found.authors = [("Lê Thị Hoa", "Trần Văn Bình", "Phạm Minh Đức")[number % 3]]
    found.published_at = f"2026-11-{10 + number % 9}T08:15:00+07:00"
    found.raw.published = f"{10 + number % 9}/11/2026 08:15"
    found.raw.authors = found.authors[0]
    found.section = ["Đời sống"]
    found.tags = [f"thẻ {number}", "xóm chợ"]
    found.extraction.confidence = "high"
    for name, value in changes.items():
        setattr(found, name, value)
    return found


def page(article: Article, names: dict[str, str] = NAMES, note: str = "") -> bytes:
    """Return the page of an article, with these names of its boxes; `note` is a box inside the body."""
    paragraphs = [f"<p>{one}</p>" for one in article.text.split("\n\n")]
    box = f'<div class="{names["note"]}">{note}</div>' if note else ""
    summary = f'<p class="{names["sapo"]}">{article.summary}</p>' if article.summary else ""
    by = f'<span class="{names["by"]}">{article.raw.authors}</span>' if article.authors else ""
    topics = ", ".join(f'<a href="/the">{one}</a>' for one in article.tags)
    return f"""<!DOCTYPE html><html><head><title>{article.title}</title></head><body>
    <div class="menu"><a href="/">Trang chủ</a><a href="/a">Đời sống</a><a href="/b">Kinh tế</a></div>
    <div class="{names["head"]}">
    <div class="{names["crumbs"]}"><a href="/">Trang chủ</a> <a href="/a">Đời sống</a></div>
    <h1 class="{names["headline"]}">{article.title}</h1>
    <span class="{names["when"]}">{article.raw.published}</span>{by}</div>{summary}
    <div class="{names["story"]}">{paragraphs[0]}{box}{"".join(paragraphs[1:])}</div>
    <div class="{names["topics"]}">{topics}</div>
    <div class="others"><p>Tin khác</p><a href="/x">{words(99, 1)}</a></div></body></html>""".encode()


def observed(article: Article, body: bytes, known: LearntTemplate | None = None) -> Observation:
    """Return what a page teaches."""
    found = observe(Document(body, article.url), article, known)
    assert found is not None
    return found


def learn(counts: TemplateCounts, numbers: Iterable[int], names: dict[str, str] = NAMES, day: str = DAY) -> None:
    """Learn from the pages with these numbers."""
    for number in numbers:
        article = values(number)
        counts.learn(observed(article, page(article, names), counts.template()), day)


def counts_of(numbers: Iterable[int], day: str = DAY) -> TemplateCounts:
    """Return what is counted on the pages with these numbers."""
    counts = TemplateCounts()
    learn(counts, numbers, day=day)
    return counts


def template(numbers: Iterable[int] = range(3)) -> LearntTemplate:
    """Return what is learnt from pages."""
    return counts_of(numbers).template()


def read_by(known: LearntTemplate, body: bytes, url: str = "https://unknown.example/a") -> Article | None:
    """Return a page's article as the template reads it; None if the template does not know its body."""
    found = learnt_page(Document(body, url), Identity("x/1", "x", "X", url), source_of, known)
    return assemble(found, FETCHED) if found is not None else None
