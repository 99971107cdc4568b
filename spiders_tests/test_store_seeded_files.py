"""`store/seeded_files.py`: what a part learnt comes back, what a person wrote is never overwritten."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from hanoi_press.store.seeded_files import merge_files, seed_files
from spiders_tests.parts import SOURCE

SKETCH, TEMPLATE = f"boilerplate/{SOURCE}.json", f"templates/{SOURCE}.json"
RULES, OWN = f"boilerplate/{SOURCE}.txt", f"templates/{SOURCE}.toml"


def learn(data: Path, name: str, pages: object, word: str = "") -> None:
    (data / name).parent.mkdir(parents=True, exist_ok=True)
    (data / name).write_text(json.dumps({"pages": pages, "lines": [word]}))


def pages_in(data: Path, name: str = SKETCH) -> object:
    return json.loads((data / name).read_text())["pages"]


@pytest.mark.parametrize("name", [SKETCH, TEMPLATE])
def test_what_was_learnt_comes_back(tmp_path: Path, name: str) -> None:
    main, part = tmp_path / "main", tmp_path / "part"
    for pages in (5, 9, 3):  # counts may shrink, too: a template is forgotten
        seeded = seed_files(main, part, SOURCE)
        learn(part, name, pages)
        merge_files(main, part, SOURCE, seeded)
        assert pages_in(main, name) == pages
        merge_files(main, part, SOURCE, seeded)
        assert pages_in(main, name) == pages


def test_two_parts_in_either_order(tmp_path: Path) -> None:
    """The one that learnt from more pages counts, then the bytes; one that learnt nothing never does."""
    found = set()
    for number, order in enumerate(permutations(((7, "a"), (7, "b"), (6, "c"), (4, "")))):
        main = tmp_path / f"main{number}"
        learn(main, SKETCH, 4)
        parts = []
        for at, (pages, word) in enumerate(order):
            part = tmp_path / f"part{number}-{at}"
            parts.append((part, seed_files(main, part, SOURCE)))
            learn(part, SKETCH, pages, word)
        for part, seeded in parts:
            merge_files(main, part, SOURCE, seeded)
        found.add((main / SKETCH).read_bytes())
    assert [json.loads(one)["lines"] for one in found] == [["b"]]


def test_files_of_a_person_stay(tmp_path: Path) -> None:
    """Rules that were written meanwhile, and the deletion of what was learnt."""
    main, part = tmp_path / "main", tmp_path / "part"
    learn(main, SKETCH, 4)
    for name in (RULES, OWN):
        (main / name).parent.mkdir(exist_ok=True)
        (main / name).write_text("before")
    seeded = seed_files(main, part, SOURCE)
    assert (part / RULES).read_text() == (part / OWN).read_text() == "before"
    for name in (RULES, OWN):
        (main / name).write_text("after")
    (main / SKETCH).unlink()
    learn(part, SKETCH, 9)
    merge_files(main, part, SOURCE, seeded)
    assert (main / RULES).read_text() == (main / OWN).read_text() == "after"
    assert not (main / SKETCH).exists()


@pytest.mark.parametrize("content", ["{", '{"pages": "many"}', "[]"])
def test_a_file_that_cannot_be_read_never_comes_back(tmp_path: Path, content: str) -> None:
    """A power failure may have emptied it."""
    main, part = tmp_path / "main", tmp_path / "part"
    learn(main, SKETCH, 2)
    seeded = seed_files(main, part, SOURCE)
    (part / SKETCH).write_text(content)
    merge_files(main, part, SOURCE, seeded)
    assert pages_in(main) == 2
    (main / SKETCH).write_text(content)
    learn(part, SKETCH, 1)
    merge_files(main, part, SOURCE, seeded)
    assert pages_in(main) == 1


def test_the_folder_of_earlier_versions(tmp_path: Path) -> None:
    main, part = tmp_path / "main", tmp_path / "part"
    learn(main, f"frame/{SOURCE}.json", 4)
    seeded = seed_files(main, part, SOURCE)
    learn(part, SKETCH, 5)
    merge_files(main, part, SOURCE, seeded)
    assert pages_in(main) == 5
