"""The page of an article is read out of the archive as it was served, or a line says why not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hanoi_press.corpus.archived_page import NoArchivedPageError, archived_page
from hanoi_press.corpus.page_place import place_of_page
from hanoi_press.items import ArchiveRef, Article
from spiders_tests.corpora import article
from spiders_tests.warc_records import http, record

BODY = "<html><p>Hà Nội</p></html>".encode("utf-16")
URL = "https://hanoimoi.vn/bai-1.html"


def stored(data: Path, *records: bytes, name: str = "archive/hanoimoi/2026-11/a.warc.gz") -> list[int]:
    """Write an archive file with a gzip member for each string; return their offsets."""
    path = data / name
    path.parent.mkdir(parents=True, exist_ok=True)
    members = [gzip.compress(one, mtime=0) for one in records]
    path.write_bytes(b"".join(members))
    return [sum(map(len, members[:number])) for number in range(len(members))]


def at(offset: int, name: str = "archive/hanoimoi/2026-11/a.warc.gz", pruned: str | None = None) -> Article:
    return article("hanoimoi/1", archive=ArchiveRef(name, offset, pruned))


def test_the_bytes_are_those_of_the_site_without_compression(tmp_path: Path) -> None:
    block = http(gzip.compress(BODY), "Content-Type: text/html; charset=utf-16", "Content-Encoding: gzip")
    _, offset = stored(tmp_path, record("https://hanoimoi.vn/khac-2.html"), record(URL, block))
    page = archived_page(tmp_path, at(offset))
    assert (page.status, page.body, page.other_url) == (200, BODY, None)
    assert page.head() == (b"HTTP 200\r\nContent-Type: text/html; charset=utf-16\r\nContent-Encoding: gzip\r\n\r\n")
    assert place_of_page(tmp_path, at(offset)) == f"{tmp_path}/archive/hanoimoi/2026-11/a.warc.gz, at byte {offset}"


@pytest.mark.parametrize("url", ["http://www.hanoimoi.vn/bai-1.html", "https://hanoimoi.vn/ten-khac-1.html"])
def test_other_spellings_and_forms_of_the_address_are_its_own(tmp_path: Path, url: str) -> None:
    (offset,) = stored(tmp_path, record(url, http(BODY)))
    assert archived_page(tmp_path, at(offset)).other_url is None


def test_the_page_of_an_api_is_known_by_the_article_that_it_names(tmp_path: Path) -> None:
    (offset,) = stored(tmp_path, record("https://hanoimoi.vn/api/1", http(b"{}"), extra=f"X-Page-URI: {URL}\r\n"))
    assert archived_page(tmp_path, at(offset)).other_url is None


def test_of_several_records_in_one_member_it_is_the_one_of_the_article(tmp_path: Path) -> None:
    stored(tmp_path, record("https://hanoimoi.vn/khac-2.html") + record(URL, http(BODY)))
    assert archived_page(tmp_path, at(0)).body == BODY


def test_a_page_of_another_address_is_told(tmp_path: Path) -> None:
    (offset,) = stored(tmp_path, record("https://hanoimoi.vn/khac-20.html", http(BODY)))
    assert archived_page(tmp_path, at(offset)).other_url == "https://hanoimoi.vn/khac-20.html"


def test_a_file_elsewhere_is_named_by_its_whole_path(tmp_path: Path) -> None:
    name = str(tmp_path / "other" / "cc.warc.gz")
    (offset,) = stored(tmp_path, record(URL, http(BODY)), name=name)
    assert archived_page(tmp_path / "data", at(offset, name)).body == BODY
    assert archived_page(None, at(offset, name)).body == BODY


def refused(data: Path | None, one: Article) -> str:
    with pytest.raises(NoArchivedPageError) as caught:
        archived_page(data, one)
    return str(caught.value)


def test_what_is_not_there_is_said_in_a_line(tmp_path: Path) -> None:
    name = "archive/hanoimoi/2026-11/a.warc.gz"
    assert refused(tmp_path, article("hanoimoi/1")).startswith("hanoimoi/1: its page was not archived")
    assert place_of_page(tmp_path, article()) == "none: the page was not archived"
    assert refused(tmp_path, at(0, pruned="2026-12-01")) == (
        f"hanoimoi/1: its page is pruned: {name} was deleted on 2026-12-01"
    )
    assert f"{tmp_path}/{name}, which has its page, is gone" in refused(tmp_path, at(0))
    assert place_of_page(tmp_path, at(0)).endswith("at byte 0: the file is gone")
    assert "is gone" in refused(tmp_path, at(0, "a\x00b"))
    assert "is gone" in refused(tmp_path, at(0, "archive"))


def test_damage_is_said_in_a_line(tmp_path: Path) -> None:
    block = http(b"\x1f\x8b\x08" + b"x" * 50, "Content-Encoding: gzip")
    first, second = stored(tmp_path, record(URL, block), record(URL, b"", kind="revisit"))
    assert "its page in" in refused(tmp_path, at(first)) and "cannot be decompressed" in refused(tmp_path, at(first))
    for offset in (1, 10**9):
        said = refused(tmp_path, at(offset))
        assert f"cannot be read from {tmp_path}/archive/hanoimoi/2026-11/a.warc.gz at byte {offset}" in said
    path = tmp_path / "archive/hanoimoi/2026-11/a.warc.gz"
    path.write_bytes(path.read_bytes()[: second - 20])
    assert "at byte 0: " in refused(tmp_path, at(first))
    path.write_bytes(b"<html>no archive</html>")
    assert "at byte 0: " in refused(tmp_path, at(0))


def test_a_record_that_only_refers_to_another(tmp_path: Path) -> None:
    (offset,) = stored(tmp_path, record(URL, b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit"))
    assert refused(tmp_path, at(offset)).endswith(f"only says that {URL} was the same as before")
