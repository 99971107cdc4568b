"""The config file: what it may say, what of it is used, and what is said of a mistake in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.config import Config, ConfigError, Notices, is_contact, keep_days, load, users_config, users_file

WHOLE = """\ufeff
contact = " corpus@example.org "
user_agent = "kho-ngu-lieu/1.0 (Thư viện; +https://example.org)"
sources = ["hanoimoi", "mst", "hanoimoi"]
exclude = ["moj"]
keep_archives = "90d"
[delays]
hanoimoi = 1.5
mst = 2
[notices]
notify = ["mailto://me:secret@example.org", "tgram://1/2"]
command = "mail -s harvest me"
ping = "https://hc-ping.com/1"
when = "always"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return folder


def write(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "data") == Config() == users_config()
    assert Config().delays == {} and Config().notices == Notices((), None, None, "attention")


def test_each_key(tmp_path: Path) -> None:
    file = write(tmp_path / "hanoi-press.toml", WHOLE)
    assert load(tmp_path) == Config(
        file=file,
        contact="corpus@example.org",
        user_agent="kho-ngu-lieu/1.0 (Thư viện; +https://example.org)",
        sources=("hanoimoi", "mst"),
        exclude=("moj",),
        keep_archives="90d",
        delays={"hanoimoi": 1.5, "mst": 2.0},
        notices=Notices(
            notify=("mailto://me:secret@example.org", "tgram://1/2"),
            command="mail -s harvest me",
            ping="https://hc-ping.com/1",
            when="always",
        ),
    )


def test_the_file_in_the_data_folder_is_used_before_the_users(tmp_path: Path, home: Path) -> None:
    users = write(home / ".config" / "hanoi-press" / "config.toml", 'contact = "me@home.vn"\ndata = "~/press"')
    assert users_file() == users
    found = load(tmp_path)
    assert (found.file, found.contact, found.data) == (users, "me@home.vn", home / "press")
    write(tmp_path / "hanoi-press.toml", 'exclude = ["moj"]')
    assert load(tmp_path).contact is None  # one file, never two
    assert users_config().data == home / "press"


def test_the_folder_of_config_files_is_that_of_xdg(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    assert users_file() == tmp_path / "xdg" / "hanoi-press" / "config.toml"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")  # which the standard says to ignore
    assert users_file() == home / ".config" / "hanoi-press" / "config.toml"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('contct = "me@vidu.vn"', "unknown key contct; did you mean contact?"),
        ("[delay]\nmst = 1", "unknown key delay; did you mean delays?"),
        ("xyz = 1", "unknown key xyz; use data, contact, user_agent, sources, exclude, keep_archives, delays, notices"),
        ('"a\\nb" = 1', r"unknown key a\nb; use data, contact"),
        ('[notices]\nwhne = "x"', "unknown key notices.whne; did you mean when?"),
        ("contact = 5", 'invalid contact = 5; use a mail address or a web page, as "you@example.org" or'),
        ('contact = ""', "invalid contact = ; use a mail address"),
        ('contact = "me"', "invalid contact = me; use a mail address"),
        ('contact = "me@vidu.vn (me)"', "invalid contact = me@vidu.vn (me); use a mail address"),
        ('user_agent = "a\\nb"', r"invalid user_agent = a\nb; use one line with the name of the program"),
        ('sources = "mst"', 'invalid sources = mst; use a list of sources, as ["hanoimoi", "mst"], or leave it out'),
        ("sources = []", "invalid sources = []; use a list of sources"),
        ("exclude = [5]", "invalid exclude (number 1); use a list of sources"),
        ("delays = 5", "invalid delays = 5; use a table [delays] of sources and seconds, as hanoimoi = 1.5"),
        ("[delays]\nmst = 1\nmt = true", "invalid delays.mt; use a table [delays]"),
        ("[delays]\nmst = nan", "invalid delays.mst; use a table [delays]"),
        ("[delays]\nmst = -1", "invalid delays.mst; use a table [delays]"),
        ("[delays]\nmst = 3601", "invalid delays.mst; use a table [delays]"),
        ('keep_archives = "90"', 'invalid keep_archives = 90; use a number of days, as "90d"'),
        ("keep_archives = 90", 'invalid keep_archives = 90; use a number of days, as "90d"'),
        ("notices = 1", "invalid notices = 1; use a table [notices]"),
        ('[notices]\nwhen = "never"', 'invalid notices.when = never; use "attention" or "always"'),
        ('[notices]\nnotify = ["mailto://a", "pass"]', "invalid notices.notify (number 2); use a list of apprise"),
        ('[notices]\nping = "pass"', "invalid notices.ping; use the address of a web page"),
        ("[notices]\ncommand = 5", "invalid notices.command; use a command line, as one text"),
        ('data = "/srv"', "data has no effect in the data folder itself; write it to "),
    ],
)
def test_a_mistake(tmp_path: Path, text: str, says: str) -> None:
    file = write(tmp_path / "hanoi-press.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    line = str(caught.value)
    assert line.startswith(f"{file}: {says}") and "\n" not in line and "pass" not in line.partition(";")[0]


@pytest.mark.parametrize("text", ['data = "press"', 'data = ""', "data = 1", 'data = "~nobody-of-this-name/x"'])
def test_a_data_folder_without_a_whole_path(home: Path, text: str) -> None:
    write(home / ".config" / "hanoi-press" / "config.toml", text)
    with pytest.raises(ConfigError, match=r"invalid data = .*; use the whole path of a folder"):
        users_config()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"contact = me@vidu.vn", " is no TOML: Invalid value (at line 1, column 11); write lines such as "),
        ("contact = 'x'".encode("utf-16"), " is not in UTF-8; save it as UTF-8"),
        (b"sources = " + b"[" * 5000, " is no TOML: it is nested too deeply"),
        (b'contact = "me@vidu.vn"\ncontact = "a@b.vn"', " is no TOML: Cannot overwrite a value"),
    ],
)
def test_a_file_that_is_no_toml(tmp_path: Path, text: bytes, says: str) -> None:
    file = write(tmp_path / "hanoi-press.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert str(caught.value).startswith(f"{file}{says}")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a" / "hanoi-press.toml").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "hanoi-press.toml").symlink_to(tmp_path / "nothing")
    for name, reason in (("a", "Is a directory"), ("b", "No such file or directory")):
        with pytest.raises(ConfigError, match=f"hanoi-press.toml cannot be read: {reason}"):
            load(tmp_path / name)


def test_a_user_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    assert users_file() is None and load(tmp_path) == Config()


@given(st.integers(1, 99999))
def test_days_to_keep(number: int) -> None:
    assert keep_days(f"{number}d") == keep_days(f" {number} days ") == number
    assert keep_days(f"-{number}d") is keep_days(f"{number}w") is keep_days(f"0{number}d") is None


@given(st.text(max_size=60))
def test_a_contact_never_ends_the_comment_of_a_user_agent(text: str) -> None:
    for contact in (text, f"me@{text}.vn", f"https://{text}/bot"):
        if is_contact(contact):
            assert contact.isprintable() and not set("() ") & set(contact)


@given(st.dictionaries(st.text(max_size=8), st.recursive(st.integers() | st.text(max_size=5), st.lists)))
def test_any_toml_is_a_config_or_a_mistake_in_one_line(tmp_path_factory: pytest.TempPathFactory, table: dict) -> None:  # type: ignore[type-arg]
    import json

    folder = tmp_path_factory.mktemp("any")
    lines = [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in table.items()]
    write(folder / "hanoi-press.toml", os.linesep.join(lines))
    try:
        assert load(folder).file == folder / "hanoi-press.toml"
    except ConfigError as error:
        assert str(error).startswith(str(folder)) and "\n" not in str(error)
