"""Write the dataset card: contents, sources, collection, cleaning, gaps, bias, copyright, with counts from the data."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from hanoi_press.corpus import data_statement as statement
from hanoi_press.corpus.data_statement import PROJECT
from hanoi_press.corpus.dataset_contents import Dataset
from hanoi_press.corpus.example_row import CUT
from hanoi_press.corpus.licence import LICENCE_FILE, licence_text
from hanoi_press.corpus.split_days import NAMES
from hanoi_press.corpus.statistics import UNKNOWN
from hanoi_press.items import SCHEMA_VERSION
from hanoi_press.schema import field_table
from hanoi_press.text.plain_markdown import as_code, as_text, as_yaml
from hanoi_press.text.tabular import markdown

_SIZES = [(1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")]


def card(dataset: Dataset) -> str:
    """Return the card as Markdown with the front matter that Hugging Face reads."""
    sections = {**_contents(dataset), **_history(dataset), **_use(dataset)}
    parts = [_front_matter(dataset), "# hanoi_press: the Hanoi press and Vietnam's ministry portals", _opening(dataset)]
    parts += [f"## {heading}\n\n{text}" for heading, text in sections.items()]
    return "\n\n".join(parts) + "\n"


def _contents(dataset: Dataset) -> dict[str, str]:
    """Return the sections on what is in the dataset, by heading."""
    return {
        "From where": _sources(dataset),
        "When": f"{_years(dataset)}\n\n{_list(statement.time_span(dataset))}",
        "An example": f"One row, its long values cut ({CUT.strip()}):\n\n{dataset.example.markdown()}",
        **({"Splits": dataset.splits} if dataset.splits else {}),
        "Fields": (
            f"{field_table(dataset.kind)}\n\n`extraction.fields` is a list of `{{key, value}}` here. Times are strings "
            "as in the table: a day without a time stays a date."
        ),
    }


def _history(dataset: Dataset) -> dict[str, str]:
    """Return the sections on how it came about, and what that means for it."""
    return {
        "How it was collected": _list(statement.COLLECTION),
        "How it was cleaned": _list(statement.PREPROCESSING),
        "Annotation": _list(statement.ANNOTATION),
        "What is known to be missing": _list(statement.limitations(dataset)),
        "Bias": _list(statement.biases(dataset)),
        "Personal data": _list(statement.personal_data(dataset)),
    }


def _use(dataset: Dataset) -> dict[str, str]:
    """Return the sections on what it is for, and what its users may do."""
    not_for = f"Not intended, and not fit for:\n\n{_list(statement.OUT_OF_SCOPE)}"
    version = (
        f"This is version `{dataset.version}`: the day of the last fetch, the version of the rows' schema, and the "
        "first digits of a digest of all rows, in whatever order. Equal versions have equal rows; the bytes of the "
        "files may differ."
    )
    return {
        "Intended use": f"{_list(statement.USES)}\n\n{not_for}",
        "Licence and copyright": licence_text(dataset),
        "How to have an article removed": statement.removal(dataset),
        "Versions": f"{version}\n\n{_list(statement.MAINTENANCE)}",
        "How to cite": _citation(dataset),
    }


def _list(statements: Iterable[str]) -> str:
    return "\n".join(f"- {one}" for one in statements)


def _opening(dataset: Dataset) -> str:
    total = dataset.statistics.total
    first, last = (day[:10] or "-" for day in dataset.fetched)
    return (
        f"{total.articles:,} articles, {total.words:,} words (strings between spaces: syllables, in Vietnamese), "
        f"published {total.first or '-'} to {total.last or '-'}, fetched {first} to {last} (UTC) by "
        f"[hanoi_press]({PROJECT}). One row an article, in its latest revision; schema version {SCHEMA_VERSION}, "
        f"dataset version `{dataset.version}`. "
        "Machine-readable description: `croissant.json`."
    )


def _citation(dataset: Dataset) -> str:
    return (
        "hanoi_press: the Hanoi press and Vietnam's ministry portals. "
        f"Version {dataset.version}, {dataset.statistics.total.articles:,} articles, fetched until "
        f"{dataset.fetched[1][:10] or '-'}. {PROJECT}"
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
        f"license_link: {LICENCE_FILE}",
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
        return [f"- config_name: {as_yaml(name)}", f"  data_files: {as_yaml(f'data/{source}/*.parquet')}"]
    files = [(f"  - split: {one}", f"    path: {as_yaml(f'data/{source}/{one}-*.parquet')}") for one in names]
    return [f"- config_name: {as_yaml(name)}", "  data_files:", *chain.from_iterable(files)]


def _sources(dataset: Dataset) -> str:
    rows = [
        (
            as_code(name),
            as_text(dataset.publishers[name]),
            as_text(", ".join(sorted(dataset.hosts[name]))),
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
