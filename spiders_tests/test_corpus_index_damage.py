"""An index that is damaged, old, cut short or half written is made again, or the older one is served."""

from __future__ import annotations

import os
import re
import resource
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from hanoi_press.corpus.index import current_index, index_file, index_update
from hanoi_press.corpus.index.corpus_index import CorpusIndex, ask
from hanoi_press.corpus.index.current_index import CurrentIndex, delete_damaged
from hanoi_press.corpus.index.index_file import open_index
from hanoi_press.corpus.index.index_place import IndexFailure
from hanoi_press.corpus.index.index_segments import SegmentReader
from hanoi_press.corpus.index.index_tables import VERSION
from hanoi_press.store.index_lock import INDEX, index_lock
from hanoi_press.store.takedown import take_down
from spiders_tests.corpora import line, put
from spiders_tests.index_contents import contents, loaded, shown

FULL = re.compile(r"the disk is full; free some space|.*disk I/O error.*the disk may be full")
NEW = line("hanoimoi/99", title="Bài mới", text="Những lời mới.")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A corpus of some articles whose index is there."""
    folder = tmp_path / "data"
    words = "Hội nghị bàn về giao thông, nước sạch và trường học của thành phố. "
    put(folder, "hanoimoi/2026-11/a.jsonl", *(line(f"hanoimoi/{n}", text=f"{words * 9} Số {n}.") for n in range(40)))
    CorpusIndex.open(folder).close()
    return folder


def everything(index: CorpusIndex) -> tuple[object, object]:
    """Ask for all rows and lines of an index."""
    return contents(index), shown(index, "latest")


def test_a_damaged_page(data: Path) -> None:
    """Of any page; some damage is only found by a question. No answer is wrong, even if a page was not looked at."""
    file = data / INDEX
    sound, size = file.read_bytes(), 8192
    made_again = 0
    with CorpusIndex.open(data) as index:
        expected = everything(index)
    for at in range(0, len(sound), size):
        filling = b"\x00\xffQ"[at // size % 3 :][:1]
        file.write_bytes(sound[:at] + filling * size + sound[at + size :])
        said: list[str] = []
        assert ask(data, everything, progress=said.append) == expected, at
        made_again += any("made again" in one for one in said)
    assert made_again > len(sound) // size // 2


def test_the_damage_of_a_page_is_found_while_new_articles_are_added(data: Path) -> None:
    file = data / INDEX
    sound, size = file.read_bytes(), 8192
    put(data, "hanoimoi/2026-11/b.jsonl", NEW)
    for at in range(0, len(sound), 3 * size):
        file.write_bytes(sound[:at] + b"\xff" * size + sound[at + size :])
        found, _ = ask(data, everything)
        assert [row[0] for row in found["article"] if row[0] == "hanoimoi/99"], at


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00", None])
def test_a_file_that_is_no_index(data: Path, content: bytes | None) -> None:
    file = data / INDEX
    file.write_bytes(file.read_bytes()[:20_000] if content is None else content)
    said: list[str] = []
    with CorpusIndex.open(data, progress=said.append) as index:
        assert index.made
        assert shown(index, "latest") == loaded(data, "latest")
    assert len(said) == 1
    assert "it is made again" in said[0]


@pytest.mark.parametrize("version", [0, VERSION - 1, VERSION + 1])
def test_an_index_of_another_version(data: Path, version: int) -> None:
    with sqlite3.connect(data / INDEX) as db:
        db.execute(f"PRAGMA user_version={version}")
    said: list[str] = []
    with CorpusIndex.open(data, progress=said.append) as index:
        assert index.made
    assert f"of version {version}, this hanoi_press uses {VERSION}" in said[0]


def test_a_folder_in_its_place(data: Path) -> None:
    (data / INDEX).unlink()
    (data / INDEX / "notes").mkdir(parents=True)
    said: list[str] = []
    with CorpusIndex.open(data, progress=said.append) as index:
        assert len(shown(index, "latest")[0]) == 40
    assert any("is now index.sqlite.moved-1" in one for one in said)
    assert (data / "corpus/index.sqlite.moved-1/notes").is_dir()


def test_an_error_that_is_no_damage_is_raised(data: Path) -> None:
    before = (data / INDEX).stat().st_ino

    def question(index: CorpusIndex) -> None:
        index.db.execute("SELECT * FROM words WHERE words MATCH ?", ('"',))

    with pytest.raises(sqlite3.OperationalError, match="unterminated string"):
        ask(data, question)
    assert (data / INDEX).stat().st_ino == before


def in_a_fork(work: Callable[[], object]) -> int:
    """Do work in a fork; return how it ended: the signal that killed it, or 0."""
    if pid := os.fork():
        return os.waitpid(pid, 0)[1]
    try:
        work()
    finally:
        os._exit(0)


@pytest.mark.parametrize("cache", [40, 64 * 1024])
@pytest.mark.parametrize("point", ["_let_go", "decide", "write_decisions", "_take_copies", "COMMIT"])
def test_killed_while_it_is_brought_up_to_date(
    data: Path, point: str, cache: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a small cache pages of the transaction are in the file by then."""
    with CorpusIndex.open(data) as index:
        before = contents(index)
    put(data, "hanoimoi/2026-11/b.jsonl", NEW, line("hanoimoi/3", title="Sửa", revision=2))
    put(data, "../corpus/duplicates.jsonl", b'{"original":"hanoimoi/1","copies":[]}\n')

    def killed_update() -> None:
        def kill(*arguments: object) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        if point != "COMMIT":
            monkeypatch.setattr(index_update, point, kill)
        else:
            update = index_update.update
            monkeypatch.setattr(index_file, "update", lambda *arguments: kill(update(*arguments)))
        monkeypatch.setattr(index_file, "_CACHE", cache)
        CorpusIndex.open(data)

    assert in_a_fork(killed_update) == signal.SIGKILL
    file = data / INDEX
    with CorpusIndex(CurrentIndex(open_index(file), file), data) as index:
        assert contents(index) == before
    monkeypatch.undo()
    with CorpusIndex.open(data) as index:
        assert not index.made
        assert shown(index, "latest") == loaded(data, "latest")
        assert len(shown(index, "latest")[0]) == 41


def test_killed_while_it_is_made(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older one stays, and the next command clears up."""

    def kill(path: Path) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def killed() -> None:
        monkeypatch.setattr(index_file, "remove_beside", kill)
        CorpusIndex.open(data, rebuild=True)

    inode = (data / INDEX).stat().st_ino
    assert in_a_fork(killed) == signal.SIGKILL
    assert (data / INDEX).stat().st_ino == inode
    assert list((data / "corpus").glob("*.new"))
    CorpusIndex.open(data, rebuild=True).close()
    assert sorted(one.name for one in (data / "corpus").iterdir()) == ["index.sqlite", "index.sqlite.lock"]


@pytest.fixture(params=["pages", "bytes"])
def full(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Do work in a fork for which the disk is full at so many bytes of a file; return how it ended.

    SQLite says "full" at a number of pages, and "I/O error" where the system refuses to write.
    """

    def run(work: Callable[[], None], room: int) -> int:
        def limited() -> None:
            prepare = index_file._prepare

            def with_few_pages(db: sqlite3.Connection) -> None:
                prepare(db)
                db.execute(f"PRAGMA max_page_count={room // 8192}")

            if request.param == "bytes":
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            else:
                monkeypatch.setattr(index_file, "_prepare", with_few_pages)
            try:
                work()
            except BaseException:
                os._exit(3)

        return in_a_fork(limited) >> 8

    return run


def test_a_full_disk_while_new_articles_are_added(data: Path, full: Callable[..., int]) -> None:
    """The older index is served, and says so, unless it would show what was taken down since."""
    texts = [f"Chữ {n} " * 900 for n in range(60)]
    put(data, "hanoimoi/2026-11/b.jsonl", *(line(f"hanoimoi/{n + 50}", text=text) for n, text in enumerate(texts)))

    def work() -> None:
        with CorpusIndex.open(data) as index:
            assert index.stale is not None
            assert FULL.match(index.stale)
            assert len(shown(index, "latest")[0]) == 40

    def removed() -> None:
        with pytest.raises(IndexFailure, match=f"does not know the changed take-down list: {FULL.pattern}"):
            CorpusIndex.open(data)

    room = (data / INDEX).stat().st_size
    assert full(work, room) == 0
    take_down(data, ["hanoimoi/1"])
    assert full(removed, room) == 0
    with CorpusIndex.open(data) as index:
        assert (index.stale, index.made) == (None, False)
        assert len(shown(index, "latest")[0]) == 99


def test_a_full_disk_and_no_index(data: Path, full: Callable[..., int]) -> None:
    delete_damaged(data)

    def work() -> None:
        with pytest.raises(IndexFailure, match=rf"the index cannot be made at .*index\.sqlite: {FULL.pattern}"):
            CorpusIndex.open(data)

    assert full(work, 81_920) == 0
    assert [one.name for one in (data / "corpus").iterdir()] == ["index.sqlite.lock"]


def test_another_process_is_writing_the_index(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(data, "hanoimoi/2026-11/b.jsonl", NEW)
    monkeypatch.setattr(current_index, "_WAIT", 0.2)
    said: list[str] = []
    with index_lock(data / INDEX, said.append), CorpusIndex.open(data, progress=said.append) as index:
        assert index.stale == "another process is writing it"
        assert len(shown(index, "latest")[0]) == 40
    assert said == ["another process is writing the index; waiting for it"]
    with CorpusIndex.open(data) as index:
        assert (index.stale, len(shown(index, "latest")[0])) == (None, 41)


def test_articles_that_are_taken_down_while_the_index_is_made_are_not_in_its_file(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = b"Nh\xe1\xbb\xafng l\xe1\xbb\x9di k\xc3\xadn"
    path = put(data, "hanoimoi/2026-11/b.jsonl", line("hanoimoi/77", title=words.decode()))
    read = SegmentReader.finish

    def removed_meanwhile(self: SegmentReader) -> None:
        read(self)
        if path.exists():
            take_down(data, ["hanoimoi/77"])
            path.unlink()

    monkeypatch.setattr(SegmentReader, "finish", removed_meanwhile)
    with CorpusIndex.open(data, rebuild=True) as index:
        assert index.stale is None
    assert words not in (data / INDEX).read_bytes()


def test_two_processes_make_the_index_at_once(data: Path) -> None:
    delete_damaged(data)
    pids = []
    for _ in range(3):
        pid = os.fork()
        if not pid:
            with CorpusIndex.open(data) as index:
                os._exit(0 if len(shown(index, "latest")[0]) == 40 else 1)
        pids.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0, 0, 0]


def test_a_large_update_is_made_in_a_copy(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a reader, who may be in the middle of an answer, keeps the older file."""
    monkeypatch.setattr(current_index, "_LARGE", 100)
    put(data, "hanoimoi/2026-11/b.jsonl", NEW)
    with CorpusIndex.open(data) as reader:
        assert not reader.made
        put(data, "hanoimoi/2026-11/c.jsonl", line("hanoimoi/98"))
        rows = reader.db.execute("SELECT number FROM line")
        rows.fetchone()
        with CorpusIndex.open(data) as index:
            assert (index.stale, index.made) == (None, False)
            assert shown(index, "latest") == loaded(data, "latest")
        assert len(rows.fetchall()) == 40
        assert reader.get("hanoimoi/98") is None
