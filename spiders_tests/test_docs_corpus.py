"""README.md, README.vi.md and docs/corpus.md do what they say: their snippets and commands are run as printed."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from docs.generate import sample_article
from hanoi_press.corpus import load
from hanoi_press.corpus.export_file import to_jsonl_file
from hanoi_press.warc.index import WarcIndex
from spiders_tests.doc_blocks import README, blocks, section
from spiders_tests.loopback import ROOT, crawl


def run(command: list[str], folder: Path) -> str:
    """What a command prints in a folder, off the net; it must end well."""
    environment = {name: value for name, value in os.environ.items() if name != "HANOI_PRESS_DATA"} | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),  # this checkout, whatever is installed
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(folder / ".hf"),
        "HOME": str(folder),
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample corpus in `data/articles`."""
    folder = tmp_path_factory.mktemp("sample")
    crawl(folder / "data", "hanoimoi", "-a", f"archive={ROOT / 'data' / 'sample' / 'hanoimoi.warc.gz'}")
    return folder


@pytest.fixture(scope="module")
def compressed(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in two compressed segments, one plain one, and the file of a run at work."""
    folder = tmp_path_factory.mktemp("compressed")
    month = folder / "data/articles/hanoimoi/2026-11"
    articles = list(load(sample / "data"))
    for name, part in (("a.jsonl.zst", articles[:30]), ("b.jsonl.zst", articles[30:40]), ("c.jsonl", articles[40:])):
        to_jsonl_file(part, month / name)
    (month / "d.jsonl.part").write_bytes(b'{"id":"hanoimoi/1","revis')
    return folder


SAYS = {
    "pandas": r"hanoimoi\s+44",
    "polars": r"hanoimoi\s*┆\s*44",
    "duckdb": r"hanoimoi\s*│\s*44",
    "datasets": r"num_rows: 44",
    "hanoi_press": r"2026-11-21T19:48:03\+07:00 “Ngõ nhỏ có giàn thiên lý”",
}


def test_the_readme_holds_a_snippet_of_each() -> None:
    assert [next(name for name in SAYS if f"import {name}" in one or f"from {name}" in one) for one in README] == list(
        SAYS
    )


@pytest.mark.parametrize("name", SAYS)
def test_the_readmes_snippets_work_as_printed(sample: Path, name: str) -> None:
    code = README[list(SAYS).index(name)]
    assert re.search(SAYS[name], run([sys.executable, "-c", code], sample))


@pytest.mark.parametrize("name", SAYS)
def test_they_work_on_compressed_segments_too(compressed: Path, name: str) -> None:
    code = README[list(SAYS).index(name)]
    assert re.search(SAYS[name], run([sys.executable, "-c", code], compressed))


def test_the_readmes_question_is_answered_as_printed(sample: Path) -> None:
    """All articles of November about giao thông, as a file, and in Python."""
    command, snippet = blocks(section("README.md", "Questions to the corpus"))
    line = command.code.splitlines()[0].removeprefix(".venv/bin/")
    said = run(["bash", "-euc", line], sample)
    about = [one for one in load(sample / "data") if "giao thông" in f"{one.title} {one.summary} {one.text}".lower()]
    wanted = {one.title for one in about if "2026-11-01" <= str(one.published_at)[:10] <= "2026-11-30"}
    assert wanted and str(len(wanted)) in said
    with (sample / "giao-thong.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["title"] for row in rows} == wanted and all(row["text"] for row in rows)
    found = run([sys.executable, "-c", snippet.code], sample).splitlines()
    assert len(found) == min(5, len(wanted)) and {one.partition(" ")[2] for one in found} <= wanted


def test_the_readmes_snippet_on_one_page_works_as_printed(tmp_path: Path) -> None:
    [snippet] = blocks(section("README.md", "One page, without a crawl"))
    archive = WarcIndex(ROOT / "data" / "sample" / "hanoimoi.warc.gz")
    stored = archive.get(sample_article().url)
    assert stored is not None
    (tmp_path / "page.html").write_bytes(stored.body)
    title = "“Ngõ nhỏ có giàn thiên lý” - tập tản văn về một Hà Nội đi chậm"
    assert run([sys.executable, "-c", snippet.code], tmp_path).startswith(f"{title} 2026-11-21T19:48:03+07:00 onecms")
    (tmp_path / "page.html").write_bytes(
        b"<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"
    )
    refused = run([sys.executable, "-c", snippet.code], tmp_path)
    assert refused.strip() and "onecms" not in refused and "generic" not in refused


def test_the_vietnamese_readme_has_the_same_code() -> None:
    ours, theirs = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.vi.md"))
    wanted = [*blocks(section("README.md", "Two commands")), *blocks(section("README.md", "The live paper"))]
    wanted += blocks(section("README.md", "Questions to the corpus"))
    wanted += blocks(section("README.md", "The corpus in your own tools"))
    assert blocks(theirs) == wanted
    assert "README.vi.md" in ours and "(README.md)" in theirs


def shell(code: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the lines of a `sh` block print; `corpus …` runs in this process, which saves its start each time."""
    printed = ""
    for line in code.splitlines():
        if line.startswith(("scrapy corpus ", "hanoi-press corpus ")):
            settings = get_project_settings()
            settings.set("DATA_DIR", "data", "cmdline")
            with pytest.raises(SystemExit) as ended:
                execute(shlex.split(line), settings=settings)
            said = capsys.readouterr()
            assert ended.value.code == 0, f"{line}\n{said.out}\n{said.err}"
            printed += said.out
        elif ".venv" not in line:
            printed += run(["bash", "-euc", line], folder)
    return printed


@pytest.mark.slow
def test_docs_corpus_from_top_to_bottom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a stranger follows it: in a fresh folder, in order; a `text` block is what the one before it printed."""
    shutil.copytree(ROOT / "data" / "sample", tmp_path / "data" / "sample")
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    shutil.copy(ROOT / "scrapy.cfg", tmp_path)
    monkeypatch.chdir(tmp_path)
    printed = ""
    kinds = []
    for block in blocks((ROOT / "docs" / "corpus.md").read_text("utf-8")):
        kinds.append(block.language)
        if block.language == "python":
            printed = run([sys.executable, "-c", block.code], tmp_path)
        elif block.language == "sh":
            printed = shell(block.code, tmp_path, capsys)
        elif not block.code.startswith("data/articles/"):
            assert block.code in printed
    assert kinds.count("sh") >= 9 and kinds.count("python") >= 7 and kinds.count("text") >= 6
    assert {one.name for one in (tmp_path / "figures").iterdir()} == {
        "articles_by_month.png",
        "who_reposts_whom.png",
        "words_by_section.png",
    }
    assert all(one.read_bytes().startswith(b"\x89PNG") for one in (tmp_path / "figures").iterdir())
    assert (tmp_path / "export" / "dataset" / "croissant.json").exists()
    assert "hanoimoi/1304633" not in (tmp_path / "export" / "articles.jsonl").read_text("utf-8")
