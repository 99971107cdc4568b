"""Simulate a harvest by many workers: units wait for hosts and lanes, workers are killed, units run again.

The rules are the engine's: `hanoi_press.engine.host_queue` itself says which unit may start next. A worker is a machine
with so many lanes (units at a time). A killed worker ends all its attempts; what they shipped counts, the rest is
requested again by the next attempt on whatever worker. A unit whose process dies by itself (poison) harms no other.
Time is simulated, in seconds; nothing waits. Time to merge, to ship and to start a process is not counted.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hanoi_press.engine.host_queue import HostQueue
from hanoi_press.engine.process_engine import ATTEMPTS, LONG, MOST

_END, _BACK, _KILL = range(3)  # what happens first of what happens at one moment
_EPSILON = 1e-9  # pages; 0.3 / 0.1 is a little less than 3


class Work(NamedTuple):
    """A unit's work: pages of a host, with seconds from request to request.

    `dies_at`: the page (from 0) that kills the process which requests it, each time.
    """

    name: str
    host: str
    pages: int
    delay: float
    dies_at: int | None = None

    @property
    def seconds(self) -> float:
        """How long it takes without a kill."""
        return self.pages * self.delay


@dataclass(frozen=True, slots=True)
class Fleet:
    """The machines. `kills`: how often each worker is killed in an hour, on average.

    `ship`: seconds between two increments that a worker ships; `restart`: seconds until a killed worker is back.
    """

    workers: int
    lanes: int
    kills: float = 0.0
    ship: float = 5.0
    restart: float = 10.0
    seed: int = 1


class Attempt(NamedTuple):
    """A unit on a worker: when it began, with which page, and when it ends if nobody kills it.

    `number` is the unit's in its list. `dies`: it ends by the death of its own process.
    """

    number: int
    work: Work
    worker: int
    begun: float
    first: int
    ends: float
    dies: bool

    def asked(self, moment: float) -> int:
        """The pages that it had requested until then; the last one may be on its way."""
        return min(self.work.pages - self.first, _whole(moment - self.begun, self.work.delay) + 1)

    def shipped(self, moment: float, ship: float) -> int:
        """The pages that it had shipped until then, in increments `ship` seconds apart (0: each page at once)."""
        elapsed = moment - self.begun
        if ship:
            elapsed = _whole(elapsed, ship) * ship
        return min(self.work.pages - self.first, _whole(elapsed, self.work.delay))


@dataclass(slots=True)
class Outcome:
    """What a simulated run took.

    `busy`: seconds of all lanes together. `requested`: requests for pages, `twice` those for a page that had been
    requested before. `kills`: of workers that ran a unit. `lost`: pages of units that were given up, and not shipped.
    """

    makespan: float = 0.0
    busy: float = 0.0
    requested: int = 0
    twice: int = 0
    kills: int = 0
    retries: int = 0
    lost: int = 0
    given_up: list[str] = field(default_factory=list)
    attempts: list[tuple[Attempt, float]] = field(default_factory=list)
    """All attempts with the moment when each ended."""

    @property
    def share_twice(self) -> float:
        """The pages that were requested again, as a share of the pages that had to be requested."""
        return self.twice / max(1, self.requested - self.twice)


def _whole(seconds: float, each: float) -> int:
    return int(seconds / each + _EPSILON)


def bounds(works: Sequence[Work], fleet: Fleet) -> tuple[float, float]:
    """Return the seconds that the slowest host and the lanes take at least."""
    hosts: Counter[str] = Counter()
    for work in works:
        hosts[work.host] += work.seconds  # type: ignore[assignment]  # a Counter also counts seconds
    return max(hosts.values(), default=0.0), sum(hosts.values()) / (fleet.workers * fleet.lanes)


def simulate(works: Sequence[Work], fleet: Fleet, kills: Sequence[tuple[float, int]] = ()) -> Outcome:
    """Run the units on the fleet; they start in their order as far as their hosts are free.

    `kills`: moments at which workers (by number) are killed, beside those of `Fleet.kills`.
    """
    return _Run(works, fleet).outcome(kills)


class _Run:
    def __init__(self, works: Sequence[Work], fleet: Fleet) -> None:
        self.fleet = fleet
        self.works = works
        self.queue = HostQueue([frozenset({work.host}) for work in works])
        self.free = dict.fromkeys(range(fleet.workers), fleet.lanes)  # lanes of the workers that are up
        self.running: dict[int, Attempt] = {}  # by the number of the unit
        self.ended: Counter[int] = Counter()  # attempts of each unit that ended by force
        self.short: Counter[int] = Counter()  # those of them that had not worked for long
        self.shipped: Counter[int] = Counter()  # pages of each unit that no later attempt requests
        self.reached: Counter[int] = Counter()  # pages of each unit that were requested at least once
        self.open = len(works)
        self.found = Outcome()
        self.number = itertools.count()
        self.events: list[tuple[float, int, int, int, Attempt | None]] = []
        self.clocks = [random.Random(f"{fleet.seed}/{worker}") for worker in range(fleet.workers)]

    def outcome(self, kills: Sequence[tuple[float, int]]) -> Outcome:
        for moment, worker in kills:
            self._add(moment, _KILL, worker)
        for worker in self.free:
            self._kill_later(worker, 0.0)
        self._start(0.0)
        while self.open:
            now, kind, _, worker, attempt = heapq.heappop(self.events)
            if attempt is not None:
                if self.running.get(attempt.number) is attempt:  # it was not killed meanwhile
                    self.free[worker] += 1
                    self._ended(attempt, now, is_whole=not attempt.dies)
            elif kind == _BACK:
                self.free[worker] = self.fleet.lanes
                self._kill_later(worker, now)
            else:
                self._kill(worker, now)
            self._start(now)
        return self.found

    def _add(self, when: float, kind: int, worker: int, attempt: Attempt | None = None) -> None:
        heapq.heappush(self.events, (when, kind, next(self.number), worker, attempt))

    def _kill_later(self, worker: int, now: float) -> None:
        if self.fleet.kills:
            self._add(now + self.clocks[worker].expovariate(self.fleet.kills / 3600), _KILL, worker)

    def _kill(self, worker: int, now: float) -> None:
        if self.free.pop(worker, None) is None:
            return  # it is not back yet
        victims = [one for one in self.running.values() if one.worker == worker]
        self.found.kills += bool(victims)
        for attempt in victims:
            self._ended(attempt, now, is_whole=False)
        self._add(now + self.fleet.restart, _BACK, worker)

    def _start(self, now: float) -> None:
        """Start what may start, each unit on the worker with most free lanes."""
        while self.free:
            worker = max(self.free, key=lambda one: (self.free[one], -one))
            number = next(self.queue.ready(), None) if self.free[worker] else None
            if number is None:
                return
            self.queue.start(number)
            work, first = self.works[number], self.shipped[number]
            last = work.pages if work.dies_at is None else min(work.dies_at, work.pages)
            ends = now + (last - first) * work.delay
            attempt = Attempt(number, work, worker, now, first, ends, dies=last < work.pages)
            self.running[number] = attempt
            self.free[worker] -= 1
            self._add(attempt.ends, _END, worker, attempt)

    def _ended(self, attempt: Attempt, now: float, *, is_whole: bool) -> None:
        """Count an attempt, and offer its unit again if it ended by force."""
        number, work = attempt.number, attempt.work
        del self.running[number]
        self.found.attempts.append((attempt, now))
        self.found.busy += now - attempt.begun
        self.found.makespan = now
        asked = work.pages - attempt.first if is_whole else attempt.asked(now)
        self.found.requested += asked
        self.found.twice += max(0, min(self.reached[number], attempt.first + asked) - attempt.first)
        self.reached[number] = max(self.reached[number], attempt.first + asked)
        if not is_whole:
            self.shipped[number] += attempt.shipped(now, self.fleet.ship)
            self.ended[number] += 1
            self.short[number] += now - attempt.begun < LONG
            if self.short[number] < ATTEMPTS and self.ended[number] < MOST:
                self.found.retries += 1
                self.queue.wait_again(number)
                return
            self.found.given_up.append(work.name)
            self.found.lost += work.pages - self.shipped[number]
        self.open -= 1
        self.queue.release(number)
