"""`python -m benchmarks.fleet`: small cases computed by hand, and what holds for every fleet."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import fleet, fleet_simulation
from benchmarks.fleet_simulation import Fleet, Outcome, Work, bounds, simulate
from benchmarks.fleet_sources import a_night, back_fill, from_file
from hanoi_press.engine.host_queue import HostQueue


def starts(found: Outcome) -> dict[str, float]:
    """Return when each unit began first."""
    return {attempt.work.name: attempt.begun for attempt, _ in reversed(found.attempts)}


def test_the_engines_own_queue_is_used() -> None:
    assert fleet_simulation.HostQueue is HostQueue


def test_units_of_one_host_follow_each_other_on_however_many_workers() -> None:
    works = [Work("a-1", "a", 10, 2), Work("a-2", "a", 10, 2), Work("b", "b", 5, 1)]
    three = Fleet(3, 1)
    found = simulate(works, three)
    assert bounds(works, three) == (40, 15)  # (20 + 20 + 5) / 3
    assert (found.makespan, found.busy, found.requested) == (40, 45, 25)
    assert starts(found) == {"a-1": 0, "b": 0, "a-2": 20}


def test_two_hosts_on_one_lane_follow_each_other() -> None:
    works = [Work("a", "a", 10, 2), Work("b", "b", 5, 1)]
    assert bounds(works, Fleet(1, 1)) == (20, 25)
    found = simulate(works, Fleet(1, 1))
    assert (found.makespan, found.twice, found.retries, found.given_up) == (25, 0, 0, [])
    assert simulate(works, Fleet(1, 2)).makespan == 20


@pytest.mark.parametrize(
    ("workers", "makespan"),
    [(1, 117.5), (2, 107.5)],  # the only worker is back after 10 s; a second one goes on at once
)
def test_a_killed_worker_s_unit_goes_on_from_what_was_shipped(workers: int, makespan: float) -> None:
    found = simulate([Work("a", "a", 100, 1)], Fleet(workers, 1, ship=10), [(37.5, 0)])
    # pages 0 to 37 were requested, page 37 on its way; the increment of second 30 had 30 pages
    assert (found.makespan, found.requested, found.twice) == (makespan, 38 + 70, 8)
    assert (found.kills, found.retries, found.given_up, found.busy) == (1, 1, [], 37.5 + 70)
    assert found.share_twice == pytest.approx(0.08)


def test_without_increments_only_a_page_on_its_way_is_requested_twice() -> None:
    found = simulate([Work("a", "a", 100, 1)], Fleet(2, 1, ship=0), [(37.5, 0)])
    assert (found.makespan, found.twice) == (100.5, 1)  # page 37 begins again at 37.5


def test_a_kill_ends_all_units_of_the_worker_and_no_other() -> None:
    works = [Work(name, name, 20, 1) for name in "abc"]  # a and c on worker 0, b on worker 1
    found = simulate(works, Fleet(2, 2, ship=0, restart=100), [(10.5, 0)])
    assert (found.kills, found.retries, found.twice) == (1, 2, 2)
    # worker 1 has a lane left for a at once, and one for c when b has ended after 20 s
    assert sorted(ended for _, ended in found.attempts) == [10.5, 10.5, 20, 20.5, 30]
    assert simulate(works, Fleet(2, 2, ship=0), [(10.5, 0), (11, 0)]).kills == 1  # it is not back yet


def test_a_killed_worker_comes_back_with_all_its_lanes() -> None:
    works = [Work(name, name, 20, 1) for name in "ab"]
    found = simulate(works, Fleet(1, 2, ship=0), [(5.5, 0), (31, 0)])
    assert (found.makespan, found.kills, found.retries) == (5.5 + 10 + 15, 1, 2)  # five pages of each were shipped


def test_kills_of_idle_workers_do_not_count() -> None:
    found = simulate([Work("a", "a", 20, 1)], Fleet(2, 1), [(3, 1)])
    assert (found.makespan, found.kills) == (20, 0)


def test_workers_are_killed_so_often_an_hour() -> None:
    works = [Work(f"{n}", f"{n}", 3600, 1) for n in range(100)]  # an hour of work on each of 100 workers
    kills = [simulate(works, Fleet(100, 1, kills=0.5, restart=0, seed=seed)).kills for seed in range(5)]
    assert 40 < sum(kills) / 5 < 60


def test_a_poisoned_unit_is_given_up_after_three_attempts_and_harms_no_other() -> None:
    works = [Work("bad", "a", 10, 1, dies_at=5), Work("next", "a", 4, 1), Work("good", "b", 30, 1)]
    found = simulate(works, Fleet(1, 2, ship=0))
    assert (found.given_up, found.retries, found.lost, found.kills) == (["bad"], 2, 5, 0)
    assert found.twice == 2  # the page over which it died, in the second and the third attempt
    assert (starts(found)["next"], found.makespan) == (5, 30)
    assert simulate([Work("late", "a", 10, 1, dies_at=10)], Fleet(1, 1)).given_up == []  # it has no such page


def test_a_unit_whose_worker_is_killed_three_times_is_given_up() -> None:
    found = simulate([Work("a", "a", 100, 1)], Fleet(1, 1, ship=10, restart=1), [(15, 0), (31, 0), (47, 0)])
    # from 0 to 15, 16 to 31 and 32 to 47, each of which shipped ten pages
    assert (found.given_up, found.lost, found.makespan) == (["a"], 70, 47)
    assert (found.requested, found.twice) == (16 + 16 + 16, 6 + 6)


def test_a_seed_decides_over_the_kills() -> None:
    works = [Work(f"{n}", f"{n}", 2000, 1) for n in range(4)]

    def found(seed: int) -> Outcome:
        return simulate(works, Fleet(2, 2, kills=2, seed=seed))

    assert found(1) == found(1) != found(2)
    assert 0 < found(1).kills < 20


_WORKS = st.lists(
    st.builds(
        Work,
        name=st.just("a"),
        host=st.sampled_from("abc"),
        pages=st.integers(0, 40),
        delay=st.sampled_from([0.1, 0.5, 1, 3]),
        dies_at=st.none() | st.integers(0, 40),
    ),
    max_size=9,
).map(lambda works: [work._replace(name=f"{number}") for number, work in enumerate(works)])
_FLEETS = st.builds(
    Fleet,
    workers=st.integers(1, 4),
    lanes=st.integers(1, 3),
    kills=st.sampled_from([0, 60, 600]),
    ship=st.sampled_from([0, 0.7, 5]),
    restart=st.sampled_from([0, 10]),
    seed=st.integers(0, 99),
)


@settings(max_examples=300, deadline=None)
@given(_WORKS, _FLEETS)
def test_what_holds_for_every_fleet(works: list[Work], machines: Fleet) -> None:
    found = simulate(works, machines)
    whole = [work for work in works if work.name not in found.given_up]
    assert found.makespan >= max(bounds(whole, machines)) - 1e-6
    assert found.requested - found.twice >= sum(work.pages for work in whole)  # all of them at least once
    assert found.requested - found.twice <= sum(work.pages for work in works)
    assert len({attempt.work.name for attempt, _ in found.attempts}) == len(works)
    for host in "abc":  # two units of a host never overlap
        spans = sorted((one.begun, ended) for one, ended in found.attempts if one.work.host == host)
        assert all(ended <= begun for (_, ended), (begun, _) in itertools.pairwise(spans))
    for worker in range(machines.workers):
        spans = [(one.begun, ended) for one, ended in found.attempts if one.worker == worker]
        for begun, _ in spans:
            assert sum(start <= begun < ended for start, ended in spans) <= machines.lanes


def test_the_project_s_sources_make_a_night_and_a_back_fill() -> None:
    night, years = a_night(), back_fill()
    assert len(night) == 25 and "mod" not in {work.name for work in night}  # it refuses robots
    units = {work.name for work in years if work.host == "hanoimoi.vn"}  # its sitemaps begin at any day
    assert units == {f"hanoimoi-{year}" for year in range(2006, 2026)}
    assert sum(work.host == "moj.gov.vn" for work in years) == 1
    assert sum(work.pages for work in years) > 1000 * sum(work.pages for work in night)


def test_the_table_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sources.csv"
    file.write_text("name,host,pages,delay,units\nlarge,a.vn,7200,1,2\nsmall,b.vn,1800,1,\n")
    assert [work.pages for work in from_file(file)] == [3600, 3600, 1800]
    assert fleet.main(["--sources", str(file), "--workers", "1,2", "--lanes", "1"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("3 units of 2 hosts, 9,000 pages")
    assert said[3].split()[:9] == ["1", "2h", "30m", "2h", "00m", "2h", "30m", "1.00", "x"]
    assert said[4].split()[:9] == ["2", "2h", "00m", "2h", "00m", "1h", "15m", "1.00", "x"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--workers", "0"], "'0' is not a whole number from 1"),
        (["--workers", "1,x"], "'x' is not a whole number from 1"),
        (["--lanes", "-1"], "'-1' is not a whole number"),
        (["--kills-per-hour", "nan"], "'nan' is not a number of 0 or more"),
        (["--ship-seconds", "-5"], "'-5' is not a number"),
        (["--seed", "x"], "invalid int"),
        (["--sources", "no.csv"], "no.csv cannot be read"),
        (["--backfill", "--sources", "no.csv"], "--backfill is for the project's sources"),
    ],
)
def test_invalid_arguments_end_with_2(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        fleet.main(words)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column name, host, pages, delay"),
        ("name,host,pages\na,b,1\n", "no column delay"),
        ("name,host,pages,delay,speed\n", "unknown column 'speed'"),
        ("name,host,pages,delay\n", "no source"),
        ("name,host,pages,delay\na,a,1,1\na b,b,1,1\n", "line 3: invalid name of a unit: 'a b'"),
        ("name,host,pages,delay\na,,1,1\n", "line 2: no host"),
        ("name,host,pages,delay\na,a,-1,1\n", "line 2: pages '-1' is not a whole number from 0"),
        ("name,host,pages,delay\na,a,1.5,1\n", "line 2: pages '1.5'"),
        ("name,host,pages,delay\na,a,1,0\n", "line 2: delay '0' is not a number of seconds"),
        ("name,host,pages,delay\na,a,1,nan\n", "line 2: delay 'nan'"),
        ("name,host,pages,delay\na,a,1,1,7\n", "line 2: more values than columns"),
        ("name,host,pages,delay,units\na,a,1,1,0\n", "line 2: units '0' is not a whole number from 1"),
        ("name,host,pages,delay\na,a,1,1\na,b,1,1\n", "two units are named 'a'"),
    ],
)
def test_an_invalid_file_is_named_with_its_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sources.csv"
    file.write_text(text)
    with pytest.raises(SystemExit) as ended:
        fleet.main(["--sources", str(file)])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0.0s"), (59.4, "59.4s"), (90, "1m 30s"), (3599.7, "1h 00m"), (11100, "3h 05m"), (1_029_600, "11d 22h")],
)
def test_durations(seconds: float, said: str) -> None:
    assert fleet.duration(seconds) == said
