"""Find article URLs in sitemaps, feeds, list pages and the JSON behind "load more".

Every route is an async generator of leads. It is given an async `fetch`, asks for a page only when its consumer gets
there, and does not depend on Scrapy: the caller decides how a page is fetched, how slowly, and what robots.txt allows.
"""

from hanoi_press.discovery.lead import (
    MAX_FAILURES_AT_START,
    ApiRequest,
    EarlierRuns,
    Fetched,
    FetchFailed,
    FetchPage,
    Forbidden,
    Lead,
    ListTooShort,
    RouteFailed,
    Window,
    is_future,
)
from hanoi_press.text.moments import VN

__all__ = [
    "MAX_FAILURES_AT_START",
    "VN",
    "ApiRequest",
    "EarlierRuns",
    "FetchFailed",
    "FetchPage",
    "Fetched",
    "Forbidden",
    "Lead",
    "ListTooShort",
    "RouteFailed",
    "Window",
    "is_future",
]
