"""List the commands of `hanoi-press` by who uses them, one line each."""

from __future__ import annotations

import pkgutil
from functools import cache

from hanoi_press import __version__, commands

# By the words that are typed. A command that this version does not have is not listed.
_GROUPS = {
    "Get articles": {
        "crawl": "the articles of one source: the newest, or some days or sections",
        "sources": "all sources, and on what each rests",
    },
    "Every night, from a crontab": {
        "harvest": "what is new or corrected, from all sources",
        "runs": "what the last nights did",
        "init-nightly": "what cron or systemd needs, printed or installed",
        "notices": "the notices of the last run sent again, or a test of them",
        "config": "the data folder and the config file in use, and what they say",
    },
    "Work with the corpus": {
        "corpus": "search, show, count, validate, export articles (corpus -h)",
        "replay": "archived pages read again, without any request",
    },
    "Look after the sources": {
        "doctor": "visit sources, and say which selectors hold",
        "newsource": "begin a new source",
        "completion": "the shell's completion of all this (bash, zsh, fish)",
    },
}
_MODULES = {"config": "show_config"}  # commands whose word is not the name of their module
SCRAPYS = ("fetch", "parse", "settings", "shell", "view")  # commands of Scrapy that are of use without a checkout


@cache
def command_words() -> tuple[str, ...]:
    """Return the words of all commands that this version has, as they are listed."""
    have = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    return tuple(word for group in _GROUPS.values() for word in group if module_of(word) in have)


def module_of(word: str) -> str:
    """Return the name of a command's module, by which Scrapy knows the command.

    >>> module_of("init-nightly"), module_of("config")
    ('init_nightly', 'show_config')
    """
    return _MODULES.get(word, word.replace("-", "_"))


def word_of(module: str) -> str:
    """Return the word of a command, by the name of its module.

    >>> word_of("init_nightly"), word_of("show_config")
    ('init-nightly', 'config')
    """
    return next((word for word, one in _MODULES.items() if one == module), module.replace("_", "-"))


def meanings() -> dict[str, str]:
    """Return what each command is for."""
    return {word: meaning for group in _GROUPS.values() for word, meaning in group.items() if word in command_words()}


def overview() -> str:
    """Return the help of the program."""
    lines = [
        f"hanoi-press {__version__}: the Hanoi press and Vietnam's ministry portals as a corpus",
        "",
        "usage: hanoi-press [--data DIR] COMMAND [options]",
    ]
    for title, group in _GROUPS.items():
        lines += ["", f"{title}:"]
        lines += [f"  {word:<13} {meaning}" for word, meaning in group.items() if word in command_words()]
    lines += [
        f"  {', '.join(SCRAPYS)}: as in Scrapy",
        "",
        "hanoi-press COMMAND -h    the options of a command",
        "hanoi-press --version     the version",
        "",
        "Articles are kept in the data folder: --data DIR, else $HANOI_PRESS_DATA, else",
        "`data` in ~/.config/hanoi-press/config.toml, else ./data.",
    ]
    return "\n".join(lines)
