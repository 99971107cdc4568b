"""`engine/process_host.py`: messages come whole, however they are cut, and beats cost next to nothing."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.engine.process_host import Lines, ProcessHost, UnitContext, one_line, packed

VALUES = st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda inner: st.lists(inner, max_size=3))


@settings(max_examples=40)
@given(st.lists(st.dictionaries(st.text(), VALUES, max_size=3), max_size=5), st.data())
def test_messages_are_put_together(messages: list[dict[str, Any]], data: st.DataObject) -> None:
    sent = b"".join(map(packed, messages))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=8)))
    lines = Lines()
    parts = [sent[start:end] for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert [message for part in parts for message in lines.feed(part)] == messages


def test_beats_are_few_and_other_messages_all_are_sent() -> None:
    ours, theirs = socket.socketpair()
    task = {"name": "a", "folder": "/x", "inputs": {}, "attempt": 1, "files": {"page": "/y/page"}, "silence": 600}
    context = UnitContext(ProcessHost(theirs), task)
    begun = time.process_time()
    for _ in range(20_000):
        context.tell("beat")
    cost = time.process_time() - begun
    context.tell("progress", n=1)
    context.tell("progress", n=2)
    theirs.close()
    with ours.makefile("rb") as stream:
        messages = list(map(json.loads, stream))
    assert [message["what"] for message in messages if message["kind"] == "progress"] == [{"n": 1}, {"n": 2}]
    assert 1 <= len(messages) - 2 <= 2 + cost
    assert context.file("page") == Path("/y/page")
    ours.close()


def test_an_error_is_one_line() -> None:
    assert one_line(ValueError("a\n  b\r\nc")) == "ValueError: a b c"
    assert one_line(KeyError()) == "KeyError"
