"""Read an archive file once, and check that the page of each line that refers to it is where the line says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hanoi_press.store.archive_faults import FaultKind, FaultPlace, FileFaults
from hanoi_press.store.archive_files import NOTHING_THERE, beyond_end
from hanoi_press.store.archive_names import is_own_archive
from hanoi_press.store.archive_places import ArchivePlace
from hanoi_press.store.takedown import id_of
from hanoi_press.warc.checked_records import CheckedRecord, checked_records
from hanoi_press.warc.reader import Capture
from hanoi_press.warc.record_digests import wrong_digest

_READINGS = 20  # pages of a member that are read because their addresses lead to no line, besides two for each line
_MOST_READINGS = 1_000
_FEW = 3  # lines that refer to one place, which may all come from one page
_PACKED_ANEW = "was compressed otherwise since its pages were read: they are at other offsets now"
_TORN = ("torn", "the file ends inside")  # in the reasons of damage at the end of a file


class PageFacts(NamedTuple):
    """The id and the title that a page itself states."""

    id: str
    title: str


# Reads a page as the article at an address, or at its own; None if it gives none.
ReadPage = Callable[[Capture, str], PageFacts | None]


@dataclass(slots=True, eq=False)
class _Damage:
    """A part of the file that could not be read; it reaches to the next record, or (None) to the end."""

    offset: int
    reason: str
    end: int | None = None
    is_named: bool = False

    @property
    def is_torn(self) -> bool:
        """Return True if the data had no end. Damage may let a decoder run on over the records that follow."""
        return any(words in self.reason for words in _TORN)

    @property
    def is_torn_end(self) -> bool:
        """Return True if the file ends inside a record."""
        return self.is_torn and self.end is None

    @property
    def words(self) -> str:
        if self.is_torn_end:
            return self.reason
        reason = "its data has no end" if self.is_torn else self.reason
        return reason if "damaged" in reason else f"damaged: {reason}"

    def takes(self, place: ArchivePlace) -> bool:
        return self.offset == place.offset or (
            self.offset < place.offset and (self.end is None or place.offset < self.end)
        )


class ArchivePages:
    """The check of one file. `places` are those in it, each with the file's name in its line, by offset.

    What is kept in memory grows with the number of places in the file, not with the file.
    """

    def __init__(self, path: Path, places: Iterable[tuple[str, ArchivePlace]], read: ReadPage) -> None:
        self.path = path
        self.faults = FileFaults()
        self._read = read
        self._places = list(places)
        self._open = set(range(len(self._places)))
        self._at: defaultdict[int, list[int]] = defaultdict(list)  # by offset
        self._of_page: defaultdict[str, list[int]] = defaultdict(list)  # by the ids that address and line give
        for number, (_, place) in enumerate(self._places):
            self._at[place.offset].append(number)
            for id in {place.id, id_of(place.url)}:
                self._of_page[id].append(number)
        self._readings: Counter[int] = Counter()
        self._answers: defaultdict[int, list[str]] = defaultdict(list)  # by offset, the first addresses there
        self._records: dict[int, str] = {}  # by offset, the type of the first record there that holds no answer
        self._dates: dict[int, str] = {}  # of places whose page is there, but of another time
        self._elsewhere: dict[int, int] = {}  # where the page of a place is, if not there
        self._damage: list[_Damage] = []
        self._endless: _Damage | None = None  # since the last record

    def check(self, progress: Callable[[int], None] = lambda offset: None) -> FileFaults:
        """Return the faults; `progress` is called with the offset of each record. Raises `OSError`."""
        for record in checked_records(self.path, self._damaged):
            progress(record.offset)
            if self._endless is not None:
                self._endless.end, self._endless = record.offset, None
            self._take(record)
        self._judge(self.path.stat().st_size)
        return self.faults

    def _damaged(self, offset: int, reason: str) -> None:
        if self._endless is None:  # else it is more of the same, which is named more than once
            self._endless = _Damage(offset, reason)
            self._damage.append(self._endless)

    def _take(self, record: CheckedRecord) -> None:
        is_wanted, capture = record.offset in self._at, record.capture
        if capture is None:
            if is_wanted:
                self._records.setdefault(record.offset, record.kind)
            return
        of_page = self._with_page(capture)
        here = {one for one in of_page if self._place(one).offset == record.offset}
        if is_wanted and (not here or len(self._at[record.offset]) <= _FEW):
            here |= self._by_content(capture, here)
        if is_wanted and len(self._answers[record.offset]) < 2:
            self._answers[record.offset].append(capture.page or capture.url)
        for number in here:
            if self._place(number).fetched == capture.date:
                self._settle(number, record)
            else:
                self._dates.setdefault(number, capture.date)
        for number in of_page - here:
            if self._place(number).fetched == capture.date:
                self._elsewhere.setdefault(number, record.offset)

    def _place(self, number: int) -> ArchivePlace:
        return self._places[number][1]

    def _with_page(self, capture: Capture) -> set[int]:
        """Return the places of the page to which an answer's address leads."""
        addresses = (capture.url, capture.page) if capture.page else (capture.url,)
        return {number for url in addresses for number in self._of_page.get(id_of(url), ())}

    def _by_content(self, capture: Capture, known: set[int]) -> set[int]:
        """Return the further places at an answer's offset whose article its page states to be.

        A page may state another id than its address has, and that of an API's answer is the page's.
        """
        at = self._at[capture.offset]
        if self._readings[capture.offset] > min(_MOST_READINGS, _READINGS + 2 * len(at)):
            return set()
        candidates = {one for one in at if one in self._open and self._place(one).fetched == capture.date} - known
        if not candidates:
            return set()
        self._readings[capture.offset] += 1
        facts = self._read(capture, self._place(min(candidates)).url)
        if facts is None:
            return set()
        return {one for one in candidates if facts.id == self._place(one).id or facts.title == self._place(one).title}

    def _settle(self, number: int, record: CheckedRecord) -> None:
        if number not in self._open:
            return
        self._open.discard(number)
        if header := wrong_digest(record.raw):
            self._add(number, FaultKind.WRONG_DIGEST, f"its bytes are not those of its {header}")

    def _add(self, number: int, kind: FaultKind, reason: str, of_file: str = "") -> None:
        file, place = self._places[number]
        self.faults.add(file, kind, FaultPlace(place.offset, place.id, reason), of_file)

    def _judge(self, size: int) -> None:
        """Name the places whose page was not found, and the damage that takes no page of a line."""
        left = sorted(self._open)
        if len(left) > 1 and len(left) == len(self._places) and all(one in self._elsewhere for one in left):
            for number in left:
                reason = f"its page is at byte {self._elsewhere[number]} now"
                self._add(number, FaultKind.OTHERWISE_COMPRESSED, reason, _PACKED_ANEW)
            return
        for number in left:
            kind, reason = self._verdict(number, size)
            if number in self._elsewhere:
                reason += f"; its page is at byte {self._elsewhere[number]}"
            self._add(number, kind, reason)
        if self._places and is_own_archive(self._places[0][0]):
            self._name_damage()

    def _verdict(self, number: int, size: int) -> tuple[FaultKind, str]:
        place = self._place(number)
        if place.offset >= size:
            return FaultKind.BEYOND_END, beyond_end(size)
        for damage in self._damage:
            if damage.takes(place):
                damage.is_named = True
                return (FaultKind.TRUNCATED if damage.is_torn_end else FaultKind.DAMAGED), damage.words
        if number in self._dates:
            return FaultKind.OTHER_DATE, f"the answer there is of {self._dates[number]}, not of {place.fetched}"
        if answers := self._answers.get(place.offset):
            other = "other pages are" if len(answers) > 1 else "another page is"
            return FaultKind.OTHER_PAGE, f"{other} there: {', '.join(answers)}"
        if place.offset in self._records:
            return FaultKind.NO_ANSWER, f"a {self._records[place.offset]} record is there, no answer"
        return FaultKind.NO_RECORD, NOTHING_THERE

    def _name_damage(self) -> None:
        """Name damage of our own archive; a torn end is what a killed crawl leaves, and the next one cuts it off."""
        for damage in self._damage:
            if not (damage.is_named or damage.is_torn_end):
                place = FaultPlace(damage.offset, "", damage.words)
                self.faults.add(self._places[0][0], FaultKind.ELSEWHERE, place)
