"""`extensions/sent_log.py`: a line of the log that another process sent is written as if it were this one's."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from hanoi_press.extensions.normal_log import NormalLog
from hanoi_press.extensions.sent_log import SendingHandler, write_sent


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"{record.name} {record.levelname}: {self.format(record)}")

    handler = Kept()
    handler.addFilter(NormalLog())
    monkeypatch.setattr(logging.root, "handlers", [handler])
    return found


def test_a_traceback_arrives_with_its_line(written: list[str]) -> None:
    sent: list[tuple[Any, ...]] = []
    handler = SendingHandler(lambda *line: sent.append(line))
    handler.addFilter(NormalLog())
    handler.setLevel(logging.INFO)
    logger = logging.Logger("hanoi_press.x")
    logger.addHandler(handler)
    try:
        raise KeyError("id")
    except KeyError:
        logger.exception("%s failed", "https://a.vn/1")
    logger.debug("not shown")
    ((level, name, text),) = json.loads(json.dumps(sent))
    write_sent(level, name, text)
    (line,) = written
    assert line.startswith("hanoi_press.x ERROR: https://a.vn/1 failed\nTraceback") and line.endswith("KeyError: 'id'")


def test_what_passed_one_filter_passes_the_other(written: list[str]) -> None:
    for _ in range(9):  # more than the filter shows of one kind
        write_sent(logging.WARNING, "hanoi_press.x", "https://a.vn/1: %s is broken")
    assert written == ["hanoi_press.x WARNING: https://a.vn/1: %s is broken"] * 9


def test_no_process_sends_control_characters(written: list[str]) -> None:
    write_sent(logging.WARNING, "hanoi_press.x", "one\x1b[31m\ntwo")
    assert written == ["hanoi_press.x WARNING: one\\x1b[31m\ntwo"]
