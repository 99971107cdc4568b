"""`scrapy corpus show`: the fields of an article with their origins, its revisions, its line and its page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from hanoi_press.corpus.revisions import marked
from hanoi_press.items import ArchiveRef, Attachment, Attribution, Extraction, Image, Raw
from hanoi_press.store.takedown import NAME, take_down
from spiders_tests.corpora import CorpusCommand, article, line, put
from spiders_tests.warc_records import http, record


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line(text="Giá vé 12.000 đồng.\n\nXe chạy từ sáng.\n\nHết.", tags=["xe"]))
    put(
        tmp_path,
        "hanoimoi/2026-11/b.jsonl",
        line(revision=2, title="Cầu thông xe", text="Giá vé 13.000 đồng.\n\nXe chạy từ sáng.\n\nMời đi.\n\nHết."),
    )
    return tmp_path


def test_show_the_latest(revised: Path, corpus: CorpusCommand) -> None:
    for name in ("hanoimoi/1", "https://www.hanoimoi.vn/bai-1.html"):
        code, out, _ = corpus("show", name)
        assert code == 0
        assert out.startswith("id          hanoimoi/1, revision 2\n") and "Giá vé 13.000 đồng." in out
        assert "12.000" not in out


def test_show_what_changed(revised: Path, corpus: CorpusCommand) -> None:
    code, out, _ = corpus("show", "hanoimoi/1", "--revisions")
    assert code == 0
    assert out.splitlines() == [
        "revision 1, fetched 2026-11-24T00:00:00Z: Cầu Thanh Trì thông xe trở lại",
        "revision 2, fetched 2026-11-24T00:00:00Z: Cầu thông xe",
        "  title:",
        "    ~ Cầu [-Thanh Trì-] thông xe [-trở lại-]",
        "  text:",
        "    ~ Giá vé [-12.000-] {+13.000+} đồng.",
        "    + Mời đi.",
        "    (2 paragraphs unchanged)",
        "  tags: xe → -",
    ]


def test_a_huge_paragraph_is_not_compared_word_by_word() -> None:
    assert marked("a " * 5000, "b").startswith("[-a a")


def test_show_nothing(revised: Path, corpus: CorpusCommand) -> None:
    assert corpus("show", "hanoimoi/77")[0] == 1
    take_down(revised, ["hanoimoi/1"])
    code, out, err = corpus("show", "hanoimoi/1", "--revisions")
    assert (code, out) == (1, "") and "hanoimoi/1 was taken down" in err
    (revised / NAME).write_text("Hà Nội\n", "utf-8")
    code, _, err = corpus("show", "hanoimoi/1")
    assert code == 2 and "take-down.txt:1: invalid entry 'Hà Nội'; use an id" in err


def test_all_fields_with_their_origins(tmp_path: Path, corpus: CorpusCommand) -> None:
    origins = {"title": "css", "published_at": "json-ld", "modified_at": "future", "images": "css", "text": "heuristic"}
    put(
        tmp_path,
        "hanoimoi/2026-11/a.jsonl",
        line(
            images=[Image("https://hanoimoi.vn/a.jpg", "Cầu", "Lê An")],
            attachments=[Attachment("https://hanoimoi.vn/a.pdf", "Nghị định")],
            attribution=Attribution("TTXVN", "https://ttxvn.vn/1", "mst"),
            raw=Raw(published="10/11/2026 08:00"),
            extraction=Extraction("onecms", origins, "high"),
            archive=ArchiveRef("archive/a.warc.gz", 17),
        ),
    )
    code, out, _ = corpus("show", "hanoimoi/1")
    assert code == 0
    assert out.splitlines() == [
        "id          hanoimoi/1, revision 1",
        "publisher   Hanoimoi (hanoimoi)",
        "address     https://hanoimoi.vn/bai-1.html",
        "title       Cầu Thanh Trì thông xe trở lại  (css)",
        "summary     13 words",
        "text        14 words  (heuristic)",
        "published   2026-11-10T08:00:00+07:00, printed as '10/11/2026 08:00'  (json-ld)",
        "modified    -  (future)",
        "section     Đô thị",
        "authors     Lê An",
        "dateline    -",
        "attribution TTXVN https://ttxvn.vn/1 (our source mst)",
        "tags        -",
        "images      1  (css)",
        "            https://hanoimoi.vn/a.jpg | Cầu | Lê An",
        "attachments 1",
        "            https://hanoimoi.vn/a.pdf | Nghị định",
        "language    vi",
        "fetched     2026-11-24T00:00:00Z",
        f"hash        {article().content_hash}",
        "read by     onecms, confidence high",
        f"archive     {tmp_path}/archive/a.warc.gz, at byte 17: the file is gone",
        "",
        "Cầu Thanh Trì thông xe trở lại",
        "",
        "Sau ba tháng sửa chữa, cây cầu đón những chuyến xe đầu tiên.",
        "",
        "Sáng sớm, dòng xe nối nhau qua cầu.",
        "",
        "Người dân hai bờ vui mừng.",
    ]


def test_the_line_as_json(revised: Path, corpus: CorpusCommand) -> None:
    newest = json.loads(corpus("show", "hanoimoi/1", "--json")[1])
    assert (
        newest
        == article(
            revision=2, title="Cầu thông xe", text="Giá vé 13.000 đồng.\n\nXe chạy từ sáng.\n\nMời đi.\n\nHết."
        ).to_dict()
    )
    lines = corpus("show", "hanoimoi/1", "--json", "--revisions")[1].splitlines()
    assert [json.loads(one)["revision"] for one in lines] == [1, 2] and json.loads(lines[1]) == newest


def test_the_page_out_of_the_archive(tmp_path: Path, corpus: CorpusCommand) -> None:
    page = "<html><p>Hà Nội</p></html>"
    for number, url in enumerate(("https://hanoimoi.vn/bai-1.html", "https://hanoimoi.vn/khac-7.html"), 1):
        path = tmp_path / f"archive/hanoimoi/{number}.warc.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(record(url, http(page.encode(), "Content-Type: text/html"))))
    places = [ArchiveRef(f"archive/hanoimoi/{number}.warc.gz", 0) for number in (1, 2)]
    lines = [line(f"hanoimoi/{number}", archive=place) for number, place in enumerate(places, 1)]
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", *lines, line("hanoimoi/3"))
    assert corpus("show", "hanoimoi/1", "--raw") == (0, page, "")
    assert corpus("show", "hanoimoi/1", "--raw", "--headers")[1] == f"HTTP 200\r\nContent-Type: text/html\r\n\r\n{page}"
    code, out, err = corpus("show", "hanoimoi/2", "--raw")
    assert (code, out) == (1, page) and "is of another address, https://hanoimoi.vn/khac-7.html" in err
    code, out, err = corpus("show", "hanoimoi/3", "--raw")
    assert (code, out) == (1, "") and err.startswith("hanoimoi/3: its page was not archived")
    for options in (["--raw", "--revisions"], ["--headers"], ["--raw", "--json"]):
        code, out, err = corpus("show", "hanoimoi/1", *options)
        assert (code, out) == (2, "") and ("use both" in err or "not allowed" in err or "contradict" in err)
