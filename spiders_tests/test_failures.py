"""The kinds of failed requests, told by the errors of Scrapy and Twisted."""

from __future__ import annotations

from hanoi_press.failures import BrokenResponse, FailureKind, failure_kind, status_failure


class ResponseFailed(Exception):
    """As Twisted's error: `reasons` holds failures, each with an error as its value."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__()
        self.reasons = [type("Failure", (), {"value": error})() for error in errors]


def test_kinds_of_errors() -> None:
    from scrapy import exceptions
    from twisted.internet.error import ConnectionLost
    from twisted.web._newclient import ParseError
    from twisted.web.http import _MalformedChunkedDataError

    from hanoi_press.middlewares.bounded_answers import OversizedAnswerError
    from hanoi_press.middlewares.guarded_pool import PrivateAddressError

    def failed(*errors: Exception) -> Exception:
        outer = exceptions.DownloadFailedError("x")
        outer.__cause__ = ResponseFailed(*errors)
        return outer

    def lost(*errors: Exception) -> Exception:
        outer = exceptions.ResponseDataLossError("x")
        outer.__cause__ = ResponseFailed(*errors)
        return outer

    assert failure_kind(exceptions.DownloadTimeoutError()) == "timeout"
    assert failure_kind(exceptions.CannotResolveHostError()) == "dns"
    assert failure_kind(PrivateAddressError()) == "private"
    assert failure_kind(failed(OversizedAnswerError("x"))) == "too-large"
    assert failure_kind(lost(OversizedAnswerError("x"))) == "too-large"
    assert failure_kind(lost(_MalformedChunkedDataError())) == "garbage"
    assert failure_kind(lost(ConnectionLost())) == "truncated"
    assert failure_kind(exceptions.DownloadConnectionRefusedError()) == "refused"
    assert failure_kind(exceptions.ResponseDataLossError()) == "truncated"
    assert failure_kind(exceptions.IgnoreRequest("max redirections reached")) == "redirects"
    assert failure_kind(failed(ConnectionLost())) == "reset"
    assert failure_kind(failed(ConnectionLost(), ParseError("x", b""))) == "garbage"
    assert failure_kind(BrokenResponse(FailureKind.EMPTY)) == "empty"
    assert failure_kind(RuntimeError("x")) == "other"
    assert [status_failure(status) for status in (200, 404, 403, 429, 503, 500, 522, 408)] == [
        None, None, None, "busy", "busy", "server-error", "server-error", "server-error",
    ]  # fmt: skip
