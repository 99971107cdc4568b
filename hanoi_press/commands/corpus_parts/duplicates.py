"""Run `scrapy corpus duplicates`: find copies of articles and their originals."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.exceptions import UsageError

from hanoi_press.commands.corpus_parts._selection import add_selection, exit_code, selected
from hanoi_press.commands.engine_options import add_engine_options, number_of_jobs, opened_engine
from hanoi_press.commands.output import say, say_json
from hanoi_press.commands.stop_request import StopRequest
from hanoi_press.corpus import Articles
from hanoi_press.corpus.duplicate_links import Cluster
from hanoi_press.engine.unit import EngineError

ABOUT = "find exact and near duplicates across sources and years, and which one is the original"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_selection(parser)
    parser.add_argument("--write", action="store_true", help="store the links with the corpus, for --without-copies")
    parser.add_argument("--json", action="store_true", help="print a JSON object a line, one for each cluster")
    parser.add_argument(
        "--explain", nargs=2, metavar="ID", help="show why two articles are copies of each other, or not"
    )
    add_engine_options(parser)


def run(options: argparse.Namespace, data: Path) -> int:
    if options.write and (options.source or options.since or options.until or options.without_copies):
        raise UsageError(
            "--write needs the whole corpus; leave out --source, --since, --until and --without-copies",
            print_help=False,
        )
    try:
        return _explain(options, data) if options.explain else _search(options, data)
    except ImportError as error:
        print(f"{error.name} is not installed: pip install 'hanoi-press[duplicates]'", file=sys.stderr)
        return 2


def _explain(options: argparse.Namespace, data: Path) -> int:
    if options.write:
        raise UsageError("--explain compares two articles, --write the whole corpus; use one of them", print_help=False)
    from hanoi_press.commands.corpus_parts._copy_explained import explain_copies

    return explain_copies(options.explain, data, as_json=options.json)


def _search(options: argparse.Namespace, data: Path) -> int:
    """Print or store the clusters. Raises `ImportError`."""
    jobs = number_of_jobs(options.jobs)
    from hanoi_press.corpus.duplicate_links import write_clusters
    from hanoi_press.store.segments import data_folder

    articles = selected(options, data)
    try:
        found = _found(options, articles, jobs)
    except EngineError as error:
        say(f"duplicates: {error}", to=sys.stderr)
        return 1
    if options.json:
        for cluster in found:
            say_json(cluster.to_dict())
    elif not options.write:
        _print(found, selected(options, data))
    kinds = Counter(copy.kind for cluster in found for copy in cluster.copies)
    line = f"{len(found)} originals with {kinds['exact']} exact and {kinds['near']} near copies"
    if options.write:
        line += f", written to {write_clusters(data_folder(data) or data, found)}"
    print(line, file=sys.stderr if options.json else sys.stdout)
    return exit_code(articles)


def _found(options: argparse.Namespace, articles: Articles, jobs: int) -> list[Cluster]:
    """Return the clusters; with several jobs or an engine they are found in units. Raises `EngineError`, `OSError`."""
    from hanoi_press.corpus.duplicate_finder import clusters
    from hanoi_press.corpus.duplicate_search import WORK, DuplicateSearch, needs_one_process

    if not (options.engine or options.exchange) and (jobs == 1 or needs_one_process(articles)):
        return list(clusters(articles))
    with (
        TemporaryDirectory(prefix="hanoi_press-", ignore_cleanup_errors=True) as folder,
        StopRequest() as stop,
        opened_engine(options, Path(folder), jobs, preload=[WORK]) as engine,
    ):
        stop.on_stop(engine.stop)
        search = DuplicateSearch(articles, engine, Path(folder) / "units", jobs)
        try:
            return list(search.clusters())
        finally:
            for line in search.retries:
                say(f"tried again: {line}", to=sys.stderr)


def _print(found: list[Cluster], articles: Articles) -> None:
    """Print each cluster with days and titles; the corpus is read a second time for these."""
    named = {id: "" for cluster in found for id in (cluster.original, *(copy.id for copy in cluster.copies))}
    for article in articles:
        if article.id in named:
            named[article.id] = f"{article.id}  {(article.published_at or '-')[:10]}  {article.title}"
    for cluster in found:
        copies = (f"    {copy.kind:5} {copy.share:.3f}  {named[copy.id]}" for copy in cluster.copies)
        say("\n".join((named[cluster.original], *copies)))
