"""Find captions printed as lines of their own after their pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from hanoi_press.pages.blocks import Block, Body, all_within, is_heading
from hanoi_press.pages.body_pictures import BodyPictures
from hanoi_press.pages.document import Element, is_larger, text_of
from hanoi_press.text import bylines

_SLANTED = frozenset({"i", "em"})
_BOLD = frozenset({"b", "strong"})
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_CAPTION_NAMES = ("caption", "chuthich", "chu-thich", "img-desc", "imgdesc")
_LONGEST_CAPTION = 400  # characters
# How captions of videos and sound begin; a picture's may be a credit ("Đồ họa: …").
_OF_VIDEO = re.compile(r"[(\[]?\s*(?:nguồn\s+)?(?:video(?:\s+clip)?|clip|podcast|audio)\s*(?:\d+\s*)?[:：]", re.I)
_OF_MEDIUM = re.compile(
    r"[(\[]?\s*(?:nguồn\s+)?(?:video(?:\s+clip)?|clip|podcast|audio|bản đồ|biểu đồ|đồ họa|đồ hoạ|infographic)"
    r"\s*(?:\d+\s*)?[:：]",
    re.I,
)
_CREDITED_VIDEO = re.compile(r".*[.)\s]\W?(?:video|clip)\s*:\s*[^.:\n]{2,40}\W*", re.I)  # "Phút cứu hộ. Video: Mai Hoa"
_PICTURED = re.compile(r"[\s(\[,;–-]*(?:nguồn )?(?:ảnh|photo|đồ h(?:ọa|oạ)|infographics?)\b", re.I)
_BYLINE = re.compile(r"(?:\W|tin|bài|viết|thực hiện|video|clip|và)+", re.I)  # "Bài, Ảnh: …" is no caption
_ILLUSTRATION = re.compile(r"[(\[]?\s*ảnh minh (?:họa|hoạ)\s*\.?\s*[)\]]?\.?", re.I)
_PICTURE_NAMES = re.compile(r"(?:^|[\s_-])(?:image|img|photo|picture|figure|anh)s?(?:$|[\s_-])", re.I)
_MOST_IN_BOX = 30  # elements
_MOST_PARTS = 5
_CAPTION = frozenset({"caption"})  # the key of what is found out about a block's element
_LONGEST_LABELLED = 200  # characters


def take_captions(body: Body, pictures: BodyPictures, is_caption: Callable[[Block], bool]) -> None:
    """Move the captions that follow a picture without one from the body's blocks to the picture.

    Captions of videos, frames and the like are removed: they are neither text nor a picture's.
    """
    taken = set()
    for index, image in pictures.after_picture.items():
        if image.caption is None and image.credit is None and index < len(body.blocks):
            block = body.blocks[index]
            named = _is_named(block)
            if _OF_VIDEO.match(block.text):
                if named:
                    taken.add(index)
            elif named or _is_credited(block) or (index not in pictures.after_figure and is_caption(block)):
                image.caption, image.credit = bylines.caption(block.text)
                taken.add(index)
                if image.credit is None and _is_credit_below(body, index + 1, pictures):
                    image.credit = bylines.caption(body.blocks[index + 1].text).credit
                    taken.add(index + 1)
    for index, image in pictures.after_picture.items():  # printed over the picture
        before = index - 1
        if (
            image.caption is None
            and image.credit is None
            and before >= 0
            and not (before in taken or before in pictures.after_medium)
        ):
            block = body.blocks[before]
            if before not in pictures.after_picture and _is_named(block) and not _OF_VIDEO.match(block.text):
                image.caption, image.credit = bylines.caption(block.text)
                taken.add(before)
    for index in pictures.after_medium:
        if index not in taken and index < len(body.blocks) and _is_of_medium(body.blocks[index]):
            taken.add(index)
    if taken:
        body.captions += [body.blocks[index].text for index in taken]
        body.blocks = [block for index, block in enumerate(body.blocks) if index not in taken]


def looks_like_caption(block: Block) -> bool:
    """Return True if the line is slanted throughout, centred and not bold, or named as a caption."""
    if is_heading(block) or len(block.text) > _LONGEST_CAPTION:
        return False
    return (
        _is_named(block)
        or _is_alone_with_picture(block)
        or all_within(block, _SLANTED)
        or (_is_centred(block) and not all_within(block, _BOLD))
    )


def _is_named(block: Block) -> bool:
    """Return True for a line whose element is named as a caption."""
    if is_heading(block) or len(block.text) > _LONGEST_CAPTION:
        return False
    return _has_caption_name(block.element) or _caption_inside(block) == block.text


def _caption_inside(block: Block) -> str:
    """Return the words of the part of the block's element that is named as a caption, beside the picture; else ""."""
    found = block.outside.get(_CAPTION)
    if found is None:
        parts = filter(_has_caption_name, islice(block.element.iterchildren("*"), _MOST_PARTS))
        found = block.outside[_CAPTION] = next(map(text_of, parts), "")
    return found


def _has_caption_name(element: Element) -> bool:
    named = (element.get("class") or "").lower()
    return bool(named) and any(word in named for word in _CAPTION_NAMES)


def _is_alone_with_picture(block: Block) -> bool:
    """Return True for the only words in a box that is named as a picture's and holds one."""
    for box in (block.element, block.element.getparent()):
        if box is not None and box.tag == "div" and _PICTURE_NAMES.search(box.get("class") or ""):
            holds_picture = not is_larger(box, _MOST_IN_BOX) and box.find(".//img") is not None
            return holds_picture and text_of(box) == block.text.replace("\n", " ")
    return False


def _is_credited(block: Block) -> bool:
    """Return True for a line that ends by naming who took or drew a picture ("Cầu mới. Ảnh: PV")."""
    if is_heading(block) or len(block.text) > _LONGEST_CAPTION:
        return False
    if _ILLUSTRATION.fullmatch(block.text):
        return True
    words, credit = bylines.caption(block.text)
    if credit is None or _BYLINE.fullmatch(words or ""):
        return False
    return _PICTURED.match(block.text.replace("\n", " "), len(words or "")) is not None


def _is_credit_below(body: Body, index: int, pictures: BodyPictures) -> bool:
    """Return True if the block is only a picture's credit, and not the first after another picture or a medium."""
    if index >= len(body.blocks) or index in pictures.after_picture or index in pictures.after_medium:
        return False
    block = body.blocks[index]
    return bylines.caption(block.text).caption is None and _is_credited(block)


def _is_of_medium(block: Block) -> bool:
    """Return True for a line directly after a video, frame or the like that is its caption.

    It is known by its name or label, or is slanted and centred.
    """
    if is_heading(block) or len(block.text) > _LONGEST_LABELLED:
        return _is_named(block)
    return (
        _is_named(block)
        or _OF_MEDIUM.match(block.text) is not None
        or _CREDITED_VIDEO.fullmatch(block.text) is not None
        or _PICTURE_NAMES.search(block.element.get("class") or "") is not None
        or (_is_centred(block) and all_within(block, _SLANTED))
    )


def _is_centred(block: Block) -> bool:
    """Return True for a centred line, as the portals print captions; a bold one is a heading ("Điều 1")."""
    element = block.element
    return element.get("align") == "center" or _CENTRED.search(element.get("style") or "") is not None
