"""A setting that names a part of Scrapy which is not there is found before anything is fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from hanoi_press.commands.setting_checks import invalid, invalid_settings
from hanoi_press.pipelines.write_articles import WriteArticlesPipeline
from spiders_tests.loopback import run

WRITER = "hanoi_press.pipelines.write_articles.WriteArticlesPipeline"
FOLDER = "hanoi_press.extensions.data_folder.DataFolderExtension"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("EXTENSIONS", '{"no.such.Part": 1}', "a JSON object of classes that Python can import and numbers"),
        ("ITEM_PIPELINES", f'{{"{WRITER}": "x"}}', "a JSON object of classes that Python can import and numbers"),
        ("ITEM_PIPELINES", f'{{"{WRITER}": true}}', "a JSON object of classes that Python can import and numbers"),
        ("DOWNLOADER_MIDDLEWARES", "[]", "a JSON object, as"),
        ("DOWNLOAD_HANDLERS", '{"https": "a.b"}', "a JSON object of names and classes that Python can import"),
        ("DOWNLOAD_HANDLERS", "abc", "a JSON object, as"),
        ("ASYNCIO_EVENT_LOOP", "abc", "the path of a class that Python can import"),
        ("DOWNLOADER_CLIENTCONTEXTFACTORY", "abc", "the path of a class that Python can import"),
        ("DOWNLOADER_CLIENT_TLS_METHOD", "SSL", "TLS"),
        ("DOWNLOADER_CLIENT_TLS_CIPHERS", "{}", "a list of ciphers of OpenSSL, as DEFAULT"),
        ("DOWNLOAD_TLS_MIN_VERSION", "1.2", "TLSv1.0 or TLSv1.1 or TLSv1.2 or TLSv1.3"),
        ("DOWNLOAD_TLS_MAX_VERSION", "", "TLSv1.0 or TLSv1.1 or TLSv1.2 or TLSv1.3"),
        ("LOG_LEVEL", "10", "DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ("LOG_VERSIONS", "no such package", "names of installed packages with commas"),
        ("REFERRER_POLICY", "abc", "a name of the standard, as no-referrer, or the path of a class"),
        ("RETRY_EXCEPTIONS", "builtins.OSError,abc", "paths of classes that Python can import, with commas"),
        ("SPIDER_MODULES", "no.such.module", "modules that Python can import, with commas"),
    ],
)
def test_an_invalid_part(name: str, value: Any, advice: str) -> None:
    line = invalid(name, value)
    assert line is not None and line.startswith(f"invalid {name}={value}; use {advice}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EXTENSIONS", {WriteArticlesPipeline: 1, "no.such.Part": None}),
        ("ITEM_PIPELINES", f'{{"{WRITER}": 900.5}}'),
        ("DOWNLOAD_HANDLERS", '{"ftp": null}'),
        ("ASYNCIO_EVENT_LOOP", None),
        ("DOWNLOADER_CLIENTCONTEXTFACTORY", "SENTINEL"),
        ("DOWNLOADER_CLIENT_TLS_METHOD", "TLSv1.2"),
        ("DOWNLOADER_CLIENT_TLS_CIPHERS", "DEFAULT:!DH"),
        ("DOWNLOAD_TLS_MIN_VERSION", "TLSv1.2"),
        ("LOG_LEVEL", "WARN"),
        ("LOG_LEVEL", 10),
        ("LOG_VERSIONS", "lxml,Python"),
        ("REFERRER_POLICY", "no-referrer"),
        ("REFERRER_POLICY", "same-origin,strict-origin"),
        ("RETRY_EXCEPTIONS", [OSError, "builtins.EOFError"]),
        ("SPIDER_MODULES", "hanoi_press.spiders"),
    ],
)
def test_a_valid_part(name: str, value: Any) -> None:
    assert invalid(name, value) is None


def _found(**given: Any) -> list[str]:
    settings = Settings({"ITEM_PIPELINES": {WRITER: 900}, "EXTENSIONS": {FOLDER: 5}})
    for name, value in given.items():
        settings.set(name, value, priority="cmdline")
    return [line.partition(":")[0] for line in invalid_settings(settings)]


def test_articles_must_be_kept_somewhere() -> None:
    feeds = json.dumps({"out.jsonl": {"format": "jsonl"}})
    assert _found() == []
    assert _found(ITEM_PIPELINES="{}") == _found(ITEM_PIPELINES={WRITER: None}) == ["invalid ITEM_PIPELINES"]
    assert _found(EXTENSIONS="{}") == ["invalid EXTENSIONS"]
    assert _found(ITEM_PIPELINES="{}", EXTENSIONS="{}", FEEDS=feeds) == []
    assert _found(ITEM_PIPELINES={"scrapy.pipelines.files.FilesPipeline": 1}, EXTENSIONS="{}") == []
    for feed in ({"format": "foo"}, {}, 1):
        assert _found(FEEDS=json.dumps({"out": feed})) == ["invalid FEEDS for out"]


def test_a_run_that_would_keep_nothing_does_not_begin(tmp_path: Path) -> None:
    for given in ("ITEM_PIPELINES={}", "EXTENSIONS={}"):
        done = run(tmp_path / "data", "crawl", "hanoimoi", "-s", given)
        assert done.returncode == 2 and done.stderr.count("\n") == 1
        assert done.stderr.startswith(f"invalid {given.partition('=')[0]}: articles would be kept nowhere; use one ")
    assert list(tmp_path.iterdir()) == []
