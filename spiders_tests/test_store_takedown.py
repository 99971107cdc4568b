"""The take-down list: an entry names an article by its id or by any spelling of its address."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hanoi_press.store.lock import one_at_a_time
from hanoi_press.store.takedown import NAME, TakeDown, id_of, read_entries, take_down, taken_down
from spiders_tests.loopback import ROOT

SPELLINGS = [
    "https://hanoimoi.vn/cau-thong-xe-1304633.html",
    "http://hanoimoi.vn/cau-thong-xe-1304633.html",
    "https://www.hanoimoi.vn/cau-thong-xe-1304633.html",
    "http://WWW.HanoiMoi.vn:80/cau-thong-xe-1304633.html",
    "https://hanoimoi.vn:443/cau-thong-xe-1304633.html",
    "https://hanoimoi.vn./cau-thong-xe-1304633.html",
    "HTTPS://hanoimoi.vn/cau-thong-xe-1304633.html",
    "https://hanoimoi.vn/cau-thong-xe-1304633.html?utm_source=zalo&UTM_Medium=app&Fbclid=7",
    "https://hanoimoi.vn/cau-thong-xe-1304633.html?trang=1#binh-luan",
    "https://hanoimoi.vn/ten-khac-cua-bai-1304633.html",  # the article's headline was changed
]
OF_AN_UNKNOWN_SITE = [
    "https://bao.example.vn/tin/mot-bai?so=7",
    "http://www.bao.example.vn:80/tin/mot-bai?utm_source=x&so=7#top",
    "https://bao.example.vn./tin/mot-bai/?so=7&GCLID=1",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_the_article(spelling: str) -> None:
    assert id_of(spelling) == "hanoimoi/1304633"
    assert TakeDown([spelling]).names("hanoimoi/1304633", "https://hanoimoi.vn/cau-thong-xe-1304633.html")
    assert not TakeDown([spelling]).names("hanoimoi/1304634", "https://hanoimoi.vn/cau-thong-xe-1304634.html")


@pytest.mark.parametrize("entry", OF_AN_UNKNOWN_SITE)
@pytest.mark.parametrize("url", OF_AN_UNKNOWN_SITE)
def test_addresses_of_no_known_pattern_are_compared_in_one_spelling(entry: str, url: str) -> None:
    assert TakeDown([entry]).names("bao/1", url)
    assert not TakeDown([entry]).names("bao/1", "https://bao.example.vn/tin/mot-bai?so=8")


def test_pages_without_a_number_of_their_own_are_two_articles() -> None:
    """A long headline at mofa cuts the article's number off the address; the last number is the category's."""
    one = "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/hop-bao-thuong-ky-nam-2025-589.html"
    same = "http://www.mofa.gov.vn/vi/web/guest/tin-chi-tiet/-/chi-tiet/hop-bao-thuong-ky-nam-2025-589.html?trang=1"
    other = "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/le-ky-ket-hiep-dinh-nam-2025-589.html"
    assert id_of(one) == id_of(same) != id_of(other)
    assert TakeDown([same]).names(id_of(one), one) and not TakeDown([same]).names(id_of(other), other)


def test_a_line_with_an_earlier_id_is_found_by_its_address() -> None:
    url = "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/hop-bao-thuong-ky-nam-2025-589.html"
    assert TakeDown([url]).names("mofa/2025", url)
    assert not TakeDown(["mofa/2026"]).names("mofa/2025", url)


def test_an_id_stays_as_it_is_and_so_does_what_is_no_address() -> None:
    assert id_of("hanoimoi/1304633") == "hanoimoi/1304633"
    assert id_of("https://[") == "https://["
    assert not TakeDown(["https://["]).names("hanoimoi/1", "http://[::1")


def test_the_file_keeps_what_was_entered(tmp_path: Path) -> None:
    assert not taken_down(tmp_path) and not taken_down(None)
    assert take_down(tmp_path, ["mst/1", SPELLINGS[1], "mst/1"]) == 2
    with (tmp_path / NAME).open("a", encoding="utf-8") as file:
        file.write("# by order of a court\nmst/2 # 2026-11-20\n\nmst/3")
    assert take_down(tmp_path, [SPELLINGS[1], "mst/4"]) == 1
    assert (tmp_path / NAME).read_text("utf-8").splitlines() == [
        "mst/1",
        SPELLINGS[1],
        "# by order of a court",
        "mst/2 # 2026-11-20",
        "",
        "mst/3",
        "mst/4",
    ]
    assert taken_down(tmp_path).ids == {"mst/1", "hanoimoi/1304633", "mst/2", "mst/3", "mst/4"}


def test_an_entry_that_is_neither_is_named(tmp_path: Path) -> None:
    file = tmp_path / "orders.txt"
    file.write_text("﻿mst/1\nhanoimoi.vn/bai-1.html?x=1\n", "utf-8")
    with pytest.raises(ValueError, match=r"orders\.txt:2: invalid entry 'hanoimoi\.vn/bai-1\.html\?x=1'; use an id"):
        read_entries(file)


def test_identities_need_neither_scrapy_nor_twisted() -> None:
    code = (
        "import sys, hanoi_press, hanoi_press.corpus, hanoi_press.store.takedown, hanoi_press.corpus.removal\n"
        "from hanoi_press.sources import identify, source_for, sources\n"
        "assert identify('http://www.hanoimoi.vn/bai-1304633.html').id == 'hanoimoi/1304633'\n"
        "assert source_for('https://mofa.gov.vn/').name == 'mofa' and len(sources()) > 20\n"
        "assert hanoi_press.store.takedown.id_of('https://hanoimoi.vn/bai-1304633.html') == 'hanoimoi/1304633'\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'scrapy', 'twisted'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_two_commands_do_not_change_the_list_at_once(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path / NAME.parent):
        other = threading.Thread(target=take_down, args=(tmp_path, ["hanoimoi/2"]))
        other.start()
        other.join(0.05)
        (tmp_path / NAME).write_text("hanoimoi/1\n")
    other.join()
    assert read_entries(tmp_path / NAME) == ["hanoimoi/1", "hanoimoi/2"]
