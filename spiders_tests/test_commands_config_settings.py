"""What the config file says reaches the commands and the sites: contact, User-Agent, delays, sources."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.settings import Settings

from hanoi_press import settings as own_settings
from hanoi_press.commands.config_settings import apply_config, set_data_dir, without_contact
from hanoi_press.commands.data_dir import DataDirError
from hanoi_press.commands.setting_checks import defaults
from hanoi_press.config import ConfigError
from spiders_tests.loopback import arguments_of
from spiders_tests.nights import paper_of
from spiders_tests.scrapy_process import run_scrapy
from spiders_tests.sites.serve import Served


def applied(data: Path, text: str, **typed: object) -> Settings:
    """Return the settings of a command in a data folder with this config, with `typed` from the command line."""
    (data / "hanoi-press.toml").write_text(text)
    settings = Settings()
    settings.setdict(defaults(), "project")
    settings.setdict({"DATA_DIR": str(data)} | typed, "cmdline")
    apply_config(settings)
    return settings


def test_each_key_is_a_setting(tmp_path: Path) -> None:
    settings = applied(
        tmp_path,
        'contact = "me@vidu.vn"\nsources = ["mst", "mt"]\nexclude = ["mt"]\nkeep_archives = "90d"\n'
        '[delays]\nmst = 2\n[notices]\nnotify = ["json://a,b"]\ncommand = "c"\nping = "https://p.vn"\nwhen = "always"',
    )
    assert settings["CONTACT"] == "me@vidu.vn"
    assert settings["USER_AGENT"].startswith("hanoi_press/") and settings["USER_AGENT"].endswith(" (me@vidu.vn)")
    assert (settings.getlist("HARVEST_SOURCES"), settings.getlist("HARVEST_EXCLUDE")) == (["mst", "mt"], ["mt"])
    assert settings.getdict("SOURCE_DELAYS") == {"mst": 2.0}
    assert (settings["KEEP_ARCHIVES"], settings["NOTIFY_COMMAND"]) == ("90d", "c")
    assert (settings.getlist("NOTIFY"), settings["NOTIFY_PING"]) == (["json://a,b"], "https://p.vn")
    assert settings["NOTIFY_WHEN"] == "always"


def test_the_command_line_is_stronger(tmp_path: Path) -> None:
    settings = applied(tmp_path, 'keep_archives = "90d"\nsources = ["mst"]', KEEP_ARCHIVES="5d")
    assert (settings["KEEP_ARCHIVES"], settings.getlist("HARVEST_SOURCES")) == ("5d", ["mst"])


@pytest.mark.parametrize(
    ("text", "typed", "agent"),
    [
        ('contact = "https://vidu.vn/bot"', {}, "hanoi_press/0.1.0 (+https://vidu.vn/bot)"),
        ('contact = "me@vidu.vn"\nuser_agent = "kho/1 (x@vidu.vn)"', {}, "kho/1 (x@vidu.vn)"),
        ('contact = "me@vidu.vn"', {"USER_AGENT": "typed/1 (x@vidu.vn)"}, "typed/1 (x@vidu.vn)"),
        ('user_agent = "kho/1 (x@vidu.vn)"', {"CONTACT": "me@vidu.vn"}, "hanoi_press/0.1.0 (me@vidu.vn)"),
        ("", {"CONTACT": "me@vidu.vn"}, "hanoi_press/0.1.0 (me@vidu.vn)"),
        ("", {"CONTACT": "me@vidu.vn", "USER_AGENT": "typed/1 (x@vidu.vn)"}, "typed/1 (x@vidu.vn)"),
    ],
)
def test_the_user_agent(tmp_path: Path, text: str, typed: dict[str, str], agent: str) -> None:
    settings = applied(tmp_path, text, **typed)
    assert settings["USER_AGENT"] == agent and without_contact(settings) is None


@pytest.mark.parametrize("typed", [{}, {"USER_AGENT": "kho/1"}, {"USER_AGENT": "kho/1", "CONTACT": "me@vidu.vn"}])
def test_no_contact(tmp_path: Path, typed: dict[str, str]) -> None:
    line = without_contact(applied(tmp_path, "", **typed))
    assert line is not None and line.startswith("no contact is set") and "\n" not in line
    assert f"{tmp_path}/hanoi-press.toml" in line and "-s CONTACT=" in line


@pytest.mark.parametrize("key", ["sources", "exclude"])
def test_a_source_that_nobody_knows(tmp_path: Path, key: str) -> None:
    with pytest.raises(ConfigError, match=rf"hanoi-press.toml: {key}: invalid source name 'hanoimi'; did you mean"):
        applied(tmp_path, f'{key} = ["hanoimi"]')


def test_two_data_folders() -> None:
    settings = Settings()
    settings.set("DATA_DIR", "b", "cmdline")
    with pytest.raises(DataDirError, match="--data a and -s DATA_DIR=b contradict each other; use one"):
        set_data_dir(settings, "a")
    assert set_data_dir(settings, "b") == "--data" and settings["DATA_DIR"] == "b"


def test_what_a_site_sees(served: Served, tmp_path: Path) -> None:
    """The contact is in the User-Agent, and the source's own delay, not the shorter one of all, between requests."""
    served.pages = paper_of("2026-11-23").pages()
    urls = [url for url in served.pages if "/bai-viet-" in url][:2]
    (tmp_path / "hanoi-press.toml").write_text('contact = "me@vidu.vn"\n[delays]\nhanoimoi = 1.2')
    arguments, environment = arguments_of(tmp_path, "crawl", "hanoimoi", "--url", ",".join(urls), served=served)
    at = arguments.index("DOWNLOAD_DELAY=0")
    del arguments[at - 1 : at + 1]
    done = run_scrapy(arguments, environment)
    assert done.returncode == 0 and "no contact" not in done.stderr
    assert {hit.agent for hit in served.log} == {"hanoi_press/0.1.0 (me@vidu.vn)"}
    gaps = [second.start - first.start for first, second in pairwise(served.log)]
    assert len(gaps) == 2 and min(gaps) > 2 * own_settings.DOWNLOAD_DELAY


def test_a_crawl_without_a_contact_says_so_and_goes_on(served: Served, tmp_path: Path) -> None:
    served.pages = paper_of("2026-11-23").pages()
    done = run_scrapy(*arguments_of(tmp_path, "crawl", "hanoimoi", "--limit", "1", "--nolog", served=served))
    assert done.returncode == 0 and "hanoimoi: 1 article" in done.stdout
    assert done.stderr.startswith("no contact is set") and done.stderr.count("\n") == 1
