"""What a row of an API's list states of its article."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hanoi_press.discovery.json_lists import JsonList
from hanoi_press.discovery.json_rows import of_row
from hanoi_press.items import Listed
from spiders_tests.discovery_site import HOME

URL = f"{HOME}/bo-y-te-hop-bao-thuong-ky-1.html"
TITLE, SAPO = "Bộ Y tế họp báo thường kỳ", "Sáng 20/11, Bộ Y tế họp báo về công tác phòng dịch."
MOMENT = "2026-11-20T08:15:00+07:00"
ROWS: dict[str, tuple[dict[str, Any], Listed | None]] = {
    "names of a portal": (
        {"TIEU_DE": TITLE, "TOM_TAT": f"<p>{SAPO}</p>", "ANH_DAI_DIEN": "/anh/1.jpg", "TAC_GIA": "Mai Hoa", "ID": 7},
        Listed(TITLE, SAPO, MOMENT, f"{HOME}/anh/1.jpg", None, "Mai Hoa"),
    ),
    "names of a newspaper": (
        {
            "title": TITLE,
            "sapo": SAPO,
            "avatar": "https://cdn.example/1.webp",
            "ZoneName": "Y tế",
            "content": SAPO * 90,
        },
        Listed(TITLE, SAPO, MOMENT, "https://cdn.example/1.webp", "Y tế"),
    ),
    "a title that only the address tells": ({"x": "Một hai", "f3": TITLE, "id": "1"}, Listed(TITLE, None, MOMENT)),
    "a picture that is a number": ({"title": TITLE, "image": "8351"}, Listed(TITLE, None, MOMENT)),
    "values of other kinds": (
        {"title": [TITLE], "summary": {"a": SAPO}, "image": None, "author": 7},
        Listed(published=MOMENT),
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row(name: str) -> None:
    row, wanted = ROWS[name]
    assert of_row(row, URL, MOMENT) == wanted


def test_the_field_that_the_source_names_is_the_title() -> None:
    assert of_row({"title": "Mục", "NAME": TITLE}, URL, None, "NAME") == Listed(TITLE)


@pytest.mark.parametrize(
    ("time", "published"),
    [("2026-11-20T08:15:00", MOMENT), ("20/11/2026", "2026-11-20"), ("/Date(1795137300000)/", MOMENT), (7, None)],
)
def test_the_time_of_a_list(time: Any, published: str | None) -> None:
    api = JsonList(HOME, None, "rows", HOME + "/{id}", "t", title="name")
    (lead,) = api.leads(json.dumps({"rows": [{"id": 1, "name": TITLE, "t": time}]}).encode(), {})
    assert lead.listed == Listed(TITLE, None, published)


@pytest.mark.parametrize(
    ("row", "modified"),
    [
        ({"modifiedDate": "2026-11-22T09:00:00+07:00"}, "2026-11-22T09:00:00+07:00"),
        ({"NGAY_CAP_NHAT": "22/11/2026 09:00"}, "2026-11-22T09:00:00+07:00"),
        ({"updated_at": 1_795_312_800}, "2026-11-22T09:00:00+07:00"),
        ({"LastModified": "/Date(1795312800000)/"}, "2026-11-22T09:00:00+07:00"),
        ({"ModifiedBy": "2026-11-22T09:00:00+07:00"}, None),
        ({"updated": True}, None),
        ({"modified": "admin"}, None),
        ({"updatedDate": "2026-11-22"}, None),
    ],
)
def test_the_change_that_a_row_states(row: dict[str, Any], modified: str | None) -> None:
    api = JsonList(f"{HOME}/api", None, "data", HOME + "/{id}.html", "time")
    (lead,) = api.leads(json.dumps({"data": [{"id": 7, "time": MOMENT, **row}]}).encode(), {})
    assert (lead.modified.isoformat() if lead.modified else None) == modified
