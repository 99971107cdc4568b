"""Define why a capture of a web archive is named and skipped: one enum for crawl, replay and report.

A fault of the transport (a cut range, 429, 5xx, no answer) is none of these: such a request is sent again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hanoi_press.failures import FailureKind


class CaptureFault(StrEnum):
    """The kinds of captures that give no article; `meaning` is the text of docs/past.md."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> CaptureFault:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    CUT_SHORT = (
        "cut-short",
        "the archive holds only the beginning: it says so, or fewer bytes than announced, or no end of the page",
    )
    REVISIT = "revisit", "the record only refers to an earlier capture with the same body"
    SOFT_404 = "soft-404", "a page that says it does not exist, or the home page in place of the article"
    NOT_ARCHIVED = "not-archived", "the archive's own page in place of the capture: not archived, or not shown any more"
    LOGIN_PAGE = "login-page", "a page that asks for a password in place of the article"
    BLOCK_PAGE = "block-page", "the site refused the archive's crawler, or sent it a challenge"
    ERROR_PAGE = "error-page", "a server's error page with HTTP 200, or a page without content"
    STATUS = "status", "the site answered with an HTTP status that brings no page"
    REDIRECT = "redirect", "the capture leads to another page"
    SHELL = "shell", "a page that a script fills from an API, which the capture does not hold"
    NO_PAGE = "no-page", "no HTML page"
    UNDECODABLE = "undecodable", "an unknown compression, or letters in no known charset"
    MISMATCH = (
        "mismatch",
        "the record is not what its header or the index says: address, date, status, digest, length or type",
    )
    TOO_LARGE = "too-large", "larger than `DOWNLOAD_MAXSIZE`, as stored or unpacked"


@dataclass(frozen=True, slots=True)
class BadCapture:
    """The verdict on a capture that is named and skipped, for good."""

    kind: CaptureFault
    reason: str


class BadCaptureError(Exception):
    """Raised in place of the response of a request whose capture is no good; it is not sent again."""

    def __init__(self, kind: CaptureFault, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.verdict = BadCapture(kind, reason)


_OF_BODIES = {  # faults of a body, as `failures` names them
    FailureKind.TRUNCATED: CaptureFault.CUT_SHORT,
    FailureKind.GARBAGE: CaptureFault.NO_PAGE,
    FailureKind.EMPTY: CaptureFault.ERROR_PAGE,
    FailureKind.TOO_LARGE: CaptureFault.TOO_LARGE,
    FailureKind.TOO_COSTLY: CaptureFault.TOO_LARGE,
}


def broken_capture(kind: FailureKind, *, is_text: bool = True) -> BadCaptureError:
    """Return the error for a captured body with a fault; `is_text`: it is no compression or other data of bytes."""
    fault = _OF_BODIES.get(kind, CaptureFault.NO_PAGE)
    if kind is FailureKind.GARBAGE and not is_text:
        fault = CaptureFault.UNDECODABLE
    return BadCaptureError(fault, kind.meaning)
