"""`store/removal_archives.py`: all records of an article's pages become empty ones, no other record moves."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hanoi_press.items import Listed
from hanoi_press.store.removal_archives import PageFinder, archive_files, blank, is_outside
from hanoi_press.store.removal_journal import Removal
from hanoi_press.warc.reader import responses
from hanoi_press.warc.writer import Exchange, WarcWriter

AT = "2026-11-24T01:00:00Z"
URL = "https://hanoimoi.vn/zebra-7.html"


def removal(*names: str, **more: object) -> Removal:
    return Removal(AT, {"hanoimoi/7": "id"}, list(names) or ["hanoimoi/7"], archives=True, **more)  # type: ignore[arg-type]


def archive(data: Path, *exchanges: Exchange) -> tuple[Path, list[int]]:
    writer = WarcWriter(data, "hanoimoi", "a test")
    offsets = [writer.write(one).offset for one in exchanges]
    writer.close()
    return data / "archive/hanoimoi/2026-11/hanoimoi-20261124.warc.gz", offsets


def page(url: str, body: str = "Zebra", **more: object) -> Exchange:
    return Exchange(url, AT, 200, "OK", [("Content-Type", "text/html")], body.encode() * 99, **more)  # type: ignore[arg-type]


def cleared(data: Path, wanted: Removal) -> dict[str, int]:
    """Empty the records of the articles; return how many of each."""
    finder, counts = PageFinder(wanted), dict[str, int]()
    for path, name in archive_files(data, wanted):
        found = finder.find(path, name)
        blank(path, found.members, "2026-11-26")
        for id, number in found.ids.items():
            counts[id] = counts.get(id, 0) + number
    return counts


def left(path: Path) -> list[tuple[int, str]]:
    damage: list[object] = []
    found = [(one.offset, one.url) for one in responses(path, damage.append)]
    assert damage == []
    return found


def test_every_capture_with_its_request_and_in_any_spelling(tmp_path: Path) -> None:
    other = page("https://hanoimoi.vn/khac-8.html", "Khác")
    urls = [URL, other.url, f"{URL}?utm_source=x", "http://www.hanoimoi.vn/zebra-moi-7.html"]
    path, offsets = archive(tmp_path, *(other if url == other.url else page(url) for url in urls))
    size = path.stat().st_size
    assert cleared(tmp_path, removal()) == {"hanoimoi/7": 6}
    assert left(path) == [(offsets[1], urls[1])]
    assert path.stat().st_size == size
    assert b"ebra" not in gzip.decompress(path.read_bytes())
    assert gzip.decompress(path.read_bytes()).count(b"removed on 2026-11-26") == 6


def test_an_answer_of_an_api_is_known_by_its_page(tmp_path: Path) -> None:
    api = "https://api.hanoimoi.vn/detail"
    own = page(api, page=URL, method="POST", request_body=b'{"slug":"zebra-7"}', listed=Listed(title="Zebra"))
    other = page(api, "Khác", page="https://hanoimoi.vn/khac-8.html", method="POST", request_body=b'{"slug":"khac"}')
    path, offsets = archive(tmp_path, own, other)
    assert cleared(tmp_path, removal()) == {"hanoimoi/7": 2}
    assert [offset for offset, _ in left(path)] == offsets[1:]
    assert b"ebra" not in gzip.decompress(path.read_bytes())


def test_a_redirect_to_the_article_goes_one_to_another_stays(tmp_path: Path) -> None:
    moved = [
        Exchange(f"https://hanoimoi.vn/r{n}", AT, 301, "Moved", [("Location", to)], b"Zebra")
        for n, to in enumerate(("/zebra-7.html", "https://hanoimoi.vn/khac-8.html"))
    ]
    path, offsets = archive(tmp_path, *moved)
    assert cleared(tmp_path, removal()) == {"hanoimoi/7": 2}
    assert left(path) == [(offsets[1], "https://hanoimoi.vn/r1")]


def test_an_address_that_led_to_it_and_the_place_that_its_line_states(tmp_path: Path) -> None:
    path, offsets = archive(tmp_path, page("https://hanoimoi.vn/a-9.html"), page("https://hanoimoi.vn/b-10.html"))
    name = path.relative_to(tmp_path).as_posix()
    wanted = removal(aliases={"hanoimoi/9": "hanoimoi/7"}, places=[(name, offsets[1], "hanoimoi/7")])
    assert cleared(tmp_path, wanted) == {"hanoimoi/7": 4}
    assert left(path) == []
    assert cleared(tmp_path, wanted) == {}  # what stands at that place now is no page


def test_archives_of_other_sources_are_not_read(tmp_path: Path) -> None:
    archive(tmp_path, page(URL))
    (tmp_path / "archive/mst/2026-11").mkdir(parents=True)
    (tmp_path / "archive/mst/2026-11/x.warc.gz").write_bytes(b"x")
    assert [name for _, name in archive_files(tmp_path, removal())] == [
        "archive/hanoimoi/2026-11/hanoimoi-20261124.warc.gz"
    ]


def test_files_that_lines_name_may_lie_outside(tmp_path: Path) -> None:
    path, (offset,) = archive(tmp_path / "elsewhere", page(URL))
    data = tmp_path / "data"
    data.mkdir()
    wanted = removal(places=[(str(path), offset, "hanoimoi/7"), ("archive/gone.gz", 0, ""), ("\0", 0, "")])
    assert list(archive_files(data, wanted)) == [(path, str(path))]
    assert [is_outside(one) for one in (str(path), "../x", "archive/x")] == [True, True, False]


@pytest.mark.parametrize("packed", [True, False])
def test_records_without_a_member_of_their_own_are_counted_and_stay(tmp_path: Path, packed: bool) -> None:
    path, _ = archive(tmp_path, page(URL), page("https://hanoimoi.vn/khac-8.html"))
    plain = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(plain) if packed else plain)
    found = PageFinder(removal()).find(path, "x")
    assert (found.shared, found.members, found.ids) == (2, [], {})


def test_damage_is_told_and_what_can_be_read_goes(tmp_path: Path) -> None:
    path, offsets = archive(tmp_path, page("https://hanoimoi.vn/khac-8.html"), page(URL))
    content = bytearray(path.read_bytes())
    content[offsets[0] + 40 : offsets[0] + 60] = bytes(20)
    path.write_bytes(bytes(content))
    found = PageFinder(removal()).find(path, "x")
    assert len(found.damage) >= 1 and found.ids == {"hanoimoi/7": 2}
    blank(path, found.members, "2026-11-26")
    assert PageFinder(removal()).find(path, "x").ids == {}


def test_a_link_to_a_file_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    path, _ = archive(tmp_path, page(URL))
    real = tmp_path / "real.gz"
    path.rename(real)
    real.chmod(0o640)
    path.symlink_to(real)
    cleared(tmp_path, removal())
    assert path.is_symlink() and left(real) == [] and real.stat().st_mode & 0o777 == 0o640


def test_a_crawl_appends_behind_an_emptied_record(tmp_path: Path) -> None:
    path, offsets = archive(tmp_path, page("https://hanoimoi.vn/khac-8.html", "Khác"), page(URL))
    size = path.stat().st_size
    cleared(tmp_path, removal())
    _, (again,) = archive(tmp_path, page("https://hanoimoi.vn/ba-9.html", "Ba"))
    assert again == size
    assert left(path) == [(offsets[0], "https://hanoimoi.vn/khac-8.html"), (again, "https://hanoimoi.vn/ba-9.html")]
