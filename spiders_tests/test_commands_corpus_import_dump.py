"""`scrapy corpus import-dump`: plain text dumps of pages to JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

from spiders_tests.corpora import CorpusCommand

# Our own words, in the shape of a dump of a portal's page.
PAGE = """
Cổng dịch vụ công
Bưu tá vùng cao mang sách đến lớp học

Thứ hai, 13/04/2020 09:05

Hơn sáu trăm cuốn sách cũ đã theo xe thư lên ba điểm trường lẻ của xã.

20200412-sach.jpg
Anh Pón xếp những thùng sách cuối cùng
Người mang sách là bưu tá đã đi tuyến đường này mười một năm.

Theo TTXVN
"""
FIELDS = {
    "title": "Bưu tá vùng cao mang sách đến lớp học",
    "published_at": "2020-04-13T09:05:00+07:00",
    "text": "Hơn sáu trăm cuốn sách cũ đã theo xe thư lên ba điểm trường lẻ của xã.\n\n"
    "Người mang sách là bưu tá đã đi tuyến đường này mười một năm.",
    "images": [{"url": "20200412-sach.jpg", "caption": "Anh Pón xếp những thùng sách cuối cùng", "credit": None}],
    "attribution": {"name": "TTXVN", "url": None, "source": None},
    "raw": {"published": "Thứ hai, 13/04/2020 09:05"},
}


def dump(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_an_article_a_line(tmp_path: Path, corpus: CorpusCommand) -> None:
    hanoimoi = PAGE.replace("Theo TTXVN", "Theo Hànộimới")
    code, out, err = corpus("import-dump", dump(tmp_path, "a.txt", PAGE), dump(tmp_path, "b.txt", hanoimoi))
    assert (code, err) == (0, "")
    first, second = map(json.loads, out.splitlines())
    assert first == FIELDS
    assert second["attribution"] == {"name": "Hànộimới", "url": None, "source": "hanoimoi"}


def test_to_a_file_and_nothing_into_the_corpus(tmp_path: Path, corpus: CorpusCommand) -> None:
    target = tmp_path / "out" / "dumps.jsonl"
    code, out, _ = corpus("import-dump", dump(tmp_path, "a.txt", PAGE), "--to", str(target))
    assert (code, out) == (0, "")
    assert [json.loads(line) for line in target.read_text("utf-8").splitlines()] == [FIELDS]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "dumps.jsonl", "out"]


def test_a_dump_without_an_article_is_named(tmp_path: Path, corpus: CorpusCommand) -> None:
    bare = dump(tmp_path, "bare.txt", "Cổng dịch vụ công\nbanner\nTop\n")
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Thứ hai, 13/04/2020 09:05".encode("utf-16"))
    code, out, err = corpus("import-dump", bare, str(latin), dump(tmp_path, "a.txt", PAGE))
    assert code == 1 and [json.loads(line) for line in out.splitlines()] == [FIELDS]
    named = err.splitlines()
    assert named[0] == f"{bare}: no article found; use a dump of one article's page"
    assert named[1].startswith(f"invalid file {latin}: not UTF-8 (") and len(named) == 2


def test_nothing_found_writes_no_file(tmp_path: Path, corpus: CorpusCommand) -> None:
    target = tmp_path / "dumps.jsonl"
    assert corpus("import-dump", dump(tmp_path, "bare.txt", "banner\nTop\n"), "--to", str(target))[0] == 1
    assert not target.exists()


def test_a_missing_file_is_a_bad_argument(tmp_path: Path, corpus: CorpusCommand) -> None:
    code, _, err = corpus("import-dump", str(tmp_path / "khong-co.txt"))
    (last,) = [line for line in err.splitlines() if "khong-co.txt" in line]
    assert (
        code == 2 and last.endswith("khong-co.txt: no such file; use the text of one page") and "invalid file" in last
    )
