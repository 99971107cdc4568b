"""Pages of the past as web archives hold them, each with the article expected of it: old hanoimoi, mic, and ministries
that were merged.

Every page is modelled on its site (docs/sites) and written by us, none is a capture. The expected articles are
written by hand, in `pieces/*.toml` and in the files of the modelled sites, whose renderers make the pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ..sites.hanoimoi import render_old, render_onecms
from ..sites.hanoimoi.site import ARTICLES
from ..sites.portals import piece, renderers
from ..sites.spec import Block, Spec, gold, load
from .old_templates import RENDERERS

PIECES = Path(__file__).parent / "pieces"


@dataclass(frozen=True)
class OldPage:
    """One capture of an article's page.

    `url`: as the archive has it. `captured`: 14 digits of UTC. `body`: UTF-8. `article`: the fields that a perfect
    reading returns. `template`: the era's name here. `page`: the page class that answers, `heuristic` if no
    class knows it. Captures with the same `article["id"]` and other words are revisions.
    """

    source: str
    url: str
    captured: str
    body: bytes
    article: dict[str, Any]
    template: str
    page: str

    @property
    def id(self) -> str:
        return str(self.article["id"])


# The articles of the modelled site that archives have, and how long after publication each was captured.
_SPECS = {
    592871: 12, 655108: 3, 731946: 40, 866420: 1, 938715: 20,  # 2013 - spring 2019
    960418: 5, 968130: 9, 1004266: 100, 1031587: 2, 1065340: 30,  # 2019 - mid 2023
    540228: 6, 541376: 60, 660583: 15,  # OneCMS
}  # fmt: skip
_PAGE_OF = {
    "E1": "hanoimoi-2013",
    "E2": "hanoimoi-2019",
    "A": "onecms-detail",
    "2008": "heuristic",
    "newsdetail": "hanoimoi-2013",
    "mic-2017": "sharepoint-mic-2020",
    "mic-2020": "sharepoint-mic-2020",
    "vccorp": "vccorp",
}
MERGED = {
    "mt": "sharepoint-around-news",
    "molisa": "sharepoint-molisa",
    "mpi": "sharepoint-tandan",
    "mard": "sharepoint-mard",
    "monre": "sharepoint-monre",
}


@cache
def old_pages(source: str) -> tuple[OldPage, ...]:
    """Return the pages of a source (hanoimoi, mst, or one of `MERGED`), oldest capture first."""
    if source in MERGED:
        return (_merged(source),)
    pages = [_of_piece(source, one) for one in piece.load(source, PIECES)]
    if source == "hanoimoi":
        pages += _hanoimoi()
    return tuple(sorted(pages, key=lambda page: (page.captured, page.url)))


def articles(source: str) -> dict[str, list[dict[str, Any]]]:
    """Return what is expected of each article by id: its revisions in the order of their captures."""
    found: dict[str, list[dict[str, Any]]] = {}
    for page in old_pages(source):
        found.setdefault(page.id, []).append(page.article)
    return found


def _of_piece(source: str, one: piece.Piece) -> OldPage:
    template = one.extra["template"]
    body = RENDERERS[template](one).body
    url = one.extra.get("asked", one.url)
    return OldPage(source, url, one.extra["captured"], body, piece.gold(one), template, _PAGE_OF[template])


def _merged(source: str) -> OldPage:
    """Return the newest article of a ministry's modelled site, captured a week after its publication."""
    pieces = piece.load(source)
    one = pieces[0]
    moment = datetime.fromisoformat(one.published or "") + timedelta(days=7)
    page = renderers()[source](pieces)[one.url]
    return OldPage(source, one.url, _digits(moment), page.body, piece.gold(one), source, MERGED[source])


def _hanoimoi() -> list[OldPage]:
    """Return the pages of 2013 and later; two of them were corrected, and captured again since."""
    specs = load(ARTICLES)
    chosen = [spec for spec in specs if spec.id in _SPECS]
    pages = [_of_spec(spec, specs, _SPECS[spec.id]) for spec in chosen]
    by_id = {spec.id: spec for spec in chosen}
    tea = replace(by_id[866420], title=f"{by_id[866420].title} (cập nhật)")
    clinic = _with_last(by_id[1065340], "Đầu tháng 6, huyện đã cấp cho trạm hai máy điện châm và một giường kéo giãn.")
    return [*pages, _of_spec(tea, specs, 45), _of_spec(clinic, specs, 75)]


def _with_last(spec: Spec, words: str) -> Spec:
    return replace(spec, body=[*spec.body, Block("p", words)])


def _of_spec(spec: Spec, specs: list[Spec], days: int) -> OldPage:
    others = [one for one in specs if one.id != spec.id and one.old == spec.old]
    renderer = render_old if spec.old else render_onecms
    body = renderer.render(spec, (others * 6)[:48]).encode()
    captured = _digits(spec.published + timedelta(days=days))
    return OldPage("hanoimoi", spec.url, captured, body, gold(spec), spec.template, _PAGE_OF[spec.template])


def _digits(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%d%H%M%S}"
