"""Recognise text that a list has cut off: "Ngày 20/11, Bộ Y tế đã…"."""

from __future__ import annotations

import re

_CUT_OFF = re.compile(r"(?:…|\.\.\.)[\s\])»”\"']{0,3}\Z")
_DOTS = " .…[]()»”\"'"


def is_cut_off(text: str) -> bool:
    """Return True if a text ends in an ellipsis.

    >>> is_cut_off("Ngày 20/11, Bộ Y tế đã..."), is_cut_off("Bộ Y tế họp báo [&]".replace("&", "…")), is_cut_off("Hết.")
    (True, True, False)
    """
    return _CUT_OFF.search(text[-8:]) is not None


def without_ellipsis(text: str) -> str:
    """Return a text that is cut off up to its last whole words: without the ellipsis.

    >>> without_ellipsis("Bộ Y tế họp ...")
    'Bộ Y tế họp'
    """
    return text.rstrip(_DOTS) if is_cut_off(text) else text
