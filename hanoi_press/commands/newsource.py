"""Run `scrapy newsource NAME URL`: write the files of a new source, with marks where facts must be filled in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.conf import closest_scrapy_cfg

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.scaffold import KNOWN, ScaffoldError, class_name, scaffold
from hanoi_press.sources import source_for, sources


class NewsourceCommand(CheckedCommand, ScrapyCommand):
    """The command `newsource`. Exit codes: 0 success; 2 an invalid argument, and nothing was written."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--family FAMILY] NAME URL"

    def short_desc(self) -> str:
        return "Begin a new source: its data, its docs, and the modelled site that tests it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        words = ", ".join(sorted(KNOWN))
        parser.add_argument("--family", metavar="FAMILY", help=f"its CMS: {words}; leave it out for a CMS of its own")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if len(args) != 2:
            raise UsageError("invalid arguments; use a name and an address: scrapy newsource vidu https://vidu.gov.vn")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            written = _write(args[0], args[1], opts.family)
        except ScaffoldError as error:
            print(f"newsource: {error}", file=sys.stderr)
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
    root = Path(closest_scrapy_cfg()).parent
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
