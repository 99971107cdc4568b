"""Print tables: in aligned columns for a terminal, in Markdown for documents. Wide characters count as two."""

from __future__ import annotations

from collections.abc import Sequence


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: bool = False) -> str:
    """Return a table in columns, two spaces apart; with `numbers` all but the first are aligned to the right."""
    from tabulate import tabulate  # imported late, because many who import this print no table

    sides = ["left", *["right" if numbers else "left"] * (len(head) - 1)]
    # as a first row: tabulate makes columns two wider than their headers
    table = tabulate([head, *rows], tablefmt="plain", disable_numparse=True, colalign=sides)
    return "\n".join(line.rstrip() for line in table.split("\n"))


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> str:
    r"""Return a table in Markdown; the columns in `numbers` are aligned to the right. `|` in a cell is written `\|`.

    Cells are not padded, so that a change in one row changes one line.
    """
    from tabulate import DataRow, TableFormat, tabulate

    row = DataRow("| ", " | ", " |")
    rule = "|" + "|".join("---:" if number in numbers else "---" for number in range(len(head))) + "|"
    unpadded = TableFormat(None, lambda _widths, _sides: rule, None, None, row, row, 0, None)
    cells = [[" ".join(cell.split()).replace("|", r"\|") for cell in row] for row in rows]
    return tabulate(cells, head, unpadded, disable_numparse=True, stralign=None)
