"""A wrong value of a setting is named in one line, with what to use."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.settings import Settings

from hanoi_press.commands.setting_checks import defaults, invalid, invalid_settings


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("DOWNLOAD_DELAY", "abc", "a number, 0 or more, at most 1000000"),
        ("DOWNLOAD_DELAY", "-5", "a number, 0 or more, at most 1000000"),
        ("DOWNLOAD_DELAY", "nan", "a number, 0 or more, at most 1000000"),
        ("DOWNLOAD_DELAY", "", "a number, 0 or more, at most 1000000"),
        ("RECHECK_HOURS", "inf", "a number, 0 or more, at most 1000000"),
        ("RECHECK_HOURS", "1e300", "a number, 0 or more, at most 1000000"),
        ("PAGE_TRIES", "0", "a number, 1 or more, without a fraction"),
        ("PAGE_TRIES", "1.5", "a number, 1 or more, without a fraction"),
        ("PAGE_SECONDS", "0", "a number, 0.1 or more, at most 1000000"),
        ("RETRY_TIMES", "abc", "a number, 0 or more, without a fraction"),
        ("RETRY_TIMES", "-1", "a number, 0 or more, without a fraction"),
        ("RETRY_TIMES", None, "a number, 0 or more, without a fraction"),
        ("REDIRECT_MAX_TIMES", "x", "a number, 0 or more, without a fraction"),
        ("DEPTH_LIMIT", "x", "a number, 0 or more, without a fraction"),  # known from Scrapy's default alone
        ("CONCURRENT_ITEMS", "0", "a number, 1 or more, without a fraction"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", "abc", "a number, 1 or more, without a fraction"),
        ("DOWNLOAD_TIMEOUT", "0", "a number, above 0, at most 1000000"),
        ("DOWNLOAD_MAXSIZE", "0", "a number, 1 or more, at most 1000000000000, without a fraction"),
        ("AUTOTHROTTLE_MAX_DELAY", "abc", "a number, 0 or more, at most 1000000"),
        ("RETRY_BACKOFF", "-0.5", "a number, 0 or more, at most 1000000"),
        ("WEB_ARCHIVE_DELAY", "-1", "a number, 0 or more, at most 1000000"),
        ("WEB_ARCHIVE_RETRIES", "1.5", "a number, 0 or more, without a fraction"),
        ("WAYBACK_URL", "web.archive.org", "an address, as https://data.commoncrawl.org"),
        ("COMMONCRAWL_DATA_URL", "", "an address, as https://data.commoncrawl.org"),
        ("ARCHIVE_RAW", "maybe", "True or False"),
        ("ROBOTSTXT_OBEY", "x", "True or False"),
        ("COOKIES_ENABLED", "", "True or False"),
        ("LOG_LEVEL", "BLA", "DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ("LOG_LEVEL", "info", "DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ("SEGMENT_COMPRESSION", "rar", "none or zstd"),
        ("LOG_FILE", "/no/such/folder/log", "a file in a folder that exists"),
        ("LOG_FILE", "/", "a file in a folder that exists"),
        ("JOBDIR", "/dev/null/jobs", "another folder: /dev/null is none"),
        ("LOG_ENCODING", "klingon", "the name of an encoding, as utf-8"),
        ("LOG_FORMAT", "%(nix", "a format of Python's logging, as '%(levelname)s: %(message)s'"),
        ("USER_AGENT", "", "one line with the name of the program and a contact"),
        ("USER_AGENT", "  ", "one line with the name of the program and a contact"),
        ("RETRY_HTTP_CODES", "500,abc", "numbers with commas, as 500,502"),
        ("FEEDS", "abc", "a JSON object, as '{\"name\": 100}'"),
        ("EXTENSIONS", "[1]", "a JSON object, as '{\"name\": 100}'"),
        ("DUPEFILTER_CLASS", "no.such.Class", "the path of a class that Python can import"),
    ],
)
def test_an_invalid_value(name: str, value: Any, advice: str) -> None:
    assert invalid(name, value) == f"invalid {name}={value}; use {advice}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DOWNLOAD_DELAY", "0.25"),
        ("DOWNLOAD_DELAY", 0),
        ("WEB_ARCHIVE_BACKOFF", "0.5"),
        ("COMMONCRAWL_INDEX_URL", "http://127.0.0.1:8080/cc/"),
        ("RECHECK_HOURS", "0"),
        ("PAGE_TRIES", " 3 "),
        ("RETRY_PRIORITY_ADJUST", "-3"),
        ("ARCHIVE_RAW", "0"),
        ("ROBOTSTXT_OBEY", "true"),
        ("LOG_LEVEL", "DEBUG"),
        ("LOG_FILE", None),
        ("LOG_FILE", "/dev/full"),
        ("JOBDIR", "jobs/new"),
        ("JOBDIR", None),
        ("LOG_FORMAT", "%(levelname)s: %(message)s"),
        ("USER_AGENT", "Thư viện (+https://vidu.vn)"),
        ("RETRY_HTTP_CODES", "500,502"),
        ("RETRY_HTTP_CODES", []),
        ("FEEDS", "{}"),
        ("EXTENSIONS", {"a.B": None}),
        ("DUPEFILTER_CLASS", "scrapy.dupefilters.BaseDupeFilter"),
        ("A_NAME_THAT_NOBODY_KNOWS", "abc"),
    ],
)
def test_a_valid_value(name: str, value: Any) -> None:
    assert invalid(name, value) is None


def test_a_message_is_one_line_and_not_too_long() -> None:
    line = invalid("USER_AGENT", "a\n\x1b[2J" + "b" * 5000)
    assert line is not None and len(line) < 250 and "\n" not in line and "\x1b" not in line
    assert line.startswith("invalid USER_AGENT=a\\n\\x1b[2Jbbb")


def test_no_default_is_invalid() -> None:
    settings = Settings()
    for name, value in defaults().items():
        settings.set(name, value, priority="project")
    assert invalid_settings(settings) == []
    settings.set("RETRY_TIMES", "abc", priority="cmdline")
    settings.set("ARCHIVE_RAW", "maybe", priority="cmdline")
    assert sorted(line.partition(";")[0] for line in invalid_settings(settings)) == [
        "invalid ARCHIVE_RAW=maybe",
        "invalid RETRY_TIMES=abc",
    ]
