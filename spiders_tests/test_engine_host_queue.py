"""`engine/host_queue.py`: units start in their order, and never two with a common host at one time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.engine.host_queue import HostQueue

HOSTS = st.lists(st.frozensets(st.sampled_from("abcd"), max_size=3), max_size=12)


@given(HOSTS, st.data())
def test_whatever_happens_each_unit_ends_once_and_hosts_never_overlap(
    hosts: list[frozenset[str]], data: st.DataObject
) -> None:
    queue = HostQueue(hosts)
    running: list[int] = []
    started: list[int] = []
    ended: list[int] = []
    for _ in range(200):
        for number in queue.ready():
            if len(running) < 3:
                queue.start(number)
                running.append(number)
                started.append(number)
        for place, number in enumerate(running):
            assert all(hosts[number].isdisjoint(hosts[other]) for other in running[:place])
        if not running:
            break
        number = running.pop(data.draw(st.integers(0, len(running) - 1)))
        if started.count(number) < 3 and data.draw(st.booleans()):
            queue.wait_again(number)
        else:
            queue.release(number)
            ended.append(number)
    assert sorted(ended) == list(range(len(hosts)))
    for host in "abcd":
        of_host = [number for number in started if host in hosts[number]]
        assert of_host == sorted(of_host), "a unit overtook one of its host"


def test_a_unit_does_not_overtake_one_that_waits_for_another_host() -> None:
    queue = HostQueue([frozenset("a"), frozenset("ab"), frozenset("b"), frozenset("c"), frozenset()])
    assert list(queue.ready()) == [0, 3, 4]
    queue.start(0)
    assert list(queue.ready()) == [3, 4]
    queue.release(0)
    assert list(queue.ready()) == [1, 3, 4]


def test_dropped_units_wait_no_more() -> None:
    queue = HostQueue([frozenset()] * 3)
    queue.start(1)
    assert queue.drop() == [0, 2]
    assert (len(queue), list(queue.ready())) == (0, [])
