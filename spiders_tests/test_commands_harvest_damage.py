"""Articles whose lines are lost on disk are requested again, and a damaged folder fails until it is mended."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segments import finished_segments
from spiders_tests.kill import paper_of
from spiders_tests.loopback import run
from spiders_tests.nights import OLD, Running, night
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow

ARTICLES = 24
PAPER = paper_of(ARTICLES)
ALL = {piece.id: piece.title for piece in PAPER.pieces.values()}
QUIET = ("-s", OLD)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serve(PAPER.pages()) as served:
        yield served


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory, served: Served) -> Path:
    data = tmp_path_factory.mktemp("harvested") / "data"
    assert night(data, served, *QUIET).code == 0
    return data


def readable(data: Path) -> dict[str, str]:
    """Return the titles by id in all sound lines; an id must not be there twice."""
    found: dict[str, str] = {}
    for path in finished_segments(data):
        for _, record in sound_lines(path, lambda fault: None):
            assert record["id"] not in found
            found[record["id"]] = record["title"]
    return found


def rot(path: Path) -> None:
    """Change one byte in each of three lines; size and time of change stay."""
    stat, lines = path.stat(), path.read_bytes().splitlines(keepends=True)
    for number in (1, 7, ARTICLES - 2):
        line = bytearray(lines[number])
        line[random.Random(number).randrange(len(line) - 1)] ^= 1
        lines[number] = bytes(line)
    path.write_bytes(b"".join(lines))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


def remove_with_manifest(path: Path) -> None:
    shutil.rmtree(path.parents[1])


@pytest.mark.parametrize("damage", [rot, cut, empty, remove, remove_with_manifest])
def test_lost_lines_come_back_and_each_run_fails_until_it_is_mended(
    tmp_path: Path, harvested: Path, served: Served, damage: Callable[[Path], None]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(harvested, data)
    (path,) = finished_segments(data)
    damage(path)
    lost = set(ALL) - set(readable(data))
    assert lost
    again = night(data, served, *QUIET)
    assert again.code == 1 and str(path.relative_to(data)) in again.err and "scrapy corpus verify" in again.err
    assert {f"hanoimoi/{name.removesuffix('.html').rpartition('-')[2]}" for name in again.articles} == lost
    assert readable(data) == ALL
    third = night(data, served, *QUIET)
    assert (third.code, third.articles) == (1, [])
    for part in (["validate"], ["verify"]):
        checked = run(data, "corpus", *part)
        assert checked.returncode == 1 and str(path.relative_to(data)) in checked.stdout
    assert "verify --mend" in checked.stdout
    mended = run(data, "corpus", "verify", "--mend")
    assert mended.returncode == 0, mended.stdout + mended.stderr
    last = night(data, served, *QUIET)
    assert (last.code, last.articles) == (0, [])
    assert [run(data, "corpus", part).returncode for part in ("verify", "validate")] == [0, 0]
    assert readable(data) == ALL


def test_a_file_that_comes_back_from_a_backup_mends_as_well(tmp_path: Path, harvested: Path, served: Served) -> None:
    data = tmp_path / "data"
    shutil.copytree(harvested, data)
    (path,) = finished_segments(data)
    backup = shutil.copy2(path, tmp_path / "backup")
    path.unlink()
    assert run(data, "corpus", "reindex").returncode == 0
    assert run(data, "corpus", "validate").returncode == 2  # no article at all
    shutil.copy2(backup, path)
    again = night(data, served, *QUIET)
    assert (again.code, again.articles) == (0, [])
    assert readable(data) == ALL


def test_the_articles_are_removed_while_a_run_writes_them(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serve(PAPER.pages(), delay=0.02) as slow:
        running = Running(data, slow, *QUIET)
        assert running.wait_until(lambda: any(data.glob("parts/*/*/articles/*/*/*.part")))
        (part,) = data.glob("parts/*/*")
        shutil.rmtree(part / "articles")
        code, _, err = running.end()
        assert code == 1 and "was deleted or moved while it was written" in err
        again = night(data, slow, *QUIET)
    assert again.code == 0
    assert readable(data) == ALL


def test_a_lost_article_is_taken_from_the_archive_without_a_request(tmp_path: Path, harvested: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(harvested, data)
    (path,) = finished_segments(data)
    cut(path)
    replayed = run(data, "replay", "hanoimoi")
    assert replayed.returncode == 1  # the segment is still damaged
    assert readable(data) == ALL
    record = json.loads(sorted((data / "runs").glob("*.json"))[-1].read_bytes())["sources"]["hanoimoi"]
    assert record["new"] + record["unchanged"] == ARTICLES
