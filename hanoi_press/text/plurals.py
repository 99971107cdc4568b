"""Write a number with its noun."""

from __future__ import annotations


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count_of(1, "page"), count_of(2, "page")
    ('1 page', '2 pages')
    """
    return f"{number} {noun}{'s' * (number != 1)}"
