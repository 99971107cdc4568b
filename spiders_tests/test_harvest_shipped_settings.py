"""`harvest/shipped_settings.py`: a process has the settings of the command that sent it a unit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scrapy.settings import BaseSettings, Settings

from hanoi_press.harvest.shipped_settings import received_settings, shipped_settings


def command_settings() -> Settings:
    settings = Settings()
    settings.setmodule("hanoi_press.settings", priority="project")
    return settings


def test_what_was_stated_arrives_with_its_strength(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCRAPY_SETTINGS_MODULE", raising=False)
    settings = command_settings()
    settings.set("DOWNLOAD_DELAY", "2.5", priority="cmdline")
    settings.set("SOURCE_DELAYS", {"moit": 3}, priority=25)
    settings.set("EXTENSIONS", json.dumps({"an.Extension": 7}), priority="cmdline")
    settings.set("ALLOW_PRIVATE_ADDRESSES", True, priority="project")
    for name in ("DATA_DIR", "LOG_FILE", "NOTIFY"):
        settings.set(name, "/home", priority="cmdline")
    sent = json.loads(json.dumps(shipped_settings(settings)))
    assert {"DATA_DIR", "LOG_FILE", "NOTIFY", "USER_AGENT", "DOWNLOADER_MIDDLEWARES"}.isdisjoint(sent)
    found = received_settings(sent, tmp_path)
    assert (found.getfloat("DOWNLOAD_DELAY"), found.getpriority("DOWNLOAD_DELAY")) == (2.5, 40)
    assert (found.getdict("SOURCE_DELAYS"), found.getpriority("SOURCE_DELAYS")) == ({"moit": 3}, 25)
    assert isinstance(found["EXTENSIONS"], BaseSettings) and found["EXTENSIONS"].copy_to_dict() == {"an.Extension": 7}
    assert found.getbool("ALLOW_PRIVATE_ADDRESSES") is True
    assert found["DATA_DIR"] == str(tmp_path) and found["LOG_FILE"] is None
    assert found["DOWNLOADER"] == "hanoi_press.middlewares.press_downloader.PressDownloader"
    assert found.getbool("REPORT_DISABLED") and not found.getbool("LOG_INSTALL_ROOT_HANDLER")


def test_a_value_that_is_no_json_is_named() -> None:
    settings = command_settings()
    settings.set("RETRY_HTTP_CODES", {429, 503}, priority="cmdline")
    with pytest.raises(ValueError, match="invalid RETRY_HTTP_CODES="):
        shipped_settings(settings)
