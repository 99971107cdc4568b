"""`scrapy newsource`, in a copy of the checkout, along the walk-through of CONTRIBUTING.md."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.commands.scaffold import KNOWN, ScaffoldError, scaffold
from spiders_tests.loopback import ROOT

NEEDED = "hanoi_press spiders_tests docs scrapy.cfg pyproject.toml README.md README.vi.md CONTRIBUTING.md".split()
SUFFIXES = (".py", ".toml", ".md")
LEAVE_OUT = shutil.ignore_patterns("__pycache__", "*.warc.gz", ".*_cache", "articles")
RUFF = shutil.which("ruff", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=LEAVE_OUT)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    sample = tmp_path / "data" / "sample"
    sample.mkdir(parents=True)
    shutil.copy(ROOT / "data" / "sample" / "hanoimoi.warc.gz", sample)  # the docs show a line of it
    return tmp_path


def run(checkout: Path, command: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    words = [sys.executable, "-m", "scrapy", *words[1:]] if words[0] == "scrapy" else [sys.executable, *words[1:]]
    environment = os.environ | {"PYTHONPATH": str(checkout), "HANOI_PRESS_DATA": str(checkout / "found")}
    environment["PYTEST_XDIST_AUTO_NUM_WORKERS"] = "0"  # this test has a core of its own, no more
    return subprocess.run(words, cwd=checkout, env=environment, capture_output=True, text=True, timeout=300)


def walkthrough(part: str) -> list[str]:
    """The commands that CONTRIBUTING.md prints under a mark."""
    found = re.search(
        rf"<!-- walkthrough: {part} -->\n```sh\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.S
    )
    assert found is not None
    return found[1].splitlines()


def marks(checkout: Path, name: str) -> list[str]:
    return [
        f"{path.relative_to(checkout)}:{number}:"
        for path in sorted(checkout.rglob(f"*{name}*.*"))
        if path.suffix in SUFFIXES and "__pycache__" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "FILL IN" in line
    ]


def fill_in(checkout: Path, name: str) -> None:
    """What a person does, in one line: words in place of each mark."""
    for path in checkout.rglob(f"*{name}*.*"):
        if path.suffix in SUFFIXES:
            first, *others = path.read_text("utf-8").split("FILL IN")
            filled = first + "".join(f"Chữ thứ {number}{text}" for number, text in enumerate(others))
            path.write_text(filled, "utf-8")


def finish(checkout: Path, name: str) -> None:
    for command in walkthrough("finish"):
        done = run(checkout, command)
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
    [file] = (checkout / "found").glob(f"articles/{name}/**/*.jsonl")
    assert len(file.read_text("utf-8").splitlines()) == 2


@pytest.mark.skipif(RUFF is None, reason="ruff is a tool of developers: pip install -e '.[dev]'")
@pytest.mark.parametrize(
    ("host", "commands"),
    [("www.vidu.gov.vn", ("check .", "format --check .")), (f"www.{'a' * 43}.vn", ("check .",))],
    ids=["usual", "longest"],
)
def test_what_is_written_passes_ruff(tmp_path: Path, host: str, commands: tuple[str, ...]) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ("", "discovery", "families", "sources"):  # so that ruff knows whose imports are ours
        (tmp_path / "hanoi_press" / room).mkdir()
        (tmp_path / "hanoi_press" / room / "__init__.py").touch()
    for family in (None, *KNOWN):
        for path, text in scaffold(f"vidu_{family or 'rieng'}", f"https://{host}", family).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
    for command in commands:
        words = [str(RUFF), *command.split()]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_source_on_a_known_family(copy: Path) -> None:
    begin, look = walkthrough("known")
    done = run(copy, begin)
    assert done.returncode == 0 and "wrote hanoi_press/sources/vidu.py" in done.stdout, done.stderr
    named = run(copy, look)
    assert named.returncode == 1
    for mark in [*marks(copy, "vidu"), "python -m spiders_tests.sites.build_sample vidu"]:
        assert mark in named.stdout
    assert len(marks(copy, "vidu")) > 15


@pytest.mark.slow
def test_a_source_on_a_new_family(copy: Path) -> None:
    begin, look = walkthrough("new")
    done = run(copy, begin)
    assert done.returncode == 0 and "add VIDU (its page class: Vidu) to FAMILIES" in done.stdout, done.stderr
    named = run(copy, look)
    assert named.returncode == 1
    marked = marks(copy, "vidu")
    assert {mark.split(":")[0] for mark in marked} == {
        "docs/sites/vidu.md",
        "hanoi_press/families/vidu_cms.py",
        "hanoi_press/sources/vidu.py",
        "spiders_tests/sites/portals/vidu.py",
        "spiders_tests/sites/portals/vidu.toml",
        "spiders_tests/test_families_vidu_cms.py",
    }
    assert all(mark in named.stdout for mark in [*marked, "the family of hanoi_press/families/vidu_cms.py is not in"])
    families = copy / "hanoi_press" / "families" / "__init__.py"
    text = families.read_text("utf-8").replace("    LIFERAY,\n)", "    LIFERAY,\n    VIDU,\n)", 1)
    text = text.replace(
        "from hanoi_press.families.vhv import VHV",
        "from hanoi_press.families.vhv import VHV\nfrom hanoi_press.families.vidu_cms import VIDU",
    )
    families.write_text(text, "utf-8")
    fill_in(copy, "vidu")
    [command] = walkthrough("page")
    done = run(copy, command)
    assert done.returncode == 0, done.stdout[-2000:]
    finish(copy, "vidu")


@pytest.mark.slow
def test_every_family_is_read_by_its_page_class(copy: Path) -> None:
    for family in KNOWN:
        for path, text in scaffold(f"vidu_{family}", f"https://{family}.vidu.gov.vn", family).items():
            (copy / path).write_text(text, "utf-8")
    for family in KNOWN:
        fill_in(copy, f"vidu_{family}")
    names = " ".join(f"vidu_{family}" for family in KNOWN)
    built = run(copy, f"python -m spiders_tests.sites.build_sample {names}")
    assert built.returncode == 0, built.stderr
    done = run(copy, "python -m pytest spiders_tests/test_sources.py -k vidu_")
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(
    ("family", "routes", "order"),
    [
        ("liferay", {"section"}, ("section",)),
        ("nuxt", {"section"}, ("section",)),
        ("onecms", {"sitemap", "feed", "latest", "section"}, ("sitemap", "latest", "section")),
        ("sharepoint", {"section", "feed", "home"}, ("section", "feed", "home")),
        ("vccorp", {"sitemap", "section", "feed"}, ("sitemap", "section", "feed")),
        ("vhv", {"all", "latest", "section", "home"}, ("all", "home")),
    ],
)
def test_a_source_has_the_routes_of_its_family(family: str, routes: set[str], order: tuple[str, ...]) -> None:
    values: dict[str, Any] = {}
    exec(scaffold("vidu", "https://vidu.gov.vn", family)["hanoi_press/sources/vidu.py"], values)
    source = values["SOURCE"]
    assert (set(source.routes), source.route_order) == (routes, order)
    assert source.family is KNOWN[family]


@pytest.mark.parametrize(
    ("family", "url", "id"),
    [
        (None, "http://www.vidu.gov.vn/mot-bai-viet-1001.html", "1001"),
        ("onecms", "http://www.vidu.gov.vn/mot-bai-viet-130511.html", "130511"),
        # the routes of these ask https://<host>, whatever address was given
        ("vccorp", "https://vidu.gov.vn/mot-bai-viet-197261120081512.htm", "197261120081512"),
        ("sharepoint", "https://vidu.gov.vn/vn/tin-tuc/1173/81234/mot-bai-viet.aspx", "81234"),
        # no number in the address: the first 16 hex digits of `printf %s <url> | sha256sum`
        ("vhv", "http://www.vidu.gov.vn/tin-tuc/mot-bai-viet.html", "7155c315e7994665"),
    ],
)
def test_the_modelled_articles_have_addresses_of_the_family(family: str | None, url: str, id: str) -> None:
    written = scaffold("vidu", "http://www.vidu.gov.vn", family)
    first = tomllib.loads(written["spiders_tests/sites/portals/vidu.toml"])["article"][0]
    assert (first["url"], first["id"]) == (url, f"vidu/{id}")


def test_all_families_with_a_skeleton_are_tested() -> None:
    assert sorted(KNOWN) == ["liferay", "nuxt", "onecms", "sharepoint", "vccorp", "vhv"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("Vidu https://vidu.vn", "invalid name 'Vidu'; use 2 to 31 characters a-z, 0-9 and _, beginning with a letter"),
        ("../x https://vidu.vn", "invalid name '../x'; use 2 to 31"),
        ("class https://vidu.vn", "invalid name 'class'; use 2 to 31"),
        ("x https://vidu.vn", "invalid name 'x'; use 2 to 31"),
        ("vidu vidu.vn", "invalid address 'vidu.vn'; use the address of a site, such as https://vidu.gov.vn"),
        ("vidu ftp://vidu.vn", "; use the address of a site"),
        ("vidu https://localhost", "; use the address of a site"),
        ("vidu https://a:b@vidu.vn", "; use the address of a site"),
        ("vidu https://[half", "; use the address of a site"),
        (f"vidu https://{'a' * 60}.vn", "; use a host name of at most 50 characters"),
        (
            "vidu https://vidu.vn --family drupal",
            "invalid --family 'drupal'; use one of liferay, nuxt, onecms, sharepoint, vccorp, vhv, or leave it out",
        ),
    ],
)
def test_what_cannot_be_used(arguments: str, message: str) -> None:
    words = arguments.split(" --family ")
    with pytest.raises(ScaffoldError) as error:
        scaffold(*words[0].split(" "), words[1] if len(words) > 1 else None)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("hanoimoi https://vidu.vn", "invalid name 'hanoimoi': a source has it already; use another name"),
        ("vidu https://www.hanoimoi.vn/tin", "it belongs to the source hanoimoi; use another site's"),
        ("press https://vidu.vn", "invalid name 'press', a file such as hanoi_press/sources/press.py exists already"),
        ("moha https://vidu.vn --family vhv", "invalid name 'moha': a source has it already"),
        ("piece https://vidu.vn --family vhv", "a file such as spiders_tests/sites/portals/piece.py exists already"),
        ("vidu", "invalid arguments; use a name and an address: scrapy newsource vidu https://vidu.gov.vn --probe"),
    ],
)
def test_what_is_taken(arguments: str, message: str) -> None:
    before = written()
    done = run(ROOT, f"scrapy newsource {arguments}")
    assert done.returncode == 2 and message in done.stdout + done.stderr and "Traceback" not in done.stderr
    assert written() == before


def written() -> dict[Path, int]:
    """Every source file and when it was written."""
    files = (path for room in ("hanoi_press", "spiders_tests") for path in (ROOT / room).rglob("*.py"))
    return {path: path.stat().st_mtime_ns for path in files}
