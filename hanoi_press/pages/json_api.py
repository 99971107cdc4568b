"""Articles that a portal's own API answers as JSON, because its pages are shells that a script fills.

moh.gov.vn since 2026, mof.gov.vn since 2025, and moha.gov.vn. Field names are from other people's crawlers of 2026
(portals.md §6; what mof and moha answer for one article, from public crawlers). An HTML fragment inside the JSON is
read by the same reader as any page's body.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from hanoi_press.items import Attachment, Identity
from hanoi_press.pages.base import ArticlePage
from hanoi_press.pages.body import Body
from hanoi_press.pages.document import Document, css, text_of
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.verdicts import NotAnArticle
from hanoi_press.text import bylines, dates
from hanoi_press.text.normalize import clean, unescape

_STORED = re.compile(r"(?<=moh\.gov\.vn)/CustomsCMS/")
_WITHIN = re.compile(r"(?P<name>.+?)\s*\((?P<parent>[^()]+)\)")


class JsonArticle(ArticlePage):
    """What both APIs share: an envelope, and names of fields, each tried in order."""

    BODY = (css("body"),)
    ENVELOPE: ClassVar[str]  # the key that holds the article
    TITLES: ClassVar[Sequence[str]]
    SUMMARIES: ClassVar[Sequence[str]]
    BODIES: ClassVar[Sequence[str]]
    TIMES: ClassVar[Sequence[str]]
    CHANGED: ClassVar[Sequence[str]] = ()
    AUTHORS: ClassVar[Sequence[str]] = ()

    def __init__(self, doc: Document, identity: Identity) -> None:
        held = (doc.data or {}).get(self.ENVELOPE)
        if isinstance(held, list):
            held = held[0] if held else None
        if not isinstance(held, dict) or not held:
            raise NotAnArticle("not-found", "an answer without an article")
        self.data: dict[str, Any] = held
        super().__init__(Document(self.fragment(self.string(self.BODIES)) or "<html/>", doc.url), identity)

    def fragment(self, stated: str) -> str:
        """The body's HTML as the API's field holds it."""
        return stated

    def string(self, names: Sequence[str]) -> str:
        """The first of these fields that holds words or a number; "" where none does."""
        for name in names:
            value = self.data.get(name)
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return str(value)
        return ""

    def plain(self, names: Sequence[str]) -> str | None:
        """The same without markup: sapos may be HTML."""
        value = self.string(names)
        if "<" in value:
            return text_of(Document(value, self.doc.url).root) or None
        return unescape(value) or None

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """The fragment's words."""
        self.origin["text"] = "json"
        return super().prose(title, summary, printed, authors)

    def title(self) -> str | None:
        """The headline."""
        return self.first("title", ("json", lambda: self.plain(self.TITLES)))

    def summary(self) -> str | None:
        """The sapo."""
        return self.first("summary", ("json", lambda: self.plain(self.SUMMARIES)))

    def published(self) -> str | None:
        """In Hanoi's time; a time without an offset is Hanoi's."""
        self.raw.published = self.string(self.TIMES) or None
        return self.first("published_at", ("json", lambda: dates.in_hanoi(dates.parse(self.raw.published))))

    def modified(self) -> str | None:
        """The same of the last change, where the API states it."""
        self.raw.modified = self.string(self.CHANGED) or None
        return self.first("modified_at", ("json", lambda: dates.in_hanoi(dates.parse(self.raw.modified))))

    def authors(self, section: list[str]) -> list[str]:
        """People or desks."""
        stated = self.plain(self.AUTHORS) or ""
        names = [name for name in bylines.authors(stated) if self.is_person(name)]
        if names:
            self.raw.authors, self.origin["authors"] = stated, "json"
        return names

    def section(self) -> list[str]:
        """Outermost first."""
        return self.first("section", ("json", self.categories)) or []

    def categories(self) -> list[str]:
        """The section as the API names it."""
        return []

    def tags(self) -> list[str]:
        """Neither API is known to state any."""
        return []


class MohApi(JsonArticle):
    """`layChiTietBaiViet`: `{"d": {ma, tieuDe, moTa, noiDung, thoiGianBatDauDang}}`."""

    name = "moh-api"
    ENVELOPE = "d"
    TITLES = ("tieuDe", "TIEU_DE")
    SUMMARIES = ("moTa", "MO_TA")
    BODIES = ("noiDung", "NOI_DUNG")
    TIMES = ("thoiGianBatDauDang", "THOI_GIAN_BAT_DAU_DANG", "thoiGianXuatBan", "THOI_GIAN_XUAT_BAN")

    @classmethod
    def looks(cls, doc: Document) -> bool:
        return doc.data is not None and "d" in doc.data

    def full_size(self, url: str) -> str:
        """What lies under `/CustomsCMS/` is served from `/resource/CustomsCMS/`."""
        return _STORED.sub("/resource/CustomsCMS/", url)

    def categories(self) -> list[str]:
        """The first category; "Tin nổi bật (Tin tức - sự kiện)" names its parent in brackets."""
        name = clean(self.string(("tenDanhMuc", "tenMuc", "TEN_DANH_MUC", "TEN_MUC")).split(";")[0])
        within = _WITHIN.fullmatch(name)
        return [within["parent"], within["name"]] if within else [name] if name else []


class MohaApi(JsonArticle):
    """`Public/PostDetail`: `{"data": {TieuDe, MoTa, NoiDung, NgayXuatBan, ChuyenMuc: {TenChuyenMuc}}}`."""

    name = "moha-api"
    ENVELOPE = "data"
    TITLES = ("TieuDe",)
    SUMMARIES = ("MoTa",)
    BODIES = ("NoiDung",)
    TIMES = ("NgayXuatBan",)

    @classmethod
    def looks(cls, doc: Document) -> bool:
        held = doc.data.get("data") if doc.data else None
        return isinstance(held, dict) and "TieuDe" in held

    def categories(self) -> list[str]:
        """The category's name."""
        return _named(self.data.get("ChuyenMuc"), "TenChuyenMuc")


class MofApi(JsonArticle):
    """`article/getbyslug`: `{"data": {title, description, publicationTime, articleCategory, articleContent, …}}`.

    `articleContent` is a string of JSON, `{"Content": "<p>…", "Link": …, "FileName": …}`, or HTML outright.
    """

    name = "mof-api"
    ENVELOPE = "data"
    TITLES = ("title",)
    SUMMARIES = ("description",)
    BODIES = ("articleContent",)
    TIMES = ("publicationTime",)
    AUTHORS = ("author",)
    _file: dict[str, Any] = {}

    @classmethod
    def looks(cls, doc: Document) -> bool:
        return doc.data is not None and "data" in doc.data

    def string(self, names: Sequence[str]) -> str:
        """The content may be held as an object, too."""
        held = self.data.get("articleContent") if names is self.BODIES else None
        return json.dumps(held) if isinstance(held, dict) else super().string(names)

    def fragment(self, stated: str) -> str:
        """The HTML in the string of JSON."""
        try:
            held = json.loads(stated, strict=False)
        except (ValueError, RecursionError):
            return stated
        if not isinstance(held, dict):
            return stated
        self._file = held
        content = held.get("Content")
        return content if isinstance(content, str) else ""

    def categories(self) -> list[str]:
        """The category's name."""
        return _named(self.data.get("articleCategory"), "name")

    @cached_property
    def content(self) -> Body:
        """The body, and the files that the API lists beside it."""
        body = super().content
        listed = self.data.get("attachments")
        files = [(self._file.get("Link"), self._file.get("FileName") or self._file.get("Title"))]
        for one in listed if isinstance(listed, list) else []:
            if isinstance(one, dict):
                files.append((one.get("link"), one.get("name")))
        known = {one.url for one in body.attachments}
        for link, name in files:
            url = self.doc.absolute(link) if isinstance(link, str) and link.strip() else None
            if url and url not in known:
                known.add(url)
                title = clean(name) if isinstance(name, str) else ""
                body.attachments.append(Attachment(url, title or url.rsplit("/", 1)[-1]))
        return body


def _named(held: Any, key: str) -> list[str]:
    name = held.get(key) if isinstance(held, dict) else None
    return [clean(name)] if isinstance(name, str) and clean(name) else []
