"""Settings of all tests: reproducible property tests, and test names that are the same in every process."""

from __future__ import annotations

import os

from hypothesis import settings

# Options for this run only: a test that runs pytest itself must not inherit them.
os.environ.pop("PYTEST_ADDOPTS", None)

# The same examples in every run; `HYPOTHESIS_PROFILE=explore` draws new ones.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Return the argument's name for bytes: gzip puts the time into them, and pytest-xdist compares names."""
    return argname if isinstance(val, bytes) else None
