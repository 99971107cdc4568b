"""Say that an argument is invalid, without importing Scrapy, whose `UsageError` it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class InvalidUsageError(Exception):
    """Raised for arguments that cannot be used; the message is one line that says what to use."""


@contextmanager
def invalid_usage() -> Iterator[None]:
    """Raise `InvalidUsageError` in place of a `ValueError` of the block."""
    try:
        yield
    except ValueError as error:
        raise InvalidUsageError(str(error)) from None
