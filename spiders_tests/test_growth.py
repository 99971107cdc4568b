"""No page costs more than its length: slots of the sample pages, filled with hostile strings (`growth.py`).

Every eighth slot is filled with one pump, in turn; `python -m spiders_tests.growth --all` tries all of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest

from spiders_tests.growth import CI_STEP, check_growth, pairs
from spiders_tests.growth_pumps import PUMPS
from spiders_tests.growth_slots import SOURCES, Page, Slot, slots


@pytest.fixture(autouse=True)
def no_log() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES)
def test_no_slot_of_a_sample_page_makes_it_cost_more_than_its_length(source: str) -> None:
    findings = [finding for slot, pump in pairs(source, CI_STEP) if (finding := check_growth(slot, pump))]
    assert not findings, "\n".join(map(str, findings))


def test_every_pump_has_its_turn() -> None:
    used = {(slot.kind, pump) for source in SOURCES for slot, pump in pairs(source, CI_STEP)}
    assert used == {(kind, pump) for kind, pumps in PUMPS.items() for pump in pumps}


def linear(body: bytes) -> int:
    return sum(1 for _ in body)


def quadratic(body: bytes) -> int:
    return linear(body) + sum(1 for _ in range(body.count(b"1") ** 2 // 2_000))


@pytest.mark.parametrize(("read", "grows"), [(quadratic, True), (linear, False)])
def test_quadratic_cost_is_noticed_and_linear_cost_is_not(read: Callable[[bytes], int], grows: bool) -> None:
    page = Page("invented", "https://a.vn/", b"<p>x</p>", read)
    assert (check_growth(Slot(page, "text", "p", 3), "'1'") is not None) == grows


def test_slots_are_positions_of_text_attributes_tags_and_json() -> None:
    page = Page("invented", "https://a.vn/", b'<p class="a" title=""></p><p class="a"></p>{"k": ""}', len)
    filled = {(slot.kind, slot.name): slot.filled(b"|") for slot in slots(page)}
    assert filled == {
        ("raw", "beginning"): b'|<p class="a" title=""></p><p class="a"></p>{"k": ""}',
        ("text", "p a"): b'<p class="a" title="">|</p><p class="a"></p>{"k": ""}',
        ("tag", "p"): b'<p class="a" title=""|></p><p class="a"></p>{"k": ""}',
        ("attribute", "class"): b'<p class="a|" title=""></p><p class="a"></p>{"k": ""}',
        ("attribute", "p a @title"): b'<p class="a" title="|"></p><p class="a"></p>{"k": ""}',
        ("json", "k"): b'<p class="a" title=""></p><p class="a"></p>{"k": "|"}',
        ("raw", "end"): b'<p class="a" title=""></p><p class="a"></p>{"k": ""}|',
    }
