"""Read pages of a site that no source describes, to learn what they are."""

from __future__ import annotations

from dataclasses import dataclass

from hanoi_press.families import FAMILIES
from hanoi_press.items import Article, Identity
from hanoi_press.pages import Document, NotAnArticle, read
from hanoi_press.pages.heuristics.known_words import split_title
from hanoi_press.pages.json_ld import publisher, types
from hanoi_press.sources import context_for
from hanoi_press.sources.address import canonicalise, digest
from hanoi_press.text.hosts import host_of
from hanoi_press.text.moments import utc_now
from hanoi_press.text.normalize import clean, fold

_LEAST_TEXT, _LEAST_DATED = 200, 60  # characters of a page that may be an article, without and with a date
_LONGEST_NAME = 100  # characters of a publisher
_SITES = frozenset({"WebSite", "NewsMediaOrganization", "Organization", "GovernmentOrganization"})


@dataclass(frozen=True, slots=True)
class SamplePage:
    """What a page is: `kind` is `article`, or the verdict on a page that is none. `names`: what it calls its site.

    The names are pairs of where one stands (`og:site_name`, `JSON-LD`, `title`) and the name. `family` is the name of
    the CMS, if its page class read the page by structure.
    """

    url: str
    kind: str
    title: str = ""
    characters: int = 0
    published_at: str | None = None
    family: str = ""
    names: tuple[tuple[str, str], ...] = ()

    @property
    def is_article(self) -> bool:
        """True for a page with a headline and a text as an article has."""
        least = _LEAST_DATED if self.published_at else _LEAST_TEXT
        return self.kind == "article" and self.characters >= least


def read_sample(body: bytes, url: str, encoding: str | None = None) -> SamplePage:
    """Return what the page at `url` is. Never raises because of a page's content."""
    seen: list[tuple[Document, Article]] = []
    try:
        context = context_for(None)._replace(identify=_identify)
        article = read(
            body,
            url,
            context,
            encoding=encoding,
            fetched_at=utc_now(),
            on_read=lambda doc, article: seen.append((doc, article)),
        )
    except NotAnArticle as verdict:
        return SamplePage(url, verdict.kind, names=site_names(body, url))
    except Exception as error:
        return SamplePage(url, f"unreadable ({type(error).__name__})")
    names = _names(seen[0][0], article.title) if seen else ()
    pages = {page.name: family.name for family in FAMILIES for page in family.templates}
    family = pages.get(article.extraction.page, "")
    return SamplePage(url, "article", article.title, len(article.text), article.published_at, family, names)


def site_names(body: bytes, url: str) -> tuple[tuple[str, str], ...]:
    """Return what a page calls its site; () for a page that cannot be parsed."""
    try:
        return _names(Document(body, url), "")
    except Exception:
        return ()


def _identify(url: str) -> Identity:
    host = host_of(url)
    return Identity(f"{host}/{digest(canonicalise(url))}", host, host, url, True)


def _names(doc: Document, headline: str) -> tuple[tuple[str, str], ...]:
    nodes = [one for one in doc.json_ld if types(one) & _SITES]
    stated = [("og:site_name", doc.meta("og:site_name")), ("JSON-LD", doc.news_publisher)]
    stated += [("JSON-LD", publisher(one, doc.json_ld)) for one in nodes]
    stated.append(("application-name", doc.meta("application-name")))
    parts = split_title(clean(doc.root.findtext(".//title") or ""))
    own = fold(headline)
    ends = [one for one in dict.fromkeys((*parts[-1:], *parts[:1])) if not own or fold(one) not in own]
    stated += [("title", one) for one in ends if own not in fold(one) or not own]
    return tuple((place, name) for place, found in stated if 1 < len(name := clean(found)) <= _LONGEST_NAME)
