"""Say of a dataset what its users have to know: how it came about, what is in it and what is not, whom it concerns.

The dataset card prints these statements, and the Croissant metadata has them as the fields of its responsible-AI part
(http://mlcommons.org/croissant/RAI/1.0). What can be counted is counted.
"""

from __future__ import annotations

from hanoi_press.corpus.dataset_contents import Dataset
from hanoi_press.corpus.statistics import UNKNOWN
from hanoi_press.sources import built_in_names
from hanoi_press.text.months import months_between
from hanoi_press.text.plain_markdown import as_code, as_text
from hanoi_press.text.plurals import count_of

PROJECT = "https://github.com/hanoi-press/hanoi_press"
_NAMED = 5  # sections, sources and months that are named

COLLECTION = (
    "Pages were found by what each site lists itself: sitemaps, feeds, the lists of its sections, its own JSON "
    "lists. No page was found by guessing addresses, and no site was asked for its archive in another way.",
    "robots.txt was obeyed for every request, with one request at a time and a delay for each host. A page that the "
    "site refuses, or shows only to who logs in or pays, is not in it; nothing was worked around.",
    "It is no random sample: each source is as full as its lists and the time of crawling allow, so sources, sections "
    "and years have unequal shares (see the tables).",
    "An article is requested again for some days after it was published, and when a list states a change. One row is "
    "its latest revision that was seen; `revision` counts them. What was changed between two visits was not seen.",
    "`published_at` and `modified_at` are what the page states, in its own time zone (Vietnam: +07:00), `fetched_at` "
    "is the crawler's clock (UTC). A page that states a day only has a day; a date in the future is left out.",
    "`archive` names the raw page (WARC file and offset) that a row was read from. The raw pages are not part of this "
    "dataset.",
)
PREPROCESSING = (
    "Each page was read once: the site's own selectors first, then JSON-LD, then meta tags, then rules for any page; "
    "`extraction` says for each field which, and how sure the reading is (`confidence`).",
    "Left out of `text`: captions, bylines, attribution lines, related links, tags, share and comment boxes, copyright "
    "lines, and lines that recur across many articles of a source.",
    'The dateline (`(HNM) - `) is in `dateline`, the attribution ("Theo …") in `attribution`, neither in the text.',
    "Unicode NFC; invisible characters, double spaces and HTML entities gone. Spelling is as printed (`thuỷ` and "
    "`thủy`).",
    "Times have their offset; tracking parameters and fragments are cut from addresses.",
    "Nothing is translated, corrected, summarised, or filtered by subject.",
)
ANNOTATION = (
    "There are no labels made by people, and none by a model. `section`, `tags` and `attribution` are what the "
    "publisher printed. They differ from site to site and are no common scheme.",
)
USES = (
    "Research on the press and on what ministries publish: what was reported when, by whom, in which words; how "
    "reports spread from one outlet to another; how articles were changed.",
    "Vietnamese language: vocabulary, spelling, named entities, retrieval, summarisation and classification of news, "
    "where the licence section allows it.",
    "Methods: extraction of articles from pages, finding copies, dating.",
)
OUT_OF_SCOPE = (
    "A picture of public opinion, or of what happened: it is what these publishers wrote.",
    "Profiles of the people who are named, of authors or of officials; finding or contacting them; decisions about "
    "them.",
    "Putting the articles before readers again, whole or in large parts, in place of the publishers' own pages.",
    "Facts for advice on law, health or money: articles are not corrected here when the publisher corrects them later.",
)
MAINTENANCE = (
    "Each version is a whole export, and its version number changes whenever its content does. Articles that were "
    "taken down are in no later version; who keeps an earlier one should delete it when a new one is published.",
)


def biases(dataset: Dataset) -> list[str]:
    """Return whose view the texts have, and which sources, times and subjects prevail, with shares."""
    total = dataset.statistics.total.articles
    found = [
        "The publishers are newspapers and portals of the Vietnamese state, the Communist Party, or bodies under them. "
        "They report from that position; private, foreign and opposition media are not in it, and there is no "
        "counterpart to a statement that they leave unanswered.",
        "Most are edited in Hanoi: the capital, its districts and the ministries have more room than other provinces.",
    ]
    if not total:
        return found
    by_source = sorted(dataset.statistics.source.items(), key=lambda one: (-one[1].articles, one[0]))
    largest = ", ".join(f"{as_code(name)} {one.articles / total:.0%}" for name, one in by_source[:_NAMED])
    found.append(
        f"{count_of(len(by_source), 'source')}; by articles: {largest}{', …' if len(by_source) > _NAMED else ''}."
    )
    if dataset.official:
        found.append(
            f"{dataset.official / total:.0%} of the articles are from hosts under gov.vn: what the administration "
            "announces about itself, not reporting."
        )
    if others := sorted(set(dataset.statistics.source) - built_in_names()):
        named = ", ".join(map(as_code, others[:_NAMED]))
        found.append(f"Sources that whoever made this dataset added, and that may be of another kind: {named}.")
    sections = list(dataset.statistics.ordered()["section"].items())
    subjects = [(name, one.articles / total) for name, one in sections if name != UNKNOWN][:_NAMED]
    if subjects:
        named = ", ".join(f"“{as_text(name)}” {share:.0%}" for name, share in subjects)
        found.append(f"The largest sections, as the publishers name them: {named}.")
    spoken = sorted(dataset.languages.items(), key=lambda one: (-one[1], one[0]))[:_NAMED]
    languages = ", ".join(f"{as_code(name)} {count / total:.0%}" for name, count in spoken)
    found.append(f"Languages: {languages}; the Vietnamese is that of offices and newsrooms, in northern usage.")
    return found


def time_span(dataset: Dataset) -> list[str]:
    """Return in which months the articles were published, and in which none was."""
    counts = {month: one.articles for month, one in dataset.statistics.month.items() if month != UNKNOWN}
    if not counts:
        return ["No article states a date of publication."]
    first, last = min(counts), max(counts)
    every = months_between(first, last)
    empty = [month for month in every if month not in counts]
    fullest = max(counts, key=lambda month: (counts[month], month))
    share = counts[fullest] / sum(counts.values())
    found = [f"Published from {first} to {last}; the month with the most articles, {fullest}, has {share:.0%} of them."]
    if empty:
        named = ", ".join(empty[:_NAMED]) + (", …" if len(empty) > _NAMED else "")
        found.append(f"{len(empty)} of these {len(every)} months have no article: {named}.")
    return found


def personal_data(dataset: Dataset) -> list[str]:
    """Return which personal data the articles have, and what was done about it: nothing was removed unasked."""
    total = dataset.statistics.total
    bylines = f"{total.filled['authors'] / total.articles:.0%}" if total.articles else "0%"
    return [
        "News names people: officials, authors, witnesses, accused and victims, at times with age, home, workplace, "
        "health, religion or a criminal charge. Names were not replaced, and nobody was asked.",
        f"{bylines} of the articles have a byline (`authors`, and as printed in `raw`).",
        f"{dataset.contacts:,} articles have something like a mail address or a telephone number in their text: of "
        "hotlines and offices, and of private people who seek or give help.",
        "Laws on personal data may apply to who uses this dataset, in Vietnam and where they are. A report may have "
        "been right when it was published and wrong today: a charge that was dropped stays in it.",
    ]


def limitations(dataset: Dataset) -> list[str]:
    """Return what is known to be missing."""
    total = dataset.statistics.total
    filled = ", ".join(f"`{name}` {total.filled[name] / total.articles:.0%}" for name in _REPORTED if total.articles)
    lines = [
        f"Filled fields: {filled or '-'}; the rest stated none.",
        f"{dataset.undated:,} articles state no date of publication and are in `undated` shards.",
        "It is what discovery found and robots.txt allows, not all that was ever published: old articles that a site "
        "no longer lists, and pages behind a wall, are not in it. Gaps between first and last are not filled.",
        "Not in it: pictures, videos and the attached documents themselves (their addresses are), and comments.",
        "Not in it: earlier revisions, and articles that were taken down.",
    ]
    if dataset.skipped:
        lines.append(f"{dataset.skipped:,} lines of the collection could not be read.")
    if dataset.without_copies:
        lines.append("Not in it: copies, articles of which at least 60 % is also in their originals.")
    else:
        lines.append("Nothing was left out for being a copy: reposts between sources are in it.")
    return lines


_REPORTED = (
    *("summary", "authors", "dateline", "published_at", "modified_at", "section", "tags", "images", "attribution"),
)


def removal(dataset: Dataset) -> str:
    """Return how to have an article removed."""
    return (
        f"Write to {as_text(dataset.contact)}, with the article's `id` or address; whoever is named in an article, or "
        "wrote or published it, may do so. It is put on a take-down list that every later version of this dataset, and "
        "every reader of the collection, leaves out for good."
    )
