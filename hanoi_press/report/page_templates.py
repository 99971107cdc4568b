"""Fill the templates of the report's pages. Whatever a page or a record says is escaped; only charts are markup."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jinja2

from hanoi_press.report.plain_words import (
    duration,
    in_a_row,
    long_day,
    month_name,
    several,
    short_day,
    size,
    weekday,
)
from hanoi_press.text.web_pages import escaping_environment, is_web_link

_SHOWN = 96  # characters of an address


def filled(template: str, **values: Any) -> str:
    """Return a page: a template of `templates/` filled with these values."""
    return _environment().get_template(template).render(values)


def short_address(url: str) -> str:
    """Return an address as it is shown: without its scheme, and cut in the middle if it is long."""
    plain = re.sub(r"^https?://(?:www\.)?", "", url)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 32]}…{plain[-31:]}"


@cache
def _environment() -> jinja2.Environment:
    made = escaping_environment("hanoi_press.report")
    made.filters |= {
        "count": lambda number: f"{number:,}",
        "duration": duration,
        "in_a_row": in_a_row,
        "long_day": long_day,
        "month_name": month_name,
        "several": several,
        "short_address": short_address,
        "short_day": short_day,
        "size": size,
        "weekday": weekday,
    }
    made.tests["web_address"] = is_web_link
    return made
