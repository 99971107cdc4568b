"""The files of `templates/`: what a run learnt, and what a person wrote."""

from __future__ import annotations

import codecs
import json
import logging
from pathlib import Path

import pytest

from hanoi_press.pages.learnt_template import LearntTemplate, digest
from hanoi_press.store.templates import (
    load_template,
    own_selectors,
    own_template_path,
    save_template,
    stored_digest,
    template_path,
)
from spiders_tests.learnt_pages import counts_of


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with a template of mst."""
    save_template(counts_of(range(4)), tmp_path, "mst")
    return tmp_path


def by_hand(data: Path, content: str | bytes) -> Path:
    path = own_template_path(data, "mst")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_saved_and_loaded(data: Path) -> None:
    counts = load_template(data, "mst")
    assert (counts.pages, counts.used("title")[0]) == (4, "h1.headline")
    assert [one.name for one in (data / "templates").iterdir()] == ["mst.json"]
    assert load_template(data, "moit").template() == LearntTemplate()


def test_the_file_is_readable_json_with_its_digest(data: Path) -> None:
    text = template_path(data, "mst").read_text("utf-8")
    assert json.loads(text)["digest"] == stored_digest(data, "mst") == digest(load_template(data, "mst").template())
    assert max(map(len, text.splitlines())) < 400  # a line for each locator
    assert stored_digest(data, "moit") is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pages": 1}', "\x00", "[" * 100_000, " " * 3_000_000])
def test_a_broken_file_is_kept_and_learnt_anew(data: Path, content: str, caplog: pytest.LogCaptureFixture) -> None:
    path = template_path(data, "mst")
    path.write_text(content, "utf-8")
    with caplog.at_level(logging.WARNING):
        assert load_template(data, "mst").pages == 0
    assert not path.exists() and path.with_suffix(".broken").read_text("utf-8") == content
    assert "learnt anew" in caplog.text
    assert stored_digest(data, "mst") is None


def test_a_person_overrules_what_was_learnt(data: Path) -> None:
    by_hand(data, 'title = "h1.own"\nbody = ["div.one", "div.two"]\ntags = []\ndrop = ["div.ad"]\n')
    found = load_template(data, "mst").template()
    assert found.fields["title"] == ("h1.own",) and found.fields["body"] == ("div.one", "div.two")
    assert "tags" not in found.fields and found.drops == ("div.ad",)
    assert found.ruled == {"title", "body", "tags"}
    assert found.fields["summary"][0] == "p.sapo"


def test_a_persons_selectors_are_not_saved_but_count_in_the_digest(data: Path) -> None:
    before = stored_digest(data, "mst")
    path = by_hand(data, 'title = "h1.own"\n')
    save_template(load_template(data, "mst"), data, "mst")
    assert stored_digest(data, "mst") != before
    path.unlink()
    assert load_template(data, "mst").used("title")[0] == "h1.headline"


def test_a_bom_and_windows_line_ends(data: Path) -> None:
    path = by_hand(data, codecs.BOM_UTF8 + b'title = "h1.own"\r\n# dung\r\nbody = "div.b"\r\n')
    assert own_selectors(path) == {"title": ("h1.own",), "body": ("div.b",)}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('title = "h1"\ntitel = "h1"\n', ":2: invalid field 'titel'; use title, summary, published, authors"),
        ('title = "h1"\n\nbody = "div..x"\n', ":3: invalid CSS selector 'div..x' of body: "),
        ('title = "h1"\nbody = ["div", "p:nope"]', ":2: invalid CSS selector 'p:nope' of body: "),
        ('body = ""\n', ":1: invalid CSS selector '' of body: it is empty or too long"),
        ("body = 3\n", ":1: invalid value of body; use a CSS selector in quotes, or a list"),
        ("body = [3]\n", ":1: invalid value of body; use a CSS selector in quotes, or a list"),
        ('\n[body]\ncss = "div"\n', ":2: invalid value of body; use a CSS selector in quotes, or a list"),
        ('title = "h1"\nbody = div\n', ":2: invalid TOML: "),
        ('title = "h1"\nbody = ["div"\n', ":2: invalid TOML: "),
        ('title = "h1"\ntitle = "h2"\n', ":2: invalid TOML: "),
        ("title = 'h1'\n".encode("utf-16"), ":1: the file is UTF-16; save it as UTF-8"),
        (b"title = '\xff'\n", ":1: invalid start byte at byte 9; save it as UTF-8"),
    ],
)
def test_a_broken_file_of_a_person(data: Path, content: str | bytes, says: str) -> None:
    path = by_hand(data, content)
    with pytest.raises(ValueError) as caught:
        load_template(data, "mst")
    assert str(caught.value).startswith(f"{path}{says}")
    assert "\n" not in str(caught.value)
