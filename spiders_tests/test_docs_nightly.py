"""docs/nightly.md and docs/examples call commands and options that exist; what can be run here is run."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from scrapy.cmdline import _get_commands_dict
from scrapy.utils.project import get_project_settings

from hanoi_press import settings
from hanoi_press.commands.command_list import module_of
from hanoi_press.commands.corpus import parts
from hanoi_press.commands.nightly_files import NightlyPlan, setup_script
from hanoi_press.config import load
from hanoi_press.sources import sources
from spiders_tests.bare_root import is_possible, make_root, put_program, run_in
from spiders_tests.corpora import put_corpus_to_export
from spiders_tests.loopback import ROOT, run

EXAMPLES = ROOT / "docs" / "examples"
NIGHTLY = (ROOT / "docs" / "nightly.md").read_text("utf-8")
FILES = [one.name for one in sorted(EXAMPLES.iterdir()) if one.suffix != ".py"]
BLOCKS = re.findall(r"```sh\n(.*?)```", NIGHTLY, re.S)
_WORDS = "harvest|replay|corpus|crawl|init-nightly|notices|runs"
_CALL = re.compile(rf"hanoi-press ((?:{_WORDS})\b[^\n`#;)|&]*)")


def calls(text: str) -> list[list[str]]:
    """Each `hanoi-press …` that a text names, as words; redirections left out."""
    return [shlex.split(found.split(">")[0].split(" 2>")[0]) for found in _CALL.findall(text)]


CALLS = [
    words
    for text in (*BLOCKS, *((EXAMPLES / name).read_text("utf-8") for name in FILES))
    for words in calls(text)
    if "ended" not in words  # of a message
]
RUN = [words for words in CALLS if words[0] in ("corpus", "replay") and "--archive" not in words]


def test_there_is_something_to_check() -> None:
    assert len(CALLS) > 25 and len(FILES) == 10 and len(RUN) > 10
    assert {words[0] for words in CALLS} >= {"harvest", "replay", "corpus", "init-nightly", "notices"}


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"\]\((pictures/[^)]+)\)", NIGHTLY)
    assert len(pictures) == 5 and all((ROOT / "docs" / name).is_file() for name in pictures)


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_call_is_understood(words: list[str]) -> None:
    name, *rest = words
    command = _get_commands_dict(get_project_settings(), inproject=True)[module_of(name)]
    command.settings = get_project_settings()
    parser = argparse.ArgumentParser(exit_on_error=False)
    if name == "corpus":
        part, *rest = rest
        parts()[part].add_arguments(parser)
        parser.add_argument("--data")
    else:
        command.add_options(parser)
    _, named = parser.parse_known_args(rest)
    assert not [word for word in named if word.startswith("-")], "no such option"
    if name in ("crawl", "harvest", "replay", "sources", "doctor"):
        assert set(named) <= {"SOURCE", "[SOURCE", "…]", *sources()}, "no such source"


@pytest.mark.slow
@pytest.mark.parametrize("words", RUN, ids=" ".join)
def test_a_call_on_the_corpus_ends_well(words: list[str], tmp_path: Path) -> None:
    put_corpus_to_export(tmp_path)
    (tmp_path / "archive/hanoimoi").mkdir(parents=True)
    if "--data" in words:
        words = words[: words.index("--data")]
    done = run(tmp_path, *words)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_a_block_is_shell(block: str) -> None:
    assert subprocess.run(["sh", "-n", "-c", block], check=False).returncode == 0


@pytest.mark.skipif(not is_possible(), reason="no mount namespaces here")
@pytest.mark.parametrize("block", [one for one in BLOCKS if "sudo " in one], ids=lambda block: block.partition("\n")[0])
def test_a_block_for_root_uses_the_user_and_the_places_that_the_setup_made(block: str, tmp_path: Path) -> None:
    """What is not of the setup is noted in place of being done: services, packages, copies."""
    root = make_root(tmp_path)
    program = NightlyPlan("cron").program
    put_program(root, program, 'echo "$(id -un): $*" >>/tmp/calls; case $* in *--data*) cd /var/lib/hanoi_press;; esac')
    put_program(root, "/local-bin/crontab", "exit 1")
    for kind in ("systemd", "cron"):
        done = run_in(root, setup_script(NightlyPlan(kind)))
        assert done.returncode == 0, done.stderr
    (root / "tmp/calls").unlink()
    (root / "tmp/calls").touch()
    (root / "tmp/calls").chmod(0o666)
    put_program(root, "/local-bin/sudo", 'exec "$@"')
    for name in ("apt-get", "rsync", "systemctl", "python3", "opt-pip"):
        put_program(root, f"/local-bin/{name}", f'echo "{name} $*" >>/tmp/calls')
    put_program(root, str(Path(program).with_name("pip")), 'echo "pip $*" >>/tmp/calls')
    done = run_in(root, f"set -e\n{block}")
    assert done.returncode == 0, done.stderr
    called = (root / "tmp/calls").read_text().splitlines()
    assert len(called) >= len([line for line in block.splitlines() if line.strip()])
    for line in called:
        of_corpus = any(word in line for word in ("corpus ", "replay ", "notices ", "harvest "))
        assert not of_corpus or line.startswith("hanoi-press: "), "not as root"


def test_settings_that_are_named_exist() -> None:
    for name in re.findall(r"\b([A-Z]+_[A-Z_]+)(?:=|`)", NIGHTLY):
        known = ("HANOI_PRESS_DATA", "HANOI_PRESS_ALLOW_PRIVATE", "CRON_TZ")
        assert name in known or hasattr(settings, name), name


@pytest.mark.parametrize("name", FILES)
def test_the_docs_show_each_file(name: str) -> None:
    assert f"(examples/{name})" in NIGHTLY


def test_the_config_is_one_and_its_comments_are_keys(tmp_path: Path) -> None:
    text = (EXAMPLES / "hanoi-press.toml").read_text("utf-8")
    (tmp_path / "hanoi-press.toml").write_text(text)
    assert load(tmp_path).contact is None
    (tmp_path / "hanoi-press.toml").write_text(re.sub(r"^# (?=\w+ = )", "", text, flags=re.M))
    found = load(tmp_path)
    assert (found.contact, found.keep_archives, found.sources) == ("you@example.org", "90d", ("hanoimoi", "mst"))
    assert found.notices.notify and found.notices.ping


def test_the_dockerfile_holds_what_docker_knows() -> None:
    known = {"ARG", "FROM", "RUN", "COPY", "USER", "WORKDIR", "ENV", "VOLUME", "STOPSIGNAL", "HEALTHCHECK"}
    text = re.sub(r"\\\n", " ", (EXAMPLES / "Dockerfile").read_text("utf-8"))
    words = [line.split()[0] for line in text.splitlines() if line[:1] not in ("", "#")]
    assert set(words) == known | {"ENTRYPOINT", "CMD"} and words.index("USER") < words.index("ENTRYPOINT")


def test_the_image_gets_the_package_and_no_data() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    kept = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines and kept == {"hanoi_press", "pyproject.toml", "README.md", "LICENSE"}
