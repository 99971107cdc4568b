"""JSON as careless templates print it."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press.pages.lenient_json import values
from spiders_tests.cost_growth import growth


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ("", []),
        ("no JSON", []),
        ("null", [None]),
        # several values
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1},\n{"b": 2},', [{"a": 1}, {"b": 2}]),
        ('{"a": 1};{"b": 2};', [{"a": 1}, {"b": 2}]),
        ('{"a": 1} and words', [{"a": 1}]),
        ('{"a": 1}\n}', [{"a": 1}]),
        # marks around it
        ('\ufeff{"a": 1}', [{"a": 1}]),
        ('// <![CDATA[\n{"a": "x // y"}\n// ]]>', [{"a": "x // y"}]),
        ('/*<![CDATA[*/ {"a": "/* b */"} /*]]>*/', [{"a": "/* b */"}]),
        ('<![CDATA[{"a": 1}]]>', [{"a": 1}]),
        ('<!--\n{"a": "<!-- b -->"}\n//-->', [{"a": "<!-- b -->"}]),
        ('<!--//--><![CDATA[//><!--\n{"a": 1}\n//--><!]]>', [{"a": 1}]),
        # commas and comments
        ('{"a": 1,}', [{"a": 1}]),
        ('{"a": [1, 2, ], }', [{"a": [1, 2]}]),
        ('{"a": ",}", "b": 2,, "c": 3}', [{"a": ",}", "b": 2, "c": 3}]),
        ('{"a": 1, // one\n "b": "http://x/" /* two */, }', [{"a": 1, "b": "http://x/"}]),
        ('{"a": "b"\n"c": "d"}', [{"a": "b", "c": "d"}]),
        # strings and names
        ('{"a": "x\ny\tz"}', [{"a": "x\ny\tz"}]),
        ("{'a': 'it\\'s \"b\"', c: undefined}", [{"a": 'it\'s "b"', "c": None}]),
        (r'{"a": "it\'s \d", "b": "\u00e9\n"}', [{"a": "it's d", "b": "é\n"}]),
        ('{"a": "he said "no" today", "b": "x"}', [{"a": 'he said "no" today', "b": "x"}]),
        ('{"a": "x "y", z", "b": ""c" d"}', [{"a": 'x "y", z', "b": '"c" d'}]),
        ("{&quot;a&quot;: &quot;b&quot;}", [{"a": "b"}]),
        ("{“a”: “b”, “c”: 1}", [{"a": "b", "c": 1}]),
        ("{&#8220;a&#8221;: &#8220;b&#8221;}", [{"a": "b"}]),
        # white space and tags of editors, values of other languages
        ('\xa0{\xa0"a": 1,\u2028"b\xa0c": "d\xa0"}', [{"a": 1, "b\xa0c": "d\xa0"}]),
        ('<p>{<br />\n"a": "<b>x</b>",<br>"b": 1}</p>', [{"a": "<b>x</b>", "b": 1}]),
        (
            '{"a": None, "b": True, "None": "False, True", "c": False}',
            [{"a": None, "b": True, "None": "False, True", "c": False}],
        ),
        ('{"a": , "b": ": ,", "c": }', [{"a": None, "b": ": ,", "c": None}]),
        (
            '{"a": 007, "b": +5, "c": 0.5, "d": [0, -1, 10, "+007"], "e": 1e+05,}',
            [{"a": 7, "b": 5, "c": 0.5, "d": [0, -1, 10, "+007"], "e": 1e5}],
        ),
        ('{, "a": [,1]}', [{"a": [1]}]),
        ('window.data = {"a": "b = c"};', [{"a": "b = c"}]),
        # cut off: half a value is none
        ('{"a": "x", "b": "half of', [{"a": "x"}]),
        ('{"a": "x", "b": ["p", "q"], "c": {"d": "e", "f":', [{"a": "x", "b": ["p", "q"], "c": {"d": "e"}}]),
        ('{"a": "x", "b": "y"', [{"a": "x", "b": "y"}]),
        ('{"t": "N", "a": "A "x" b", "d": "20', [{"t": "N", "a": 'A "x" b'}]),
        ("[" * 5000, []),
        ('{"a": ' * 5000, []),
    ],
)
def test_values(text: str, found: list[Any]) -> None:
    assert values(text) == found


def test_objects_are_shown_to_the_caller() -> None:
    assert values('[{"x:a": {"x:b": 1}}]', lambda one: {name[2:]: it for name, it in one.items()}) == [
        [{"a": {"b": 1}}]
    ]


PUMPS = {
    "quotation marks": ('{"a": "', '"x '),
    "commas": ("[", ","),
    "ends of strings": ('{"a": "', '", '),
    "spaces": ('{"a": "', '"          '),
    "escapes": ('{"a": "', "\\"),
    "escaped marks": ('{"', '\\"'),
    "single": ("{'", "\\'"),
    "comments": ('{"a" ', "/*"),
    "stars": ("/*", "*"),
    "names": ("{", "a "),
    "a name": ("{", "a"),
    "objects": ("", "{}"),
    "brackets": ("", '{"a":'),
    "slashes": ("", '{"a"/'),
    "tags": ("{", "<a "),
    "zeros": ("[", "0"),
    "missing values": ("{", ":   "),
    "commas first": ("", "{  ,"),
}


@pytest.mark.parametrize(("start", "pump"), PUMPS.values(), ids=PUMPS.keys())
def test_growth(start: str, pump: str) -> None:
    assert growth(lambda size: values(start + pump * size), 1000) < 8
