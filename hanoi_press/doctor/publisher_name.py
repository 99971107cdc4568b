"""Choose the name of a site's publisher from what its pages call it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from hanoi_press.text.normalize import fold

_TRUSTED = ("og:site_name", "JSON-LD", "application-name")
_NO_NAMES = frozenset(map(fold, ("Trang chủ", "Home", "Homepage", "Trang nhất", "Index", "Default", "Chi tiết tin")))


def publisher_of(names: Sequence[tuple[str, str]], host: str, pages: int) -> tuple[str, str]:
    """Return the publisher's name and, if that is unsure, a sentence why; the host if no page states a name.

    `names` are pairs of the place of a name and the name; `pages` is how many pages were read.
    """
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, set[str]] = defaultdict(set)
    for place, stated_name in names:
        name = "".join(one for one in stated_name if one.isprintable()).strip()
        key = fold(name)
        if not key or key in _NO_NAMES:
            continue
        counts[key] += 1
        written[key][name] += 1
        places[key].add(place)
    stated = [key for key in counts if places[key] & {*_TRUSTED}]
    repeated = [key for key in counts if counts[key] > 1 and counts[key] * 2 > pages]
    by_weight = sorted(stated or repeated or counts, key=lambda key: (-len(places[key]), -counts[key]))
    if not by_weight:
        return host, "the publisher's name: no page states one, so the host stands in its place"
    best = by_weight[0]
    name = written[best].most_common(1)[0][0]
    others = [written[key].most_common(1)[0][0] for key in by_weight[1:] if key in (stated or repeated)]
    if " " not in name and (fold(host) in best or best in fold(host)):
        return name, f"the publisher's name: pages call the site {name!r}, which looks like its host"
    if not stated:
        return name, f"the publisher's name {name!r}: only the windows' titles state it"
    if others:
        return name, f"the publisher's name {name!r}: other pages say {', '.join(map(repr, others[:2]))}"
    return name, ""
