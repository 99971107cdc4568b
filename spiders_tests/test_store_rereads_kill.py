"""`store/rereads.py`: a run that is killed while it reads answers again loses no article and writes none twice."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from spiders_tests.corpus_lines import break_off, corpus, opened
from spiders_tests.history_runs import run
from spiders_tests.reread_answers import change_template, due, place, read_as, reread


def _killed(*arguments: Any, **options: Any) -> Any:
    raise KeyboardInterrupt


STEPS = st.lists(
    st.tuples(st.sampled_from(["whole", "killed", "no page", "no note"]), st.booleans()), min_size=1, max_size=5
)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_whatever_kills_a_run_each_article_is_stored_once(steps: list[tuple[str, bool]]) -> None:
    """After each change of the template a run reads two pages again; it may be killed at any step of the first."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        with opened(data) as folder:
            history = run(folder)
            for number in (1, 2):
                history.mark_requested(f"hanoimoi/{number}", f"u{number}", None)
                history.mark_failed(f"hanoimoi/{number}", "parse: no text", answer=place(number))
        for turn, (end, is_read) in enumerate(steps):
            change_template(data, str(turn))
            folder = opened(data)
            history = run(folder)
            if end == "no page":  # killed between the line and the ledger
                folder.ledger.put = _killed  # type: ignore[method-assign]
            elif end == "no note":  # killed before the answer was noted as read
                folder.ledger.captures.note_line = _killed  # type: ignore[method-assign]
            try:
                for one in history.rereads():
                    if is_read:
                        reread(history, read_as(int(one.id[-1]), "Một câu.", "high"))
                    else:
                        history.mark_failed(one.id, "parse: no text")
                    if end == "killed":
                        break
            except KeyboardInterrupt:
                pass
            if end == "whole":
                folder.close()
            else:
                break_off(folder)
        change_template(data, "last")
        with opened(data) as folder:
            history = run(folder)
            for one in history.rereads():
                reread(history, read_as(int(one.id[-1]), "Một câu.", "high"))
            assert due(run(folder)) == []
        assert corpus(data) == [(f"hanoimoi/{number}", 1, "Một câu.") for number in (1, 2)]
