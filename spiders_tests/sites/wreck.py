"""Broken answers, byte by byte: cut, garbled, endless or reset."""

from __future__ import annotations

import gzip
import random
import socket
import struct
import threading
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler

from .page import Page

NOISE = random.Random(7).randbytes(4000)


@cache
def bomb() -> bytes:
    """Return 60 MB of spaces as gzip."""
    return gzip.compress(b" " * 60_000_000, 1)


@dataclass(frozen=True)
class Wreck(Page):
    """A page that is sent broken, in the way that `how` names."""

    how: str = "reset"

    def send(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer and end the connection."""
        handler.close_connection = True
        half = self.body[: len(self.body) // 2]
        match self.how:
            case "reset":
                # closed at once: the client sees RST
                handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                handler.connection.close()
            case "not-http":
                handler.connection.sendall(NOISE)
            case "noise":
                self.answer(handler, NOISE)
            case "empty":
                self.answer(handler, b"")
            case "cut":
                self.answer(handler, half, length=len(self.body))
            case "short-length":
                self.answer(handler, self.body, length=len(half))
            case "no-length":
                self.answer(handler, half, length=None)
            case "gzip-cut":
                packed = gzip.compress(self.body)
                self.answer(handler, packed[: len(packed) // 2], encoding="gzip")
            case "gzip-bad":
                packed = gzip.compress(self.body)
                self.answer(handler, packed[:200] + NOISE[:200] + packed[400:], encoding="gzip")
            case "bomb":
                self.answer(handler, bomb(), encoding="gzip")
            case "huge":
                self.answer(handler, self.body, length=50_000_000)
            case "stalled":
                self.answer(handler, half, length=len(self.body), then_wait=threading.Event())

    def answer(
        self,
        handler: BaseHTTPRequestHandler,
        body: bytes,
        *,
        length: int | None = -1,
        encoding: str = "",
        then_wait: threading.Event | None = None,
    ) -> None:
        """Send status 200 and a body; `length` is the stated Content-Length: -1 for the true one, None for none."""
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Connection", "close")
        if encoding:
            handler.send_header("Content-Encoding", encoding)
        if length is not None:
            handler.send_header("Content-Length", str(len(body) if length < 0 else length))
        handler.end_headers()
        try:
            handler.wfile.write(body)
            handler.wfile.flush()
        except OSError:
            return  # the client hung up
        if then_wait:
            then_wait.wait(20)
