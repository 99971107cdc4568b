"""What every page class stands on: one page's bytes and their tree."""

from __future__ import annotations

import pytest

from hanoi_press.pages.document import Document, text_of, without_styles

SHEET = ".a{color:red}" * 20_000


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<style>{S}</style><p>a</p>", "<style></style><p>a</p>"),
        (
            '<style media="all">{S}</style><style>b</style><p>a</p>',
            '<style media="all"></style><style>b</style><p>a</p>',  # a short one may say what is hidden
        ),
        ("<p>{S}</p>", "<p>{S}</p>"),
        ("<!-- <style> --><p>a</p><style>{S}</style>", "<!-- <style> --><p>a</p><style></style>"),
        ('<p title="<style>">a</p><i>{S}</i><style>b</style>', '<p title="<style>">a</p><i>{S}</i><style>b</style>'),
        ("<style>{S}", "<style>{S}"),
        ("<p>{S}<style", "<p>{S}<style"),
        ("<style>a<b{S}</style>", "<style>a<b{S}</style>"),
    ],
)
def test_style_sheets_of_a_large_page_are_emptied_and_nothing_else(page: str, wanted: str) -> None:
    assert without_styles(page.replace("{S}", SHEET).encode()) == wanted.replace("{S}", SHEET).encode()


def test_a_small_page_is_parsed_as_it_is() -> None:
    assert without_styles(b"<style>a</style>") == b"<style>a</style>"


def test_the_tree_of_a_large_page_holds_its_words() -> None:
    doc = Document(f"<html><style>{SHEET}</style><body><h1>Tin</h1><p>Chữ</p></body></html>".encode(), "https://a.vn/")
    assert [text_of(one) for one in doc.root.iter("h1", "p")] == ["Tin", "Chữ"]
    assert len(doc.body) > len(SHEET)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>một</p>", "một"),
        ("<p>một <b>hai</b> ba</p>", "một hai ba"),
        ("<p>một<br>hai</p>", "một hai"),
        ("<p>một<script>x()</script> hai</p>", "một hai"),
        ("<p>một <!-- x -->hai</p>", "một hai"),
        ("<p>một <b>hai <i>ba</i></b> bốn</p>", "một hai ba bốn"),
        ("<p>một <style>x</style>hai<svg><path></path></svg></p>", "một hai"),
    ],
)
def test_words_of_an_element(html: str, wanted: str) -> None:
    assert text_of(next(Document(html.encode(), "https://a.vn/").root.iter("p"))) == wanted
