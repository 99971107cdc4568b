"""The chart: months while they fit, then years; a column that narrows; no gap left out."""

from __future__ import annotations

from hanoi_press.corpus.browse.browse_labels import Labels
from hanoi_press.corpus.browse.month_chart import MOST_MONTHS, MonthChart, month_chart
from hanoi_press.corpus.browse.search_form import SearchForm

EN = Labels("en")


def chart(counts: list[tuple[str, int]], **form: str) -> MonthChart:
    found = month_chart(counts, SearchForm(**form), EN)  # type: ignore[arg-type]
    assert found
    return found


def periods(of: MonthChart) -> list[str]:
    return [one.period for one in of.columns]


def test_months_without_articles_keep_their_place() -> None:
    found = chart([("2026-02", 4), ("2025-11", 2)])
    assert periods(found) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert [(one.count, one.height, one.address) for one in found.columns] == [
        (2, 50, "/?since=2025-11-01&until=2025-11-30"),
        (0, 0, None),
        (0, 0, None),
        (4, 100, "/?since=2026-02-01&until=2026-02-28"),
    ]
    assert (found.most, found.most_in, found.by_year) == (4, "February 2026", False)


def test_one_article_beside_thousands_can_be_seen() -> None:
    assert [one.height for one in chart([("2026-01", 1), ("2026-02", 100_000)]).columns] == [2, 100]


def test_more_than_three_years_are_years() -> None:
    counts = [(f"{2015 + number // 12}-{number % 12 + 1:02}", 1) for number in range(130)]
    found = chart(counts)
    assert found.by_year and periods(found) == [str(year) for year in range(2015, 2026)]
    assert found.columns[0].count == 12 and found.columns[-1].count == 10
    assert found.columns[0].address == "/?since=2015-01-01&until=2015-12-31"
    of_a_year = chart(counts, since="2016-01-01", until="2016-12-31")
    assert not of_a_year.by_year and periods(of_a_year) == [f"2016-{month:02}" for month in range(1, 13)]


def test_three_years_are_still_months() -> None:
    assert len(chart([("2024-01", 1), ("2026-12", 1)]).columns) == MOST_MONTHS == 36
    assert chart([("2024-01", 1), ("2027-01", 1)]).by_year


def test_the_chosen_month_widens_again() -> None:
    found = chart([("2026-01", 1), ("2026-02", 1)], since="2026-02-01", until="2026-02-28", words="x")
    assert [(one.is_chosen, one.address) for one in found.columns] == [
        (False, "/?q=x&since=2026-01-01&until=2026-01-31"),
        (True, "/?q=x"),
    ]


def test_absurd_years_do_not_fill_the_page() -> None:
    found = chart([("0001-01", 1), ("2026-02", 5), ("9999-12", 1)])
    assert periods(found) == ["0001", "2026", "9999"]
    assert found.columns[2].address == "/?since=9999-01-01&until=9999-12-31"
    assert periods(chart([("9999-12", 1)])) == ["9999-12"]
    assert chart([("9999-12", 1)]).columns[0].address == "/?since=9999-12-01&until=9999-12-31"


def test_labels_do_not_touch() -> None:
    short = chart([("2025-01", 1), ("2026-06", 1)])
    assert [one.label for one in short.columns][:13] == [*map(str, range(1, 13)), "1"]
    assert [(one.period, one.year) for one in short.columns if one.year] == [("2025-01", "2025"), ("2026-01", "2026")]
    assert [one.year for one in chart([("2025-12", 1), ("2026-01", 1)]).columns] == ["", "2026"]
    long = chart([("2024-03", 1), ("2026-02", 1)])
    assert [(one.period, one.label) for one in long.columns if one.label] == [
        ("2024-03", "2024"),
        ("2025-01", "2025"),
        ("2026-01", "2026"),
    ]
    assert not long.has_years and short.has_years
    years = chart([("2000-01", 1), ("2026-02", 1)])
    assert len([one for one in years.columns if one.label]) == 9 and years.columns[0].label == "2000"


def test_nothing_dated_has_no_chart() -> None:
    assert month_chart([], SearchForm(), EN) is None
