"""Kinds of trouble on the way to a page, told apart so that the report can count each."""

from __future__ import annotations

# The table of `docs/trouble.md`: kind, and what it means.
KINDS = {
    "timeout": "no whole answer within `DOWNLOAD_TIMEOUT`",
    "refused": "nobody listens at the host's port",
    "dns": "the host's name does not resolve",
    "tls": "no agreement on encryption, or a certificate that is not valid",
    "reset": "the connection ended before an answer came",
    "truncated": "the answer ended early: fewer bytes than announced, a compressed body or a page without its end",
    "garbage": "not HTTP, not the compression that the header names, or bytes that are no text",
    "empty": "HTTP 200 and not one byte",
    "too-large": "more than `DOWNLOAD_MAXSIZE`, on the wire or unpacked",
    "redirects": "a redirect loop, or more redirects than `REDIRECT_MAX_TIMES`",
    "busy": "HTTP 429 or 503",
    "server-error": "another HTTP status from 500 on, or 408",
    "robots": "robots.txt did not come (network, 429, 5xx): nothing of that host is fetched",
    "failing": "the host failed so often in a row that the run leaves it alone",
    "http": "another HTTP status that is no page",
    "parse": "a page came and was not read: no title, no text, or the page class failed",
    "other": "anything else, named in the log",
}

_BY_NAME = {
    "DownloadTimeoutError": "timeout",
    "DownloadConnectionRefusedError": "refused",
    "CannotResolveHostError": "dns",
    "ResponseDataLossError": "truncated",
    "DownloadCancelledError": "too-large",  # Scrapy cancels what grows beyond DOWNLOAD_MAXSIZE
}
# What Twisted names inside a failed answer, in the order in which it counts.
_REASONS = {
    "ParseError": "garbage",
    "BadHeaders": "garbage",
    "ValueError": "garbage",
    "_MalformedChunkedDataError": "garbage",
    "Error": "tls",  # OpenSSL.SSL.Error
    "VerificationError": "tls",
    "CertificateError": "tls",
    "_DataLoss": "truncated",
    "ConnectionDone": "reset",
    "ConnectionLost": "reset",
    "ConnectionAborted": "reset",
    "ConnectionRefusedError": "refused",
    "ConnectError": "refused",
    "NoRouteError": "refused",
}


class Broken(Exception):
    """An answer that came and is no whole page; `kind` is one of `KINDS`."""

    def __init__(self, kind: str) -> None:
        super().__init__(KINDS[kind])
        self.kind = kind


def kind_of(error: BaseException) -> str:
    """The kind of a failed request, by the names of Scrapy's and Twisted's errors."""
    if isinstance(error, Broken):
        return error.kind
    if kind := _BY_NAME.get(type(error).__name__):
        return kind
    if str(error) == "max redirections reached":  # Scrapy's words; it has no class for it
        return "redirects"
    names = _names(error)
    return next((kind for name, kind in _REASONS.items() if name in names), "other")


def kind_of_status(status: int) -> str | None:
    """The kind of an HTTP status that speaks of the server's health; None for one that is an answer."""
    if status in (429, 503):
        return "busy"
    return "server-error" if status >= 500 or status == 408 else None


def _names(error: BaseException | None, depth: int = 0) -> set[str]:
    """The class names of an error, of what caused it, and of the reasons that Twisted collects in it."""
    if error is None or depth > 5:
        return set()
    names = {base.__name__ for base in type(error).__mro__[:-3]} | {type(error).__name__}
    for reason in getattr(error, "reasons", None) or ():
        names |= _names(getattr(reason, "value", None), depth + 1)
    return names | _names(error.__cause__, depth + 1)
