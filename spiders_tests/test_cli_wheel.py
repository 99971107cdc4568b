"""A wheel, installed where no checkout is, runs `hanoi-press` in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from hanoi_press import __version__
from spiders_tests.loopback import ROOT

SAMPLE = ROOT / "data" / "sample" / "hanoimoi.warc.gz"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the scripts of an environment with the wheel, and with the libraries of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "hanoi_press", source / "hanoi_press", ignore=shutil.ignore_patterns("__pycache__"))
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    (wheel,) = folder.glob("hanoi_press-*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=300)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")  # the libraries, not the checkout
    return environment / "bin"


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder, with nothing in the environment that names the checkout."""
    unwanted = ("PYTHON", "HANOI_PRESS_", "SCRAPY_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    command = [str(installed / "hanoi-press"), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.slow
def test_the_wheel_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    where = [str(installed / "python"), "-c", "import hanoi_press; print(hanoi_press.__file__)"]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    found = subprocess.run(where, cwd=tmp_path, env=clean, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()).is_relative_to(installed.parent)

    assert run(installed, tmp_path, "--version").stdout == f"hanoi-press {__version__}\n"
    done = run(installed, tmp_path, "crawl", "hanoimoi", "--archive", str(SAMPLE), "--limit", "5", "--nolog")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("hanoimoi: 5 articles in data/articles/hanoimoi/")
    for words, says in (
        (["corpus", "stats"], "5 articles, "),
        (["corpus", "verify"], "5 lines in 1 segments"),
        (["sources"], "hanoimoi"),
        (["sources", "mst"], "mst"),
        (["replay", "hanoimoi", "--archive", str(SAMPLE), "--jobs", "1"], "hanoimoi"),
        (["config"], f"data folder  {tmp_path}/data"),
        (["completion", "bash"], "hanoimoi"),
    ):
        done = run(installed, tmp_path, *words)
        assert done.returncode == 0 and says in done.stdout, (words, done.stdout[-500:], done.stderr[-2000:])
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
