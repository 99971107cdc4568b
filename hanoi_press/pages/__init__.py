"""From bytes and an address to an `Article`: no network, no Scrapy engine, one parse a page.

One module a CMS family. `read(body, url, identify)` looks at the page and picks the class that knows its template.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from hanoi_press.items import Article, Identity
from hanoi_press.pages.base import ArticlePage
from hanoi_press.pages.bvhttdl import Bvhttdl, Bvhttdl2022
from hanoi_press.pages.document import Document, decode, is_utf8
from hanoi_press.pages.fragment import Fragment
from hanoi_press.pages.generic import Generic
from hanoi_press.pages.hanoimoi_old import Hanoimoi2013, Hanoimoi2019
from hanoi_press.pages.json_api import JsonArticle, MofApi, MohaApi, MohApi
from hanoi_press.pages.liferay import Liferay, LiferayOther
from hanoi_press.pages.moha import Moha, MohaToday
from hanoi_press.pages.nuxt import Nuxt
from hanoi_press.pages.onecms import OneCmsDetail, OneCmsLongform
from hanoi_press.pages.sharepoint import AroundNews, Mic2020
from hanoi_press.pages.sharepoint_others import Mae, Mard, Moet2021, Moj, Molisa, Monre, TanDan
from hanoi_press.pages.ubdt import Ubdt
from hanoi_press.pages.vccorp import VcCorp
from hanoi_press.pages.verdicts import NotAnArticle, check, without_text
from hanoi_press.pages.vhv import Vhv
from hanoi_press.text.walls import is_refusal

__all__ = ["PAGES", "ArticlePage", "Document", "Identify", "NotAnArticle", "page_for", "read"]

_SHORT = 300  # characters; on a page of no known template such a text may be an error message
Identify = Callable[[str], Identity | None]

# In the order in which they are asked; the last ones take anything.
PAGES: tuple[type[ArticlePage], ...] = (
    OneCmsLongform,
    VcCorp,
    MohApi,
    MohaApi,
    MofApi,
    OneCmsDetail,
    Hanoimoi2019,
    Hanoimoi2013,
    AroundNews,
    Mic2020,
    TanDan,
    Monre,
    Mard,
    Molisa,
    Moj,
    Moet2021,
    Mae,
    Vhv,
    Nuxt,
    Bvhttdl,
    Bvhttdl2022,
    Moha,
    MohaToday,
    Ubdt,
    Liferay,
    LiferayOther,
    Fragment,
    Generic,
)


def page_for(doc: Document) -> type[ArticlePage]:
    """The first page class that recognises the page. JSON that none knows is no article (`NotAnArticle`)."""
    found = next(page for page in PAGES if page.looks(doc))
    if doc.data is not None and not issubclass(found, JsonArticle):
        raise NotAnArticle("empty", "JSON that holds no article")
    return found


def read(body: bytes, url: str, identify: Identify, *, encoding: str | None = None, fetched_at: str) -> Article:
    """The article on a page.

    `url` is the page's own address, `identify` tells who an address is, `fetched_at` is UTC ("2026-11-24T03:00:00Z"),
    `encoding` what the HTTP header declared. Raises `NotAnArticle` with its kind for addresses of none, challenges,
    sponsored pieces and pages without title and text.
    """
    check(body)
    identity = identify(url)
    if identity is None:
        raise NotAnArticle("elsewhere", url)
    article = _article(Document(body, url), identity, identify, fetched_at)
    if "\ufffd" in article.title + article.text and not is_utf8(body):
        return _article(Document(decode(body, encoding), url), identity, identify, fetched_at)
    return article


def _article(doc: Document, identity: Identity, identify: Identify, fetched_at: str) -> Article:
    page = page_for(doc)
    if page in (Fragment, Generic) and is_refusal(doc.body):  # on a page of a known template its text tells
        raise NotAnArticle("blocked", "a refusal with HTTP 200")
    try:
        article = page(doc, _canonical(doc, identity, identify)).article(fetched_at)
    except NotAnArticle as verdict:
        if verdict.kind == "empty" and (better := without_text(doc)):
            raise better from None
        raise
    guessed = article.extraction.page in (Fragment.name, Generic.name) and len(article.text) < _SHORT
    if (guessed or not article.text) and (better := without_text(doc)):
        raise better
    return article


def _canonical(doc: Document, identity: Identity, identify: Identify) -> Identity:
    """The page's own word on its address, where it names the same article: a site may serve an id under any slug."""
    address = doc.canonical
    if not address or address == identity.url or urlsplit(address).path in ("", "/"):
        return identity
    stated = identify(address)
    if stated and stated.source == identity.source and (stated.id == identity.id or identity.hashed):
        return stated
    return identity
