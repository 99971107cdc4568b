"""Sitemaps, feeds and robots.txt."""

from __future__ import annotations

import html
from collections import defaultdict
from email.utils import format_datetime

from ..page import PLAIN, RSS, XML, Page
from ..spec import Spec
from .rows import lead, thumb
from .text import MARK, sapo

HOME = "https://hanoimoi.vn"
HEAD = f'<?xml version="1.0" encoding="utf-8"?>\n{MARK}\n'
SCHEMAS = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def robots(host: str) -> Page:
    """Return robots.txt."""
    lines = (
        f"# modelled on {host.split('/')[-1]}; not a capture",
        "User-agent: *",
        "Disallow: /search",
        "Disallow: /an-pham/",
    )
    return Page.of("\n".join([*lines, "Disallow: /cam/", "", f"Sitemap: {HOME}/sitemap.xml", ""]), PLAIN)


def entry(url: str, when: str, spec: Spec | None = None) -> str:
    """Return one entry of a sitemap."""
    image = ""
    if spec:
        picture = lead(spec) if spec.old else thumb(spec, "1200x630")
        image = f"""
    <image:image>
      <image:loc>{picture}</image:loc>
      <image:title><![CDATA[{spec.title}]]></image:title>
      <image:caption><![CDATA[{spec.title}]]></image:caption>
      <image:family_friendly>yes</image:family_friendly>
    </image:image>"""
    loc = html.escape(url)
    return f"""<url>
    <loc>{loc}</loc>{image}
    <lastmod>{when}</lastmod>
    <changefreq>daily</changefreq>
    <priority>0.9</priority>
  </url>"""


def urlset(entries: list[str]) -> Page:
    """Return a sitemap."""
    return Page.of(f"{HEAD}<urlset {SCHEMAS}>\n  {''.join(entries)}\n</urlset>\n", XML)


def index(addresses: list[tuple[str, str]]) -> Page:
    """Return a sitemap index of pairs of address and last change."""
    rows = "".join(f"\n  <sitemap><loc>{loc}</loc><lastmod>{when}</lastmod></sitemap>" for loc, when in addresses)
    return Page.of(
        f'{HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}\n</sitemapindex>\n', XML
    )


def by_day(specs: list[Spec]) -> dict[str, list[Spec]]:
    """Return the articles by day, newest day and newest article first."""
    days: dict[str, list[Spec]] = defaultdict(list)
    for spec in sorted(specs, key=lambda s: (s.published, s.id), reverse=True):
        days[f"{spec.published:%Y-%m-%d}"].append(spec)
    return dict(days)


def _item(spec: Spec) -> str:
    title = html.escape(spec.title)
    picture = f'<img src="{lead(spec)}" alt="{title}" title="{title}" />'
    markup = f'<a href="{spec.url}">{picture}</a><br/>{html.escape(sapo(spec))}'
    return f"""
    <item>
      <title>{title}</title>
      <description>&lt;![CDATA[ {html.escape(markup)} ]]&gt;</description>
      <pubDate>{format_datetime(spec.published)}</pubDate>
      <link>{spec.url}</link>
      <guid>{spec.url}</guid>
    </item>"""


def rss(path: str, name: str, specs: list[Spec]) -> Page:
    """Return a feed; its descriptions are escaped twice, as on the site."""
    link = f"{HOME}/rss/{path}"
    built = f"\n    <pubDate>{format_datetime(specs[0].published)}</pubDate>" if specs else ""
    return Page.of(
        f"""{HEAD}<rss version="2.0">
  <channel>
    <title>{html.escape(name)} | Hànộimới</title>
    <description>Tin mới trong mục {html.escape(name)}</description>{built}
    <generator>hanoimoi.vn</generator>
    <link>{link}</link>{"".join(_item(s) for s in specs)}
  </channel>
</rss>
""",
        RSS,
    )
