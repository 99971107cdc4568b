"""Write the parts of the docs that repeat the code: fields, schema, column types, sources, settings, failures, what is
wrong with captures, a sample article.

`python -m docs.generate` writes them all; a test fails when one of them is stale.
"""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from docs.mapping import mapping_table
from docs.typed_columns import column_types_source
from hanoi_press import extract
from hanoi_press.commands.nightly_files import NightlyPlan, config_file, nightly_files
from hanoi_press.crawl.capture_verdict import CaptureFault
from hanoi_press.failures import FailureKind
from hanoi_press.items import Article
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
        """Return the file's text as it should be. Raises `ValueError` if its marks are missing."""
        if self.part is None:
            return self.make()
        marks = re.compile(rf"(<!-- generated: {self.part} -->\n).*?(<!-- end -->)", re.S)
        old = self.path.read_text("utf-8")
        if not marks.search(old):
            raise ValueError(f"{self.path}: no marks for {self.part}")
        return marks.sub(lambda found: f"{found[1]}{self.make()}\n{found[2]}", old)

    def is_fresh(self) -> bool:
        """Return True if the file is as it should be."""
        return self.path.exists() and self.path.read_text("utf-8") == self.fresh()


def schema_json() -> str:
    """Return the JSON Schema of a corpus line."""
    return json.dumps(article_schema(), ensure_ascii=False, indent=2) + "\n"


def sources_table() -> str:
    """Return the table of all sources, each name linked to its facts in `docs/sites`."""
    facts = "|".join(path.stem for path in sorted((ROOT / "docs" / "sites").glob("*.md")))
    return re.sub(rf"^\|\s*`({facts})`", r"| [`\1`](sites/\1.md)", table.markdown(table.rows()), flags=re.M)


@dataclass(frozen=True)
class Setting:
    """A setting: its name, its value as Python, and the comment that gives its reason."""

    name: str
    value: str
    reason: str


def settings(source: str) -> list[Setting]:
    """Return the settings that a module assigns, each with the comment beside it, else the one right above it."""
    lines = source.splitlines()
    found = []
    for node in ast.parse(source).body:
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
            continue
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        if isinstance(target, ast.Name):
            reason = lines[node.lineno - 1].partition("  # ")[2] or _comment_above(lines, node.lineno - 1)
            found.append(Setting(target.id, ast.unparse(node.value), reason))
    return found


def _comment_above(lines: list[str], line: int) -> str:
    """Return the comment that ends right above a line (counted from 0), "" if there is none."""
    first = line
    while first and lines[first - 1].startswith("# "):
        first -= 1
    return " ".join(one.removeprefix("# ") for one in lines[first:line])


def settings_table() -> str:
    """Return the table of the project's settings with their values and reasons."""
    rows = ["| setting | value | why |", "|---|---|---|"]
    for one in settings((ROOT / "hanoi_press" / "settings.py").read_text("utf-8")):
        shown = f"`{one.value}`" if len(one.value) < 80 else "see `hanoi_press/settings.py`"
        rows.append(f"| `{one.name}` | {shown} | {one.reason} |")
    return "\n".join(rows)


def kinds_table() -> str:
    """Return the table of the kinds of failure."""
    return "\n".join(["| kind | meaning |", "|---|---|", *(f"| `{kind}` | {kind.meaning} |" for kind in FailureKind)])


def captures_table() -> str:
    """Return the table of why captures are skipped."""
    return "\n".join(["| kind | meaning |", "|---|---|", *(f"| `{kind}` | {kind.meaning} |" for kind in CaptureFault)])


def sample_article() -> Article:
    """Return the article of the sample archive that the docs show."""
    archive = WarcIndex(ROOT / "data" / "sample" / "hanoimoi.warc.gz")
    address = next(one for one in sorted(archive.urls()) if one.startswith("https://hanoimoi.vn/") and SAMPLE in one)
    stored = archive.get(address)
    assert stored is not None
    return extract(stored.body, address, fetched_at=stored.date)


def sample_line() -> str:
    """Return the sample article as a line of the corpus, spread out for reading, its text cut."""
    article = sample_article().to_dict()
    article["text"] = article["text"][:120].rsplit(" ", 1)[0] + " …"
    return f"```json\n{json.dumps(article, ensure_ascii=False, indent=1)}\n```"


def sample_card() -> str:
    """Return the sample article as a reader would read it: title, names and dates, summary, first sentence."""
    article = sample_article()
    facts = {
        "published_at": article.published_at,
        "authors": ", ".join(article.authors),
        "section": " › ".join(article.section),
        "summary": article.summary,
        "text": article.text.partition(". ")[0] + ". …",
    }
    lines = [f"title         {article.title}"]
    for name, value in facts.items():
        lines += textwrap.wrap(value or "", 105, initial_indent=f"{name:14}", subsequent_indent=" " * 14)
    return "```\n" + "\n".join(lines) + "\n```"


def nightly_examples() -> list[Target]:
    """Return the files that `init-nightly` writes, as they are without options, in `docs/examples`."""
    contents = {"hanoi-press.toml": config_file(NightlyPlan("cron"))}
    for kind in ("systemd", "cron"):
        contents |= {one.example: one.content for one in nightly_files(NightlyPlan(kind))}
    return [Target(ROOT / "docs" / "examples" / name, partial(str, text)) for name, text in contents.items()]


SAMPLE = "-1304633.html"  # the end of the address of the sample article that the docs show
TARGETS = [
    Target(ROOT / "README.md", sample_card, "article"),
    Target(ROOT / "README.vi.md", sample_card, "article"),
    Target(ROOT / "docs" / "article.md", sample_line, "line"),
    Target(ROOT / "docs" / "article.md", field_table, "fields"),
    Target(ROOT / "docs" / "corpus.md", field_table, "fields"),
    Target(ROOT / "docs" / "corpus.md", mapping_table, "mapping"),
    Target(ROOT / "docs" / "article.schema.json", schema_json),
    Target(ROOT / "docs" / "examples" / "column_types.py", column_types_source),
    Target(ROOT / "docs" / "settings.md", settings_table, "settings"),
    Target(ROOT / "docs" / "failures.md", kinds_table, "kinds"),
    Target(ROOT / "docs" / "past.md", captures_table, "captures"),
    Target(ROOT / "docs" / "sources.md", sources_table, "sources"),
    *nightly_examples(),
]


def main() -> None:
    """Write all targets."""
    for target in TARGETS:
        target.path.write_text(target.fresh(), "utf-8")
        print(target.path.relative_to(ROOT))


if __name__ == "__main__":
    main()
