"""Make the pictures of the docs: the report of simulated nights, as a browser shows it.

`python -m docs.screenshots` writes them to `docs/pictures/`; it needs Chromium. The nights are those of the tests
(`spiders_tests/night_records.py`), so a picture changes only with the report.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image  # comes with matplotlib

from hanoi_press.report.report_files import write_all
from spiders_tests import night_records as nights
from spiders_tests.browser import OpenPage, chromium

PICTURES = Path(__file__).resolve().parent / "pictures"
_COLOURS = 256  # of a picture; with all of them it is four times as large
_WIDE, _PHONE = 1080, 390
_PAST = 8  # pages of nights before the last one that the index links


class Picture(NamedTuple):
    """A part of a page: from the element `first` to the end of `last`, in a window of this width."""

    name: str
    night: str
    first: str
    last: str
    width: int = _WIDE
    colours: str = "light"
    page: str = ""  # index, or that of the night
    opened: str = ""  # what is expanded before


_PICTURES = (
    Picture("night-well", "record", "header.top", "#sources"),
    Picture("night-stumble", "dead_host", "header.top", ".verdict"),
    Picture("night-redesign", "redesign", "header.top", ".verdict"),
    Picture("night-blocked", "block", "header.top", ".verdict"),
    Picture("night-disk-full", "full_disk", "header.top", ".verdict"),
    Picture("night-killed", "killed", "header.top", ".verdict"),
    Picture("fields", "redesign", "#fields", "#layers"),
    Picture("failures", "dead_host", "#failures", "#hosts", opened="#failures details"),
    Picture("one-source", "redesign", "details[data-source=hanoimoi]", "details[data-source=hanoimoi] .two",
            opened="details[data-source=hanoimoi]"),
    Picture("articles-dark", "redesign", "#articles", "#articles", colours="dark"),
    Picture("phone", "block", "header.top", "#sources tbody:nth-of-type(4)", _PHONE, "dark"),
    Picture("index", "redesign", "header.top", "tr[data-run]:nth-child(8)", page="index"),
)  # fmt: skip


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with chromium() as browser:
        for name, picture in taken(browser):
            path = PICTURES / f"{name}.png"
            path.write_bytes(picture)
            print(f"{path.relative_to(PICTURES.parent.parent)}: {len(picture) // 1000} kB")


def taken(browser: Any) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each picture."""
    with tempfile.TemporaryDirectory() as folder:
        pages: dict[str, Path] = {}
        for picture in _PICTURES:
            if picture.night not in pages:
                data = Path(folder) / picture.night
                nights.eventful_month(data, getattr(nights, picture.night)())
                pages[picture.night] = write_all(data, _PAST)[-1]
            path = pages[picture.night]
            yield picture.name, _shot(browser, picture, path.with_stem(picture.page) if picture.page else path)


def _shot(browser: Any, picture: Picture, path: Path) -> bytes:
    with OpenPage(browser, path, picture.width, picture.colours) as page:
        if picture.opened:
            page.run(f"document.querySelectorAll({picture.opened!r}).forEach(one => {{ one.open = true }})")
        top, bottom = (
            page.run(f"document.querySelector({place!r}).getBoundingClientRect().{edge} + scrollY")
            for place, edge in ((picture.first, "top"), (picture.last, "bottom"))
        )
        area = {"x": 0, "y": top, "width": picture.width, "height": bottom - top + 12}
        shot = page.tab.screenshot(full_page=True, clip=area)
    small = BytesIO()
    Image.open(BytesIO(shot)).convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


if __name__ == "__main__":
    main()
