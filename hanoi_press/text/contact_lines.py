"""Tell whether a text has a mail address or a telephone number, as a rough count of personal data."""

from __future__ import annotations

import re

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w")
# Vietnamese numbers: nine or ten digits from 0 or +84 on, with dots, spaces or hyphens; 1800 and 1900 of services.
_PHONE = re.compile(r"(?<![\w.,/-])(?:\(?0|\+?84[ .-]?)\d{1,3}\)?[ .-]?\d{3,4}[ .-]?\d{3,4}(?![\w/]|[.,-]\d)")
_DIGITS = re.compile(r"\d[\d .()-]{6}\d")  # which both have
_SERVICE = re.compile(r"(?<![\w.,/-])1[89]00[ .]?\d{4}(?![\w/]|[.,-]\d)")


def has_contact(text: str) -> bool:
    """Return True if a text has something like a mail address or a telephone number.

    >>> has_contact("gọi 0912.345.678"), has_contact("năm 2026 có 1.234.567 lượt")
    (True, False)
    """
    if "@" in text and _MAIL.search(text):
        return True
    return bool(_DIGITS.search(text) and (_PHONE.search(text) or _SERVICE.search(text)))
