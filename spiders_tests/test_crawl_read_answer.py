"""`crawl/read_answer.py`: one verdict for an answer, in crawl and replay alike. The pages are our own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.crawl.read_answer import Answer, Blocked, Outcome, Shell, Skipped, Unreadable, read_answer
from hanoi_press.failures import FailureKind
from hanoi_press.items import Article
from hanoi_press.replay.slices import Slice, Task, read_record, read_slice
from hanoi_press.sources import sources
from hanoi_press.warc.reader import responses
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.loopback import crawl, run
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import serve
from spiders_tests.sites.wreck import Wreck

HANOIMOI, MOF = sources()["hanoimoi"], sources()["mof"]
URL = "https://hanoimoi.vn/bai-viet-1301.html"
DAY = "2026-11-24T03:00:00Z"


def page(title: str = "Cầu mới thông xe", text: str = "Sáng nay cầu mới đã thông xe sau ba năm xây dựng.") -> bytes:
    head = f'<h1 class="c-detail-head__title">{title}</h1>' if title else ""
    body = f'<div class="b-maincontent"><div class="entry"><p>{text}</p></div></div>'
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{head}{body}</body></html>".encode()


CHALLENGE = b"<html><head><title>Just a moment...</title></head><body></body></html>"
REFUSAL = "<html><body><h2>Thông báo từ chối truy cập</h2><p>Mã yêu cầu: 771</p></body></html>".encode()
NOT_FOUND = (
    "<html><head><title>404 - Không tìm thấy trang</title></head><body><h1>Không tìm thấy trang</h1></body></html>"
).encode()
SHELL = b'<!DOCTYPE html><html><head><title>a</title></head><body><div id="app"></div></body></html>'
SPONSORED = page("Khai trương cửa hàng (tài trợ)")
NOTHING = b"<html><body><p>...</p></body></html>"

VERDICTS = {
    "a challenge": (CHALLENGE, Blocked, None),
    "a refusal with HTTP 200": (REFUSAL, Blocked, None),
    "an error page with HTTP 200": (NOT_FOUND, Skipped, "not-found"),
    "a shell": (SHELL, Unreadable, FailureKind.PARSE),
    "no article's words": (NOTHING, Unreadable, FailureKind.PARSE),
    "sponsored": (SPONSORED, Skipped, "sponsored"),
}


def answer(body: bytes, **other: Any) -> Answer:
    return Answer(**{"url": URL, "status": 200, "body": body, "fetched_at": DAY} | other)


def kind_of(outcome: Outcome) -> str | None:
    return outcome.kind if isinstance(outcome, Skipped | Unreadable) else None


@pytest.mark.parametrize("name", VERDICTS)
def test_pages_without_an_article(name: str) -> None:
    body, verdict, kind = VERDICTS[name]
    outcome = read_answer(answer(body), HANOIMOI)
    assert (type(outcome), kind_of(outcome)) == (verdict, kind)
    if isinstance(outcome, Blocked):
        assert outcome.by_challenge


def test_an_article() -> None:
    outcome = read_answer(answer(page()), HANOIMOI)
    assert isinstance(outcome, Article)
    assert (outcome.id, outcome.title, outcome.fetched_at) == ("hanoimoi/1301", "Cầu mới thông xe", DAY)


def test_a_notice_that_is_only_a_document() -> None:
    time = '<span class="c-detail-head__time">20/11/2026 - 08:15</span><h1'
    frame = page(text='</p><iframe src="/u/112.pdf"></iframe><p>').replace(b"<h1", time.encode(), 1)
    outcome = read_answer(answer(frame), HANOIMOI)
    assert isinstance(outcome, Article)
    assert (outcome.text, [one.title for one in outcome.attachments]) == ("", ["112.pdf"])
    undated = read_answer(answer(frame.replace(b"20/11/2026", b"")), HANOIMOI)
    assert undated == Unreadable(FailureKind.PARSE, "empty: no text")


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (404, Skipped("gone", "HTTP 404")),
        (410, Skipped("gone", "HTTP 410")),
        (401, Blocked("HTTP 401", by_challenge=False)),
        (403, Blocked("HTTP 403", by_challenge=False)),
        (429, Blocked("HTTP 429", by_challenge=False)),
        (503, Blocked("HTTP 503", by_challenge=False)),
        (500, Unreadable(FailureKind.SERVER_ERROR, "HTTP 500")),
        (408, Unreadable(FailureKind.SERVER_ERROR, "HTTP 408")),
        (400, Unreadable(FailureKind.HTTP, "HTTP 400")),
        (301, Unreadable(FailureKind.HTTP, "HTTP 301")),
    ],
)
def test_a_status_decides_whatever_the_body_says(status: int, verdict: Outcome) -> None:
    assert read_answer(answer(page(), status=status), HANOIMOI) == verdict


def test_a_shell_asks_the_api_of_its_source_once() -> None:
    url = "https://www.mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai"
    outcome = read_answer(answer(SHELL, url=url), MOF)
    assert isinstance(outcome, Shell)
    assert outcome.request.url == "https://www.mof.gov.vn/api/article/getbyslug?slug=mot-bai"
    assert kind_of(read_answer(answer(SHELL, url=url, from_api=True), MOF)) == FailureKind.PARSE


def test_a_page_class_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object, **options: object) -> Article:
        raise KeyError("datePublished")

    monkeypatch.setattr("hanoi_press.crawl.read_answer.read", fails)
    outcome = read_answer(answer(page()), HANOIMOI)
    assert isinstance(outcome, Unreadable) and outcome.kind is FailureKind.PARSE
    assert outcome.reason == "the page class failed: KeyError: 'datePublished'"
    assert isinstance(outcome.error, KeyError)


def stored(data: Path, bodies: dict[str, bytes]) -> Path:
    """Write an archive of pages with HTTP 200; return the file."""
    writer = WarcWriter(data, "hanoimoi", "test")
    for url, body in bodies.items():
        writer.write(Exchange(url, DAY, 200, "OK", [("Content-Type", "text/html; charset=utf-8")], body))
    writer.close()
    return next(data.glob("archive/hanoimoi/*/*.warc.gz"))


@pytest.mark.parametrize("name", ["an article", *VERDICTS])
def test_replay_gives_the_verdict_of_the_crawl(tmp_path: Path, name: str) -> None:
    body = page() if name == "an article" else VERDICTS[name][0]
    (record,) = responses(stored(tmp_path, {URL: body}), pytest.fail)
    assert read_record(record, URL, HANOIMOI) == read_answer(answer(body, encoding="utf-8"), HANOIMOI)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FailureKind.EMPTY),
        (b" \n", FailureKind.EMPTY),
        (page()[:-30], FailureKind.TRUNCATED),
        (b"\0\1\2" * 99, FailureKind.GARBAGE),
    ],
)
def test_broken_bodies_in_a_replay(tmp_path: Path, body: bytes, kind: FailureKind) -> None:
    file = stored(tmp_path, {URL: body})
    task = Task(Slice(file, "a", 0, file.stat().st_size, "a"), frozenset({"hanoimoi"}))
    ((_, found),) = read_slice(task)
    assert found.articles == []
    assert found.counts == Counter({("hanoimoi", "read"): 1, ("hanoimoi", f"unreadable/{kind}"): 1})


@pytest.mark.slow
def test_crawl_and_replay_count_alike(tmp_path: Path) -> None:
    """A site that answers each article in another broken way; then its archive is read again.

    An answer that broke off on its way is not among them: Scrapy hands on nothing that could be archived.
    """
    paper = Paper()
    for number in range(1, 9):
        paper.publish(number, at(f"2023-03-06 {number + 6:02}:15"))
    pages = paper.pages()
    whole = pages[paper.pieces[1].url]
    broken = {
        2: Page.of(NOT_FOUND.decode()),
        3: Page.of(SHELL.decode()),
        4: Page.of(SPONSORED.decode()),
        5: Page.of(NOTHING.decode()),
        6: Wreck(200, whole.headers, whole.body, "empty"),
        7: Wreck(200, whole.headers, whole.body, "noise"),
        8: Wreck(200, whole.headers, whole.body, "gzip-cut"),
    }
    pages |= {paper.pieces[number].url: answer for number, answer in broken.items()}
    named = ",".join(piece.url for piece in paper.pieces.values())
    with serve(pages) as served:
        done = crawl(tmp_path, "hanoimoi", "-a", f"url={named}", "-s", "RETRY_ENABLED=False", served=served)
    wanted = "5 pages could not be read (1 empty, 1 garbage, 2 parse, 1 truncated); left out: 1 not-found, 1 sponsored"
    assert list(done.articles) == ["hanoimoi/1"]
    assert wanted in done.out, done.out
    again = run(tmp_path, "replay", "hanoimoi", "--jobs", "1")
    fault = "; 5 of 8 pages could not be read\n"
    assert done.out.endswith(fault)
    assert again.stdout == f"hanoimoi: 8 pages read: 0 new, 0 changed, 1 unchanged; {wanted}{fault}", again.stderr
    assert (done.code, again.returncode) == (1, 1)


@pytest.mark.slow
def test_a_challenge_is_blocked_in_both(tmp_path: Path) -> None:
    paper = Paper()
    paper.publish(1, at("2023-03-06 08:15"))
    url = paper.pieces[1].url
    with serve(paper.pages() | {url: Page.of(CHALLENGE.decode())}) as served:
        done = crawl(tmp_path, "hanoimoi", "-a", f"url={url}", served=served)
    assert (done.code, done.articles) == (1, {}) and "blocked: 1" in done.out
    again = run(tmp_path, "replay", "hanoimoi", "--jobs", "1")
    assert "0 pages could not be read; blocked: 1" in again.stdout


def test_203_brings_a_whole_page_and_206_a_part(tmp_path: Path) -> None:
    """As a cache or a filter on the way answers; in crawl and replay alike."""
    whole, part = (answer(page(), status=status) for status in (203, 206))
    assert isinstance(read_answer(whole, HANOIMOI), Article)
    assert read_answer(part, HANOIMOI) == Unreadable(FailureKind.HTTP, "HTTP 206")
    urls = {status: f"https://hanoimoi.vn/bai-viet-{status}0.html" for status in (203, 206)}
    pages = {
        urls[203]: Page.of(page(text="Bản tin qua một máy chủ trung gian, còn nguyên vẹn.").decode(), status=203),
        urls[206]: Page.of(page(text="Bản tin chỉ có một phần, đoạn sau còn thiếu.").decode(), status=206),
    }
    with serve(pages) as served:
        done = crawl(tmp_path, "hanoimoi", "-a", f"url={','.join(pages)}", served=served)
    assert list(done.articles) == ["hanoimoi/2030"]
    (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
    again = run(tmp_path / "again", "replay", "hanoimoi", "--archive", str(file))
    assert (again.returncode, len(list((tmp_path / "again" / "articles").rglob("*.jsonl")))) == (0, 1), again.stderr
