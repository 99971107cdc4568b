"""`crawl/run_details.py`: the bounded lists of a run's record."""

from __future__ import annotations

from hanoi_press.crawl.run_details import RunDetails


def test_lists_are_bounded_and_in_one_line() -> None:
    details = RunDetails()
    for number in range(200):
        details.note_failed(f"https://a.vn/{number}", "timeout", "no answer\nin time")
        details.note_failed(f"https://a.vn/{number}", "timeout", "again")
        details.note_revised(f"a/{number}", f"https://a.vn/{number}", "x" * 1000)
        details.note_request(f"h{number}.vn", 1.0)
    details.set_boilerplate([f"line {number}" for number in range(200)])
    found = details.figures()
    assert [len(found[key]) for key in ("failed", "revised", "hosts", "boilerplate_new")] == [50, 50, 50, 20]
    assert found["failed"][1] == {"url": "https://a.vn/1", "kind": "timeout", "what": "no answer in time"}
    assert len(found["revised"][0]["title"]) == 300 and found["revised"][0]["title"].endswith("…")
    details.note_request("h3.vn", 3.5)  # a host that is known is always counted
    assert details.figures()["hosts"]["h3.vn"] == {"requests": 2, "seconds": 4.5, "slowest": 3.5}


def test_a_route_is_named_by_its_last_list_unless_that_failed_already() -> None:
    details = RunDetails()
    details.note_failed("https://a.vn/feed", "dns", "no such host")
    details.note_route("https://a.vn/feed", "https://a.vn/feed: no such host")
    details.note_route("https://a.vn/map", "https://a.vn/map: 404")
    details.note_route("https://a.vn/list", "https://a.vn/list: no rows")
    details.note_route("https://a.vn/tin", "https://a.vn/tin: Forbidden by robots.txt")
    assert [one["kind"] for one in details.figures()["failed"]] == ["dns"]  # another route made up for the others
    failed = details.figures(is_incomplete=True)["failed"]
    kinds = [(one["url"][13:], one["kind"], one["what"]) for one in failed]
    assert kinds == [
        ("feed", "dns", "no such host"),
        ("map", "http", "404"),
        ("list", "parse", "no rows"),
        ("tin", "forbidden", "Forbidden by robots.txt"),
    ]


def test_a_robots_txt_that_blocks_is_named_once() -> None:
    details = RunDetails()
    details.note_failed("https://a.vn/robots.txt", "blocked", "robots.txt is a challenge page")
    details.note_route("https://a.vn/map", "https://a.vn/map: Forbidden by robots.txt")
    assert len(details.figures(is_incomplete=True)["failed"]) == 1
