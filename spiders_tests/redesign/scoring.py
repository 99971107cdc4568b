"""Read all articles of the modelled sites at a level of redesign, and compare each field with the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any, NamedTuple

from hanoi_press.items import Article, Listed
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.sources import context_for, sources
from spiders_tests.sites import spec
from spiders_tests.sites.build_sample import pages
from spiders_tests.sites.hanoimoi.site import ARTICLES
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import piece, renderers

from .listed_rows import listed_by_the_site
from .rewrite import is_html, redesigned
from .wanted import FIELDS, OTHERS, visible_words, wanted

FETCHED_AT = "2026-11-24T03:00:00Z"


class Wrong(NamedTuple):
    """A field that differs from the gold, or a page that was not read (field "page")."""

    source: str
    level: int
    url: str
    field: str
    wanted: Any
    found: Any


@dataclass
class Score:
    """Counts of one source at one level; `frame` are added paragraphs that hold nothing of the article."""

    source: str
    level: int
    pages: int = 0
    read: int = 0
    title: int = 0
    text: int = 0
    lost: int = 0
    added: int = 0
    published_at: int = 0
    summary: int = 0
    authors: int = 0
    frame: int = 0
    section: int = 0
    tags: int = 0
    images: int = 0
    wrong: list[Wrong] = field(default_factory=list, repr=False)


class ModelledSite(NamedTuple):
    """A modelled site: its pages, the golds of its articles' HTML pages by address, what its lists state of them."""

    source: str
    pages: dict[str, Page]
    golds: dict[str, dict[str, Any]]
    listed: dict[str, Listed]


def modelled_sources() -> list[str]:
    """Return the sources with a modelled site that has articles as HTML (not only in a JSON API)."""
    return [name for name in ("hanoimoi", *renderers()) if modelled_site(name).golds]


@cache
def modelled_site(source: str) -> ModelledSite:
    """Return a source's modelled site with its golds."""
    site = pages(source)
    if source == "hanoimoi":
        golds = [spec.gold(one) for one in spec.load(ARTICLES) if not one.sponsored]
    else:
        golds = [piece.gold(one) for one in piece.load(source)]
    by_url = {gold["url"]: gold for gold in golds if _prints(site.get(gold["url"]), gold)}
    return ModelledSite(source, site, by_url, listed_by_the_site(site, by_url))


def _prints(page: Page | None, gold: dict[str, Any]) -> bool:
    """Return True if the article's address answers with it as HTML, not with a shell that a script fills."""
    return page is not None and is_html(page) and gold["title"] in visible_words(page.body)


@cache
def redesigned_article(source: str, url: str, level: int, seed: str = "") -> bytes:
    """Return an article's page at a level; each source has a redesign of its own."""
    return redesigned(modelled_site(source).pages[url].body, level, f"{source}{seed}")


def read_article(source: str, url: str, level: int, *, cold: bool, listed: Listed | None, seed: str = "") -> Article:
    """Read an article's page at a level; `cold` without any template. Raises `NotAnArticle`."""
    context = context_for(sources()[source])
    if cold:
        context = context._replace(templates=(), other_templates=())
    body = redesigned_article(source, url, level, seed)
    return read(body, url, context, fetched_at=FETCHED_AT, listed=listed)


def score(source: str, level: int, *, cold: bool = False, with_list: bool = True, seed: str = "") -> Score:
    """Return the score of a source at a level; another `seed` gives other names and makes of boxes."""
    site, out = modelled_site(source), Score(source, level)
    for url, gold in site.golds.items():
        listed = site.listed.get(url) if with_list else None
        out.pages += 1
        try:
            article = read_article(source, url, level, cold=cold, listed=listed, seed=seed)
        except (NotAnArticle, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            out.lost += gold["text"].count("\n\n") + 1
            out.wrong.append(Wrong(source, level, url, "page", "an article", f"{type(error).__name__}: {error}"))
            continue
        out.read += 1
        compare(article, gold, redesigned_article(source, url, level, seed), listed, out)
    return out


def compare(article: Article, gold: dict[str, Any], page: bytes, listed: Listed | None, out: Score) -> None:
    """Count in `out` which fields of an article are right, and note the wrong ones."""
    right = wanted(gold, page, out.level, listed)
    for name in FIELDS:
        found, values = getattr(article, name), getattr(right, name)
        if found in values:
            setattr(out, name, getattr(out, name) + 1)
        elif name != "text":
            out.wrong.append(Wrong(out.source, out.level, article.url, name, values[0], found))
    for name in OTHERS:
        value = _pictures(article.images) if name == "images" else getattr(article, name)
        if value == (_pictures(gold["images"]) if name == "images" else gold[name]):
            setattr(out, name, getattr(out, name) + 1)
        else:
            out.wrong.append(Wrong(out.source, out.level, article.url, name, gold[name], value))
    had, has = Counter(gold["text"].split("\n\n")), Counter(article.text.split("\n\n"))
    lost, added = list((had - has).elements()), list((has - had).elements())
    frame = [paragraph for paragraph in added if not _is_of_article(paragraph, gold)]
    out.lost, out.added, out.frame = out.lost + len(lost), out.added + len(added), out.frame + len(frame)
    if article.text != gold["text"]:
        out.wrong += _text_faults(out, article, lost, added, frame)


def _pictures(images: Iterable[Any]) -> list[tuple[str, ...]]:
    """Return address, caption and credit of each picture, of a gold or of an article."""
    rows = [image if isinstance(image, dict) else asdict(image) for image in images]
    return [tuple(row[name] for name in ("url", "caption", "credit")) for row in rows]


def _text_faults(out: Score, article: Article, lost: list[str], added: list[str], frame: list[str]) -> Iterator[Wrong]:
    for paragraph in lost:
        yield Wrong(out.source, out.level, article.url, "lost", paragraph, None)
    for paragraph in added:
        name = "frame" if paragraph in frame else "added"
        yield Wrong(out.source, out.level, article.url, name, None, paragraph)
    if not lost and not added:
        yield Wrong(out.source, out.level, article.url, "order", "the gold's order", article.text)


def _is_of_article(paragraph: str, gold: dict[str, Any]) -> bool:
    """Return True if a paragraph's words are the article's: of its text, head, captions, bylines, tags or date."""
    captions = [image[part] for image in gold["images"] for part in ("caption", "credit")]
    own = [
        gold["title"],
        gold["summary"],
        gold["text"].replace("\n\n", " "),
        *captions,
        *gold["authors"],
        *gold["tags"],
    ]
    words = " ".join(paragraph.casefold().split())
    parts = [" ".join(one.casefold().split()) for one in own if one]
    return any(words in part or part in words for part in parts)
