"""The words of a summary whose paragraph ends before them, and of one that an unknown page names."""

from __future__ import annotations

import pytest

from hanoi_press.extraction import extract
from spiders_tests.cost_growth import growth

ONE = "Hơn bốn trăm em nhỏ ghi danh ngay trong tuần đầu tiên."
TWO = "Lớp kéo dài đến hết tháng tám, gia đình không phải đóng tiền."
TEXT = [
    "Sáng nay ba huấn luyện viên của phường mở buổi học đầu tiên cho sáu mươi em của hai trường ở ven hồ.",
    "Mỗi khóa có mười hai buổi, các em được phát phao tay và áo phao, người nhà chỉ phải đưa đón đúng giờ.",
    "Đến cuối hè phường sẽ đặt thêm hai bể di động ở sân của những trường nằm xa trung tâm nhất.",
]
BODY = "".join(f"<p>{one}</p>" for one in TEXT)
BOTH = f"{ONE} {TWO}"


def read(name: str, summary: str, body: str = BODY) -> tuple[str | None, list[str]]:
    lead = summary.format(name=name)
    title = "Phường ven hồ dạy bơi miễn phí"
    templates = {
        "Headlines": (
            "https://hanoimoi.vn/day-boi-1309801.html",
            f'<div class="c-detail-head"><h1 class="c-detail-head__title">{title}</h1></div>'
            f'<div class="b-maincontent">{lead}<article class="entry">{body}</article></div>',
        ),
        "block-sc-sapo": (
            "https://hanoimoi.vn/day-boi-1309802.html",
            f'<article class="entry"><div class="sc-longform-header"><h1 class="block-sc-title">{title}</h1>'
            f"{lead}</div>"
            f"{body}</article>",
        ),
        "text-bca-gray-700": (
            "https://bocongan.gov.vn/bai-viet/day-boi-1795137301",
            f'<main><h1>{title}</h1>{lead}<div class="tinymce-content">{body}</div></main>',
        ),
        "descriptive-article": (
            "https://bvhttdl.gov.vn/day-boi-20261120081500124.htm",
            f'<h1 class="title-article">{title}</h1>{lead}<div class="article-content">{body}</div>',
        ),
        "sapo": (
            "https://xavenho.example.gov.vn/tin/day-boi-7.html",
            f'<main><article><h1>{title}</h1><p class="date">20/11/2026 08:15</p>{lead}{body}</article></main>',
        ),
    }
    url, inner = templates[name]
    page = f'<html lang="vi"><head><title>{title}</title></head><body><div class="l-main">{inner}</div></body></html>'
    article = extract(page.encode(), url, fetched_at="2026-11-22T01:00:00Z")
    return article.summary, article.text.split("\n\n")


NAMES = ["Headlines", "block-sc-sapo", "text-bca-gray-700", "descriptive-article"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (f"<ul><li>{ONE}</li><li>{TWO}</li></ul></p>", BOTH),
        (f"<table><tr><td>{BOTH}</td></tr></table></p>", BOTH),
        (f"<form>{BOTH}</form></p>", BOTH),
        (f"<div><p>{BOTH}</p></div></p>", BOTH),
        (f"<p>{BOTH}", BOTH),
        (f"<p>{ONE}</p><br><p>{TWO}</p></p>", BOTH),
        (f"{ONE}<p>{TWO}", BOTH),
        (f"{ONE}<p>{TWO}</p></p>", BOTH),
        (f"{ONE}<hr>{TWO}</p>", BOTH),
        # what is no part of it
        (f"{ONE}</p><div>{TWO}</div>", ONE),
        (f'{ONE}</p><p class="note">{TWO}</p>', ONE),
        (f"{ONE}</p><p>Nghe đọc bài báo</p>", ONE),
        ("</p><div>Nghe đọc bài báo</div>", None),
        (f"</p>{'<p>Đây là một dòng nữa của đầu trang này.</p>' * 5}", None),
    ],
)
def test_paragraphs_that_end_too_early(name: str, summary: str, expected: str | None) -> None:
    assert read(name, '<p class="{name}">' + summary) == (expected, TEXT)


@pytest.mark.parametrize("tag", ["h2", "h3", "p", "div", "strong"])
@pytest.mark.parametrize("inside", [BOTH, f"<p>{BOTH}</p>", f"<p>{ONE}</p><p>{TWO}</p>"])
def test_a_box_that_an_unknown_page_names(tag: str, inside: str) -> None:
    if "<p>" in inside and tag in ("p", "strong"):
        pytest.skip("read by the repair of markup")
    assert read("sapo", f'<{tag} class="{{name}}">{inside}</{tag}>') == (BOTH, TEXT)


def test_boxes_that_are_no_summary_of_an_unknown_page() -> None:
    assert read("sapo", "", f'{BODY}<div class="intro">{BOTH}</div>') == (None, [*TEXT, BOTH])
    assert read("sapo", "", f'<div class="description">{BODY}</div>') == (None, TEXT)


def test_growth() -> None:
    assert growth(lambda size: read("Headlines", '<p class="{name}"></p>' + "<p>a</p>" * size), 500) < 8
    assert growth(lambda size: read("sapo", '<p class="sapo">a</p>' * size), 500) < 8
