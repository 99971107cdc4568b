"""Count the contents of a published dataset, for its card and its Croissant metadata."""

from __future__ import annotations

from dataclasses import dataclass, field

from hanoi_press.corpus.statistics import Statistics
from hanoi_press.items import Article
from hanoi_press.text.hosts import host_of
from hanoi_press.text.moments import epoch_seconds


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
    `kind`: the class of its articles, which tells its columns. `splits`: described in Markdown, "" for none.
    """

    shards: list[Shard] = field(default_factory=list)
    statistics: Statistics = field(default_factory=Statistics)
    publishers: dict[str, str] = field(default_factory=dict)
    hosts: dict[str, set[str]] = field(default_factory=dict)
    fetched: tuple[str, str] = ("", "")
    undated: int = 0
    skipped: int = 0
    kind: type[Article] = Article
    splits: str = ""

    def count(self, article: Article) -> None:
        """Add an article."""
        self.kind = type(article)
        self.statistics.count(article)
        self.publishers[article.source] = article.publisher
        self.hosts.setdefault(article.source, set()).add(host_of(article.url) or "-")
        if epoch_seconds(article.fetched_at) is None:
            return
        first, last = self.fetched
        self.fetched = (min(first or article.fetched_at, article.fetched_at), max(last, article.fetched_at))
        self.undated += article.published_at is None
