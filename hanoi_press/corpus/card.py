"""Write the dataset card: contents, sources, cleaning, gaps and copyright, with counts from the data."""

from __future__ import annotations

from hanoi_press.corpus.croissant import COPYRIGHT, PROJECT
from hanoi_press.corpus.dataset_contents import Dataset
from hanoi_press.corpus.split_days import NAMES
from hanoi_press.corpus.statistics import UNKNOWN
from hanoi_press.items import SCHEMA_VERSION
from hanoi_press.schema import field_table
from hanoi_press.text.tabular import markdown

_SIZES = [(1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")]


def card(dataset: Dataset, *, contact: str, without_copies: bool) -> str:
    """Return the card as Markdown with the front matter that Hugging Face reads.

    `contact`: the address for removal requests.
    """
    parts = [
        _front_matter(dataset),
        "# hanoi_press: the Hanoi press and Vietnam's ministry portals",
        _opening(dataset),
        "## From where",
        _sources(dataset),
        "## When",
        _years(dataset),
        *(["## Splits", dataset.splits] if dataset.splits else []),
        "## Fields",
        field_table(dataset.kind),
        "`extraction.fields` is a list of `{key, value}` here. Times are strings as in the table: a day without a time "
        "stays a date.",
        "## How it was cleaned",
        _CLEANING,
        "## What is known to be missing",
        _missing(dataset, without_copies),
        "## Licence and copyright",
        f"{COPYRIGHT} {_USE}",
        "## How to have an article removed",
        f"Write to {contact}, with the article's `id` or address. It is put on a take-down list that every later "
        "version of this dataset, and every reader of the collection, leaves out for good.",
        "## How to cite",
        _citation(dataset),
    ]
    return "\n\n".join(parts) + "\n"


_USE = (
    "This collection is made for research on the press. Its users are responsible for their use under the law of their "
    "own country; a quotation needs the publisher's name and the address in `url`. The code that made it is "
    "MIT-licensed."
)
_CLEANING = """\
- Read from each page once: the site's own selectors first, then JSON-LD, then meta tags; `extraction` says which.
- Left out of `text`: captions, bylines, attribution lines, related links, tags, share and comment boxes, copyright
  lines, and lines that recur across many articles of a source.
- The dateline (`(HNM) - `) is in `dateline`, the attribution ("Theo …") in `attribution`, neither in the text.
- Unicode NFC; invisible characters, double spaces and HTML entities gone. Spelling is as printed (`thuỷ` and `thủy`).
- Times have their offset; tracking parameters and fragments are cut from addresses.
- Nothing is translated, corrected, summarised, or filtered by subject."""


def _opening(dataset: Dataset) -> str:
    total = dataset.statistics.total
    first, last = (day[:10] or "-" for day in dataset.fetched)
    return (
        f"{total.articles:,} articles, {total.words:,} words (strings between spaces: syllables, in Vietnamese), "
        f"published {total.first or '-'} to {total.last or '-'}, fetched {first} to {last} (UTC) by "
        f"[hanoi_press]({PROJECT}). One row an article, in its latest revision; schema version {SCHEMA_VERSION}. "
        "Machine-readable description: `croissant.json`."
    )


def _citation(dataset: Dataset) -> str:
    return (
        "hanoi_press: the Hanoi press and Vietnam's ministry portals. "
        f"{dataset.statistics.total.articles:,} articles, fetched until {dataset.fetched[1][:10] or '-'}. {PROJECT}"
    )


def _front_matter(dataset: Dataset) -> str:
    count = dataset.statistics.total.articles
    size = next((name for limit, name in _SIZES if count < limit), "n>1M")
    configs = _config("default", "*", dataset)
    for source in sorted({shard.source for shard in dataset.shards}):
        configs += _config(source, source, dataset)
    head = [
        "---",
        "pretty_name: hanoi_press",
        "language:",
        "- vi",
        "license: other",
        "license_name: publishers-copyright",
        "license_link: README.md",
        "task_categories:",
        "- text-generation",
        "- text-classification",
        "size_categories:",
        f"- {size}",
        "configs:",
        *configs,
        "---",
    ]
    return "\n".join(head)


def _config(name: str, source: str, dataset: Dataset) -> list[str]:
    """Return the lines of a configuration: the files of a source (`*`: of all), each split with its own."""
    has_splits = {one.split for one in dataset.shards if source in ("*", one.source)}
    names = [one for one in NAMES if one in has_splits]
    if not names:
        return [f"- config_name: {name}", f"  data_files: data/{source}/*.parquet"]
    files = [line for one in names for line in (f"  - split: {one}", f"    path: data/{source}/{one}-*.parquet")]
    return [f"- config_name: {name}", "  data_files:", *files]


def _sources(dataset: Dataset) -> str:
    rows = [
        (
            f"`{name}`",
            dataset.publishers[name],
            ", ".join(sorted(dataset.hosts[name])),
            f"{counts.articles:,}",
            f"{counts.words:,}",
            counts.first or "-",
            counts.last or "-",
        )
        for name, counts in sorted(dataset.statistics.source.items())
    ]
    return markdown(("source", "publisher", "hosts", "articles", "words", "first", "last"), rows, numbers=(3, 4))


def _years(dataset: Dataset) -> str:
    years: dict[str, tuple[int, int]] = {}
    for month, counts in sorted(dataset.statistics.month.items()):
        year = month if month == UNKNOWN else month[:4]
        articles, words = years.get(year, (0, 0))
        years[year] = articles + counts.articles, words + counts.words
    rows = [(year, f"{articles:,}", f"{words:,}") for year, (articles, words) in years.items()]
    return markdown(("year", "articles", "words"), rows, numbers=(1, 2))


def _missing(dataset: Dataset, without_copies: bool) -> str:
    total = dataset.statistics.total
    filled = ", ".join(f"`{name}` {total.filled[name] / total.articles:.0%}" for name in _REPORTED if total.articles)
    lines = [
        f"- Filled fields: {filled or '-'}; the rest stated none.",
        f"- {dataset.undated:,} articles state no date of publication and are in `undated` shards.",
        "- It is what discovery found and robots.txt allows, not all that was ever published: old articles that a site "
        "no longer lists, and pages behind a wall, are not in it. Gaps between first and last are not filled.",
        "- Pictures, videos, comments and the attached documents themselves; only their addresses are here.",
        "- Earlier revisions, and articles that were taken down.",
    ]
    if dataset.skipped:
        lines.append(f"- {dataset.skipped:,} lines of the collection could not be read.")
    if without_copies:
        lines.append("- Copies: articles of which at least 60 % is also in their originals were left out.")
    else:
        lines.append("- Nothing for being a copy: reposts between sources are in it.")
    return "\n".join(lines)


_REPORTED = (
    "summary",
    "authors",
    "dateline",
    "published_at",
    "modified_at",
    "section",
    "tags",
    "images",
    "attribution",
)
