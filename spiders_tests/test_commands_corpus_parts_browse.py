"""The command `corpus browse`: its address, its end, what it says of a port and without datasette."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from spiders_tests.browsed_corpus import put_corpus_to_browse
from spiders_tests.corpora import CorpusCommand
from spiders_tests.loopback import ROOT


def put_plugin(folder: Path) -> None:
    """Install a plugin of datasette that ends the process when it is loaded."""
    (folder / "rogue_plugin.py").write_text("raise SystemExit('the plugin was loaded')\n")
    info = folder / "rogue_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: rogue-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[datasette]\nrogue = rogue_plugin\n")


COMMAND = ["-m", "hanoi_press", "corpus", "browse", "--port", "0"]
SERVER = """
from hanoi_press.corpus.browse.browse_server import BrowseServer
server = BrowseServer("data", 0)
print(server.address, "is served", flush=True)
server.serve()
"""


@pytest.mark.slow
@pytest.mark.parametrize(("number", "arguments"), [(signal.SIGINT, COMMAND), (signal.SIGTERM, ["-c", SERVER])])
def test_it_serves_until_it_is_ended_and_loads_no_plugin(
    tmp_path: Path, number: signal.Signals, arguments: list[str]
) -> None:
    put_corpus_to_browse(tmp_path / "data")
    put_plugin(tmp_path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(tmp_path)))}
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and process.stderr
        said = process.stdout.readline()
        address = re.match(r"(http://127\.0\.0\.1:\d+/) ", said)
        assert address, process.stderr.read()
        with urllib.request.urlopen(address[1], timeout=60) as answer:
            assert b'data-total="61"' in answer.read()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "") and "Traceback" not in err and "Error" not in err, err


def test_a_port_that_is_taken(corpus: CorpusCommand, tmp_path: Path) -> None:
    put_corpus_to_browse(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = corpus("browse", "--port", str(port))
    assert code == 1 and f"port {port} of 127.0.0.1 is in use" in err and "--port 0" in err


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_no_port(corpus: CorpusCommand, tmp_path: Path, port: str) -> None:
    put_corpus_to_browse(tmp_path)
    code, _, err = corpus("browse", f"--port={port}")
    assert code == 2 and "port" in err


def test_no_corpus(corpus: CorpusCommand) -> None:
    code, out, err = corpus("browse", "--port", "0")
    assert (code, out) == (2, "") and "no segment" in err


def test_without_datasette_the_extra_is_named(
    corpus: CorpusCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_corpus_to_browse(tmp_path)
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    code, out, err = corpus("browse", "--port", "0")
    assert (code, out) == (1, "") and "pip install 'hanoi-press[browse]'" in err


def test_the_page_is_opened_if_asked_for(
    corpus: CorpusCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_corpus_to_browse(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("hanoi_press.corpus.browse.browse_server.BrowseServer.serve", lambda self: None)
    code, out, _ = corpus("browse", "--port", "0", "--open")
    assert code == 0 and len(opened) == 1 and out.startswith(f"{opened[0]} shows the corpus")
    assert corpus("browse", "--port", "0")[0] == 0 and len(opened) == 1
