"""The rooms of CONTRIBUTING.md hold: layers (import-linter), small files, one name a thing, fresh generated docs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from docs.generate import TARGETS
from spiders_tests.scrapy_process import ROOT

PACKAGE = ROOT / "hanoi_press"
FILES = sorted(PACKAGE.rglob("*.py"))
MEASURED = [*FILES, *sorted((ROOT / "benchmarks").glob("*.py"))]
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 45


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_import_linter() -> None:
    """The contracts stand in pyproject.toml. In a process of its own: import-linter sets up logging anew."""
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Contracts: 3 kept, 0 broken." in done.stdout


@pytest.mark.parametrize(
    "code",
    ["import hanoi_press.corpus", "from hanoi_press import extract", "from hanoi_press.store.folder import DataFolder"],
)
def test_a_fresh_process_loads_it_without_scrapy(code: str) -> None:
    check = f"{code}; import sys; sys.exit(bool({{'scrapy', 'twisted'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0


def test_no_file_is_long() -> None:
    files = [*MEASURED, *(ROOT / "spiders_tests").rglob("*.py")]
    assert [str(path) for path in files if len(path.read_text("utf-8").splitlines()) > MOST_LINES] == []


def test_no_function_is_long() -> None:
    found = [
        f"{path}: {node.name}"
        for path in MEASURED
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert found == []


def test_no_test_module_imports_another() -> None:
    """So that a test file can be moved or deleted; what several need stands in a helper module."""
    importing = [
        path.name
        for path in (ROOT / "spiders_tests").glob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("spiders_tests.test_")
    ]
    assert importing == []


def test_no_two_modules_have_one_name() -> None:
    names = Counter(path.stem for path in FILES if path.name != "__init__.py")
    assert [name for name, number in names.items() if number > 1] == []


def test_no_two_classes_have_one_name() -> None:
    names = Counter(node.name for path in FILES for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef))
    assert [name for name, number in names.items() if number > 1] == []


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.path.name)
def test_generated_docs_are_up_to_date(target: object) -> None:
    assert target.is_fresh(), "stale: run `python -m docs.generate`"  # type: ignore[attr-defined]
