"""Make WARC records as other crawlers write them."""

from __future__ import annotations


def warc(*records: tuple[str, bytes], version: str = "1.0", extra: str = "") -> list[bytes]:
    """Return response records as other crawlers write them."""
    made = []
    for url, http in records:
        head = f"WARC/{version}\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n{extra}"
        head += "WARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n"
        made.append(head.encode() + b"\r\n" + http + b"\r\n\r\n")
    return made


def http(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *headers, "", ""]).encode() + body
