"""A page is read in a time that grows with its length, whatever it repeats and wherever."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.items import Article
from hanoi_press.pages import NotAnArticle
from spiders_tests.cost_growth import growth

PROSE = "<p>Sáng nay cầu mới qua sông đã được thông xe sau hai năm thi công, đúng như kế hoạch.</p>"
HANOIMOI = (
    "https://hanoimoi.vn/cau-moi-1.html",
    '<body><h1 class="c-detail-head__title">Cầu mới{title}</h1><div class="b-maincontent"><div class="entry">'
    f"{PROSE}{{body}}</div></div></body>",
)
UNKNOWN = (
    "https://unknown.example/a",
    f"<body><article><h1>Cầu mới{{title}}</h1>{PROSE}{PROSE}{PROSE}<p>{{body}}</p></article></body>",
)
OUTLINE = (
    "https://mae.gov.vn/cau-moi-1.htm",
    '<body><a class="item-tintuc">x</a><div class="detail"><h1>Cầu mới{title}</h1>'
    f"{PROSE}{PROSE}{PROSE}{{body}}</div></body>",
)
GOV = (
    "https://bvhttdl.gov.vn/cau-moi-1.htm",
    f'<body><h1>Cầu mới{{title}}</h1><div class="article-content">{PROSE}{PROSE}{{body}}</div></body>',
)
PUMPS = {
    "lines": ("title", "x<br>"),
    "lines in the body": ("body", "x<br>"),
    "nested captions": ("body", "<figcaption>x"),
    "pictures and captions": ("body", '<img src="/{number}.jpg"><p><i>x</i></p>'),
    "embeds": ("body", '<embed src="/{number}.pdf"><p>x</p>'),
    "sizes of pictures": ("body", '<picture><source srcset="/{number}.jpg 9w"><img>'),
    "players": ("body", '<div class="video"><img src="/{number}.jpg">'),
    "objects": ("body", '<object data="/{number}.pdf">'),
    "noscripts": ("body", '<img src="#"><noscript>&lt;img src="/{number}.jpg"&gt;</noscript>'),
    "figures": ("body", '<figure><img src="/{number}.jpg"><figcaption>x'),
    "frames and captions": ("body", '<p><iframe src="/{number}"></iframe></p><p>Clip: x</p>'),
    "bold": ("body", "<b>x</b> "),
    "list": ("body", "<li>x</li>"),
    "rows": ("body", "<tr><td>a<td>b"),
    "tables": ("body", "<table><tr><td>x"),
    "boxes": ("body", '<div class="summary">x'),
    "figures with tables": ("body", "<figure><table><tr><td>a<td>b"),
    "figures with words": ("body", "<figure><img src=/{number}.jpg><figcaption>x</figcaption><p>y z</p></figure>"),
    "headlines": ("title", "<h1>x"),
    "invitations": ("body", "<p>Xem thêm x</p>"),
    "dates": ("body", "<p>ngày 5 tháng hai 2020</p>"),
    "sources": ("body", "(theo "),
}


def read(site: tuple[str, str], slot: str, words: str) -> Article | str:
    url, page = site
    body = page.replace(f"{{{slot}}}", words).replace("{title}", "").replace("{body}", "").encode()
    try:
        return extract(body, url, fetched_at="2026-11-24T00:00:00Z")
    except NotAnArticle as verdict:
        return verdict.kind


@pytest.mark.slow
@pytest.mark.parametrize("site", [HANOIMOI, UNKNOWN, OUTLINE], ids=["template", "unknown", "outline"])
@pytest.mark.parametrize(("slot", "pump"), PUMPS.values(), ids=PUMPS.keys())
def test_growth(site: tuple[str, str], slot: str, pump: str) -> None:
    words = {size: "".join(pump.replace("{number}", str(n)) for n in range(size)) for size in (700, 2800)}
    assert growth(lambda size: read(site, slot, words[size]), 700) < 8


NESTED = {
    "summaries": ('<div class="summary">', "một hai ba "),
    "authors": ('<div class="author">', "<i></i>"),
    "titles": ('<div class="title">', "một hai ba "),
    "bodies": ('<div class="article-content">', "<i></i>"),
    "files": ("<a href=/x.pdf><span>", "một hai ba "),
    "pictures": ("<table><img src=/a.jpg>", "một hai ba "),
    "links to pages": ("<a href=/x.pdf><div>", '<a href="/x">tin</a><br><br>'),
    "tables": ("<table>", "một hai ba bốn "),
}


@pytest.mark.slow
@pytest.mark.parametrize("site", [HANOIMOI, UNKNOWN, OUTLINE, GOV], ids=["template", "unknown", "outline", "gov"])
@pytest.mark.parametrize(("box", "pump"), NESTED.values(), ids=NESTED.keys())
def test_boxes_inside_each_other(site: tuple[str, str], box: str, pump: str) -> None:
    """The words in them are not read again for each box: 100 boxes cost little more than 10."""
    size = 200_000 // len(pump.encode())
    bodies = {number: box * number + pump * size for number in (10, 100)}
    assert growth(lambda number: read(site, "body", bodies[number]), 10, times=10) < 4


@pytest.mark.slow
def test_links_in_one_box() -> None:
    box = {size: "<div>" + '<a href="/x">tin</a><br><br>' * size + "</div>" for size in (400, 1600)}
    assert growth(lambda size: read(HANOIMOI, "body", box[size]), 400) < 8


def test_all_pictures_are_kept() -> None:
    article = read(HANOIMOI, "body", "".join(f'<img src="/{n}.jpg"><p><i>Ảnh {n}</i></p>' for n in range(150)))
    assert isinstance(article, Article)
    assert [one.caption for one in article.images] == [f"Ảnh {n}" for n in range(150)]
    assert article.text == PROSE[3:-4] and "markup" not in article.extraction.fields


def test_a_page_too_large_for_trafilatura() -> None:
    article = read(UNKNOWN, "body", "x <i>y</i> " * 9000)
    assert isinstance(article, Article)
    assert article.extraction.fields["text"] == "heuristic" and "markup" not in article.extraction.fields
    assert article.text.startswith(PROSE[3:-4]) and article.text.endswith("x y " * 8999 + "x y")


def test_what_is_bold_in_a_long_paragraph() -> None:
    article = read(UNKNOWN, "body", "x <b>y</b> " * 400)
    assert isinstance(article, Article)
    assert article.extraction.fields["text"] == "heuristic" and article.text.endswith("x y " * 399 + "x y")


def test_a_caption_inside_another_one() -> None:
    article = read(
        HANOIMOI, "body", '<figure><img src="/1.jpg"><figcaption>A<figcaption>B</figcaption></figcaption></figure>'
    )
    assert isinstance(article, Article)
    assert [one.caption for one in article.images] == ["A B"]
