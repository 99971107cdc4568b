"""Draw the charts of the run report with matplotlib, as SVG elements whose colours are CSS variables of the page.

Matplotlib is imported here and nowhere else: import this module late, it takes half a second. No text of a page or a
record is drawn; numbers, days and the names of fields are.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from math import nan
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from hanoi_press.report.heat import heat_level, level_runs
from hanoi_press.report.plain_words import size
from hanoi_press.report.svg_cleaning import cleaned_svg

# A colour that stands for a variable of report.css; no chart uses any other.
_VARIABLES = "ink soft rule new changed well stumble attention unknown articles archive ledger other".split()
_HEATS = [f"heat-{level}" for level in range(6)]
_COLOUR = {name: f"#0101{number:02x}" for number, name in enumerate([*_VARIABLES, *_HEATS, "paper"], 1)}
_CSS = {colour: f"var(--{name})" for name, colour in _COLOUR.items()} | {"none": "none"}
_HIT = "#020202"  # what is transparent and shows a title under the mouse
_CSS[_HIT] = "transparent"


def totals_chart(nights: Sequence[Mapping[str, Any]], width: int, label: str) -> str:
    """Return bars of new and changed articles a night, over a strip with the verdict of each.

    Each night has `new`, `changed`, `tone`, `day` (short) and `title`; `width` is that of the chart's coordinates.
    """
    height, left, bottom = 190, 40, 30
    with _figure(width, height) as figure:
        axes = _axes(figure, width, height, (left, bottom, width - left - 4, height - bottom - 12))
        places = range(len(nights))
        new = [night["new"] for night in nights]
        axes.bar(places, new, 0.72, color=_COLOUR["new"])
        axes.bar(places, [night["changed"] for night in nights], 0.72, bottom=new, color=_COLOUR["changed"])
        top = max([1, *(night["new"] + night["changed"] for night in nights)]) * 1.08
        axes.bar(places, -top * 0.035, 0.9, bottom=-top * 0.03, color=[_COLOUR[night["tone"]] for night in nights])
        for place, hit in enumerate(axes.bar(places, top, 1, color=_HIT)):
            hit.set_gid(f"night-{place}")
        axes.set_ylim(-top * 0.08, top)
        axes.set_xlim(-0.7, max(len(nights), 8) - 0.3)
        _scale(axes, top)
        _days(axes, [night["day"] for night in nights], every=5 if width > 500 else 10)
        return _drawn(figure, {f"night-{n}": night["title"] for n, night in enumerate(nights)}, label, "totals")


def small_bars(values: Sequence[int | None], label: str) -> str:
    """Return bars of one source's new articles a night, without axes; None is a night without the source."""
    width, height = 220, 44
    with _figure(width, height) as figure:
        axes = _axes(figure, width, height, (0, 1, width, height - 1))
        top = max([1, *(value or 0 for value in values)])
        axes.axhline(0, color=_COLOUR["rule"], linewidth=1)
        before = [value or 0 for value in values[:-1]]
        axes.bar(range(len(before)), before, 0.72, color=_COLOUR["well"])
        axes.bar(len(before), (values[-1] if values else 0) or 0, 0.72, color=_COLOUR["new"])
        axes.set_ylim(0, top)
        axes.set_xlim(-0.5, max(len(values), 10) - 0.5)
        axes.set_yticks([])
        axes.set_xticks([])
        return _drawn(figure, {}, label, "small")


def coverage_chart(fields: Mapping[str, Sequence[int | None]], days: Sequence[str], label: str) -> str:
    """Return a heat map of one source's fields (rows) over its nights (columns), in % of the pages that were read.

    None is a night in which no page was read. The value of the last night stands at the right.
    """
    row, left, right, bottom = 16, 92, 42, 18
    width, height = 400, row * len(fields) + bottom + 2
    with _figure(width, height) as figure:
        axes = _axes(figure, width, height, (left, bottom, width - left - right, row * len(fields)))
        for place, (name, shares) in enumerate(fields.items()):
            axes.text(-0.4, place, name, ha="right", va="center", fontsize=10.5, color=_COLOUR["ink"])
            last = shares[-1] if shares else None
            shown = "–" if last is None else f"{last} %"
            axes.text(len(days) + 0.3, place, shown, ha="left", va="center", fontsize=10.5, color=_COLOUR["soft"])
        _heat_bars(axes, list(fields.values()))
        gaps = [value for place in range(1, len(days)) for value in (place, place, nan)]
        axes.plot(
            gaps,
            [-0.5, len(fields) - 0.5, nan] * (len(days) - 1),
            color=_COLOUR["paper"],
            linewidth=0.8,
            solid_capstyle="butt",
        )
        axes.set_ylim(len(fields) - 0.5, -0.5)
        axes.set_xlim(0, max(len(days), 1))
        axes.set_yticks([])
        _days(axes, days, every=10, shift=0.5)
        return _drawn(figure, {}, label, "coverage")


def disk_chart(sizes: Mapping[str, Sequence[float]], days: Sequence[str], width: int, label: str) -> str:
    """Return the bytes of the parts of the data folder as stacked areas, night by night."""
    height, left, bottom = 170, 54, 22
    with _figure(width, height) as figure:
        axes = _axes(figure, width, height, (left, bottom, width - left - 4, height - bottom - 10))
        axes.stackplot(range(len(days)), *sizes.values(), colors=[_COLOUR[part] for part in sizes], linewidth=0)
        top = max([1.0, *(sum(column) for column in zip(*sizes.values(), strict=True))]) * 1.08
        axes.set_ylim(0, top)
        axes.set_xlim(0, max(len(days) - 1, 1))
        _scale(axes, top, size)
        _days(axes, days, every=5 if width > 500 else 10, ends_at_edge=True)
        return _drawn(figure, {}, label, "disk")


def _heat_bars(axes: Axes, rows: Sequence[Sequence[int | None]]) -> None:
    """Draw the rows of a heat map, equal neighbours as one bar, what is unknown as a thin one."""
    found = [(place, *one) for place, shares in enumerate(rows) for one in level_runs([*map(heat_level, shares)])]
    if found:
        places, firsts, lengths, levels = zip(*found, strict=True)
        colours = [_COLOUR["rule" if level is None else f"heat-{level}"] for level in levels]
        axes.barh(places, lengths, [0.12 if level is None else 0.84 for level in levels], left=firsts, color=colours)


@contextmanager
def _figure(width: int, height: int) -> Iterator[Figure]:
    """Yield a figure of this size in pixels, in which nothing depends on the machine's or a person's settings."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # it names caches and missing fonts, which the page does not use
    try:
        with warnings.catch_warnings(), matplotlib.rc_context():
            warnings.simplefilter("ignore")
            matplotlib.rcParams.update(
                {name: value for name, value in matplotlib.rcParamsDefault.items() if not name.startswith("backend")}
            )
            matplotlib.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "hanoi_press", "text.parse_math": False}
            yield Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
    finally:
        logger.setLevel(level)


def _axes(figure: Figure, width: int, height: int, box: tuple[int, int, int, int]) -> Axes:
    """Return axes without a frame in a box (left, bottom, width, height) of the figure, in pixels."""
    left, bottom, wide, high = box
    axes = figure.add_axes((left / width, bottom / height, wide / width, high / height), facecolor="none")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=10, labelcolor=_COLOUR["soft"], pad=4)
    axes.set_axisbelow(True)
    return axes


def _scale(axes: Axes, top: float, named: Any = None) -> None:
    """Draw three or four lines with numbers at the left."""
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: "" if value < 0 or value > top else _count(value)))
    if named:
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: named(value) if value > 0 else "0"))
    axes.grid(axis="y", color=_COLOUR["rule"], linewidth=0.8)


def _days(axes: Axes, days: Sequence[str], every: int, shift: float = 0, ends_at_edge: bool = False) -> None:
    """Name each `every`th night, counted back from the last."""
    shown = list(range(len(days) - 1, -1, -every))
    axes.set_xticks([place + shift for place in shown], [days[place] for place in shown])
    for place, tick in zip(shown, axes.get_xticklabels(), strict=True):
        if place == len(days) - 1 and (len(days) > 8 or ends_at_edge):
            tick.set_horizontalalignment("right")


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _drawn(figure: Figure, titles: Mapping[str, str], label: str, kind: str) -> str:
    drawn = BytesIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return cleaned_svg(drawn.getvalue(), _CSS, titles, label, kind)
