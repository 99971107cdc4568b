"""State the types of the corpus' columns: a file to copy, which needs nothing of hanoi_press.

Made by `python -m docs.generate`. Times are strings, as stated: a day, or a moment with its offset.

    files = [str(file) for file in Path("data/articles").glob("*/*/*") if file.name.endswith((".jsonl", ".jsonl.zst"))]
    polars.scan_ndjson(files, schema=polars_schema())
    duckdb.read_json(files, columns=DUCKDB)
    lines = datasets.load_dataset("text", data_files=files, split="train")
    lines.map(parse_lines, batched=True, features=features(), remove_columns="text")
"""

# fmt: off
# ruff: noqa: E501
import json

# The keys of `extraction.fields` differ from line to line.
TRACED = (
    "url", "title", "summary", "text", "authors", "dateline", "published_at", "modified_at", "section",
    "tags", "images", "attachments", "attribution", "language", "frame",
)
DUCKDB = {
    "id": 'VARCHAR',
    "revision": 'BIGINT',
    "source": 'VARCHAR',
    "publisher": 'VARCHAR',
    "url": 'VARCHAR',
    "title": 'VARCHAR',
    "summary": 'VARCHAR',
    "text": 'VARCHAR',
    "authors": 'VARCHAR[]',
    "dateline": 'VARCHAR',
    "published_at": 'VARCHAR',
    "modified_at": 'VARCHAR',
    "section": 'VARCHAR[]',
    "tags": 'VARCHAR[]',
    "images": 'STRUCT("url" VARCHAR, "caption" VARCHAR, "credit" VARCHAR)[]',
    "attachments": 'STRUCT("url" VARCHAR, "title" VARCHAR)[]',
    "attribution": 'STRUCT("name" VARCHAR, "url" VARCHAR, "source" VARCHAR)',
    "language": 'VARCHAR',
    "raw": 'STRUCT("published" VARCHAR, "modified" VARCHAR, "authors" VARCHAR, "attribution" VARCHAR)',
    "content_hash": 'VARCHAR',
    "extraction": 'STRUCT("page" VARCHAR, "fields" MAP(VARCHAR, VARCHAR), "confidence" VARCHAR, "via" VARCHAR)',
    "fetched_at": 'VARCHAR',
    "archive": 'STRUCT("file" VARCHAR, "offset" BIGINT, "pruned" VARCHAR)',
}


def polars_schema():
    from polars import Int64, List, String, Struct

    return {
        "id": String,
        "revision": Int64,
        "source": String,
        "publisher": String,
        "url": String,
        "title": String,
        "summary": String,
        "text": String,
        "authors": List(String),
        "dateline": String,
        "published_at": String,
        "modified_at": String,
        "section": List(String),
        "tags": List(String),
        "images": List(Struct({"url": String, "caption": String, "credit": String})),
        "attachments": List(Struct({"url": String, "title": String})),
        "attribution": Struct({"name": String, "url": String, "source": String}),
        "language": String,
        "raw": Struct({"published": String, "modified": String, "authors": String, "attribution": String}),
        "content_hash": String,
        "extraction": Struct({"page": String, "fields": Struct(dict.fromkeys(TRACED, String)), "confidence": String, "via": String}),
        "fetched_at": String,
        "archive": Struct({"file": String, "offset": Int64, "pruned": String}),
    }


def features():
    from datasets import Features, List, Value

    text, number = Value("string"), Value("int64")

    return Features({
        "id": text,
        "revision": number,
        "source": text,
        "publisher": text,
        "url": text,
        "title": text,
        "summary": text,
        "text": text,
        "authors": List(text),
        "dateline": text,
        "published_at": text,
        "modified_at": text,
        "section": List(text),
        "tags": List(text),
        "images": List({"url": text, "caption": text, "credit": text}),
        "attachments": List({"url": text, "title": text}),
        "attribution": {"name": text, "url": text, "source": text},
        "language": text,
        "raw": {"published": text, "modified": text, "authors": text, "attribution": text},
        "content_hash": text,
        "extraction": {"page": text, "fields": dict.fromkeys(TRACED, text), "confidence": text, "via": text},
        "fetched_at": text,
        "archive": {"file": text, "offset": number, "pruned": text},
    })


def parse_lines(batch):
    """Return the columns of lines; the loader "json" of datasets would turn times into moments of UTC."""
    lines = (line.lstrip("\ufeff") for line in batch["text"])
    articles = [json.loads(line) for line in lines if line.strip()]
    return {name: [known(article.get(name), kind) for article in articles] for name, kind in features().items()}


def known(value, kind):
    """Leave out what a later version adds to a record."""
    if isinstance(value, list):
        return [known(one, kind.feature) for one in value]
    if isinstance(value, dict):
        return {name: known(one, kind[name]) for name, one in value.items() if name in kind}
    return value
