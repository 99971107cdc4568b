"""Run `scrapy corpus browse`: serve the corpus as pages, on this machine."""

from __future__ import annotations

import argparse
import sys
import webbrowser
from pathlib import Path

from scrapy.exceptions import UsageError

from hanoi_press.commands.output import say

ABOUT = "browse the corpus in a web browser on this machine; search, narrow, read, download"
_PORT = 8001


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, default=_PORT, metavar="N", help=f"port on 127.0.0.1 (default {_PORT}; 0: a free one)"
    )
    parser.add_argument("--open", action="store_true", help="open the page in the web browser")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.browse.browse_server import BrowseServer
    from hanoi_press.corpus.index.corpus_index import CorpusIndex

    if not 0 <= options.port <= 65_535:
        raise UsageError(f"invalid --port {options.port}; use a number from 0 to 65535", print_help=False)
    try:
        server = BrowseServer(data, options.port)
    except ImportError as error:
        say(f"browse: {error}", to=sys.stderr)
        return 1
    with CorpusIndex.open(data, progress=lambda text: say(text, to=sys.stderr)) as index:
        if index.stale:
            say(index.stale, to=sys.stderr)
    print(f"{server.address} shows the corpus; Ctrl-C ends it", flush=True)
    if options.open:
        webbrowser.open(server.address)
    server.serve()
    return 0
