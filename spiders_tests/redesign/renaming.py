"""Rename every class, id and `data-*` of a page by a keyed hash: one word gets one new word on all pages of a site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

from lxml.html import HtmlElement

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_REFERENCES = ("for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
_PRELUDE = re.compile(r"[^{}]+(?=\{)")  # what stands before a block of declarations
_SELECTOR = re.compile(r"([.#])((?:[A-Za-z_]|-[A-Za-z_-]|\\.)(?:[\w-]|\\.)*)")
_DATA_SELECTOR = re.compile(r"\[data-([\w-]+)(?:([~|^$*]?=)([\"']?)([\w-]+)\3)?\]")
_STRING = re.compile(r"'([^'\\\n]*)'|\"([^\"\\\n]*)\"")
_WORD = re.compile(r"(?=\S*[^\W\d])[\w-]+")  # one word with a letter in it; a number is content
_POINTER = re.compile(r"([.#])([A-Za-z_][\w-]*)")
_NO_SCRIPTS = ("application/json", "application/ld+json")
Option = TypeVar("Option")


class Renaming:
    """New words for a site's names, and the choices of its redesign; all depend on the seed only."""

    def __init__(self, seed: str) -> None:
        self._key = blake2b(seed.encode(), digest_size=32).digest()
        self._words: dict[str, str] = {}

    def _number(self, of: str) -> int:
        return int.from_bytes(blake2b(of.encode(), key=self._key, digest_size=8).digest())

    def word(self, old: str) -> str:
        """Return the new word for an old one: a letter, then six letters or digits."""
        if old not in self._words:
            number = self._number(f"word:{old}")
            new = "abcdefghijklmnopqrstuvwxyz"[number % 26]
            for _ in range(6):
                number //= 36
                new += _DIGITS[number % 36]
            self._words[old] = new
        return self._words[old]

    def pick(self, what: str, options: Sequence[Option]) -> Option:
        """Return one of some options, the same for every page of the site."""
        return options[self._number(f"pick:{what}") % len(options)]

    def words(self, several: str) -> str:
        """Return the new words for the words of a `class` or of another list of names."""
        return " ".join(map(self.word, several.split()))


def names_on(root: HtmlElement) -> set[str]:
    """Return the words of all classes and ids of a page."""
    found: set[str] = set()
    for element in root.iter("*"):
        found.update(element.get("class", "").split(), element.get("id", "").split())
    return found


def rename(root: HtmlElement, renaming: Renaming, known: frozenset[str]) -> None:
    """Rename all names of a page, and what refers to them; `known` are the site's classes and ids.

    In scripts a string is renamed if it is one of `known`, and in a string the selectors of `known`. Values of `data-*`
    are renamed if they are one word: an address, a number or a sentence is content. `name=` and `__doPostBack` targets
    stay, which belong to the server.
    """
    for element in root.iter("*"):
        _attributes(element, renaming, known)
        if not element.text:
            continue
        if element.tag == "style":
            element.text = in_css(element.text, renaming)
        elif element.tag == "script" and element.get("type", "").split(";")[0].strip() not in _NO_SCRIPTS:
            element.text = in_script(element.text, renaming, known)


def _attributes(element: HtmlElement, renaming: Renaming, known: frozenset[str]) -> None:
    for name, value in list(element.attrib.items()):
        if name == "class" or name in _REFERENCES:
            element.set(name, renaming.words(value))
        elif name == "id":
            element.set(name, renaming.word(value.strip()) if value.strip() else "")
        elif name.startswith("data-") and len(name) > len("data-"):
            del element.attrib[name]
            element.set(f"data-{renaming.word(name.removeprefix('data-'))}", _data_value(value, renaming))
        elif name in ("href", "usemap") and value.startswith("#") and len(value) > 1:
            element.set(name, f"#{renaming.word(value[1:])}")
        elif name == "name" and element.tag in ("a", "map") and value:
            element.set(name, renaming.word(value))
        elif name.startswith("on"):
            element.set(name, in_script(value, renaming, known))


def _data_value(value: str, renaming: Renaming) -> str:
    if _WORD.fullmatch(value):
        return renaming.word(value)
    if pointer := _POINTER.fullmatch(value):
        return pointer[1] + renaming.word(pointer[2])
    return value


def in_css(text: str, renaming: Renaming) -> str:
    """Return a style sheet with the names in its selectors renamed; declarations (`#a8151b`) stay."""

    def data(match: re.Match[str]) -> str:
        name, sign, quote, value = match.groups()
        rest = f"{sign}{quote}{renaming.word(value)}{quote}" if sign else ""
        return f"[data-{renaming.word(name)}{rest}]"

    def named(match: re.Match[str]) -> str:
        return match[1] + renaming.word(match[2].replace("\\", ""))

    return _PRELUDE.sub(lambda prelude: _SELECTOR.sub(named, _DATA_SELECTOR.sub(data, prelude[0])), text)


def in_script(text: str, renaming: Renaming, known: frozenset[str]) -> str:
    """Return a script with the known names in its strings renamed."""

    def named(match: re.Match[str]) -> str:
        return match[1] + (renaming.word(match[2]) if match[2] in known else match[2])

    def string(match: re.Match[str]) -> str:
        inner, quote = match[1] if match[1] is not None else match[2], match[0][0]
        new = renaming.word(inner) if inner in known else _POINTER.sub(named, inner)
        return f"{quote}{new}{quote}"

    return _STRING.sub(string, text)
