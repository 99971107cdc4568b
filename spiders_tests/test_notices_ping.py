"""`notices/ping.py`: the health check is told of success and failure, and each way of failing is one line."""

from __future__ import annotations

import socket
import ssl
import threading
from pathlib import Path

import pytest

from hanoi_press.notices.ping import ping, ping_address
from spiders_tests.notice_server import received
from spiders_tests.tls_server import certificate, serve


@pytest.mark.parametrize(
    ("address", "is_failure", "asked"),
    [
        ("https://hc-ping.com/uuid", False, "https://hc-ping.com/uuid"),
        ("https://hc-ping.com/uuid", True, "https://hc-ping.com/uuid/fail"),
        ("https://hc-ping.com/uuid/", True, "https://hc-ping.com/uuid/fail"),
        ("https://x.vn/p?a=1&b=2", True, "https://x.vn/p/fail?a=1&b=2"),
        ("https://x.vn/p?a=1&b=2", False, "https://x.vn/p?a=1&b=2"),
    ],
)
def test_the_address(address: str, is_failure: bool, asked: str) -> None:
    assert ping_address(address, is_failure=is_failure) == asked


def test_it_is_requested() -> None:
    with received() as server:
        assert ping(f"http://{server.host}/uuid?a=1", is_failure=False, seconds=20) == ""
        assert ping(f"http://{server.host}/uuid", is_failure=True, seconds=20) == ""
    assert [(method, path) for method, path, _ in server.requests] == [("GET", "/uuid?a=1"), ("GET", "/uuid/fail")]


@pytest.mark.parametrize("status", [404, 500])
def test_a_status_that_refuses(status: int) -> None:
    with received() as server:
        server.status = status
        assert ping(f"http://{server.host}/geheim", is_failure=False, seconds=20) == f"127.0.0.1 answered HTTP {status}"


def test_a_server_that_never_answers() -> None:
    with received() as server:
        server.pause.clear()
        says = ping(f"http://{server.host}/geheim", is_failure=False, seconds=0.2)
    assert says in ("127.0.0.1 did not answer within 0.2 s", "127.0.0.1 could not be reached: timed out")


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    says = ping(f"http://127.0.0.1:{port}/geheim", is_failure=False, seconds=20)
    assert says == "127.0.0.1 could not be reached: Connection refused"


def test_a_certificate_that_is_not_valid(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening, context), daemon=True).start()
        says = ping(f"https://127.0.0.1:{listening.getsockname()[1]}/geheim", is_failure=False, seconds=20)
    assert says.startswith("127.0.0.1 could not be reached: its certificate is not valid: self")


@pytest.mark.parametrize("address", ["ftp//x", "https://[x/geheim", "file:///etc/geheim", "geheim"])
def test_what_is_no_web_page(address: str) -> None:
    says = ping(address, is_failure=False, seconds=5)
    assert says and "geheim" not in says and "\n" not in says
