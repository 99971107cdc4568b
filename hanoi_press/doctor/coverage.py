"""Count which layer found each field of the visited articles, and find lines of the site's frame in their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hanoi_press.crawl.night import FALLBACKS, SURE_FIELDS
from hanoi_press.doctor.findings import FieldFindings, LeakedLine
from hanoi_press.families.family import Family
from hanoi_press.items import Article
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.json_page import JsonPage
from hanoi_press.text.boilerplate import is_boilerplate, is_outer_boilerplate
from hanoi_press.text.recurring_lines import MAX_LENGTH, RecurringLines, comparable

# The fields of the table, in its order, and the selectors of a page class that read each.
SELECTORS = {
    "title": "TITLE",
    "summary": "SUMMARY",
    "text": "BODY",
    "published_at": "DATE",
    "authors": "AUTHOR",
    "section": "SECTION",
    "tags": "TAGS",
}
_ALWAYS = ("title", "summary", "text", "published_at", "authors", "section", "tags")
_REMARKS = ("language", "markup", "frame")  # what `extraction.fields` says beside the fields
_OWN = ("css", "json")
_USUAL = ("summary", "section")  # fields that nearly every article has, if its template reads them at all
_PRINTED = ("title", "text")  # fields that are taken from where they are printed, if selectors find that
_OFTEN = 0.5
_MOST_LINES = 20  # leaked lines that are named


def fields_of(
    articles: Sequence[Article], families: Sequence[Family], usual: Mapping[str, float]
) -> list[FieldFindings]:
    """Return the fields of the articles in the table's order: those of every article, then others that were found.

    `usual` is the share of articles that had a field in earlier nights, by field, as far as it is known.
    """
    layers: dict[str, Counter[str]] = {name: Counter() for name in _ALWAYS}
    for article in articles:
        for name, origin in article.extraction.fields.items():
            if name not in _REMARKS:
                layers.setdefault(name, Counter())[origin] += 1
    templates = {template.name: template for family in families for template in family.templates}
    used = [templates.get(article.extraction.page) for article in articles]
    return [
        FieldFindings(
            name, dict(found.most_common()), len(articles), _flaw(name, found, used) or _unusual(found, usual.get(name))
        )
        for name, found in layers.items()
    ]


def _flaw(name: str, layers: Mapping[str, int], used: Sequence[type[ArticlePage] | None]) -> str:
    """Return what is wrong with a field of pages that were read by these page classes; "" if nothing is.

    Tags, authors and the like may be on none of a few pages.
    """
    found = sum(layers.values())
    is_read = all(template is not None and _reads(template, name) for template in used)
    if name in SURE_FIELDS and found < len(used):
        return f"on {found} of {len(used)} pages"
    if name in _USUAL and is_read and not found and len(used) > 1:
        return "on no page, although selectors read it"
    if name in _PRINTED and is_read and not any(layers.get(own) for own in _OWN):
        return "no selector matches"
    return ""


def _unusual(layers: Mapping[str, int], usual: float | None) -> str:
    if usual is None or usual < _OFTEN or layers:
        return ""
    return f"on no page; in earlier nights on {usual * 100:.0f} %"


def _reads(template: type[ArticlePage], name: str) -> bool:
    """Return True if a page class has selectors of its own for a field."""
    if issubclass(template, JsonPage):
        return name in SURE_FIELDS
    return bool(getattr(template, SELECTORS.get(name, ""), ()))


def has_selectors(family: Family) -> bool:
    """Return True if pages of the family are read by selectors: some CMS are only known by their marks."""
    return any(_reads(template, "text") or _reads(template, "title") for template in family.templates)


def fallback_of(article: Article) -> str:
    """Return the layer without selectors of a person that read an article; "" for a page class of the source."""
    return article.extraction.page if article.extraction.page in FALLBACKS else ""


def leaks_of(articles: Sequence[Article], learnt: RecurringLines) -> list[LeakedLine]:
    """Return the lines of the site's frame in the texts: known ones, and those that several different texts share."""
    texts = {article.text: article for article in articles if article.text}
    counts = Counter(line for text in texts for line in dict.fromkeys(map(comparable, text.split("\n\n"))) if line)
    ends = {comparable(line) for text in texts for line in (text.split("\n\n")[0], text.split("\n\n")[-1])}
    found = []
    for line, number in counts.items():
        if len(line) > MAX_LENGTH or line in learnt.ruled_text:
            continue
        if learnt.is_boilerplate(line):
            found.append(LeakedLine(line, number, "learnt"))
        elif number > 1:
            found.append(LeakedLine(line, number, "shared"))
        elif is_boilerplate(line) or (line in ends and is_outer_boilerplate(line)):
            found.append(LeakedLine(line, number, "phrase"))
    return sorted(found, key=lambda leak: -leak.pages)[:_MOST_LINES]
