"""Lists that state a change which is none: each known page would be requested every night."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest

from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article, opened
from spiders_tests.history_runs import run, store

DAY = 86_400
FIRST = 1_790_000_007  # the stamp of the first night


@pytest.fixture
def shelf(folder: DataFolder) -> DataFolder:
    """Return a folder with 20 old articles."""
    history = run(folder)
    for number in range(20):
        store(history, number, FIRST)
    end(history)
    return folder


def end(history: SourceHistory) -> None:
    history.settle_failures()
    history.finish(walked=True)


def id_of(number: int) -> str:
    return article(number).id


def asked(history: SourceHistory, stamps: dict[int, int], changed: Iterable[int] = ()) -> list[int]:
    """List pages with stamps, answer what is requested, and return the numbers of those pages."""
    found = []
    for number, stamp in stamps.items():
        if not history.skip_reason(id_of(number), stamp) and not history.put_off(id_of(number), stamp):
            found.append(number)
    assert not found  # what is known waits for the end of discovery
    for page in history.due():
        number = int(page.id.rpartition("/")[2])
        found.append(number)
        history.mark_requested(page.id, page.url, page.stamp, page.ask)
        if number in changed:
            one = article(number, f"Lần {history.cycle}.")
            history.mark_arrived(one.id, one.id, None, None)
            history.keep(one)
        else:
            history.mark_unchanged(page.id)
    end(history)
    return found


def always_now(night: int) -> dict[int, int]:
    return dict.fromkeys(range(20), FIRST + night * DAY)


def lied_to(folder: DataFolder, nights: int = 2) -> None:
    for night in range(1, 1 + nights):
        assert len(asked(run(folder), always_now(night))) == 20


def test_after_two_nights_of_changes_that_are_none_a_part_is_requested(shelf: DataFolder) -> None:
    lied_to(shelf)
    found: list[int] = []
    for night in range(3, 10):
        one = asked(run(shelf), always_now(night))
        assert len(one) == 3
        found += one
    assert set(found) == set(range(20))  # in a week each of them


def test_a_site_that_stamps_all_once_is_believed(shelf: DataFolder) -> None:
    lied_to(shelf, 1)
    assert asked(run(shelf), always_now(1)) == []
    lied = always_now(1) | {7: FIRST + 2 * DAY}
    assert asked(run(shelf), lied, changed=[7]) == [7]
    assert len(asked(run(shelf), always_now(5))) == 20  # moved again, much later


def test_stamps_that_become_honest_are_believed_in_the_same_run(shelf: DataFolder) -> None:
    lied_to(shelf, 2)
    asked(run(shelf), always_now(3))
    honest = dict.fromkeys(range(20), FIRST - DAY) | dict.fromkeys(range(9), FIRST + 4 * DAY)
    assert sorted(asked(run(shelf), honest, changed=range(9))) == list(range(9))
    # one night is no proof: another route may have answered
    assert len(asked(run(shelf), always_now(6))) == 3
    for _ in range(2):
        asked(run(shelf), honest)
    assert len(asked(run(shelf), always_now(7))) == 20


def test_each_route_is_judged_by_itself(shelf: DataFolder) -> None:
    lied_to(shelf)
    feed = RunScope(name="via=feed")
    for _ in range(3):
        asked(run(shelf, feed), dict.fromkeys(range(20), FIRST))
    assert len(asked(run(shelf, feed), always_now(3))) == 20
    assert len(asked(run(shelf), always_now(4))) == 3


def test_changes_that_are_some_are_believed(shelf: DataFolder) -> None:
    for night in range(1, 5):
        assert len(asked(run(shelf), always_now(night), changed=[3, 4, 5])) == 20


def test_a_change_among_many_that_are_none_comes_in_its_turn(shelf: DataFolder) -> None:
    for night in (1, 2):
        assert len(asked(run(shelf), always_now(night), changed=[3])) == 20
    nights = [asked(run(shelf), always_now(night), changed=[3]) for night in range(3, 10)]
    assert [len(one) for one in nights] == [3] * 7 and any(3 in one for one in nights)


def test_most_of_the_sample_changed_so_the_stamps_are_believed_again(shelf: DataFolder) -> None:
    lied_to(shelf)
    assert len(asked(run(shelf), always_now(3), changed=range(20))) == 3
    assert len(asked(run(shelf), always_now(4), changed=range(20))) == 20


def test_few_pages_are_requested_as_before(folder: DataFolder) -> None:
    """Three vain requests a night cost nothing and prove nothing."""
    history = run(folder)
    for number in range(3):
        store(history, number, FIRST)
    end(history)
    for night in range(1, 5):
        assert len(asked(run(folder), dict.fromkeys(range(3), FIRST + night * DAY))) == 3


def test_what_is_young_or_lost_is_requested_at_once_and_new_pages_always(shelf: DataFolder) -> None:
    lied_to(shelf)
    young = article(90, published=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600)))
    young.fetched_at = str(young.published_at)
    history = run(shelf)
    history.mark_requested(young.id, young.url, FIRST)
    history.keep(young)
    end(history)
    shelf.ledger.mark_lost([id_of(5)])
    history = run(shelf)
    now = FIRST + 9 * DAY
    for id in (young.id, id_of(5), id_of(500)):
        assert history.skip_reason(id, now) == "" and not history.put_off(id, now)


def test_pages_that_are_no_articles_take_part(folder: DataFolder) -> None:
    history = run(folder)
    for number in range(20):
        history.mark_requested(id_of(number), "u", FIRST)
        history.mark_skipped(id_of(number), "sponsored")
    end(history)
    for night, expected in ((1, 20), (2, 20), (3, 3)):
        history = run(folder)
        for number in range(20):
            assert history.skip_reason(id_of(number), FIRST + night * DAY) == ""
            assert history.put_off(id_of(number), FIRST + night * DAY)
        due = list(history.due())
        for page in due:
            history.mark_requested(page.id, page.url, page.stamp, None)
            history.mark_skipped(page.id, "sponsored")
        end(history)
        assert len(due) == expected


def test_a_named_page_or_an_archive_is_read_whatever_is_known(shelf: DataFolder) -> None:
    lied_to(shelf)
    history = run(shelf, RunScope(always=True))
    assert history.skip_reason(id_of(1), FIRST + 9 * DAY) == ""
    assert not history.put_off(id_of(1), FIRST + 9 * DAY)


def test_a_list_counts_as_read_only_once_its_put_off_pages_were_requested(shelf: DataFolder) -> None:
    """Its index may be honest: then nothing else would lead to the change again."""
    lied_to(shelf)
    now, day = FIRST + 3 * DAY, FIRST - 30 * DAY
    history = run(shelf)
    for number in range(20):
        assert history.put_off(id_of(number), now)
    history.mark_list_read("map", now, day)
    history.mark_list_read("other", now, day)  # lists none of them
    for page in list(history.due()):
        history.mark_unchanged(page.id)
    end(history)
    assert shelf.ledger.listing("map") is None and shelf.ledger.listing("other") is not None


def test_what_is_learnt_is_in_the_ledger_and_learnt_again_without_it(shelf: DataFolder) -> None:
    lied_to(shelf)
    assert shelf.ledger.stated("hanoimoi")[0] == 2 and shelf.ledger.stated("mst")[0] == 0
    path = shelf.path
    shelf.close()
    (path / "ledger.sqlite").unlink()
    with opened(path) as again:
        assert again.ledger.stated("hanoimoi") == (0, 0)


def test_lists_that_an_index_always_states_as_changed_take_turns(shelf: DataFolder) -> None:
    read: set[str] = set()
    for night in range(12):
        history = run(shelf)
        history.skip_reason(id_of(500), FIRST + night * DAY)  # the newest that is listed
        number = 0
        for url in (f"map-{one}" for one in range(200)):
            if not history.may_skip_list(url, FIRST + night * DAY, False):
                history.mark_list_read(url, FIRST + night * DAY, FIRST - 30 * DAY)
                number += 1
                read.update([url] if night else [])
        end(history)
        assert number <= 62 or not night
    assert len(read) == 200


def test_a_page_that_this_run_has_read_is_not_requested_twice(shelf: DataFolder) -> None:
    history = run(shelf)
    store(history, 50, FIRST)
    assert history.put_off(id_of(50), FIRST + DAY)  # another list states a later change: the next run asks
    assert asked(history, {}) == []
    assert asked(run(shelf), {50: FIRST + DAY}) == [50]
