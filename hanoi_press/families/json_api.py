"""Read the JSON APIs of portals whose pages are shells that a script fills.

moh.gov.vn since 2026, mof.gov.vn since 2025, and moha.gov.vn. Field names are those of public crawlers of 2026. An HTML
fragment inside the JSON is read by the same reader as any page's body.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from hanoi_press.families.family import Family
from hanoi_press.items import Attachment
from hanoi_press.pages.blocks import Body
from hanoi_press.pages.json_page import JsonPage
from hanoi_press.text.normalize import clean

_STORED = re.compile(r"(?<=moh\.gov\.vn)/CustomsCMS/")
_WITHIN = re.compile(r"(?P<name>.+?)\s*\((?P<parent>[^()]+)\)")


class MohApi(JsonPage):
    """`layChiTietBaiViet`: `{"d": {ma, tieuDe, moTa, noiDung, thoiGianBatDauDang}}`."""

    name = "moh-api"
    ENVELOPE = "d"
    TITLES = ("tieuDe", "TIEU_DE")
    SUMMARIES = ("moTa", "MO_TA")
    BODIES = ("noiDung", "NOI_DUNG")
    TIMES = ("thoiGianBatDauDang", "THOI_GIAN_BAT_DAU_DANG", "thoiGianXuatBan", "THOI_GIAN_XUAT_BAN")

    def full_size(self, url: str) -> str:
        """Return a picture's address; files in `/CustomsCMS/` are served from `/resource/CustomsCMS/`."""
        return _STORED.sub("/resource/CustomsCMS/", url)

    def categories(self) -> list[str]:
        """Return the first category; "Tin nổi bật (Tin tức - sự kiện)" names its parent in brackets."""
        name = clean(self.string(("tenDanhMuc", "tenMuc", "TEN_DANH_MUC", "TEN_MUC")).split(";")[0])
        within = _WITHIN.fullmatch(name)
        return [within["parent"], within["name"]] if within else [name] if name else []


class MohaApi(JsonPage):
    """`Public/PostDetail`: `{"data": {TieuDe, MoTa, NoiDung, NgayXuatBan, ChuyenMuc: {TenChuyenMuc}}}`."""

    name = "moha-api"
    ENVELOPE = "data"
    TITLES = ("TieuDe",)
    SUMMARIES = ("MoTa",)
    BODIES = ("NoiDung",)
    TIMES = ("NgayXuatBan",)

    def categories(self) -> list[str]:
        """Return the category's name."""
        return _named(self.data.get("ChuyenMuc"), "TenChuyenMuc")


class MofApi(JsonPage):
    """`article/getbyslug`: `{"data": {title, description, publicationTime, articleCategory, articleContent, …}}`.

    `articleContent` is a string of JSON, `{"Content": "<p>…", "Link": …, "FileName": …}`, or plain HTML.
    """

    name = "mof-api"
    ENVELOPE = "data"
    TITLES = ("title",)
    SUMMARIES = ("description",)
    BODIES = ("articleContent",)
    TIMES = ("publicationTime",)
    AUTHORS = ("author",)
    _file: dict[str, Any] = {}

    def string(self, names: Sequence[str]) -> str:
        """Return the first field with words; the content may also be an object."""
        value = self.data.get("articleContent") if names is self.BODIES else None
        return json.dumps(value) if isinstance(value, dict) else super().string(names)

    def fragment(self, stated: str) -> str:
        """Return the HTML in the string of JSON."""
        try:
            value = json.loads(stated, strict=False)
        except (ValueError, RecursionError):
            return stated
        if not isinstance(value, dict):
            return stated
        self._file = value
        content = value.get("Content")
        return content if isinstance(content, str) else ""

    def categories(self) -> list[str]:
        """Return the category's name."""
        return _named(self.data.get("articleCategory"), "name")

    @cached_property
    def content(self) -> Body:
        """The body, and the files that the API lists with it."""
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


def _named(value: Any, key: str) -> list[str]:
    name = value.get(key) if isinstance(value, dict) else None
    return [clean(name)] if isinstance(name, str) and clean(name) else []


JSON_API = Family("JSON API", (MohApi, MofApi))
