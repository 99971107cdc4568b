"""Write ordinal numbers in English."""

from __future__ import annotations

_WORDS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def nth(number: int) -> str:
    """Return an ordinal number, up to ten as a word.

    >>> [nth(number) for number in (3, 10, 12, 21)]
    ['third', 'tenth', '12th', '21st']
    """
    return _WORDS[number] if 0 < number < len(_WORDS) else nth_in_figures(number)


def nth_in_figures(number: int) -> str:
    """Return an ordinal number in figures.

    >>> [nth_in_figures(number) for number in (1, 2, 3, 4, 11, 112, 123)]
    ['1st', '2nd', '3rd', '4th', '11th', '112th', '123rd']
    """
    is_teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
