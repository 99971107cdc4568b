"""Test the fields of VHV pages, on small pages of our own, one for each trap of docs/sites/."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract

MOIT = "https://moit.gov.vn/tin-tuc/mot-bai.html"


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

    @pytest.mark.parametrize(
        ("printed", "head", "published", "origin"),
        [
            ("Thứ 4, 30/09/2026 | 21:22", "2026-09-30T21:26:36+0700", "2026-09-30T21:22:00+07:00", "css"),
            ("Thứ 4, 12/01/2022 | 08:39", "2022-08-25T08:47:29+0700", "2022-01-12T08:39:00+07:00", "css"),
            ("Thứ 4, 30/09/2026 | 21:22", "2026-09-30T21:22:36+0700", "2026-09-30T21:22:36+07:00", "meta"),
            ("Thứ 4, 30/09/2026 | 21:22", "2026-09-30T21:22:36Z", "2026-09-30T21:22:36+07:00", "meta"),
            ("30/09/2026", "2026-09-30T21:26:36+0700", "2026-09-30T21:26:36+07:00", "meta"),
            ("30/09/2026", "2026-10-01T00:26:36+0700", "2026-09-30", "css"),
            ("", "2026-09-30T21:26:36+0700", "2026-09-30T21:26:36+07:00", "meta"),
        ],
    )
    def test_the_heads_time_is_the_records(self, printed: str, head: str, published: str, origin: str) -> None:
        got = vhv(date=printed, head=f'<meta property="article:published_time" content="{head}">')
        assert (got.published_at, got.extraction.fields["published_at"]) == (published, origin)
        assert got.raw.published == (printed or head)

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

    @pytest.mark.parametrize(
        "box",
        [
            '<div class="aritcle-author author">\n<span><i></i> <b>Tác giả:</b></span>  Mai Hoa </div>',
            '<span class="artile-author">Mai Hoa</span>',
            '<p class="article-author"><b>Tác giả:</b> Mai Hoa</p>',
            '<div class="author">Mai Hoa</div>',
        ],
    )
    def test_the_author_behind_the_body(self, box: str) -> None:
        head = '<meta name="DC.Creator" content="Đức Thịnh"><meta name="Author" content="Cổng thông tin">'
        got = vhv(f"<p>Một đoạn của bài.</p></div> <hr> <div class='row'>{box}", head=head)
        assert (got.authors, got.text) == (["Mai Hoa"], "Một đoạn của bài.")

    def test_an_author_inside_the_body_is_no_text(self) -> None:
        got = vhv('<p>Một đoạn của bài.</p><div class="aritcle-author author"><b>Tác giả:</b> Mai Hoa</div>')
        assert (got.authors, got.text) == (["Mai Hoa"], "Một đoạn của bài.")


def test_moets_boxes() -> None:
    """The boxes of a public crawler of 2026: `content-detail`, `author`, files in `ul-fileattach`."""
    page = """<html><body><div class="page"><h1 class="title">Tuyển sinh đầu cấp</h1><div class="content-detail">
    <p>Một đoạn của bài.</p></div><div class="author">Tác giả: Mai Hoa</div>
    <div class="ul-fileattach"><ul class="items">
    <li><a download href="/upload/cong-van-12.pdf">Công văn 12</a></li></ul></div></div></body></html>"""
    got = extract(page.encode(), "https://moet.gov.vn/tin-tuc/tin-tong-hop/tuyen-sinh.html")
    assert (got.extraction.page, got.title, got.text) == ("vhv", "Tuyển sinh đầu cấp", "Một đoạn của bài.")
    assert got.authors == ["Mai Hoa"]
    assert [(one.url, one.title) for one in got.attachments] == [
        ("https://moet.gov.vn/upload/cong-van-12.pdf", "Công văn 12")
    ]


@pytest.mark.parametrize(
    ("line", "body", "published"),
    [
        ('<div class="article-date">20/11/2026 08:15</div>', "<p>Một.</p>", "2026-11-20T08:15:00+07:00"),
        ("<p><span>Thứ sáu, 20/11/2026</span></p>", "<p>Một.</p>", "2026-11-20"),
        ("<p>Thi từ ngày 20/11/2026 ở ba cụm.</p>", "<p>Một.</p>", None),
        ("", "<p>20/11/2026</p><p>Một.</p>", None),
        ('<aside><div class="article-date">19/11/2026</div></aside>', "<p>Một.</p>", None),
    ],
)
def test_moets_date_is_the_line_after_the_headline(line: str, body: str, published: str | None) -> None:
    page = f'<body><h1 class="title">Tuyển sinh</h1>{line}<div class="content-detail">{body}</div></body>'
    got = extract(f"<html>{page}</html>".encode(), "https://moet.gov.vn/tin-tuc/a/tuyen-sinh.html")
    assert (got.extraction.page, got.published_at) == ("vhv", published)
