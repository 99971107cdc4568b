"""Define the saved pages of a source: an answer as a file, and beside it what a person says its article must be.

`<folder>/<source>/<id>.html` (`.json` for an API's answer) is the answer, `<id>.expected.json` the expectation: the
fields as they were read, until a person corrects them. A field that is taken out of `article` is not compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from hanoi_press.crawl.read_answer import Answer, read_answer
from hanoi_press.discovery.captures import WAYBACK
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.items import Article, Listed
from hanoi_press.sources import Source

ENDING = ".expected.json"
# the fields that a person can judge by a look at the page
FIELDS = (
    "title",
    "summary",
    "text",
    "authors",
    "dateline",
    "published_at",
    "modified_at",
    "section",
    "tags",
    "images",
    "attachments",
    "attribution",
    "language",
)


@dataclass(frozen=True)
class SavedPage:
    """One saved page: its expectation's file, the answer, the expected fields, and who looked at them when.

    `looked_at` is "" until a person has compared the fields with the page in a browser.
    """

    path: Path
    answer: Answer = field(repr=False)
    expected: dict[str, Any] = field(repr=False)
    looked_at: str = ""

    @property
    def source(self) -> str:
        """Return the name of the page's source: that of the folder."""
        return self.path.parent.name

    def differences(self, source: Source) -> list[str]:
        """Return how the article that is read now differs from the expected one, one line a field."""
        outcome = read_answer(self.answer, source)
        if not isinstance(outcome, Article):
            return [f"no article: {outcome}"]
        found = fields_of_article(outcome)
        return [
            f"{name}: expected {_shown(wanted)}, found {_shown(found.get(name))}"
            for name, wanted in self.expected.items()
            if found.get(name) != wanted
        ]


def fields_of_article(article: Article) -> dict[str, Any]:
    """Return the fields that are compared, as plain JSON types; the text as a list of paragraphs."""
    found = {name: value for name, value in article.to_dict().items() if name in FIELDS}
    found["text"] = article.text.split("\n\n") if article.text else []
    return {name: found[name] for name in FIELDS}


def saved_pages(folder: Path) -> Iterator[SavedPage]:
    """Yield the saved pages of a folder, in the order of their names. Raises `ValueError` for a broken one."""
    for path in sorted(folder.glob(f"*/*{ENDING}")):
        yield load_page(path)


def load_page(path: Path) -> SavedPage:
    """Return the saved page whose expectation is in a file. Raises `ValueError`, with the file, if it is broken."""
    try:
        stated = json.loads(path.read_text("utf-8"))
        about, expected = stated["page"], stated["article"]
        listed = Listed(**about["listed"]) if about.get("listed") else None
        body = (path.parent / about["file"]).read_bytes()
        answer = Answer(
            about["url"],
            200,
            body,
            about["fetched_at"],
            about.get("encoding"),
            bool(about.get("from_api")),
            listed,
            about.get("via"),
        )
        if unknown := sorted(set(expected) - set(FIELDS)):
            raise ValueError(f"invalid field {unknown[0]!r}; use {', '.join(FIELDS)}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} cannot be used: {type(error).__name__}: {error}") from error
    return SavedPage(path, answer, expected, str(stated.get("looked_at") or ""))


def expectation(answer: Answer, article: Article, file: str) -> str:
    """Return the text of an expectation's file; `file` is the name of the file that holds the answer."""
    about: dict[str, Any] = {"url": answer.url, "file": file, "fetched_at": answer.fetched_at}
    about |= {"encoding": answer.encoding, "from_api": answer.from_api}
    about["listed"] = asdict(answer.listed) if answer.listed else None
    if answer.via:
        about["via"] = answer.via
    if answer.via == WAYBACK:  # for the person who compares
        digits = "".join(filter(str.isdigit, answer.fetched_at))
        about["shown_at"] = f"{WebArchives().wayback}/web/{digits}/{answer.url}"
    stated = {"looked_at": "", "page": about, "article": fields_of_article(article)}
    return json.dumps(stated, ensure_ascii=False, indent=1) + "\n"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}…"
