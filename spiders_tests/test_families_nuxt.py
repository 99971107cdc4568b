"""Test the fields of Nuxt pages, on small pages of our own, one for each trap of docs/sites/."""

from __future__ import annotations

import json

import pytest

from hanoi_press import Article, extract

BCA = "https://bocongan.gov.vn/bai-viet/mot-bai-1790000001"

UTC = "2026-10-01T18:30:05.398Z"


def nuxt(
    body: str = "<p>Một đoạn của bài.</p>",
    *,
    lead: str = '<p class="mb text-bca-gray-700">Lời dẫn của bài.</p>',
    date: str = '<p class="text-bca-gray-400">02/10/2026</p>',
    boxes: str = "",
    ld: str | None = UTC,
) -> Article:
    stated = {"@type": "NewsArticle", "headline": "Tựa", "datePublished": ld}
    head = f'<script type="application/ld+json">{json.dumps(stated)}</script>' if ld else ""
    page = f"""<html lang="vi"><head>{head}<style>.u{{}}</style></head><body><header><h1>Cổng</h1></header><main>
    <nav aria-label="Breadcrumb"><a href="/"><svg></svg></a><a href="/chuyen-muc/doi-ngoai-1751367399"><i></i>
    <div>Đối ngoại</div></a></nav><h1>Tựa đề</h1><!--[-->{lead}<div><div>{date}<div id="action-social"><p>A+</p></div>
    </div><div id="text-to-speech">Nghe đọc bài</div><div class="tinymce-content mt-4">{body}</div>{boxes}
    <div id="action-social"><span>In</span></div><div id="article-bottom"></div><div id="article-bottom">
    <article class="card-small"><a href="/bai-viet/khac-1">Bài khác</a><span class="text-bca-gray-400">05/10/2026</span>
    </article></div></div></main></body></html>"""
    return extract(page.encode(), BCA)


def box(words: str) -> str:
    return f'<div class="flex resource-author"><div><svg></svg><p class="font-medium">{words}</p></div></div>'


class TestNuxt:
    def test_all_fields(self) -> None:
        got = nuxt(boxes=box("Lê Hà"))
        assert got.extraction.page == "nuxt"
        assert (got.id, got.url) == ("bocongan/1790000001", BCA)
        assert (got.title, got.summary, got.text) == ("Tựa đề", "Lời dẫn của bài.", "Một đoạn của bài.")
        assert (got.section, got.authors, got.tags, got.attribution) == (["Đối ngoại"], ["Lê Hà"], [], None)

    def test_the_json_ld_is_utc_indeed(self) -> None:
        got = nuxt()
        assert got.published_at == "2026-10-02T01:30:05+07:00"
        assert got.raw.published == "02/10/2026"

    def test_without_it_a_day_stays_a_day(self) -> None:
        assert nuxt(ld=None).published_at == "2026-10-02"

    def test_the_date_of_another_articles_card_is_not_ours(self) -> None:
        assert nuxt(date="", ld=None).published_at is None

    def test_without_lead_there_is_no_summary(self) -> None:
        assert nuxt(lead="").summary is None

    def test_a_second_box_is_the_source(self) -> None:
        got = nuxt(boxes=box("Lê Hà") + box("Hà Nội mới"))
        assert got.authors == ["Lê Hà"]
        assert got.attribution is not None
        assert (got.attribution.name, got.attribution.source) == ("Hà Nội mới", "hanoimoi")

    def test_two_boxes_in_one_element(self) -> None:
        both = '<div class="resource-author"><div><p>Lê Hà - Mai Sơn</p></div><div><p>Theo TTXVN</p></div></div>'
        got = nuxt(boxes=both)
        assert got.authors == ["Lê Hà", "Mai Sơn"]
        assert got.attribution is not None and got.attribution.name == "TTXVN"

    @pytest.mark.parametrize(
        "words", ["Theo hanoimoi.com.vn", "hanoimoi.com.vn", "Nguồn: Báo Hànộimới", "Báo Hànộimới"]
    )
    def test_a_first_box_may_be_the_source(self, words: str) -> None:
        got = nuxt(boxes=box(words))
        assert got.authors == []
        assert got.attribution is not None and got.attribution.source == "hanoimoi"
        assert got.raw.attribution == words

    def test_the_portals_own_name_is_no_source(self) -> None:
        got = nuxt(boxes=box("Lê Hà") + box("Cổng TTĐT Bộ Công an"))
        assert (got.authors, got.attribution) == (["Lê Hà"], None)

    def test_a_source_in_brackets_behind_the_author(self) -> None:
        got = nuxt(boxes=box("Lê Hà (Theo TTXVN)"))
        assert got.authors == ["Lê Hà"]
        assert got.attribution is not None and got.attribution.name == "TTXVN"

    def test_a_source_that_is_linked(self) -> None:
        got = nuxt(boxes=box("Lê Hà") + box('<a href="https://cand.com.vn/a-1/">CAND</a>'))
        assert got.attribution is not None
        assert (got.attribution.name, got.attribution.url) == ("CAND", "https://cand.com.vn/a-1/")

    def test_captions_and_their_placeholder(self) -> None:
        figure = '<figure class="image"><img src="/media/a.jpg" alt="a.jpg">{}</figure>'
        empty = '<figcaption data-placeholder="Nhập chú thích ..."></figcaption>'
        held = '<figcaption data-placeholder="Nhập chú thích ...">Nhập chú thích ...</figcaption>'
        full = '<figcaption data-placeholder="Nhập chú thích ...">Lễ ký kết. Ảnh: PV</figcaption>'
        got = nuxt(figure.format(full) + "<p>Đoạn.</p>" + figure.replace("a.jpg", "b.jpg").format(empty)
                   + figure.replace("a.jpg", "c.jpg").format(held))  # fmt: skip
        assert got.text == "Đoạn."
        assert [(i.url[-6:], i.caption, i.credit) for i in got.images] == [
            ("/a.jpg", "Lễ ký kết.", "PV"),
            ("/b.jpg", None, None),
            ("/c.jpg", None, None),
        ]
