"""OneCMS: list pages and the JSON behind "load more". The pages are invented, modelled on the CMS."""

import json
import unicodedata
from typing import Any

import pytest

from hanoi_press.discovery import Lead
from hanoi_press.families.onecms.onecms_api import items
from hanoi_press.families.onecms.onecms_lists import OneCmsRow, channel_id, rows
from spiders_tests.test_discovery_routes import HOME, at

NEWEST = f"{HOME}/tin-moi-nhat"


def li(pid: int, day: int, title: str = "Tin", extra: str = "") -> str:
    link = f"<h3 class='b-grid__title'><a href='/bai-{pid}.html'>{title}</a></h3>"
    return f"<li pid={pid}>{link}<span class='b-grid__time'>{day:02}/06/2026 - 08:30</span>{extra}</li>"


def listing(*parts: str, head: str = "") -> bytes:
    return f"<html><body>{head}<ul class='onecms__loading'>{''.join(parts)}</ul></body></html>".encode()


def lead(pid: int, day: int, sponsored: bool = False) -> Lead:
    return Lead(f"{HOME}/bai-{pid}.html", at(day, 8, 30), sponsored=sponsored)


def answer(*articles: tuple[int, int]) -> bytes:
    found = [
        {"PublisherId": p, "LinktoMe2": f"{HOME}/bai-{p}.html", "TimeX2": f"2026-06-{d} 08:30:00"} for p, d in articles
    ]
    return json.dumps(found).encode()


def more(pid: int, channel: int | None = None) -> str:
    return f"{HOME}/api/getMoreArticle/" + (
        f"24h_empty_{pid}_0_0" if channel is None else f"channel_empty_{pid}_{channel}_0"
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (li(7, 17), lead(7, 17)),
        (li(7, 17, "Tìm nhà tài trợ cho giải chạy"), lead(7, 17)),
        (li(7, 17, "[TÀI TRỢ] Căn hộ mới"), lead(7, 17, sponsored=True)),
        (li(7, 17, unicodedata.normalize("NFD", "TÀI TRỢ: Căn hộ mới")), lead(7, 17, sponsored=True)),
        (li(7, 17, extra="<span class='b-grid__ad'></span>"), lead(7, 17, sponsored=True)),
        (li(7, 17, extra="<em>Tin\n tài trợ</em>"), lead(7, 17, sponsored=True)),
        ("<li pid=7><a href='#'></a><a href='/bai-7.html'>Tin</a></li>", Lead(f"{HOME}/bai-7.html")),
        (
            "<li pid=7><a href=/anh-7.html></a><p class=b-grid__title><a href=/bai-7.html>Tin</a></p></li>",
            Lead(f"{HOME}/bai-7.html"),
        ),
        (
            "<li pid=7><a href=/bai-7.html>Tin</a><span class=b-grid__time>vừa xong</span></li>",
            Lead(f"{HOME}/bai-7.html"),
        ),
        ("<li pid=7><a href=javascript:;>Tin</a></li>", None),
        ("<li pid=''><a href=/bai-7.html>Tin</a></li>", None),
        ("<li pid=7 \x10=''><a href=/bai-7.html>Tin</a></li>", Lead(f"{HOME}/bai-7.html")),
        ("<li><a href=/bai-7.html>Tin</a></li>", None),
    ],
)
def test_row(row: str, expected: Lead | None) -> None:
    assert rows(listing(row), NEWEST) == ([OneCmsRow(7, expected)] if expected else [])


def test_the_list_that_grows_comes_last() -> None:
    side = f"<ul>{li(3, 1)}</ul>"
    body = listing(li(9, 17), li(8, 17), head=f"<ul>{li(5, 2)}</ul>").replace(b"</body>", f"{side}</body>".encode())
    assert [row.pid for row in rows(body, NEWEST)] == [5, 3, 9, 8]


@pytest.mark.parametrize("body", [b"", b" ", b"\0", b"{}", b"12", b"<"])
def test_no_page_has_no_rows(body: bytes) -> None:
    assert rows(body, NEWEST) == []
    assert channel_id(body) is None


def view(name: str, action: str) -> str:
    return f"<div data-view='{name}'><p><b data-action='{action}'></b></p></div>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (view("mostRead", "api/getarticletopread/463"), 463),
        (view("channelNormalForDetail", "/api/getarticlebychannel/507"), 507),
        (view("channelNormalForDetail", "api/getarticlebychannel/5") + view("mostRead", "api/getarticletopread/4"), 4),
        (view("mostRead", "api/getarticletopread/0"), None),
        (view("other", "api/getarticletopread/463"), None),
        (view("mostRead", "api/getvideo/463"), None),
        ("", None),
    ],
)
def test_channel_id(body: str, expected: int | None) -> None:
    assert channel_id(body.encode()) == expected


LINK = {"PublisherId": 7, "LinktoMe2": f"{HOME}/bai-7.html"}
PLAIN = Lead(f"{HOME}/bai-7.html")
TIMED = lead(7, 17)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (LINK, PLAIN),
        ({**LINK, "PublisherId": "7"}, PLAIN),
        ({**LINK, "PublisherId": 7.0}, PLAIN),
        ({"PublisherId": 7, "LinktoMe": "/bai-7.html", "LinktoMe2": ""}, PLAIN),
        ({"PublisherId": 7, "LinktoMe": "bai-7.html", "LinktoMe2": ["x"]}, PLAIN),
        ({**LINK, "TimeX2": "2026-06-17 08:30:00"}, TIMED),
        ({**LINK, "TimeX2": None, "Time_yyyyMMddHHmmss": "20260617083000"}, TIMED),
        ({**LINK, "Time_yyyyMMddHHmmss": 20260617083000}, TIMED),
        ({**LINK, "PublishedTime": 1781659800000}, TIMED),  # 01:30 UTC
        ({**LINK, "TimeX2": "", "PublishedTime": "/Date(1781659800000)/"}, TIMED),
        ({**LINK, "Time_ddMMyyyyHHmm": "17/06/2026 - 08:30"}, TIMED),
        ({**LINK, "TimeX2": {"a": 1}, "PublishedTime": 1e300, "Time_ddMMyyyyHHmm": True}, PLAIN),
        ({**LINK, "BlockedInstantArticleCreate": True}, Lead(PLAIN.url, sponsored=True)),
        ({**LINK, "BlockedInstantArticleCreate": "true"}, Lead(PLAIN.url, sponsored=True)),
        ({**LINK, "BlockedInstantArticleCreate": "False"}, PLAIN),
        ({**LINK, "PublisherId": True}, None),
        ({**LINK, "PublisherId": "9" * 5000}, None),
        ({"PublisherId": 7}, None),
        ("text", None),
        (None, None),
    ],
)
def test_item(item: Any, expected: Lead | None) -> None:
    found = [OneCmsRow(7, expected)] if expected else []
    assert items(json.dumps([item]).encode(), HOME) == found
    assert items(b"\xef\xbb\xbf" + json.dumps({"ok": True, "data": [item]}).encode(), HOME) == found


@pytest.mark.parametrize("body", [b"", b"<html></html>", b'{"error": "x"}', b"12", b"[" * 100_000])
def test_no_items(body: bytes) -> None:
    with pytest.raises(ValueError, match="JSON"):
        items(body)
