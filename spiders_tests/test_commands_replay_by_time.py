"""`scrapy replay --archive`, `crawl -a archive=` and `corpus show --revisions`: older answers are earlier revisions."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.corpus import load
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.loopback import run
from spiders_tests.sites.hanoimoi.site import Site

SITE = Site()
SPEC = next(spec for spec in SITE.current if not spec.sponsored)
BODY = SITE.pages()[SPEC.url].body
HTML = [("Content-Type", "text/html; charset=utf-8")]


def answer(folder: Path, year: int, edition: str) -> Path:
    """Write a WARC file with the page as it was in a year, and return it."""
    writer = WarcWriter(folder / str(year), "hanoimoi", "test")
    body = BODY.replace(b"</p>", f" (bản {edition})</p>".encode(), 1)
    ref = writer.write(Exchange(SPEC.url, f"{year}-01-01T00:00:00Z", 200, "OK", HTML, body))
    writer.close()
    return folder / str(year) / ref.file


def revisions(data: Path) -> list[str]:
    found = load(data, revisions="all")
    editions = sorted(
        (one.revision, one.fetched_at[:4], f"{one.summary} {one.text}".partition("(bản ")[2][:1]) for one in found
    )
    return [f"{revision} {year} {edition}" for revision, year, edition in editions]


def test_files_in_any_order(tmp_path: Path) -> None:
    data, other = tmp_path / "data", tmp_path / "other"
    files = {year: answer(other, year, edition) for year, edition in ((2027, "D"), (2029, "B"), (2028, "C"))}
    assert run(data, "crawl", "hanoimoi", "-a", f"archive={files[2029]}", "-a", f"url={SPEC.url}").returncode == 0
    done = run(data, "replay", "hanoimoi", "--archive", str(files[2027]))
    assert done.returncode == 0, done.stderr
    assert "1 page read: 0 new, 0 changed, 0 unchanged; 1 earlier revision; 0 pages" in done.stdout
    done = run(data, "crawl", "hanoimoi", "-a", f"archive={files[2028]}", "-a", f"url={SPEC.url}")
    assert done.returncode == 0, done.stderr
    assert revisions(data) == ["1 2027 D", "2 2028 C", "3 2029 B"]
    done = run(data, "replay", "hanoimoi", "--archive", str(other / "*/archive/*/*/*.warc.gz"))
    assert "3 pages read: 0 new, 0 changed, 3 unchanged; 0 pages" in done.stdout
    assert revisions(data) == ["1 2027 D", "2 2028 C", "3 2029 B"]
    shown = run(data, "corpus", "show", f"hanoimoi/{SPEC.id}", "--revisions").stdout
    heads = [line for line in shown.splitlines() if line.startswith("revision ")]
    assert [line.split(":")[0] for line in heads] == [
        f"revision {number}, fetched {2026 + number}-01-01T00" for number in (1, 2, 3)
    ]
    assert run(data, "corpus", "validate").returncode == 0
    checked = run(data, "corpus", "verify")
    assert checked.returncode == 0, checked.stdout
