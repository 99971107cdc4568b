"""The pages of `corpus browse`, over real HTTP: what they say, in both languages."""

from __future__ import annotations

import contextlib
import csv
import html
import io
import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from spiders_tests.browsed_corpus import COPY, ORIGINAL, REVISED, Browsed, ShownPage, browsed, put_corpus_to_browse


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsed]:
    data = tmp_path_factory.mktemp("pages")
    put_corpus_to_browse(data)
    with browsed(data) as found:
        yield found


def total(site: Browsed, path: str) -> int:
    found = re.search(r'data-total="(\d+)"', site.get(path).text)
    assert found, path
    return int(found[1])


def hits(site: Browsed, path: str) -> list[str]:
    return re.findall(r'<li data-id="([^"]+)"', site.get(path).text)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/", 61),
        ("/?q=giao thong", 2),
        ("/?q=giao thông", 2),
        ("/?q=giáo thông", 0),
        ('/?q="vanh dai 3" doi chieu', 1),
        ("/?q=thủy lợi", 1),
        ("/?source=mst", 1),
        ("/?source=mst&source=moit", 2),
        ("/?section=giao thong", 1),
        ("/?author=Tác giả 3", 5),
        ("/?tag=giao thông", 2),
        ("/?since=2026-11-20", 2),
        ("/?until=2025-10-31", 5),
        ("/?q=giao thong&without_copies=1", 1),
        ("/?q=giao thong&source=mst&since=2026-11-21&until=2026-11-21", 1),
    ],
)
def test_words_and_filters(site: Browsed, path: str, number: int) -> None:
    assert total(site, path) == number


def test_hits_show_where_the_words_are(site: Browsed) -> None:
    text = site.get("/?q=giao thông&source=hanoimoi&lang=vi").text
    assert "<mark>Giao</mark> <mark>thông</mark> vành đai 3 đổi chiều" in text
    assert "20/11/2026" in text and "Đô thị › Giao thông" in text and f'href="/article/{ORIGINAL}"' in text


def test_orders(site: Browsed) -> None:
    assert sorted(hits(site, "/?q=giao thong&order=best")) == [ORIGINAL, COPY]
    assert hits(site, "/?q=giao thong&order=newest") == [COPY, ORIGINAL]
    assert hits(site, "/?q=giao thong&order=oldest") == [ORIGINAL, COPY]
    assert hits(site, "/")[:3] == [COPY, ORIGINAL, REVISED]


def test_pages_follow_each_other(site: Browsed) -> None:
    seen, path = [], "/"
    for _ in range(9):
        seen += hits(site, path)
        following = re.search(r'<a rel="next" href="([^"]+)"', site.get(path).text)
        if not following:
            break
        path = html.unescape(following[1])
    assert path == "/?page=4" and len(seen) == len(set(seen)) == 61
    assert hits(site, "/?page=99") == [] and total(site, "/?page=99") == 61


def test_what_was_not_found_suggests_other_accents(site: Browsed) -> None:
    text = site.get("/?q=giáo thông&lang=en").text
    assert "2 articles with other accents" in text
    assert 'href="/?q=giao+thong"' in text and total(site, "/?q=giao+thong") == 2


def test_facets_count_and_narrow_and_widen(site: Browsed) -> None:
    text = site.get("/").text
    block = re.search(r'<section data-facet="source">.*?</section>', text, re.S)
    assert block
    counts = dict(re.findall(r'<bdi class="name">([^<]+)</bdi> <span class="count">(\d+)</span>', block[0]))
    assert counts == {"hanoimoi": "59", "moit": "1", "mst": "1"}
    narrowed = site.get("/?source=mst").text
    assert '<a href="/" class="chosen"' in narrowed  # the click that widens again
    assert '<a href="/?source=mst&amp;source=hanoimoi"' in narrowed  # the others stay, to be added
    authors = re.search(r'<section data-facet="author">.*?</section>', text, re.S)
    assert authors and authors[0].count("<li>") > 8 and "<details><summary>" in authors[0]
    shown, folded = authors[0].split("<details>")
    assert shown.count("<li>") == 8 and folded.count("<li>") == 8  # 12 invented, Lê An, Trần Bình, the hostile two


def test_a_chosen_name_that_has_no_article_can_be_widened(site: Browsed) -> None:
    text = site.get("/?author=Không Ai").text
    assert total(site, "/?author=Không Ai") == 0 and '<a href="/" class="chosen"' in text


def test_the_chart_has_all_months_and_narrows(site: Browsed) -> None:
    text = site.get("/").text
    bars = re.findall(r'<a href="([^"]+)"[^>]*data-period="([^"]+)" data-count="(\d+)"', text)
    assert len(bars) == 14 and sum(int(count) for *_, count in bars) == 60  # one article has no date
    address = next(html.unescape(address) for address, period, _ in bars if period == "2026-11")
    assert address == "/?since=2026-11-01&until=2026-11-30" and total(site, address) == 7
    narrowed = site.get(address).text
    assert narrowed.count("data-period") == 14 and re.search(r'<a href="/"[^>]*data-period="2026-11"', narrowed)
    assert "November 2026: 7 articles" in ShownPage(site.get(address + "&lang=en").text).words


def test_downloads_are_the_articles_found(site: Browsed) -> None:
    answer = site.get("/articles.jsonl?q=giao thông&order=oldest")
    lines = [json.loads(one) for one in answer.body.splitlines()]
    assert [one["id"] for one in lines] == [ORIGINAL, COPY] and lines[0]["text"].startswith("Đường Thuỷ Lợi")
    assert answer.headers["content-disposition"] == 'attachment; filename="hanoi-press-giao-thong.jsonl"'
    rows = list(csv.DictReader(io.StringIO(site.get("/articles.csv").text, newline="")))
    assert site.get("/articles.csv").body.startswith(b"\xef\xbb\xbf") and len(rows) == 61
    assert next(one for one in rows if one["id"] == ORIGINAL)["text"].endswith("còn đông.")
    assert site.get("/articles.csv?q=khongcogi").text.count("\n") == 1


def test_an_article_reads_like_one(site: Browsed) -> None:
    text = site.get(f"/article/{ORIGINAL}?lang=vi").text
    words = ShownPage(text).words
    for part in (
        *("Thứ Sáu, 20 tháng 11, 2026, 08:15", "Sửa: Thứ Sáu, 20 tháng 11, 2026, 09:30", "(HNM) Từ thứ Hai"),
        *("Lê An, Trần Bình", "Bài gốc trên hanoimoi.vn", "Theo TTXVN", "Cây cầu buổi sáng", "Ảnh: Đức Thịnh"),
        *("Lịch phân luồng", "Có thể thiếu đoạn", "JSON-LD của trang", "20/11/2026 08:15"),
        *("archive/hanoimoi/2026-11/a.warc.gz, từ byte 12.345", "thấp"),
    ):
        assert part in words, part
    assert "<p>Đường Thuỷ Lợi thông xe.</p>" in text and "<img" not in text
    english = ShownPage(site.get(f"/article/{ORIGINAL}?lang=en").text).words
    assert "Friday, 20 November 2026, 08:15" in english and "at byte 12,345" in english


def test_links_that_leave_say_nothing_of_us(site: Browsed) -> None:
    links = ShownPage(site.get(f"/article/{ORIGINAL}").text).links
    foreign = [one for one in links if (one["href"] or "").startswith("http")]
    assert {one["href"] for one in foreign} == {
        *("https://hanoimoi.vn/bai-1.html", "https://hnm.1cdn.vn/cau.jpg", "https://hanoimoi.vn/lich.pdf"),
        "https://ttxvn.org.vn/1",
    }
    assert all(one["rel"] == "noopener noreferrer nofollow" for one in foreign)


def test_copies_and_originals_are_tied_both_ways(site: Browsed) -> None:
    original, copy = site.get(f"/article/{ORIGINAL}?lang=en").text, site.get(f"/article/{COPY}?lang=en").text
    assert 'data-tied="copies"' in original and f'href="/article/{COPY}"' in original and "87% shared" in original
    assert "mst/404" in original and "not in the corpus" in original and 'href="/article/mst/404"' not in original
    assert 'data-tied="originals"' in copy and f'href="/article/{ORIGINAL}"' in copy


def test_revisions_with_their_differences(site: Browsed) -> None:
    text = site.get(f"/article/{REVISED}").text
    assert "Giá <del>12.000</del> <ins>11.000</ins> đồng một số." in text
    assert "Giá điện <del>tăng</del> <ins>giảm</ins>" in text and text.count("<details") == 2
    words = ShownPage(site.get(f"/article/{REVISED}?lang=vi").text).words
    assert "tiêu đề: " in words and "nội dung: " in words and "title:" not in words


@pytest.mark.parametrize(
    "typed", [ORIGINAL, "https://hanoimoi.vn/bai-1.html", "http://hanoimoi.vn/bai-1.html?utm_source=x"]
)
def test_an_id_or_an_address_leads_to_its_article(site: Browsed, typed: str) -> None:
    text = site.get(f"/?q={quote(typed, safe='')}&lang=en").text
    assert "of this id or address" in text and f'href="/article/{ORIGINAL}"' in text
    assert "of this id or address" not in site.get("/?q=hanoimoi/9999").text + site.get("/?q=giao thong").text


def test_an_article_that_is_not_there(site: Browsed) -> None:
    answer = site.get("/article/hanoimoi/404?lang=en")
    assert answer.status == 404 and "no article hanoimoi/404" in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        *('"', '""', "giao AND", "NEAR(giao thong)", "title:giao", "giao*", "-giao", "giao OR 1=1 --", "a^2", "{giao}"),
        *(
            "giao\x00thong",
            "\u202egiao",
            "%",
            "'; DROP TABLE article; --",
            "giao " * 90,
            "\ud7ff\uffff",
            "id:1",
        ),
    ],
)
def test_nothing_that_is_typed_is_an_operator(site: Browsed, typed: str, caplog: pytest.LogCaptureFixture) -> None:
    assert site.get("/?q=" + quote(typed)).status in (200, 400) and site.get("/").status == 200
    assert site.get("/articles.jsonl?q=" + quote(typed)).status in (200, 400)
    assert caplog.records == []


def test_operators_are_words(site: Browsed) -> None:
    assert total(site, "/?q=giao OR zzzz") == 0 and total(site, "/?q=" + quote("giao\x00thong")) == 2


@pytest.mark.parametrize(
    "query",
    [
        *("q=" + "a" * 100_000, "q=" + "a" * 600, "source=x" * 3000, "&".join(f"tag={n}" for n in range(60))),
        *("since=gestern", "since=2026-02-30", "until=99999-01-01", "since=2026-11-20&until=2026-11-19", "q=%3F%3F"),
        *("source=nosuch", "&" * 3000, "since=%00"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/articles.csv"])
def test_what_cannot_be_asked_is_said(site: Browsed, path: str, query: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = site.get(f"{path}?{query}&lang=vi")
    assert answer.status == (200 if query == "since=%00" else 400) and caplog.records == []
    assert ('role="alert"' in answer.text) == (answer.status == 400)


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "99999999", "1.5", "²", ""])
def test_odd_pages(site: Browsed, page: str) -> None:
    assert site.get(f"/?page={page}").status == 200


def test_a_head_beyond_all_bounds(site: Browsed) -> None:
    with contextlib.suppress(OSError):  # the connection was closed while it was still sent
        assert site.get("/?q=" + "a" * 400_000).status == 400
    assert site.get("/").status == 200


def test_the_language_is_chosen_by_link_cookie_and_browser(site: Browsed) -> None:
    def language(path: str, **headers: str) -> str:
        return site.get(path, **headers).text.split('<html lang="')[1][:2]

    assert language("/") == "en" and language("/", Accept_Language="vi-VN,vi;q=0.9,en;q=0.8") == "vi"
    assert language("/?lang=vi") == "vi" and language("/?lang=xx", Accept_Language="vi") == "vi"
    answer = site.get("/?lang=vi")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("hanoi_press_lang=vi;") and "HttpOnly" in cookie and "SameSite=lax" in cookie
    assert language("/", Cookie="a=1; hanoi_press_lang=vi", Accept_Language="en") == "vi"
    assert "set-cookie" not in site.get("/").headers
    assert 'href="/?q=c%E1%BA%A7u&amp;lang=vi"' in site.get("/?q=cầu").text
