"""Choose the language of a page: by a link, by the cookie of an earlier choice, by what the browser prefers."""

from __future__ import annotations

import re

from hanoi_press.corpus.browse.label_texts import LANGUAGES

COOKIE = "hanoi_press_lang"
_DEFAULT = "en"
_STORED = re.compile(rf"(?:^|;)\s*{COOKIE}=(\w+)")
_LONGEST = 1000  # characters of a header that are read
_WEIGHT = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)")


def preferred_language(asked: str | None, cookie: str, accepted: str) -> str:
    """Return one of `LANGUAGES`.

    `asked`: the value of `?lang=`; `cookie`, `accepted`: the headers Cookie and Accept-Language.

    >>> preferred_language(None, "", "fr, vi;q=0.5, en;q=0.4")
    'vi'
    """
    if asked in LANGUAGES:
        return str(asked)
    stored = _STORED.search(cookie[:_LONGEST])
    if stored and stored[1] in LANGUAGES:
        return stored[1]
    weights: dict[str, float] = {}
    for one in accepted[:_LONGEST].split(","):
        tag, _, rest = one.partition(";")
        name = tag.strip().lower().partition("-")[0]
        weight = _WEIGHT.search(rest)
        if name in LANGUAGES:
            weights[name] = max(weights.get(name, 0), float(weight[1]) if weight else 1.0)
    best = max(weights, key=lambda name: weights[name], default=_DEFAULT)
    return best if weights.get(best, 1) > 0 else _DEFAULT
