"""What an address asks for, and the addresses of pages that ask for more or less."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from hanoi_press.corpus.browse.search_form import FormError, SearchForm
from hanoi_press.corpus.index.found import ArticleFilter


def read(**fields: str | list[str]) -> SearchForm:
    return SearchForm.read(urlencode(fields, doseq=True).encode())


def test_an_address_is_read_and_written_again() -> None:
    form = read(
        q='  giao  thông "vành đai 3"',
        source=["mst", "moit", "mst"],
        section="Đô thị",
        author="Lê An",
        tag="cầu",
        since="2026-11-01",
        until="2026-11-30",
        without_copies="1",
        order="oldest",
        page="3",
    )
    assert form == SearchForm(
        words='giao thông "vành đai 3"',
        sources=("mst", "moit"),
        sections=("Đô thị",),
        authors=("Lê An",),
        tags=("cầu",),
        since="2026-11-01",
        until="2026-11-30",
        without_copies=True,
        order="oldest",
        page=3,
    )
    assert SearchForm.read(form.address(page=3).partition("?")[2].encode()) == form
    assert form.wanted() == ArticleFilter(
        ("mst", "moit"), ("Đô thị",), ("cầu",), ("Lê An",), "2026-11-01", "2026-11-30", True
    )
    assert form.wanted(without="source").sources == () and form.wanted(without="source").tags == ("cầu",)
    assert form.wanted(without="month").since is None and form.wanted(without="month").sources == ("mst", "moit")


def test_nothing_asks_for_everything() -> None:
    assert SearchForm.read(b"") == SearchForm() and SearchForm().address() == "/"
    assert SearchForm.read(b"q=&since=&until=&page=&order=&source=") == SearchForm()


def test_another_question_begins_at_its_first_page() -> None:
    form = SearchForm(words="x", page=7)
    assert form.toggled("source", "mst") == "/?q=x&source=mst"
    assert form.address(order="newest") == "/?q=x&order=newest" and form.address(page=8) == "/?q=x&page=8"


def test_a_name_is_chosen_and_no_longer() -> None:
    form = SearchForm(sources=("mst", "moit"))
    assert form.toggled("source", "mst") == "/?source=moit"
    assert form.toggled("source", "sbv") == "/?source=mst&source=moit&source=sbv"


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2026-02", ("2026-02-01", "2026-02-28")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2026-12", ("2026-12-01", "2026-12-31")),
        ("2026", ("2026-01-01", "2026-12-31")),
        ("9999-12", ("9999-12-01", "9999-12-31")),
        ("0001-01", ("0001-01-01", "0001-01-31")),
    ],
)
def test_days_of_a_period(period: str, days: tuple[str, str]) -> None:
    assert SearchForm().days_of(period) == days


@pytest.mark.parametrize(
    ("words", "order", "used"),
    [
        ("x", None, "best"),
        ("", None, "newest"),
        ("", "best", "newest"),
        ("x", "oldest", "oldest"),
        ("", "oldest", "oldest"),
    ],
)
def test_the_usual_order(words: str, order: str | None, used: str) -> None:
    assert SearchForm(words=words, order=order).used_order == used  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["gestern", "2026-11-31", "20/11/2026", "2026-11-2", "2026-11-20T00:00", "10000-01-01"])
def test_no_day(day: str) -> None:
    with pytest.raises(FormError) as refused:
        read(since=day)
    assert (refused.value.key, refused.value.values) == ("invalid_day", {"day": day})


def test_an_odd_order_is_the_usual_one_and_signs_of_control_are_spaces() -> None:
    assert read(order="id; DROP").order is None
    assert read(q="a\x00b\x1b[31m\u202ec\u2028d").words == "a b [31m c d"
    assert SearchForm.read(b"q=%ff%fe").words == "\ufffd\ufffd"
