"""Write foreign text into Markdown so that it stays text: no markup, no HTML, no line of its own."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\`*_\[\]<>~]|&(?=#|\w+;)|^(?:[-+=#]|\d+[.)])")
_SAFE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def as_text(value: str) -> str:
    """Return a value as it is to be read, on one line: characters that Markdown or HTML would act on are written as
    entities. (`|` is left to the table that it stands in.)

    >>> as_text("Báo  A\\n---\\n<b>*B*</b>")
    'Báo A --- &#60;b&#62;&#42;B&#42;&#60;/b&#62;'
    """
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    return _MARKUP.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", line)


def as_code(value: str) -> str:
    """Return a value as a code span on one line, whatever backticks it has."""
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    if "`" not in line:
        return f"`{line}`"
    fence = "`" * (1 + max(map(len, re.findall("`+", line))))
    return f"{fence} {line} {fence}"


def as_yaml(name: str) -> str:
    """Return a name as a YAML string, quoted unless it is a plain word.

    >>> as_yaml("hanoimoi"), as_yaml("no"), as_yaml("---")
    ('hanoimoi', '"no"', '"---"')
    """
    if _SAFE_NAME.fullmatch(name) and name not in _YAML_WORDS:
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
