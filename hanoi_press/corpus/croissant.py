"""Write Croissant metadata (MLCommons, version 1.0) for a dataset; `mlcroissant` validates it in the tests."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from hanoi_press.corpus.column_types import without_none
from hanoi_press.corpus.data_statement import PROJECT
from hanoi_press.corpus.dataset_contents import Dataset
from hanoi_press.corpus.licence import licence_text
from hanoi_press.corpus.responsible_ai import RAI, responsible_ai, without_markup
from hanoi_press.items import SCHEMA_VERSION, Article
from hanoi_press.schema import descriptions

# The JSON-LD context that the specification prescribes.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
} | {
    name: f"cr:{name}"
    for name in (
        *("citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet"),
        *("format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet"),
        *("references", "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
    )
}
_URLS = {"url"}


def croissant(dataset: Dataset) -> str:
    """Return the metadata as JSON-LD text."""
    total = dataset.statistics.total
    published = dataset.fetched[1][:10] or "1970-01-01"
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": "hanoi_press",
        "conformsTo": ["http://mlcommons.org/croissant/1.0", RAI],
        "description": (
            f"{total.articles} articles of the Hanoi press and Vietnam's ministry portals "
            f"({', '.join(sorted(dataset.publishers.values()))}), published {total.first} to {total.last}, "
            f"one record an article, schema version {SCHEMA_VERSION}."
        ),
        "license": without_markup(licence_text(dataset)),
        "url": PROJECT,
        "creator": {"@type": "sc:Organization", "name": "hanoi_press", "url": PROJECT},
        "publisher": [{"@type": "sc:Organization", "name": one} for one in sorted(set(dataset.publishers.values()))],
        "datePublished": published,
        "inLanguage": ["vi"],
        "keywords": ["Vietnamese", "news", "press", "government"],
        "version": dataset.version,
        "citeAs": (
            f"@misc{{hanoi_press, title={{hanoi_press: the Hanoi press and Vietnam's ministry portals}}, "
            f"year={{{published[:4]}}}, note={{Version {dataset.version}, {total.articles} articles, "
            f"fetched until {published}}}, "
            f"url={{{PROJECT}}}}}"
        ),
        "distribution": [*_files(dataset), _file_set()],
        "recordSet": [_records(dataset.kind)],
    }
    return json.dumps(described | responsible_ai(dataset), ensure_ascii=False, indent=2) + "\n"


def _files(dataset: Dataset) -> list[dict[str, Any]]:
    return [
        {
            "@type": "cr:FileObject",
            "@id": shard.path,
            "name": shard.path,
            "description": f"{shard.articles} articles of {shard.source}, {shard.year}",
            "contentUrl": shard.path,
            "contentSize": f"{shard.bytes} B",
            "encodingFormat": "application/x-parquet",
            "sha256": shard.sha256,
        }
        for shard in dataset.shards
    ]


def _file_set() -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": "shards",
        "name": "shards",
        "description": "All Parquet files, by source and year.",
        "encodingFormat": "application/x-parquet",
        "includes": "data/*/*.parquet",
    }


def _records(kind: type[Article]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {
        "@type": "cr:RecordSet",
        "@id": "articles",
        "name": "articles",
        "description": "One record an article, in its latest revision.",
        "key": {"@id": "articles/id"},
        "field": [_field(name, hints[name], meaning) for name, meaning in descriptions(kind).items()],
    }


def _field(name: str, kind: Any, meaning: str) -> dict[str, Any]:
    kind, repeated = _element_type(kind)
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"articles/{name}",
        "name": name,
        "description": meaning.replace("`", ""),
    }
    if is_dataclass(kind):
        described["subField"] = [
            sub for one, of in typing.get_type_hints(kind).items() for sub in _sub_fields(name, one, of)
        ]
    else:
        described["dataType"] = _data_type(name, kind)
    described["source"] = {"fileSet": {"@id": "shards"}, "extract": {"column": name}}
    return described | ({"repeated": True} if repeated else {})


def _sub_fields(parent: str, name: str, kind: Any) -> Iterator[dict[str, Any]]:
    """Yield the sub-field of a part of a record; a mapping gives two, keys and values, as in the columns."""
    element, _ = _element_type(kind)
    if typing.get_origin(element) is not dict:
        yield _sub_field(parent, name, element, [name], {})
        return
    for part in ("key", "value"):
        yield _sub_field(parent, f"{name}/{part}", str, [name, part], {"repeated": True})


def _sub_field(parent: str, name: str, kind: Any, path: list[str], extra: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"articles/{parent}/{name}",
        "name": f"{parent}/{name}",
        "dataType": _data_type(name, kind),
        "source": {
            "fileSet": {"@id": "shards"},
            "extract": {"column": parent},
            "transform": [{"jsonPath": f"$.{one}"} for one in path],
        },
    } | extra


def _data_type(name: str, kind: Any) -> str:
    if kind is int:
        return "sc:Integer"
    return "sc:URL" if name in _URLS else "sc:Text"


def _element_type(kind: Any) -> tuple[Any, bool]:
    """Return a type without `| None` and without `list`, and whether it was a list."""
    kind, _ = without_none(kind)
    if typing.get_origin(kind) is list:
        return typing.get_args(kind)[0], True
    return kind, False
