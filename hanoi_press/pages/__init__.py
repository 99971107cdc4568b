"""Read any page: from bytes and an address to an `Article` or a verdict, without network or Scrapy."""

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.document import Document
from hanoi_press.pages.page_reader import read, template_for
from hanoi_press.pages.verdicts import NotAnArticle

__all__ = ["ArticlePage", "Document", "NotAnArticle", "PageContext", "read", "template_for"]
