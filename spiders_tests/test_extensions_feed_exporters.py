"""`extensions/feed_exporters.py`: what `-o` and `-O` write is read by other programs, field by field."""

from __future__ import annotations

import csv
import io
import json
import marshal
import pickle
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree
from scrapy import Spider
from scrapy.exporters import BaseItemExporter
from scrapy.utils.misc import load_object

from hanoi_press import settings
from hanoi_press.corpus import load
from hanoi_press.extensions.feed_exporters import ArticleCsvExporter
from hanoi_press.items import Article, Attachment, Attribution, Image, Raw
from hanoi_press.spiders.press import PressSpider
from hanoi_press.text.cells import ALL_COLUMNS
from spiders_tests.corpora import article
from spiders_tests.loopback import ROOT, run

FULL = article(
    "mst/1",
    title="=HYPERLINK(1)",
    summary=None,
    text="Dòng một; “hai”.\n\nDòng <ba> & bốn.",
    authors=["Lê An", "Vũ Bình"],
    section=["Đô thị", "Giao thông"],
    tags=["xe"],
    images=[Image("https://a.vn/1.jpg", "Cầu", None), Image("https://a.vn/2.jpg")],
    attachments=[Attachment("https://a.vn/1.pdf", "Một")],
    attribution=Attribution("TTXVN", None, "mst"),
    raw=Raw(published="a\x0bb\x1b"),
)
BARE = article("mst/2", authors=[], section=[], published_at="2026-11-20", summary=None)
PLAIN = {"a": ["x", "y"], "b": None}  # an item of another spider


def export(path: Path, *items: Any, mode: str = "wb", **options: Any) -> Path:
    """Write items as a feed does: `wb` is `-O`, `ab` is `-o`."""
    with path.open(mode) as file:
        make = load_object(settings.FEED_EXPORTERS[path.suffix[1:]])
        exporter: BaseItemExporter = make(file, **({"encoding": "utf-8", "indent": 0} | options))
        exporter.start_exporting()
        for item in items:
            exporter.export_item(item)
        exporter.finish_exporting()
    return path


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_csv_has_sound_cells(tmp_path: Path) -> None:
    path = export(tmp_path / "a.csv", FULL, BARE)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,revision,")
    full, bare = table(path)
    assert tuple(full) == ALL_COLUMNS
    assert full["title"] == "'=HYPERLINK(1)" and full["text"] == FULL.text
    assert (full["authors"], full["section"]) == ("Lê An; Vũ Bình", "Đô thị > Giao thông")
    assert full["images"] == "https://a.vn/1.jpg; https://a.vn/2.jpg" and full["attribution_source"] == "mst"
    assert json.loads(full["raw"]) == {
        "published": "a\x0bb\x1b",
        **dict.fromkeys(("modified", "authors", "attribution")),
    }
    assert (full["published_at"], bare["published_at"]) == ("2026-11-10T08:00:00+07:00", "2026-11-20")
    assert bare["authors"] == bare["summary"] == bare["attribution"] == bare["images"] == ""


def test_an_xml_has_lists_and_records_as_elements(tmp_path: Path) -> None:
    items = etree.parse(export(tmp_path / "a.xml", FULL, BARE)).getroot()
    full, bare = items
    assert [one.text for one in full.find("authors")] == ["Lê An", "Vũ Bình"]
    assert full.findtext("text") == FULL.text and full.findtext("attribution/source") == "mst"
    assert [one.findtext("url") for one in full.find("images")] == ["https://a.vn/1.jpg", "https://a.vn/2.jpg"]
    assert full.findtext("raw/published") == "ab" and full.findtext("extraction/fields/title") == "css"
    assert bare.findtext("summary") == bare.findtext("archive") == "" and len(bare.find("authors")) == 0


@pytest.mark.parametrize("name", ["a.jsonl", "a.jl", "a.jsonlines"])
def test_lines_are_lines_of_the_corpus(tmp_path: Path, name: str) -> None:
    lines = export(tmp_path / name, FULL, BARE).read_text("utf-8").splitlines()
    assert [json.loads(one) for one in lines] == [FULL.to_dict(), BARE.to_dict()]


@pytest.mark.parametrize("library", [pickle, marshal])
def test_pythons_own_formats_hold_plain_values(tmp_path: Path, library: Any) -> None:
    path = export(tmp_path / f"a.{library.__name__}", FULL, indent=None)
    with path.open("rb") as file:
        assert library.load(file) == FULL.to_dict()


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize("first", [(), (FULL,)], ids=["none", "one"])
@pytest.mark.parametrize("name", ["a.json", "a.xml", "a.csv"])
def test_a_file_is_continued(tmp_path: Path, name: str, first: tuple[Article, ...], indent: int | None) -> None:
    path = export(tmp_path / name, *first, indent=indent)
    for mode in ("ab", "ab"):
        export(path, BARE, mode=mode, indent=indent)
    wanted = ["mst/1"] * len(first) + ["mst/2", "mst/2"]
    if name == "a.json":
        assert [one["id"] for one in json.loads(path.read_bytes())] == wanted
    elif name == "a.xml":
        assert [one.findtext("id") for one in etree.parse(path).getroot()] == wanted
    else:
        assert [one["id"] for one in table(path)] == wanted and path.read_bytes().count(b"\xef\xbb\xbf") == 1


def test_what_an_editor_left_is_continued(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,title\nmst/9,Chín", "utf-8")  # no mark, other columns, no last line break
    assert table(export(tmp_path / "a.csv", FULL, mode="ab"))[1] == {"id": "mst/1", "title": "'=HYPERLINK(1)"}
    (tmp_path / "a.xml").write_text("<items>\n</items>\n \n", "utf-8")
    assert len(etree.parse(export(tmp_path / "a.xml", FULL, mode="ab")).getroot()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"id,name\n1,2\n"), ("a.csv", b"\xff\xfei\x00d\x00"), ("a.json", b'[{"id": 1},'),
        ("a.json", b'{"a": [1]}'), ("a.xml", b"<rss></rss>"), ("a.xml", b"<items></items>" + b" " * 100 + b"<a/>"),
    ],
)  # fmt: skip
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ValueError, match="; use -O"):
        export(path, FULL, mode="ab")
    assert path.read_bytes() == content


@pytest.mark.parametrize("wanted", [["title", "words", "raw"], {"title": "Tiêu đề", "words": "n", "raw": "r"}])
def test_the_fields_asked_for(tmp_path: Path, wanted: Any) -> None:
    for mode in ("wb", "ab"):
        path = export(tmp_path / "a.csv", BARE, mode=mode, fields_to_export=wanted)
    assert [list(one.values())[:2] for one in table(path)] == [["Cầu Thanh Trì thông xe trở lại", "14"]] * 2
    assert list(table(path)[0]) == (list(wanted.values()) if isinstance(wanted, dict) else wanted)
    line = json.loads(export(tmp_path / "a.jsonl", BARE, fields_to_export=["title", "raw"]).read_bytes())
    assert list(line) == ["title", "raw"] and line["raw"]["published"] is None
    with pytest.raises(ValueError, match="other columns"):
        export(path, BARE, mode="ab", fields_to_export=["title"])


def test_other_items_are_as_scrapy_writes_them(tmp_path: Path) -> None:
    assert export(tmp_path / "a.csv", PLAIN).read_text("utf-8-sig").splitlines() == ["a,b", '"x,y",']
    assert "<a><value>x</value><value>y</value></a><b>None</b>" in export(
        tmp_path / "a.xml", PLAIN, indent=None
    ).read_text("utf-8")
    assert json.loads(export(tmp_path / "a.json", PLAIN).read_bytes()) == [PLAIN]


def test_a_day_without_an_article_is_a_table_without_a_row(tmp_path: Path) -> None:
    for spider, head in ((object.__new__(PressSpider), ",".join(ALL_COLUMNS)), (Spider("other"), "")):
        with (tmp_path / "a.csv").open("wb") as file:
            crawler: Any = SimpleNamespace(spider=spider)
            ArticleCsvExporter.from_crawler(crawler, file).finish_exporting()
        assert (tmp_path / "a.csv").read_text("utf-8-sig").strip() == head


def test_standard_output_gets_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    exporter = ArticleCsvExporter(sys.stdout.buffer)
    exporter.export_item(BARE)
    assert sys.stdout.buffer.getvalue().startswith(b"id,revision")  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_crawl_writes_them(tmp_path: Path) -> None:
    archive = f"archive={ROOT / 'data' / 'sample' / 'moj.warc.gz'}"
    files = [tmp_path / f"a.{ending}" for ending in ("csv", "xml", "json", "jsonl")]
    for option in ("-O", "-o"):
        done = run(tmp_path, "crawl", "moj", "-a", archive, *(part for file in files for part in (option, str(file))))
        assert done.returncode == 0, done.stderr
    rows, records = table(files[0]), [one.to_dict() for one in load(files[3], revisions="all")]
    assert len(rows) == 6 and len(records) == 3 and len(files[3].read_bytes().splitlines()) == 6
    assert [one.findtext("id") for one in etree.parse(files[1]).getroot()] == [one["id"] for one in rows]
    for row, record in zip(rows[:3], json.loads(files[2].read_bytes())[:3], strict=True):
        assert record in records
        assert row["text"] == record["text"] and row["published_at"] == record["published_at"]
        assert json.loads(row["extraction"]) == record["extraction"]
    done = run(tmp_path, "crawl", "moj", "-a", archive, "-o", "-:csv", "-s", "FEED_EXPORT_FIELDS=id,words")
    assert done.stdout.splitlines() == ["id,words", *(f"{one['id']},{one['words']}" for one in rows[:3])]
    assert "moj: 3 articles in stdout:" in done.stderr
