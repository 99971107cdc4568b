"""Which captures of a year a visit reads: spread over the year, over the forms of addresses, one of each article."""

from __future__ import annotations

from itertools import islice

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.doctor.chosen_captures import chosen_captures
from hanoi_press.sources import sources

HANOIMOI = sources()["hanoimoi"]


def capture(url: str, captured: str) -> IndexedCapture:
    return IndexedCapture("wayback", url, captured)


def old(number: int, captured: str, kind: str = "tin-tuc") -> IndexedCapture:
    return capture(f"http://hanoimoi.com.vn/{kind}/Xa-hoi/{number}/mot-bai", captured)


def chosen(captures: list[IndexedCapture], wanted: int = 3) -> list[str]:
    return [one.captured for one in islice(chosen_captures(captures, HANOIMOI, wanted), wanted)]


def test_one_of_each_part_of_the_year() -> None:
    year = [old(700000 + month, f"2015{month:02}15000000") for month in range(1, 13)]
    assert [one[4:6] for one in chosen(year)] == ["03", "07", "11"]


def test_each_form_of_address_comes_first() -> None:
    months = [old(700000 + month, f"2023{month:02}15000000") for month in range(1, 11)]
    today = capture("https://hanoimoi.vn/mot-bai-540228.html", "20231115000000")
    earlier = capture("http://hanoimoi.com.vn/newsdetail/Xa-hoi/521877/mot-bai.htm", "20230101000000")
    found = list(islice(chosen_captures([earlier, *months, today], HANOIMOI, 3), 3))
    assert {one.url for one in found} >= {today.url, earlier.url}
    assert sorted(one.url for one in found)[0].startswith("http://hanoimoi.com.vn/newsdetail")


def test_an_article_is_read_once_and_others_take_the_place_of_bad_captures() -> None:
    twice = [old(700001, "20150101000000"), old(700001, "20150601000000"), old(700001, "20151201000000")]
    assert len(list(chosen_captures([*twice, old(700002, "20150701000000")], HANOIMOI, 3))) == 2
    year = [old(700000 + month, f"2015{month:02}15000000") for month in range(1, 13)]
    everything = list(chosen_captures(year, HANOIMOI, 3))
    assert len(everything) == 12 and len(set(everything)) == 12


def test_of_very_many_captures_those_of_all_parts_of_the_year_are_looked_at() -> None:
    year = [old(700000 + at, f"2015{1 + at // 800:02}{1 + at % 28:02}000000") for at in range(9600)]
    year.sort(key=lambda one: one.captured)
    assert [one[4:6] for one in chosen(year)] == ["03", "07", "11"]


def test_other_pages_and_no_pages_give_nothing() -> None:
    assert chosen([capture("http://hanoimoi.com.vn/Danh-muc-tin/163/Xa-hoi", "20150101000000")]) == []
    assert chosen([]) == []
