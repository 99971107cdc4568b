"""Compute a digest of articles that is the same in whatever order, and from whatever segments, they are read."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from hanoi_press.items import SCHEMA_VERSION, Article, plain_string

_MODULUS = 1 << 256


class ContentDigest:
    """The digest of the articles that were added: the sum of their SHA-256, hashed with their number.

    A sum does not depend on the order, and needs no memory; unlike an XOR it counts an article that is there twice.
    """

    def __init__(self) -> None:
        self._sum = 0
        self._count = 0

    def add(self, article: Article, *marks: str) -> None:
        """Add an article with all its fields. `marks`: what else the dataset says of it, such as its split."""
        line = msgspec.json.encode([article, *marks], enc_hook=plain_string, order="deterministic")
        self._sum = (self._sum + int.from_bytes(sha256(line).digest())) % _MODULUS
        self._count += 1

    def hexdigest(self) -> str:
        """Return 64 hexadecimal digits."""
        return sha256(f"{self._count} {self._sum:064x}".encode()).hexdigest()


def dataset_version(last_fetch: str, digest: str) -> str:
    """Return a version as Croissant asks for it (MAJOR.MINOR.PATCH): the day of the last fetch, schema and digest.

    >>> dataset_version("2026-11-24T00:00:00Z", "0a" * 32).replace(f"schema{SCHEMA_VERSION}", "schema2")
    '2026.11.24+schema2.0a0a0a0a0a0a'
    """
    day = ".".join(str(int(part)) for part in (last_fetch[:10] or "1970-01-01").split("-"))
    return f"{day}+schema{SCHEMA_VERSION}.{digest[:12]}"
