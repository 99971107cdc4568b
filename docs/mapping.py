"""The name of each field of an `Article` in schema.org's NewsArticle and in IPTC ninjs 2.1."""

from __future__ import annotations

from dataclasses import fields

from hanoi_press.items import Article

NONE = "-"
# Field → (schema.org NewsArticle, ninjs 2.1). Read in https://schema.org/NewsArticle and in the schema at
# https://iptc.org/std/ninjs/ninjs-schema_2.1.json.
NAMES: dict[str, tuple[str, str]] = {
    "id": ("`identifier`", "`altids[].value`"),
    "revision": ("`version`", "`version`"),
    "source": ("`isPartOf`", "`infosources[].literal`"),
    "publisher": ("`publisher.name`", "`infosources[].name`, `copyrightholder`"),
    "url": ("`url`, `mainEntityOfPage`", "`uri`"),
    "title": ("`headline`", "`headlines[].value`"),
    "summary": ("`description`", "`descriptions[].value`"),
    "text": ("`articleBody`", "`bodies[].value`"),
    "authors": ("`author[].name`", "`by`"),
    "dateline": ("`dateline`", "`slugline` (nearest)"),
    "published_at": ("`datePublished`", "`firstcreated`"),
    "modified_at": ("`dateModified`", "`versioncreated`"),
    "section": ("`articleSection`", "`subjects[].name`"),
    "tags": ("`keywords`", "`subjects[].name`"),
    "images": (
        "`image[]` (`url`, `caption`, `creditText`)",
        "`associations[]` (`renditions[].href`, `descriptions`, `by`)",
    ),
    "attachments": ("`associatedMedia[]` (`contentUrl`, `name`)", "`associations[]` (`uri`, `title`)"),
    "attribution": ("`isBasedOn` (`url`), `sourceOrganization.name`", "`infosources[]` (`name`, `uri`)"),
    "language": ("`inLanguage`", "`language`"),
    "raw": (NONE, NONE),
    "content_hash": (NONE, NONE),
    "extraction": (NONE, NONE),
    "fetched_at": ("`sdDatePublished`", NONE),
    "archive": ("`archivedAt` (nearest)", NONE),
}


def mapping_table() -> str:
    """Return the table in Markdown, fields in the order of the line. Raises `KeyError` for a field without names."""
    rows = ["| field | schema.org NewsArticle | IPTC ninjs 2.1 |", "|---|---|---|"]
    rows += [f"| `{one.name}` | {' | '.join(NAMES[one.name])} |" for one in fields(Article)]
    return "\n".join(rows)
