"""Taking articles down: entries find their articles in the corpus, and those that find none are told."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.removal import TakeDownResult as Removal
from hanoi_press.corpus.removal import take_down_list
from hanoi_press.store.takedown import NAME
from spiders_tests.corpora import CorpusCommand, line, put

MOFA = "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/hop-bao-thuong-ky-nam-2025-589.html"
MOFA_OTHER = "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/le-ky-ket-hiep-dinh-nam-2025-589.html"
MOFA_ID, MOFA_OTHER_ID = (f"mofa/{sha256(url.encode()).hexdigest()[:16]}" for url in (MOFA, MOFA_OTHER))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    put(
        tmp_path,
        "hanoimoi/2026-11/a.jsonl",
        line("hanoimoi/1304633", url="https://hanoimoi.vn/ten-cu-1304633.html"),
        line("hanoimoi/1304634", url="https://hanoimoi.vn/khac-1304634.html"),
        b'{"id":"hanoimoi/1304635","revi',
    )
    put(
        tmp_path,
        "hanoimoi/2026-12/b.jsonl",
        line("hanoimoi/1304633", revision=2, title="Mới", url="https://hanoimoi.vn/ten-moi-1304633.html"),
    )
    put(
        tmp_path,
        "mofa/2026-11/a.jsonl",
        line(MOFA_ID, title="Họp báo", url=MOFA),
        line(MOFA_OTHER_ID, title="Lễ ký", url=MOFA_OTHER),
    )
    return tmp_path


def ids(data: Path) -> list[str]:
    return [one.id for one in load(data, revisions="all", on_error="skip")]


def remove(data: Path, *entries: str) -> Removal:
    file = data / "orders.txt"
    file.write_text("\n".join(entries), "utf-8")
    return take_down_list(data, file)


def test_any_spelling_takes_all_revisions_down(data: Path) -> None:
    entry = "http://www.hanoimoi.vn:80/ten-cu-1304633.html?UTM_source=zalo#top"
    assert remove(data, entry) == Removal(2, [])
    assert (data / NAME).read_text("utf-8").splitlines() == [entry, "hanoimoi/1304633"]
    assert ids(data) == ["hanoimoi/1304634", MOFA_ID, MOFA_OTHER_ID]


def test_one_of_two_pages_with_the_same_last_number(data: Path) -> None:
    removal = remove(data, MOFA.replace("https://", "http://www."))
    assert removal.unmatched == []
    assert [one.title for one in load(data, sources="mofa")] == ["Lễ ký"]


def test_lines_of_another_program_are_found_too(data: Path) -> None:
    spaced = line("mst/1", url="https://mst.gov.vn/mot-bai.htm").replace(b'":', b'": ')
    put(data, "mst/2026-11/a.jsonl", spaced)
    assert remove(data, "http://mst.gov.vn/mot-bai.htm?fbclid=1").unmatched == []
    assert "mst/1" not in ids(data)


def test_an_entry_without_an_article_is_returned_and_kept(data: Path) -> None:
    wrong = "https://hanoimoi.vn/bai-99.html"
    assert remove(data, wrong, "mst/5", "hanoimoi/1304634") == Removal(3, [wrong, "mst/5"])
    assert (data / NAME).read_text("utf-8").splitlines() == [wrong, "mst/5", "hanoimoi/1304634"]
    put(data, "hanoimoi/2026-12/c.jsonl", line("hanoimoi/99", url="https://hanoimoi.vn/ten-khac-99.html"))
    assert ids(data) == ["hanoimoi/1304633", "hanoimoi/1304633", MOFA_ID, MOFA_OTHER_ID]


def test_the_same_list_again_adds_nothing_and_still_matches(data: Path) -> None:
    entries = ("https://hanoimoi.vn/ten-cu-1304633.html", "hanoimoi/1304634")
    assert remove(data, *entries) == Removal(3, [])
    assert remove(data, *entries) == Removal(0, [])


def test_no_corpus_no_list(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no segment"):
        remove(tmp_path, "mst/1")
    assert not (tmp_path / NAME).exists()


def test_the_command_names_them_and_exits_1(data: Path, corpus: CorpusCommand) -> None:
    orders = data / "orders.txt"
    orders.write_text("https://hanoimoi.vn/bai-99.html\nhttps://hanoimoi.vn./ten-moi-1304633.html\n", "utf-8")
    out = data / "out.jsonl"
    arguments = ("export", "--jsonl", str(out), "--source", "hanoimoi,mofa")
    code, said, err = corpus(*arguments, "--take-down", str(orders))
    assert code == 1
    assert said.splitlines() == [f"3 new entries in {data / NAME}", str(out)]
    assert err.splitlines()[0] == (
        f"{orders}: no article of the corpus matches https://hanoimoi.vn/bai-99.html; check its spelling. "
        "It stays on the list and applies when such an article is harvested"
    )
    assert err.splitlines()[1].startswith(f"{data / 'articles/hanoimoi/2026-11/a.jsonl'}:3: torn last line")
    assert [one.id for one in load(out)] == ["hanoimoi/1304634", MOFA_ID, MOFA_OTHER_ID]


def test_the_command_exits_0_if_all_match(data: Path, corpus: CorpusCommand) -> None:
    orders = data / "orders.txt"
    orders.write_text(f"{MOFA_ID}\n", "utf-8")
    code, _, err = corpus("export", "--csv", str(data / "o.csv"), "--source", "mofa", "--take-down", str(orders))
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    "wanted",
    [
        "hanoimoi/1304633",
        "https://hanoimoi.vn/ten-moi-1304633.html",
        "http://www.hanoimoi.vn:80/ten-cu-1304633.html?UTM_source=x",
        "https://hanoimoi.vn./mot-ten-nua-1304633.html#anh",
    ],
)
def test_show_takes_any_spelling(data: Path, corpus: CorpusCommand, wanted: str) -> None:
    code, out, _ = corpus("show", wanted)
    assert code == 0 and out.startswith("id          hanoimoi/1304633, revision 2\n")
    remove(data, "http://hanoimoi.vn/ten-cu-1304633.html")
    code, out, err = corpus("show", wanted)
    assert (code, out) == (1, "")
    assert err == f"{wanted} was taken down: it is on the take-down list of {data}\n"


def test_show_of_two_pages_with_the_same_last_number(data: Path, corpus: CorpusCommand) -> None:
    _, out, _ = corpus("show", MOFA_OTHER.replace("https://", "http://www."), "--revisions")
    assert out.splitlines() == ["revision 1, fetched 2026-11-24T00:00:00Z: Lễ ký"]


def test_a_list_that_does_not_exist_is_a_bad_argument(data: Path, corpus: CorpusCommand) -> None:
    code, _, err = corpus("export", "--jsonl", str(data / "out.jsonl"), "--take-down", "khong-co.txt")
    assert code == 2
    assert "invalid --take-down khong-co.txt: no such file; use a file of ids and addresses, one a line" in err
    assert not (data / "out.jsonl").exists()
