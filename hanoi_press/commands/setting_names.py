"""Find settings of the command line that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from scrapy.settings import BaseSettings

from hanoi_press.commands.setting_checks import defaults
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.text.similar_names import did_you_mean

# Read without a default, by us and by Scrapy.
_WITHOUT_DEFAULT = frozenset(
    {"ARCHIVE_FILE", "CONCURRENT_REQUESTS_PER_IP", "META_COPY_WARN_SKIP_KEYS", "PROGRESS_DISABLED", "REPORT_DISABLED"}
)
_COMPONENTS = frozenset(
    "ADDONS EXTENSIONS ITEM_PIPELINES DOWNLOADER_MIDDLEWARES SPIDER_MIDDLEWARES DOWNLOAD_HANDLERS FEED_EXPORTERS "
    "FEED_STORAGES".split()
)
_PATH = re.compile(r"\b([A-Za-z_]\w*)(?:\.[A-Za-z_]\w*)+")
_OWN = ("scrapy", "twisted", "hanoi_press")


def unknown_settings(given: Mapping[str, str], settings: BaseSettings) -> Iterable[str]:
    """Yield a line for each setting of `-s` that neither Scrapy nor this project has, with the one that was meant.

    Settings of other packages are taken if a class of another package is named beside them, as in `-s ADDONS=…`.
    """
    if any(_names_other_package(name, value) for name, value in given.items()):
        return
    known = {*(name for name in settings if name.isupper()), *_WITHOUT_DEFAULT}
    for name in given:
        if name not in known:
            hint = did_you_mean(name, known, "docs/settings.md lists ours, and Scrapy's documentation its own")
            yield one_line(f"unknown setting {name}; {hint}")


def _names_other_package(name: str, value: str) -> bool:
    """Return True if a setting takes paths of classes, and one of these is neither ours nor Scrapy's."""
    default = defaults().get(name)
    is_class = isinstance(default, str) and default.startswith(_OWN)
    return (name in _COMPONENTS or is_class) and any(found[1] not in _OWN for found in _PATH.finditer(value))
