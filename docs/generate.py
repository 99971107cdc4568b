"""`python -m docs.generate` writes what the docs repeat of the code: the field table, the schema, sources, settings.

A test fails when one of them is stale.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docs.mapping import mapping_table
from hanoi_press import extract
from hanoi_press.failures import FailureKind
from hanoi_press.schema import article_schema, field_table
from hanoi_press.sources import table
from hanoi_press.warc.index import WarcIndex

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Target:
    """A file, or a part of one between two marks `<!-- generated: name -->` and `<!-- end -->`."""

    path: Path
    make: Callable[[], str]
    part: str | None = None

    def fresh(self) -> str:
        """The file as it should be."""
        if self.part is None:
            return self.make()
        marks = re.compile(rf"(<!-- generated: {self.part} -->\n).*?(<!-- end -->)", re.S)
        old = self.path.read_text("utf-8")
        if not marks.search(old):
            raise ValueError(f"{self.path}: no marks for {self.part}")
        return marks.sub(lambda found: f"{found[1]}{self.make()}\n{found[2]}", old)

    def is_fresh(self) -> bool:
        """Is the file as it should be?"""
        return self.path.exists() and self.path.read_text("utf-8") == self.fresh()


def schema_json() -> str:
    """The JSON Schema of a corpus line."""
    return json.dumps(article_schema(), ensure_ascii=False, indent=2) + "\n"


def sources_table() -> str:
    """All sources, as `scrapy sources` knows them."""
    return table.markdown(table.rows())


def settings_table() -> str:
    """Every setting of the project with its value and the comment that stands above it."""
    source = (ROOT / "hanoi_press" / "settings.py").read_text("utf-8")
    lines = source.splitlines()
    rows = ["| setting | value | why |", "|---|---|---|"]
    why = ""
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        above = lines[node.lineno - 2].strip()
        why = above.removeprefix("# ") if above.startswith("#") else why
        beside = lines[node.lineno - 1].partition("  # ")[2]
        value = ast.unparse(node.value)
        shown = value if len(value) < 70 else "see `hanoi_press/settings.py`"
        rows.append(f"| `{node.targets[0].id}` | `{shown}` | {beside or why} |")
    return "\n".join(rows)


def kinds_table() -> str:
    """The kinds of trouble."""
    return "\n".join(["| kind | meaning |", "|---|---|", *(f"| `{kind}` | {kind.meaning} |" for kind in FailureKind)])


def sample_line() -> str:
    """One line of the sample corpus, spread out for the eye, its text cut."""
    url = "https://hanoimoi.vn/"
    archive = WarcIndex(ROOT / "data" / "sample" / "hanoimoi.warc.gz")
    address = next(one for one in sorted(archive.urls()) if one.startswith(url) and one.endswith(SAMPLE))
    stored = archive.get(address)
    assert stored is not None
    article = extract(stored.body, address, fetched_at=stored.date).to_dict()
    article["text"] = article["text"][:120].rsplit(" ", 1)[0] + " …"
    return f"```json\n{json.dumps(article, ensure_ascii=False, indent=1)}\n```"


SAMPLE = "-1304633.html"
TARGETS = [
    Target(ROOT / "README.md", sample_line, "line"),
    Target(ROOT / "README.md", field_table, "fields"),
    Target(ROOT / "docs" / "corpus.md", field_table, "fields"),
    Target(ROOT / "docs" / "corpus.md", mapping_table, "mapping"),
    Target(ROOT / "docs" / "article.schema.json", schema_json),
    Target(ROOT / "docs" / "settings.md", settings_table, "settings"),
    Target(ROOT / "docs" / "trouble.md", kinds_table, "kinds"),
    Target(ROOT / "docs" / "sources.md", sources_table, "sources"),
]


def main() -> None:
    """Writes all targets."""
    for target in TARGETS:
        target.path.write_text(target.fresh(), "utf-8")
        print(target.path.relative_to(ROOT))


if __name__ == "__main__":
    main()
