"""From a data folder to three figures. Run it as a script, or cell by cell in an editor that knows `# %%`.

python docs/examples/press_in_figures.py data figures
"""

# %% What we need: the corpus, and matplotlib to draw
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from hanoi_press.corpus import load
from hanoi_press.corpus.duplicate_finder import clusters

data = Path(sys.argv[1] if len(sys.argv) > 1 else "data")
figures = Path(sys.argv[2] if len(sys.argv) > 2 else "figures")
figures.mkdir(parents=True, exist_ok=True)

# %% Copies first: which article is printed again from which source
origin: dict[str, str] = {}
for cluster in clusters(load(data)):
    for copy in cluster.copies:
        origin.setdefault(copy.id, cluster.original.partition("/")[0])

# %% One pass over the corpus: count, keep nothing of the texts
by_month: Counter[tuple[str, date]] = Counter()
undated = 0
words_by_section: Counter[str] = Counter()
reposts: Counter[tuple[str, str]] = Counter()
for article in load(data):
    if article.published_at:
        by_month[article.source, date.fromisoformat(article.published_at[:7] + "-01")] += 1
    else:
        undated += 1
    words_by_section[article.section[0] if article.section else "(none)"] += len(article.text.split())
    if article.id in origin:
        reposts[article.source, origin[article.id]] += 1
    elif article.attribution:  # it names an origin that the corpus does not hold
        reposts[article.source, article.attribution.source or article.attribution.name] += 1

# %% Figure 1: articles by month and source
months = sorted({month for _, month in by_month})
sources = sorted({source for source, _ in by_month})
fig, axes = plt.subplots(figsize=(10, 4.5), layout="constrained")
floor = [0] * len(months)
for source in sources:
    heights = [by_month[source, month] for month in months]
    axes.bar(months, heights, bottom=floor, label=source, width=28)  # days
    floor = [low + height for low, height in zip(floor, heights, strict=True)]
axes.set(title=f"Articles by month and source ({undated} without a date left out)", ylabel="articles")
axes.set_ylim(top=1.05 * max(floor, default=1))
axes.legend(ncols=1 + len(sources) // 12)
fig.savefig(figures / "articles_by_month.png", dpi=120)

# %% Figure 2: who reposts whom, by the copies found and by what a text says of its origin
fig, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
if reposts:
    reposting, origins = (sorted(set(side)) for side in zip(*reposts, strict=True))
    counts = [[reposts.get((one, other), 0) for other in origins] for one in reposting]
    axes.imshow(counts, cmap="Blues", vmin=0, aspect="auto")
    axes.set_xticks(range(len(origins)), origins, rotation=45, ha="right")
    axes.set_yticks(range(len(reposting)), reposting)
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            if count:
                dark = count > max(reposts.values()) / 2
                axes.text(column, row, count, ha="center", va="center", color="white" if dark else "black")
axes.set(title="Who reposts whom: articles", xlabel="origin", ylabel="reposted by")
fig.savefig(figures / "who_reposts_whom.png", dpi=120)

# %% Figure 3: words by section, the largest fifteen
largest = words_by_section.most_common(15)[::-1]
fig, axes = plt.subplots(figsize=(8, 5), layout="constrained")
axes.barh([section for section, _ in largest], [words for _, words in largest])
axes.set(title="Words by section", xlabel="words (strings between spaces: syllables, in Vietnamese)")
fig.savefig(figures / "words_by_section.png", dpi=120)

# %% What was drawn
articles = undated + sum(by_month.values())
print(f"{articles} articles, {sum(reposts.values())} reposts, {len(words_by_section)} sections → {figures}/")
