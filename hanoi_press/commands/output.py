"""Print text from foreign pages safely, and end quietly when the reader of a pipe is closed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from hanoi_press.commands.streams import GuardedStream
from hanoi_press.extensions.clean_log import one_line


def say(text: object, to: TextIO | None = None) -> None:
    """Print text with control characters escaped, except line breaks, so that it cannot control a terminal."""
    print("\n".join(map(one_line, str(text).split("\n"))), file=to)


def say_json(value: Any, indent: int | None = None) -> None:
    """Print a value as JSON, its control characters as `\\u001b`."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode, indent=indent)
    print("".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text))


@contextmanager
def quiet_broken_pipe() -> Iterator[None]:
    """Flush the output of a block; end it without an error if the pipe's reader is gone (`… | head`)."""
    stream = sys.stdout
    guarded = stream if isinstance(stream, GuardedStream) else None
    try:
        if guarded:
            guarded.ends_quietly = True
        yield
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    finally:
        if guarded:
            guarded.ends_quietly = False
