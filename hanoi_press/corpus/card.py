"""The dataset card: what is in it, from where, how cleaned, what is missing, whose it is. Counts come from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hanoi_press.corpus.croissant import COPYRIGHT, PROJECT
from hanoi_press.corpus.statistics import UNKNOWN
from hanoi_press.items import SCHEMA_VERSION
from hanoi_press.schema import field_table

if TYPE_CHECKING:
    from hanoi_press.corpus.dataset import Dataset

_SIZES = [(1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")]


def card(dataset: Dataset, *, contact: str, without_copies: bool) -> str:
    """The card as Markdown with the front matter that Hugging Face reads."""
    total = dataset.statistics.total
    parts = [
        _front_matter(dataset),
        "# hanoi_press: the Hanoi press and Vietnam's ministry portals",
        f"{total.articles:,} articles, {total.words:,} words (strings between spaces: syllables, in Vietnamese), "
        f"published {total.first or '-'} to {total.last or '-'}, fetched {dataset.fetched[0][:10] or '-'} to "
        f"{dataset.fetched[1][:10] or '-'} (UTC) by [hanoi_press]({PROJECT}). One row an article, "
        f"in its latest revision; schema version {SCHEMA_VERSION}. Machine-readable description: `croissant.json`.",
        "## From where",
        _sources(dataset),
        "## When",
        _years(dataset),
        "## Fields",
        field_table(),
        "`extraction.fields` is a list of `{key, value}` here. Times are strings as in the table: a day without a time "
        "stays a date.",
        "## How it was cleaned",
        _CLEANING,
        "## What is known to be missing",
        _missing(dataset, without_copies),
        "## Licence and copyright",
        f"{COPYRIGHT} This collection is made for research on the press. Who uses it answers for the use under the law "
        "of their own country; quoting needs the publisher's name and the address in `url`. The code that made it is "
        "MIT-licensed.",
        "## How to have an article removed",
        f"Write to {contact}, with the article's `id` or address. It is put on a take-down list that every later "
        "version of this dataset, and every reader of the collection, leaves out for good.",
        "## How to cite",
        f"hanoi_press: the Hanoi press and Vietnam's ministry portals. {total.articles:,} articles, fetched until "
        f"{dataset.fetched[1][:10] or '-'}. {PROJECT}",
    ]
    return "\n\n".join(parts) + "\n"


_CLEANING = """\
- Read from each page once: the site's own selectors first, then JSON-LD, then meta tags; `extraction` says which.
- Left out of `text`: captions, bylines, attribution lines, related links, tags, share and comment boxes, copyright
  lines, and lines that recur across many articles of a source.
- The dateline (`(HNM) - `) stands in `dateline`, the attribution ("Theo …") in `attribution`, not in the words.
- Unicode NFC; invisible characters, double spaces and HTML entities gone. Spelling is as printed (`thuỷ` and `thủy`).
- Times have their offset; tracking parameters and fragments are cut from addresses.
- Nothing is translated, corrected, summarised, or filtered by subject."""


def _front_matter(dataset: Dataset) -> str:
    count = dataset.statistics.total.articles
    size = next((name for limit, name in _SIZES if count < limit), "n>1M")
    configs = ["- config_name: default", "  data_files: data/*/*.parquet"]
    for source in sorted({shard.source for shard in dataset.shards}):
        configs += [f"- config_name: {source}", f"  data_files: data/{source}/*.parquet"]
    head = [
        *(
            "---",
            "pretty_name: hanoi_press",
            "language:",
            "- vi",
            "license: other",
            "license_name: publishers-copyright",
        ),
        *("license_link: README.md", "task_categories:", "- text-generation", "- text-classification"),
        *("size_categories:", f"- {size}", "configs:", *configs, "---"),
    ]
    return "\n".join(head)


def _sources(dataset: Dataset) -> str:
    rows = ["| source | publisher | hosts | articles | words | first | last |", "|---|---|---|---:|---:|---|---|"]
    for name, group in sorted(dataset.statistics.source.items()):
        hosts = _cell(", ".join(sorted(dataset.hosts[name])))
        cells = (f"`{_cell(name)}`", _cell(dataset.publishers[name]), hosts, f"{group.articles:,}", f"{group.words:,}")
        rows.append(f"| {' | '.join(cells)} | {group.first or '-'} | {group.last or '-'} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _years(dataset: Dataset) -> str:
    years: dict[str, tuple[int, int]] = {}
    for month, group in sorted(dataset.statistics.month.items()):
        year = month if month == UNKNOWN else month[:4]
        articles, words = years.get(year, (0, 0))
        years[year] = articles + group.articles, words + group.words
    rows = [f"| {year} | {articles:,} | {words:,} |" for year, (articles, words) in years.items()]
    return "\n".join(["| year | articles | words |", "|---|---:|---:|", *rows])


def _missing(dataset: Dataset, without_copies: bool) -> str:
    total = dataset.statistics.total
    filled = ", ".join(f"`{name}` {total.filled[name] / total.articles:.0%}" for name in _TOLD if total.articles)
    lines = [
        f"- Filled fields: {filled or '-'}; the rest stated none.",
        f"- {dataset.undated:,} articles state no date of publication and stand in `undated` shards.",
        "- It is what discovery found and robots.txt allows, not all that was ever published: old articles that a site "
        "no longer lists, and pages behind a wall, are not in it. Gaps between first and last are not filled.",
        "- Pictures, videos, comments and the attached documents themselves; only their addresses are here.",
        "- Earlier revisions, and articles that were taken down.",
    ]
    if dataset.skipped:
        lines.append(f"- {dataset.skipped:,} lines of the collection could not be read.")
    if without_copies:
        lines.append("- Copies: articles of which at least 60 % stands in their originals were left out.")
    else:
        lines.append("- Nothing for being a copy: reposts between sources are in it.")
    return "\n".join(lines)


_TOLD = ("summary", "authors", "dateline", "published_at", "modified_at", "section", "tags", "images", "attribution")
