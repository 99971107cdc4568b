"""The file that a probe writes: whatever a page says, it is data in it and never code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.doctor.address_rules import AddressRule, SiteBase
from hanoi_press.doctor.probed_site import ProbedList, ProbedSite, ProbedSitemap
from hanoi_press.doctor.sample_pages import SamplePage
from hanoi_press.doctor.source_writer import comment, literal, source_text
from hanoi_press.families import FAMILIES
from hanoi_press.sources.own_sources import source_of_text

HOSTILE = [
    '"); import os; os.system("x")  #',
    "'''\nraise SystemExit\n'''",
    '"""\nx = 1\n',
    "a\\",
    "\\N{BULLET}{0}{section}",
    "a\u2028b\x0cc\rd",
    "\ud800",
    "#\x00",
    'r"',
]
TEXTS = st.one_of(st.text(max_size=250), st.sampled_from(HOSTILE), st.text(alphabet="\"'\\#{}\n\r ab", max_size=40))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_literal_is_the_text_and_nothing_else(text: str) -> None:
    for indent in (None, 4):
        written = literal(text, indent)
        assert ast.literal_eval(written) == text
        tree = ast.parse(f"value = {written}\n")
        assert len(tree.body) == 1 and isinstance(tree.body[0].value, ast.Constant)  # type: ignore[attr-defined]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_comment_is_one_line(text: str) -> None:
    assert ast.parse(f"# {comment(text)}\nvalue = 1\n").body[0].lineno == 2  # type: ignore[attr-defined]


def site_with(text: str) -> ProbedSite:
    url = "https://vidu.example/" + text
    base = SiteBase("https", "vidu.example")
    rule = AddressRule(
        r"https?://vidu\.example/(?P<slug>[^/?#]+)", "https://vidu.example/{slug}", None, samples=3, left_out=(text,)
    )
    return ProbedSite(
        "https://vidu.example/",
        "vidu.example",
        base=base,
        home=url,
        publisher=text,
        rules=(rule,),
        feeds={url: 3},
        sitemaps=[ProbedSitemap(url, text, 2)],
        lists=[ProbedList(url, 4, 4, "searched"), ProbedList(url + "x", is_seen=False)],
        home_articles=2,
        samples=[SamplePage(url, "article", text, 500)],
        unsure=[text],
    )


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_hostile_site_gives_a_file_of_data(text: str) -> None:
    site = site_with(text)
    written = source_text(site, "vidu", "2026-11-26")
    kinds = {type(node) for node in ast.parse(written).body}
    assert kinds <= {ast.Expr, ast.ImportFrom, ast.Assign}
    called = {node.func.id for node in ast.walk(ast.parse(written)) if isinstance(node, ast.Call)}  # type: ignore[attr-defined]
    assert called <= {"Source", "address", "Feeds", "DailySitemaps", "ListPages", "ArticleLinks", "CombinedRoutes"}
    source = source_of_text(written, Path("vidu.py"))
    assert source.publisher == text
    assert source.routes["feed"].home == site.home  # type: ignore[attr-defined]
    assert [source.routes["section"].section.format(section=one) for one in source.sections] == [  # type: ignore[attr-defined]
        one.url for one in site.lists
    ]


@pytest.mark.parametrize("family", [one for one in FAMILIES if one.templates], ids=lambda one: one.name)
def test_a_known_cms_is_named_by_its_family(family: object) -> None:
    site = site_with("x")
    site.family = family.name  # type: ignore[attr-defined]
    assert source_of_text(source_text(site, "vidu", "2026-11-26"), Path("vidu.py")).family is family
