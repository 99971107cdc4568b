"""What `scrapy newsource` writes: text from a name, an address and a family. Nothing here touches the disk.

What only a person can know is marked FILL IN; `spiders_tests/test_sources.py` names each mark that is left.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from string import Template
from urllib.parse import urlsplit

from hanoi_press.commands import scaffold_texts as texts

_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_LONGEST_HOST = 50  # characters; longer ones would break the lines that are written


class ScaffoldError(ValueError):
    """A name, address or family that cannot be used; the message says what is accepted."""


@dataclass(frozen=True, slots=True)
class Family:
    """How a CMS usually looks: `ending` of its addresses, an id, the links of its lists, an article's markup."""

    label: str
    ending: str
    id: str
    example: str
    row: str
    attribute: str
    article: str


FAMILIES = {
    "liferay": Family("Liferay", "", r"\d+", "71532", "a.title-news-link", ' class="title-news-link"', texts.LIFERAY),
    "nuxt": Family("Nuxt", "", r"\d{10}", "1795137300", 'h3 a[href*="-"]', "", texts.NUXT),
    "onecms": Family("OneCMS", ".html", r"\d+", "130511", 'h3 a[href$=".html"]', "", texts.ONECMS),
    "sharepoint": Family(
        "SharePoint (Around_News)", ".aspx", r"\d+", "81234", 'h3 a[href$=".aspx"]', "", texts.SHAREPOINT
    ),
    "vccorp": Family(
        "VCCorp",
        ".htm",
        r"\d{15,18}",
        "197261120081512",
        'a[data-linktype="newsdetail"]',
        ' data-linktype="newsdetail"',
        texts.VCCORP,
    ),
    "vhv": Family("VHV", ".html", r"\d+", "40211", "a.article-title", ' class="article-title"', texts.VHV),
}


def scaffold(name: str, url: str, family: str | None) -> dict[str, str]:
    """The files of a new source: path in the checkout → text. Without `family` a page class of its own is among them.
    Raises `ScaffoldError`."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ScaffoldError(f"{name}: accepted as a name are 2 to 31 characters a-z, 0-9 and _, a letter first")
    if family is not None and family not in FAMILIES:
        raise ScaffoldError(f"--family {family}: accepted are {', '.join(FAMILIES)}; without it a new family is begun")
    chosen = FAMILIES[family] if family else Family(f"own ({name})", ".html", r"\d+", "1001", "h3 a", "", texts.OWN)
    scheme, host = _site(url)
    plain = host.removeprefix("www.")
    words = {
        "name": name,
        "class_name": "".join(part.capitalize() for part in name.split("_")),
        "host": plain,
        "host_pattern": re.escape(plain),
        "base": f"{scheme}://{host}",
        "label": chosen.label,
        "ending": chosen.ending,
        "ending_pattern": re.escape(chosen.ending),
        "id": chosen.id,
        "example": chosen.example,
        "other": str(int(chosen.example) - 1),
        "row": f"'{chosen.row}'" if '"' in chosen.row else f'"{chosen.row}"',
        "attribute": chosen.attribute,
        "article": chosen.article.replace("NAME", name),
    }
    files = {
        f"hanoi_press/spiders/{name}.py": texts.SPIDER,
        f"spiders_tests/sites/portals/{name}.toml": texts.ARTICLES,
        f"spiders_tests/sites/portals/{name}.py": texts.RENDERER,
    }
    if family is None:
        files[f"hanoi_press/pages/{name}.py"] = texts.PAGE
        files[f"spiders_tests/test_pages_{name}.py"] = texts.PAGE_TEST
    return {path: Template(text).substitute(words) for path, text in files.items()}


def _site(url: str) -> tuple[str, str]:
    """Scheme and host of a site's address."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        wrong = parts.scheme not in ("http", "https") or bool(parts.port or parts.username)
    except ValueError:
        host, wrong = "", True
    if wrong or not _HOST.fullmatch(host):
        raise ScaffoldError(f"{url}: accepted is the address of a site, as https://vidu.gov.vn")
    if len(host) > _LONGEST_HOST:
        raise ScaffoldError(f"{url}: accepted are host names of at most {_LONGEST_HOST} characters")
    return parts.scheme, host
