"""The number of a late answer: whatever the order of arrival, the revisions are those of sorted arrival."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.store.revision_order import Numbered, SeenWords, Written, insertion


def seen_at(hour: int, words: str) -> SeenWords:
    return SeenWords(f"2015-01-01T{hour:02}:00:00Z", words)


def line(revision: int, hour: int, words: str) -> Numbered:
    return Numbered(revision, seen_at(hour, words))


class Article:
    """The lines of an article, and what was seen of it without a line, as the store keeps them."""

    def __init__(self) -> None:
        self.lines: list[Numbered] = []
        self.seen: list[SeenWords] = []

    def take(self, late: SeenWords, until: int | None = None) -> int:
        """Take an answer as the store does, but write only the first `until` lines; return how many there were."""
        found = insertion(self.lines, self.seen, late)
        before = list(self.lines)
        for one in found.written[:until]:
            if one.line is not None and one.says is None:
                moved = before[one.line]
                self.lines.remove(moved)
                self.lines.append(moved._replace(revision=one.revision))
            else:
                self.lines.append(Numbered(one.revision, one.says or late))
            assert len({one.revision for one in self.lines}) == len(self.lines)
        self.lines.sort(key=lambda one: one.revision)
        if until is None or until >= len(found.written):
            self.seen.append(late)
        return len(found.written)

    def words(self) -> list[str]:
        """Return the words of the revisions, equal neighbours as one."""
        found = [one.says.hash for one in self.lines]
        return [one for number, one in enumerate(found) if number == 0 or found[number - 1] != one]


ANSWERS = st.lists(st.tuples(st.integers(0, 23), st.sampled_from("ABC")), unique_by=lambda one: one[0], max_size=9)


@given(ANSWERS)
def test_any_order_of_arrival(arrivals: list[tuple[int, str]]) -> None:
    article, in_order = Article(), Article()
    for one in arrivals:
        article.take(seen_at(*one))
    for one in sorted(arrivals):
        in_order.take(seen_at(*one))
    assert [one.says.hash for one in article.lines] == [one.says.hash for one in in_order.lines] == article.words()
    assert [one.revision for one in article.lines] == list(range(1, len(article.lines) + 1))
    times = [one.says.fetched for one in article.lines]
    assert times == sorted(times)


@given(ANSWERS, st.data())
def test_an_insertion_that_is_broken_off_is_finished_by_the_next_one(
    arrivals: list[tuple[int, str]], data: st.DataObject
) -> None:
    article, broken_off = Article(), Article()
    for one in arrivals:
        number = article.take(seen_at(*one))
        broken_off.take(seen_at(*one), data.draw(st.integers(0, max(0, number - 1))))
        broken_off.take(seen_at(*one))
        assert broken_off.lines == article.lines


def test_the_lines_are_written_from_the_highest_to_the_lowest() -> None:
    lines = [line(1, 3, "A"), line(2, 5, "B"), line(3, 7, "C")]
    found = insertion(lines, (), seen_at(1, "D"))
    assert found.written == [
        Written(4, 2, None),
        Written(3, 1, None),
        Written(2, 0, None),
        Written(1, None, None),
    ]
    assert (found.revision, found.is_last) == (1, False)


def test_a_gap_is_filled_without_moving_what_is_above_it() -> None:
    lines = [line(1, 3, "A"), line(3, 5, "B"), line(4, 7, "C")]
    assert insertion(lines, (), seen_at(4, "D")).written == [Written(2, None, None)]


def test_the_words_of_a_neighbour_need_no_line() -> None:
    lines = [line(1, 3, "A"), line(2, 5, "B")]
    assert insertion(lines, (), seen_at(4, "A"))[:2] == ([], 1)
    assert insertion(lines, (), seen_at(4, "B"))[:2] == ([], 2)
    assert insertion(lines, (), seen_at(6, "B")) == ([], 2, True)


def test_words_that_are_parted_are_written_again() -> None:
    """A at 1 and 3; B at 2 parts them. The copy has the time of the first answer behind the parting."""
    later = [seen_at(3, "A"), seen_at(4, "A")]
    found = insertion([line(1, 1, "A")], later, seen_at(2, "B"))
    assert found.written == [Written(3, 0, later[0]), Written(2, None, None)]
    assert not found.is_last
    assert insertion([line(1, 1, "A")], later, seen_at(5, "B")) == ([Written(2, None, None)], 2, True)
    earlier = [seen_at(1, "A")]
    found = insertion([line(1, 3, "A"), line(2, 5, "C")], earlier, seen_at(2, "B"))
    assert found.written == [
        Written(4, 1, None),
        Written(3, 0, None),
        Written(1, 0, earlier[0]),
        Written(2, None, None),
    ]


def test_what_is_seen_of_words_without_a_line_is_left_out() -> None:
    """A line's own answer, too: it may have been read otherwise when it was seen first."""
    lines = [line(1, 1, "A"), line(2, 5, "B")]
    assert insertion(lines, [seen_at(5, "A")], seen_at(6, "C")).written == [Written(3, None, None)]
    assert insertion(lines, [seen_at(3, "lost")], seen_at(4, "A")).written == []


def test_only_the_words_that_a_late_answer_parts_are_written_again() -> None:
    lines = [line(1, 1, "A"), line(2, 9, "B")]
    assert insertion(lines, [seen_at(3, "B"), seen_at(5, "A")], seen_at(12, "C")).written == [Written(3, None, None)]


def test_a_correction_of_what_is_stated_is_a_revision() -> None:
    authors, none = "aaaa.-.-.-.-.-", "-.-.-.-.-.-"
    lines = [line(1, 1, "A"), Numbered(2, seen_at(5, "A")._replace(metadata=authors))]
    late = seen_at(3, "A")._replace(metadata="bbbb.-.-.-.-.-")
    assert insertion(lines[1:], (), late).written == [Written(1, None, None)]
    lines[0] = Numbered(1, lines[0].says._replace(metadata=none))
    assert insertion(lines, (), late).written == [Written(3, 1, None), Written(2, None, None)]
    assert insertion(lines, (), late._replace(metadata=none)).written == []


def test_lines_that_were_numbered_by_arrival_keep_their_order() -> None:
    """As an earlier version, or a clock that was set back, left them."""
    lines = [line(1, 5, "A"), line(2, 3, "B"), line(3, 9, "C")]
    assert insertion(lines, (), seen_at(4, "D")).written == [
        Written(4, 2, None),
        Written(3, 1, None),
        Written(2, 0, None),
        Written(1, None, None),
    ]
    assert insertion(lines, (), seen_at(6, "D")).written == [Written(4, 2, None), Written(3, None, None)]
