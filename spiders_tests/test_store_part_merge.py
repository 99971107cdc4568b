"""`store/part_merge.py`: a crawl in a part, merged, is a crawl in the main folder."""

from __future__ import annotations

import json
import shutil
from copy import copy
from dataclasses import replace
from pathlib import Path

from hanoi_press.items import ArchiveRef
from hanoi_press.store.ledger_tables import CaptureRow
from hanoi_press.store.part_merge import merge_part
from hanoi_press.store.repeated_words import RepeatedWords
from spiders_tests.corpus_lines import article, corpus, opened
from spiders_tests.parts import (
    FETCHED,
    SOURCE,
    archived_words,
    copied,
    crawling,
    fetched,
    merged,
    night,
    part_of,
    records,
    state,
    store,
)

LATER = "2026-11-25T01:00:00Z"


def test_nights_in_parts_are_nights_in_the_main_folder(tmp_path: Path) -> None:
    """The corpus, the ledger and the archive are the same, also with other sources and other segments there."""
    plain, main = tmp_path / "plain", tmp_path / "main"
    for data in (plain, main):
        with opened(data) as folder:
            folder.keep(article(9, source="vov"))
    for turn in (1, 2, 3):
        night(plain, turn)
        with opened(main) as folder:
            part = part_of(folder)
            night(part, turn)
            learnt = part / "boilerplate" / f"{SOURCE}.json"
            learnt.parent.mkdir(exist_ok=True)
            learnt.write_text(json.dumps({"pages": turn}))
            found = merge_part(folder, part)
        assert (found.source, found.new, found.changed, found.unchanged) == (SOURCE, 2 - (turn > 1), int(turn > 1), 0)
        assert not (main / "parts").exists()
        assert json.loads((main / "boilerplate" / f"{SOURCE}.json").read_text()) == {"pages": turn}
    assert [one | {"archive": None} for one in records(main)] == [one | {"archive": None} for one in records(plain)]
    assert state(main) == state(plain)
    for one in records(main):
        assert one["source"] == "vov" or archived_words(main, one["archive"]) == one["text"]


def test_an_article_that_its_run_refused_later_is_requested_again(tmp_path: Path) -> None:
    """Its line stays, as in the main folder, and the next one is a revision (`RepeatedWords`)."""
    plain, main = tmp_path / "plain", tmp_path / "main"
    refused = [replace(article(number, "Thông báo."), published_at=None, title="Bài") for number in (1, 2, 3)]
    for one in refused:
        one.note_changes()

    def notice(data: Path) -> None:
        with crawling(data) as history:
            words = RepeatedWords(history.folder.ledger)
            for one in map(copy, refused):
                history.mark_requested(one.id, one.url, None)
                if words.refuse(one):
                    history.mark_skipped(one.id, "no-article")
                else:
                    history.mark_arrived(one.id, one.id, None, None)
                    history.keep(one)

    notice(plain)
    with opened(main) as folder:
        part = part_of(folder)
        notice(part)
        copies = copied(part, tmp_path / "copy")
        assert merge_part(folder, part).new == 2
        page = folder.ledger.find(f"{SOURCE}/1")
        assert page is not None and (page.state, page.revision) == ("failed", 2) and page.segment is not None
    before = state(main)
    assert before == state(plain)
    merged(main, copies)
    assert (len(corpus(main)), state(main)) == (2, before)


def test_a_page_of_a_foreign_archive_that_is_read_again_keeps_its_place(tmp_path: Path) -> None:
    """It is where the main ledger says; a place that nobody knows is none of ours."""
    main, file = tmp_path / "main", "/disk/other.warc.gz"
    with opened(main) as folder:
        for number in (1, 2):
            folder.keep(replace(article(number), archive=ArchiveRef(file, number)))
        folder.ledger.captures.put(CaptureRow(f"{SOURCE}/1", SOURCE, file, 1, FETCHED, "", 1))
        part = part_of(folder)
        with crawling(part) as history:
            for number in (1, 2):
                history.mark_requested(f"{SOURCE}/{number}", "u", None)
                history.mark_arrived(f"{SOURCE}/{number}", f"{SOURCE}/{number}", None, None)
                history.keep(replace(article(number, "Hai câu."), archive=ArchiveRef(file, number)))
        merge_part(folder, part)
    assert {one["id"]: one["archive"] for one in records(main) if one["text"] == "Hai câu."} == {
        f"{SOURCE}/1": {"file": file, "offset": 1},
        f"{SOURCE}/2": None,
    }


def test_two_parts_of_a_night_share_an_archive_file(tmp_path: Path) -> None:
    """The second part's records are appended to those of the first, and its lines and answers follow them."""
    main = tmp_path / "main"
    with opened(main) as folder:
        for number in (1, 2, 3):
            part = part_of(folder)
            with crawling(part) as history:
                store(history, number, f"Bài {number}.")
                failed = fetched(part, article(50 + number, f"Hỏng {number}."))
                assert failed.archive is not None
                answer = (failed.archive.file, failed.archive.offset, failed.fetched_at)
                history.mark_requested(failed.id, "u", None)
                history.mark_failed(failed.id, "parse: no text", answer=CaptureRow(failed.id, SOURCE, *answer, "")[2:5])  # type: ignore[arg-type]
            merge_part(folder, part)
        captures = [folder.ledger.captures.find(f"{SOURCE}/{50 + number}") for number in (1, 2, 3)]
    assert {one["text"]: archived_words(main, one["archive"]) for one in records(main)} == {
        f"Bài {number}.": f"Bài {number}." for number in (1, 2, 3)
    }
    for number, row in zip((1, 2, 3), captures, strict=True):
        assert row is not None
        assert archived_words(main, {"file": row.file, "offset": row.start}) == f"Hỏng {number}."
    (file,) = (main / "archive").rglob("*.gz")
    assert file.stat().st_nlink == 1


def test_the_same_part_twice_gives_nothing(tmp_path: Path) -> None:
    main = tmp_path / "main"
    night(main, 1)
    with opened(main) as folder:
        part = part_of(folder)
        night(part, 2)
        twin = copied(part, tmp_path / "copy")
        merge_part(folder, part)
    before = corpus(main), state(main), sorted(one.stat().st_size for one in (main / "archive").rglob("*.gz"))
    (found,) = merged(main, twin)
    assert (found.new, found.changed, found.rows, found.archived) == (0, 0, 0, 0)
    assert (corpus(main), state(main)) == before[:2]
    assert sorted(one.stat().st_size for one in (main / "archive").rglob("*.gz")) == before[2]


def test_a_part_again_after_a_later_night_changes_nothing(tmp_path: Path) -> None:
    main = tmp_path / "main"
    with opened(main) as folder:
        part = part_of(folder)
        night(part, 1)
        twin = copied(part, tmp_path / "copy")
        merge_part(folder, part)
        folder.ledger._db.execute("UPDATE page SET asked = asked - 100")  # the later night is not in the same second
    night(main, 2)
    before = corpus(main), state(main)
    shutil.copytree(twin, main / "parts" / "a-run" / "copy")
    with opened(main) as folder:
        (found,) = folder.reconciled.parts
    assert found.articles == 0
    assert (corpus(main), state(main)) == before


def test_two_attempts_with_the_same_articles_give_each_once(tmp_path: Path) -> None:
    """Both parts began from the same main folder. The words that were fetched later are the last revision."""
    main = tmp_path / "main"
    with opened(main) as folder:
        early, late = part_of(folder, "early"), part_of(folder, "late")
        for part, at, words in ((early, "2026-11-24T01:00:00Z", "Cũ."), (late, LATER, "Mới.")):
            with crawling(part) as history:
                store(history, 1, at=at)
                store(history, 2, words, at=at)
            with opened(part) as one:
                one.ledger._db.execute("UPDATE page SET asked = asked + ?", (1000 if part is late else 0,))
        copies = [copied(part, tmp_path / part.name) for part in (early, late)]
        shutil.rmtree(main / "parts")
    other = tmp_path / "other"
    shutil.copytree(main, other)
    merged(main, *copies)
    assert corpus(main) == [(f"{SOURCE}/1", 1, "Một câu."), (f"{SOURCE}/2", 1, "Cũ."), (f"{SOURCE}/2", 2, "Mới.")]
    found = merged(other, *reversed(copies))
    assert corpus(other) == [(f"{SOURCE}/1", 1, "Một câu."), (f"{SOURCE}/2", 1, "Mới.")]
    assert (found[1].older, found[1].unchanged) == (1, 1)
    last = [[row for row in state(data) if row[0] == f"{SOURCE}/2"] for data in (main, other)]
    assert last[0][0][3] == last[1][0][3]  # the hash


def test_an_attempt_that_goes_on_shares_its_records_with_the_first(tmp_path: Path) -> None:
    """What a second attempt was given of the first one's archive is found in the main folder, not added again."""
    main = tmp_path / "main"
    with opened(main) as folder:
        part = part_of(folder)
        with crawling(part) as history:
            store(history, 1, "Một.")
        first = copied(part, tmp_path / "first")
        with crawling(part) as history:
            store(history, 2, "Hai.")
        second = copied(part, tmp_path / "second")
        shutil.rmtree(main / "parts")
    with opened(main) as folder:
        other = part_of(folder, "other")
        with crawling(other) as history:
            store(history, 3, "Ba.")
        merged_first = copied(other, tmp_path / "other")
        shutil.rmtree(main / "parts")
    for order in ((first, merged_first, second), (second, first, merged_first), (merged_first, second, first)):
        data = tmp_path / "-".join(one.name for one in order)
        shutil.copytree(main, data)
        merged(data, *order)
        assert [words for _, _, words in corpus(data)] == ["Một.", "Hai.", "Ba."]
        found = {one["text"]: archived_words(data, one["archive"]) for one in records(data)}
        assert all(words == text for words, text in found.items())
        (file,) = (data / "archive").rglob("*.gz")
        sizes = [(one / "archive").rglob("*.gz") for one in (second, merged_first)]
        assert file.stat().st_size == sum(next(one).stat().st_size for one in sizes)
