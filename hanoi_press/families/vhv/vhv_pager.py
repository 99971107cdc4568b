"""Page through VHV's lists (moit.gov.vn, moet.gov.vn), whose pager a script builds from a base64 object.

In a raw excerpt of 2026 `decode64('…')` contains {categoryId, layout, orderBy, pageNo, itemsPerPage,
totalItems}. The script's requests are known from three public crawlers of moit.gov.vn (2026): the same
object as a form, to `/?module=Content.Listing&…&cmd=redraw`, answered with the rows as HTML. A fourth (2026) asks
`/api/Content/Article/selectAll`, which answers JSON and up to 100 rows at once; `?page=2` is ignored by the site.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

from hanoi_press.discovery.json_lists import JsonList
from hanoi_press.discovery.lead import ApiRequest, Fetched
from hanoi_press.discovery.pagers import NextPage, PostedPage, next_link, printed_next

_CONFIG = re.compile(rb"decode64\(\s*['\"]([A-Za-z0-9+/=\s]+)['\"]\s*\)")
_MODULE = re.compile(r'<div\b[^<>]{0,200}\bid="pagination(\d{1,6})"', re.I)
# Further fields that the crawlers post; those of the page's own object take precedence.
_POSTED = {"service": "Content.Article.selectAll", "type": "Article.News", "page": "Article.News.list",
           "phpModuleName": "Content.Listing"}  # fmt: skip
_API = "/api/Content/Article/selectAll"
_ROWS_AT_ONCE = 100


def api_rows(origin: str) -> JsonList:
    """Return the format of the API's answers: `{"items": {"<id>": {"rewriteURL", "publishTime"}}, "totalItems"}`.

    `rewriteURL` is an article's path on `origin` ("https://moit.gov.vn"), `publishTime` seconds since 1970.
    """
    return JsonList(origin + _API, None, "items", origin + "/{rewriteURL}", "publishTime", path="rewriteURL")


def script_pager(site: str, *, by_api: bool = False) -> NextPage:
    """Return a pager that fetches pages as the site's script does; a link printed in the HTML is preferred.

    `site` is the CMS's number of the site ("2005517"), used if the page's own object does not state it. With `by_api`
    the API is asked first, from its first page on, for rows as `api_rows` reads them.
    """
    printed_by_class = next_link("a.next, li.next > a")

    def next_page(fetched: Fetched, number: int) -> str | PostedPage | None:
        if printed := printed_next(fetched, number) or printed_by_class(fetched, number):
            return printed
        config = _config(fetched.body)
        if not config or not (redrawn := _posted_page(fetched, config, site, number + 1)):
            return None
        return _api_page(fetched, config, 1, redrawn) if by_api else redrawn

    return next_page


def _api_page(
    first: Fetched, config: Mapping[str, str], number: int, instead: PostedPage | None = None
) -> PostedPage | None:
    if (number - 1) * _ROWS_AT_ONCE >= int(config["totalItems"]):
        return None
    form = {"categoryId": config["categoryId"], "pageNo": str(number), "itemsPerPage": str(_ROWS_AT_ONCE),
            "orderBy": "publishTime DESC", "type": "Article.News"}  # fmt: skip
    request = ApiRequest(urljoin(first.url, _API), form=form)
    return PostedPage(request, lambda fetched, page_number: _api_page(first, config, number + 1), instead)


def _posted_page(first: Fetched, config: Mapping[str, str], site: str, number: int) -> PostedPage | None:
    if (number - 1) * int(config["itemsPerPage"]) >= int(config["totalItems"]):
        return None
    module = _MODULE.search(first.body.decode(errors="replace"))
    module_id = module[1] if module else "25"
    site = config.get("site") or site
    query = {"module": "Content.Listing", "moduleId": module_id, "cmd": "redraw", "site": site, "url_mode": "rewrite",
             "submitFormId": module_id, "page": "Article.News.list"}  # fmt: skip
    form = {**_POSTED, "parentId": config["categoryId"], **config, "pageNo": str(number)}
    form.pop("totalItems")
    request = ApiRequest(urljoin(first.url, "/?" + urlencode(query)), form=form)
    return PostedPage(request, lambda fetched, page_number: _posted_page(first, config, site, page_number + 1))


def _config(body: bytes) -> dict[str, str] | None:
    """Return the list's own object; side boxes of the page have such objects, too."""
    found: list[dict[str, str]] = []
    for match in _CONFIG.finditer(body):
        try:
            config: Any = json.loads(b64decode(match[1]))
        except (ValueError, RecursionError):
            continue
        if not isinstance(config, dict) or not str(config.get("categoryId") or "").strip():
            continue
        stated = {key: str(value) for key, value in config.items() if isinstance(value, str | int)}
        if all(re.fullmatch(r"[1-9][0-9]{0,8}", stated.get(key, "")) for key in ("itemsPerPage", "totalItems")):
            found.append(stated)
    return next((one for one in found if one.get("layout", "").endswith("News.default")), found[0] if found else None)
