"""`pages.picture_tables`: a table of one picture and its caption."""

from __future__ import annotations

import pytest
from lxml import etree

from hanoi_press.pages.picture_tables import is_picture_table

PICTURE = "<tr><td><img src=/a.jpg></td></tr>"


@pytest.mark.parametrize(
    ("rows", "is_one"),
    [
        (f"{PICTURE}<tr><td>Cầu mới. Ảnh: PV</td></tr>", True),
        (f"{PICTURE}<tr><td>{'lời ' * 99}</td></tr>", True),
        (f"{PICTURE}<tr><td>{'lời ' * 101}</td></tr>", False),
        (f"{PICTURE}<tr><td>{' ' * 9000}lời</td></tr>", True),
        (f"{PICTURE}<tr><td>{'lời ' * 9000}</td></tr>", False),
        (f"{PICTURE}<tr><td>a<td>b<td>c</tr>", False),
        (PICTURE * 5, False),
        ("<tr><td>Cầu mới</td></tr>", False),
        (f"{'<tr><td><table>' * 2}{PICTURE}", True),
        (f"{'<table>' * 4}{PICTURE}", False),
    ],
)
def test_tables(rows: str, is_one: bool) -> None:
    table = etree.HTML(f"<table>{rows}</table>").find(".//table")
    assert is_picture_table(table) is is_one
