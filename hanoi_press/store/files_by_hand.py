"""Read the text files that people write into the data folder: rules and the take-down list."""

from __future__ import annotations

import codecs
from pathlib import Path

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # byte order marks


def lines_by_hand(path: Path) -> list[str]:
    """Return the lines of a file in UTF-8, with or without a BOM, whatever its line ends are.

    Raises `ValueError`, with file and line, for other bytes, and `OSError`.
    """
    content = path.read_bytes()
    if content.startswith(UTF_16):
        raise ValueError(f"{path}:1: the file is UTF-16; save it as UTF-8")
    lines = []
    for number, line in enumerate(content.removeprefix(codecs.BOM_UTF8).splitlines(), 1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError as error:
            raise ValueError(f"{path}:{number}: {error.reason} at byte {error.start}; save it as UTF-8") from None
        if "\0" in lines[-1]:
            raise ValueError(f"{path}:{number}: a zero byte; save it as UTF-8")
    return lines
