"""Check the settings that name parts of Scrapy: classes, modules, file formats, TLS versions."""

from __future__ import annotations

import importlib
import json
import logging
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError
from typing import Any

from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.referer import RefererMiddleware
from scrapy.utils.misc import load_object
from scrapy.utils.versions import get_versions

_OBJECT = "a JSON object, as '{\"name\": 100}'"
_TLS = ("TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3")
_WRITER = "hanoi_press.pipelines.write_articles.WriteArticlesPipeline"
_FOLDER = "hanoi_press.extensions.data_folder.DataFolderExtension"
_BY_CLASS = ("EXTENSIONS", "ITEM_PIPELINES", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ADDONS")
_BY_NAME = ("DOWNLOAD_HANDLERS", "FEED_EXPORTERS", "FEED_STORAGES")


def json_object(value: Any) -> str | None:
    """Return what to use instead of a value; None if it is a JSON object or a mapping."""
    return None if _mapping(value) is not None else _OBJECT


def class_path(value: Any) -> str | None:
    """Return what to use instead of a value; None if it is the path of a class (or a class)."""
    try:
        load_object(value)
    except Exception:  # whatever the module's code raises
        return "the path of a class that Python can import"
    return None


def _mapping(value: Any) -> Mapping[Any, Any] | None:
    try:
        stated = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return stated if isinstance(stated, Mapping) else None


def _names(value: Any) -> list[Any]:
    """Return a list setting as Scrapy reads it: a text is separated by commas."""
    return value.split(",") if isinstance(value, str) else list(value or ())


def _all(names: Any, check: Callable[[Any], object], advice: str) -> str | None:
    try:
        for name in _names(names):
            check(name)
    except Exception:  # whatever the module's code raises
        return advice
    return None


def _classes(value: Any) -> str | None:
    """Check `{"path.of.a.Class": number}`; a number of None turns the class off."""
    parts = _mapping(value)
    if parts is None:
        return _OBJECT
    for path, number in parts.items():
        if number is not None and (
            isinstance(number, bool) or not isinstance(number, (int, float)) or class_path(path)
        ):
            return "a JSON object of classes that Python can import and numbers, as '{\"module.Class\": 100}'"
    return None


def _named_classes(value: Any) -> str | None:
    """Check `{"name": "path.of.a.Class"}`; a path of None turns the name off."""
    parts = _mapping(value)
    if parts is None:
        return _OBJECT
    if any(path is not None and class_path(path) for path in parts.values()):
        return 'a JSON object of names and classes that Python can import, as \'{"name": "module.Class"}\''
    return None


def _optional_class(value: Any) -> str | None:
    return None if value is None else class_path(value)


def _tls_version(value: Any) -> str | None:
    return None if value is None or value in _TLS else " or ".join(_TLS)


def _ciphers(value: Any) -> str | None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).set_ciphers(value)
    except (ssl.SSLError, TypeError, ValueError):
        return "a list of ciphers of OpenSSL, as DEFAULT"
    return None


def _policies(value: Any) -> str | None:
    try:
        RefererMiddleware(BaseSettings({"REFERRER_POLICY": value}))
    except Exception:  # as with classes
        return "a name of the standard, as no-referrer, or the path of a class that Python can import"
    return None


def _versions(value: Any) -> str | None:
    try:
        get_versions(_names(value))
    except (PackageNotFoundError, TypeError, ValueError):
        return "names of installed packages with commas"
    return None


def _log_level(value: Any) -> str | None:
    known = logging.getLevelNamesMapping()
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return None if is_number or value in known else "DEBUG, INFO, WARNING, ERROR or CRITICAL"


COMPONENT_CHECKS: dict[str, Callable[[Any], str | None]] = {
    **dict.fromkeys(_BY_CLASS, _classes),
    **dict.fromkeys(_BY_NAME, _named_classes),
    "ASYNCIO_EVENT_LOOP": _optional_class,
    "DOWNLOADER_CLIENTCONTEXTFACTORY": lambda value: None if value == "SENTINEL" else class_path(value),
    "DOWNLOADER_CLIENT_TLS_METHOD": lambda value: None if value in ("TLS", *_TLS[:3]) else "TLS",
    "DOWNLOADER_CLIENT_TLS_CIPHERS": _ciphers,
    "DOWNLOAD_TLS_MIN_VERSION": _tls_version,
    "DOWNLOAD_TLS_MAX_VERSION": _tls_version,
    "LOG_LEVEL": _log_level,
    "LOG_VERSIONS": _versions,
    "REFERRER_POLICY": _policies,
    "RETRY_EXCEPTIONS": lambda value: _all(value, load_object, "paths of classes that Python can import, with commas"),
    "SPIDER_MODULES": lambda value: _all(value, importlib.import_module, "modules that Python can import, with commas"),
}


def contradictions(settings: BaseSettings) -> Iterator[str]:
    """Yield a line for each setting because of which articles would be read, but kept nowhere."""
    feeds = _mapping(settings.get("FEEDS")) or {}
    formats = settings.getwithbase("FEED_EXPORTERS")
    for path, feed in feeds.items():
        if not isinstance(feed, Mapping) or feed.get("format") not in formats or formats[feed["format"]] is None:
            yield f'invalid FEEDS for {path}: no known format; use \'{{"FILE": {{"format": "jsonlines"}}}}\''
    if feeds:
        return
    pipelines = _enabled(settings, "ITEM_PIPELINES")
    if not pipelines:
        yield f"invalid ITEM_PIPELINES: articles would be kept nowhere; use one with {_WRITER}, or -o FILE"
    elif _WRITER in pipelines and _FOLDER not in _enabled(settings, "EXTENSIONS"):
        yield f"invalid EXTENSIONS: articles would be kept nowhere; use one with {_FOLDER}, or -o FILE"


def _enabled(settings: BaseSettings, name: str) -> set[str]:
    parts: Iterable[tuple[Any, Any]] = settings.getwithbase(name).items()
    return {
        path if isinstance(path, str) else f"{path.__module__}.{path.__qualname__}"
        for path, number in parts
        if number is not None
    }
