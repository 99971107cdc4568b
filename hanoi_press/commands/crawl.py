"""`scrapy crawl`, with its arguments checked before anything starts."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl

from hanoi_press.spiders import sources
from hanoi_press.spiders.arguments import ArgumentError


class Command(ScrapyCrawl):
    """As Scrapy's own; exits 2 with one line on a bad argument, 1 where the source was blocked or gave no route."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) == 1:
            source = sources().get(args[0])
            if source is None:
                return self._refuse(f"{args[0]}: no such source; accepted are {', '.join(sources())}")
            try:
                source.check(opts.spargs)
            except ArgumentError as error:
                return self._refuse(f"{args[0]}: {error}")
        super().run(args, opts)
        return None

    def _refuse(self, why: str) -> None:
        print(why, file=sys.stderr)
        self.exitcode = 2
