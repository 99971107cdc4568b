"""English pages of 2019 and 2020: what is text there and what is the site's, by makes that many papers share."""

from __future__ import annotations

import pytest

from hanoi_press import extract

ONE = "The council opened the new bridge on Monday, while the farmers of the valley sold their last boats."
TWO = "The museum rejected the budget in a long debate. Two hundred jobs are lost, and the ferry stops at noon."
THREE = "A report on water prices was reviewed by the court, whose judges had asked for it three times."
FOUR = "The harbour reopened after dusk; nobody had told the police, and the mayor was asleep by then."
OTHER = "Senator defends the stadium lease in a letter to friends"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in (ONE, TWO, THREE, FOUR))
TEXT = [ONE, TWO, THREE, FOUR]
PICTURE = '<img src="https://cdn.example/a.jpg" width="600" height="400">'
TEASERS = "".join(f"<li><a href='/{n}'>{OTHER}, part {n}</a><p>AP - {n} mins ago</p></li>" for n in range(2, 6))
LINKS = "".join(f"<li><a href='/{n}'>{OTHER}, part {n}</a></li>" for n in range(2, 8))


def read(body: str, description: str = "") -> tuple[list[str], str | None]:
    page = f"""<html lang="en"><head><title>Council opens bridge - The Harbor</title>
        <meta name="description" content="{description}"></head>
        <body><nav><a href="/">Home</a></nav><h1>Council opens bridge</h1>{body}</body></html>"""
    article = extract(page.encode(), "https://harbor.example/2019/11/19/council-opens-bridge")
    return article.text.split("\n\n"), article.summary


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<div><div><h3>Related Content</h3><ul>{TEASERS}</ul></div>{PARAGRAPHS}</div>", TEXT),
        (f"<div><p>6 Comments</p>{PARAGRAPHS}</div>", TEXT),
        (
            f"<div><p>{ONE}</p><p>Advertisement</p><p>{TWO}</p><p>Read more: <a href='/x'>{OTHER}</a></p>"
            f"<p>{THREE}</p><p>Follow The Harbor on Facebook, Twitter and Instagram.</p><p>{FOUR}</p></div>",
            TEXT,
        ),
        (
            f"<div><p>{ONE}</p><p>{TWO}</p><div>{PICTURE}<h4><a href='/x'>{OTHER}</a></h4><p>{ONE[:70]} too.</p></div>"
            f"<p>{THREE}</p><p>{FOUR}</p></div>",
            TEXT,
        ),
        (f"<div><figure>{PICTURE}<h3>{OTHER}</h3></figure>{PARAGRAPHS}</div>", TEXT),
        (
            "<div>"
            + "".join(
                f"<section><figure>{PICTURE}<figcaption>Jo Li</figcaption></figure><h2>Part {n}</h2><p>{one}</p>"
                "</section>"
                for n, one in enumerate(TEXT)
            )
            + "</div>",
            ["Part 0", ONE, "Part 1", TWO, "Part 2", THREE, "Part 3", FOUR],
        ),
        (
            "<div>"
            + "".join(
                f"<h2>Kit {n}</h2><p>{one}</p><p><a href='/{n}'>Get it at Mart for ${n}9.97</a></p>"
                for n, one in enumerate(TEXT)
            )
            + f"<p>{ONE} Again.</p></div>",
            [line for n, one in enumerate(TEXT) for line in (f"Kit {n}", one, f"Get it at Mart for ${n}9.97")]
            + [f"{ONE} Again."],
        ),
        (
            f"<div><p>{ONE} {TWO}</p><p>{THREE}</p></div><ul>{LINKS}</ul><div>"
            + "".join(f"<div><div><p>{n}. {one}</p></div></div>" for n, one in enumerate((FOUR, *TEXT)))
            + "</div>",
            [f"{ONE} {TWO}", THREE],
        ),
        (
            "<p>Steve Pauls, Associated Press</p><div>Nov. 19, 2019 Updated: Nov. 20, 2019 1:12 a.m.</div>"
            + "".join(f"<div>{PICTURE}<span>{one}</span></div>" for one in (FOUR[::-1], TWO[::-1]))
            + f"<h4>Photo: Jo Li</h4><div>Image 1 of / 6</div><section>{PARAGRAPHS}</section>",
            TEXT,
        ),
        (f"<div>{PARAGRAPHS}<p>The Council has sold {THREE}</p></div>", [*TEXT, f"The Council has sold {THREE}"]),
    ],
    ids=[
        "related first",
        "comment count",
        "notices",
        "promo",
        "video title",
        "parts",
        "catalogue",
        "behind the core",
        "gallery",
        "end",
    ],
)
def test_text_of_english_pages(body: str, text: list[str]) -> None:
    assert read(body)[0] == text


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        (f"<div>{PARAGRAPHS}</div>", None),
        (f"<header><p>{ONE}</p></header><div><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div>", ONE),
        (f"<div><p><b>{ONE}</b></p><p>{TWO}</p><p><b>{THREE}</b></p><p>{FOUR}</p></div>", None),
        (
            f"<div><figure>{PICTURE}<figcaption>{ONE}</figcaption></figure><p>{TWO}</p><p>{THREE}</p></div>",
            None,
        ),
    ],
    ids=["first paragraph", "standfirst", "questions in bold", "caption"],
)
def test_first_paragraph_is_no_summary(body: str, summary: str | None) -> None:
    is_caption = "figcaption" in body
    text, found = read(body, description="" if is_caption else ONE)
    assert found == summary
    assert (ONE in text) == (summary is None and not is_caption)
