"""moh.gov.vn's TLS: a server with a small Diffie-Hellman key, on loopback, asked with and without our handler."""

from __future__ import annotations

import datetime
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from hanoi_press.sources.moh import SOURCE as moh

# `openssl dhparam 1024`: what OpenSSL 3 refuses, and moh.gov.vn is said to offer.
SMALL = """-----BEGIN DH PARAMETERS-----
MIGHAoGBANkzYYJjFC72ruNfzx/v9TGQMk0rlyAZF0JVAMZy4HwJNwG8chyDVP/V
Ah71LNEJIiS3HhvO7zIL9SQ8YLSGEFdgIUlaOUAE0YZSHbgP2gQ1iL2rOBlETlVQ
zRra0FHFY8ds5kQU0/44e16NM6ZIUNxpz4mX4NcP2nBb44LFsDCfAgEC
-----END DH PARAMETERS-----
"""
_ASK = """
import sys, scrapy
from scrapy.crawler import AsyncCrawlerProcess
class ApiRequest(scrapy.Spider):
    name = "ask"
    async def start(self):
        yield scrapy.Request(sys.argv[1], callback=self.well, errback=self.ill)
    def well(self, response):
        print("well", response.text)
    def ill(self, failure):
        print("ill", failure.value)
settings = {"LOG_ENABLED": False, "RETRY_ENABLED": False}
if sys.argv[2:]:
    settings["DOWNLOAD_HANDLERS"] = {"https": sys.argv[2]}
process = AsyncCrawlerProcess(settings)
process.crawl(ApiRequest)
process.start()
"""


def certificate(folder: Path) -> Path:
    """A key and a certificate of its own for 127.0.0.1, in one file."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    day = datetime.datetime(2026, 1, 1)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(day).not_valid_after(day + datetime.timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    held = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "both.pem"
    path.write_bytes(held + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server that offers nothing but a small key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (tmp_path / "dh.pem").write_text(SMALL)
    try:
        context.set_ciphers("DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0")
        context.load_cert_chain(certificate(tmp_path))
        context.load_dh_params(tmp_path / "dh.pem")
    except ssl.SSLError as error:
        pytest.skip(f"this OpenSSL serves no small key: {error}")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening, context), daemon=True).start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/"


def serve(listening: socket.socket, context: ssl.SSLContext) -> None:
    """Answers until the socket is closed."""
    while True:
        try:
            connection = listening.accept()[0]
        except OSError:
            return
        try:
            with context.wrap_socket(connection, server_side=True) as secure:
                secure.recv(4096)
                secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nxong")
        except OSError:
            connection.close()


def ask(*arguments: str) -> str:
    command = [sys.executable, "-c", _ASK, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120).stdout.strip()


def test_a_small_key_is_taken_by_our_handler_alone(server: str) -> None:
    handler = moh.settings["DOWNLOAD_HANDLERS"]["https"]  # type: ignore[index]
    assert "dh key too small" in ask(server)
    assert ask(server, handler) == "well xong"
