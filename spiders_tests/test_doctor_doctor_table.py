"""The table of one source and the line on all of them."""

from __future__ import annotations

from hanoi_press.doctor.doctor_table import text_of_findings, total_line
from hanoi_press.doctor.findings import (
    AskedPage,
    Contact,
    FieldFindings,
    LeakedLine,
    PageFindings,
    RouteFindings,
    RouteState,
    SourceFindings,
    Verdict,
)


def findings(verdict: Verdict = Verdict.DRIFTING, name: str = "vidu") -> SourceFindings:
    url = "https://vidu.vn/" + "mot-dia-chi-rat-dai-" * 10
    return SourceFindings(
        source=name,
        status="unverified",
        contact=Contact.REACHED,
        robots="allows all that was asked for",
        routes=[
            RouteFindings(
                "sitemap",
                RouteState.WORKS,
                (AskedPage(url, "200"), AskedPage(url, "200")),
                12,
                0,
                "2026-11-24 17:30",
            ),
            RouteFindings("a-route-with-a-long-name", RouteState.DEAD, (AskedPage(url, "404"),), why="HTTP 404"),
            RouteFindings("section", RouteState.WORKS, (AskedPage(url, "200"),), 3, 0, None, "heuristics"),
        ],
        pages=[PageFindings(url, "sitemap", None, "parse", "no text"), PageFindings(url, "sitemap", None, "404", "")],
        fields=[
            FieldFindings("title", {"css": 2, "json-ld": 1}, 3),
            FieldFindings("summary", {}, 3, "on no page, although selectors read it"),
        ],
        leaks=[
            LeakedLine("Bạn đọc gửi tin về hộp thư của tòa soạn " * 4, 3, "shared"),
            LeakedLine("Bản in", 1, "learnt"),
        ],
        requests=7,
        seconds=4.2,
        verdict=verdict,
        reasons=["route a-route-with-a-long-name is dead: HTTP 404"],
        next_step=verdict.next_step,
        unsure=["whether `section` is a section"],
    )


def test_the_table_is_at_most_80_columns_wide_and_marks_what_to_look_at() -> None:
    lines = text_of_findings(findings()).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "vidu: drifting (unverified; 7 pages asked for, 4.2 s)"
    assert "    sitemap             12  2026-11-24 17:30  -           2 × 200" in lines
    assert "!   a-route-…            -  -                 -           dead: HTTP 404" in lines
    assert "!   section              3  -                 heuristics  200" in lines
    assert "    title         2/3 css, 1/3 json-ld" in lines
    assert "!   summary       0/3 (on no page, although selectors read it)" in lines
    assert "    1/0 Bản in (learnt, a crawl removes it)" in lines
    assert any(line.startswith("!   3/0 Bạn đọc gửi tin") for line in lines)
    assert "  why       route a-route-with-a-long-name is dead: HTTP 404" in lines
    assert lines[-2].startswith("  next      it is still crawled")


def test_the_total_names_all_but_the_healthy_ones() -> None:
    found = [
        findings(Verdict.HEALTHY, "a"),
        findings(Verdict.BLOCKED, "b"),
        findings(Verdict.DRIFTING, "c"),
    ]
    assert total_line([*found, findings(Verdict.DRIFTING, "d")]) == (
        "4 sources: 1 healthy; 2 drifting (c, d); 1 blocked (b)"
    )
    assert total_line(found[:1]) == "1 source: 1 healthy"


def test_a_long_total_has_no_names() -> None:
    found = [findings(Verdict.BROKEN, f"source{number}") for number in range(25)]
    assert total_line([*found, findings(Verdict.HEALTHY, "a")]) == "26 sources: 1 healthy; 25 broken"


def test_json_has_no_text_of_articles() -> None:
    found = findings().to_dict()
    assert found["verdict"] == "drifting" and found["routes"][0]["pages"][0]["answer"] == "200"
    assert found["pages"][0] | {"url": ""} == {"url": "", "route": "sitemap", "answer": "parse", "why": "no text"}
