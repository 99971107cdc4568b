"""Duplicates and reposts: what is joined, what is not, and which one is the original."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.formulaic import FAMILIES
from benchmarks.heldout import HELD_OUT
from benchmarks.invented import paragraphs
from benchmarks.labelled import Text, labelled
from hanoi_press.corpus import load
from hanoi_press.corpus.array_file import ArrayFile
from hanoi_press.corpus.duplicate_finder import clusters
from hanoi_press.corpus.duplicate_links import NAME, Cluster, read_clusters
from hanoi_press.corpus.overlap import overlap
from hanoi_press.corpus.shingles import RUN_SHIFT, runs
from hanoi_press.corpus.sketches import band_keys, common_runs, first_and_second, pairs_to_compare, texts_to_compare
from hanoi_press.items import Article
from spiders_tests.corpora import CorpusCommand, article, line, put
from spiders_tests.loopback import ROOT
from spiders_tests.notices import notice
from spiders_tests.sites.hanoimoi.site import Site
from spiders_tests.sites.spec import gold

TEXT = "\n\n".join(paragraphs(random.Random(1), 6))
OTHER = "\n\n".join(paragraphs(random.Random(2), 6))


def brief(found: list[Cluster]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(one.original, [(copy.id, copy.kind) for copy in one.copies]) for one in found]


def printed(id: str, text: str = TEXT, at: str | None = "2026-11-10T08:00:00+07:00", **fields: object) -> Article:
    return article(id, text=text, summary=None, published_at=at, **fields)


def test_the_earliest_is_the_original() -> None:
    found = clusters(
        [
            printed("mst/1", at="2026-11-10"),  # a day without a time counts as its end
            printed("hanoimoi/1", at="2026-11-10T20:00:00+07:00"),
            printed("vnx/1", at="2026-11-10T12:30:00+00:00"),  # 19:30 in Hanoi
            printed("abc/1", at=None),
            printed("hanoimoi/2", OTHER),
        ]
    )
    assert brief(list(found)) == [("vnx/1", [("abc/1", "exact"), ("hanoimoi/1", "exact"), ("mst/1", "exact")])]


def test_the_source_that_a_copy_names_is_the_original_also_where_its_date_is_later() -> None:
    found = clusters(
        [
            printed("mst/1", at="2026-11-10T07:00:00+07:00", attribution="hanoimoi"),
            printed("hanoimoi/1", at="2026-11-10T09:00:00+07:00"),
            printed("vnx/1", at="2026-11-10T05:00:00+07:00"),
        ]
    )
    assert brief(list(found)) == [("hanoimoi/1", [("mst/1", "exact"), ("vnx/1", "exact")])]


def test_a_named_source_that_we_do_not_hold_changes_nothing() -> None:
    found = clusters([printed("mst/1", at="2026-11-10", attribution="vnx"), printed("hanoimoi/1", at="2026-11-11")])
    assert brief(list(found)) == [("mst/1", [("hanoimoi/1", "exact")])]


def test_a_merged_text_is_a_copy_of_both() -> None:
    (one, two) = clusters(
        [
            printed("a/1", TEXT, at="2026-11-01"),
            printed("a/2", OTHER, at="2026-11-02"),
            printed("b/1", f"{TEXT}\n\n{OTHER}", at="2026-11-03"),
        ]
    )
    assert (one.original, two.original) == ("a/1", "a/2")
    assert [copy.id for copy in (*one.copies, *two.copies)] == ["b/1", "b/1"]
    assert 0.95 < one.copies[0].share + two.copies[0].share <= 1.0


def test_a_copy_of_a_copy_belongs_to_the_original() -> None:
    parts = TEXT.split("\n\n")
    found = clusters(
        [
            printed("a/1", TEXT, at="2026-11-01"),
            printed("b/1", "\n\n".join(parts[1:]), at="2026-11-02"),
            printed("c/1", "\n\n".join([*parts[3:], *paragraphs(random.Random(5), 2)]), at="2026-11-03"),
        ]
    )
    assert [(one, [copy for copy, _ in copies]) for one, copies in brief(list(found))] == [("a/1", ["b/1", "c/1"])]


def test_many_prints_of_one_text_are_one_cluster() -> None:
    (only,) = clusters(printed(f"a/{n}", at=f"2026-11-10T{n // 60:02}:{n % 60:02}:00+07:00") for n in range(200))
    assert only.original == "a/0" and len(only.copies) == 199


def test_texts_without_words_are_nobodys_copies() -> None:
    assert list(clusters(printed(f"a/{n}", text="…") for n in range(3))) == []
    assert list(clusters([])) == list(clusters([printed("a/1")])) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [("Hòa bình, thủy lợi hóa", "HOÀ BÌNH thuỷ lợi – hoá!"), ("giá 12.000 đồng một vé", "giá 12 000 đồng, một vé")],
)
def test_spellings_do_not_count(one: str, two: str) -> None:
    assert (runs(one) >> RUN_SHIFT).tolist() == (runs(two) >> RUN_SHIFT).tolist()


def test_a_run_is_five_syllables() -> None:
    begins = [(runs(text) >> RUN_SHIFT != 0).tolist() for text in ("một hai ba bốn năm sáu bảy", "một hai", " ")]
    assert begins == [[True] * 3 + [False] * 4, [True, False], []]


def test_runs_are_the_same_in_every_process() -> None:
    code = "from hanoi_press.corpus.shingles import runs; print(runs('một hai ba bốn năm Sáu').tolist())"
    said = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert said == {f"{runs('một hai ba bốn năm Sáu').tolist()}\n".encode()}


def test_facts_at_the_ends_count() -> None:
    body = "người dân và du khách cùng nhau xếp hàng từ sáng sớm để vào xem hội hoa bên hồ trong tiết trời se lạnh "
    body += "rồi tỏa đi các phố nghề mua quà mang về cho cả nhà"
    one, two = f"Ngày 3/2 tại Huế có 12 đoàn, {body}", f"Ngày 9/4 tại Vinh có 77 đoàn, {body}"
    assert not overlap(runs(one), runs(two)).same
    assert overlap(runs(one), runs(f"(TTXVN) - {one}")).same


def test_a_changed_word_is_no_changed_fact() -> None:
    words = TEXT.split()
    edited = list(words)
    for n in range(10, len(words) - 10, 35):
        if words[n][0].islower():
            edited[n] = "khác"
    assert overlap(runs(TEXT), runs(" ".join(edited))).same


@pytest.mark.parametrize("make", [*FAMILIES, *HELD_OUT], ids=lambda make: make.__name__)
def test_formulaic_news_is_not_joined_but_its_reprint_is(make: object) -> None:
    rng = random.Random(7)
    texts = [make(rng)[1] for _ in range(12)]  # type: ignore[operator]
    found = list(clusters(printed(f"a/{n}", text) for n, text in enumerate(texts)))
    assert found == []
    assert overlap(runs(texts[0]), runs(f"(TTXVN) - {texts[0]}")).same


def precision_and_recall(texts: list[Text]) -> tuple[float, float]:
    """Over pairs that stand in one cluster."""
    dated = [printed(f"x/{n}", one.text, f"20{one.day:02}-01-01", title=one.title) for n, one in enumerate(texts)]
    got = set()
    for cluster in clusters(dated):
        members = sorted(int(id.partition("/")[2]) for id in (cluster.original, *(one.id for one in cluster.copies)))
        got |= set(itertools.combinations(members, 2))
    wanted = {(a, b) for a, b in itertools.combinations(range(len(texts)), 2) if texts[a].families & texts[b].families}
    return len(got & wanted) / len(got), len(got & wanted) / len(wanted)


def test_precision_and_recall_on_the_labelled_set() -> None:
    own = [(one["title"], f"{one['summary'] or ''}\n\n{one['text']}") for one in map(gold, Site().specs)]
    texts = labelled(11, own, families=60)
    kinds = {one.kind for one in texts}
    assert kinds >= {"cut", "retitled", "captions", "dateline", "merged", "weather", "gold", "decree", "quoting"}
    precision, recall = precision_and_recall(texts)
    assert precision >= 0.99 and recall >= 0.97


def test_the_measure_would_notice() -> None:
    apart = [Text("a", TEXT, frozenset({1}), "original", 1), Text("b", TEXT, frozenset({2}), "original", 2)]
    joined = [Text("a", OTHER, frozenset({3}), "original", 1), Text("b", OTHER, frozenset({3}), "cut", 2)]
    missed = [Text("a", "một hai ba", frozenset({4}), "original", 1), Text("b", "bốn năm", frozenset({4}), "cut", 2)]
    assert precision_and_recall(apart + joined + missed) == (0.5, 0.5)


@pytest.fixture
def reposts(tmp_path: Path) -> Path:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1", text=TEXT), line("hanoimoi/2", text=OTHER))
    put(tmp_path, "mst/2026-11/a.jsonl", line("mst/1", text=f"{TEXT}\n\nTheo HNM", published_at="2026-11-11"))
    return tmp_path


def test_the_links_are_written_and_used(reposts: Path, corpus: CorpusCommand) -> None:
    before = {path: path.read_bytes() for path in reposts.rglob("*.jsonl")}
    assert corpus("stats", "--without-copies")[0] == 2
    own = len(runs(f"{article().summary}\n{TEXT}")) - 4
    share = own / (own + 2)  # "Theo" and "HNM" end two runs more
    assert corpus("duplicates")[1].splitlines() == [
        "hanoimoi/1  2026-11-10  Cầu Thanh Trì thông xe trở lại",
        f"    near  {share:.3f}  mst/1  2026-11-11  Cầu Thanh Trì thông xe trở lại",
        "1 originals with 0 exact and 1 near copies",
    ]
    code, out, _ = corpus("duplicates", "--write")
    assert code == 0
    assert out == f"1 originals with 0 exact and 1 near copies, written to {reposts / NAME}\n"
    assert [(one.original, one.copies[0].id) for one in read_clusters(reposts)] == [("hanoimoi/1", "mst/1")]
    assert [one.id for one in load(reposts, without_copies=True)] == ["hanoimoi/1", "hanoimoi/2"]
    assert {path: path.read_bytes() for path in before} == before
    assert corpus("duplicates", "--write", "--source", "mst")[0] == 2


def test_an_absent_library_is_named(reposts: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.startswith("hanoi_press.corpus.")]:
        if name.endswith(("duplicate_finder", "sketches")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rensa", None)
    code, _, err = corpus("duplicates")
    assert code == 2 and "rensa is not installed: pip install 'hanoi-press[duplicates]'" in err


def pairs_of(texts: list[str], same: list[int]) -> list[tuple[int, int]]:
    all_runs = ArrayFile()
    for text in texts:
        all_runs.add(runs(text))
    keys = np.concatenate(list(band_keys(all_runs, common_runs(all_runs))), axis=1)
    order = texts_to_compare([0] * len(texts), all_runs.lengths(0, len(texts)))
    found = pairs_to_compare(order, [same, *keys])
    return list(zip(*(side.tolist() for side in first_and_second(found)), strict=True))


@pytest.mark.parametrize("make", FAMILIES, ids=lambda make: make.__name__)
def test_phrases_of_the_trade_lead_to_few_comparisons(make: object) -> None:
    rng = random.Random(3)
    compared = pairs_of([make(rng)[1] for _ in range(120)], list(range(120)))  # type: ignore[operator]
    assert len(compared) < 120 * 119 / 2 / 10


def test_of_many_notices_each_is_compared_with_its_reprint() -> None:
    texts = [notice(f"ngày {n % 28 + 1}/{n // 28 + 1}") for n in range(200)]
    reprints = [f"Báo Làng, 2/11 - {text} Theo Báo Làng" for text in texts[:40]]
    found = set(pairs_of([*texts, *reprints], list(range(240))))
    assert sum((n, 200 + n) in found for n in range(40)) >= 30


def test_equal_numbers_are_compared_and_nothing_else() -> None:
    texts = [paragraphs(random.Random(seed), 4)[0] for seed in range(4)]
    assert pairs_of(texts, [7, 8, 9, 7]) == [(0, 3)]


def test_a_run_is_common_in_more_than_fifty_texts() -> None:
    all_runs = ArrayFile()
    for number in range(51):
        all_runs.add(np.array([1, 2][number // 50 :], dtype=np.uint64) << np.uint64(50))  # 1 in fifty of them, 2 in all
    assert np.flatnonzero(common_runs(all_runs)).tolist() == [2 << 10]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted by Linux")
def test_sketching_starts_no_threads() -> None:
    code = """
import os
import numpy as np
from hanoi_press.corpus.array_file import ArrayFile
from hanoi_press.corpus.sketches import band_keys, common_runs
def threads():
    return len(os.listdir("/proc/self/task"))
runs = ArrayFile()
for n in range(400):
    runs.add(np.arange(n, n + (60_000 if n == 7 else 500), dtype=np.uint64) << np.uint64(30))
before = threads()
print(np.concatenate(list(band_keys(runs, common_runs(runs))), axis=1).shape, threads() - before)
"""
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == "(64, 400) 0\n"
