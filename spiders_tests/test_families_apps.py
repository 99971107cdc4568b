"""Test the fields of Nuxt, VHV and the JSON APIs on small pages of our own, one for each trap of docs/sites/."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hanoi_press import Article, extract
from hanoi_press.pages import NotAnArticle

BCA = "https://bocongan.gov.vn/bai-viet/mot-bai-1790000001"
MOIT = "https://moit.gov.vn/tin-tuc/mot-bai.html"
MOH = "https://moh.gov.vn/index.jsp?pageId=5803&aid=7&cid=8358"
MOF = "https://www.mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai"
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


def vhv(
    body: str = "<p>Một đoạn của bài.</p>",
    *,
    head: str = '<meta property="article:published_time" content="2026-09-30T21:26:36+0700" />',
    date: str = 'Thứ 4, 30/09/2026<span class="drash"> | </span>21:22',
    brief: str = '<div class="article-brief common-brief"><p><strong>Sapo của bài.</strong></p></div>',
    inner: str = "article-content font-size-text common-content",
) -> Article:
    page = f"""<html><head>{head}<meta name="keywords" content="bộ"></head><body>
    <div class="ModuleWrapper  table-pathway-news"container ><ol class="breadcrumb"><li>
    <a href="/"><i></i> Trang chủ</a></li><li><a href="/tin-tuc">Tin tức</a>
    <meta itemprop="position" content="1" /></li></ol></div>
    <article class="article-new"><header><span class="post-date left">{date}</span><div class="block_share">A+</div>
    </header><div class="article-content"><h1 class="article-title title-detail ">Tựa đề</h1>
    <div class="social-connect">Chia sẻ</div>{brief}<div class="{inner}">{body}</div>
    <div class="article-tags tags"><span><b>Từ khóa</b></span> <a href="/tag/a" class="tag-news">giá điện</a> , <a
    href="/tag/b" class="tag-news">quy hoạch</a></div></div></article>
    <div class="frame-tinlquan"><article class="article-news"><div class="article-title">
    <a href="/tin-tuc/khac.html" title="x"">Bài</a></div>
    <div class="article-brief">Sapo khác</div></article></div>
    </body></html>"""
    return extract(page.encode(), MOIT)


class TestVhv:
    def test_all_fields(self) -> None:
        got = vhv()
        assert got.extraction.page == "vhv"
        assert got.id == "moit/30e84c89d8a6e590"
        assert (got.title, got.summary, got.text) == ("Tựa đề", "Sapo của bài.", "Một đoạn của bài.")
        assert (got.section, got.tags, got.authors) == (["Tin tức"], ["giá điện", "quy hoạch"], [])

    def test_the_heads_time_goes_before_the_printed_one(self) -> None:
        got = vhv()
        assert got.published_at == "2026-09-30T21:26:36+07:00"
        assert got.raw.published == "Thứ 4, 30/09/2026 | 21:22"
        assert got.extraction.fields["published_at"] == "meta"

    @pytest.mark.parametrize("printed", ["Thứ 4, 30/09/2026 | 21:22", "Thứ tư, 30/09/2026 21:22", "30-09-2026 - 21:22"])
    def test_the_printed_time_where_there_is_no_other(self, printed: str) -> None:
        assert vhv(head="", date=printed).published_at == "2026-09-30T21:22:00+07:00"

    def test_a_head_with_a_day_alone_gives_way(self) -> None:
        head = '<meta property="article:published_time" content="2026-09-30">'
        assert vhv(head=head).published_at == "2026-09-30T21:22:00+07:00"

    def test_without_sapo(self) -> None:
        assert vhv(brief="").summary is None

    def test_the_caption_is_a_figure_of_its_own(self) -> None:
        caption = "<figure><figcaption><p><em>Giàn tua-bin ngoài khơi. Ảnh: Vũ Nam</em></p></figcaption></figure>"
        got = vhv(f'<p>Trước.</p><p><img alt="" src="/upload/1/a.jpg" /></p>{caption}<p>Sau.</p>')
        assert got.text == "Trước.\n\nSau."
        [image] = got.images
        assert (image.url, image.caption) == ("https://moit.gov.vn/upload/1/a.jpg", "Giàn tua-bin ngoài khơi.")
        assert image.credit == "Vũ Nam"

    def test_a_thumb_is_traced_to_its_picture(self) -> None:
        got = vhv('<p>Một.</p><p><img src="/publish/thumbnail/2005517/480x320xdefault/upload/2005517/a.jpg"></p>')
        assert got.images[0].url == "https://moit.gov.vn/upload/2005517/a.jpg"

    def test_documents_of_the_last_paragraph(self) -> None:
        got = vhv('<p>Một.</p><p>Xem <a href="https://cdn.vn/x.pdf"> bản ký</a><a href="/upload/y.pdf">bản đẹp</a></p>')
        assert got.text == "Một.\n\nXem bản kýbản đẹp"
        assert [(a.url, a.title) for a in got.attachments] == [
            ("https://cdn.vn/x.pdf", "bản ký"),
            ("https://moit.gov.vn/upload/y.pdf", "bản đẹp"),
        ]

    def test_the_inner_container_by_its_place(self) -> None:
        assert vhv(inner="article-content").text == "Một đoạn của bài."

    def test_an_attribution_at_the_end(self) -> None:
        got = vhv('<p>Một đoạn.</p><p style="text-align:right"><em>Theo hanoimoi.com.vn</em></p>')
        assert got.text == "Một đoạn."
        assert got.attribution is not None and got.attribution.source == "hanoimoi"

    def test_another_portal_of_the_family(self) -> None:
        page = """<h1 class="article-title">T</h1><div class="article-content common-content"><p>Một.</p></div>"""
        got = extract(f"<html><body>{page}</body></html>".encode(), "https://moet.gov.vn/tin-tuc/a/b.html")
        assert (got.extraction.page, got.source, got.text) == ("vhv", "moet", "Một.")


def moh(**changes: Any) -> Article:
    detail = {
        "ma": 7,
        "tieuDe": "Tiêm &amp; nhắc",
        "moTa": "<p>Sapo <b>đậm</b>.</p>",
        "noiDung": "<p>Một.</p><p>Hai.</p>",
        "thoiGianBatDauDang": "29/04/2026 08:30 AM",
    }
    return extract(json.dumps({"d": detail | changes}).encode(), MOH)


class TestMoh:
    def test_all_fields(self) -> None:
        got = moh(tenDanhMuc="Tin nổi bật (Tin tức - sự kiện); Tin khác")
        assert (got.extraction.page, got.id, got.url) == ("moh-api", "moh/7", MOH)
        assert (got.title, got.summary, got.text) == ("Tiêm & nhắc", "Sapo đậm.", "Một.\n\nHai.")
        assert got.section == ["Tin tức - sự kiện", "Tin nổi bật"]
        assert (got.authors, got.tags, got.modified_at) == ([], [], None)
        assert set(got.extraction.fields.values()) == {"json"}

    @pytest.mark.parametrize(
        ("printed", "moment"),
        [
            ("29/04/2026 08:30 AM", "2026-04-29T08:30:00+07:00"),
            ("29/04/2026 08:30 PM", "2026-04-29T20:30:00+07:00"),
            ("29/04/2026 12:05 AM", "2026-04-29T00:05:00+07:00"),
            ("2026-04-29T01:30:00Z", "2026-04-29T08:30:00+07:00"),
            ("29/04/2026", "2026-04-29"),
            ("", None),
            (None, None),
        ],
    )
    def test_times(self, printed: str | None, moment: str | None) -> None:
        assert moh(thoiGianBatDauDang=printed).published_at == moment

    def test_pictures_captions_and_documents_of_the_fragment(self) -> None:
        body = '<p>Một.</p><p><img src="/resource/a.png"></p><p><em>Ảnh chụp.</em></p><p><a href="/b.pdf">Tệp</a></p>'
        got = moh(noiDung=body)
        assert got.text == "Một.\n\nTệp"
        assert [(i.url, i.caption) for i in got.images] == [("https://moh.gov.vn/resource/a.png", "Ảnh chụp.")]
        assert [a.url for a in got.attachments] == ["https://moh.gov.vn/b.pdf"]

    def test_pictures_of_the_store(self) -> None:
        got = moh(noiDung="<p>Một.</p><img src='/CustomsCMS/BO_YTE/a.png'>")
        assert got.images[0].url == "https://moh.gov.vn/resource/CustomsCMS/BO_YTE/a.png"

    def test_a_whole_document_as_body(self) -> None:
        assert moh(noiDung="<html><head><title>x</title></head><body><p>Một.</p></body></html>").text == "Một."

    def test_an_answer_as_a_list(self) -> None:
        answer = json.dumps({"d": [{"tieuDe": "T", "noiDung": "<p>Một.</p>"}]}).encode()
        assert extract(b"\xef\xbb\xbf " + answer, MOH).title == "T"

    def test_repeats_of_the_sapo_and_the_attribution_come_off(self) -> None:
        got = moh(moTa="Sapo.", noiDung="<p>Sapo.</p><p>Một.</p><p><b>Theo TTXVN</b></p>")
        assert got.text == "Một."
        assert got.attribution is not None and got.attribution.name == "TTXVN"


def mof(**changes: Any) -> Article:
    data = {
        "title": "Thuế & phí",
        "description": "Lời dẫn.",
        "author": "Lê An",
        "publicationTime": "2026-04-10T08:31:01",
        "articleCategory": {"name": "Thời sự"},
        "articleContent": json.dumps({"Content": "<p>Một.</p>"}),
    }
    return extract(json.dumps({"success": True, "data": data | changes}).encode(), MOF)


class TestMof:
    def test_all_fields(self) -> None:
        got = mof()
        assert (got.extraction.page, got.id, got.url) == ("mof-api", "mof/3cdc56229016b5e4", MOF)
        assert (got.title, got.summary, got.text) == ("Thuế & phí", "Lời dẫn.", "Một.")
        assert (got.authors, got.section) == (["Lê An"], ["Thời sự"])
        assert got.published_at == "2026-04-10T08:31:01+07:00"

    def test_utc_is_moved_to_hanoi(self) -> None:
        assert mof(publicationTime="2026-04-10T20:00:00.123Z").published_at == "2026-04-11T03:00:00+07:00"

    @pytest.mark.parametrize("content", ["<p>Một.</p>", {"Content": "<p>Một.</p>"}, '{"Content": "<p>Một.</p>"}'])
    def test_the_content_in_its_three_forms(self, content: object) -> None:
        assert mof(articleContent=content).text == "Một."

    def test_files_beside_the_body(self) -> None:
        content = json.dumps({"Content": "<p>Một.</p>", "Link": "/api/mediafile/a.pdf", "FileName": "Thông tư"})
        got = mof(articleContent=content, attachments=[{"link": "https://x.vn/b.docx", "name": None}, 5, {"link": 3}])
        assert [(a.url, a.title) for a in got.attachments] == [
            ("https://www.mof.gov.vn/api/mediafile/a.pdf", "Thông tư"),
            ("https://x.vn/b.docx", "b.docx"),
        ]

    def test_the_ministry_is_no_author(self) -> None:
        assert mof(author="Cổng thông tin điện tử Bộ Tài chính").authors == []


def test_moha_by_its_api() -> None:
    held = {
        "TieuDe": "Tinh gọn &amp; gần dân",
        "MoTa": "<p>Lời dẫn.</p>",
        "NoiDung": "<p>Một.</p><p>Hai.</p>",
        "NgayXuatBan": "2026-11-20T08:15:00",
        "ChuyenMuc": {"TenChuyenMuc": "Tin tổng hợp"},
    }
    got = extract(json.dumps({"data": held}).encode(), "https://moha.gov.vn/tin-tuc/tinh-gon---id58123")
    assert (got.extraction.page, got.id) == ("moha-api", "moha/id58123")
    assert (got.title, got.summary, got.text) == ("Tinh gọn & gần dân", "Lời dẫn.", "Một.\n\nHai.")
    assert (got.published_at, got.section) == ("2026-11-20T08:15:00+07:00", ["Tin tổng hợp"])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"d": null}', "not-found"),
        (b'{"d": {}}', "not-found"),
        (b'{"success": false, "data": null}', "not-found"),
        (b'{"message": "no such thing"}', "empty"),
        (b"[]", "empty"),
        (b"[" * 100_000, "empty"),
        (b'{"d": {"ma": 7}}', "empty"),
    ],
    ids=["null", "empty", "failure", "other", "list", "deep", "bare"],
)
def test_json_without_an_article(body: bytes, kind: str) -> None:
    with pytest.raises(NotAnArticle) as verdict:
        extract(body, MOH)
    assert verdict.value.kind == kind


@pytest.mark.parametrize("value", [7, True, [], {}, ["a"], {"a": "b"}, None, "\ud800"])
@pytest.mark.parametrize("name", ["tieuDe", "moTa", "thoiGianBatDauDang", "tenDanhMuc"])
def test_fields_of_any_type_break_nothing(name: str, value: object) -> None:
    if name == "tieuDe" and value != 7:
        with pytest.raises(NotAnArticle, match="empty: no title"):
            moh(**{name: value})
    else:
        assert moh(**{name: value}).text == "Một.\n\nHai."


@pytest.mark.parametrize("value", [7, True, [], {}, ["a"], {"a": "b"}, None, "\ud800"])
@pytest.mark.parametrize(
    "name", ["title", "description", "author", "publicationTime", "articleCategory", "attachments"]
)
def test_mofs_fields_of_any_type_break_nothing(name: str, value: object) -> None:
    if name == "title" and value != 7:
        with pytest.raises(NotAnArticle, match="empty: no title"):
            mof(**{name: value})
        return
    got = mof(**{name: value})
    assert got.text == "Một." and "{" not in got.title


MANY = 3_000
HEADS = "<h1>T</h1>" + "<h1>x</h1><p class='text-bca-gray-700'>y</p>" * MANY
BOXES = "<h1>T</h1>" + '<div class="resource-author"><p>Lê Hà</p></div>' * MANY
NESTED = "<article class='article-new'><h1 class='title-detail'>T</h1>" + "<div class='article-content'>" * 1_000
FILES = [{"link": f"/{number}.pdf"} for number in range(MANY)]
LINKS = "<p>Một.</p>" + "".join(f"<a href='{one['link']}'></a>" for one in FILES)
LOTS = {
    "headlines": (BCA, HEADS + "<div class='tinymce-content'>Một."),
    "boxes": (BCA, BOXES + "<div class='tinymce-content'>Một."),
    "containers": (MOIT, NESTED + "Một."),
    "files": (MOF, json.dumps({"data": {"title": "T", "articleContent": "Một.", "attachments": FILES}})),
    "links": (MOH, json.dumps({"d": {"tieuDe": "T", "noiDung": LINKS}})),
}


@pytest.mark.parametrize("kind", LOTS)
def test_pages_of_very_many_are_read(kind: str) -> None:
    """Each of these took a minute or more while a step of its reading was quadratic."""
    url, page = LOTS[kind]
    got = extract(page.encode(), url)
    assert (got.title, got.text) == ("T", "Một.")
