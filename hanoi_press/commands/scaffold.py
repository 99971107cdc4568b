"""Make the files of a new source from the templates in `newsource_templates/`, without writing them to the disk.

The templates are `string.Template`s: `$name` is filled here, `FILL IN` by a person; `spiders_tests/test_sources.py`
lists the remaining marks.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from hanoi_press.families import FAMILIES, Family
from hanoi_press.families.skeleton import Skeleton
from hanoi_press.sources.address import digest

_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_LONGEST_HOST = 50  # characters; a longer one would make lines too long for the style check
_NEW = Skeleton(option="new", article_path="/{slug}-{id}.html", example_id="1001")

# The families that `--family` accepts, by the option's value.
KNOWN: dict[str, Family] = {family.skeleton.option: family for family in FAMILIES if family.skeleton}


class ScaffoldError(ValueError):
    """Raised for an invalid name, address or family; the message says what to use."""


def scaffold(name: str, url: str, family: str | None) -> dict[str, str]:
    """Return the files of a new source, path in the checkout → text; without `family` those of a new CMS too.

    Raises `ScaffoldError`.
    """
    check_name(name)
    if family is not None and family not in KNOWN:
        raise ScaffoldError(f"invalid --family {family!r}; use one of {', '.join(sorted(KNOWN))}, or leave it out")
    skeleton = KNOWN[family].skeleton if family else None
    chosen = skeleton or _NEW
    scheme, host = _site(url)
    words = _words(name, scheme, host, chosen)
    paths = {
        f"hanoi_press/sources/{name}.py": f"{chosen.option}/source.py",
        f"docs/sites/{name}.md": "site.md",
        f"spiders_tests/sites/portals/{name}.toml": "articles.toml",
        f"spiders_tests/sites/portals/{name}.py": "renderer.py",
    }
    if skeleton is None:
        paths[f"hanoi_press/families/{name}_cms.py"] = "new/family.py"
        paths[f"spiders_tests/test_families_{name}_cms.py"] = "new/test_family.py"
    return {path: _filled(template, words) for path, template in paths.items()}


def check_name(name: str) -> None:
    """Raise `ScaffoldError` for a name that no source can have."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ScaffoldError(f"invalid name {name!r}; use 2 to 31 characters a-z, 0-9 and _, beginning with a letter")


def class_name(name: str) -> str:
    """Return the name of the page class of a new CMS."""
    return "".join(part.capitalize() for part in name.split("_"))


def _words(name: str, scheme: str, host: str, chosen: Skeleton) -> dict[str, str]:
    """Return the values for the templates' placeholders."""
    plain = host.removeprefix("www.")
    base = f"https://{plain}" if chosen.plain_origin else f"{scheme}://{host}"
    numbers = chosen.example_id, str(int(chosen.example_id) - 1)
    slugs = "mot-bai-viet", "bai-viet-truoc"
    urls = [base + chosen.article_path.format(slug=slug, id=id_) for slug, id_ in zip(slugs, numbers, strict=True)]
    ids = numbers if "{id}" in chosen.article_path else tuple(map(digest, urls))
    words = {
        "name": name,
        "class_name": class_name(name),
        "constant": name.upper(),
        "host": plain,
        "host_pattern": re.escape(plain),
        "base": base,
        "first_url": urls[0],
        "first_id": ids[0],
        "second_url": urls[1],
        "second_id": ids[1],
        "list_path": chosen.list_path,
        "page_path": chosen.page_path,
        "row": chosen.row,
        "list_markup": chosen.list_markup,
        "page_size": str(chosen.page_size),
        "sitemap_import": ", sitemap" if chosen.sitemap else "",
        "sitemap_pages": f' | sitemap(_BASE, "{chosen.sitemap}", pieces)' if chosen.sitemap else "",
    }
    return words | {"article": _filled(f"{chosen.option}/article.html", words).rstrip("\n")}


def _filled(template: str, words: Mapping[str, str]) -> str:
    path = files("hanoi_press.commands").joinpath("newsource_templates", f"{template}.tmpl")
    return Template(path.read_text("utf-8")).substitute(words)


def _site(url: str) -> tuple[str, str]:
    """Return scheme and host of a site's address."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        wrong = parts.scheme not in ("http", "https") or bool(parts.port or parts.username)
    except ValueError:
        host, wrong = "", True
    if wrong or not _HOST.fullmatch(host):
        raise ScaffoldError(f"invalid address {url!r}; use the address of a site, such as https://vidu.gov.vn")
    if len(host) > _LONGEST_HOST:
        raise ScaffoldError(f"invalid address {url!r}; use a host name of at most {_LONGEST_HOST} characters")
    return parts.scheme, host
