# ruff: noqa: E501 - prose that is easier to read unbroken
"""Write stories with facts in every sentence, and edit them as newsrooms edit what they take over: all are copies."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from benchmarks.invented import PLACES, name, paragraphs, sentence

Edit = Callable[[random.Random, list[str]], list[str]]
_NUMBER = re.compile(r"\b\d+(?:\.\d{3})*\b")
_THOUSANDS = re.compile(r"\b(\d{1,3})\.(\d{3})\b")
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")


def story(rng: random.Random, count: int) -> list[str]:
    """Return `count` paragraphs of a report in which most sentences have figures, days or names."""
    who, where = name(rng), rng.choice(PLACES)
    out = [f"Ngày {rng.randint(1, 28)}/{rng.randint(1, 12)}, tại {where}, ông {who} cho biết {sentence(rng).lower()}"]
    for own in paragraphs(rng, count - 1):
        dense = rng.choice(
            [
                f"Theo ông {who}, {sentence(rng).lower()[:-1]}, tăng {rng.randint(2, 60)}% so với cùng kỳ.",
                f"Đến nay {where} đã bố trí {rng.randint(2, 900)}.{rng.randint(100, 999)} triệu đồng cho {rng.randint(2, 90)} xã.",
                f"Ngày {rng.randint(1, 28)}/{rng.randint(1, 12)}, bà {name(rng)} nói: “{sentence(rng)}”",
            ]
        )
        out.append(f"{dense} {own}")
    return out


def _changed(rng: random.Random, whole: list[str], pattern: re.Pattern[str], most: int) -> list[str]:
    """Give up to `most` of the matches another number."""
    text = "\n".join(whole)
    found = list(pattern.finditer(text))
    for one in sorted(rng.sample(found, min(most, len(found))), key=lambda one: -one.start()):
        text = text[: one.start()] + str(rng.randint(11, 98)) + text[one.end() :]
    return text.split("\n")


def corrected(rng: random.Random, whole: list[str]) -> list[str]:
    """Correct one figure."""
    return _changed(rng, whole, _NUMBER, 1)


def updated(rng: random.Random, whole: list[str]) -> list[str]:
    """Change up to two figures, and add a paragraph."""
    more = f"Đến tối cùng ngày, đã có thêm {rng.randint(2, 90)} trường hợp. {sentence(rng)}"
    return [*_changed(rng, whole, _NUMBER, 1 if len(whole) < 6 else 2), more]


def reformatted(rng: random.Random, whole: list[str]) -> list[str]:
    """Write thousands and days in another way."""
    mark = rng.choice([",", " ", ""])
    text = _THOUSANDS.sub(rf"\g<1>{mark}\g<2>", "\n".join(whole))
    return _DATE.sub(rng.choice([r"\1-\2", r"\1 tháng \2", r"0\1/\2"]), text).split("\n")


def bylined(rng: random.Random, whole: list[str]) -> list[str]:
    """Put a place and another agency before the text, and a reporter and the source behind it."""
    first = f"{rng.choice(PLACES)} ({rng.choice(['TTXVN', 'VNA', 'Báo Mới'])}, {rng.randint(1, 28)}/{rng.randint(1, 12)}) - {whole[0]}"
    return [first, *whole[1:], f"{name(rng)} (theo {rng.choice(['TTXVN', 'VOV', 'Tin tức'])})"]


def retyped(rng: random.Random, whole: list[str]) -> list[str]:
    """Misspell one word in sixty: two letters changed about."""

    def typed(word: str) -> str:
        if len(word) < 4 or not word.isalpha() or rng.random() > 1 / 60:
            return word
        return word[:1] + word[2] + word[1] + word[3:]

    return [" ".join(map(typed, one.split(" "))) for one in whole]


_OTHER_WORDS = {
    "người dân": "bà con", "hỗ trợ": "giúp đỡ", "tăng": "tăng thêm", "kiểm tra": "thanh kiểm tra", "thực hiện": "tiến hành",
    "khó khăn": "trở ngại", "hoàn thành": "làm xong", "và": "cùng", "cũng": "đồng thời", "nâng cao": "cải thiện",
    "cho biết": "thông tin", "Theo ông": "Ông", "tại": "ở", "đã": "vừa", "kế hoạch": "phương án",
}  # fmt: skip


def reworded(rng: random.Random, whole: list[str]) -> list[str]:
    """Use other words here and there."""
    text = "\n".join(whole)
    for old, new in _OTHER_WORDS.items():
        text = re.sub(rf"\b{old}\b", lambda found, new=new: new if rng.random() < 0.35 else found[0], text)  # type: ignore[misc]
    return text.split("\n")


_NAMES = {
    "Đắk Lắk": "Đắc Lắc", "Lào Cai": "Lao Cai", "Hà Nội": "Thủ đô Hà Nội", "Huế": "thành phố Huế", "Thanh Hóa": "Thanh Hoá",
    "Đà Nẵng": "TP Đà Nẵng", "Cần Thơ": "TP. Cần Thơ", "Quảng Ninh": "tỉnh Quảng Ninh", "Nghệ An": "tỉnh Nghệ An", "Hải Phòng": "TP. Hải Phòng",
}  # fmt: skip


def respelled(rng: random.Random, whole: list[str]) -> list[str]:
    """Spell the names of places and the tones in another way."""
    text = "\n".join(whole)
    for old, new in _NAMES.items():
        text = text.replace(old, new)
    for old, new in (
        ("hóa", "hoá"),
        ("thủy", "thuỷ"),
        ("hòa", "hoà"),
        ("%", " phần trăm"),
        ("triệu đồng", "triệu VND"),
    ):
        text = text.replace(old, new)
    return text.split("\n")


def shortened(rng: random.Random, whole: list[str]) -> list[str]:
    """Leave out one sentence in five and the last third."""
    kept = whole[: max(2, round(len(whole) * 0.7))]
    out = [" ".join(one for one in re.split(r"(?<=\.) ", part) if rng.random() > 0.2) for part in kept]
    return [one for one in out if one]


def merged_paragraphs(rng: random.Random, whole: list[str]) -> list[str]:
    """Make one paragraph of all, with a new first sentence and a caption in the middle."""
    middle = len(whole) // 2
    caption = f"{rng.choice(PLACES)} sáng {rng.randint(1, 28)}/{rng.randint(1, 12)}. Ảnh: {name(rng)}"
    return [f"{sentence(rng)} {' '.join(whole[:middle])}", caption, " ".join(whole[middle:])]


def rewritten_lead(rng: random.Random, whole: list[str]) -> list[str]:
    """Write the first paragraph anew."""
    return [f"{sentence(rng)} {sentence(rng)}", *whole[1:]] if len(whole) > 3 else whole


def several(rng: random.Random, whole: list[str]) -> list[str]:
    """Do three of these at once, a correction among them."""
    for edit in (reworded, respelled, bylined, corrected):
        whole = edit(rng, whole)
    return whole


EDITS_OF_STORIES: dict[str, Edit] = {
    one.__name__: one for one in (corrected, updated, reformatted, bylined, retyped, reworded)
}
EDITS_HELD_OUT: dict[str, Edit] = {
    one.__name__: one for one in (respelled, shortened, merged_paragraphs, rewritten_lead, several)
}
# What leaves the facts as they are is done to bulletins too.
EDITS_OF_BULLETINS: dict[str, Edit] = {one.__name__: one for one in (reformatted, bylined, retyped)}
