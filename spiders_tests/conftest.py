"""What all tests share: reproducible property tests, names that are the same in every process, fixtures."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:  # pytest-cov counts only what is imported after this file
    from collections.abc import Iterator

    from hanoi_press.store.folder import DataFolder
    from spiders_tests.corpora import CorpusCommand
    from spiders_tests.sites.serve import Served

# The same examples in every run; `HYPOTHESIS_PROFILE=explore` draws new ones.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# The config file of whoever runs the tests says nothing to them.
os.environ["XDG_CONFIG_HOME"] = str(Path(tempfile.gettempdir(), "hanoi-press-tests-without-config"))


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Take pyproject's options of pytest-xdist also if that is switched off (`pytest -p no:xdist`)."""
    if not pluginmanager.hasplugin("xdist"):
        parser.addoption("--numprocesses", "--dist", help="ignored: pytest-xdist is switched off")


def pytest_collection_finish() -> None:
    """Keep the options of this run from tests that run pytest themselves (its workers have read them by now)."""
    os.environ.pop("PYTEST_ADDOPTS", None)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Return the argument's name for bytes: gzip puts the time into them, and pytest-xdist compares names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture
def corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CorpusCommand:
    """Return a function that runs `scrapy corpus …` on the test's data folder, in this process."""
    from scrapy.cmdline import execute
    from scrapy.utils.project import get_project_settings

    def run(*arguments: str) -> tuple[int | str | None, str, str]:
        settings = get_project_settings()
        settings.set("DATA_DIR", str(tmp_path), "cmdline")
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "corpus", *arguments], settings=settings)
        return ended.value.code, *capsys.readouterr()

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataFolder]:
    """An open data folder."""
    from hanoi_press.store.folder import DataFolder

    with DataFolder.open(tmp_path, "a test") as data:
        yield data


@pytest.fixture
def served() -> Iterator[Served]:
    """A site on loopback, without a page yet; a test sets `served.pages`."""
    from spiders_tests.sites.serve import serve

    with serve({}) as site:
        yield site
