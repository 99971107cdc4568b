"""Say in one plain line why a run of a source failed, drifted or was blocked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hanoi_press.failures import FailureKind

_ENDS = {
    "blocked": "",  # said by the status
    "failing": "its host failed so often in a row that the run stopped asking it",
    "disk": "the data folder could not be written",
    "stuck": "Scrapy stopped sending requests",
}
_PLAIN = {
    "no discovery route answered": "no list of articles could be read",
    "discovery was incomplete, see the log": "not all lists of articles could be read",
}
_CAUSES = {  # in place of a kind's meaning in the documents, which says what belongs to it
    FailureKind.SERVER_ERROR: "its server answers with an error",
    FailureKind.BUSY: "its server says that it is busy",
    FailureKind.HTTP: "its server answers without a page",
    FailureKind.TIMEOUT: "it does not answer in time",
    FailureKind.OTHER: "see the log",
}
_NO_ANSWER = "no answer"


def reason_line(
    status: str,
    *,
    faults: Sequence[str],
    drift: Sequence[str],
    failures: Mapping[str, int],
    reason: str | None,
    blocked_by: str = "",
) -> str:
    """Return why a run ended as `status`; "" if it ended well.

    `failures`: failed attempts by kind. `reason`: Scrapy's word for the end. `blocked_by`: how the site refused.
    """
    if status not in ("failed", "drifted", "blocked"):
        return ""
    parts = []
    if status == "blocked":
        parts.append("the site refuses us" + (f" ({blocked_by})" if blocked_by else ""))
    else:
        parts += [_PLAIN.get(one, one.removesuffix(", see the log")) for one in faults]
    if reason is None:
        parts.append("it did not start, see the log")
    elif end := _ENDS.get(reason, "" if reason in ("finished", "shutdown", "time") else f"it ended early: {reason}"):
        parts.append(end)
    line = ", ".join(parts)
    if status == "failed" and (cause := _cause(failures)):
        line += f": {cause}" if line else cause
    if drift:
        line += ("; " if line else "") + ", and ".join(drift)
    return line or _NO_ANSWER


def _cause(failures: Mapping[str, int]) -> str:
    """Return the most frequent kind of failed attempts in words: `the host's name does not resolve (dns, 6 times)`."""
    if not failures:
        return ""
    kind, number = max(failures.items(), key=lambda one: (one[1], one[0]))
    times = "once" if number == 1 else f"{number} times"
    meaning = next((_CAUSES.get(one, one.meaning) for one in FailureKind if one == kind), kind)
    return f"{meaning.partition(' (see')[0]} ({kind}, {times})"
