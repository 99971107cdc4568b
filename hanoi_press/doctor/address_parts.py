"""Take an address apart into what sites build addresses of: folders, headline, number, ending, parameters."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from hanoi_press.sources.address import fetchable_url, without_path_noise
from hanoi_press.text.hosts import host_of

_ENDING = re.compile(r"\.(?:[sx]?html?|aspx?|php|jsp|jspx|do|epi|chn|vgp|tpo|ldo|vov|antd|ngo|bbg|cms)$", re.I)
_TAIL = re.compile(r"(?P<slug>.*[^-_.~])(?P<mark>[-_.~]+(?:[a-z]{1,6}[-_.]?)?)(?P<id>\d+)", re.I)
_HEAD = re.compile(r"(?P<id>\d+)(?P<mark>[-_.]+)(?P<slug>\D.*)")
_WORDS = re.compile(r"[-_.~+]+|%20")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST_ID = 3  # digits behind a headline that are no part of it
_SLUG = 3  # words of a file name that may be a headline
_LONGEST = 1000  # characters of an address that is looked at

# Files and scripts that are no page of the site.
_FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|txt|zip|rar|7z|jpe?g|png|gif|svg|webp|ico|mp[34]|m4a|avi|mov|wmv|apk|css|js"
    r"|json|xml|rss|atom|gz|ics|epub)$",
    re.I,
)
_PLAIN_WORDS = (
    "tag|tags|tu-khoa|the|label|author|authors|tac-gia|search|tim-kiem|timkiem|login|logout|dang-nhap|dangnhap|signin"
    "|dang-ky|register|account|user|users|tai-khoan|contact|contact-us|lien-he|lienhe|gioi-thieu|gioithieu|about"
    "|about-us|ve-chung-toi|lien-he-quang-cao|quy-che|dat-bao|wp-login|sitemap|site-map|so-do-site|so-do-cong|sodo|rss|feed|feeds|privacy|terms|chinh-sach-bao-mat|dieu-khoan"
    "|quang-cao|toa-soan|hoi-dap|faq|gop-y|thu-vien-anh|thu-vien-video|lich-cong-tac|co-cau-to-chuc|chuc-nang-nhiem-vu"
    "|danh-ba|van-ban|vanban|e-magazine|emagazine|emag|bao-in|doc-bao-in|wp-admin|wp-content|wp-json|cart|gio-hang|print"
    "|in|share|comment|comments|download|upload|uploads|api|cgi-bin|amp|page|trang|en|english"
)
_FURTHER = re.compile(r"(?:^|[?&/_-])(?:page|trang|pageindex|pageno|p|pg|cur|paged)[=/_-]?\d+(?=$|[/&.])", re.I)
_HOME = re.compile(r"/*(?:(?:index|default|home|trang-chu)(?:\.\w+)?/?)?", re.I)
_PLAIN = re.compile(rf"(?:{_PLAIN_WORDS})(?:-\d+)?", re.I)


class AddressParts(NamedTuple):
    """The parts of an address.

    `folders` are the parts of its path but the last, `slug`, `mark`, `id` and `ending` are of the last: in
    `mua-lon-post123.html` they are `mua-lon`, `-post`, `123` and `.html`. `kind` is `slug-number`, `number-slug`,
    `number`, `folder-number` (`/123/mua-lon`), `slug`, `word` (too short for a headline) or `query`, if the parameters
    `params` say which article it is.
    """

    url: str
    folders: tuple[str, ...]
    slug: str
    mark: str
    id: str
    ending: str
    slash: bool
    params: tuple[tuple[str, str], ...]
    kind: str

    @property
    def words(self) -> int:
        """Return the number of words of the slug."""
        return len([one for one in _WORDS.split(self.slug) if one])

    @property
    def path(self) -> str:
        """Return the path without its first slash."""
        return urlsplit(self.url).path[1:]

    @property
    def form(self) -> tuple[object, ...]:
        """Return what the addresses of one kind of page in one folder have in common."""
        has_own_number = self.kind not in ("slug", "word", "number", "folder-number")
        folders = () if has_own_number else tuple("0" if _is_number(one) else one.lower() for one in self.folders)
        return (*self.shape, folders)

    @property
    def shape(self) -> tuple[object, ...]:
        """Return what the addresses of one kind of page have in common, in whatever folder; those of tags count."""
        plain = next((one.lower() for one in self.folders if is_plain(one)), "")
        names = tuple(name.lower() for name, _ in self.params) if self.kind == "query" else ()
        literals = tuple(value.lower() if _is_label(value) else "" for _, value in self.params) if names else ()
        page = self.path.lower() if names else ""
        depth = len(self.folders) if self.kind in ("slug", "word", "number", "folder-number") else 0
        return (self.kind, self.mark.lower(), self.ending.lower(), depth, plain, page, names, literals)


def parts_of(url: str) -> AddressParts | None:
    """Return the parts of an address; None for one that is no page: a file, a script, or too long."""
    try:
        plain = without_path_noise(fetchable_url(url))
        parts = urlsplit(plain)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or len(plain) > _LONGEST or _FILES.search(parts.path):
        return None
    *folders, last = parts.path.strip("/").split("/")
    found = _ENDING.search(last)
    stem, ending = (last[: found.start()], last[found.start() :]) if found else (last, "")
    params = tuple((name, value) for name, _, value in (one.partition("=") for one in parts.query.split("&")) if name)
    slug, mark, number, kind = _of_stem(stem, folders)
    if params and (kind == "word" or not stem):
        kind, slug, mark, number = "query", stem, "", ""
    slash = parts.path.endswith("/") and bool(last)
    return AddressParts(plain, tuple(folders), slug, mark, number, ending, slash, params, kind)


def _of_stem(stem: str, folders: list[str]) -> tuple[str, str, str, str]:
    """Return slug, mark, number and kind of the last part of a path."""
    if stem.isascii() and stem.isdigit():
        return "", "", stem, "number"
    if (found := _TAIL.fullmatch(stem)) and not _is_part_of_headline(found["id"]):
        return found["slug"], found["mark"], found["id"], "slug-number"
    if (found := _HEAD.fullmatch(stem)) and len(found["id"]) >= _LEAST_ID and not _YEAR.fullmatch(found["id"]):
        return found["slug"], found["mark"], found["id"], "number-slug"
    if any(_is_number(one) for one in folders) and not _is_dated(folders):
        return stem, "", "", "folder-number"
    long = len([one for one in _WORDS.split(stem) if one]) >= _SLUG
    return stem, "", "", "slug" if long else "word"


def _is_part_of_headline(number: str) -> bool:
    return len(number) < _LEAST_ID or _YEAR.fullmatch(number) is not None


def _is_number(folder: str) -> bool:
    return folder.isascii() and folder.isdigit()


def _is_dated(folders: list[str]) -> bool:
    return sum(map(_is_number, folders)) > 1 and any(_YEAR.fullmatch(one) for one in folders)


def _is_label(value: str) -> bool:
    """Return True for a value that names a kind of page, not an article: `view`, `detail`."""
    return value.isalpha() and value.isascii() and len(value) <= 20


def is_plain(part: str) -> bool:
    """Return True for the name of a folder or page of no articles: tags, authors, search, contact."""
    return _PLAIN.fullmatch(_ENDING.sub("", part)) is not None


def has_plain_name(parts: AddressParts) -> bool:
    """Return True if a part of the path names a page of no articles."""
    return any(map(is_plain, (*parts.folders, parts.slug))) or any(
        name.lower() in ("q", "s", "keyword", "tukhoa", "search", "tag", "author") for name, _ in parts.params
    )


def is_further_page(parts: AddressParts) -> bool:
    """Return True for page 2, 3 … of a list."""
    _, _, tail = parts.url.partition("://")
    return _FURTHER.search(tail.partition("/")[2]) is not None


def is_home(url: str, home: str) -> bool:
    """Return True for the address of the home page at `home`, or for a usual address of one."""
    parts = urlsplit(url)
    return key_of(url) == key_of(home) or (not parts.query and _HOME.fullmatch(parts.path) is not None)


def key_of(url: str) -> str:
    """Return an address in the form in which two are compared: without scheme, `www.`, `m.` and last slash.

    >>> key_of("http://www.vidu.vn/a/") == key_of("https://vidu.vn/a")
    True
    """
    try:
        parts = urlsplit(without_path_noise(fetchable_url(url)))
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{host_of(url).removeprefix('m.')}{parts.path.rstrip('/')}{query}"
