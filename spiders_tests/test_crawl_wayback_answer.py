"""`crawl/wayback_answer.py`: what the Wayback Machine sends in place of a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanoi_press.discovery.captures import WAYBACK
from spiders_tests.past.asked_captures import HALF, ONE, URL, verdict
from spiders_tests.past.stored_capture import StoredCapture, digest_of
from spiders_tests.sites.page import HTML, Page


def shown(page: Page) -> StoredCapture:
    return replace(ONE, wayback=page)


def own_page(sentence: str, status: int = 404) -> StoredCapture:
    return shown(
        Page.of(
            f"<html><title>Internet Archive Wayback Machine</title><body><p>{sentence}</body></html>", status=status
        )
    )


@pytest.mark.parametrize(
    ("one", "kind", "reason"),
    [
        (replace(ONE, body=HALF), "cut-short", "ended early"),
        (
            replace(ONE, body=HALF, headers={"Content-Type": HTML, "Content-Length": "9999"}),
            "cut-short",
            "of 9999 bytes",
        ),
        (replace(ONE, digest=digest_of(b"another")), "mismatch", "of the index"),
        (replace(ONE, status=503, listed_status="200"), "mismatch", "HTTP 503, and the index states 200"),
        (replace(ONE, status=404, listed_status="200"), "mismatch", "HTTP 404"),
        (replace(ONE, kind="revisit"), "revisit", "the index"),
        (own_page("The Wayback Machine has not archived that URL."), "not-archived", "HTTP 404"),
        (own_page("Hrm. The Wayback Machine has not archived that URL.", 200), "not-archived", "HTTP 200"),
        (own_page("Sorry. This URL has been excluded from the Wayback Machine.", 403), "not-archived", "HTTP 403"),
        (own_page("This snapshot cannot be displayed due to an internal error.", 500), "not-archived", "HTTP 500"),
        (own_page("Got an HTTP 302 response at crawl time. Redirecting to…", 200), "not-archived", "HTTP 200"),
        (shown(Page(451, {}, b"")), "not-archived", "HTTP 451"),
        (
            shown(Page(403, {"X-Archive-Wayback-Runtime-Error": "AdministrativeAccessControlException: Blocked"}, b"")),
            "not-archived",
            "HTTP 403",
        ),
        (shown(Page.moved("http://[half")), "redirect", "to no address"),
        (shown(Page.moved("https://archive.org/about/")), "redirect", "https://archive.org/about/"),
        (shown(Page.moved("/web/20150203040507id_/http://hanoimoi.com.vn/")), "redirect", "http://hanoimoi.com.vn/"),
        (shown(Page.moved(f"https://evil.example/web/20150203040507id_/{URL}")), "redirect", "evil.example"),
    ],
)
def test_a_capture_of_the_wayback_machine_that_is_no_good(one: StoredCapture, kind: str, reason: str) -> None:
    found = verdict(one, WAYBACK)
    assert found[0] == kind and reason in found[1]
