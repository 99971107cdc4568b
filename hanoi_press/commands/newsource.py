"""Run `scrapy newsource NAME URL`: write the files of a new source, with marks where facts must be filled in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end
from hanoi_press.commands.output import say
from hanoi_press.commands.probe_source import check_site, checkout, probe_and_write
from hanoi_press.commands.program import program
from hanoi_press.commands.scaffold import KNOWN, ScaffoldError, class_name, scaffold
from hanoi_press.sources import source_for, sources


class NewsourceCommand(CheckedCommand, ScrapyCommand):
    """The command `newsource`.

    Exit codes: 0 success; 1 a probe found no article, and nothing was written; 2 an invalid argument, the same.
    """

    requires_project = True

    def syntax(self) -> str:
        return "[--probe [--archive FILE] | --family FAMILY] NAME URL"

    def short_desc(self) -> str:
        return "Add a source: --probe looks at its site and writes it; without, begin its files by hand"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        words = ", ".join(sorted(KNOWN))
        parser.add_argument(
            "--probe", action="store_true", help="look at the site, politely, and write the source from what is there"
        )
        parser.add_argument("--archive", metavar="FILE", help="with --probe: a WARC file that answers for the site")
        parser.add_argument("--family", metavar="FAMILY", help=f"its CMS: {words}; leave it out for a CMS of its own")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if len(args) != 2:
            example = f"{program()} newsource vidu https://vidu.gov.vn --probe"
            raise UsageError(f"invalid arguments; use a name and an address: {example}")
        if opts.archive and not opts.probe:
            raise UsageError("--archive needs --probe", print_help=False)
        if opts.probe and opts.family:
            raise UsageError("--probe finds the family itself; leave out --family", print_help=False)
        self.requires_crawler_process = opts.probe
        if opts.probe:
            self._check_probe(args, opts)

    def _check_probe(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        try:
            any_port = self.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
            self.site = check_site(args[0], args[1], any_port=any_port)
            self.archive = Path(opts.archive).expanduser() if opts.archive else None
            if self.archive and not self.archive.is_file():
                raise ScaffoldError(f"invalid --archive {opts.archive}: no such file; use a WARC file")
        except ScaffoldError as error:
            end(2, f"newsource: {error}")
        if self.settings.getpriority("LOG_LEVEL") != SETTINGS_PRIORITIES["cmdline"] and not opts.logfile:
            self.settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")  # what is printed says what failed

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            if opts.probe:
                assert self.crawler_process is not None and self.settings is not None
                self.exitcode = probe_and_write(self.crawler_process, self.settings, args[0], self.site, self.archive)
                return
            written = _write(args[0], args[1], opts.family)
        except ScaffoldError as error:
            say(f"newsource: {error}", to=sys.stderr)
            self.exitcode = 2
            return
        for path in written:
            print(f"wrote {path}")
        print(_next_steps(args[0], new_family=opts.family is None))


def _write(name: str, url: str, family: str | None) -> list[str]:
    """Write the files, all or none of them, and return their paths in the checkout. Raises `ScaffoldError`."""
    written = scaffold(name, url, family)
    if name in sources():
        raise ScaffoldError(f"invalid name {name!r}: a source has it already; use another name")
    if (known := source_for(url)) is not None:
        raise ScaffoldError(f"invalid address {url!r}: it belongs to the source {known.name}; use another site's")
    root = checkout()
    if root is None:
        raise ScaffoldError("files by hand belong in a checkout of hanoi_press; use --probe, which works anywhere")
    missing = [path for path in written if not (root / path).parent.is_dir()]
    if missing:
        raise ScaffoldError(f"{root} has no folder {Path(missing[0]).parent}; run this in a checkout of hanoi_press")
    modules = {path.stem for path in (root / "hanoi_press").rglob("*.py")}
    taken = [path for path in written if (root / path).exists() or Path(path).stem in modules]
    if taken:
        raise ScaffoldError(f"invalid name {name!r}, a file such as {taken[0]} exists already; use another name")
    for path, text in written.items():
        (root / path).write_text(text, "utf-8", newline="\n")
    return list(written)


def _next_steps(name: str, *, new_family: bool) -> str:
    steps = [
        "replace every FILL IN; this command lists those that are left, by file and line:\n"
        f"   python -m pytest spiders_tests/test_sources.py -k {name}",
        f"python -m spiders_tests.sites.build_sample {name}",
        f"scrapy crawl {name} -a archive=data/sample/{name}.warc.gz",
        "python -m docs.generate",
    ]
    if new_family:
        family = f"{name.upper()} (its page class: {class_name(name)})"
        steps.insert(0, f"add {family} to FAMILIES in hanoi_press/families/__init__.py")
    return "\n".join(["next:", *(f"{number}. {step}" for number, step in enumerate(steps, 1))])
