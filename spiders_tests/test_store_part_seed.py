"""`store/part_seed.py`: a part has all that a crawl of its source asks of the main folder, and nothing of others."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from gzip import decompress
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.crawl.figures import earlier_nights
from hanoi_press.items import Extraction, Listed
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.ledger_tables import CaptureRow, Coverage, Page
from hanoi_press.store.list_answers import ListAnswer
from hanoi_press.store.part_merge import merge_part
from hanoi_press.store.part_seed import read_seed, seed_part
from hanoi_press.store.pruned_archives import PrunedArchives, PrunedFile, write_list
from hanoi_press.store.scope import RunScope
from hanoi_press.store.takedown import taken_down
from hanoi_press.warc.gzip_members import Checkpoints
from hanoi_press.warc.reader import response_at
from spiders_tests.corpus_lines import article, corpus, opened
from spiders_tests.parts import SOURCE, archived_words, fetched, part_of, records
from spiders_tests.reread_answers import change_template

OTHER = "moit"


def test_the_rows_of_one_source(tmp_path: Path) -> None:
    with opened(tmp_path) as main:
        ledger = main.ledger
        for source in (SOURCE, OTHER, "hanoimoi-en"):
            main.keep(article(1, source=source))
            ledger.put_listed(f"{source}/1", Listed(title="Bài"), 5)
            ledger.put_wordings(f"{source}/1", {"title": ["bài"]}, 5)
            ledger.captures.put(CaptureRow(f"{source}/2", source, None, None, None, "r"))
            ledger.put_answer(source, f"https://{source}/feed", ListAnswer("a", "e", None, b"<rss/>"), 5)
            ledger.put_coverage(source, "", Coverage(1, 2, 3))
            ledger.begin_cycle(source, 9, within=0)
            ledger.put_stated(source, vain=1)
            ledger.put_stated(f"{source} via=feed", vain=2)
        hosts = ("hanoimoi.vn", "www.hanoimoi.vn", "moit.gov.vn", "127.0.0.1:8000", "cdn.example")
        for url in (*(f"https://{host}/{name}.xml" for host in hosts for name in "ab"), "no address", "http://[broken"):
            ledger.put_listing(url, 7, True)
        part = part_of(main)
    with opened(part) as folder:
        found = {
            table: [row[0] for row in folder.ledger._db.execute(f"SELECT {column} FROM {table} ORDER BY 1")]
            for table, column in (
                *((table, "id") for table in ("page", "listed", "wording", "capture")),
                *((table, "source") for table in ("coverage", "cycle", "stated")),
                *((table, "url") for table in ("answer", "listing")),
            )
        }
        page = folder.ledger.find(f"{SOURCE}/1")
        assert page is not None and page.segment is None and page.revision == 1
        answer = folder.ledger.find_answer(f"https://{SOURCE}/feed")
        assert answer is not None and answer.body == b"<rss/>"
    own = ("127.0.0.1:8000", "cdn.example", "hanoimoi.vn", "www.hanoimoi.vn")
    assert found == {
        "page": [f"{SOURCE}/1"],
        "listed": [f"{SOURCE}/1"],
        "wording": [f"{SOURCE}/1"],
        "capture": [f"{SOURCE}/2"],
        "coverage": [SOURCE],
        "cycle": [SOURCE],
        "stated": [SOURCE, f"{SOURCE} via=feed"],
        "answer": [f"https://{SOURCE}/feed"],
        "listing": ["http://[broken", *(f"https://{host}/{name}.xml" for host in own for name in "ab"), "no address"],
    }


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as main:
        part = part_of(main)
        with pytest.raises(FileExistsError, match="is not empty"):
            seed_part(main, part, SOURCE)


def low(number: int, words: str) -> Any:
    """Return an article of low confidence."""
    return replace(article(number, words), extraction=Extraction("test", {}, "low"))


def test_answers_are_read_again_in_a_part_as_in_the_main_folder(tmp_path: Path) -> None:
    """The places are the same, also beside new answers of the same day; a better line replaces the doubtful one."""
    with opened(tmp_path) as main:
        history = SourceHistory(main, SOURCE, RunScope())
        doubtful = fetched(tmp_path, low(1, "Một."))
        main.keep(doubtful)
        main.keep(fetched(tmp_path, low(4, "Giữa." * 500)))
        failed = fetched(tmp_path, article(2, "Hai."))
        assert failed.archive is not None and doubtful.archive is not None
        place = ArchivedAnswer(failed.archive.file, failed.archive.offset, failed.fetched_at)
        history.mark_requested(failed.id, "u", None)
        history.mark_failed(failed.id, "parse: no text", answer=place)
        history.finish(walked=True)
        change_template(tmp_path, "title = 'h1'")
        part = part_of(main)
        (seeded,) = (part / "archive").rglob("*.gz")
        assert seeded.stat().st_size <= (tmp_path / place.file).stat().st_size
        with opened(part) as folder:
            run = SourceHistory(folder, SOURCE, RunScope())
            due = {one.id: one.answer for one in run.rereads()}
            assert due == {
                f"{SOURCE}/1": ArchivedAnswer(doubtful.archive.file, doubtful.archive.offset, doubtful.fetched_at),
                f"{SOURCE}/2": place,
                f"{SOURCE}/4": due[f"{SOURCE}/4"],
            }
            for id, answer in due.items():
                assert answer is not None
                words = archived_words(part, {"file": answer.file, "offset": answer.offset})
                one = article(int(id[-1]), words + " Thêm.")
                one.archive = replace(doubtful.archive, file=answer.file, offset=answer.offset)
                run.mark_requested(id, "u", None)
                run.mark_arrived(id, id, None, None)
                run.keep(one)
            new = fetched(part, article(3, "Ba."))
            run.mark_requested(new.id, "u", None)
            run.mark_arrived(new.id, new.id, None, None)
            run.keep(new)
            run.finish(walked=True)
        merge_part(main, part)
        assert list(SourceHistory(main, SOURCE, RunScope()).rereads()) == []
    assert [one for one in corpus(tmp_path) if not one[2].startswith("Giữa")] == [
        (f"{SOURCE}/1", 1, "Một."),
        (f"{SOURCE}/1", 1, "Một. Thêm."),
        (f"{SOURCE}/2", 1, "Hai. Thêm."),
        (f"{SOURCE}/3", 1, "Ba."),
    ]
    for one in records(tmp_path):
        assert archived_words(tmp_path, one["archive"]) == one["text"].removesuffix(" Thêm.")


def test_old_answers_are_looked_for_in_the_main_folder(tmp_path: Path) -> None:
    """An earlier version did not note where the answers of pages lie that it could not read."""
    one = fetched(tmp_path, replace(article(7, "Cũ."), fetched_at="2026-11-24T12:00:00Z"))
    assert one.archive is not None
    with opened(tmp_path) as main:
        main.ledger.put(Page(one.id, SOURCE, one.url, "failed", "parse: no text", asked=1_795_521_605))
        main.ledger.captures.put(CaptureRow(one.id, SOURCE, None, None, None, ""))
        part = part_of(main)
    with opened(part) as folder:
        row = folder.ledger.captures.find(one.id)
        assert row is not None and (row.file, row.start) == (one.archive.file, one.archive.offset)
    assert archived_words(part, {"file": row.file, "offset": row.start}) == "Cũ."


def test_records_that_are_gone_or_damaged_are_left_out(tmp_path: Path) -> None:
    one = fetched(tmp_path, article(1, "Một."))
    assert one.archive is not None
    file = tmp_path / one.archive.file
    file.write_bytes(file.read_bytes()[:-400])
    with opened(tmp_path) as main:
        for number, place in enumerate((one.archive.file, "archive/hanoimoi/gone.warc.gz", "../outside.warc.gz")):
            main.ledger.put(Page(f"{SOURCE}/{number}", SOURCE, "u", "failed"))
            row = CaptureRow(f"{SOURCE}/{number}", SOURCE, place, one.archive.offset, one.fetched_at, "")
            main.ledger.captures.put(row)
        part = part_of(main)
    assert list((part / "archive").rglob("*.gz")) == []


def test_plain_warc_records_keep_their_places(tmp_path: Path) -> None:
    """A person put an archive of another program there."""
    one = fetched(tmp_path, article(1, "Một."))
    assert one.archive is not None
    plain = tmp_path / "archive" / SOURCE / "other.warc"
    content = decompress((tmp_path / one.archive.file).read_bytes())
    plain.write_bytes(content)
    offset = content.index(b"WARC/1.1\r\n", 1)
    name = plain.relative_to(tmp_path).as_posix()
    with opened(tmp_path) as main:
        main.ledger.put(Page(one.id, SOURCE, "u", "failed"))
        main.ledger.captures.put(CaptureRow(one.id, SOURCE, name, offset, one.fetched_at, ""))
        part = part_of(main)
    found = response_at(part / name, offset, 0, Checkpoints())
    assert found is not None and found.body == "Một.".encode()


def record(data: Path, run: str, figures: dict[str, Any]) -> None:
    (data / "runs").mkdir(exist_ok=True)
    content = {"run": run, "sources": {SOURCE: figures, OTHER: {"asked": 99}}}
    (data / "runs" / f"{run}.json").write_text(json.dumps(content))


@pytest.mark.parametrize("pages", [1, 300])
def test_the_drift_alarm_sees_the_same_nights(tmp_path: Path, pages: int) -> None:
    """Also where the records have too few pages, so that the newest articles are asked."""
    with opened(tmp_path) as main:
        for number in range(5):
            main.keep(article(number))
    for day in range(10, 15):
        extraction = {"pages": {"test": pages}, "fields": {"title/css": pages}, "confidence": {"high": pages}}
        record(tmp_path, f"202611{day}T010000Z-7", {"asked": 3, "status": "ok", "extraction": extraction})
    record(tmp_path, "20261115T010000Z-7", {"read": 3})  # a replay
    with opened(tmp_path) as main:
        part = part_of(main)
        expected = earlier_nights(main, SOURCE)
    with opened(part) as folder:
        assert earlier_nights(folder, SOURCE) == expected
    assert len(expected) == 5 + (pages == 1)


@pytest.mark.parametrize("nights", [0, 1])
def test_an_earlier_attempt_of_the_run_is_no_earlier_night(tmp_path: Path, nights: int) -> None:
    """Else the drift alarm would compare the rest of a run with its beginning."""
    extraction = {"pages": {"test": 300}, "fields": {"title/css": 300}, "confidence": {"high": 300}}
    for day in range(10, 10 + nights):
        record(tmp_path, f"202611{day}T010000Z-7", {"asked": 3, "status": "ok", "extraction": extraction})
    with opened(tmp_path) as main:
        part = part_of(main)
    with opened(part) as first:
        first.keep(article(1))
    record(part, "20261112T010000Z-8", {"asked": 3, "status": "ok", "extraction": extraction})
    with opened(part) as second:
        assert len(earlier_nights(second, SOURCE)) == nights


def test_the_sizes_of_the_files_to_which_a_run_may_append(tmp_path: Path) -> None:
    """So that a merge looks for its records only in what was added since. A torn record does not count."""
    days = {f"{datetime.now(UTC) - timedelta(days=age):%Y-%m-%dT%H:%M:%SZ}": age for age in (0, 5)}
    refs = {age: fetched(tmp_path, replace(article(age), fetched_at=day)).archive for day, age in days.items()}
    new = refs[0]
    assert new is not None
    size = (tmp_path / new.file).stat().st_size
    with (tmp_path / new.file).open("ab") as file:
        file.write(b"\x1f\x8b\x08")
    with opened(tmp_path) as main:
        seed = read_seed(part_of(main))
    assert seed is not None and seed.sizes == {new.file: size}


def test_small_files_and_rules(tmp_path: Path) -> None:
    """A person's rules, templates and the take-down list count in the part; the list of pruned archives, too."""
    for name, words in (
        (f"frame/{SOURCE}.txt", "- Quảng cáo\n"),
        (f"frame/{SOURCE}.json", '{"pages": 1}'),
        (f"templates/{SOURCE}.toml", 'title = "h1"\n'),
        (f"templates/{OTHER}.toml", 'title = "h2"\n'),
        ("corpus/take-down.txt", f"{SOURCE}/5\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words)
    file = f"archive/{SOURCE}/2026-01/x.warc.gz"
    write_list(tmp_path, SOURCE, [PrunedFile(file, 5, "2026-05-01")])
    with opened(tmp_path) as main:
        part = part_of(main)
    assert taken_down(part).ids == {f"{SOURCE}/5"}
    assert PrunedArchives(part).day(file) == "2026-05-01"
    kept = {
        one.relative_to(part).as_posix(): one.read_text()
        for one in part.rglob("*.*")
        if one.suffix in (".toml", ".txt")
    }
    assert kept == {
        f"boilerplate/{SOURCE}.txt": "- Quảng cáo\n",
        f"templates/{SOURCE}.toml": 'title = "h1"\n',
        "corpus/take-down.txt": f"{SOURCE}/5\n",
    }
    assert (part / "boilerplate" / f"{SOURCE}.json").read_text() == '{"pages": 1}'
    seed = read_seed(part)
    assert seed is not None and seed.source == SOURCE and set(seed.learnt) == {f"boilerplate/{SOURCE}.json"}
