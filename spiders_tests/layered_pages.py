"""Read small pages by all layers, with a template of their own for the tests of `pages.layers`."""

from __future__ import annotations

from typing import ClassVar

from hanoi_press.items import Article, Identity, Listed
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.document import Document
from hanoi_press.pages.layers import Layers
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.pages.selectors import css
from hanoi_press.sources import source_of
from spiders_tests.heuristic_probe import TITLE, paragraphs

URL = "https://baovidu.example/tin/5521.html"  # states no headline
HOME = '<div><a href="/">Trang chủ</a></div>'
FETCHED = "2026-11-24T00:00:00Z"
SUMMARY = "Mười hai hộ muốn được chuyển đến gần chợ, thành phố yêu cầu xã hoàn thành việc đo đạc trong tháng."
MORE = (
    "Chiều cùng ngày, đoàn đi xem khu tái định cư ở cánh đồng phía nam, nơi đường và cống thoát nước đã làm xong.",
    "Theo kế hoạch, tuyến đường mới dài bốn cây số được khởi công vào quý hai sang năm và xong sau mười tám tháng.",
)
LAST = (
    "Ông Lê An, bán rau ở chợ hai mươi năm, nói rằng gia đình ông chỉ cần một chỗ đủ rộng để dựng quầy và để xe.",
    "Bà Trần Thị Hoa cho biết các hộ đã gửi kiến nghị ba lần và lần nào cũng nhận được trả lời trong vòng một tuần.",
)
PLAIN = f'<h1>{TITLE}</h1><div class="cot"><div class="bai">{paragraphs()}</div></div>'
HEAD = f'<h1 class="tit">{TITLE}</h1>'


class ProbePage(ArticlePage):
    """A template of the probed source."""

    name = "probe"
    TITLE: ClassVar = (css(".tit"),)
    SUMMARY = (css(".lead"),)
    DATE = (css(".when"),)
    AUTHOR = (css(".by"),)
    BODY = (css(".story"),)


def read(
    body: str, *, head: str = "", learnt: LearntTemplate | None = None, listed: Listed | None = None, title: str = TITLE
) -> Article:
    """Return a page's article as the layers read it, `ProbePage` first."""
    page = f"<html><head><title>{title} - Báo Ví Dụ</title>{head}</head><body>{HOME}{body}</body></html>"
    doc = Document(page.encode(), URL)
    context = PageContext(lambda url: None, source_of, (ProbePage,), learnt=learnt)
    return Layers(doc, Identity("x/1", "x", "Báo Ví Dụ", URL), context, FETCHED, listed).article(ProbePage)


def layers_of(article: Article) -> tuple[str, str | None, str | None]:
    """Return the page class, the layer of the text, the confidence."""
    return article.extraction.page, article.extraction.fields.get("text"), article.extraction.confidence


def text_of(*texts: str) -> str:
    """Return paragraphs as an article's text."""
    return "\n\n".join(texts)
