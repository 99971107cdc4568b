"""The dates that stand beside links, where no selector says which belongs to which."""

from __future__ import annotations

import pytest

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.lists import RowSelectors, rows

SELECTORS = RowSelectors('a[href*="/tin/"]')


def dates(body: str) -> dict[str, tuple[str | None, str | None]]:
    return {
        row.lead.url.rsplit("/", 1)[-1]: (
            row.lead.published.isoformat() if row.lead.published else None,
            row.latest.isoformat() if row.latest else None,
        )
        for row in rows(Fetched("https://vidu.gov.vn/tin-tuc", f"<html><body>{body}</body></html>".encode()), SELECTORS)
    }


def test_each_row_has_its_own_date() -> None:
    body = """<p>Hà Nội, 24/11/2026 09:00</p><div class=list>
    <div class=row><div class=col-sm-4><a href="/tin/a"><img src=a.jpg></a></div>
      <div class=col-sm-8><a href="/tin/a">Thông báo ngày 02/11/2026</a><span>20/11/2026 | 08:15:00</span></div></div>
    <div class=row><div><a href="/tin/b">Tin không ngày</a></div></div>
    <ul><li><a href="/tin/c">Tin thứ ba</a> <i>Thứ sáu, 13-11-2026</i></li>
        <li><i>(Ngày đăng: 12/11/2026)</i><a href="/tin/d">Tin thứ tư</a></li></ul></div>"""
    assert dates(body) == {
        "a": ("2026-11-20T08:15:00+07:00", "2026-11-20T08:15:00+07:00"),
        "b": (None, None),
        "c": (None, "2026-11-13T23:59:59+07:00"),
        "d": (None, "2026-11-12T23:59:59+07:00"),
    }


def test_the_day_on_the_banner_is_not_the_date_of_a_list_with_one_row() -> None:
    body = """<div class=top>Thứ ba, 24/11/2026 09:00</div><div><div class=item><h3><a href="/tin/a">Tin</a></h3>
    <div class=news-time>17:05 | 06/11/2026</div></div></div>"""
    assert dates(body)["a"] == ("2026-11-06T17:05:00+07:00", "2026-11-06T17:05:00+07:00")
    assert dates(body.replace("17:05 | 06/11/2026", "Tin"))["a"] == (None, None)


@pytest.mark.parametrize(
    "beside",
    [
        "Hội nghị diễn ra ngày 02/11/2026 tại Hà Nội",
        "Văn bản số 12/11/2026/TT",
        "Từ 01/11/2026 đến nay, bộ đã trả lời hết số đơn tồn đọng",
        "11/2026",
        "",
    ],
)
def test_a_sentence_that_names_a_date_is_none(beside: str) -> None:
    assert dates(f'<li><a href="/tin/a">Tin</a><p>{beside}</p></li><li><a href="/tin/b">Tin</a></li>')["a"] == (
        None,
        None,
    )


@pytest.mark.parametrize(
    ("beside", "moment", "latest"),
    [
        ("20/11/2026 (cập nhật 21/11/2026 09:00)", None, "2026-11-20T23:59:59+07:00"),
        ("Đăng ngày 20/11/2026 08:15 | Cập nhật lúc 09:00 ngày 21/11/2026", "2026-11-20T08:15:00+07:00", None),
        ("8:15 sáng, 20 Th11 2026", "2026-11-20T08:15:00+07:00", None),
        ("ngày 20 tháng 11 năm 2026", None, "2026-11-20T23:59:59+07:00"),
        ("2026/11/20", None, "2026-11-20T23:59:59+07:00"),
        ("20/11/2026 08:15 (GMT+7)", "2026-11-20T08:15:00+07:00", None),
        ("20/11/2026 24:00", "2026-11-21T00:00:00+07:00", None),
        ("31/02/2026", None, None),
    ],
)
def test_other_forms(beside: str, moment: str | None, latest: str | None) -> None:
    rows = f'<li><a href="/tin/a">Tin</a><p>{beside}</p></li><li><a href="/tin/b">Tin</a></li>'
    assert dates(rows)["a"] == (moment, latest or moment)


def test_a_deep_page() -> None:
    body = "<div>" * 200 + '<a href="/tin/a">Tin</a>' + "</div>" * 200
    assert dates(body) == {"a": (None, None)}


@pytest.mark.parametrize(
    ("beside", "published", "modified", "day"),
    [
        ("<i>20/11/2026 08:15 (cập nhật 22/11/2026 09:00)</i>", "2026-11-20T08:15", "2026-11-22T09:00", None),
        ("<i>20/11/2026 08:15</i><i>Cập nhật: 22/11/2026 09:00</i>", "2026-11-20T08:15", "2026-11-22T09:00", None),
        ("<i>20/11/2026 08:15</i><i>Cập nhật: 22/11/2026</i>", "2026-11-20T08:15", None, "2026-11-22"),
        ("<i>20/11/2026 08:15</i><i>21/11/2026 09:00</i>", "2026-11-20T08:15", None, None),
        ("<i>Cập nhật: 22/11/2026 09:00</i>", "2026-11-22T09:00", "2026-11-22T09:00", None),
        ("<i>20/11/2026 08:15</i>", "2026-11-20T08:15", None, None),
    ],
)
def test_a_row_that_prints_its_change(beside: str, published: str, modified: str | None, day: str | None) -> None:
    body = f'<ul><li><a href="/tin/a">Tin</a>{beside}</li><li><a href="/tin/b">Tin</a></li></ul>'
    for selectors in [SELECTORS, *([RowSelectors("li", "a", "i")] if beside.count("<i>") == 1 else [])]:
        (row, *_) = rows(Fetched("https://vidu.gov.vn/tin-tuc", body.encode()), selectors)
        stated = [one.isoformat()[:16] if one else None for one in (row.lead.published, row.lead.modified)]
        assert stated == [published, modified]
        assert (row.lead.modified_on.isoformat() if row.lead.modified_on else None) == day
