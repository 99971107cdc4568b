"""State the licence of a published dataset, in words that stand by themselves."""

from __future__ import annotations

from hanoi_press.corpus.dataset_contents import Dataset
from hanoi_press.text.plain_markdown import as_text

LICENCE_FILE = "LICENSE.md"
_WORDS = """\
**The texts belong to their publishers; no licence to them is given or implied.** Titles, summaries, texts and captions
were written by others. Whoever published this dataset does not own them and cannot permit anything that the law or the
publishers do not. `publisher` and `url` in each row name whom to ask.

**What the program adds is under the MIT licence**, as the program itself: the selection and arrangement of the rows,
the names of the fields, ids, hashes, `extraction`, and this description. You may use, copy, change and share that,
without warranty of any kind, if you keep this notice.

**What that means for you.** You may look at the dataset and study it as far as your law allows it for works of others:
many laws permit quotation with the source named, private study, research, or the mining of texts, each within limits.
You may not take from this dataset a right to publish the articles again, to sell them, or to pass them off as yours.
A quotation needs the publisher's name and the address in `url`.

**Vietnamese law.** The Law on Intellectual Property of 2005 (No. 50/2005/QH11, as amended) does not protect news of the
day that is mere information, nor legal documents, administrative documents and their official translations (Article
15). Article 25 lists uses of published works that need neither permission nor payment, such as reasonable quotation
without changing the author's meaning, with the author and the origin named. Which article of this dataset is mere
information, or an administrative document, was not examined. Reports, commentaries and interviews usually are more.

This is no legal advice, and the law in force where you are counts. To have an article removed, write to {contact}."""


def licence_text(dataset: Dataset) -> str:
    """Return the text in Markdown."""
    return _WORDS.format(contact=as_text(dataset.contact))


def licence_file(dataset: Dataset) -> str:
    """Return the file that goes with the dataset."""
    return f"# Licence and copyright\n\n{licence_text(dataset)}\n"
