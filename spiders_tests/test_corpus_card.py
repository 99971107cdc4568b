"""`corpus/card.py`: the card of a dataset says what its users have to know, and no value of the data breaks it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
import yaml

from hanoi_press.corpus.dataset import publish
from hanoi_press.items import ArchiveRef, Article
from spiders_tests.corpora import article

CONTACT = "ban-bien-tap@example.org"


def published(folder: Path, *articles: Article, **options: Any) -> tuple[str, dict[str, Any]]:
    """Return the card and the Croissant metadata of a dataset, which are valid."""
    publish(articles, folder / "hf", contact=CONTACT, **options)
    dataset = mlcroissant.Dataset(folder / "hf" / "croissant.json")
    assert (dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.warnings) == (set(), set())
    described = json.loads((folder / "hf" / "croissant.json").read_text("utf-8"))
    return (folder / "hf" / "README.md").read_text("utf-8"), described


def section(card: str, heading: str) -> str:
    """Return the words below a heading of the card."""
    (found,) = re.findall(rf"^## {re.escape(heading)}\n\n(.*?)(?=^## |\Z)", card, re.M | re.S)
    return str(found)


@pytest.fixture
def corpus_of_two(tmp_path: Path) -> tuple[str, dict[str, Any]]:
    hanoi = [
        article(f"hanoimoi/{number}", published_at=f"2026-{month:02}-01", section=["Xã hội"], text=text)
        for number, month, text in (
            (1, 3, "Gọi 024.3825 1234 để góp ý."),
            (2, 3, "Thư gửi về toasoan@hanoimoi.vn trước ngày 5."),
            (3, 7, "Năm 2026 có 1.234.567 lượt khách."),
        )
    ]
    mst = article("mst/9", url="https://mst.gov.vn/9.htm", published_at=None, authors=[], section=["Tin KH&CN"])
    mst.language = "en"
    return published(tmp_path, *hanoi, mst)


def test_what_is_counted(corpus_of_two: tuple[str, dict[str, Any]]) -> None:
    """By hand: three of four articles are hanoimoi's, two of them of March; April, May and June have none."""
    card, described = corpus_of_two
    bias = section(card, "Bias")
    for said in (
        "2 sources; by articles: `hanoimoi` 75%, `mst` 25%.",
        "25% of the articles are from hosts under gov.vn",
        "The largest sections, as the publishers name them: “Xã hội” 75%, “Tin KH&CN” 25%.",
        "Languages: `vi` 75%, `en` 25%",
        "private, foreign and opposition media are not in it",
    ):
        assert said in bias
        assert said.replace("`", "") in " ".join(described["rai:dataBiases"])
    when = section(card, "When")
    assert "Published from 2026-03 to 2026-07; the month with the most articles, 2026-03, has 67% of them." in when
    assert "3 of these 5 months have no article: 2026-04, 2026-05, 2026-06." in when
    personal = section(card, "Personal data")
    assert "75% of the articles have a byline" in personal
    assert "2 articles have something like a mail address or a telephone number" in personal
    assert CONTACT in section(card, "How to have an article removed")
    assert CONTACT in " ".join(described["rai:personalSensitiveInformation"])
    assert "1 articles state no date" in section(card, "What is known to be missing")


def test_every_part_is_there_in_both(corpus_of_two: tuple[str, dict[str, Any]]) -> None:
    card, described = corpus_of_two
    for heading, words, name in (
        ("How it was collected", "robots.txt was obeyed for every request", "dataCollection"),
        ("How it was cleaned", "Nothing is translated, corrected, summarised", "dataPreprocessingProtocol"),
        ("Annotation", "no labels made by people, and none by a model", "dataAnnotationProtocol"),
        ("What is known to be missing", "pages behind a wall, are not in it", "dataCollectionMissingData"),
        ("What is known to be missing", "Nothing was left out for being a copy", "dataLimitations"),
        ("Intended use", "how reports spread from one outlet to another", "dataUseCases"),
        ("Intended use", "Profiles of the people who are named", "dataLimitations"),
        ("Personal data", "Names were not replaced", "personalSensitiveInformation"),
        ("Versions", "should delete it when a new one is published", "dataReleaseMaintenancePlan"),
    ):
        assert words in section(card, heading)
        stated = described[f"rai:{name}"]
        assert words in (stated if isinstance(stated, str) else " ".join(stated)), name


def test_mlcroissant_knows_the_responsible_ai_fields(tmp_path: Path) -> None:
    published(tmp_path, article("hanoimoi/1"))
    found = mlcroissant.Dataset(tmp_path / "hf" / "croissant.json").metadata
    assert found.data_collection and found.data_collection_type == ["Web Scraping"]
    for stated in (
        found.data_biases,
        found.data_limitations,
        found.data_use_cases,
        found.personal_sensitive_information,
        found.data_preprocessing_protocol,
        found.data_annotation_protocol,
    ):
        assert stated and all(isinstance(one, str) for one in stated)


def test_the_licence_stands_by_itself(tmp_path: Path) -> None:
    """Card, file and metadata have the same words; none refers to another."""
    card, described = published(tmp_path, article("hanoimoi/1"))
    file = (tmp_path / "hf" / "LICENSE.md").read_text("utf-8")
    in_card = section(card, "Licence and copyright").strip()
    assert file == f"# Licence and copyright\n\n{in_card}\n"
    for words in (
        "The texts belong to their publishers; no licence to them is given or implied.",
        "What the program adds is under the MIT licence",
        "(Article\n15)",
        "This is no legal advice",
        f"To have an article removed, write to {CONTACT}.",
    ):
        assert words in in_card and words in described["license"]
    assert "README" not in file and "**" not in described["license"]
    assert yaml.safe_load(card.split("---\n")[1])["license_link"] == "LICENSE.md"


def test_the_example_is_the_smallest_full_article(tmp_path: Path) -> None:
    full = {"tags": ["xe"], "text": "Một câu."}
    card, _ = published(
        tmp_path,
        article("hanoimoi/1", **full | {"text": "Một câu dài hơn."}),
        article("hanoimoi/2", **full),
        article("hanoimoi/3", text="."),
        article("hanoimoi/4", **full),
    )
    (row,) = re.findall(r"```json\n(.*?)\n```", section(card, "An example"), re.S)
    assert json.loads(row)["id"] == "hanoimoi/2"
    assert json.loads(row)["extraction"]["fields"] == [{"key": "title", "value": "css"}]


HOSTILE = (
    "Báo | A\n---\n# B\n\n| x | y |\n|---|---|\n```\n</table><script>alert(1)</script>[z](javascript:1)\x1b[2J\u202e"
)


def test_hostile_values_break_neither_card_nor_metadata(tmp_path: Path) -> None:
    """The publisher's name is that of a foreign file; each value stays one line of text, and the example one block."""
    odd = article("hanoimoi/1", publisher=HOSTILE, title=HOSTILE, text=HOSTILE, section=[HOSTILE], authors=[HOSTILE])
    odd.language = "`x`"
    other = article("no/1", publisher="---\nlicense: mit\n---")
    card, described = published(tmp_path, odd, other)
    plain, _ = published(tmp_path / "plain", article("hanoimoi/1"), article("no/1"))
    headings = re.findall(r"^#+ .*$", card, re.M)
    assert headings == re.findall(r"^#+ .*$", plain, re.M)
    assert card.count("\n---\n") == plain.count("\n---\n") == 1
    front = yaml.safe_load(card.split("---\n")[1])
    assert front["license"] == "other" and [one["config_name"] for one in front["configs"]][-1] == "no"
    outside = re.sub(r"^(`{3,})json\n.*?^\1$", "", card, flags=re.M | re.S)
    assert outside != card and "```" not in outside
    for mark in ("<script", "](javascript", "\x1b", "\u202e", "<b>"):
        assert mark not in outside
    assert "\x1b" not in card and "\u202e" not in card
    (row,) = [one for one in card.splitlines() if one.startswith("| `hanoimoi`")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 8
    assert HOSTILE in {one["name"] for one in described["publisher"]}


def test_a_dataset_without_an_article(tmp_path: Path) -> None:
    card, described = published(tmp_path)
    assert "The dataset has no article." in card and "No article states a date" in card
    assert described["version"].startswith("1970.1.1+schema")


def test_a_source_that_the_package_does_not_know_is_named(tmp_path: Path) -> None:
    card, _ = published(tmp_path, article("vidu/1"), article("hanoimoi/1"))
    assert "made this dataset added, and that may be of another kind: `vidu`." in section(card, "Bias")


def test_the_folders_of_whoever_made_it_are_not_published(tmp_path: Path) -> None:
    places = [
        ("/home/an/archives/a.warc.gz", "a.warc.gz"),
        ("file:///home/an/b.warc.gz", "b.warc.gz"),
        ("C:\\Users\\an\\c.warc", "c.warc"),
        ("../an/d.warc", "d.warc"),
        ("archive/hanoimoi/2026-11/e.warc.gz", "archive/hanoimoi/2026-11/e.warc.gz"),
        ("s3://bucket/f.warc.gz", "s3://bucket/f.warc.gz"),
    ]
    import pyarrow.parquet

    stated = [
        article(f"hanoimoi/{number}", archive=ArchiveRef(file, number)) for number, (file, _) in enumerate(places)
    ]
    card, _ = published(tmp_path, *stated)
    (shard,) = (tmp_path / "hf").rglob("*.parquet")
    found = [row["archive"] for row in pyarrow.parquet.read_table(shard).to_pylist()]
    assert [one["file"] for one in found] == [file for _, file in places]
    assert [one["offset"] for one in found] == list(range(6))
    assert "/home/an" not in card and stated[0].archive == ArchiveRef("/home/an/archives/a.warc.gz", 0)
