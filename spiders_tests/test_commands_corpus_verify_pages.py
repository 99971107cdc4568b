"""`scrapy corpus verify` on pages as sites serve them: answers of APIs, pages that state another id, removed pages."""

from __future__ import annotations

import gzip
from pathlib import Path
from shutil import copyfile

from hanoi_press.commands.corpus_parts._archived_pages import read_page
from hanoi_press.sources import identify
from hanoi_press.warc.reader import responses
from spiders_tests.corpora import CorpusCommand
from spiders_tests.loopback import ROOT, crawl

SAMPLES = ROOT / "data" / "sample"


def test_articles_from_an_api_and_their_removal(tmp_path: Path, corpus: CorpusCommand) -> None:
    """The answers have the address of the API; a page that was removed is no damage of the archive."""
    copyfile(SAMPLES / "mof.warc.gz", tmp_path / "mof.warc.gz")
    found = crawl(tmp_path, "mof", "-a", f"archive={tmp_path / 'mof.warc.gz'}")
    assert len(found.articles) == 3
    assert corpus("verify")[:2] == (
        0,
        "archive: the pages of 3 of 3 lines are there and whole\n3 lines in 1 segments: all are as they were written\n",
    )
    one, *others = found.articles
    assert corpus("remove", one, "--archives")[0] == 0
    code, out, _ = corpus("verify")
    assert code == 0 and f"archive: the pages of {len(others)} of {len(others)} lines are" in out


def test_what_a_page_states_of_itself() -> None:
    pages = responses(SAMPLES / "hanoimoi.warc.gz", lambda damage: None)
    read = {identify(one.url).id: read_page(one, "https://mst.gov.vn/x.htm") for one in pages}
    ids = {id: facts.id for id, facts in read.items() if facts is not None}
    assert len(ids) >= 44 and read["hanoimoi/1304633"] is not None
    assert read["hanoimoi/1304633"].title == "“Ngõ nhỏ có giàn thiên lý” - tập tản văn về một Hà Nội đi chậm"
    assert ids["hanoimoi/1304633"] == "hanoimoi/1304633"


def test_a_file_that_another_program_packed_after_the_crawl(tmp_path: Path, corpus: CorpusCommand) -> None:
    """All its places are others then, which one line says."""
    copyfile(SAMPLES / "moet.warc.gz", tmp_path / "moet.warc.gz")
    assert len(crawl(tmp_path, "moet", "-a", f"archive={tmp_path / 'moet.warc.gz'}").articles) == 2
    packed = gzip.decompress((tmp_path / "moet.warc.gz").read_bytes())
    (tmp_path / "moet.warc.gz").write_bytes(gzip.compress(packed))
    code, out, _ = corpus("verify")
    file = tmp_path / "moet.warc.gz"
    reason = "was compressed otherwise since its pages were read: they are at other offsets now"
    assert code == 1 and f"archive: {file} {reason}; 2 lines come from pages in it\nTo mend" in out
    assert "To mend compressed-otherwise: put the file back as it was packed when its pages were read" in out
