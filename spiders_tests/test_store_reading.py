"""`store/reading.py`: when the fingerprint of the reading changes."""

from __future__ import annotations

from pathlib import Path

import pytest

import hanoi_press
from hanoi_press.store import reading
from hanoi_press.store.reading import reading_fingerprint, template_statements


def test_it_changes_with_version_code_and_the_source_s_own_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [reading_fingerprint(tmp_path, "mst")]
    assert reading_fingerprint(tmp_path / "elsewhere", "hanoimoi") == found[0]
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "hanoimoi.json").write_text('{"title": "h1"}')
    assert reading_fingerprint(tmp_path, "mst") == found[0]
    for name, text in (("mst.json", '{"title": "h1"}'), ("mst.json", '{"title": "h2"}'), ("mst.toml", "title = 'h3'")):
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


@pytest.mark.parametrize(
    ("text", "is_same"),
    [
        ('{"title": [{"css": "h1", "pages": 9, "share": 0.5, "last": "2026-11-25"}]}', True),
        ('{"title": [{"css": "h1", "pages": 3, "last": "2026-11-24T03:00:00Z"}]}', True),
        ('{"title": [{"css": "h1", "pages": 3, "sure": true}]}', False),
        ('{"title": [{"css": "h2", "pages": 3}]}', False),
        ('{"title": [{"css": "h2"}, {"css": "h1"}]}', False),
        ("{", False),
        ("[" * 100_000, False),
    ],
)
def test_counters_and_days_of_a_learnt_template_say_nothing(tmp_path: Path, text: str, is_same: bool) -> None:
    path = tmp_path / "mst.json"
    path.write_text('{"title": [{"css": "h1", "pages": 3, "last": "2026-11-24"}]}')
    before = template_statements(path)
    path.write_text(text)
    assert (template_statements(path) == before) is is_same


def test_a_template_that_is_not_there_or_no_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "mst.toml").mkdir()
    assert template_statements(tmp_path / "mst.json") == template_statements(tmp_path / "mst.toml") == b""
