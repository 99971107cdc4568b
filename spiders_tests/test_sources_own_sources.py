"""The user's own sources: loaded from a folder beside ours, and refused in one line if they are broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hanoi_press.sources import forget_own_sources, source_for, source_of, sources
from hanoi_press.sources.own_sources import VARIABLE, OwnSourceError, load_folder
from spiders_tests.loopback import run

GOOD = """from hanoi_press.families.unknown_cms import UNKNOWN_CMS
from hanoi_press.sources.source import Source

SOURCE = Source(name="{name}", publisher="Báo Ví Dụ", family=UNKNOWN_CMS, hosts=("{host}",), remark="x")
"""


def write(folder: Path, name: str = "xa_vidu", host: str = "vidu.example", text: str = GOOD) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / f"{name}.py"
    path.write_text(text.format(name=name, host=host) if text is GOOD else text, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "sources"))
    return tmp_path / "sources"


def test_an_own_source_is_one_among_all(folder: Path) -> None:
    assert "xa_vidu" not in sources()
    write(folder)
    forget_own_sources()
    assert list(sources()) == sorted(sources()) and "hanoimoi" in sources()
    assert source_for("https://www.vidu.example/a") is sources()["xa_vidu"]
    assert source_of("Báo Ví Dụ") == "xa_vidu"
    forget_own_sources()


@pytest.mark.parametrize(
    ("name", "host", "text", "words"),
    [
        ("xa_vidu", "", "x = 1\ny = (\n", "xa_vidu.py:2: it cannot be loaded: SyntaxError: '(' was never closed"),
        ("xa_vidu", "", "x = 1\n\nraise KeyError('a\\nb')\n", "xa_vidu.py:3: it cannot be loaded: KeyError"),
        ("xa_vidu", "", "SOURCE = 7\n", "xa_vidu.py:1: SOURCE is missing or no Source"),
        ("xa_vidu", "", "\0", "xa_vidu.py:1: it cannot be loaded"),
        ("vi-du", "vidu.example", GOOD, "vi-du.py:1: invalid file name"),
        ("hanoimoi", "vidu.example", GOOD, "hanoimoi.py:1: a source of this program is called hanoimoi"),
        ("xa_vidu", "news.chinhphu.vn", GOOD, "xa_vidu.py:1: news.chinhphu.vn belongs to the source baochinhphu"),
        ("xa_vidu", "moit.gov.vn", GOOD, "xa_vidu.py:1: moit.gov.vn belongs to the source moit"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, name: str, host: str, text: str, words: str) -> None:
    write(tmp_path / "own", name, host, text)
    with pytest.raises(OwnSourceError) as error:
        load_folder(tmp_path / "own", sources())
    assert words in str(error.value)


def test_two_files_may_not_share_a_host(tmp_path: Path) -> None:
    write(tmp_path, "mot")
    write(tmp_path, "hai")
    with pytest.raises(OwnSourceError, match=r"mot.py:1: vidu.example belongs to the source hai"):
        load_folder(tmp_path, {})


@pytest.mark.parametrize("found", [None, Path("/nowhere")])
def test_no_folder_is_no_source(found: Path | None) -> None:
    assert load_folder(found, {}) == {}


@pytest.mark.slow
def test_commands_see_the_sources_beside_the_config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write(tmp_path / "config/hanoi-press/sources")
    done = run(tmp_path, "sources", "xa_vidu")
    assert done.returncode == 0 and "Báo Ví Dụ" in done.stdout, done.stderr


@pytest.mark.slow
def test_nothing_in_a_data_folder_is_run(tmp_path: Path) -> None:
    """Data folders are copied from others: `data/sources` may be anybody's."""
    write(tmp_path / "sources", text="raise SystemExit(9)")
    done = run(tmp_path, "sources")
    assert done.returncode == 0 and "xa_vidu" not in done.stdout.split()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [("crawl", "hanoimoi"), ("sources",), ("harvest",), ("corpus", "stats"), ("replay",)]
)
def test_a_broken_own_source_ends_any_command_with_one_line(
    tmp_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "sources"))
    path = write(tmp_path / "sources", text="x = 1\nboom\n")
    done = run(tmp_path, *command)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"{path}:2: it cannot be loaded: NameError: name 'boom' is not defined; mend or delete the file"
    ]


def test_another_process_knows_the_folder_by_the_environment(folder: Path) -> None:
    write(folder)
    code = "from hanoi_press.sources import sources; print('xa_vidu' in sources())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "True\n", done.stderr
