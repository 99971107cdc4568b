"""`scrapy corpus search`: what is printed, what is written to files, and what is said of a query that finds nothing."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.export_file import CUT, LONGEST_CELL
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from spiders_tests.corpora import CorpusCommand, line, put


@pytest.fixture
def three(tmp_path: Path) -> Path:
    put(
        tmp_path,
        "hanoimoi/2026-11/a.jsonl",
        line("hanoimoi/1", text="Hà Nội vào thu.", section=["Đô thị", "Giao thông"], tags=["thu"]),
        line("hanoimoi/2", title="Kinh tế Hà Nội", published_at="2026-10-05", section=[], authors=[]),
    )
    put(tmp_path, "mst/2026-11/a.jsonl", line("mst/1", title="Chuyển đổi số", published_at=None, section=["Tin"]))
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["Hà Nội"], {"hanoimoi/1", "hanoimoi/2"}),
        (["HÀ NỘI", "kinh"], {"hanoimoi/2"}),
        (['"hà nội" kinh'], {"hanoimoi/2"}),
        (["nội", "--source", "hanoimoi", "kinh", "--newest", "tế"], {"hanoimoi/2"}),
        (["--source", "mst", "số", "hà"], set()),
        (["nội hà"], set()),
        (["nội", "hà"], {"hanoimoi/1", "hanoimoi/2"}),
        (["ha noi"], {"hanoimoi/1", "hanoimoi/2"}),
        (["hả nội"], set()),
        (["hả nội", "--any-accent"], {"hanoimoi/1", "hanoimoi/2"}),
        (["chuyen doi"], {"mst/1"}),
        (["huyển"], set()),  # a piece of a word is none
        (["xe", "--source", "mst"], {"mst/1"}),
        (["xe", "--source", "mst, hanoimoi,"], {"hanoimoi/1", "hanoimoi/2", "mst/1"}),
        (["thú"], set()),
        (["xe nối", "--since", "2026-10-05", "--until", "2026-10-05"], {"hanoimoi/2"}),
        (["--since", "2026-11-01"], {"hanoimoi/1"}),
        (["--tag", "THU"], {"hanoimoi/1"}),
        (["--author", "le an"], {"hanoimoi/1", "mst/1"}),
        (["--section", "Giao thong", "--section", "Tin"], {"hanoimoi/1", "mst/1"}),
        (["--section", "Giao thông", "--source", "mst"], set()),
        (["NEAR(", "hà"], set()),
        (["hà*", "^nội", "plain_title:hà"], set()),
        (["hà", "OR", "zzz"], set()),
    ],
)
def test_search(three: Path, corpus: CorpusCommand, arguments: list[str], wanted: set[str]) -> None:
    code, out, _ = corpus("search", *arguments)
    assert code == 0
    assert {row.split()[0] for row in out.splitlines()[:-1:2]} == wanted
    assert out.splitlines()[-1].split()[:1] == [f"{len(wanted)}"]


def test_a_hit_is_shown_in_its_context(three: Path, corpus: CorpusCommand) -> None:
    assert corpus("search", "ha noi", "--order", "newest")[1].splitlines() == [
        "hanoimoi/1  2026-11-10  Cầu Thanh Trì thông xe trở lại",
        "    hanoimoi › Đô thị › Giao thông | …ba tháng sửa chữa, cây cầu đón những chuyến xe đầu tiên. »Hà Nội« "
        "vào thu.",
        "hanoimoi/2  2026-10-05  Kinh tế »Hà Nội«",
        "    hanoimoi | Sau ba tháng sửa chữa, cây cầu đón những chuyến xe đầu tiên. Sáng sớm, dòng xe nối nhau qua "
        "cầu. Người dân hai bờ vui mừng.",
        "2 articles",
    ]


def test_orders_and_a_limit(three: Path, corpus: CorpusCommand) -> None:
    def ids(*arguments: str) -> list[str]:
        return [row.split()[0] for row in corpus("search", "cầu", *arguments)[1].splitlines()[:-1:2]]

    assert ids("--newest") == ids("--order", "newest") == ["hanoimoi/1", "hanoimoi/2", "mst/1"]
    assert ids("--order", "oldest") == ["hanoimoi/2", "hanoimoi/1", "mst/1"]
    assert ids("--limit", "1")[0] == "hanoimoi/1"  # the only one with the word in its title
    _, out, _ = corpus("search", "cầu", "--limit", "1")
    assert out.splitlines()[-1] == "1 of 3 articles; --limit N shows more, --to FILE writes all with their texts"
    assert corpus("search", "cầu", "--limit", "0")[1].startswith("0 of 3 articles")
    code, _, err = corpus("search", "cầu", "--limit", "-1")
    assert code == 2 and "invalid --limit -1; use 0 or more" in err


def test_json(three: Path, corpus: CorpusCommand) -> None:
    _, out, err = corpus("search", "ha noi", "--json", "--limit", "1", "--newest")
    assert json.loads(out) == {
        "id": "hanoimoi/1",
        "source": "hanoimoi",
        "url": "https://hanoimoi.vn/bai-1.html",
        "title": "Cầu Thanh Trì thông xe trở lại",
        "published_at": "2026-11-10T08:00:00+07:00",
        "section": ["Đô thị", "Giao thông"],
        "excerpt": "…ba tháng sửa chữa, cây cầu đón những chuyến xe đầu tiên. »Hà Nội« vào thu.",
        "marked_title": "Cầu Thanh Trì thông xe trở lại",
    }
    assert err.startswith("1 of 2 articles")


def test_other_accents_are_counted_when_nothing_fits(three: Path, corpus: CorpusCommand) -> None:
    line = "0 articles; 2 articles with other accents: --any-accent finds them"
    assert corpus("search", "Hả Nội") == (0, line + "\n", "")
    assert corpus("search", "Hả Nội", "--json") == (0, "", line + "\n")
    assert corpus("search", "Hả Nội", "--source", "mst") == (0, "0 articles\n", "")
    assert corpus("search", "zzz") == (0, "0 articles\n", "")


@pytest.mark.parametrize("words", [[], [" "], ["…", "😀"], ['"'], ["\x00"], ["\udc80"]])
def test_without_a_word_there_is_nothing_to_search_for(three: Path, corpus: CorpusCommand, words: list[str]) -> None:
    code, out, err = corpus("search", *words)
    assert (code, out) == (2, "") and "no word to search for; use one word or more" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xe", "--source", "hanoimi"], "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"),
        (["xe", "--since", "hôm qua"], "invalid since='hôm qua'; use a day like 2026-11-01"),
        (["xe", "--without-copies"], "copies are not known yet; use `hanoi-press corpus duplicates --write` first"),
        (["xe " * 1001], "invalid query: 1,001 words; use at most 1,000"),
        (["xe", "--to", "out.xlsx"], "invalid file out.xlsx; use a name that ends in .jsonl, .jsonl.zst, .csv"),
        (["xe", "--to", "out.csv.zst"], "invalid file out.csv.zst"),
        (["xe", "--to", "out.csv", "--json"], "not allowed with argument"),
        (["xe", "--to", "{data}/articles/mst/found.jsonl"], "/articles is the corpus; use another folder"),
    ],
)
def test_what_cannot_be_asked(three: Path, corpus: CorpusCommand, arguments: list[str], said: str) -> None:
    code, out, err = corpus("search", *(one.replace("{data}", str(three)) for one in arguments))
    assert (code, out) == (2, "") and said in err
    assert {one.name for one in three.iterdir()} <= {"articles", "corpus"}


def test_letters_that_the_locale_does_not_have(three: Path, corpus: CorpusCommand) -> None:
    """Python gives the bytes of an argument as lone surrogates then."""
    typed = "Hà Nội".encode().decode("ascii", "surrogateescape")
    assert corpus("search", typed)[1].endswith("2 articles\n")
    assert corpus("search", "--section", "Đô thị".encode().decode("ascii", "surrogateescape"))[1].endswith(
        "1 article\n"
    )
    assert corpus("show", "\udcff\ud800")[0] == 1


def test_odd_names_of_sections_find_nothing(three: Path, corpus: CorpusCommand) -> None:
    for name in ("", "\udc80", "\x00", "'; DROP TABLE article; --", "%"):
        assert corpus("search", "--section", name) == (0, "0 articles\n", "")


def test_a_fault_is_named_and_told_by_the_exit_code(three: Path, corpus: CorpusCommand) -> None:
    bad = put(three, "mst/2026-11/b.jsonl", b"{}\n")
    code, out, err = corpus("search", "cầu")
    assert code == 1 and out.endswith("3 articles\n") and err.startswith(f"{bad}:1: ")
    assert corpus("search", "cầu", "--source", "hanoimoi")[0] == 0
    put(three, "mst/2026-11/b.jsonl", line("mst/2", published_at="2026-13-45"))
    assert corpus("search", "cầu")[0] == 0
    code, _, err = corpus("search", "cầu", "--since", "2026-01-01")
    assert code == 1 and err == f"{bad}:1: published_at is '2026-13-45'\n"


def test_an_older_index_is_said_to_be_older(
    three: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask_older(path: Path, question: Callable[[CorpusIndex], int], **_: object) -> int:
        with CorpusIndex.open(path) as index:
            index.stale = "the disk is full"
            return question(index)

    monkeypatch.setattr("hanoi_press.corpus.index.corpus_index.ask", ask_older)
    line = "the index is not up to date, the newest articles may be missing: the disk is full\n"
    for part in (["search", "số"], ["show", "mst/1"], ["stats"], ["export", "--tag", "thu", "--jsonl", "{0}/x.jsonl"]):
        code, out, err = corpus(*(one.format(three) for one in part))
        assert (code, err) == (1, line) and out


def test_the_articles_found_as_a_file(three: Path, corpus: CorpusCommand) -> None:
    """ "All articles of November about giao thông, as a file" is one command."""
    for name in ("found.jsonl", "found.jsonl.zst"):
        target = three / name
        assert corpus("search", "cầu", "--newest", "--to", str(target)) == (0, f"{target}: 3 articles\n", "")
        everything = {one.id: one for one in load(three)}
        assert list(load(target)) == [everything[id] for id in ("hanoimoi/1", "hanoimoi/2", "mst/1")]
    target = three / "found.parquet"
    assert corpus("search", "--since", "2026-11-01", "--until", "2026-11-30", "--to", str(target))[0] == 0
    assert pyarrow.parquet.read_table(target).column("text").to_pylist() == ["Hà Nội vào thu."]
    assert corpus("search", "cầu", "--limit", "2", "--newest", "--to", str(target))[1] == f"{target}: 2 of 3 articles\n"
    code, out, _ = corpus("search", "Hả Nội", "--to", str(target))
    assert (code, out) == (0, f"{target}: 0 articles; 2 articles with other accents: --any-accent finds them\n")
    assert pyarrow.parquet.read_table(target).num_rows == 0


def test_a_csv_is_safe_in_a_spreadsheet(tmp_path: Path, corpus: CorpusCommand) -> None:
    emoji, plain = "😀" * 20_000, "dài " * 10_000
    put(
        tmp_path,
        "mst/2026-11/a.jsonl",
        line("mst/1", title="=1+1", text="Một\n\nhai"),
        line("mst/2", text=emoji),
        line("mst/3", text=plain),
        line("mst/4", text="a" * LONGEST_CELL),
    )
    target = tmp_path / "found.csv"
    code, out, err = corpus("search", "--source", "mst", "--order", "oldest", "--to", str(target))
    assert (code, out) == (0, f"{target}: 4 articles\n")
    assert err == (
        f"{target}: cells of 2 articles are cut and end in '… [cut]', because a cell of a spreadsheet has 32,767 "
        "characters at most; .jsonl and .parquet have them whole\n"
    )
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid,")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert (rows["mst/1"]["title"], rows["mst/1"]["text"]) == ("'=1+1", "Một\n\nhai")
    assert rows["mst/2"]["text"] == "😀" * 16_380 + CUT
    assert rows["mst/3"]["text"] == plain[:32_760] + CUT
    assert rows["mst/4"]["text"] == "a" * LONGEST_CELL


def test_nothing_steers_the_terminal(tmp_path: Path, corpus: CorpusCommand) -> None:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line(title="\x1b[2J Xóa màn hình", text="\x1b[2J màn", tags=["\x1b[2J"]))
    assert "màn" in corpus("search", "man", "--json")[1] and "\x1b" not in corpus("search", "màn")[1]
    assert "\x1b" not in corpus("show", "hanoimoi/1")[1] + corpus("show", "hanoimoi/1", "--json")[1]
