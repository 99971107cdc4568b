"""A damaged ledger is whole again after two runs, and the corpus is as it was.

More damages, by hand: `python -m spiders_tests.ledger_damage --count 400`.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hanoi_press.store.ledger_seal import seal
from hanoi_press.store.ledger_tables import LEDGER
from spiders_tests.corpus_lines import article, corpus, opened
from spiders_tests.kill import paper_of
from spiders_tests.ledger_damage import ARTICLES, DAMAGES, Damage, fault, make, night, wrong_values
from spiders_tests.loopback import run
from spiders_tests.nights import night as harvest
from spiders_tests.nights import revisions
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import serve


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("closed") / "data"
    make(base, killed=False)
    return base


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("killed") / "data"
    make(base, killed=True)
    return base


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("seed", range(3))
def test_a_damage_between_two_runs(closed: Path, tmp_path: Path, damage: Damage, seed: int) -> None:
    assert fault(closed, tmp_path / "data", damage, random.Random(seed)) == ""


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damage_after_a_killed_run(killed: Path, tmp_path: Path, damage: Damage) -> None:
    assert fault(killed, tmp_path / "data", damage, random.Random(4)) == ""


@pytest.mark.parametrize("seed", range(6))
def test_a_damage_during_a_run(closed: Path, tmp_path: Path, seed: int) -> None:
    assert fault(closed, tmp_path / "data", wrong_values, random.Random(seed), during=True) == ""


def test_what_the_trial_would_notice(closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A digit of a stored hash makes an article seem changed, and it would be written a second time."""

    def another_digit(ledger: Path, chosen: random.Random) -> None:
        content = ledger.read_bytes()
        with closing(sqlite3.connect(ledger)) as db:
            (known,) = db.execute("SELECT hash FROM page WHERE id = 'hanoimoi/150'").fetchone()
        assert content.count(known.encode()) == 1
        ledger.write_bytes(content.replace(known.encode(), known[::-1].encode()))

    def asked_again(ledger: Path, chosen: random.Random) -> None:
        another_digit(ledger, chosen)
        ledger.with_name(LEDGER + ".sum").unlink()  # which would have shown it
        with opened(ledger.parent) as data:
            data.keep(article(150))

    assert fault(closed, tmp_path / "one", another_digit, random.Random(1)) == ""
    assert fault(closed, tmp_path / "two", asked_again, random.Random(1)) == "the corpus differs"


def test_a_run_after_the_ledger_was_set_aside_knows_every_article(closed: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(closed, data)
    (data / LEDGER).write_bytes(b"\xff" * 9000)
    assert night(data)
    assert (data / f"{LEDGER}.damaged").read_bytes() == b"\xff" * 9000
    assert len(corpus(data)) == len(ARTICLES)
    with opened(data) as folder:
        page = folder.ledger.find("hanoimoi/305")
        assert page is not None and (page.why or "").startswith("gone")
        assert folder.ledger.coverage("hanoimoi", "") is not None


@pytest.mark.slow
@pytest.mark.parametrize("command", ["harvest", "crawl", "replay"])
def test_a_command_mends_a_damaged_ledger(tmp_path: Path, command: str) -> None:
    with serve(paper_of(20).pages()) as served:
        assert harvest(tmp_path, served).code == 0
        damage_rows(tmp_path / LEDGER)
        (tmp_path / f"{LEDGER}.sum").unlink()
        done = harvest(tmp_path, served, command=command)
    assert done.code == 0, done.err
    assert f"{LEDGER} is damaged: url is" in done.err or "Could not decode" in done.err
    assert "Traceback" not in done.err
    assert list(revisions(tmp_path).values()) == [[1]] * 20


def damage_rows(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger, isolation_level=None)) as db:
        db.execute("UPDATE page SET url = CAST(x'68fffe' AS TEXT)")


@pytest.mark.slow
@pytest.mark.parametrize("sql", ["DROP TABLE page", "DROP TABLE coverage"])
def test_a_harvest_that_meets_damage_on_its_way_ends_with_1_once(tmp_path: Path, sql: str) -> None:
    def damage(url: str) -> Page | None:
        if url.endswith("-1010.html"):
            with closing(sqlite3.connect(tmp_path / LEDGER, isolation_level=None)) as db:
                db.execute(sql)
        return None

    with serve(paper_of(20).pages(), faults=damage) as served:
        first = harvest(tmp_path, served)
        served.faults = None
        second, third = (harvest(tmp_path, served) for _ in range(2))
    assert (first.code, second.code, third.code) == (1, 0, 0), first.err + second.err
    assert "is damaged" in first.err and "Traceback" not in first.err
    assert list(revisions(tmp_path).values()) == [[1]] * 20


@pytest.mark.slow
@pytest.mark.parametrize("part", ["compact", "reindex"])
def test_a_part_of_corpus_mends_a_damaged_ledger(closed: Path, tmp_path: Path, part: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(closed, data)
    damage_rows(data / LEDGER)
    done = run(data, "corpus", part)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    with opened(data) as folder:
        assert folder.reconciled.read == 0
        assert folder.ledger.find("hanoimoi/150").url == "https://hanoimoi.vn/bai-150.html"  # type: ignore[union-attr]


@pytest.mark.slow
def test_a_harvest_that_meets_damage_before_its_first_request(tmp_path: Path) -> None:
    """A row that rotted during the run before, and was sealed with the rest."""
    with serve(paper_of(5).pages()) as served:
        assert harvest(tmp_path, served).code == 0
        with closing(sqlite3.connect(tmp_path / LEDGER, isolation_level=None)) as db:
            db.execute("UPDATE cycle SET source = 'first'")  # a row of each table is read at opening
            db.execute("INSERT INTO cycle VALUES ('hanoimoi', 'x', 'y')")
        seal(tmp_path / LEDGER)
        first, second = harvest(tmp_path, served), harvest(tmp_path, served)
    assert (first.code, second.code) == (1, 0), first.err + second.err
    assert "number is 'x'; hanoimoi is not crawled" in first.err and "Traceback" not in first.err
    assert (tmp_path / f"{LEDGER}.damaged").exists()
    assert list(revisions(tmp_path).values()) == [[1]] * 5
