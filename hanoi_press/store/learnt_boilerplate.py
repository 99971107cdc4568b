"""Load and save the learnt boilerplate of a source, `boilerplate/<source>.json`, and a person's rules, `<source>.txt`.

The rules can be written by hand: a line that begins with `- ` is boilerplate, one with `+ ` is text. Earlier
versions wrote both files to `frame/`; they are read from there until the new ones exist.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

from hanoi_press.items import Article
from hanoi_press.store.atomic import write_whole
from hanoi_press.store.files_by_hand import lines_by_hand
from hanoi_press.text.recurring_lines import RecurringLines

logger = logging.getLogger(__name__)
FOLDER = "boilerplate"
OLD_FOLDER = "frame"
_RULES_HEAD = "# Rules for lines of this source: '- ' before a line of boilerplate, '+ ' before a line of text.\n"


def sketch_path(data: Path, source: str) -> Path:
    """Return `<data>/boilerplate/<source>.json`: the counted lines."""
    return data / FOLDER / f"{source}.json"


def rules_path(data: Path, source: str) -> Path:
    """Return `<data>/boilerplate/<source>.txt`: a person's rules."""
    return data / FOLDER / f"{source}.txt"


def path_to_read(path: Path) -> Path:
    """Return `path`, or the path of earlier versions if the file is only there."""
    old = path.parent.with_name(OLD_FOLDER) / path.name
    return old if old.exists() and not path.exists() else path


def load(data: Path, source: str) -> RecurringLines:
    """Return the counted lines of a source with a person's rules applied; empty if nothing was learnt.

    A file that cannot be read is renamed to `.broken` with a warning, and its lines are learnt again.
    Raises `ValueError` for a broken rule, `OSError`.
    """
    path = path_to_read(sketch_path(data, source))
    sketch = RecurringLines()
    if path.exists():
        try:
            sketch = RecurringLines.from_dict(json.loads(path.read_text("utf-8")))
        except (ValueError, AttributeError, RecursionError) as error:
            logger.warning("%s cannot be read and is learnt anew (kept as .broken): %s", path, error)
            path.replace(path.with_suffix(".broken"))
    _apply_rules(sketch, path_to_read(rules_path(data, source)))
    return sketch


def check_rules(data: Path, source: str) -> None:
    """Read a person's rules. Raises `ValueError`, with file and line, for a broken one, and `OSError`."""
    _apply_rules(RecurringLines(), path_to_read(rules_path(data, source)))


def _apply_rules(sketch: RecurringLines, path: Path) -> None:
    if not path.exists():
        return
    for number, line in enumerate(lines_by_hand(path), 1):
        if line.startswith(("- ", "+ ")) and line[2:].strip():
            sketch.overrule(line[2:], is_boilerplate=line[0] == "-")
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"{path}:{number}: invalid rule {line!r}; use '- ' or '+ ' before a line")


def save(sketch: RecurringLines, data: Path, source: str) -> None:
    """Write the counted lines of a source, whole or not at all. Raises `OSError`."""
    write_whole(sketch_path(data, source), json.dumps(sketch.to_dict(), ensure_ascii=False, indent=0))


def save_rules(sketch: RecurringLines, data: Path, source: str) -> None:
    """Write a person's rules, whole or not at all. Raises `OSError`."""
    rules = [f"- {line}" for line in sorted(sketch.ruled_boilerplate)]
    rules += [f"+ {line}" for line in sorted(sketch.ruled_text)]
    write_whole(rules_path(data, source), _RULES_HEAD + "".join(f"{rule}\n" for rule in rules))


class BoilerplateFilter:
    """A filter that learns the recurring lines of one source and removes them from its articles, for crawl and replay.

    An article is learnt from once, when it is new to the corpus, because a page read every night would outweigh the
    others. If nothing has been learnt for a source yet, every article is learnt from, so that a replay restores a
    deleted file.
    """

    def __init__(self, data: Path, source: str) -> None:
        self.data = data
        self.source = source
        self.lines = load(data, source)
        self.learnt = 0  # articles learnt from in this run
        self._from_nothing = not self.lines.pages
        self._known = {one.line for one in self.lines.learnt()}

    def process(self, article: Article, *, is_new: bool) -> int:
        """Learn from the article if it is new, and remove the learnt lines from it. Return their number."""
        if is_new or self._from_nothing:
            self.lines.learn(article)
            self.learnt += 1
        return self.lines.remove_from(article)

    def remove_from(self, article: Article) -> int:
        """Remove the learnt lines from an article that teaches nothing. Return their number."""
        return self.lines.remove_from(article)

    def new_lines(self) -> list[str]:
        """Return the lines that were learnt as boilerplate in this run, the most frequent first."""
        return [one.line for one in self.lines.learnt() if one.line not in self._known] if self.learnt else []

    def save(self) -> None:
        """Save the counts if anything was learnt in this run. Raises `OSError`."""
        if self.learnt:
            save(self.lines, self.data, self.source)
