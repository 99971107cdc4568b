"""Take the list of attached files behind a text off it: a label, and links to documents alone."""

from __future__ import annotations

import re
from collections.abc import Collection

from hanoi_press.pages.blocks import Block, Body
from hanoi_press.pages.document_address import is_file_name
from hanoi_press.text.normalize import fold

_MOST = 40  # blocks at the end that are looked at
_LONGEST_LABEL = 40
_LABEL = re.compile(
    r"(?i)\W*(?:(?:các |danh sách )?(?:file|tệp|tập|tài liệu|văn bản|phụ lục)(?: tin| văn bản| dữ liệu)?"
    r" (?:đính kèm|kèm theo|tải về)|đính kèm|tải (?:về|xuống)(?: (?:file|tệp|tài liệu|văn bản))?"
    r"|attach(?:ments?|ed files?)|downloads?)\W*(?:\d+\W*)?"
)
_SIZE = re.compile(r"(?i)\W*(?:[\d.,]{1,9} ?(?:[kmg]i?b|bytes?)|tải (?:về|xuống)|xem(?: trước)?)\W*")
_LONGEST_NAME, _LONGEST_SIZE = 300, 25


def drop_file_list(body: Body) -> None:
    """Remove the label of attached files and the files' names if they are all that stands at the end of a text.

    The files stay attachments. A text that would be empty stays as it is.
    """
    titles = {fold(one.title) for one in body.attachments}
    blocks = body.blocks
    if not titles or len(blocks) < 2:
        return
    for number in range(len(blocks) - 1, max(0, len(blocks) - _MOST), -1):
        text = blocks[number].text
        if _is_file(blocks[number], titles):
            continue
        if number < len(blocks) - 1 and len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text):
            del blocks[number:]
        return


def _is_file(block: Block, titles: Collection[str]) -> bool:
    """Return True for a document's name, or its size beside it."""
    if len(block.text) > _LONGEST_NAME:
        return False
    name = _without_size(block.text)
    return not name or is_file_name(block.text) or fold(name) in titles or fold(block.text) in titles


def _without_size(text: str) -> str:
    """Return a file's name without its size and button; "" for these alone."""
    if len(text) <= _LONGEST_SIZE and _SIZE.fullmatch(text):
        return ""
    start = text.rfind("(")
    return text[:start].rstrip() if start > 0 and _SIZE.fullmatch(text[start:][:_LONGEST_SIZE]) else text
