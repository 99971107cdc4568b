"""Say where the page of an article is stored."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.items import Article


def place_of_page(data: Path | None, article: Article) -> str:
    """Return where the page of an article is stored: file and byte, or why it is not there."""
    archive = article.archive
    if archive is None:
        return "none: the page was not archived"
    if archive.pruned:
        return f"pruned: {archive.file} was deleted on {archive.pruned}"
    path = (data or Path()) / archive.file
    missing = "" if is_file(path) else ": the file is gone"
    return f"{path}, at byte {archive.offset}{missing}"


def is_file(path: Path) -> bool:
    """Return True if there is such a file; False also for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # no name of a file
        return False
