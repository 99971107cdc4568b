"""Run `scrapy doctor [SOURCE | URL …]`: visit sites politely and say which routes, fields and layers work."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler

from hanoi_press.commands import past_visits
from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end
from hanoi_press.commands.config_settings import without_contact
from hanoi_press.commands.harvest_sources import harvest_sources
from hanoi_press.commands.output import quiet_broken_pipe, say, say_json
from hanoi_press.commands.source_names import checked_names
from hanoi_press.doctor.doctor_table import text_of_findings, total_line
from hanoi_press.doctor.findings import SourceFindings, Verdict
from hanoi_press.doctor.page_saving import save_pages
from hanoi_press.doctor.past_spider import PastVisitSpider
from hanoi_press.doctor.probe_spider import probe_spider_for
from hanoi_press.doctor.visit_run import findings_of, not_visited, run_visits
from hanoi_press.doctor.visit_spider import VisitSpider, visit_spider_for
from hanoi_press.sources import source_for, sources
from hanoi_press.text.hosts import is_web_address
from hanoi_press.warc.index import check_archive


class DoctorCommand(CheckedCommand, ScrapyCommand):
    """The command `doctor`. Exit codes: 0 all healthy; 1 not all are; 2 an invalid argument or setting."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] [SOURCE | URL ...]"

    def short_desc(self) -> str:
        return "Visit all sources, or those named: which routes and fields work, and what to do about the others"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--archive", metavar="FILE", help="a WARC file that answers in place of the named source")
        past_visits.add_options(parser)
        parser.add_argument("--save", metavar="DIR", help="keep the pages and what was read from them, as test cases")
        parser.add_argument("--json", action="store_true", help="print JSON: a list of objects, one a source")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        self.past = past_visits.spiders(args, opts)
        any_port = self.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        if self.past:
            self.check_files([spider.name for spider in self.past])
        else:
            names = [] if args else harvest_sources([], [], self.settings, only_verified=False)
            wanted = [_spider(one, any_port) for one in args] or [visit_spider_for(sources()[name]) for name in names]
            self.wanted = list({spider.name: spider for spider in wanted}.values())
        self.archive = _archive(opts.archive, args) if opts.archive is not None else None
        self.folder = _folder(opts.save) if opts.save is not None else None
        asked_for_log = opts.verbose or opts.loglevel or opts.logfile
        if not asked_for_log and not any(one.startswith("LOG_LEVEL=") for one in opts.set):
            self.settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")  # the table says what failed

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process is not None
        if self.past:
            self._visit_past(opts)
            return
        asked = [one for one in self.wanted if self.archive or one.source.status != "refused"]
        assert self.settings is not None
        if not self.archive and (line := without_contact(self.settings)):
            say(line, to=sys.stderr)
        if sys.stderr.isatty():
            say(f"visiting {len(asked)} site{'s' * (len(asked) != 1)} …", to=sys.stderr)
        crawlers = run_visits(self.crawler_process, asked, self.archive)
        found = {crawler.spidercls: findings_of(crawler) for crawler in crawlers}
        findings = [found.get(one) or not_visited(one) for one in self.wanted]
        with quiet_broken_pipe():
            _print(findings, as_json=opts.json)
        unsaved = [crawler for crawler in crawlers if self.folder and not _save(crawler, self.folder)]
        self.exitcode = int(bool(unsaved) or any(one.verdict is not Verdict.HEALTHY for one in findings))

    def _visit_past(self, opts: argparse.Namespace) -> None:
        """Visit the captures of web archives in place of the sites."""
        assert self.crawler_process is not None and self.settings is not None
        if line := without_contact(self.settings):
            say(line, to=sys.stderr)
        if sys.stderr.isatty():
            say(f"visiting captures in {opts.via}, some minutes a source …", to=sys.stderr)
        crawlers = run_visits(self.crawler_process, self.past)
        findings = [past_visits.findings_of(crawler) for crawler in crawlers]
        with quiet_broken_pipe():
            past_visits.print_findings(findings, as_json=opts.json)
        unsaved = [crawler for crawler in crawlers if self.folder and not _save(crawler, self.folder)]
        self.exitcode = int(bool(unsaved) or any(one.verdict is not Verdict.HEALTHY for one in findings))


def _spider(named: str, any_port: bool) -> type[VisitSpider]:
    """Return the spider class for a source's name, or for the address of any site. Ends the command for neither."""
    if "://" not in named:
        return visit_spider_for(sources()[checked_names([named])[0]])
    source = source_for(named)
    if source is not None:
        return visit_spider_for(source)
    if not is_web_address(named, any_port=any_port):
        end(2, f"invalid address {named}; use the address of a site, such as https://vidu.gov.vn")
    return probe_spider_for(named)


def _archive(given: str, named: list[str]) -> Path:
    """Return the archive's path. Ends the command if it is no WARC file, or no source is named."""
    path = Path(given).expanduser()
    if not path.is_file():
        end(2, f"invalid --archive {given}: no such file; use a WARC file (.warc or .warc.gz)")
    if not named:
        end(2, "--archive needs the name of the source whose pages the file holds; use SOURCE --archive FILE")
    try:
        check_archive(path)
    except ValueError as error:
        end(2, str(error))
    return path


def _folder(given: str) -> Path:
    """Return the folder in which pages are saved. Ends the command if it cannot be one."""
    folder = Path(given).expanduser()
    if not given.strip() or (folder.exists() and not folder.is_dir()):
        end(2, f"invalid --save {given}: it is no folder; use the path of a folder")
    return folder


def _save(crawler: Crawler, folder: Path) -> bool:
    """Save the pages of a visit and say where; return False if the disk failed."""
    spider = crawler.spider
    if not isinstance(spider, VisitSpider):
        return True
    try:
        agent = crawler.settings["USER_AGENT"]
        saved = save_pages(folder, spider.name, spider.recorder.exchanges, spider.visited, agent)
    except OSError as error:
        say(f"{folder} cannot be written: {error.strerror or error}", to=sys.stderr)
        return False
    for path in saved.written:
        say(f"saved {path}", to=sys.stderr)
    for path in saved.kept:
        say(f"kept {path}, which was there already; delete it to have it written anew", to=sys.stderr)
    if saved.written:
        is_past = isinstance(spider, PastVisitSpider)
        state = "name the years in verified_years" if is_past else 'set status="verified"'
        say(
            f"{spider.name}: compare these with the {'captures' if is_past else 'pages'} in a browser, correct what is"
            f" wrong, then {state} in sources/{spider.name}.py (docs/verify.md)",
            to=sys.stderr,
        )
    return True


def _print(findings: list[SourceFindings], *, as_json: bool) -> None:
    if as_json:
        say_json([one.to_dict() for one in findings], indent=1)
        return
    for one in findings:
        say(text_of_findings(one) + "\n")
    say(total_line(findings))
