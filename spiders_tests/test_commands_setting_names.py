"""A setting of `-s` that nobody reads is an error, unless it may be another package's."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings

from hanoi_press.commands.setting_checks import defaults
from hanoi_press.commands.setting_names import unknown_settings


def unknown(**given: str) -> list[str]:
    return list(unknown_settings(given, Settings(defaults())))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("RECHEK_HOURS", "did you mean RECHECK_HOURS?"),
        ("data_dir", "did you mean DATA_DIR?"),
        ("DOWNLOAD_DELY", "did you mean DOWNLOAD_DELAY?"),
        ("PROGRES_DISABLED", "did you mean PROGRESS_DISABLED?"),
        ("QQ", "docs/settings.md lists ours, and Scrapy's documentation its own"),
    ],
)
def test_an_unknown_setting(name: str, hint: str) -> None:
    assert unknown(DATA_DIR="x", **{name: "1"}) == [f"unknown setting {name}; {hint}"]


def test_known_settings() -> None:
    names = ["PROGRESS_DISABLED", "ARCHIVE_FILE", "CONTACT", "SOURCE_DELAYS", "TELNETCONSOLE_PORT", "DEPTH_LIMIT"]
    assert unknown(**dict.fromkeys(names, "1")) == []
    assert unknown(FEEDS='{"s3://a.b/c.jsonl": {"format": "jsonlines"}}', QQ="1") != []


def test_settings_of_other_packages() -> None:
    assert unknown(ADDONS='{"other.package.Addon": 1}', OTHER_SETTING="1") == []
    assert unknown(DOWNLOADER="other.Downloader", OTHER_SETTING="1") == []
    ours = '{"hanoi_press.extensions.progress.ProgressExtension": null, "scrapy.extensions.memusage.MemoryUsage": 1}'
    assert unknown(EXTENSIONS=ours, OTHER_SETTING="1") != []
    assert unknown(DATA_DIR="other.folder", OTHER_SETTING="1") != []


def test_settings_of_a_derived_project() -> None:
    settings = Settings(defaults() | {"OF_THE_PROJECT": 1})
    assert list(unknown_settings({"OF_THE_PROJECT": "2"}, settings)) == []
