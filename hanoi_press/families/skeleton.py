"""Define `Skeleton`, the facts on a CMS from which `scrapy newsource --family` makes a new source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """The usual form of a site on a CMS.

    `option` is the word after `--family`. It is also the folder of the CMS in `commands/newsource_templates/`, with
    `source.py.tmpl` (addresses and routes) and `article.html.tmpl` (an article's markup). The other fields shape the
    modelled site that the tests crawl:

    - `article_path`: an article's path with {slug}, and {id} if the CMS numbers its articles; `example_id`: such a
      number;
    - `list_path` and `page_path`: the paths of a list's first page and of page {number};
    - `row`: the HTML of one row, with {piece.url}, {title} and {date}; `list_markup`: the HTML of a list page, with
      {rows} and {following} (the link to the next page); `page_size`: rows a page;
    - `sitemap`: the path of the sitemap that the index names, None for a CMS without sitemaps;
    - `plain_origin`: True if the routes of the CMS always request `https://<host>`, without `www.`.
    """

    option: str
    article_path: str
    example_id: str = "1"
    list_path: str = "/tin-tuc"
    page_path: str = "/tin-tuc?page={number}"
    row: str = '<li><h3><a href="{piece.url}">{title}</a></h3><i>{date}</i></li>'
    list_markup: str = "<ul>{rows}</ul>{following}"
    page_size: int = 1
    sitemap: str | None = None
    plain_origin: bool = False
