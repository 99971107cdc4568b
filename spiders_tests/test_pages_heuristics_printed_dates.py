"""Dates printed around the headline and behind the body, in markup that no selector knows."""

from __future__ import annotations

import pytest

from spiders_tests.line_page import DATE, DATE_LINE, PARAGRAPHS, TITLE, read

CLOCK = '<div class="now">Thứ ba, 24/11/2026 | 07:00</div>'


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("above", DATE_LINE),
        ("top", DATE_LINE),
        ("after", "<p>Ngày đăng: 20/11/2026 09:15</p>"),
        ("after", "<div>20/11/2026 09:15</div>"),
        ("before", "<p>Thứ sáu, 20/11/2026 | 09:15</p>"),
        ("end", "<p>Cập nhật lúc 09:15 ngày 20/11/2026</p>"),
        ("above", "<div>Cập nhật lúc: 09:15 - 20/11/2026</div>"),
        ("above", "<div>Thời sự - 20/11/2026 09:15 - Hoài Nam</div>"),
        ("above", "<div>20/11/2026 09:15 | Lượt xem: 123 | Cỡ chữ</div>"),
        ("above", "<div><span>Hoài Nam</span><span>09:15 20/11/2026</span><span>5 phút đọc</span></div>"),
        ("above", "<div><span>20/11/2026</span></div><div><span>09:15</span></div>"),
        ("above", "<div><span>09:15</span></div><div><span>Thứ sáu, 20/11/2026</span></div>"),
        ("above", "<table><tr><td>Ngày đăng:</td><td>20/11/2026 09:15</td></tr></table>"),
    ],
)
def test_printed_date_with_its_hour(where: str, line: str) -> None:
    article = read(**{where: line})
    assert article.published_at == DATE
    assert article.modified_at is None
    assert article.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        '<div><time datetime="2026-11-20T09:15:00+07:00">4 ngày trước</time></div>',
        '<div><time datetime="2026-11-20T09:15:00+07:00">Hôm qua, 09:15</time></div>',
        '<div><span title="20/11/2026 09:15">4 ngày trước</span></div>',
        '<div><abbr title="Thứ sáu, 20/11/2026 09:15">tuần trước</abbr></div>',
        '<div><span data-published="2026-11-20T02:15:00Z">4 days ago</span></div>',
        '<div><span data-time="1795140900">4 ngày trước</span></div>',
        '<div><a href="/tac-gia/1">Hoài Nam</a> · <time datetime="2026-11-20T09:15:00+07:00">4 ngày trước</time></div>',
        '<div>Posted on <time datetime="2026-11-20T09:15:00+07:00">20/11/2026</time></div>',
        '<time datetime="2026-11-20T09:15:00+07:00"></time>',
    ],
)
def test_moment_that_an_attribute_states(line: str) -> None:
    assert read(above=line).published_at == DATE


def test_relative_time_without_a_moment_is_no_date() -> None:
    assert read(above="<div>4 ngày trước</div>").published_at is None


def test_dates_of_teasers_are_no_date_of_the_article() -> None:
    assert read().published_at is None
    row = (
        '<div><a href="/x.html">Đê mới nghiệm thu xong trước mùa lũ năm nay</a><br><span>16/11/2026 08:00</span></div>'
    )
    assert read(after=row).published_at is None
    assert read(top=row, above=DATE_LINE).published_at == DATE


def test_clock_of_the_site_does_not_win() -> None:
    line = "<div>20/11/2026 09:15</div>"
    assert read(top=CLOCK, above=line).published_at == DATE
    assert read(above=CLOCK + line).published_at == DATE
    assert read(above=CLOCK).published_at == "2026-11-24T07:00:00+07:00"


def test_update_beside_the_publication() -> None:
    for lines in (
        "<div>Ngày đăng: 20/11/2026 09:15</div><div>Cập nhật: 20/11/2026 10:00</div>",
        "<div>Cập nhật: 20/11/2026 10:00</div><div>Ngày đăng: 20/11/2026 09:15</div>",
    ):
        article = read(above=lines)
        assert (article.published_at, article.modified_at) == (DATE, "2026-11-20T10:00:00+07:00")


def test_update_alone_does_not_yield_to_the_date_of_a_teaser() -> None:
    rows = "".join(
        f'<div><a href="/{n}">Cầu mới nối hai bờ sông Cái thứ {n}</a> <i>1{n}/11/2026</i></div>' for n in (5, 6)
    )
    assert read(above="<div>Cập nhật lúc: 09:15 - 20/11/2026</div>", after=rows).published_at == DATE


def test_date_of_an_event_in_the_text_stays_there() -> None:
    article = read(above=DATE_LINE, before="<p>Thời gian: 22/11/2026 08:00</p>")
    assert article.published_at == DATE
    assert article.text.startswith("Thời gian: 22/11/2026 08:00\n\n")


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2026-11-20T09:15:33+07:00", "2026-11-20T09:15:33+07:00"),
        ("2026-11-20T02:15:33Z", "2026-11-20T09:15:33+07:00"),
        ("2026-11-20T09:18:00+07:00", DATE),
        ("2026-11-19T22:01:12+07:00", DATE),
    ],
)
def test_second_clock_counts_if_it_has_seconds_and_is_near(stated: str, published: str) -> None:
    meta = f'<meta property="article:published_time" content="{stated}">'
    assert read(head=meta, above=DATE_LINE).published_at == published
    news = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>'
    assert read(head=meta + news, above=DATE_LINE).published_at == published
