"""Recognise the rows of a table of data, as opposed to tables for layout and lists of other articles."""

from __future__ import annotations

from hanoi_press.pages.heuristics.page_lines import Line, PageLines

_CELL_LEVELS = 3  # of boxes between a line and its cell
_LONGEST_CELL = 200  # characters
_LONGEST_ROW = 40  # lines
_ROWS = 3  # of a table of data with links
_LONGEST_NAME = 25  # characters of a link in a table of data


class DataRows:
    """Tells entries of tables of data on one page."""

    def __init__(self, page: PageLines) -> None:
        self.page = page
        self._rows: dict[int, bool] = {}

    def is_cell(self, line: Line) -> bool:
        """Return True for an entry of a table of data: a line alone in its cell, with others in its row."""
        page = self.page
        for box in page.around(line.box, _CELL_LEVELS):
            if page.elements[box].tag in ("td", "th"):
                row = page.parents[box]
                first, end = page.first[row], page.end[row]
                if page.end[box] - page.first[box] > 2 or end - first < 2 or end - first > _LONGEST_ROW:
                    return False
                return self._is_data(row)
        return False

    def _is_data(self, row: int) -> bool:
        """Return True for a row of several short cells, not all of them links and none another article's headline."""
        found = self._rows.get(row)
        if found is None:
            lines = self.page.inside(row)
            found = self._rows[row] = (
                row >= 0
                and len({line.box for line in lines}) > 1
                and any(line.linked == 0 for line in lines)
                and all(len(line.text) < _LONGEST_CELL and _is_entry(line) for line in lines)
                and (
                    all(line.linked == 0 for line in lines) or len(self.page.children(self.page.parents[row])) >= _ROWS
                )
            )
        return found


def _is_entry(line: Line) -> bool:
    return line.linked == 0 or line.documents or len(line.text) <= _LONGEST_NAME
