"""A server on loopback that answers each path with whatever bytes a test gives it, well-formed or not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = Callable[[socket.socket], None]


@dataclass
class RawServer:
    """A running server: its port, and the request lines and `Host` headers that reached it, in order."""

    answers: Mapping[str, Answer | bytes]
    port: int = 0
    asked: list[str] = field(default_factory=list)

    def serve(self, connection: socket.socket) -> None:
        """Answer the requests of one connection."""
        with connection:
            try:
                while head := _head(connection):
                    lines = head.split("\r\n")
                    path = lines[0].split(" ")[1]
                    host = next((line[5:].strip() for line in lines if line.lower().startswith("host:")), "")
                    self.asked.append(host + path)
                    answer = self.answers.get(host + path, self.answers.get(path, NOT_FOUND))
                    if callable(answer):
                        answer(connection)
                        return
                    connection.sendall(answer)
            except OSError:
                return  # the client hung up

    def listen(self, listening: socket.socket) -> None:
        """Take connections until the socket is closed."""
        while True:
            try:
                connection = listening.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()


def _head(connection: socket.socket) -> str:
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more:
            return ""
        received += more
    return received.decode("latin-1")


def page(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Return the bytes of an answer."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def moved(target: str) -> bytes:
    """Return the bytes of a redirect."""
    return page(b"", f"Location: {target}", status="301 Moved Permanently")


NOT_FOUND = page(b"", status="404 Not Found")


@contextmanager
def serve_raw(answers: Mapping[str, Answer | bytes]) -> Iterator[RawServer]:
    """Run a server for the time of a `with` block; `answers` are by path, or by host and path."""
    server = RawServer(answers)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]
        threading.Thread(target=server.listen, args=(listening,), daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)
