"""Bodies that begin with a bold summary, on small pages modelled on hanoimoi's of 2008 to 2023."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract
from hanoi_press.pages import read
from hanoi_press.sources import context_for, source_for

OLD = "http://hanoimoi.com.vn/Tin-tuc/Xa-hoi/516196/mot-bai"
TODAY = "https://hanoimoi.vn/mot-bai-7562.html"

LEAD = "Con đê bao của xã được đắp lại sau mùa lũ năm ngoái."
ONE = "Đoạn đầu kể rằng con đê đã cũ, mặt đê chỉ còn rộng hai mét."
TWO = "Đoạn sau kể rằng xã đã mua thêm hai máy bơm."
SUB = "Nỗi lo cũ"
JUSTIFIED = '<div style="text-align: justify;">'

# Markup of the first paragraphs; each comes out as the summary, the sub-heading and two paragraphs.
IN_ONE_BOX = [
    f"{JUSTIFIED}<strong>(HNM) - {LEAD}<br><br>{SUB}</strong><br><br>{ONE}<br><br>{TWO}</div>",
    f"{JUSTIFIED}<b>(HNM) - {LEAD}<br/>&nbsp;<br/>{SUB}</b><br />\n<br />{ONE}<br><br>{TWO}</div>",
    f"{JUSTIFIED}<strong>(HNM)</strong><b> - {LEAD}</b><br><br><b>{SUB}</b><br><br>{ONE}<br><br>{TWO}</div>",
    f"{JUSTIFIED}(HNM) - <strong>{LEAD}</strong><br><br><strong>{SUB}</strong><br><br>{ONE}<br><br>{TWO}</div>",
    f"{JUSTIFIED}<strong>(HNM) - {LEAD}</strong></div>{JUSTIFIED}<b>{SUB}</b><br><br>{ONE}<br><br>{TWO}</div>",
    f"<strong>(HNM) - {LEAD}<br><br>{SUB}</strong><br><br>{ONE}<br><br>{TWO}",
    f"<p><span><strong>(HNM) - {LEAD}</strong></span></p><p><b>{SUB}</b></p><p>{ONE}</p><p>{TWO}</p>",
    f'<img src="/Uploads/de.jpg"><br><strong>(HNM) - {LEAD}<br><br>{SUB}</strong><br><br>{ONE}<br><br>{TWO}',
]


def page_2019(body: str) -> Article:
    return extract(f'<h1 class="caption">Đê cũ</h1><div class="article">{body}</div>'.encode(), OLD)


def page_2013(body: str) -> Article:
    return extract(f'<div id="NewsDetails"><h1>Đê cũ</h1><div class="article">{body}</div></div>'.encode(), OLD)


def page_today(body: str, headlines: str = "") -> Article:
    return extract(
        f"""<html><head><meta name="description" content="Mô tả chung."></head><body><div class="l-main">
        <div class="c-detail-head"><h1 class="c-detail-head__title">Đê cũ</h1></div>
        <div class="b-maincontent">{headlines}
        <article class="entry">{body}</article></div></div></body></html>""".encode(),
        TODAY,
    )


def bare_body(body: str) -> Article:
    context = context_for(source_for(TODAY))
    return read(body.encode(), TODAY, context, fetched_at="2026-11-24T03:00:00Z", require_title=False)


@pytest.mark.parametrize("page", [page_2019, page_2013, page_today, bare_body])
@pytest.mark.parametrize("body", IN_ONE_BOX)
def test_dateline_and_summary_come_off_and_the_sub_heading_is_text(page: object, body: str) -> None:
    assert callable(page)
    got = page(body)
    assert (got.dateline, got.summary) == ("HNM", LEAD)
    assert got.text.split("\n\n") == [SUB, ONE, TWO]
    assert got.extraction.fields["summary"] == "css"


def test_the_summarys_box_and_the_bold_paragraph_that_repeats_it() -> None:
    got = page_today(IN_ONE_BOX[0], headlines=f'<p class="Headlines">{LEAD}</p>')
    assert (got.dateline, got.summary, got.text.split("\n\n")) == ("HNM", LEAD, [SUB, ONE, TWO])


def test_a_bold_paragraph_with_other_words_than_the_summarys_box_is_text() -> None:
    body = f"<p><b>(HNM) - {LEAD}</b></p><p>{ONE}</p>"
    got = page_today(body, headlines='<p class="Headlines">Xã mua thêm máy bơm.</p>')
    assert (got.dateline, got.summary) == (None, "Xã mua thêm máy bơm.")
    assert got.text.split("\n\n") == [f"(HNM) - {LEAD}", ONE]


@pytest.mark.parametrize(
    "body",
    [
        f"<p><b>{SUB}</b></p><p>{ONE}</p>",  # a sub-heading without a dateline
        f"<p><b>(HNM)</b> - {LEAD}</p><p>{ONE}</p>",  # of the paragraph only the dateline is bold
        f"<p><b>(HNM) - Con đê bao</b> của xã được đắp lại.</p><p>{ONE}</p>",
        f"<h2><b>(HNM) - {SUB}</b></h2><p>{ONE}</p>",
    ],
)
def test_today_only_a_bold_first_paragraph_with_a_dateline_is_the_summary(body: str) -> None:
    assert page_today(body).summary == "Mô tả chung."


def test_words_before_the_bold_ones_that_are_no_dateline() -> None:
    got = page_2019(f"{JUSTIFIED}Hôm qua, <strong>{LEAD}</strong><br><br>{ONE}</div>")
    assert (got.summary, got.text.split("\n\n")) == (None, [f"Hôm qua, {LEAD}", ONE])


def test_a_bare_body_without_a_dateline_in_boxes_of_no_kind_is_no_fragment() -> None:
    assert bare_body(f"{JUSTIFIED}{ONE}<br><br>{TWO}</div>").extraction.page == "heuristic"


@pytest.mark.parametrize("page", [page_2019, page_2013, page_today, bare_body])
def test_to_be_continued_is_text(page: object) -> None:
    assert callable(page)
    got = page(f"{JUSTIFIED}<strong>(HNM) - {LEAD}</strong><br><br>{ONE}<br><br>{TWO}<br><br><em>(Còn nữa)</em></div>")
    assert got.text.split("\n\n") == [ONE, TWO, "(Còn nữa)"]
