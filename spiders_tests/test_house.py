"""The house stands as docs and design say: no import upward, no endless file, generated docs up to date."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generate import TARGETS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "hanoi_press"

# Which rooms a room may import; what is not named here may import anything.
MAY_IMPORT = {
    "items": set(),
    "schema": {"items"},
    "text": {"items"},
    "pages": {"text", "items"},
    "discovery": {"text"},
    "trouble": set(),
    "spiders": {"discovery", "pages", "items", "trouble"},
    "store": {"text", "items"},
    "pipelines": {"store", "text", "items", "extensions"},
    "middlewares": {"store", "text", "items", "trouble"},
    "extensions": {"store", "text", "items", "trouble"},
    "corpus": {"store", "text", "items", "schema"},
    "extraction": {"spiders", "pages", "items"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        rooms |= {name.split(".")[1] for name in names if name.startswith("hanoi_press.")}
    return rooms


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_import_goes_up(path: Path) -> None:
    room = room_of(path)
    if room in MAY_IMPORT:
        assert imported_rooms(path) - {room} <= MAY_IMPORT[room]


def test_the_rule_would_notice() -> None:
    assert imported_rooms(PACKAGE / "spiders" / "press.py") >= {"discovery", "pages", "items"}


def test_pages_and_text_know_no_scrapy() -> None:
    for path in FILES:
        if room_of(path) in {"items", "schema", "text", "pages", "discovery", "store"}:
            assert "scrapy" not in path.read_text("utf-8").replace("Scrapy", "").lower(), path


def test_the_package_loads_without_scrapy() -> None:
    code = "import sys, hanoi_press; from hanoi_press import Article; sys.exit('scrapy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("path", [*FILES, *(ROOT / "benchmarks").glob("*.py")], ids=lambda path: path.name)
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 45, f"{path.name}: {node.name}"


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.path.name)
def test_generated_docs_are_up_to_date(target: object) -> None:
    assert target.is_fresh(), "stale: run `python -m docs.generate`"  # type: ignore[attr-defined]
