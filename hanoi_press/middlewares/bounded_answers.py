"""Bound what an answer may send around its body: status line, headers, interim answers and the frame of its chunks.

Scrapy bounds the body (`DOWNLOAD_MAXSIZE`) and Twisted one line of the headers (16 KB), one chunk's size line (1 KB)
and the trailers (64 KB), but neither bounds the number of lines: one answer with headers without end took 3.6 GB. The
time of an answer is bounded by `DOWNLOAD_TIMEOUT`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.defer import Deferred
from twisted.web._newclient import STATUS, HTTP11ClientProtocol, ParseError
from twisted.web.http import _ChunkedTransferDecoder
from twisted.web.iweb import IResponse

_LINES = 1_000  # lines before the body, over all interim answers; the sites send 10 to 30
_BYTES = 256 * 1024  # bytes of these lines
_FRAME = 1024 * 1024  # bytes around the chunks of a body, beside an eighth of the body
_STATUS_LINE = re.compile(rb"[^ ]+ [1-9][0-9][0-9]( |$)")


class OversizedAnswerError(ParseError):
    """Raised for an answer whose headers, or whatever else surrounds its body, have no end in sight."""

    def __init__(self, reason: str, data: bytes = b"") -> None:
        super().__init__(reason, data)  # type: ignore[no-untyped-call]


class BoundedChunks(_ChunkedTransferDecoder):
    """Twisted's decoder of a chunked body, with a bound on size lines, extensions and line ends together."""

    def __init__(self, dataCallback: Callable[[bytes], None], finishCallback: Callable[[bytes], None]) -> None:
        super().__init__(self.collect, self.finish)
        self.receive, self.end = dataCallback, finishCallback
        self.pieces: list[bytes] = []  # handed on together, because each costs Scrapy a signal
        self.sent = 0
        self.body = 0

    def collect(self, data: bytes) -> None:
        """Keep the content of a chunk, or a part of it."""
        self.body += len(data)
        self.pieces.append(data)

    def deliver(self) -> None:
        """Hand on what was collected."""
        pieces, self.pieces = self.pieces, []
        if pieces:
            self.receive(b"".join(pieces))

    def finish(self, rest: bytes) -> None:
        """Hand on the end of the body."""
        self.deliver()
        self.end(rest)

    def dataReceived(self, data: bytes) -> None:
        self.sent += len(data)
        super().dataReceived(data)
        self.deliver()
        if self.state != "FINISHED" and self.sent - self.body > _FRAME + self.body // 8:
            raise OversizedAnswerError("a chunked body of hardly anything but size lines")


class BoundedParser(_LenientHTTPClientParser):
    """Scrapy's parser of answers, with a bound on everything before the body."""

    # On the class, because the protocol gives a parser of Twisted's this class after it was made.
    lines_read = 0
    bytes_read = 0
    _transferDecoders = {b"chunked": BoundedChunks}

    def lineReceived(self, line: bytes) -> None:
        self.lines_read += 1  # not set back by an interim answer (1xx), of which there may be any number
        self.bytes_read += len(line) + 1
        if self.lines_read > _LINES or self.bytes_read > _BYTES:
            raise OversizedAnswerError(f"more than {_LINES} header lines or {_BYTES} bytes of headers", line[:100])
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:
        if self.state == STATUS:
            raise ParseError("no status line of HTTP", line[:100])  # type: ignore[no-untyped-call]
        raise OversizedAnswerError(f"a header line of more than {self.MAX_LENGTH} bytes", line[:100])

    def statusReceived(self, status: bytes) -> None:
        if not _STATUS_LINE.match(status):
            raise ParseError("no status line of HTTP", status[:100])  # type: ignore[no-untyped-call]
        super().statusReceived(status)  # type: ignore[no-untyped-call]

    def allHeadersReceived(self) -> None:
        coding = (self.connHeaders.getRawHeaders(b"Transfer-Encoding") or [b"chunked"])[0]
        if coding.lower() not in self._transferDecoders:
            raise ParseError("unknown Transfer-Encoding", coding[:100])  # type: ignore[no-untyped-call]
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's protocol, with `BoundedParser`."""

    def request(self, request: Any) -> Deferred[IResponse]:
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = BoundedParser
        return answer

    def dataReceived(self, data: bytes) -> None:
        if self._parser is None:
            # After the end of the answer, or after its refusal: a TLS connection would go on receiving until the
            # server agrees to the end.
            assert self.transport is not None
            self.transport.abortConnection()
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    """A factory of `BoundedProtocol`."""

    def buildProtocol(self, addr: Any) -> HTTP11ClientProtocol:
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
