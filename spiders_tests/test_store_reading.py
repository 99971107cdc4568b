"""`store/reading.py`: when the fingerprint of the reading changes."""

from __future__ import annotations

from pathlib import Path

import pytest

import hanoi_press
from hanoi_press.store import reading
from hanoi_press.store.reading import captures_fingerprint, reading_fingerprint


def test_it_changes_with_version_code_and_the_source_s_own_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [reading_fingerprint(tmp_path, "mst")]
    assert reading_fingerprint(tmp_path / "elsewhere", "hanoimoi") == found[0]
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "hanoimoi.json").write_text('{"title": "h1"}')
    assert reading_fingerprint(tmp_path, "mst") == found[0]
    for name, text in (
        ("mst.json", '{"digest": "1a"}'),
        ("mst.json", '{"digest": "2b"}'),
        ("mst.toml", "title = 'h3'"),
    ):
        (templates / name).write_text(text)
        found.append(reading_fingerprint(tmp_path, "mst"))
    monkeypatch.setattr(hanoi_press, "__version__", "99.0")
    found.append(reading_fingerprint(tmp_path, "mst"))
    code = tmp_path / "code"
    (code / "pages").mkdir(parents=True)
    (code / "pages" / "body.py").write_text("a")
    monkeypatch.setattr(reading, "_ROOT", code)
    found.append(reading_fingerprint(tmp_path, "mst"))
    (code / "pages" / "body.py").write_text("b")
    reading._code_digest.cache_clear()  # another process
    found.append(reading_fingerprint(tmp_path, "mst"))
    (code / "store.py").write_text("c")  # reads no page
    reading._code_digest.cache_clear()
    assert reading_fingerprint(tmp_path, "mst") == found[-1]
    assert len(set(found)) == len(found)


def test_captures_are_read_by_templates_of_their_own(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    site, captures = reading_fingerprint(tmp_path, "mst"), captures_fingerprint(tmp_path, "mst")
    (templates / "mst.json").write_text('{"digest": "1a"}')
    assert captures_fingerprint(tmp_path, "mst") == captures
    (templates / "mst.json").unlink()
    for name, text in (("mst@2015.json", '{"digest": "1a"}'), ("mst@2016.toml", "title = 'h3'")):
        (templates / name).write_text(text)
        assert captures_fingerprint(tmp_path, "mst") != captures
        captures = captures_fingerprint(tmp_path, "mst")
    assert reading_fingerprint(tmp_path, "mst") == site


@pytest.mark.parametrize(
    ("text", "is_same"),
    [
        ('{"digest": "1a", "fields": {"title": [{"css": "h1", "pages": 9, "last": "2026-11-25"}]}}', True),
        ('{"digest": "2b", "fields": {"title": [{"css": "h1", "pages": 3, "last": "2026-11-24"}]}}', False),
        ("{", False),
        ("[" * 100_000, False),
    ],
)
def test_counters_and_days_of_a_learnt_template_say_nothing(tmp_path: Path, text: str, is_same: bool) -> None:
    path = tmp_path / "templates" / "mst.json"
    path.parent.mkdir()
    path.write_text('{"digest": "1a", "fields": {"title": [{"css": "h1", "pages": 3, "last": "2026-11-24"}]}}')
    before = reading_fingerprint(tmp_path, "mst")
    path.write_text(text)
    assert (reading_fingerprint(tmp_path, "mst") == before) is is_same
