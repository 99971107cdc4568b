"""Count the contents of a published dataset, for its card and its Croissant metadata."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hanoi_press.corpus.content_digest import ContentDigest, dataset_version
from hanoi_press.corpus.example_row import ExampleRow
from hanoi_press.corpus.statistics import Statistics
from hanoi_press.items import Article
from hanoi_press.text.contact_lines import has_contact
from hanoi_press.text.hosts import host_of
from hanoi_press.text.moments import epoch_seconds

_OFFICIAL = ".gov.vn"


@dataclass
class Shard:
    """A Parquet file of the dataset; `path` relative to its folder, `source` as it is written there.

    `split`: train, validation or test; "" if the dataset has no splits.
    """

    path: str
    source: str
    year: str
    articles: int
    bytes: int = 0
    sha256: str = ""
    split: str = ""


@dataclass
class Dataset:
    """The shards of a dataset, and counts of its articles.

    `publishers` and `hosts` by source; `fetched`: the first and the last time of fetching; `skipped`: unreadable lines.
    `official`: articles from hosts under gov.vn; `contacts`: articles with a mail address or a telephone number;
    `contact`: the address for removal requests; `without_copies`: they were left out. `kind`: the class of the
    articles, which tells the columns; `splits`: described in Markdown, "" for none.
    """

    shards: list[Shard] = field(default_factory=list)
    statistics: Statistics = field(default_factory=Statistics)
    publishers: dict[str, str] = field(default_factory=dict)
    hosts: dict[str, set[str]] = field(default_factory=dict)
    fetched: tuple[str, str] = ("", "")
    undated: int = 0
    skipped: int = 0
    official: int = 0
    contacts: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    digest: ContentDigest = field(default_factory=ContentDigest)
    example: ExampleRow = field(default_factory=ExampleRow)
    contact: str = "-"
    without_copies: bool = False
    kind: type[Article] = Article
    splits: str = ""

    @property
    def version(self) -> str:
        """The version, which changes whenever the content does, and is equal for equal content."""
        return dataset_version(self.fetched[1], self.digest.hexdigest())

    def count(self, article: Article, split: str = "") -> None:
        """Add an article; `split`: where it is, if the dataset has splits."""
        self.kind = type(article)
        self.statistics.count(article)
        self.publishers[article.source] = article.publisher
        host = host_of(article.url) or "-"
        self.hosts.setdefault(article.source, set()).add(host)
        self.official += host.endswith(_OFFICIAL)
        self.contacts += has_contact(article.text)
        self.languages[article.language] += 1
        self.digest.add(article, *filter(None, [split]))
        self.example.consider(article)
        self.undated += article.published_at is None
        if (seconds := epoch_seconds(article.fetched_at)) is not None:
            at = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
            first, last = self.fetched
            self.fetched = min(first or at, at), max(last, at)
