"""Tables of data, told from tables for layout and from lists of other articles."""

from __future__ import annotations

from spiders_tests.heuristic_probe import PROSE, TITLE, others, paragraphs, texts


def table(*rows: tuple[str, str]) -> str:
    return "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>"


def with_table(rows: str) -> list[str]:
    return texts(f"<h1>{TITLE}</h1><div>{paragraphs(*PROSE[:2])}{rows}{paragraphs(PROSE[2])}</div>")


def test_a_table_of_data_is_text() -> None:
    assert with_table(table(("Đội", "Điểm"), ("Hà Nội", "12")))[2:4] == ["Đội | Điểm", "Hà Nội | 12"]


def test_names_in_a_table_may_be_links() -> None:
    link = '<a href="/doi/{}">{}</a>'
    rows = table(("Đội", "Điểm"), (link.format(1, "Hà Nội"), "12"), (link.format(2, "Hải Phòng"), "10"))
    assert with_table(rows)[2:5] == ["Đội | Điểm", "Hà Nội | 12", "Hải Phòng | 10"]


def test_a_table_of_headlines_is_none() -> None:
    rows = others('<tr><td>1{number}/11/2026</td><td><a href="/a{number}">{title}</a></td></tr>')
    assert with_table(f"<table>{rows}</table>") == list(PROSE)


def test_a_table_may_end_a_text() -> None:
    body = f"<h1>{TITLE}</h1><div>{paragraphs()}{table(('TT', 'Ngày'), ('132', '8/7/26'))}</div>"
    assert texts(body)[3:] == ["TT | Ngày", "132 | 8/7/26"]
