"""Test the fields of the articles of JSON APIs, on small answers of our own, one for each trap of docs/sites/."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hanoi_press import Article, extract
from hanoi_press.pages import NotAnArticle

MOH = "https://moh.gov.vn/index.jsp?pageId=5803&aid=7&cid=8358"

MOF = "https://www.mof.gov.vn/bo-tai-chinh/thoi-su/mot-bai"


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

    def test_a_body_that_begins_with_what_may_stand_in_a_head(self) -> None:
        got = moh(noiDung='<noscript><img src="/a.jpg"></noscript><p>Một.</p>')
        assert (got.text, [one.url for one in got.images]) == ("Một.", ["https://moh.gov.vn/a.jpg"])

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
