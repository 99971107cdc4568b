"""The specification of one modelled article (FORMAT.md), and the gold that follows from it."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

OLD = ("E1", "E2")
OLD_USERS = ("phananh", "tuandiep", "anhthu", "lequyen", "trungtruc")
OTHER_SOURCES = {"Báo Chính phủ": "baochinhphu"}  # other sources of ours that the modelled articles name
OWN_NAMES = {"hànộimới", "hà nội mới", "hanoimoi", "hnm", "hnmo", "hanoimoi.vn", "hanoimoi.com.vn"}
KINDS = ("p", "h2", "figure", "list", "quote", "box", "table", "document", "related", "ad")
TRAPS = {
    "nfd",
    "nbsp",
    "lazy",
    "sapo-in-body",
    "entities",
    "double-escaped-author",
    "no-json-ld",
    "us-date",
    "widget-tags",
    "author-in-cat",
}


@dataclass(frozen=True)
class Block:
    """One block of a body: its kind (a key of FORMAT.md) and its value."""

    kind: str
    value: Any


@dataclass(frozen=True)
class Spec:
    """One article as its TOML file states it."""

    id: int
    slug: str
    template: str
    section: list[str]
    section_path: str
    title: str
    summary: str
    authors: list[str]
    published: datetime
    body: list[Block]
    tags: list[str]
    dateline: str | None = None
    modified: datetime | None = None
    sponsored: bool = False
    signature: str | None = None
    attribution: tuple[str, str | None] | None = None
    traps: frozenset[str] = frozenset()

    @property
    def old(self) -> bool:
        """Return True if the page is on the old host."""
        return self.template in OLD

    @property
    def url(self) -> str:
        """Return the canonical address."""
        if not self.old:
            return f"https://hanoimoi.vn/{self.slug}-{self.id}.html"
        kind = "Tin-tuc" if self.template == "E1" else "tin-tuc"
        return f"http://hanoimoi.com.vn/{kind}/{self.section_path}/{self.id}/{self.slug}"

    @property
    def figures(self) -> list[dict[str, str]]:
        """Return the figures in reading order."""
        return [block.value for block in self.body if block.kind == "figure"]

    @property
    def has_json_ld(self) -> bool:
        """Return True if the page has JSON-LD."""
        return not self.old and not self.traps & {"no-json-ld", "us-date"}

    def image(self, file: str) -> str:
        """Return the address of a picture in full size."""
        day = self.published
        if not self.old:
            return f"https://hnm.1cdn.vn/{day:%Y/%m/%d}/{file}"
        user = OLD_USERS[self.id % len(OLD_USERS)]
        if self.template == "E2":
            return f"http://hanoimoi.com.vn/Uploads/images/{user}/{day:%Y/%m/%d}/{file}"
        return f"http://hanoimoi.com.vn/Uploads/{user}/{day.year}/{day.month}/{day.day}/{file}"

    def document(self, file: str) -> str:
        """Return the address of a linked document."""
        if self.old:
            return f"http://hanoimoi.com.vn/Uploads/files/{self.published:%Y/%m/%d}/{file}"
        return f"https://hnm.1cdn.vn/{self.published:%Y/%m/%d}/{file}"


def clean(text: str) -> str:
    """Return text in NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _time(value: str | datetime) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _block(raw: dict[str, Any], name: str) -> Block:
    if len(raw) != 1 or next(iter(raw)) not in KINDS:
        raise ValueError(f"{name}: a body block needs exactly one known key, got {sorted(raw)}")
    kind, value = next(iter(raw.items()))
    if kind == "figure":
        value = {"file": value["file"], "caption": value.get("caption", ""), "credit": value.get("credit", "")}
    return Block(kind, value)


def read(path: Path) -> Spec:
    """Return the specification in a file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    if raw["template"] not in ("A", "B", *OLD):
        raise ValueError(f"{path.name}: unknown template {raw['template']}")
    if unknown := set(raw.get("traps", [])) - TRAPS:
        raise ValueError(f"{path.name}: unknown traps {sorted(unknown)}")
    source = raw.get("attribution")
    return Spec(
        id=raw["id"],
        slug=raw["slug"],
        template=raw["template"],
        section=list(raw["section"]),
        section_path=raw["section_path"],
        title=clean(raw["title"]),
        summary=clean(raw["summary"]),
        authors=list(raw.get("authors", [])),
        published=_time(raw["published"]),
        body=[_block(block, path.name) for block in raw["body"]],
        tags=list(raw.get("tags", [])),
        dateline=raw.get("dateline"),
        modified=_time(raw["modified"]) if raw.get("modified") else None,
        sponsored=raw.get("sponsored", False),
        signature=raw.get("signature"),
        attribution=(source["name"], source.get("url") or None) if source else None,
        traps=frozenset(raw.get("traps", [])),
    )


def load(folder: Path) -> list[Spec]:
    """Return all specifications of a folder, in the order of their file names."""
    specs = [read(path) for path in sorted(folder.glob("*.toml"))]
    keys = [(spec.old, spec.id) for spec in specs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"{folder}: an id is used twice")
    return specs


def paragraphs(spec: Spec) -> list[str]:
    """Return the paragraphs of the gold text."""
    out: list[str] = []
    for block in spec.body:
        match block.kind:
            case "p" | "h2" | "quote":
                out.append(clean(block.value))
            case "list" | "box":
                out.extend(clean(item) for item in block.value)
            case "table":
                out.extend(" | ".join(clean(cell) for cell in row) for row in block.value)
            case "document":
                out.append(clean(block.value["text"]))
    return out


def is_own_name(name: str) -> bool:
    """Return True if an attribution names the paper itself."""
    return clean(name).casefold().removeprefix("báo ").strip() in OWN_NAMES


def gold(spec: Spec) -> dict[str, Any]:
    """Return what a perfect extraction of the article's page holds."""
    documents = [block.value for block in spec.body if block.kind == "document"]
    # Only JSON-LD states seconds and the time of the last change (of publication, if there was no change).
    stated = spec.has_json_ld or spec.old
    published = spec.published if stated else spec.published.replace(second=0)
    changed = (spec.modified or spec.published) if spec.has_json_ld else None
    name, link = spec.attribution or (None, None)
    return {
        "id": f"hanoimoi/old-{spec.id}" if spec.old else f"hanoimoi/{spec.id}",
        "url": spec.url,
        "title": spec.title,
        "summary": spec.summary,
        "text": "\n\n".join(paragraphs(spec)),
        "authors": [clean(author) for author in spec.authors],
        "dateline": spec.dateline,
        "published_at": published.isoformat(),
        "modified_at": changed.isoformat() if changed else None,
        "section": [clean(part) for part in spec.section],
        "tags": [clean(tag) for tag in spec.tags],
        "images": [
            {"url": spec.image(f["file"]), "caption": clean(f["caption"]) or None, "credit": clean(f["credit"]) or None}
            for f in spec.figures
        ],
        "attachments": [{"url": spec.document(d["file"]), "title": clean(d["text"])} for d in documents],
        "attribution": {
            "name": name,
            "url": link,
            "source": "hanoimoi" if is_own_name(name) else OTHER_SOURCES.get(name),
        }
        if name
        else None,
        "language": "vi",
    }
