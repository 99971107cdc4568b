"""Say what a run's record states of the web archives that were asked."""

from __future__ import annotations

from hanoi_press.crawl.past_figures import TITLES
from hanoi_press.report.record_values import counts, group, line, number
from hanoi_press.text.plurals import count_of

_MOST = 10  # archives, of which there are two, and page classes


def asked_archives(via: object) -> dict[str, str]:
    """Return what was asked of each web archive, why, and what came of it, by its title; {} if none was asked."""
    found = {}
    for name, stated in list(group(via).items())[:_MOST]:
        one = group(stated)
        why = f" ({line(one.get('why'), 120)})" if line(one.get("why")) else ""
        asked, stored = number(one.get("asked")), number(one.get("stored"))
        parts = [f"{count_of(stored, 'line')} from {count_of(asked, 'capture')}{why}"]
        others = {kind: n for kind, n in counts(one.get("captures")).items() if kind not in ("stored", "again")}
        parts += [", ".join(f"{n} {kind}" for kind, n in others.items())] if others else []
        read_by = [f"{page} {n}" for page, n in list(counts(one.get("pages")).items())[:_MOST]]
        parts += [f"read by {', '.join(read_by)}"] if read_by else []
        parts.append(f"{count_of(number(one.get('index_pages')), 'page')} of its index")
        parts += [f"not read to its end ({failed})"] if (failed := line(one.get("failed"))) else []
        title = TITLES.get(name, name)
        found[title[:1].upper() + title[1:]] = "; ".join(parts)
    return found
