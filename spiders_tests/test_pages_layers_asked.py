"""Which layers read a page, and when none is asked for nothing."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.pages import layers
from hanoi_press.pages.generic import GenericPage
from hanoi_press.pages.layers import Layers
from spiders_tests.family_pages import PAGES, PARAGRAPHS, TEXT, FamilyPage

NOTICE = "Ngày 21/11, phường tạm ngừng cấp nước từ 8 giờ đến 17 giờ để sửa đường ống trên phố Láng Hạ."
TEASERS = "".join(
    f'<li><a href="/tin-khac-{one}.html">Tin khác số {one} của phường trong tuần</a></li>' for one in range(6)
)
LICENCE = (
    "Giấy phép số 12/GP-TTĐT. Địa chỉ: 1 phố Ví Dụ, Hà Nội. Điện thoại: 024 1234 5678. Email: toasoan@vidu.example."
)
FOOTER = f"<footer><p>{LICENCE}</p></footer>"
REST = (
    "Tuần sau tổ dân phố sẽ kè lại hai bên bờ bằng đá hộc mà phường chở về, mỗi nhà góp một ngày công lao động.",
    "Những hộ không có người khỏe mạnh thì góp nước uống và bữa trưa cho anh em, như mọi lần làm việc chung.",
)
URL = "https://phuongvidu.example/tam-ngung-cap-nuoc-phuong-lang-ha.html"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the layers that were asked."""
    found: list[str] = []

    class Generic(GenericPage):
        def __init__(self, *args: object) -> None:
            found.append("generic")
            super().__init__(*args)  # type: ignore[arg-type]

    without = Layers._without_template

    def without_template(self: Layers) -> object:
        found.append("heuristic")
        return without(self)

    monkeypatch.setattr(layers, "GenericPage", Generic)
    monkeypatch.setattr(Layers, "_without_template", without_template)
    return found


def page(body: str) -> bytes:
    title = "Tạm ngừng cấp nước phường Láng Hạ"
    return f"""<html><head><title>{title}</title></head><body><h1>{title}</h1>
    <div>{body}</div><ul>{TEASERS}</ul>{FOOTER}</body></html>""".encode()


def test_a_short_notice_needs_no_last_resort(asked: list[str]) -> None:
    got = extract(page(f"<p>{NOTICE}</p>"), URL)
    assert (got.text, got.extraction.page) == (NOTICE, "heuristic")
    assert asked == ["heuristic"]


def test_a_page_without_text_is_given_to_the_last_resort(asked: list[str]) -> None:
    with pytest.raises(Exception, match=r"empty|list"):
        extract(page(""), URL)
    assert asked[0] == "heuristic"


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.template)
def test_a_page_that_its_template_reads_whole_is_read_once(one: FamilyPage, asked: list[str]) -> None:
    html = one.html.replace("</body>", f'<div class="foot"><p>{LICENCE}</p><p>{LICENCE}</p></div></body>')
    assert extract(html.encode(), one.url).text == TEXT
    assert asked == []


def test_a_text_that_goes_on_behind_the_template_s_body_is_read_on(asked: list[str]) -> None:
    one = PAGES[0]
    behind = "".join(f"<p>{words}</p>" for words in REST)
    html = one.html.replace("</article>", f'</article><div class="behind">{behind}</div>')
    got = extract(html.encode(), one.url)
    assert got.text.split("\n\n") == [*PARAGRAPHS, *REST]
    assert asked == ["heuristic"]
