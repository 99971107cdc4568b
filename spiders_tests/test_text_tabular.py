"""Tables for a terminal and for Markdown."""

from __future__ import annotations

from hanoi_press.text.tabular import columns, markdown


def test_columns_are_two_spaces_apart_and_end_without_spaces() -> None:
    assert columns(["source", "outlet", "n"], [["hanoimoi", "Hànộimới", ""], ["mst", "Bộ KH&CN", "1"]]).split("\n") == [
        "source    outlet    n",
        "hanoimoi  Hànộimới",
        "mst       Bộ KH&CN  1",
    ]


def test_numbers_are_aligned_to_the_right_and_printed_as_given() -> None:
    assert columns(["month", "words"], [["2026-10", "1,000"], ["2026-11", "1.50"]], numbers=True).split("\n") == [
        "month    words",
        "2026-10  1,000",
        "2026-11   1.50",
    ]


def test_wide_and_combining_characters_count_as_a_terminal_shows_them() -> None:
    decomposed = "Ha\u0300 No\u0323\u0302i"  # 6 columns, 9 characters
    assert columns(["a", "b"], [["北京", "x"], [decomposed, "y"]]).split("\n") == [
        "a       b",
        "北京    x",
        f"{decomposed}  y",
    ]


def test_a_table_without_rows_is_its_head() -> None:
    assert columns(["a", "b"], []) == "a  b"
    assert markdown(["a", "b"], []) == "| a | b |\n|---|---|"


def test_markdown_is_not_padded_and_a_cell_cannot_end_itself() -> None:
    assert markdown(["name", "words"], [["Bộ | KH", "7"], ["two\n lines", "1,000"]], numbers=[1]).split("\n") == [
        "| name | words |",
        "|---|---:|",
        r"| Bộ \| KH | 7 |",
        "| two lines | 1,000 |",
    ]
