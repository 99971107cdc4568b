"""Test the file of the learnt lines, the command that shows them, and the pipeline that removes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.items import content_hash
from hanoi_press.pipelines.drop_boilerplate import DropBoilerplatePipeline
from hanoi_press.store import learnt_boilerplate as store
from hanoi_press.text.recurring_lines import RecurringLines
from spiders_tests.recurring_articles import FOOTER, FORMULA, article, learnt_from

ROOT = Path(__file__).resolve().parent.parent


class TestOnDisk:
    """`boilerplate/<source>.json` and `.txt`."""

    def test_nothing_learnt_yet(self, tmp_path: Path) -> None:
        assert store.load(tmp_path, "mst").learnt() == []

    def test_sketch_and_rules_come_back(self, tmp_path: Path) -> None:
        sketch = learnt_from(*(article(n, f"Đoạn {n}.", FOOTER) for n in range(20)))
        sketch.overrule("Doanh nghiệp", is_boilerplate=True)
        sketch.overrule(FORMULA, is_boilerplate=False)
        store.save(sketch, tmp_path, "mst")
        store.save_rules(sketch, tmp_path, "mst")
        again = store.load(tmp_path, "mst")
        assert again.is_boilerplate(FOOTER) and again.is_boilerplate("Doanh nghiệp") and again.ruled_text == {FORMULA}
        assert sorted(path.name for path in (tmp_path / "boilerplate").iterdir()) == ["mst.json", "mst.txt"]

    def test_a_broken_sketch_is_set_aside(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        store.save(RecurringLines(), tmp_path, "mst")
        store.sketch_path(tmp_path, "mst").write_text('{"pages": ')
        assert store.load(tmp_path, "mst").pages == 0
        assert "learnt anew" in caplog.text and store.sketch_path(tmp_path, "mst").with_suffix(".broken").exists()

    def test_rules_written_by_hand(self, tmp_path: Path) -> None:
        store.rules_path(tmp_path, "mst").parent.mkdir()
        store.rules_path(tmp_path, "mst").write_text("# ghi chú\n\n- Chân trang\n+ Câu của bài\n", "utf-8")
        sketch = store.load(tmp_path, "mst")
        assert (sketch.ruled_boilerplate, sketch.ruled_text) == ({"Chân trang"}, {"Câu của bài"})

    def test_a_rule_that_is_none_is_named(self, tmp_path: Path) -> None:
        store.rules_path(tmp_path, "mst").parent.mkdir()
        store.rules_path(tmp_path, "mst").write_text("Chân trang\n", "utf-8")
        with pytest.raises(ValueError, match=r"mst\.txt:1: invalid rule 'Chân trang'; use '- ' or '\+ ' before a line"):
            store.load(tmp_path, "mst")


class TestTheCommand:
    """`scrapy sources NAME --frame`, as a person types it."""

    def run(self, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "scrapy", "sources", *words, "-s", f"DATA_DIR={data}"]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    def test_what_was_learnt_and_a_persons_word(self, tmp_path: Path) -> None:
        store.save(learnt_from(*(article(n, f"Đoạn {n}.", FOOTER) for n in range(20))), tmp_path, "mst")
        first = self.run(tmp_path, "mst", "--frame")
        assert first.returncode == 0
        assert first.stdout.splitlines() == [
            "mst: 20 pages seen lately, 1 lines count as boilerplate",
            f"  seen 20 times, on 100% of pages    {FOOTER}",
        ]
        second = self.run(tmp_path, "mst", "--frame", "--is-text", FOOTER)
        assert second.stdout.splitlines() == [
            "mst: 20 pages seen lately, 0 lines count as boilerplate",
            f"  text, as ruled by hand             {FOOTER}",
        ]
        assert store.load(tmp_path, "mst").is_boilerplate(FOOTER) is False
        third = self.run(tmp_path, "mst", "--frame", "--by-count", FOOTER)
        assert third.stdout == first.stdout

    def test_bad_arguments(self, tmp_path: Path) -> None:
        for words in (["--frame"], ["mst", "--is-text", "x"]):
            done = self.run(tmp_path, *words)
            assert done.returncode == 2 and "use NAME --boilerplate" in done.stderr + done.stdout

    def test_a_broken_rule_is_named(self, tmp_path: Path) -> None:
        store.rules_path(tmp_path, "mst").parent.mkdir()
        store.rules_path(tmp_path, "mst").write_text("Chân trang\n", "utf-8")
        done = self.run(tmp_path, "mst", "--frame")
        assert done.returncode == 2 and "mst.txt:1" in done.stderr


class TestThePipeline:
    """What the pipeline does to an article, and when it writes down what it learnt."""

    def pipeline(self, data: Path, feeds: dict[str, object]) -> DropBoilerplatePipeline:
        crawler: Any = SimpleNamespace(
            spider=SimpleNamespace(name="mst", history=RunHistory(), outcome=RunOutcome("mst")),
            settings=Settings({"DATA_DIR": str(data), "FEEDS": feeds, "PAGE_SECONDS": 10}),
            get_extension=lambda kind: None,
        )
        return DropBoilerplatePipeline(crawler)

    def test_learnt_lines_come_off_and_the_hash_follows(self, tmp_path: Path) -> None:
        pipeline = self.pipeline(tmp_path, {})
        for number in range(20):
            pipeline.process_item(article(number, f"Đoạn {number}.", FOOTER))
        got = pipeline.process_item(article(99, "Tin mới.", FOOTER))
        assert got.text == "Tin mới." and got.extraction.fields["frame"] == "learnt"
        assert got.content_hash == content_hash(got.title, None, "Tin mới.")

    def test_captures_teach_nothing_about_the_site_and_it_nothing_about_them(self, tmp_path: Path) -> None:
        pipeline = self.pipeline(tmp_path, {})
        for number in range(20):
            old = article(number, f"Đoạn {number}.", FOOTER)
            old.fetched_at, old.extraction.via = "2015-02-03T04:05:06Z", "wayback"
            pipeline.process_item(old)
        assert pipeline.process_item(article(99, "Tin mới.", FOOTER)).text == f"Tin mới.\n\n{FOOTER}"
        old = article(98, "Tin cũ.", FOOTER)
        old.fetched_at, old.extraction.via = "2015-09-03T04:05:06Z", "commoncrawl"
        assert pipeline.process_item(old).text == "Tin cũ."
        pipeline.close_spider()
        assert sorted(path.name for path in (tmp_path / "boilerplate").iterdir()) == ["mst.json", "mst@2015.json"]

    def test_the_lines_of_the_site_are_removed_from_captures_too(self, tmp_path: Path) -> None:
        """Or the same page would have other words in a capture, and be a revision."""
        pipeline = self.pipeline(tmp_path, {})
        for number in range(20):
            pipeline.process_item(article(number, f"Đoạn {number}.", FOOTER))
        capture = article(99, "Tin mới.", FOOTER)
        capture.fetched_at, capture.extraction.via = "2026-02-03T04:05:06Z", "wayback"
        assert pipeline.process_item(capture).text == "Tin mới."
        pipeline.close_spider()
        stored = store.load(tmp_path, "mst@2026")
        assert {one.line: one.count for one in stored.lines.values()} == {"Tin mới.": 1, FOOTER: 1}
        assert store.load(tmp_path, "mst").pages == 20

    def test_what_was_learnt_outlives_a_kill(self, tmp_path: Path) -> None:
        pipeline = self.pipeline(tmp_path, {})
        for number in range(500):
            pipeline.process_item(article(number, f"Đoạn {number}.", FOOTER))
        assert store.load(tmp_path, "mst").is_boilerplate(FOOTER)  # before the spider was closed

    def test_a_feed_of_ones_own_leaves_the_folder_alone(self, tmp_path: Path) -> None:
        pipeline = self.pipeline(tmp_path, {"mine.jsonl": {}})
        pipeline.process_item(article(1, "Đoạn."))
        pipeline.close_spider()
        assert list(tmp_path.iterdir()) == []
