"""Decide how the files that `archive=` names are read: as a site that answers requests, or as a stream of records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hanoi_press.engine.given_files import given_files
from hanoi_press.sources import Source
from hanoi_press.spiders.archive_hosts import is_of_many_sites
from hanoi_press.spiders.archived_pages import ArchivedPages
from hanoi_press.spiders.arguments import ArgumentError, CrawlArguments


def reads_stream(arguments: CrawlArguments, source: Source) -> bool:
    """Return True if the archive is read as a stream and nothing of it answers requests.

    One file of this machine answers as the site did, lists included, unless one of its first pages is of another site.
    With `via=` or `section=`, which need the lists, it always does. Raises `OSError`.
    """
    archive = arguments.archive
    if not isinstance(archive, Path):
        return archive is not None
    return not (arguments.via or arguments.sections) and is_of_many_sites(archive, source)


def archived_pages_of(spider: Any) -> ArchivedPages | None:
    """Return the stream of a spider's archive; None without one. Raises `ArgumentError` if a file is not there."""
    arguments, settings = spider.arguments, spider.settings
    if arguments.archive is None:
        return None
    try:
        files = given_files(str(arguments.archive), settings["USER_AGENT"], settings["COMMONCRAWL_DATA_URL"])
    except OSError as error:
        raise ArgumentError(f"invalid archive={arguments.archive}: {error}") from error
    data = Path(settings["DATA_DIR"])
    outcome, logger, is_first = spider.outcome, spider.logger, spider.reads_stream
    return ArchivedPages(spider.source, files, data, outcome, logger, arguments.urls, is_first=is_first)
