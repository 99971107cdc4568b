"""Give the statements on a dataset as fields of Croissant's responsible-AI part."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from hanoi_press.corpus import data_statement as statement
from hanoi_press.corpus.dataset_contents import Dataset

RAI = "http://mlcommons.org/croissant/RAI/1.0"
_MARKUP = re.compile(r"`|\*\*")


def responsible_ai(dataset: Dataset) -> dict[str, Any]:
    """Return the fields, in plain text; times as dates."""
    days = [one[:10] for one in dataset.fetched if one]
    stated: dict[str, str | list[str] | tuple[str, ...]] = {
        "dataCollection": " ".join(statement.COLLECTION),
        "dataCollectionType": ["Web Scraping"],
        "dataCollectionMissingData": " ".join(statement.limitations(dataset)),
        "dataCollectionRawData": "Web pages (HTML) and answers of the sites' own APIs (JSON), kept as WARC files.",
        "dataPreprocessingProtocol": statement.PREPROCESSING,
        "dataAnnotationProtocol": statement.ANNOTATION,
        "dataBiases": statement.biases(dataset) + statement.time_span(dataset),
        "dataLimitations": [
            *statement.limitations(dataset),
            *(f"Not intended, and not fit for: {one}" for one in statement.OUT_OF_SCOPE),
        ],
        "dataUseCases": statement.USES,
        "personalSensitiveInformation": [*statement.personal_data(dataset), statement.removal(dataset)],
        "dataReleaseMaintenancePlan": " ".join(statement.MAINTENANCE),
    }
    found: dict[str, Any] = {f"rai:{name}": _plain(value) for name, value in stated.items()}
    return found | ({"rai:dataCollectionTimeframe": days} if days else {})


def _plain(value: str | list[str] | tuple[str, ...]) -> str | list[str]:
    return without_markup(value) if isinstance(value, str) else [without_markup(one) for one in value]


def without_markup(text: str) -> str:
    """Return a statement without the Markdown that is ours; foreign text in it is as it was."""
    return unescape(_MARKUP.sub("", text))
