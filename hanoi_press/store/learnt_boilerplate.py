"""What was learnt of each source's frame, on disk: `frame/<source>.json`, and beside it a person's word on lines.

`frame/<source>.txt` is made to be written by hand: a line that begins with `- ` is frame, one with `+ ` is text.
"""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from hanoi_press.items import Article
from hanoi_press.text.recurring_lines import RecurringLines

logger = logging.getLogger(__name__)
_HEAD = "# Lines of this source that a person ruled on: '- ' before a line of the frame, '+ ' before one of the text.\n"


def sketch_path(data: Path, source: str) -> Path:
    """`<data>/frame/<source>.json`."""
    return data / "frame" / f"{source}.json"


def rules_path(data: Path, source: str) -> Path:
    """`<data>/frame/<source>.txt`."""
    return data / "frame" / f"{source}.txt"


def load(data: Path, source: str) -> RecurringLines:
    """The sketch of a source with a person's word applied; an empty one where nothing was learnt. A file that cannot be
    read is set aside under `.broken` with a warning: it is learnt anew. Raises `ValueError` for a rule that is none."""
    path = sketch_path(data, source)
    sketch = RecurringLines()
    if path.exists():
        try:
            sketch = RecurringLines.from_dict(json.loads(path.read_text("utf-8")))
        except (ValueError, AttributeError) as error:
            logger.warning("%s cannot be read and is learnt anew (kept as .broken): %s", path, error)
            path.replace(path.with_suffix(".broken"))
    _rule(sketch, rules_path(data, source))
    return sketch


def _rule(sketch: RecurringLines, path: Path) -> None:
    if not path.exists():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith(("- ", "+ ")):
            sketch.overrule(line[2:], is_boilerplate=line[0] == "-")
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"{path}:{number}: {line!r}: '- ' or '+ ' before a line is accepted")


def save(sketch: RecurringLines, data: Path, source: str) -> None:
    """Writes what was learnt, whole or not at all. Raises `OSError`."""
    _write(sketch_path(data, source), json.dumps(sketch.to_dict(), ensure_ascii=False, indent=0))


def save_rules(sketch: RecurringLines, data: Path, source: str) -> None:
    """Writes a person's word, whole or not at all. Raises `OSError`."""
    rules = [f"- {line}" for line in sorted(sketch.ruled_boilerplate)] + [
        f"+ {line}" for line in sorted(sketch.ruled_text)
    ]
    _write(rules_path(data, source), _HEAD + "".join(f"{rule}\n" for rule in rules))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(text, "utf-8")
    part.replace(path)


class BoilerplateFilter:
    """Learns the recurring lines of one source and removes them from its articles; the same for crawl and replay.

    An article is learnt from once, when it is new to the corpus: a page that is read every night would outweigh the
    others. A source of which nothing has been learnt yet is learnt from every article, so that a deleted file is made
    again by a replay.
    """

    def __init__(self, data: Path, source: str) -> None:
        self.data = data
        self.source = source
        self.lines = load(data, source)
        self.learnt = 0  # articles learnt from in this run
        self._from_nothing = not self.lines.pages

    def process(self, article: Article, *, is_new: bool) -> int:
        """Learn from the article if it is new, and remove what was learnt. Returns the number of removed lines."""
        if is_new or self._from_nothing:
            self.lines.learn(article)
            self.learnt += 1
        return self.lines.remove_from(article)

    def save(self) -> None:
        """Write down what was learnt in this run. Raises `OSError`."""
        if self.learnt:
            save(self.lines, self.data, self.source)
