"""Where article URLs come from: sitemaps, feeds, listing pages and the JSON behind "load more".

Every route is an async generator of leads. It is handed an async `fetch`, asks for a page only when its consumer gets
there, and knows nothing of Scrapy: the caller decides how a page is fetched, how slowly, and what robots.txt allows.
"""

from hanoi_press.discovery.lead import (
    HOPELESS,
    ApiRequest,
    EarlierRuns,
    Fetch,
    Fetched,
    FetchFailed,
    Forbidden,
    Lead,
    RouteEnded,
    RouteFailed,
    Window,
)
from hanoi_press.text.dates import VN

__all__ = [
    "HOPELESS",
    "VN",
    "ApiRequest",
    "EarlierRuns",
    "Fetch",
    "FetchFailed",
    "Fetched",
    "Forbidden",
    "Lead",
    "RouteEnded",
    "RouteFailed",
    "Window",
]
