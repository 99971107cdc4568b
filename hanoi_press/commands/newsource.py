"""`scrapy newsource NAME URL`: the files of a new source, with what is to be filled in marked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.conf import closest_scrapy_cfg

from hanoi_press.commands.scaffold import FAMILIES, ScaffoldError, scaffold
from hanoi_press.sources import source_for, sources


class NewsourceCommand(ScrapyCommand):
    """Exit codes: 0 well; 2 a bad argument, and then nothing was written."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--family FAMILY] NAME URL"

    def short_desc(self) -> str:
        return "Begin a new source: spider, articles and renderer of its modelled site"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--family", metavar="FAMILY", help=f"a CMS that is known: {', '.join(FAMILIES)}; else a new one is begun"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if len(args) != 2:
            raise UsageError("accepted are a name and an address: scrapy newsource vidu https://vidu.gov.vn")

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
    """Writes the files, all or none of them; returns their paths in the checkout."""
    files = scaffold(name, url, family)
    if name in sources():
        raise ScaffoldError(f"{name}: there is such a source already; accepted is a new name")
    if (known := source_for(url)) is not None:
        raise ScaffoldError(f"{url}: its host belongs to the source {known.name}; accepted is a site that is not known")
    root = Path(closest_scrapy_cfg()).parent
    missing = [path for path in files if not (root / path).parent.is_dir()]
    if missing:
        raise ScaffoldError(f"{root} has no {Path(missing[0]).parent}/; accepted is a checkout of hanoi_press")
    taken = [path for path in files if (root / path).exists()]
    if taken:
        raise ScaffoldError(f"{', '.join(taken)}: there already, and nothing is overwritten; accepted is another name")
    for path, text in files.items():
        (root / path).write_text(text, "utf-8", newline="\n")
    return list(files)


def _next_steps(name: str, *, new_family: bool) -> str:
    steps = [
        "fill in what is marked FILL IN; what is left is named, by file and line, by\n"
        f"   python -m pytest spiders_tests/test_sources.py -k {name}",
        f"python -m spiders_tests.sites.build_sample {name}",
        f"scrapy crawl {name} -a archive=data/sample/{name}.warc.gz",
        "python -m docs.generate",
    ]
    if new_family:
        class_name = "".join(part.capitalize() for part in name.split("_"))
        steps.insert(0, f"add {class_name} to PAGES in hanoi_press/pages/__init__.py, before FragmentPage")
    return "\n".join(["next:", *(f"{number}. {step}" for number, step in enumerate(steps, 1))])
