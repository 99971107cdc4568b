"""Say things in one of two languages: labels, and numbers and days as the language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from hanoi_press.corpus.browse.label_texts import LABELS, LANGUAGES

_DAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = "January February March April May June July August September October November December".split()


class Labels:
    """The words of one language, as templates call them: `t("found", count=…)`, `t.count(3)`, `t.day("2026-11-20")`."""

    def __init__(self, language: str) -> None:
        """Raises `ValueError` for a language without labels."""
        self.language = language
        self._at = LANGUAGES.index(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return a label with its values filled in. Raises `KeyError`."""
        text = LABELS[key][self._at]
        return text.format(**values) if values else text

    def named(self, language: str) -> str:
        """Return the name of a language in that language."""
        return LABELS["language_name"][LANGUAGES.index(language)]

    def known(self, kind: str, value: str) -> str:
        """Return the label `<kind>_<value>`, or the value itself if it has none."""
        found = LABELS.get(f"{kind}_{value}")
        return found[self._at] if found else value

    def number(self, number: int) -> str:
        """Return a number with its thousands apart: `1.234`, `1,234`."""
        grouped = f"{number:,}"
        return grouped.replace(",", ".") if self.language == "vi" else grouped

    def count(self, number: int) -> str:
        """Return a number of articles: `3 bài`, `1 article`."""
        if self.language == "vi":
            return f"{self.number(number)} bài"
        return f"{self.number(number)} article{'s' * (number != 1)}"

    def percent(self, share: float) -> str:
        """Return a share of 1 in percent, rounded down so that only what is whole is called 100 %."""
        return f"{int(share * 100 + 1e-9)}%"

    def day(self, stated: str | None) -> str:
        """Return a day, or a moment as stated, in words: `Thứ Sáu, 20 tháng 11, 2026, 08:15`."""
        moment = _moment(stated)
        if moment is None:
            return stated or self("no_date")
        name = _DAYS[self.language][moment.weekday()]
        if self.language == "vi":
            words = f"{name}, {moment.day} tháng {moment.month}, {moment.year}"
        else:
            words = f"{name}, {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
        if stated is None or "T" not in stated:
            return words
        zone = "" if stated.endswith("+07:00") else f" (UTC{stated[19:]})" if stated[19:] != "Z" else " (UTC)"
        return f"{words}, {moment:%H:%M}{zone}"

    def short_day(self, stated: str | None) -> str:
        """Return a day in few characters: `20/11/2026`, `20 Nov 2026`."""
        moment = _moment(stated)
        if moment is None:
            return stated or self("no_date")
        if self.language == "vi":
            return f"{moment.day}/{moment.month}/{moment.year}"
        return f"{moment.day} {_MONTHS[moment.month - 1][:3]} {moment.year}"

    def month(self, month: str) -> str:
        """Return `2026-11` as `tháng 11/2026`, `November 2026`; a year as it is."""
        year, _, number = month.partition("-")
        if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= 12):
            return month
        return f"tháng {int(number)}/{year}" if self.language == "vi" else f"{_MONTHS[int(number) - 1]} {year}"

    def listed(self, names: Sequence[str]) -> str:
        """Return names joined by commas."""
        return ", ".join(names)


def _moment(stated: str | None) -> datetime | None:
    """Return a day or a moment of a line, or None if there is none, or none that a calendar has."""
    try:
        if stated and "T" in stated:
            return datetime.fromisoformat(stated)
        return datetime.combine(date.fromisoformat(stated or ""), datetime.min.time())
    except ValueError:
        return None
