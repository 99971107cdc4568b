"""Fill the templates of the pages. Whatever an article says is escaped; nothing is markup."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2

from hanoi_press.corpus.browse.browse_labels import Labels
from hanoi_press.corpus.browse.found_page import marked_parts
from hanoi_press.corpus.browse.label_texts import LANGUAGES
from hanoi_press.text.web_pages import escaping_environment, is_web_link

# Characters that turn or hide text around them: bidi embeddings, overrides, isolates and marks, zero-width ones.
_TURNING = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SHOWN = 90  # characters of an address


def filled_page(template: str, labels: Labels, **values: Any) -> str:
    """Return a page in the language of the labels."""
    return _environment().get_template(template).render(t=labels, languages=LANGUAGES, **values)


@cache
def stylesheet() -> bytes:
    """Return the CSS of all pages."""
    return files("hanoi_press.corpus.browse").joinpath("static", "browse.css").read_bytes()


def plain_address(url: str) -> str:
    """Return an address as it is shown: nothing in it turns or hides text, and a long one is cut in the middle."""
    plain = _TURNING.sub(lambda match: quote(match[0]), url)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 31]}…{plain[-30:]}"


def host_of(url: str) -> str:
    """Return the host of an address, as it is shown."""
    try:
        host = urlsplit(url).hostname or url
    except ValueError:
        host = url
    return plain_address(host.removeprefix("www."))


def article_path(id_: str) -> str:
    """Return the path of an article's page."""
    return f"/article/{quote(id_)}"


@cache
def _environment() -> jinja2.Environment:
    made = escaping_environment("hanoi_press.corpus.browse")
    made.filters |= {
        "marked_parts": marked_parts,
        "plain_address": plain_address,
        "host_of": host_of,
        "article_path": article_path,
    }
    made.tests["web_link"] = is_web_link
    return made
