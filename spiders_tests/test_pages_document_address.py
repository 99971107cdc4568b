"""`pages.document_address`: which addresses are documents', and what viewers show."""

from __future__ import annotations

import pytest

from hanoi_press.pages.document_address import document_address, file_name, is_document, is_file_name

UUID = "1b2c3d4e-0000-1111-2222-333344445555"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/uploads/ke-hoach.pdf", "ke-hoach.pdf"),
        ("/uploads/KE-HOACH.PDF", "KE-HOACH.PDF"),
        ("/uploads/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "Kế hoạch.pdf"),
        ("/uploads/a.pdf?version=1.0", "a.pdf"),
        ("/uploads/a.pdf;jsessionid=12AB", "a.pdf"),
        ("../a.DOC", "a.DOC"),
        ("a.docx", "a.docx"),
        ("/a.rtf", "a.rtf"),
        ("/a.odt", "a.odt"),
        ("/a.csv", "a.csv"),
        ("/a.7z", "a.7z"),
        ("/a.epub", "a.epub"),
        ("/a.xlsm", "a.xlsm"),
        ("/a.tar.gz", "a.tar.gz"),
        ("/a%2Epdf", "a.pdf"),
        (f"/documents/20117/0/tt-06.pdf/{UUID}?t=17", "tt-06.pdf"),
        (f"/documents/20117/0/TT-06/{UUID}?t=17&download=true", "TT-06"),
        ("/c/document_library/get_file?uuid=1&groupId=2", "get_file"),
        ("/download.aspx?file=ke-hoach.pdf", "ke-hoach.pdf"),
        ("/Tai.ashx?id=5&FileName=K%E1%BA%BF+ho%E1%BA%A1ch.docx", "Kế hoạch.docx"),
        ("/Download?url=%2Fuploads%2Fx.pdf", "x.pdf"),
        ("/_layouts/15/WopiFrame.aspx?sourcedoc=%7B1%7D&file=a.docx&action=default", "a.docx"),
        ("https://vanban.chinhphu.vn/?pageid=27160&docid=216395", ""),
        ("https://docs.google.com/document/d/1aB/edit", "edit"),
    ],
)
def test_documents(address: str, name: str) -> None:
    assert is_document(address)
    assert not name or file_name(address.partition("#")[0]) == name
    assert document_address(address) == address


@pytest.mark.parametrize(
    ("viewer", "shown"),
    [
        ("https://docs.google.com/viewer?url=https%3A%2F%2Fa.vn%2Fx.pdf&embedded=true", "https://a.vn/x.pdf"),
        ("https://docs.google.com/gview?url=https://a.vn/x.pdf&embedded=true", "https://a.vn/x.pdf"),
        ("https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fa.vn%2Fx.docx", "https://a.vn/x.docx"),
        ("/pdfjs/web/viewer.html?file=/uploads/x.pdf#page=2", "/uploads/x.pdf"),
        ("/pdfjs/web/viewer.html?file=%2Fuploads%2Fx.pdf", "/uploads/x.pdf"),
        ("/ViewerJS/#../uploads/x.pdf", "/uploads/x.pdf"),
        ("https://a.vn/ViewerJS/#../uploads/x.odt", "https://a.vn/uploads/x.odt"),
        ("https://a.vn/flipbook/index.php?pdf=/uploads/x.pdf", "https://a.vn/uploads/x.pdf"),
        ("/_layouts/15/WopiFrame.aspx?sourcedoc=/TaiLieu/x.docx&action=default", "/TaiLieu/x.docx"),
    ],
)
def test_viewers(viewer: str, shown: str) -> None:
    assert is_document(viewer)
    assert document_address(viewer) == shown


def test_a_frame_shows_what_its_query_names() -> None:
    assert document_address("/xem?tep=/u/x.pdf", in_frame=True) == "/u/x.pdf"
    assert document_address("/xem?tep=x.pdf", in_frame=True) == "/xem?tep=x.pdf"
    assert document_address("/xem?tep=/u/x.pdf") == "/xem?tep=/u/x.pdf"


@pytest.mark.parametrize(
    "address",
    [
        "/huong-dan-doc-pdf.html",
        "/doc-pdf",
        "/a.pdf.html",
        "/tim-kiem?q=x.pdf",
        "/search?keyword=x.pdf&page=2",
        "https://www.facebook.com/sharer/sharer.php?u=https://a.vn/x.pdf",
        "https://www.facebook.com/dialog/share?href=https://a.vn/x.pdf",
        "https://twitter.com/intent/tweet?url=https://a.vn/x.pdf",
        "https://sp.zalo.me/share?url=https://a.vn/x.pdf",
        "https://docs.google.com/forms/d/1/viewform",
        "https://docs.google.com/viewer?url=https://a.vn/bai.html",
        "https://vidu.zip",
        "https://vidu.zip/",
        "/bai-viet?id=5",
        "#a.pdf",
        "",
        "http://[",
        "/a?" + "x=1&" * 100 + "f=a.pdf",
        "/" + "a" * 6000 + ".pdf",
    ],
)
def test_no_documents(address: str) -> None:
    assert not is_document(address)


@pytest.mark.parametrize("words", ["Kế hoạch 112.pdf", "TB-56.DOCX (1,2 MB)", "a.rar [12KB]"])
def test_file_names(words: str) -> None:
    assert is_file_name(words)


@pytest.mark.parametrize("words", ["Tải về", "xem a.pdf nhé", "cách đọc tệp .pdf trên máy", "/a/b.pdf", "x.vn", ""])
def test_no_file_names(words: str) -> None:
    assert not is_file_name(words)
