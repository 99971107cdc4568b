"""Share units out to workers."""

from __future__ import annotations

from collections import Counter

from hanoi_press.engine.dask_places import Places


def test_workers_get_as_many_as_they_have_threads_and_one_that_waits() -> None:
    places = Places(lanes=13)
    places.see({"a": 1, "b": 3})
    placed = []
    while places.has_room(asks_hosts=False, waiting=0):
        placed.append(places.place(len(placed), asks_hosts=False))
    assert Counter(placed) == {"a": 2, "b": 4}
    places.leave(placed.index("a"))
    assert places.has_room(asks_hosts=False, waiting=0)
    assert not places.has_room(asks_hosts=False, waiting=1)
    assert places.place(99, asks_hosts=False) == "a"


def test_units_that_ask_hosts_run_side_by_side() -> None:
    places = Places(lanes=3)
    places.see({"a": 1, "b": 5})
    placed = []
    while places.has_room(asks_hosts=True, waiting=0):
        placed.append(places.place(len(placed), asks_hosts=True))
    assert Counter(placed) == {"a": 3, "b": 5}
    assert places.has_room(asks_hosts=False, waiting=5)  # the others wait for the processor


def test_units_of_workers_that_are_gone_are_named() -> None:
    places = Places(lanes=1)
    assert places.place(0, asks_hosts=False) is None
    assert places.see({"a": 1, "b": 1}) == []
    at = {unit: places.place(unit, asks_hosts=False) for unit in range(3)}
    lost = [unit for unit, worker in at.items() if worker == "a"]
    assert places.see({"b": 1, "c": 1}) == [(unit, len(lost) == 1) for unit in lost]
    places.leave(7)
    assert places.place(10, asks_hosts=False) == "c"


def test_a_unit_gets_a_worker_for_itself() -> None:
    places = Places(lanes=3)
    places.see({"a": 1, "b": 1})
    assert [places.place(unit, asks_hosts=True) for unit in range(4)] == ["a", "b", "a", "b"]
    assert places.place(9, asks_hosts=True, alone=True) is None
    assert places.place(10, asks_hosts=True) == "b"  # "a" is to become free
    assert not places.has_room(asks_hosts=True, waiting=0)
    places.leave(0)
    assert places.place(9, asks_hosts=True, alone=True) is None
    places.leave(2)
    assert places.place(9, asks_hosts=True, alone=True) == "a"
    places.leave(1)
    assert places.place(11, asks_hosts=True) == "b"
    assert places.see({"b": 1}) == [(9, True)]
    places.leave(9)
    places.see({"b": 1, "c": 1})
    assert places.place(12, asks_hosts=True) == "c"
