"""Recognise addresses of documents: files, files named in a query, legal documents, viewers that show a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, unquote, urljoin, urlsplit

_KINDS = (
    r"(?:pdf|docx?|docm|dotx?|xlsx?|xlsm|xlsb|csv|pptx?|pptm|ppsx?|odt|ods|odp|rtf|txt|epub|djvu|zip|rar|7z|tgz"
    r"|(?:tar\.)?gz)"
)
# Liferay serves a file under its name and a UUID: /documents/20117/0/tt-06.pdf/1b2c…; Java adds its session.
_FILE = re.compile(rf"\.{_KINDS}(?:/[0-9a-f-]{{36}})?(?:;jsessionid=[^/?#]*)?\s*$", re.I)
_FILE_NAME = re.compile(rf"[^/\\\r\n]{{1,200}}\.{_KINDS}(?:\s*[(\[][^()\[\]]{{1,30}}[)\]])?", re.I)
_UUID = re.compile(r"/[0-9a-f-]{36}$", re.I)
_SESSION = re.compile(r";jsessionid=.*$", re.I)
_HOST = re.compile(r"(?:https?:)?//[^/]*", re.I)
# The Government's collection of legal documents: a reference by number (raw pages of baochinhphu.vn, 2026).
_LEGAL = re.compile(r"https?://vanban\.chinhphu\.vn/[^#]*[?&]docid=\d", re.I)
# Liferay's files without an ending in the address; documents of Google's office.
_LIBRARY = re.compile(
    r"/c/document_library/get_file\b|/documents/[^?#]+/[0-9a-f-]{36}\?[^#]*\bdownload=true"
    r"|//docs\.google\.com/(?:document|spreadsheets|presentation)/d/",
    re.I,
)
# Viewers, whose query or fragment names the document that they show.
_VIEWER = re.compile(
    r"//docs\.google\.com/(?:\w+/)?g?view(?:er)?\b|//drive\.google\.com/viewer|//view\.officeapps\.live\.com/op/"
    r"|/viewerjs\b|/(?:pdf-?)?viewer(?:\.html?|/|\?)|pdf-?(?:js|viewer)\b|flip-?book|/wopiframe\d?\.aspx",
    re.I,
)
# Names of fields that hold what a reader looks for or shares, and not what the address leads to.
_NO_FILES = frozenset("q s k kw key keyword keywords search query text title u tukhoa tu_khoa returnurl back".split())
_SHARING = re.compile(
    r"/(?:share|sharer|sharearticle|intent|submit|dialog|bookmark)\b|[./]addthis\.|//(?:www\.)?(?:sp\.)?zalo\.me/", re.I
)
_HANDLER = re.compile(
    r"/[\w-]*(?:download|getfile|get_file|viewfile|tai-?file|tai-ve|attach)[\w-]*(?:\.(?:ashx|aspx|php|do|jsp))?$", re.I
)
_NO_DOCUMENT = re.compile(
    r"\.(?:s?html?|htm|chn|vgp|epi|jpe?g|png|gif|webp|avif|svg|bmp|mp[34]|m4[av]|mov|avi|wav|ogg|apk|exe)$", re.I
)
_NO_WEB = re.compile(r"#|(?!https?:)[a-z][a-z0-9+.-]*:", re.I)
_MEDIA_TYPE = re.compile(
    r"application/(?:pdf|msword|rtf|zip|epub|x-rar|x-7z|x-zip|vnd\.(?:ms-|openxml|oasis|rar))|text/csv", re.I
)
_ADDRESS = re.compile(r"https?://|//|\.{0,2}/", re.I)
_LONGEST = 5000  # characters of an address
_MOST_FIELDS = 30


def is_document(address: str) -> bool:
    """Return True if an address is a file's (pdf, docx, xlsx …), names one in its query, or is a legal document's."""
    address = address.strip()
    if len(address) > _LONGEST:
        return False
    path = address.partition("#")[0].partition("?")[0]
    if _FILE.search(unquote(path) if "%" in path else path):
        return _HOST.fullmatch(path) is None
    if "doc" in address.lower() and (_LEGAL.match(address) or _LIBRARY.search(address)):
        return True
    if "?" not in address and "#" not in address:
        return False
    return _named_file(address) is not None or document_address(address) != address


def is_handler(address: str) -> bool:
    """Return True if an address may serve any file, by the name of what serves it and a query."""
    parts = split_address(address)
    return parts is not None and bool(parts.query) and _HANDLER.search(parts.path) is not None


def is_no_document(address: str) -> bool:
    """Return True if an address ends as one of a page, a picture, a sound or a video does, or is none of the web."""
    address = address.strip()
    path = address.partition("#")[0].partition("?")[0]
    return _NO_WEB.match(address) is not None or _NO_DOCUMENT.search(path) is not None


def is_file_name(words: str) -> bool:
    """Return True if words are a document's file name, perhaps with its size ("Kế hoạch 112.pdf (1,2 MB)")."""
    return _FILE_NAME.fullmatch(words) is not None


def is_document_type(media_type: str) -> bool:
    """Return True if a media type is that of a document."""
    return _MEDIA_TYPE.match(media_type.strip()) is not None


def document_address(address: str, *, in_frame: bool = False) -> str:
    """Return the address of the document that a viewer's address names; any other address unchanged.

    `in_frame`: the address is that of a frame, which shows what its query names.
    """
    address = address.strip()
    is_viewer = _VIEWER.search(address) is not None
    parts = split_address(address) if is_viewer or in_frame else None
    if parts is None:
        return address
    if is_viewer and _FILE.search(shown := unquote(parts.fragment).partition("?")[0]):
        return urljoin(address.partition("#")[0], shown)
    for value in _files(address):
        if _ADDRESS.match(value):
            return urljoin(address.partition("?")[0], value)
    return address


def file_name(url: str) -> str:
    """Return the file name in a document's address, without folder and UUID; its last part if it names none."""
    path = _SESSION.sub("", _UUID.sub("", url.partition("?")[0]))
    name = path.rstrip("/").rsplit("/", 1)[-1]
    if not _FILE.search(name) and (named := _named_file(url)):
        return named
    decoded = unquote(name, errors="replace")
    return name if "\ufffd" in decoded else decoded


def _named_file(address: str) -> str | None:
    """Return the name of the file in an address's query ("download.aspx?file=ke-hoach.pdf"); None if it names none."""
    return next((re.split(r"[/\\]", value)[-1] for value in _files(address)), None)


def _files(address: str) -> Iterator[str]:
    """Yield the files and their addresses in an address's query; none if the address shares another one."""
    parts = split_address(address)
    if parts is None or not parts.query or _SHARING.search(f"//{parts.netloc}{parts.path}"):
        return
    try:
        fields = parse_qsl(parts.query.replace("&amp;", "&"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        return
    for name, value in fields:
        value = value.strip()
        if name.lower() not in _NO_FILES and _FILE.search(value.partition("?")[0].partition("#")[0]):
            yield value


def split_address(address: str) -> SplitResult | None:
    """Return the parts of an address as a page writes it; None for what is no address, such as "http://[x"."""
    try:
        return urlsplit(address)
    except ValueError:
        return None
