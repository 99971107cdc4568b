"""`load`: what comes, in which revision, and that every broken thing is named by file and line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.corpus import FaultError, load
from hanoi_press.corpus.days import day_published, known_day
from hanoi_press.corpus.duplicate_links import Cluster, Copy, write_clusters
from hanoi_press.store.segment_writer import to_line
from hanoi_press.store.segments import refuse
from hanoi_press.store.takedown import NAME, take_down
from spiders_tests.corpora import article, line, put
from spiders_tests.loopback import ROOT


def titles(path: Any, **options: Any) -> list[str]:
    return [one.title for one in load(path, **options)]


def edited(change: Callable[[dict[str, Any]], Any], **fields: Any) -> bytes:
    """A line, changed as plain JSON."""
    record = json.loads(line("hanoimoi/9", **fields))
    change(record)
    return to_line(record)


def test_it_works_where_there_is_no_scrapy() -> None:
    code = (
        "import sys, pkgutil, importlib; sys.modules['scrapy'] = sys.modules['twisted'] = None\n"
        "import hanoi_press.corpus\n"
        "for one in pkgutil.iter_modules(hanoi_press.corpus.__path__):\n"
        "    importlib.import_module('hanoi_press.corpus.' + one.name)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.zst"])
def test_an_article_comes_back_as_it_was_written(tmp_path: Path, ending: str) -> None:
    wanted = article(attribution="mst", images=[], modified_at="2026-11-11")
    put(tmp_path, f"hanoimoi/2026-11/a{ending}", line(attribution="mst", images=[], modified_at="2026-11-11"))
    assert list(load(tmp_path)) == [wanted]


def test_plain_and_compressed_segments_of_all_sources(tmp_path: Path) -> None:
    put(tmp_path, "mst/2026-11/b.jsonl.zst", line("mst/1", title="ba"))
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/2", title="hai"))
    put(tmp_path, "hanoimoi/2026-10/a.jsonl", line("hanoimoi/1", title="một"))
    put(tmp_path, "hanoimoi/2026-11/c.jsonl.part", line("hanoimoi/3", title="chưa xong"))
    assert titles(tmp_path) == ["một", "hai", "ba"]
    assert titles(tmp_path, sources="mst") == ["ba"]
    assert titles(str(tmp_path / "articles/hanoimoi/*/a.jsonl")) == ["một", "hai"]
    assert titles(tmp_path / "articles/mst/2026-11/b.jsonl.zst") == ["ba"]


def test_days_of_hanoi_both_included(tmp_path: Path) -> None:
    moments = {
        "31": "2026-10-31T23:59:59+07:00",
        "1": "2026-11-01T00:00:00+07:00",
        "1 in UTC": "2026-10-31T18:00:00+00:00",
        "2": "2026-11-02",
        "3": "2026-11-03T00:00:00+07:00",
        "never": None,
    }
    lines = [line(f"hanoimoi/{n}", title=t, published_at=at) for n, (t, at) in enumerate(moments.items())]
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", *lines)
    assert titles(tmp_path, since="2026-11-01", until=date(2026, 11, 2)) == ["1", "1 in UTC", "2"]
    assert titles(tmp_path, since="2026-11-03") == ["3"]
    assert titles(tmp_path) == list(moments)


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line(title="cũ"), line("hanoimoi/2", title="khác"))
    put(tmp_path, "hanoimoi/2026-11/b.jsonl.zst", line(revision=3, title="mới"), line(revision=2, title="giữa"))
    return tmp_path


def test_the_latest_revision_or_all(revised: Path) -> None:
    assert titles(revised) == ["khác", "mới"]
    assert titles(revised, revisions="all") == ["cũ", "khác", "mới", "giữa"]
    assert titles(revised, since="2026-11-10", until="2026-11-10") == ["khác", "mới"]


def test_a_broken_later_revision_does_not_hide_the_one_before(revised: Path) -> None:
    put(revised, "hanoimoi/2026-11/c.jsonl", edited(lambda one: one.update(tags=7, id="hanoimoi/1"), revision=4))
    loaded = load(revised, on_error="skip")
    assert [one.title for one in loaded] == ["khác", "mới"] and loaded.skipped == 1


def test_the_same_line_twice_comes_once(tmp_path: Path) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line())
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", line())
    assert len(titles(tmp_path)) == len(titles(tmp_path, revisions="all")) == 1


BAD = {
    "torn": (b'{"id":"hanoimoi/2","revi', "torn last line (24 bytes without an end)"),
    "no json": (b"<html>\n", "JSON is malformed: invalid character (byte 0)"),
    "a list": (b"[]\n", "Expected `object`, got `array`"),
    "wrong type": (edited(lambda one: one.update(title=7)), "Expected `str`, got `int` - at `$.title`"),
    "wrong type within": (edited(lambda one: one.update(tags=["a", None])), "got `null` - at `$.tags[1]`"),
    "unknown field": (edited(lambda one: one.update(mood="glad")), "unknown field `mood`"),
    "unknown field within": (edited(lambda one: one["raw"].update(mood="glad")), "unknown field `mood` - at `$.raw`"),
    "missing field": (edited(lambda one: one.pop("url")), "missing required field `url`"),
    "not UTF-8": (line(id="hanoimoi/9").replace(b"Thanh", b"\xff\xfe"), "'utf-8' codec can't decode"),
    "nested": (edited(lambda one: one.update(raw={"published": {"a": []}})), "at `$.raw.published`"),
    "deep": (b'{"id":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "Expected `str`, got `array` - at `$.id`"),
    "conflict": (line("hanoimoi/1", title="Lời khác"), "the same id and revision as {a}:1, with other words"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_broken_line_is_named_and_the_rest_loads(tmp_path: Path, name: str) -> None:
    raw, reason = BAD[name]
    a = put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1"), line("hanoimoi/2"))
    b = put(tmp_path, "hanoimoi/2026-11/b.jsonl", line("hanoimoi/3"), raw)
    put(tmp_path, "hanoimoi/2026-11/c.jsonl", line("hanoimoi/4"))
    loaded = load(tmp_path, on_error="skip")
    assert [one.id for one in loaded] == ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3", "hanoimoi/4"]
    assert loaded.skipped == 1
    assert (loaded.faults[0].path, loaded.faults[0].number) == (b, 2)
    assert reason.format(a=a) in loaded.faults[0].reason
    with pytest.raises(FaultError) as raised:
        list(load(tmp_path))
    assert f"{b}:2: " in str(raised.value)


def test_a_cut_compressed_segment_gives_what_is_whole(tmp_path: Path) -> None:
    texts = [os.urandom(300).hex() for _ in range(2000)]
    path = put(
        tmp_path, "hanoimoi/2026-11/a.jsonl.zst", *(line(f"hanoimoi/{n}", text=text) for n, text in enumerate(texts))
    )
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", line("hanoimoi/x", text="sau"))
    loaded = load(tmp_path, on_error="skip")
    got = [one.text for one in loaded]
    assert 500 < len(got) < 1500 and got == [*texts[: len(got) - 1], "sau"]
    assert "cut short" in loaded.faults[0].reason and loaded.skipped == 1


def test_a_newer_schema_is_not_guessed_at(tmp_path: Path) -> None:
    a = put(tmp_path, "hanoimoi/2026-11/a.jsonl.zst", line(title="của mai sau"))
    a.with_name("a.manifest.json").write_text('{"schema_version": 3}')
    b = put(tmp_path, "hanoimoi/2026-11/b.jsonl", line("hanoimoi/2", title="hôm nay"))
    b.with_name("b.manifest.json").write_text('{"schema_version": 2}')
    loaded = load(tmp_path, on_error="skip")
    assert [one.title for one in loaded] == ["hôm nay"]
    assert [str(one) for one in loaded.faults] == [
        f"{a}: schema version 3; this hanoi_press reads up to 2; install a newer one"
    ]
    with pytest.raises(FaultError, match="schema version 3"):
        list(load(tmp_path))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"since": "01/11/2026"}, "invalid since='01/11/2026'; use a day like 2026-11-01"),
        (
            {"since": "2026-11-02", "until": "2026-11-01"},
            "invalid since=2026-11-02, until=2026-11-01: since is after until",
        ),
        ({"revisions": "newest"}, "invalid revisions='newest'; use 'latest' or 'all'"),
        ({"on_error": "ignore"}, "invalid on_error='ignore'; use 'raise' or 'skip'"),
        ({"sources": ["hanoimoi", "vnx"]}, "invalid source name 'vnx'; .* contains articles of hanoimoi$"),
        ({"sources": "hanoimi"}, r"invalid source name 'hanoimi'; did you mean 'hanoimoi'\?"),
        ({"without_copies": True}, "duplicates --write"),
    ],
)
def test_an_invalid_argument_says_what_to_use(tmp_path: Path, options: dict[str, Any], said: str) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line())
    with pytest.raises((ValueError, FileNotFoundError), match=said):
        load(tmp_path, **options)


def test_an_empty_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no segment"):
        load(tmp_path)
    with pytest.raises(FileNotFoundError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_what_is_taken_down_never_comes(revised: Path) -> None:
    take_down(revised, ["hanoimoi/2"])
    assert titles(revised) == ["mới"]
    # By an address that only the first revision had, written as a person would paste it: all revisions go.
    put(revised, "mst/2026-11/a.jsonl", line("mst/1", title="tên cũ", url="https://mst.vn/ten-cu-1.html"))
    put(revised, "mst/2026-11/b.jsonl", line("mst/1", revision=2, title="tên mới", url="https://mst.vn/ten-moi-1.html"))
    take_down(revised, ["http://www.mst.vn/ten-cu-1.html?utm_source=zalo#top"])
    assert titles(revised, revisions="all") == ["cũ", "mới", "giữa"]
    assert titles(revised / "articles/hanoimoi/2026-11/a.jsonl", revisions="all") == ["cũ"]
    # What is no address does no harm.
    put(revised, "mst/2026-11/c.jsonl", line("mst/2", title="lạ", url="http://[::1"))
    take_down(revised, ["https://["])
    assert titles(revised, sources="mst") == ["lạ"]


def test_a_broken_take_down_list_stops_everything(revised: Path) -> None:
    (revised / "corpus").mkdir()
    (revised / NAME).write_text("# of the court\nhanoimoi/2 # 2026-11-20\nHà Nội\n", "utf-8")
    with pytest.raises(ValueError, match=r"take-down\.txt:3: invalid entry 'Hà Nội'; use an id"):
        load(revised)


def test_without_copies(tmp_path: Path) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", *(line(f"hanoimoi/{n}", title=str(n)) for n in range(1, 6)))
    write_clusters(
        tmp_path,
        [
            Cluster("hanoimoi/1", [Copy("hanoimoi/2", "exact", 1.0), Copy("hanoimoi/3", "near", 0.4)]),
            Cluster("hanoimoi/4", [Copy("hanoimoi/3", "near", 0.5), Copy("hanoimoi/5", "near", 0.4)]),
        ],
    )
    # 3 is made of 1 and 4; of 5 more than half is its own.
    assert titles(tmp_path, without_copies=True) == ["1", "4", "5"]
    take_down(tmp_path, ["hanoimoi/1"])
    assert titles(tmp_path, without_copies=True) == ["2", "4", "5"]


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        put(tmp_path, "hanoimoi/2026-11/a.jsonl", *(line(f"hanoimoi/{n}", text="xe " * 400) for n in range(count)))
        tracemalloc.start()
        assert sum(1 for _ in load(tmp_path)) == count
        result = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return result

    small = peak(2000)
    assert peak(8000) < small * 1.1


def test_a_date_that_does_not_exist() -> None:
    wrong = article(published_at="2026-13-45T08:00:00+00:00")
    with pytest.raises(ValueError, match=r"published_at is '2026-13-45T08:00:00\+00:00'"):
        day_published(wrong)
    assert known_day(wrong) is None
    assert known_day(article(published_at="2026-11-09T20:00:00+00:00")) == "2026-11-10"


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_segment_that_is_replaced_between_the_two_passes(tmp_path: Path, is_gone: bool) -> None:
    """As by `corpus remove`: which lines are loaded was decided for the old file."""
    path = put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1"), line("hanoimoi/2"))
    put(tmp_path, "mst/2026-11/a.jsonl", line("mst/1"))
    for on_error in ("raise", "skip"):
        articles = load(tmp_path, on_error=on_error)  # type: ignore[arg-type]
        articles.selection.scan(refuse)
        if is_gone:
            path.rename(tmp_path / "away")
        else:
            path.with_suffix(".new").write_bytes(line("hanoimoi/2"))
            path.with_suffix(".new").replace(path)
        if on_error == "raise":
            with pytest.raises(FaultError, match=r"a\.jsonl: it was replaced or removed while the corpus was read"):
                next(articles)
            path = put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1"), line("hanoimoi/2"))
        else:
            assert [one.id for one in articles] == ["mst/1"] and articles.skipped == 1
