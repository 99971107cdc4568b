"""Tell whether a list words an article otherwise than before: a change of which it states no time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

from hanoi_press.items import Listed
from hanoi_press.text.cut_off import is_cut_off, without_ellipsis
from hanoi_press.text.normalize import nfc

Wordings = dict[str, list[str]]  # by field, the latest first

_MOST = 6  # wordings of a field; a site names an article in two or three kinds of lists
_CUT = "…"
_MARKS = str.maketrans({**dict.fromkeys("“”„‟«»‘’‚`´'", '"'), **dict.fromkeys("‐‑‒–—−", "-")})
_SIZE = re.compile(r"[-_]?\d{2,4}x\d{2,4}(?=\D|\Z)|\.[a-z]{3,4}\Z")
_SHORTEST_NAME = 8  # characters of a picture's name; a shorter one ("1.jpg") may be any picture's


def wording_of(listed: Listed | None) -> dict[str, str]:
    """Return what a list states of an article in the form in which two statements are compared, by field.

    Case, white space and kinds of quotation marks and dashes do not count. A picture is its file's name, because the
    same one stands on several hosts and in several sizes.
    """
    if listed is None:
        return {}
    found = {
        "title": _text(listed.title),
        "summary": _text(listed.summary),
        "authors": _text(listed.authors),
        "picture": _picture(listed.picture),
    }
    return {field: words for field, words in found.items() if words}


def is_reworded(stated: Mapping[str, str], known: Mapping[str, Sequence[str]]) -> bool:
    """Return True if a field is stated in none of its known wordings. One that was never stated is no change."""
    return any(known.get(field) and not _is_among(words, known[field]) for field, words in stated.items())


def add_wording(known: Mapping[str, Sequence[str]], stated: Mapping[str, str]) -> Wordings:
    """Return the known wordings with those stated in front."""
    found = {field: list(words) for field, words in known.items()}
    for field, words in stated.items():
        others = [one for one in found.get(field, ()) if one != words]
        found[field] = [words, *others][:_MOST]
    return found


def _is_among(stated: str, known: Sequence[str]) -> bool:
    """Return True if a text is among those known. Lists cut texts at other lengths, so a beginning is the same text.

    Words behind the cut tell a change only if they were known.
    """
    if stated in known:
        return True
    whole = [one for one in known if not one.endswith(_CUT)]
    if whole:
        return stated.endswith(_CUT) and any(one.startswith(stated[:-1]) for one in whole)
    begun = stated.removesuffix(_CUT)
    return any(begun.startswith(one[:-1]) or one.startswith(begun) for one in known)


def _text(text: str | None) -> str:
    words = " ".join(nfc(text or "").translate(_MARKS).casefold().split())
    return without_ellipsis(words).rstrip(" ,;:") + _CUT if words and is_cut_off(words) else words


def _picture(address: str | None) -> str:
    try:
        name = unquote(urlsplit(address or "").path).rsplit("/", 1)[-1].lower()
    except ValueError:
        return ""
    name = _SIZE.sub("", name)
    return name if len(name) >= _SHORTEST_NAME else ""
