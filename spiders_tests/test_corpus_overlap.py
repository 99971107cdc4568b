"""Copies and texts of one form: pairs written by hand, and the sets of `benchmarks.copies` in small."""

from __future__ import annotations

import itertools
import random
import re

import pytest

from benchmarks.bulletins import BULLETINS
from benchmarks.bulletins_heldout import BULLETINS_HELD_OUT
from benchmarks.copies import SETS, pairs_found, texts_of
from benchmarks.forms import BulletinForm
from benchmarks.newsroom import EDITS_HELD_OUT, EDITS_OF_STORIES, Edit, story
from hanoi_press.corpus.overlap import CopyVerdict, most_changes, overlap
from hanoi_press.corpus.shingles import runs
from spiders_tests.notices import REPORT, notice


def verdict(one: str, two: str) -> CopyVerdict:
    found, back = overlap(runs(one), runs(two)), overlap(runs(two), runs(one))
    assert found.verdict is back.verdict
    return found.verdict


@pytest.mark.parametrize(
    "changed",
    [
        {"when": "ngày 12/11"},
        {"when": "ngày 11/5"},
        {"when": "thứ ba", "hour": "7 giờ"},
        {"hour": "8 giờ"},
        {"where": "Yên Vinh"},
        {"when": "ngày 19/11", "hour": "13 giờ", "where": "Bạch Trữ"},
    ],
    ids=lambda changed: "-".join(changed),
)
def test_a_notice_with_other_facts_is_no_copy(changed: dict[str, str]) -> None:
    rules = {CopyVerdict.OTHER_FACTS} if len(changed) < 3 else {CopyVerdict.OTHER_FACTS, CopyVerdict.SET_PHRASES}
    assert verdict(notice(), notice(**changed)) in rules
    assert verdict(f"(TTXVN) - {notice()}", notice(**changed)) in rules


def test_a_notice_that_differs_by_its_weekday_alone_is_no_copy() -> None:
    assert verdict(notice("thứ tư"), notice("thứ năm")) is CopyVerdict.OTHER_FACTS
    assert verdict(notice("chủ nhật"), notice("thứ bảy")) is CopyVerdict.OTHER_FACTS


@pytest.mark.parametrize(
    "other",
    [
        notice("ngày 05-11"),
        notice("ngày 5 tháng 11"),
        notice(hour="07 giờ"),
        notice().replace("hóa", "hoá").replace("nhịn ăn", "không ăn"),
        f"Mê Linh (Báo Làng, 2/11) - {notice()} Nguyễn Thị Cúc (theo Báo Làng)",
        notice()[notice().index("Bà con") - 60 :],
        f"{notice()} Đã có thêm 30 người ghi tên.",
    ],
)
def test_a_notice_printed_again_is_a_copy(other: str) -> None:
    assert verdict(notice(), other) is CopyVerdict.SAME


@pytest.mark.parametrize("spelled", ["1,250", "1 250", "1250"])
def test_thousands_are_the_same_however_they_are_written(spelled: str) -> None:
    assert overlap(runs(REPORT), runs(REPORT.replace("1.250", spelled))) == (1.0, 1.0, CopyVerdict.SAME)


def test_a_figure_corrected_in_a_long_report_leaves_it_a_copy() -> None:
    assert verdict(REPORT, REPORT.replace("215", "251")) is CopyVerdict.CORRECTED
    assert verdict(REPORT, REPORT.replace("1.250", "1.520")) is CopyVerdict.CORRECTED


def test_a_correction_counts_once_wherever_it_stands() -> None:
    again = f"{REPORT} Như vậy, 215 hộ đã làm xong. Tất cả 215 hộ ấy đều được giảm phí."
    assert verdict(again, again.replace("215", "251")) is CopyVerdict.CORRECTED


def test_a_long_report_with_many_other_figures_is_no_copy() -> None:
    rng = random.Random(1)
    other = re.sub(r"\d+", lambda _: str(rng.randint(10, 400)), REPORT)
    assert not verdict(REPORT, other).same


def test_paragraphs_in_another_order_are_the_same() -> None:
    parts = REPORT.split(". ")
    assert verdict(REPORT, ". ".join([*parts[5:], *parts[:5]])) is CopyVerdict.SAME


def test_a_shared_closing_without_facts_makes_no_copy() -> None:
    closing = notice().partition("thôn ")[2].partition(". ")[2] * 2
    one = f"Xã Tráng Việt có 12 người đến khám ngày 4/3, ông Lê Bá Tòng báo cáo. {closing}"
    two = f"Bệnh viện Đông Anh nhận thêm 9 máy thở của hãng Kim Sơn hôm 8/7, bà Vũ Thị Mơ ký nhận thay. {closing}"
    assert verdict(one, two) is CopyVerdict.SET_PHRASES


def test_a_result_at_the_end_of_a_short_text_counts() -> None:
    text = "Hai đội chơi cởi mở, khán giả reo hò không ngớt từ phút đầu đến phút cuối, kết thúc trận đấu tỷ số là {}"
    assert not verdict(text.format("2-1"), text.format("2-3")).same
    assert verdict(text.format("2-1"), text.format("2-1")).same


@pytest.mark.parametrize(
    ("shared", "facts", "most"), [(139, 99, 0), (140, 12, 1), (140, 11, 0), (500, 24, 2), (600, 99, 4)]
)
def test_how_many_facts_may_be_changed(shared: int, facts: int, most: int) -> None:
    assert most_changes(shared, facts) == most


@pytest.mark.parametrize("make", [*BULLETINS, *BULLETINS_HELD_OUT], ids=lambda make: make.__name__)
def test_hardly_any_bulletins_of_one_form_are_copies(make: BulletinForm) -> None:
    texts = [runs(text) for _, text in make.series(random.Random(5), 12)]
    pairs = list(itertools.combinations(texts, 2))
    assert sum(overlap(*pair).same for pair in pairs) <= 1  # of 66: two of them may happen to differ in one fact only


@pytest.mark.parametrize("edit", [*EDITS_OF_STORIES.values(), *EDITS_HELD_OUT.values()], ids=lambda edit: edit.__name__)
def test_an_edited_story_is_a_copy(edit: Edit) -> None:
    rng = random.Random(3)
    stories = [story(rng, count) for count in (4, 6, 8, 10, 12) * 4]
    copies = [(runs("\n".join(one)), runs("\n".join(edit(rng, list(one))))) for one in stories]
    assert sum(overlap(*pair).same for pair in copies) >= 0.95 * len(copies)


@pytest.mark.parametrize("name", SETS)
def test_precision_and_recall(name: str) -> None:
    texts = texts_of(name, 21, each=12, stories=40)
    found = pairs_found(texts)
    every = itertools.combinations(range(len(texts)), 2)
    wanted = {(a, b) for a, b in every if texts[a].families & texts[b].families}
    assert len(found & wanted) >= 0.99 * len(found) and len(found & wanted) >= 0.97 * len(wanted)
