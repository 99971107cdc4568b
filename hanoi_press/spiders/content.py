"""Requests for articles; and where an article's content stands when its page is a shell that a script fills."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scrapy import Request
from scrapy.http import FormRequest, JsonRequest, Response

from hanoi_press.discovery import Ask


@dataclass(frozen=True, slots=True)
class Content:
    """An API that answers for one article. `pattern` is searched in the canonical address; `url` and the values
    of `json` (posted where it is given) are made of its parts.

    `at_once`: the pages are known to be shells, only the API is asked. Otherwise the page is, until one is a shell.
    """

    pattern: re.Pattern[str]
    url: str
    json: Mapping[str, str] | None = None
    at_once: bool = False

    def ask(self, url: str) -> Ask | None:
        """The request for the content of the article at `url`; None where the address does not tell."""
        match = self.pattern.search(url)
        if match is None:
            return None
        parts = match.groupdict("")
        posted = {name: value.format(**parts) for name, value in self.json.items()} if self.json else None
        return Ask(self.url.format(**parts), posted)


def request(ask: Ask, **options: Any) -> Request:
    """A GET, or a POST of JSON or of a form where there is something to post."""
    if ask.form is not None:
        return FormRequest(ask.url, method="POST", formdata=dict(ask.form), **options)
    return Request(ask.url, **options) if ask.json is None else JsonRequest(ask.url, data=ask.json, **options)


def page_url(asked: Request | Response) -> str:
    """The article's address: where the last redirect led, or the page in whose place an API was asked."""
    url: str = asked.meta.get("page_url", asked.url)
    return url
