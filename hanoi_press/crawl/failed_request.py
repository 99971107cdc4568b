"""Say why a request gave no page: the verdict on what Scrapy passes to an errback."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from hanoi_press.crawl.bounded import TooCostly, time_limit
from hanoi_press.crawl.capture_verdict import BadCaptureError
from hanoi_press.crawl.fetch import is_conditional
from hanoi_press.crawl.read_answer import Outcome, Skipped, Unchanged, Unreadable, broken_body, status_verdict
from hanoi_press.failures import BrokenResponse, FailureKind, failure_kind, is_of_site


def failure_verdict(error: BaseException, seconds: float) -> Outcome:
    """Return what the error of a request means for its article; reading the body takes at most `seconds`."""
    if isinstance(error, BadCaptureError):
        return error.verdict
    if isinstance(error, HttpError):
        return _bounded_verdict(error.response, seconds)
    if isinstance(error, IgnoreRequest) and failure_kind(error) == "other":
        return Skipped("seen" if str(error) == "seen" else "forbidden", str(error))
    if isinstance(error, BrokenResponse):
        return broken_body(error.kind)
    return Unreadable(failure_kind(error), f"{type(error).__name__}: {error}")


def request_error(error: BaseException) -> str:
    """Return the error of a request in one line with its kind: `dns: DNS lookup failed: …`."""
    if not is_of_site(error):
        return f"{type(error).__name__}: {error}"
    kind = failure_kind(error)
    reason = kind.meaning.partition(" (")[0] if isinstance(error, BrokenResponse) else str(error).rstrip(". ")
    return f"{kind}: {reason}"


def _bounded_verdict(response: Response, seconds: float) -> Outcome:
    try:
        with time_limit(seconds):
            verdict = status_verdict(response.status, response.body)
    except TooCostly as error:
        return Unreadable(FailureKind.TOO_COSTLY, f"reading it {error}")
    request = response.request
    if isinstance(verdict, Unchanged) and request is not None and not is_conditional(request):
        return Unreadable(FailureKind.HTTP, "HTTP 304, although the request had no condition")
    return verdict
