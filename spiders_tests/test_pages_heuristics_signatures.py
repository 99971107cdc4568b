"""Names at the end of a body: they are the authors, and no text."""

from __future__ import annotations

import pytest

from spiders_tests.line_page import DATE_LINE, PARAGRAPHS, SAPO, read


@pytest.mark.parametrize(
    ("end", "authors", "outlet"),
    [
        ('<p style="text-align:right;"><strong>Minh Hòa</strong></p>', ["Minh Hòa"], None),
        ('<p style="text-align:right"><strong>Minh Hòa</strong> (Theo <em>AFP</em>)</p>', ["Minh Hòa"], "AFP"),
        ('<p style="text-align:right"><strong>Minh Hòa</strong> Theo Reuters</p>', ["Minh Hòa"], "Reuters"),
        ('<p style="text-align:right"><b>Minh Hòa</b> (Theo <i>AFP, Reuters</i>)</p>', ["Minh Hòa"], "AFP, Reuters"),
        ('<p style="text-align:right">Theo AFP</p>', [], "AFP"),
        ("<p><b>Minh Hòa - Lê Tuấn</b></p>", ["Minh Hòa", "Lê Tuấn"], None),
        ("<p><b>Minh Hòa</b></p><p><b>Lê Tuấn</b></p>", ["Minh Hòa", "Lê Tuấn"], None),
        ("<p>Minh Hòa</p>", ["Minh Hòa"], None),
        ("<p>(Minh Hòa)</p>", ["Minh Hòa"], None),
        ("<p>Minh Hòa (thực hiện)</p>", ["Minh Hòa"], None),
        ("<p>Thực hiện: Minh Hòa</p>", ["Minh Hòa"], None),
        ("<p>Bài của Minh Hòa</p>", ["Minh Hòa"], None),
        ("<p>PV: Minh Hòa</p>", ["Minh Hòa"], None),
        ("<p><b>Bài, ảnh: Minh Hòa</b></p>", ["Minh Hòa"], None),
        ("<p><b>PV</b></p>", ["PV"], None),
        ("<p>Văn Ngân/VOV.VN</p>", ["Văn Ngân"], None),
        ("<p><b>Minh Hòa/Báo Tin tức và Dân tộc</b></p>", ["Minh Hòa"], None),
        ('<p style="text-align:right"><b>Hoài</b></p>', ["Hoài"], None),
        ('<p style="text-align:right"><b>H.Linh</b></p>', ["H.Linh"], None),
        ('<p style="text-align:right"><a href="/hoai-nam-t77.html"><b>Hoài Nam</b></a></p>', ["Hoài Nam"], None),
        ('<p align="right"><b>Minh Hòa</b></p><p align="right">Nguồn: Báo Lúa</p>', ["Minh Hòa"], "Báo Lúa"),
        ("<p>(TTXVN/Vietnam+)</p>", [], "TTXVN/Vietnam+"),
        (
            "<p><b>Minh Hòa</b></p><p><i>Bài viết thể hiện quan điểm riêng của tác giả và không nhất thiết trùng với "
            "quan điểm của tòa soạn.</i></p>",
            ["Minh Hòa"],
            None,
        ),
        (
            "<p>Theo Báo Lúa</p><p>Link bài gốc https://baolua.example/tram-bom-chay-het-cong-suat-1.html</p>",
            [],
            "Báo Lúa",
        ),
    ],
)
def test_signature_at_the_end(end: str, authors: list[str], outlet: str | None) -> None:
    article = read(above=DATE_LINE, end=end)
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.authors == authors
    assert (article.attribution.name if article.attribution else None) == outlet


def test_name_at_the_beginning_of_the_body() -> None:
    article = read(above=DATE_LINE, before="<p><b>Hoài Nam</b></p>")
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert (article.authors, article.summary) == (["Hoài Nam"], SAPO)


@pytest.mark.parametrize(
    "lines",
    [
        ["Danh sách người được khen thưởng:", "Trần Văn Lúa", "Lê Thị Mạ"],
        ["Sông ơi sông chảy về đâu", "Bến xưa còn đợi bạc đầu người qua"],
        ["Xin cảm ơn ông!"],
        ["“Nước rút rồi” - ông Lượm nói với cả xóm."],
        ["Đồng Tháp"],
    ],
)
def test_text_that_is_no_signature_stays(lines: list[str]) -> None:
    article = read(above=DATE_LINE, end="".join(f"<p>{line}</p>" for line in lines))
    assert article.text.split("\n\n") == [*PARAGRAPHS, *lines]
    assert article.authors == []
