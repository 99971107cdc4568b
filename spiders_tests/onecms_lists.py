"""List pages of OneCMS and the JSON behind "load more", for tests. Invented, modelled on the CMS."""

from __future__ import annotations

import json

from hanoi_press.discovery import Lead
from spiders_tests.discovery_site import HOME, at

NEWEST = f"{HOME}/tin-moi-nhat"


def li(pid: int, day: int, title: str = "Tin", extra: str = "") -> str:
    """Return a row of a list."""
    link = f"<h3 class='b-grid__title'><a href='/bai-{pid}.html'>{title}</a></h3>"
    return f"<li pid={pid}>{link}<span class='b-grid__time'>{day:02}/06/2026 - 08:30</span>{extra}</li>"


def listing(*parts: str, head: str = "") -> bytes:
    """Return a list page with these rows."""
    return f"<html><body>{head}<ul class='onecms__loading'>{''.join(parts)}</ul></body></html>".encode()


def lead(pid: int, day: int, sponsored: bool = False) -> Lead:
    """Return the lead that a row gives."""
    return Lead(f"{HOME}/bai-{pid}.html", at(day, 8, 30), sponsored=sponsored)


def answer(*articles: tuple[int, int]) -> bytes:
    """Return the JSON of the API for articles, each a number and a day of June 2026."""
    found = [
        {"PublisherId": p, "LinktoMe2": f"{HOME}/bai-{p}.html", "TimeX2": f"2026-06-{d} 08:30:00"} for p, d in articles
    ]
    return json.dumps(found).encode()


def more(pid: int, channel: int | None = None) -> str:
    """Return the address of the rows behind article `pid`."""
    return f"{HOME}/api/getMoreArticle/" + (
        f"24h_empty_{pid}_0_0" if channel is None else f"channel_empty_{pid}_{channel}_0"
    )


def view(name: str, action: str) -> str:
    """Return the element of a page that names the channel of its list."""
    return f"<div data-view='{name}'><p><b data-action='{action}'></b></p></div>"
