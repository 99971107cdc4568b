"""`spiders/archived_pages.py`: the articles of a source in files that are read as a stream."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
import tracemalloc
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press.discovery import Lead, Window
from hanoi_press.discovery.captures import FILE
from hanoi_press.engine import http_files
from hanoi_press.engine.given_files import given_files
from hanoi_press.sources import sources
from hanoi_press.spiders.archived_pages import ArchivedPages
from spiders_tests.file_server import FileServer, file_server
from spiders_tests.foreign_archives import Stored, archive, foreign, write

HANOIMOI = sources()["hanoimoi"]
BODY = b"<html><body><p>Ha Noi</p></body></html>"


def own(number: int, **more: Any) -> Stored:
    return Stored(f"https://hanoimoi.vn/tin-moi-{number}.html", **({"body": BODY} | more))


class Outcome:
    """What a run counts."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.past = SimpleNamespace(count=lambda archive, kind: self.count(f"{archive}/{kind}"))

    def count(self, kind: str, number: int = 1) -> None:
        self.counts[kind] += number


def stream(data: Path, pattern: str, *, urls: Iterable[str] = ()) -> tuple[ArchivedPages, Counter[str]]:
    outcome: Any = Outcome()
    logger: Any = logging.getLogger("stream")
    files = given_files(pattern, "tests", "https://cc.example")
    return ArchivedPages(HANOIMOI, files, data, outcome, logger, list(urls)), outcome.counts


def leads(pages: ArchivedPages, window: Window | None = None) -> list[Lead]:
    async def fetch(*given: Any, **more: Any) -> Any:
        raise AssertionError("nothing is fetched")

    async def read() -> list[Lead]:
        return [lead async for lead in pages.leads(fetch, window or Window(), ())]

    return asyncio.run(read())


def test_articles_alone_in_the_order_of_the_files(tmp_path: Path) -> None:
    write(tmp_path / "b.warc.gz", [foreign(1), own(3), own(1, date="2024-05-07T00:00:00Z", body=BODY + b"\n")])
    write(tmp_path / "a.warc", [own(1), foreign(2), Stored("https://hanoimoi.vn/"), own(2)], gzip=False)
    pages, counts = stream(tmp_path, f"{tmp_path}/*.warc*")
    found = leads(pages)
    assert [lead.url[-6:] for lead in found] == ["1.html", "2.html", "3.html", "1.html"] and not counts
    first, last = found[0].capture, found[-1].capture
    assert first is not None and last is not None
    assert (first.archive, first.url, first.captured) == (FILE, "https://hanoimoi.vn/tin-moi-1.html", "20240506070809")
    assert (first.mime, first.status, first.file, last.file) == ("text/html", 200, "a.warc", "b.warc.gz")
    assert first.digest == b32encode(hashlib.sha1(BODY).digest()).decode() != last.digest
    assert first.offset and (tmp_path / "a.warc").read_bytes()[first.offset :].startswith(b"WARC/1.0\r\n")
    assert [pages.record_of(lead.capture) is not None for lead in found if lead.capture] == [False, True, True, True]
    held = pages.record_of(last)
    assert held is not None and held.record.body == BODY + b"\n"


def test_what_is_no_page_of_its_own(tmp_path: Path) -> None:
    records = [
        own(1, status="301 Moved Permanently", headers=(("Location", "/"),)),
        own(2, status="404 Not Found"),
        own(4, kind="resource"),
        own(5, more=(("WARC-Truncated", "length"),)),
        own(6, headers=(("Content-Length", "999"),)),
        own(7, body=BODY + b"7"),
        own(8),
    ]
    digest = b32encode(hashlib.sha1(BODY + b"7").digest())
    raw = archive(records, gzip=False).replace(b"Payload-Digest: sha1:" + digest, b"Payload-Digest: sha1:" + b"A" * 32)
    (tmp_path / "a.warc").write_bytes(raw)
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    write(tmp_path / "b.warc", [own(3, kind="revisit", more=(("WARC-Profile", profile),))])
    pages, counts = stream(tmp_path, f"{tmp_path}/*.warc")
    assert [lead.url[-6:] for lead in leads(pages)] == ["4.html", "8.html"]
    assert counts == {"file/redirect": 1, "file/status": 1, "file/revisit": 1, "file/cut-short": 2, "file/mismatch": 1}


def test_what_was_captured_before_the_days(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", [own(1), own(2, date="2024-05-08T00:00:00Z")])
    pages, counts = stream(tmp_path, f"{tmp_path}/a*.warc.gz")
    window = Window(since=datetime(2024, 5, 7, tzinfo=UTC))
    assert [lead.url[-6:] for lead in leads(pages, window)] == ["2.html"] and counts == {"file/outside": 1}


def test_the_wanted_addresses_alone(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", [own(1), own(2), own(2, date="2024-05-08T00:00:00Z")])
    pages, counts = stream(tmp_path, f"{tmp_path}/a*.warc.gz", urls=["http://www.hanoimoi.vn/ten-khac-2.html"])
    assert [lead.url[-6:] for lead in leads(pages)] == ["2.html", "2.html"] and not counts


def test_a_source_that_no_file_has(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path / "a.warc.gz", map(foreign, range(3)))
    write(tmp_path / "b.warc.gz", map(foreign, range(3)))
    pages, counts = stream(tmp_path, f"{tmp_path}/*.warc.gz")
    assert leads(pages) == [] and not counts and caplog.messages == ["no article of hanoimoi in 2 archive files"]


def test_forms_of_an_address(tmp_path: Path) -> None:
    forms = ["http://hanoimoi.vn/tin-1.html", "https://www.hanoimoi.vn/tin-1.html", "<https://HANOIMOI.vn/tin-1.html>"]
    write(tmp_path / "a.warc.gz", map(Stored, forms))
    pages, _ = stream(tmp_path, f"{tmp_path}/a*.warc.gz")
    assert [lead.url for lead in leads(pages)] == [form.strip("<>") for form in forms]


def test_the_share_that_was_read(tmp_path: Path) -> None:
    write(tmp_path / "a.warc", [own(1)], gzip=False)
    write(tmp_path / "b.warc", [own(2), own(3)], gzip=False)
    pages, _ = stream(tmp_path, f"{tmp_path}/*.warc")
    sizes = [(tmp_path / name).stat().st_size for name in ("a.warc", "b.warc")]
    shares = []
    assert pages.share == 0

    async def read() -> None:
        async for lead in pages.leads(None, Window(), ()):  # type: ignore[arg-type]
            assert lead.capture is not None and lead.capture.offset is not None
            done = sizes[0] if lead.capture.file == "b.warc" else 0
            shares.append(pages.share == (done + lead.capture.offset) / sum(sizes))

    asyncio.run(read())
    assert shares == [True] * 3
    (tmp_path / "both.paths").write_text("a.warc\nb.warc", "utf-8")  # whose sizes are not asked for
    pages, _ = stream(tmp_path, f"{tmp_path}/both.paths")
    assert len(leads(pages)) == 3 and pages.share == 0.5


def test_damage_is_named_and_the_rest_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    parts = [gzip.compress(archive([one], gzip=False)) for one in (own(1), own(2), own(3))]
    parts[1] = parts[1][:60] + b"\xff\xfe\xfd" + parts[1][63:]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    (tmp_path / "b.warc.gz").write_bytes(b"")
    (tmp_path / "c.warc.gz").write_bytes(b"\x28\xb5\x2f\xfd compressed with zstd")
    (tmp_path / "d.warc.gz").write_bytes(b"no archive\n" * 9)
    write(tmp_path / "e.warc.gz", [])
    write(tmp_path / "f.warc.gz", [own(4)])
    names = "".join(f"{one}.warc.gz\n" for one in "abcdefg")
    (tmp_path / "all.paths").write_text(names, "utf-8")
    pages, counts = stream(tmp_path, f"{tmp_path}/all.paths")
    caplog.set_level("INFO")
    assert [lead.url[-6:] for lead in leads(pages)] == ["1.html", "3.html", "4.html"]
    errors = [line for line in caplog.messages if line.startswith("not read: ")]
    assert counts["archive_damaged"] == len(errors) >= 6
    for wanted in (
        f"a.warc.gz at byte {len(parts[0])}: ",
        "b.warc.gz at byte 0: the file is empty",
        "c.warc.gz at byte 0: no readable record (compressed with zstd: unpack the file",
        "d.warc.gz at byte 0: no readable record",
        "e.warc.gz holds no page; use a WARC file",
        "g.warc.gz: No such file or directory",
    ):
        assert any(wanted in line for line in errors), wanted
    assert f"reading {tmp_path}/f.warc.gz (6 of 7)" in caplog.messages
    assert f"read {tmp_path}/f.warc.gz: 2 records, 1 of hanoimoi" in caplog.messages


def test_a_file_that_breaks_off_is_named_and_the_next_one_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_files, "_PAUSES", ())
    content = archive([own(1), *map(foreign, range(90)), own(2)])
    served = FileServer(content, ranges=False, cuts=[len(content) // 2])
    with file_server(served):
        names = [f"{served.address}/{name}.warc.gz" for name in ("a", "b")]
        (tmp_path / "all.paths").write_text("\n".join(names), "utf-8")
        pages, counts = stream(tmp_path, f"{tmp_path}/all.paths")
        assert [lead.url[-6:] for lead in leads(pages)] == ["1.html", "1.html", "2.html"]
    assert counts == {"archive_damaged": 1}
    assert f"not read: {names[0]} broke off at byte {len(content) // 2}: " in caplog.text


def test_very_many_damaged_places_are_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    good = archive([own(1)], gzip=False)
    write(tmp_path / "a.warc", [own(2)], gzip=False)
    with (tmp_path / "a.warc").open("ab") as file:
        file.write((b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nxx\r\n" + good) * 120)
    pages, counts = stream(tmp_path, f"{tmp_path}/a*.warc")
    assert len(leads(pages)) == 121 and counts["archive_damaged"] == 120
    assert len([line for line in caplog.messages if line.startswith("not read: ")]) == 101


def test_a_run_that_ends_stops_reading(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", [own(1), *map(foreign, range(50))])
    pages, counts = stream(tmp_path, f"{tmp_path}/a*.warc.gz")

    async def read() -> Lead:
        steps: Any = pages.leads(None, Window(), ())  # type: ignore[arg-type]
        lead = await anext(steps)
        await steps.aclose()
        return lead

    assert asyncio.run(read()).url[-6:] == "1.html" and pages.is_closed and not counts
    assert list(pages._records()) == []


def peak(pages: ArchivedPages) -> tuple[int, int]:
    """Return the number of leads of a stream, and the most memory that reading it took, in bytes."""
    tracemalloc.start()
    try:
        return len(leads(pages)), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, packed: bool) -> None:
    def records(times: int) -> Iterator[Stored]:
        for number in range(100 * times):
            yield foreign(number, size=4000)
            if number % (10 * times) == 0:
                yield own(number)

    found = {}
    for times in (1, 6):
        write(tmp_path / f"{times}.warc", records(times), gzip=packed)
        pages, _ = stream(tmp_path, f"file://{tmp_path}/{times}.warc")
        found[times] = peak(pages)
    assert found[1][0] == found[6][0] == 10
    assert found[6][1] < 1.2 * found[1][1] + 50_000
