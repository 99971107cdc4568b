"""Print how strange sites are read: `python -m spiders_tests.strange.scores [--site NAME] [--make N] [--verbose]`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from difflib import ndiff
from importlib import import_module

from tabulate import tabulate

from hanoi_press import Article, NotAnArticle, extract
from spiders_tests.strange.forms import remade
from spiders_tests.strange.stories import Gold, Page

PLAIN = ("wordpress", "drupal", "joomla", "webforms", "script_app", "bare_breaks")
TRAPS = (
    "name_as_heading",
    "ministry_boxes",
    "photo_columns",
    "amp_like",
    "word_flat",
    "deep_short",
    "notice_board",
    "longread",
)
MORE = ("endless_scroll", "relative_time", "newspaper_columns")  # traps that the eight do not have
SITES = (*PLAIN, *TRAPS, *MORE)
FIELDS = ("title", "text", "date", "summary", "authors", "captions")
_FETCHED = "2026-11-24T00:00:00Z"
Value = str | list[str] | list[str | None] | None


@dataclass
class Score:
    """What came out of the pages of one site: how many values were right, and each one that was not."""

    site: str
    right: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, Value, Value]] = field(default_factory=list)  # page, field, wanted, found

    def note(self, page: str, name: str, wanted: Value, found: Value) -> None:
        """Count one value, and keep it if it is wrong."""
        self.tried[name] += 1
        if wanted == found:
            self.right[name] += 1
        else:
            self.misses.append((page, name, wanted, found))

    def share(self, name: str) -> float:
        """Return the share of right values in percent."""
        return 100 * self.right[name] / self.tried[name] if self.tried[name] else 100.0


def pages_of(site: str, make: int = 0) -> list[Page]:
    """Return every page of the site of that name, in its own make or in another one of the same markup.

    Other makes have other labels and credits, those of plain sites also other forms of dates and signatures.
    """
    room, forms = ("plain", (make,)) if site in PLAIN else ("traps", ())
    module = import_module(f"spiders_tests.strange.{room}.{site}")
    articles = [module.article(index, story, *forms) for index, story in enumerate(module.STORIES)]
    pages: list[Page] = articles + module.others()
    return [remade(page, index, make) for index, page in enumerate(pages)]


def _moment(stamp: str | None) -> str | None:
    """Return a moment in Hanoi's time, so that two ways to write it are equal; a day stays a day."""
    if not stamp or "T" not in stamp:
        return stamp
    return (
        datetime.fromisoformat(stamp).astimezone(datetime.fromisoformat("2026-01-01T00:00:00+07:00").tzinfo).isoformat()
    )


def _captions(captions: Iterable[str | None]) -> list[str | None]:
    return [caption.rstrip(". ") if caption else None for caption in captions]


def _values(article: Article) -> Gold:
    return Gold(
        title=article.title,
        paragraphs=article.text.split("\n\n"),
        summary=article.summary,
        authors=article.authors,
        published_at=_moment(article.published_at),
        captions=_captions(image.caption for image in article.images),
    )


def score(site: str, make: int = 0, read: Callable[..., Article] = extract) -> Score:
    """Return the score of one site, each page read alone."""
    result = Score(site)
    for page in pages_of(site, make):
        try:
            article = read(page.html.encode(), page.url, fetched_at=_FETCHED)
        except NotAnArticle as verdict:
            if page.gold is None:
                result.note(page.name, "verdicts", "no article", "no article")
            else:
                for name in FIELDS:
                    result.note(page.name, name, "an article", str(verdict))
            continue
        if page.gold is None:
            result.note(page.name, "verdicts", "no article", f"{article.title}: {article.text[:200]}")
            continue
        wanted, found = page.gold, _values(article)
        result.note(page.name, "title", wanted.title, found.title)
        result.note(page.name, "text", wanted.paragraphs, found.paragraphs)
        result.note(page.name, "date", _moment(wanted.published_at), found.published_at)
        result.note(page.name, "summary", wanted.summary, found.summary)
        result.note(page.name, "authors", wanted.authors, found.authors)
        result.note(page.name, "captions", _captions(wanted.captions), found.captions)
    return result


def _explain(wanted: Value, found: Value) -> str:
    if isinstance(wanted, list) and isinstance(found, list):
        lines = ndiff([str(line) for line in wanted], [str(line) for line in found])
        return "\n".join(f"    {line.rstrip()[:400]}" for line in lines if line[0] in "-+")
    return f"    wanted {wanted!r}\n    found  {found!r}"


def main(arguments: list[str] | None = None) -> int:
    """Print the table, and with `--verbose` each wrong value."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", action="append", choices=SITES, help="only this site; may be given again")
    parser.add_argument("--make", type=int, default=0, help="other labels, credits, dates and signatures: 1, 2, …")
    parser.add_argument("--verbose", action="store_true", help="print what was wanted and found for each miss")
    options = parser.parse_args(arguments)
    scores = [score(site, options.make) for site in options.site or SITES]
    if options.verbose:
        for result in scores:
            for page, name, wanted, found in result.misses:
                print(f"{result.site}: {page}: {name}\n{_explain(wanted, found)}")
    columns = (*FIELDS, "verdicts")
    rows = [[result.site, *(f"{result.right[name]}/{result.tried[name]}" for name in columns)] for result in scores]
    for label, sites in (("plain, %", PLAIN), ("traps, %", TRAPS), ("more, %", MORE)):
        group = [result for result in scores if result.site in sites]
        if group:
            rows.append([label, *(f"{mean(group, name):.1f}" for name in columns)])
    print(tabulate(rows, headers=["site", *columns], disable_numparse=True))
    return 0


def mean(scores: list[Score], name: str) -> float:
    """Return the share of right values over the pages of several sites in percent."""
    tried = sum(result.tried[name] for result in scores)
    return 100 * sum(result.right[name] for result in scores) / tried if tried else 100.0


if __name__ == "__main__":
    sys.exit(main())
