"""Stated moments against printed ones, and against the time of the fetch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hanoi_press.pages.stated_dates import local_if_ahead, proven

SHOWN = "2026-11-20T08:15:00+07:00"


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2026-11-20T08:15:42+07:00", "2026-11-20T08:15:42+07:00"),
        ("2026-11-20T01:15:42+00:00", "2026-11-20T08:15:42+07:00"),
        ("2026-11-20T08:15:42+00:00", "2026-11-20T08:15:42+07:00"),  # a false Z
        ("2026-11-20T08:16:10+00:00", "2026-11-20T08:16:10+07:00"),  # and a minute later
        ("2026-11-20T08:24:59+07:00", "2026-11-20T08:24:59+07:00"),
        ("2026-11-20T08:05:01+07:00", None),
        ("2026-11-20T08:25:00+07:00", None),
        ("2026-11-20T01:15:42+07:00", "2026-11-20T08:15:42+07:00"),  # the clock of UTC
        ("2026-11-19T20:15:42-05:00", "2026-11-20T08:15:42+07:00"),
        ("2026-11-20T08:15:42-05:00", "2026-11-20T08:15:42+07:00"),
        ("2026-11-20T15:15:42+07:00", None),
        ("2026-11-21T08:15:42+00:00", None),  # another day
        ("2026-11-20", None),
        (None, None),
    ],
)
def test_what_the_printed_clock_proves(stated: str | None, moment: str | None) -> None:
    found = proven(stated, SHOWN)
    assert (found.apply(stated) if found and stated else None) == moment
    assert proven(stated, "2026-11-20") is None
    assert proven(stated, None) is None


def test_a_proof_holds_for_the_same_offset_only() -> None:
    found = proven("2026-11-20T08:15:42+00:00", SHOWN)
    assert found is not None
    assert found.fits("2026-11-21T09:00:00+00:00")
    assert not found.fits("2026-11-21T09:00:00+07:00")


def test_how_near() -> None:
    assert proven("2026-11-20T08:15:59+07:00", SHOWN, timedelta(minutes=1))
    assert proven("2026-11-20T08:16:00+07:00", SHOWN, timedelta(minutes=1)) is None


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2026-11-20T08:15:42+00:00", "2026-11-20T08:15:42+07:00"),
        ("2026-11-20T08:40:01+00:00", None),  # after the fetch by either
        ("2026-11-20T01:40:00+00:00", None),  # the clocks of site and crawler may differ by ten minutes
        ("2026-11-20T08:45:00+07:00", None),
    ],
)
def test_a_moment_after_the_fetch(stated: str, moment: str | None) -> None:
    found = local_if_ahead(stated, "2026-11-20T01:30:00Z")
    assert (found.apply(stated) if found else None) == moment
    assert local_if_ahead(stated, "") is None
