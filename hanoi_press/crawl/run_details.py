"""Define `RunDetails`, what the record of a run names of a source one by one: failures, revisions, slow hosts."""

from __future__ import annotations

from typing import Any

from hanoi_press.failures import FailureKind

_MOST_FAILED = 50  # pages and lists, the first ones; the counts tell how many there were
_MOST_REVISED = 50  # articles
_MOST_LINES = 20  # lines of boilerplate
_MOST_HOSTS = 50
_GONE = ("404", "410")  # how a list that is not there is told
_LONGEST = 300  # characters of a message, a title or a line; an address may have 2,000
_LONGEST_ADDRESS = 2_000


class RunDetails:
    """Bounded lists of what happened to single pages of a source in one run."""

    def __init__(self) -> None:
        self.failed: list[dict[str, str]] = []
        self._routes: list[tuple[str, str, str]] = []  # those that gave nothing, as the arguments of `note_failed`
        self.revised: list[dict[str, str]] = []
        self.boilerplate_new: list[str] = []
        self._hosts: dict[str, list[float]] = {}  # number of requests, sum of seconds, most seconds

    def note_failed(self, url: str, kind: str, what: str) -> None:
        """Note a page or list that could not be fetched or read; `kind` as in `failures`, or `blocked`."""
        is_noted = any(one["url"] == url and one["kind"] == kind for one in self.failed)
        if len(self.failed) < _MOST_FAILED and not is_noted:
            self.failed.append({"url": _short(url, _LONGEST_ADDRESS), "kind": str(kind), "what": _short(what)})

    def note_route(self, url: str, what: str) -> None:
        """Note a way to find articles that gave none, by its last list, unless that list is noted already.

        It counts only if the others do not make up for it: many sites have no sitemap, and that is no failure.
        """
        if any(one["url"] == url for one in self.failed):
            return
        is_forbidden = "robots.txt" in what.lower()
        if is_forbidden and any(one["kind"] == "blocked" for one in self.failed):
            return  # robots.txt is what blocks
        kind = FailureKind.HTTP if what.endswith(_GONE) else "forbidden" if is_forbidden else FailureKind.PARSE
        self._routes.append((url, kind, what.removeprefix(f"{url}: ")))

    def note_revised(self, id: str, url: str, title: str) -> None:
        """Note an article that was written as a new revision."""
        if len(self.revised) < _MOST_REVISED:
            self.revised.append({"id": id, "url": url, "title": _short(title)})

    def set_boilerplate(self, lines: list[str]) -> None:
        """Set the lines that this run has learnt as boilerplate."""
        self.boilerplate_new = [_short(line) for line in lines[:_MOST_LINES]]

    def note_request(self, host: str, seconds: float) -> None:
        """Note a request that was sent: the time to its answer, or to its failure."""
        if host in self._hosts or len(self._hosts) < _MOST_HOSTS:
            sums = self._hosts.setdefault(host, [0, 0.0, 0.0])
            sums[0], sums[1], sums[2] = sums[0] + 1, sums[1] + seconds, max(sums[2], seconds)

    def figures(self, *, is_incomplete: bool = False) -> dict[str, Any]:
        """Return the details with the keys of the run's record (`docs/store.md`).

        `is_incomplete`: not all articles were found, so that the routes that gave none are named.
        """
        if is_incomplete:
            for route in self._routes:
                self.note_failed(*route)
        return {
            "failed": self.failed,
            "hosts": {
                host: {"requests": int(number), "seconds": round(total, 3), "slowest": round(most, 3)}
                for host, (number, total, most) in sorted(self._hosts.items())
            },
            "revised": self.revised,
            "boilerplate_new": self.boilerplate_new,
        }


def _short(text: str, longest: int = _LONGEST) -> str:
    """Return text in one line, with an ellipsis for what is too long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
