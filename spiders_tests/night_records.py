"""Write records of nights as a harvest leaves them (`docs/store.md`): quiet ones and all kinds of trouble.

Every number is made from the source's place in `SOURCES` and the night's, so that the same call gives the same bytes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hanoi_press.report.run_records import StoredRun
from hanoi_press.report.verdict import verdict

Record = dict[str, Any]

# name: articles on a working day, page class, host
SOURCES = {
    "baochinhphu": (64, "chinhphu-detail", "baochinhphu.vn"),
    "bocongan": (18, "liferay-detail", "bocongan.gov.vn"),
    "hanoimoi": (118, "onecms-detail", "hanoimoi.vn"),
    "moh": (9, "vhv-detail", "moh.gov.vn"),
    "moit": (14, "vhv-detail", "moit.gov.vn"),
    "moj": (6, "sharepoint-detail", "moj.gov.vn"),
    "mst": (11, "vccorp-detail", "mst.gov.vn"),
    "sbv": (3, "liferay-detail", "sbv.gov.vn"),
    "xaydungchinhsach": (22, "vccorp-detail", "xaydungchinhsach.chinhphu.vn"),
}
LAST = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)  # 01:00 of 26 November in Hanoi
_SHARES = {"title": 100, "text": 100, "published_at": 100, "summary": 96, "authors": 71, "section": 98, "tags": 64}


def run_name(night: int) -> str:
    """Return the name of the run `night` nights before the last one (0)."""
    return f"{LAST - timedelta(days=night):%Y%m%dT%H%M%SZ}-{4711 + night}"


def figures(source: str, night: int = 0, **other: Any) -> Record:
    """Return the figures of a source that was read well; `other` replaces some of them."""
    usual, page, host = SOURCES[source]
    weekday = (LAST - timedelta(days=night)).weekday()
    new = max(usual * (45 if weekday in (4, 5) else 100 + (night * 7 + len(source) * 5) % 23 - 11) // 100, 0)
    changed, same = new // 12, new // 6
    read = new + changed + same
    return {
        "status": "ok",
        "reason": "finished",
        "reason_line": "",
        "nights_in_a_row": 0,
        "faults": [],
        "asked": read + 7,
        "pages": {"stored": new + changed, "unchanged": same + 7},
        "unaccounted": 0,
        "new": new,
        "changed": changed,
        "unchanged": same + 7,
        "same_words": same,
        "known": usual * 2,
        "left_out": {"before": 3, "gone": night % 2},
        "unreadable": 0,
        "unreadable_kinds": {},
        "invalid": 0,
        "blocked": 0,
        "failures": {"timeout": 1} if night % 5 == 0 else {},
        "failed": [],
        "reread": {},
        "discovery_incomplete": False,
        "discovery_pages": 6 + new // 20,
        "leads": usual * 3,
        "lists": {"selectors": 5},
        "lists_skipped": 4,
        "requests": read + 20,
        "bytes": (read + 20) * 41_300,
        "seconds": (read + 20) * 0.62,
        "hosts": {host: {"requests": read + 20, "seconds": round((read + 20) * 0.21, 2), "slowest": 1.4 + usual % 7}},
        "segment": f"articles/{source}/2026-11/{run_name(night)}.jsonl",
        "extraction": extraction(page, read),
        "reading": "a4201b60b6825d1e",
        "scope": "days=7",
        "is_special": False,
        "drift": [],
        "drift_of": [],
        "notes": {},
        "waiting": [],
        "given_up": [],
        "given_up_now": [],
        "own_faults": [],
        "revised": [
            {"id": f"{source}/{9_000 + turn}", "url": f"https://{host}/tin-{9_000 + turn}.html", "title": title}
            for turn, title in enumerate(("Hà Nội mở thêm ba tuyến xe buýt điện", "Lịch tiếp công dân tháng 12"))
        ][:changed],
        "boilerplate_new": [],
        "reached_back_to": f"{LAST - timedelta(days=night + 7):%Y-%m-%d}",
        "unseen_days": "",
    } | other


def extraction(page: str, read: int, **shares: int) -> Record:
    """Return how `read` pages were read, by one page class; `shares` are other percentages of fields."""
    origin = {"heuristic": "heuristic", "learnt": "learnt"}.get(page, "css")
    found = {name: read * percent // 100 for name, percent in (_SHARES | shares).items()}
    return {
        "pages": {page: read} if read else {},
        "fields": {f"{name}/{origin}": number for name, number in found.items() if number},
        "confidence": {"high": read} if read else {},
    }


def record(night: int = 0, **other: Any) -> Record:
    """Return the record of a quiet harvest; `other` replaces some of it."""
    started = LAST - timedelta(days=night)
    sources = {name: figures(name, night) for name in SOURCES}
    grown = (400 - night) * 1_000_000
    return {
        "run": run_name(night),
        "command": "hanoi-press harvest --days 7",
        "started": f"{started:%Y-%m-%dT%H:%M:%SZ}",
        "finished": f"{started + timedelta(minutes=9, seconds=night % 60):%Y-%m-%dT%H:%M:%SZ}",
        "exit_code": 0,
        "attention": [],
        "damage": [],
        "strict": False,
        "disk": {
            "articles": grown * 3,
            "archive": grown * 31,
            "ledger": grown // 2,
            "other": 12_000_000,
            "free": 180_000_000_000 - grown * 35,
        },
        "version": "0.1.0",
        "sources": sources,
    } | other


def with_sources(night: int, changed: dict[str, Record], **other: Any) -> Record:
    """Return the record of a harvest in which some sources have other figures."""
    found = record(night, **other)
    for name, figures_ in changed.items():
        found["sources"][name] |= figures_
    judged = verdict(StoredRun(found["run"], found))
    return found | {"exit_code": judged.exit_code, "attention": judged.attention}


def _unread(new: int = 0) -> Record:
    """Return the figures of a source of which nothing came."""
    return {"new": new, "changed": 0, "unchanged": 0, "same_words": 0, "known": 0, "revised": []} | {
        "extraction": {"pages": {}, "fields": {}, "confidence": {}}
    }


def redesign(night: int = 0) -> Record:
    """A paper has a new template: it is read without selectors, and its summaries are gone."""
    read = sum(figures("hanoimoi", night)["extraction"]["pages"].values())
    reason = (
        f"read by heuristic instead of onecms-detail on {read} of {read} pages;"
        f" summary on 0 of {read} pages, usually 96 %"
    )
    changed = {
        "status": "drifted",
        "reason_line": reason,
        "nights_in_a_row": 0,
        "drift": reason.split("; "),
        "drift_of": ["layer/selectors", "field/summary"],
        "extraction": extraction("heuristic", read, summary=0, authors=33)
        | {"confidence": {"high": read - 28, "low": 28}},
        "lists": {"heuristic": 5},
        "boilerplate_new": ["Theo dõi Báo trên các nền tảng", "Bản quyền thuộc về tòa soạn, ghi rõ nguồn khi đăng lại"],
    }
    return with_sources(night, {"hanoimoi": changed})


def block(night: int = 0, nights_in_a_row: int = 3) -> Record:
    """A portal answers with a challenge; from the third night on a person is needed."""
    reason = "the site refuses us (HTTP 403, a challenge page)"
    changed = _unread() | {
        "status": "blocked",
        "reason": "blocked",
        "reason_line": reason,
        "nights_in_a_row": nights_in_a_row,
        "blocked": 3,
        "asked": 3,
        "pages": {"blocked": 3},
        "requests": 5,
        "failed": [
            {"url": f"https://moj.gov.vn/tin-{number}.html", "kind": "blocked", "what": "HTTP 403, a challenge page"}
            for number in (501, 502, 503)
        ],
    }
    return with_sources(night, {"moj": changed})


def dead_host(night: int = 0) -> Record:
    """A portal's name does not resolve for one night, and another one is slow: a stumble, which needs nobody."""
    changed = {
        "moh": _unread()
        | {
            "status": "failed",
            "reason": "failing",
            "reason_line": "moh.gov.vn does not resolve (dns)",
            "nights_in_a_row": 1,
            "faults": ["discovery was incomplete, see the log", "no discovery route answered"],
            "asked": 0,
            "pages": {},
            "failures": {"dns": 8},
            "discovery_incomplete": True,
            "requests": 8,
            "bytes": 0,
            "seconds": 74.5,
            "hosts": {"moh.gov.vn": {"requests": 8, "seconds": 0, "slowest": 0}},
            "failed": [
                {"url": "https://moh.gov.vn/robots.txt", "kind": "dns", "what": "moh.gov.vn: name not known"},
                {"url": "https://moh.gov.vn/tin-tuc", "kind": "dns", "what": "moh.gov.vn: name not known"},
            ],
        },
        "sbv": {
            "unreadable": 2,
            "unreadable_kinds": {"timeout": 1, "truncated": 1},
            "failures": {"timeout": 4, "truncated": 1},
            "seconds": 412.0,
            "hosts": {
                "sbv.gov.vn": {"requests": 31, "seconds": 371.4, "slowest": 59.8},
                "dttktt.sbv.gov.vn": {"requests": 4, "seconds": 2.1, "slowest": 0.9},
            },
            "failed": [
                {"url": "https://sbv.gov.vn/webcenter/tin/7711", "kind": "timeout", "what": "no answer within 60 s"},
                {"url": "https://sbv.gov.vn/webcenter/tin/7712", "kind": "truncated", "what": "41,022 of 88,140 bytes"},
            ],
            "waiting": [
                {"id": "sbv/7711", "url": "https://sbv.gov.vn/webcenter/tin/7711", "why": "timeout", "tries": 2},
                {"id": "sbv/7712", "url": "https://sbv.gov.vn/webcenter/tin/7712", "why": "truncated", "tries": 1},
            ],
        },
    }
    return with_sources(night, changed)


def full_disk(night: int = 0) -> Record:
    """The disk ran full in the middle of the night, and one page was given up."""
    lost = {"status": "failed", "reason": "shutdown", "new": 40, "nights_in_a_row": 1} | {
        "reason_line": "not everything could be stored",
        "faults": ["not everything could be stored, see the log"],
        "own_faults": ["not everything could be stored"],
    }
    given_up = [{"id": "moit/88", "url": "https://moit.gov.vn/tin-88.html", "why": "parse", "tries": 4}]
    moit = {"given_up": given_up, "given_up_now": [given_up[0]["url"]]}
    found = with_sources(night, {"hanoimoi": lost, "moit": moit})
    found["disk"]["free"] = 0
    return found


def killed(night: int = 0) -> Record:
    """The machine lost its power when three sources had ended."""
    found = record(night, finished=None, exit_code=None)
    found["sources"] = dict(list(found["sources"].items())[:3])
    for key in ("attention", "damage", "disk", "strict", "version"):
        del found[key]
    return found


def old(night: int = 0) -> Record:
    """A record of an earlier version, which has no attention, disk, hosts or addresses of failures."""
    found = record(night, command="scrapy harvest --days 7")
    for key in ("attention", "damage", "disk", "strict", "version"):
        del found[key]
    later = "failed hosts revised boilerplate_new reached_back_to unseen_days reason_line nights_in_a_row".split()
    for figures_ in found["sources"].values():
        for key in (*later, "lists", "leads", "reading"):
            figures_.pop(key, None)
    return found


def replay(night: int = 0) -> Record:
    """A replay of one source's archives."""
    read = {"status": "ok", "read": 44, "new": 0, "changed": 2, "unchanged": 42, "older": 0, "unreadable": 0}
    found = old(night)
    return found | {"command": "hanoi-press replay hanoimoi", "sources": {"hanoimoi": read}}


def write(data: Path, *records: Record) -> str:
    """Write records to a data folder; return the name of the last one's run."""
    (data / "runs").mkdir(parents=True, exist_ok=True)
    for one in records:
        (data / "runs" / f"{one['run']}.json").write_text(json.dumps(one, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return str(records[-1]["run"])


def eventful_month(data: Path, last: Record) -> str:
    """Write 29 nights in which some things happened, then the given one; return the name of its run."""
    odd = {
        27: old(27),
        19: dead_host(19),
        14: killed(14),
        9: redesign(9),
        8: redesign(8),
        2: block(2, nights_in_a_row=1),
        1: block(1, nights_in_a_row=2),
    }
    return write(data, *(odd.get(night) or record(night) for night in range(29, 0, -1)), last)
