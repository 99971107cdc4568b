"""Carry out `newsource NAME URL --probe`: probe the site, write its source, learn its template, say what was found."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

import hanoi_press
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.commands.scaffold import ScaffoldError, check_name
from hanoi_press.crawl.read_answer import Answer
from hanoi_press.crawl.template_learner import TemplateLearner, observed_outcome
from hanoi_press.discovery import VN
from hanoi_press.doctor.probe_spider import run_probe
from hanoi_press.doctor.probed_site import ProbedSite
from hanoi_press.doctor.source_writer import source_text
from hanoi_press.sources import Source, forget_own_sources, own_sources, source_for, sources
from hanoi_press.store.atomic import write_whole
from hanoi_press.text.hosts import host_of, is_web_address
from hanoi_press.text.moments import utc_now


def check_site(name: str, url: str, *, any_port: bool) -> str:
    """Return the address of a site's home page. Raises `ScaffoldError` for a name or address that cannot be used."""
    check_name(name)
    if name in sources():
        raise ScaffoldError(f"invalid name {name!r}: a source has it already; use another name")
    if not is_web_address(url, any_port=any_port) or "." not in host_of(url):
        raise ScaffoldError(f"invalid address {url!r}; use the address of a site, such as https://vidu.gov.vn")
    if (known := source_for(url)) is not None:
        raise ScaffoldError(f"invalid address {url!r}: it belongs to the source {known.name}; use another site's")
    parts = urlsplit(url.strip())
    return parts._replace(path=parts.path or "/", fragment="").geturl()


def checkout() -> Path | None:
    """Return the checkout that this program runs from; None if it runs from an installed package."""
    config = closest_scrapy_cfg()
    root = Path(config).parent if config else None
    own = Path(hanoi_press.__file__).resolve().parent
    return root if root is not None and (root / "hanoi_press").resolve() == own else None


def place_of(name: str) -> Path:
    """Return where the file of a new source belongs: in the checkout, else in the user's own folder."""
    root = checkout()
    if root is not None and not own_sources.is_folder_named():
        return root / "hanoi_press" / "sources" / f"{name}.py"
    folder = own_sources.own_folder()
    if folder is None:
        raise ScaffoldError(f"there is no home folder to write {name}.py to; set {own_sources.VARIABLE} to a folder")
    return folder / f"{name}.py"


def probe_and_write(
    process: CrawlerProcessBase, settings: BaseSettings, name: str, url: str, archive: Path | None
) -> int:
    """Probe a site and write its source; return the exit code: 0 written; 1 no article was found, nothing written."""
    path = place_of(name)
    if path.exists():
        raise ScaffoldError(f"{path} exists already; use another name, or delete it")
    if sys.stderr.isatty():
        say(f"looking at {url}; this takes half a minute …", to=sys.stderr)
    site = run_probe(process, url, archive)
    if not site.rules:
        say(f"nothing was written: {site.failure}", to=sys.stderr)
        return 1
    text = source_text(site, name, datetime.now(VN).date().isoformat())
    try:
        write_whole(path, text)
        forget_own_sources()
        source = own_sources.load_source(path)
        _learn(site, source, Path(settings["DATA_DIR"]))
    except OSError as error:
        say(f"{path} cannot be written: {error.strerror}", to=sys.stderr)
        return 1
    say("\n".join(_report(site, source, path)))
    return 0


def _learn(site: ProbedSite, source: Source, data: Path) -> None:
    """Learn the template of the site from the articles that were read."""
    learner = TemplateLearner(data, source.name)
    for page in site.pages.values():
        learner.article_of(observed_outcome(Answer(page.url, 200, page.body, utc_now()), source, learner.template))
    learner.save()


def _report(site: ProbedSite, source: Source, path: Path) -> list[str]:
    """Return the lines on what was found, what is unsure, and what to do next."""
    lines = [f"wrote {path}", "", f"{source.publisher} ({site.host}), {site.requests} pages asked for"]
    for rule in site.rules:
        lines.append(f"  articles   {rule.url}  ({rule.samples} seen, ids: {'numbers' if rule.id else 'hashes'})")
    lines += [f"  sitemap    {one.url}  ({one.articles} articles)" for one in site.sitemaps]
    lines += [f"  feed       {url}  ({number} articles)" for url, number in site.feeds.items() if number]
    lines += [
        f"  list       {one.url}  ({one.articles} articles{_paged(one.pager)})" for one in site.lists if one.is_seen
    ]
    if unseen := [one for one in site.lists if not one.is_seen]:
        lines.append(f"  and {len(unseen)} lists of the same form in the menu")
    if site.home_articles:
        lines.append(f"  home       {site.home}  ({site.home_articles} articles{_paged(site.home_pager)})")
    lines += [f"  read       {page.title}" for page in site.articles[:3]]
    lines += ["", *(f"unsure: {one}" for one in site.unsure)] if site.unsure else []
    lines += ["", f"next: look the file over, then {program()} crawl {source.name}"]
    if checkout() in path.parents:
        lines.append("and python -m docs.generate, which adds it to docs/sources.md (a test compares them)")
    return lines


def _paged(pager: str) -> str:
    return ", with further pages" if pager in ("searched", "printed") else ""
