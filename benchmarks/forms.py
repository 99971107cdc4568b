"""Make texts of one form: a template whose slots are filled with other figures and names for each text.

A template's slots are `{18..26}` (a number), `{18..26,}` (with one decimal: `18,4`), `{18..26.}` (thousands: `18.402`),
`{day}`, `{weekday}`, `{place}`, `{name}`, `{country}`, `{subject}`, each also with a digit (`{day2}`), `[tăng|giảm]`.
A slot with a name has the same value wherever it stands in a text. The first line is the title.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from benchmarks.invented import PLACES, name

_SLOT = re.compile(r"\{([^{}]+)\}|\[([^\[\]]*\|[^\[\]]*)\]")
_NUMBER = re.compile(r"(\d+)\.\.(\d+)([,.]?)$")
_COUNTRIES = (
    "Lào, Cuba, Nhật Bản, Hàn Quốc, Ấn Độ, Pháp, Đức, Brazil, Chile, Ba Lan, Hungary, Ai Cập, Maroc, Canada, "
    "Singapore, Thái Lan, Malaysia, Brunei, Mông Cổ, Belarus, Kazakhstan, Argentina, Bỉ, Áo"
).split(", ")
_SUBJECTS = (
    "Nội vụ, Tài chính, Xây dựng, Nông nghiệp và Môi trường, Y tế, Tư pháp, Công Thương, Giáo dục và Đào tạo, Dân tộc"
).split(", ")
_WEEKDAYS = "thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, chủ nhật".split(", ")
_DRAWN: dict[str, Callable[[random.Random], str]] = {
    "day": lambda rng: f"{rng.randint(1, 28)}/{rng.randint(1, 12)}",
    "weekday": lambda rng: rng.choice(_WEEKDAYS),
    "place": lambda rng: rng.choice(PLACES),
    "name": name,
    "country": lambda rng: rng.choice(_COUNTRIES),
    "subject": lambda rng: rng.choice(_SUBJECTS),
}


class BulletinForm:
    """A form. `keys`: slots of which at least one differs between any two of its texts (an event's day, its place)."""

    def __init__(self, kind: str, keys: str, template: str) -> None:
        self.__name__ = kind
        self._parts: list[str] = []  # text and slots in turn
        self._slots: list[str] = []
        end = 0
        for number, slot in enumerate(_SLOT.finditer(template.strip())):
            self._parts.append(template.strip()[end : slot.start()])
            end = slot.end()
            named = slot[1] and not _NUMBER.match(slot[1])
            self._slots.append(slot[1] if named else f"#{number} {slot[1] or slot[2]}")
        self._parts.append(template.strip()[end:])
        self._keys = keys.split()

    def __call__(self, rng: random.Random) -> tuple[str, str]:
        """Return the title and the text of one, all slots drawn anew."""
        return self._filled({slot: self._drawn(rng, slot) for slot in self._slots})

    def series(self, rng: random.Random, count: int) -> Iterator[tuple[str, str]]:
        """Yield texts of which each differs from an earlier one in one key at least, and in any share of the others.

        They are fewer than `count` if the keys have not as many values.
        """
        values = [{slot: self._drawn(rng, slot) for slot in self._slots}]
        seen = {self._key(values[0])}
        yield self._filled(values[0])
        others = [slot for slot in dict.fromkeys(self._slots) if slot not in self._keys]
        for _ in range(20 * count):
            if len(values) == count:
                return
            drawn = dict(rng.choice(values))
            changed = rng.sample(others, rng.randint(min(1, len(others)), len(others)))
            for slot in (*changed, *rng.sample(self._keys, rng.randint(1, len(self._keys)))):
                drawn[slot] = self._drawn(rng, slot)
            if self._key(drawn) not in seen:
                seen.add(self._key(drawn))
                values.append(drawn)
                yield self._filled(drawn)

    def _key(self, values: dict[str, str]) -> tuple[str, ...]:
        return tuple(values[slot] for slot in self._keys)

    def _filled(self, values: dict[str, str]) -> tuple[str, str]:
        filled = "".join(
            part + values.get(slot, "") for part, slot in zip(self._parts, [*self._slots, ""], strict=True)
        )
        head, _, text = filled.partition("\n")
        return head, text.strip().replace("\n", "\n\n")

    @staticmethod
    def _drawn(rng: random.Random, slot: str) -> str:
        stated = slot.partition(" ")[2] if slot.startswith("#") else slot
        if number := _NUMBER.match(stated):
            drawn = str(rng.randint(int(number[1]), int(number[2])))
            return drawn + {"": "", ",": f",{rng.randint(0, 9)}", ".": f".{rng.randint(0, 999):03}"}[number[3]]
        if "|" in stated:
            return rng.choice(stated.split("|"))
        return _DRAWN[stated.rstrip("0123456789")](rng)
