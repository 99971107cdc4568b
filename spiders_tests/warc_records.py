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


def record(
    url: str = "https://x.vn/1",
    block: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Ha Noi</p>",
    *,
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    date: str = "2024-05-06T07:08:09Z",
    extra: str = "",
    end: str = "\r\n\r\n",
) -> bytes:
    """Return one record of any type; a header whose value is "" is left out."""
    headers = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": date, "Content-Type": content_type}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return f"WARC/1.1\r\n{head}{extra}Content-Length: {len(block)}\r\n\r\n".encode() + block + end.encode()
