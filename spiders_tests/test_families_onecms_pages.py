"""OneCMS pages field by field, each trap of the site on a small page of our own, modelled on hanoimoi.vn."""

from __future__ import annotations

import pytest

from spiders_tests.onecms_markup import detail, ld, longform, read


def paragraphs(body: str) -> list[str]:
    """The text of template A around a body; B must say the same."""
    texts = {read(detail(body)).text, read(longform(body)).text}
    assert len(texts) == 1
    return texts.pop().split("\n\n")


def test_longform_fields() -> None:
    got = read(longform())
    assert got.extraction.page == "onecms-longform"
    assert (got.id, got.source, got.publisher) == ("hanoimoi/1305109", "hanoimoi", "Hànộimới")
    assert (got.title, got.summary, got.text) == ("Cầu mới", "Sapo của bài.", "Một đoạn của bài.")
    assert (got.authors, got.section, got.tags) == (["Lê An"], ["Đô thị"], [])
    assert (got.published_at, got.modified_at) == ("2026-05-09T22:17:01+07:00", "2026-05-10T06:00:00+07:00")
    assert (got.raw.published, got.raw.authors) == ("09/05/2026 - 22:17", "Lê An")
    assert got.extraction.fields == {
        "authors": "css",
        "modified_at": "json-ld",
        "published_at": "json-ld",
        "section": "css",
        "summary": "css",
        "text": "css",
        "title": "css",
    }


def test_detail_fields() -> None:
    row = '<span class="c-detail-head__author">Lê An</span><span class="c-detail-head__time">09-05-2026 22:17</span>'
    got = read(detail(row=row))
    assert got.extraction.page == "onecms-detail"
    assert (got.title, got.summary, got.text) == ("Cầu mới", "Sapo của bài.", "Một đoạn của bài.")
    assert (got.authors, got.section) == (["Lê An"], ["Y tế"])
    assert (got.published_at, got.modified_at) == ("2026-05-09T22:17:00+07:00", None)


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ('<span class="c-detail-head__cat">Lê An</span>', ["Lê An"]),  # as the sibling prints it
        ('<span class="c-detail-head__cat">Y tế</span>', []),  # and as a section's name
        ('<span class="c-detail-head__cat">Y tế</span><span class="c-detail-head__author">Lê An</span>', ["Lê An"]),
        ('<span class="c-detail-head__author"></span>', []),
        ('<span class="c-detail-head__author">hanoimoi.vn</span>', []),
        ('<span class="c-detail-head__author">Báo Hà Nội Mới</span>', []),
        ('<span class="c-detail-head__author">HNM</span>', []),
        ('<span class="c-detail-head__author">L&amp;#234; An</span>', ["Lê An"]),
        ('<span class="c-detail-head__author">Lê An (Theo TTXVN)</span>', ["Lê An"]),
        ('<span class="c-detail-head__author">Lê An - Mai Hoa</span>', ["Lê An", "Mai Hoa"]),
        ('<span class="c-detail-head__author">Nhóm phóng viên Kinh tế</span>', ["Nhóm phóng viên Kinh tế"]),
    ],
)
def test_authors(row: str, authors: list[str]) -> None:
    assert read(detail(row=row)).authors == authors


def test_the_us_date_is_read_month_first() -> None:
    # 9 May, not 5 September: the day stays below 13 so that the wrong order would not fail by itself
    assert read(detail()).published_at == "2026-05-09T22:17:01+07:00"


def test_a_false_z_is_local_time() -> None:
    got = read(longform(data=ld(datePublished="2026-05-09T22:17:01Z")))
    assert got.published_at == "2026-05-09T22:17:01+07:00"


def test_a_true_z_is_utc() -> None:
    got = read(longform(data=ld(datePublished="2026-05-09T15:17:01Z")))
    assert got.published_at == "2026-05-09T22:17:01+07:00"


@pytest.mark.parametrize("data", ["", ld(datePublished=None), "<script type='application/ld+json'>{broken</script>"])
def test_without_json_ld_the_printed_date_counts(data: str) -> None:
    assert read(longform(data=data)).published_at == "2026-05-09T22:17:00+07:00"


def test_json_ld_is_unescaped_and_nfc() -> None:
    page = longform(author="").replace('<h1 class="sc-longform-header-title block-sc-title">Cầu mới</h1>', "")
    got = read(page)
    assert (got.title, got.authors) == ("Cầu mới", ["Lê An"])
    assert (got.extraction.fields["title"], got.extraction.fields["authors"]) == ("json-ld", "json-ld")


def test_a_double_escaped_author() -> None:
    got = read(longform(author="", data="", head='<meta property="article:author" content="L&amp;#234; An">'))
    assert got.authors == ["Lê An"]
    assert got.extraction.fields["authors"] == "meta"


def test_the_header_inside_the_body_is_no_text() -> None:
    assert read(longform("<p>Một.</p><p>Hai.</p>")).text == "Một.\n\nHai."


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>Một.</p><p class='align-justify'>Hai.</p>", ["Một.", "Hai."]),
        ("<p>Một.</p><p></p><p>&nbsp;</p><p><b> </b></p><p>Hai.</p>", ["Một.", "Hai."]),
        ("<p>Diện tích 2.500m<sup>2</sup>, <b>rất</b> rộng.</p>", ["Diện tích 2.500m2, rất rộng."]),
        ("<h2>Tiểu mục</h2><p>Một.</p><h3>Nhỏ hơn</h3><p>Hai.</p>", ["Tiểu mục", "Một.", "Nhỏ hơn", "Hai."]),
        ("<p><strong>Tiểu mục đậm</strong></p><p>Một.</p>", ["Tiểu mục đậm", "Một."]),
        ("<ul><li>Một</li><li>Hai</li></ul><p>Ba.</p>", ["Một", "Hai", "Ba."]),
        ("<blockquote><p>Lời trích.</p></blockquote><p>Ba.</p>", ["Lời trích.", "Ba."]),
        ('<div class="sc-hightlight-box"><p>Trong hộp.</p></div><p>Ba.</p>', ["Trong hộp.", "Ba."]),
        ("<table><tr><th>Xã</th><th>ha</th></tr><tr><td>Phú Cầu</td><td><p>12</p></td></tr></table><p>Ba.</p>",
         ["Xã | ha", "Phú Cầu | 12", "Ba."]),
        ("<p>Dòng một<br>dòng hai</p><p>Ba.</p>", ["Dòng một\ndòng hai", "Ba."]),
        ("<p>Đoạn một<br><br>đoạn hai</p><p>Ba.</p>", ["Đoạn một", "đoạn hai", "Ba."]),
        ("<div>Một.<div>Hai.</div>Ba.</div>", ["Một.", "Hai.", "Ba."]),
        ("Chữ trần<p>Một.</p>đuôi trần", ["Chữ trần", "Một.", "đuôi trần"]),
        ("<p>Một <!-- ghi chú -->và hai.</p><p>Ba.</p>", ["Một và hai.", "Ba."]),
        ("<p>Một.</p><script>var a = 1;</script><style>p{}</style><p>Hai.</p>", ["Một.", "Hai."]),
        # ad boxes and related boxes inside the body
        ('<p>Một.</p><div class="c-box"><p>Quảng cáo</p><div class="oneads"><script>x()</script></div></div>'
         "<p>Hai.</p>", ["Một.", "Hai."]),
        ('<p>Một.</p><div class="c-box"><div class="c-box__title__name">Bài liên quan</div><a href="/a">Kia</a></div>'
         "<p>Hai.</p>", ["Một.", "Hai."]),
        # pointers to other articles
        ('<p>Một.</p><p><a href="/b-1.html"><b>>> Bài kia</b></a></p><p>Hai.</p>', ["Một.", "Hai."]),
        ('<p>Một.</p><p><a href="/b-1.html">&gt;&gt; Bài kia</a></p><p>Hai.</p>', ["Một.", "Hai."]),
        ('<p>Một.</p><p><a href="/b-1.html">Xem thêm: Bài kia</a></p><p>Hai.</p>', ["Một.", "Hai."]),
        ('<p>Một.</p><p><em>Xem thêm: <a href="/b-1.html">Bài kia</a></em></p><p>Hai.</p>', ["Một.", "Hai."]),
        ('<p>Một.</p><p>Xem thêm ở <a href="/b-1.html">bến sông</a> chiều nay.</p><p>Hai.</p>',
         ["Một.", "Xem thêm ở bến sông chiều nay.", "Hai."]),
        ("<p>Một.</p><p>Xem thêm tranh ở tầng hai rồi hãy về.</p><p>Hai.</p>",
         ["Một.", "Xem thêm tranh ở tầng hai rồi hãy về.", "Hai."]),
        # the frame's last lines
        ("<p>Một.</p><p>(*) Không sao chép dưới mọi hình thức nội dung này.</p>", ["Một."]),
        ("<p>Một.</p><p>Tin liên quan</p>", ["Một."]),
        # the sapo again
        ("<p><b>Sapo của bài.</b></p><p>Một.</p>", ["Một."]),
        # what only looks like the frame
        ("<p>Theo Sở Xây dựng, cầu đã xong.</p><p>Giấy phép. Cụ thể:</p><p>Một.</p>",
         ["Theo Sở Xây dựng, cầu đã xong.", "Giấy phép. Cụ thể:", "Một."]),
    ],
)  # fmt: skip
def test_paragraphs(body: str, wanted: list[str]) -> None:
    assert paragraphs(body) == wanted


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('<p style="text-align:right"><b>Lê An</b></p>', False),
        ("<p><strong>Lê An</strong></p>", False),
        ("<p>Lê An</p>", False),  # the author that the header names
        ("<p><b>Trần Bình - Mai Hoa</b></p>", False),
        ("<p>Trần Bình</p>", True),  # a plain line that nothing sets apart
        ("<p><b>Cầu Đã Xong.</b></p>", True),
        ("<h2>Lê An</h2>", True),
    ],
)
def test_a_signature_at_the_end(line: str, kept: bool) -> None:
    text = read(longform("<p>Một.</p>" + line)).text
    assert text.startswith("Một.") and (text != "Một.") is kept


def test_a_signature_names_the_author_where_the_header_is_empty() -> None:
    got = read(longform("<p>Một.</p><p style='text-align: right'><b>Trần Bình</b></p>", author="", data=""))
    assert (got.text, got.authors, got.raw.authors) == ("Một.", ["Trần Bình"], "Trần Bình")


SOURCE = """<div class="c-author-page"><span class="btn js-source-copy"><span> Theo {name} </span></span>
<div><label>Link bài gốc</label><span id="url-copy">
{url}   </span></div></div>"""


def test_attribution_with_its_original() -> None:
    got = read(longform(after=SOURCE.format(name="Báo Ví Dụ", url="https://vidu.example/bai-1.html")))
    assert got.attribution is not None
    assert (got.attribution.name, got.attribution.url) == ("Báo Ví Dụ", "https://vidu.example/bai-1.html")
    assert (got.attribution.source, got.raw.attribution) == (None, "Theo Báo Ví Dụ")


@pytest.mark.parametrize(
    ("line", "name", "source"),
    [
        ("<p style='text-align:right'><b>Theo TTXVN</b></p>", "TTXVN", None),
        ("<p>(Theo Báo Nhân Dân)</p>", "Báo Nhân Dân", None),
        ("<p>Theo Reuters, AFP</p>", "Reuters, AFP", None),
        ("<p><i>Nguồn: hanoimoi.com.vn</i></p>", "hanoimoi.com.vn", "hanoimoi"),
        ("<p>Theo Báo Hànộimới</p>", "Báo Hànộimới", "hanoimoi"),
    ],
)
def test_attribution_as_the_last_line(line: str, name: str, source: str | None) -> None:
    got = read(longform("<p>Một.</p>" + line))
    assert got.text == "Một."
    assert got.attribution is not None and (got.attribution.name, got.attribution.source) == (name, source)


def test_a_sentence_at_the_end_is_no_attribution() -> None:
    got = read(longform("<p>Một.</p><p>Theo Reuters, giá dầu tăng.</p>"))
    assert (got.text, got.attribution) == ("Một.\n\nTheo Reuters, giá dầu tăng.", None)


def test_an_attribution_where_the_author_stands() -> None:
    got = read(longform(author='<span class="block-sc-author">Theo TTXVN</span>', data=""))
    assert got.authors == []
    assert got.attribution is not None and got.attribution.name == "TTXVN"
