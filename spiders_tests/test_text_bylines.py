"""Who says it: datelines, authors, attribution lines, signatures, captions and their credits."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanoi_press.text.bylines import attribution, authors, dateline
from hanoi_press.text.normalize import clean
from spiders_tests.byline_texts import ANY, PEOPLE, bug


@pytest.mark.parametrize(
    ("summary", "name", "rest"),
    [
        ("(HNM) - Cầu mới đã thông xe.", "HNM", "Cầu mới đã thông xe."),
        ("(HNMO) - Cầu mới đã thông xe.", "HNMO", "Cầu mới đã thông xe."),
        ("(HNM) – Cầu mới.", "HNM", "Cầu mới."),
        ("(HNM) — Cầu mới.", "HNM", "Cầu mới."),
        ("(HNM)- Cầu mới.", "HNM", "Cầu mới."),
        ("(HNM)-Cầu mới.", "HNM", "Cầu mới."),
        ("(HNM): Cầu mới.", "HNM", "Cầu mới."),
        ("( HNM ) - Cầu mới.", "HNM", "Cầu mới."),
        ("(HNM) Cầu mới.", "HNM", "Cầu mới."),  # no dash, but a known name
        ("(TTXVN) Cầu mới.", "TTXVN", "Cầu mới."),
        ("(HNMCT) Cầu mới.", "HNMCT", "Cầu mới."),
        ("(VOV) Cầu mới.", "VOV", "Cầu mới."),
        ("MIC - Cầu mới.", "MIC", "Cầu mới."),
        ("(Chinhphu.vn) - Cầu mới.", "Chinhphu.vn", "Cầu mới."),
        ("(NLĐO) - Cầu mới.", "NLĐO", "Cầu mới."),
        ("(Dân trí) - Cầu mới.", "Dân trí", "Cầu mới."),
        ("VGP - Cầu mới.", "VGP", "Cầu mới."),
        ("HNM – Cầu mới.", "HNM", "Cầu mới."),
        ("HNMO - Cầu mới.", "HNMO", "Cầu mới."),
        ("HNP - Cầu mới.", "HNP", "Cầu mới."),
        ("KTĐT - Cầu mới.", "KTĐT", "Cầu mới."),
        ("VOV.VN - Cầu mới.", "VOV.VN", "Cầu mới."),
        ("SKĐS – Cầu mới.", "SKĐS", "Cầu mới."),
        ("GD&TĐ - Cầu mới.", "GD&TĐ", "Cầu mới."),
        ("TĐKT - Cầu mới.", "TĐKT", "Cầu mới."),
        ("KTĐT-Sáng nay cầu mới thông xe.", "KTĐT", "Sáng nay cầu mới thông xe."),
        ("NDO - Cầu mới.", "NDO", "Cầu mới."),
        ("(HNM) - Cầu - hầm - đường.", "HNM", "Cầu - hầm - đường."),  # only the first dash
        ("(HNM) - (Bài 1) Cầu mới.", "HNM", "(Bài 1) Cầu mới."),
        ("(HNM) -", "HNM", ""),
    ],
)
def test_dateline(summary: str, name: str, rest: str) -> None:
    assert dateline(summary) == (name, rest)


@pytest.mark.parametrize(
    "summary",
    [
        "",
        "Cầu mới đã thông xe.",
        "Hà Nội - nơi con sông đổi dòng.",  # a place is no dateline where it is not in brackets
        "Cầu mới (HNM) - hầm cũ.",
        "(Cầu mới) nay đã thông xe.",  # brackets without dash, name not known
        "(HNM)",
        "HNM-2 là tên tàu.",
        "HNMX - tàu mới.",
        "(2020-2025) - giai đoạn cầu mới.",
        "(Ảnh minh họa) - Cầu mới.",
        "VGPA - cầu mới.",
        "(A) - hạng ghế.",
        "(một lời nói đầu dài hơn ba mươi chữ cái) - cầu mới.",
        "(cầu (mới)) - hầm.",
        "[HNM] - Cầu mới.",
    ],
)
def test_no_dateline(summary: str) -> None:
    assert dateline(summary) == (None, summary)


@given(ANY)
@example("(HNM) - ")
@settings(max_examples=400)
def test_dateline_loses_nothing_else(text: str) -> None:
    summary = clean(text)
    name, rest = dateline(summary)
    assert summary.endswith(rest)
    if name is None:
        assert rest == summary
    else:
        assert summary[: len(summary) - len(rest)].strip("() -–—:") == name.strip("() -–—:")


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Mai Hoa", ["Mai Hoa"]),
        ("  Mai\u00a0Hoa ", ["Mai Hoa"]),
        ("Mai Hoa.", ["Mai Hoa"]),
        ("Mai Hoa, Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa; Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa - Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa – Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa — Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa/Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa | Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa & Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa • Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa + Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa và Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Mai Hoa, Đức Thịnh và Lê Na", ["Mai Hoa", "Đức Thịnh", "Lê Na"]),
        ("Mai Hoa, Đức Thịnh, Mai Hoa", ["Mai Hoa", "Đức Thịnh"]),  # each once, in order
        ("Jean-Pierre Dupont", ["Jean-Pierre Dupont"]),  # a hyphen parts no name
        ("Thanh-Hà", ["Thanh-Hà"]),
        ("Lưu Và Lan", ["Lưu Và Lan"]),  # a name that looks like "and"
        ("Bảo Vàng", ["Bảo Vàng"]),
        ("Tin Ba", ["Tin Ba"]),  # a label needs its colon
        ("M.H", ["M.H"]),
        ("PV", ["PV"]),
        ("Nhóm phóng viên", ["Nhóm phóng viên"]),
        ("Mai Hoa - TTXVN", ["Mai Hoa", "TTXVN"]),
        ("ThS. Lê Na", ["ThS. Lê Na"]),
        ("GS.TS Lê Na", ["GS.TS Lê Na"]),
        # labels
        ("Tác giả: Mai Hoa", ["Mai Hoa"]),
        ("Người viết: Mai Hoa", ["Mai Hoa"]),
        ("Thực hiện: Mai Hoa", ["Mai Hoa"]),
        ("Thực hiện：Mai Hoa", ["Mai Hoa"]),
        ("Bài: Mai Hoa", ["Mai Hoa"]),
        ("Tin: Mai Hoa", ["Mai Hoa"]),
        ("Ảnh: Mai Hoa", ["Mai Hoa"]),
        ("Bài và ảnh: Mai Hoa", ["Mai Hoa"]),
        ("BÀI VÀ ẢNH : MAI HOA", ["MAI HOA"]),
        ("Bài, ảnh: Mai Hoa", ["Mai Hoa"]),
        ("Bài, video: Mai Hoa", ["Mai Hoa"]),
        ("Tin, ảnh: Mai Hoa", ["Mai Hoa"]),
        ("Tin và ảnh: Mai Hoa", ["Mai Hoa"]),
        ("Tin ảnh: Mai Hoa", ["Mai Hoa"]),
        ("Tin bài: Mai Hoa", ["Mai Hoa"]),
        ("Tin, bài: Mai Hoa", ["Mai Hoa"]),
        ("By: Mai Hoa", ["Mai Hoa"]),
        ("Theo PV: Mai Hoa", ["Mai Hoa"]),
        ("Bài: Mai Hoa - Ảnh: Đức Thịnh", ["Mai Hoa", "Đức Thịnh"]),
        ("Bài: Mai Hoa; ảnh: Mai Hoa", ["Mai Hoa"]),
        # roles
        ("Mai Hoa (thực hiện)", ["Mai Hoa"]),
        ("Mai Hoa (tổng hợp)", ["Mai Hoa"]),
        ("Mai Hoa (ghi), Lê Na (dịch)", ["Mai Hoa", "Lê Na"]),
        ("Mai Hoa (Lược dịch)", ["Mai Hoa"]),
        ("Mai Hoa(biên soạn)", ["Mai Hoa"]),
        ("Mai Hoa (lược ghi)", ["Mai Hoa"]),
        ("Mai Hoa (biên dịch)", ["Mai Hoa"]),
        ("Mai Hoa (TH)", ["Mai Hoa"]),
        ("Mai Hoa (Hải Phòng)", ["Mai Hoa (Hải Phòng)"]),  # no role
        # a unit in brackets, an outlet beside a person
        ("Thanh Nguyên (VKSQS khu vực 72/Quân khu 7)", ["Thanh Nguyên (VKSQS khu vực 72/Quân khu 7)"]),
        ("Mai Hoa (Phòng A, Sở B), Lê Na", ["Mai Hoa (Phòng A, Sở B)", "Lê Na"]),
        ("Mai Hoa (Phòng A, Lê Na", ["Mai Hoa (Phòng A", "Lê Na"]),  # not closed
        ("VGP/Lê Sơn", ["Lê Sơn"]),
        ("Thu Hòa/VOV4", ["Thu Hòa"]),
        ("Mai Hoa, VGP/Nhật Bắc", ["Mai Hoa", "Nhật Bắc"]),
        ("Thu Hòa/VOV4, Lê Na", ["Thu Hòa", "Lê Na"]),
        ("Lê Sơn (VGP)", ["Lê Sơn"]),
        ("Mai Hoa (TTXVN/Vietnam+)", ["Mai Hoa"]),
        ("Lê Na (Báo Nhân Dân)", ["Lê Na"]),
        ("Lê Na – Báo Hànộimới", ["Lê Na"]),
        ("Lê Na - Nguồn: TTXVN", ["Lê Na"]),
        ("Báo Nhân Dân", ["Báo Nhân Dân"]),
        ("Vogel/Lê Na", ["Vogel", "Lê Na"]),
        # nobody
        ("", []),
        ("TTXVN/Vietnam+", []),
        (" \u200b ", []),
        ("...", []),
        ("-", []),
        ("A", []),
        ("2026", []),
        ("Tác giả:", []),
        bug("Mai Hoa (t/h)", ["Mai Hoa"], why="split at the slash of the role before the role is dropped"),
        bug("GS, TS Lê Na", ["GS, TS Lê Na"], why="the comma between two titles parts them"),
        bug("Bài, ảnh, video: Mai Hoa", ["Mai Hoa"], why="a label of three"),
        bug("Bài & ảnh: Mai Hoa", ["Mai Hoa"], why="a label with another joint"),
    ],
)
def test_authors(printed: str, names: list[str]) -> None:
    assert authors(printed) == names


@given(PEOPLE, st.sampled_from([", ", "; ", " - ", " – ", "/", " & ", " và ", " | ", " + "]), st.data())
def test_authors_come_back(people: list[str], joint: str, data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(["", "Tác giả: ", "Bài và ảnh: ", "THỰC HIỆN: ", "Tin, ảnh: "]))
    assert authors(label + joint.join(people)) == people
    role = data.draw(st.sampled_from([" (ghi)", " (thực hiện)", " (Tổng hợp)"]))
    assert authors(joint.join(person + role for person in people)) == people


@given(ANY)
@settings(max_examples=400)
def test_authors_invent_nothing(text: str) -> None:
    names = authors(text)
    assert len(set(names)) == len(names)
    assert all(name in clean(text) and len(name) > 1 and any(map(str.isalpha, name)) for name in names)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Theo hanoimoi.com.vn", "hanoimoi.com.vn"),
        ("  theo\u00a0hanoimoi.vn ", "hanoimoi.vn"),
        ("Theo Báo Hànộimới", "Báo Hànộimới"),
        ("Theo Báo Hànộimới.", "Báo Hànộimới"),
        ("THEO TTXVN", "TTXVN"),
        ("Theo: TTXVN", "TTXVN"),
        ("(Theo TTXVN)", "TTXVN"),
        ("(Theo TTXVN).", "TTXVN"),
        ("[Theo TTXVN]", "TTXVN"),
        ("( Theo TTXVN )", "TTXVN"),
        ("(Nguồn: TTXVN)", "TTXVN"),
        ("Nguồn: Báo Nhân Dân", "Báo Nhân Dân"),
        ("Nguồn : Báo Nhân Dân", "Báo Nhân Dân"),
        ("Nguồn tin: Báo Nhân Dân", "Báo Nhân Dân"),
        ("Dẫn theo Báo Nhân Dân", "Báo Nhân Dân"),
        ("Theo Kiến thức Phố Cổ", "Kiến thức Phố Cổ"),
        ("Theo TTXVN/Vietnam+", "TTXVN/Vietnam+"),
        ("TTXVN/Vietnam+", "TTXVN/Vietnam+"),
        ("(Vietnam+)", "Vietnam+"),
        ("Theo FBNC", "FBNC"),
        ("Theo Cục Thông tin, Thống kê", "Cục Thông tin, Thống kê"),
        ("(Theo Cục Quản lý Khám, chữa bệnh - Bộ Y tế)", "Cục Quản lý Khám, chữa bệnh - Bộ Y tế"),
        ("Nguồn tin: Bộ Y Tế (https://moh.gov.vn/)", "Bộ Y Tế"),
        ("Nguồn: https://baochinhphu.vn", "baochinhphu.vn"),
        ("(Nguồn: https://www.moh.gov.vn/a-1.htm)", "moh.gov.vn"),
        ("Theo Báo Lao động và Xã hội", "Báo Lao động và Xã hội"),
        ("Theo Mai Hoa (TTXVN)", "Mai Hoa (TTXVN)"),
        ("Theo Cổng TTĐT Chính phủ", "Cổng TTĐT Chính phủ"),
        ("Theo Tạp chí Kiến trúc và Đời sống Phố Cổ", "Tạp chí Kiến trúc và Đời sống Phố Cổ"),  # nine words
        bug("Theo báo Nhân Dân", "báo Nhân Dân", why="'báo' is often printed small"),
        bug("Theo nguồn: TTXVN", "TTXVN", why="the alternative 'theo nguồn:' is never reached"),
        bug("Theo Tạp chí Ngày Nay", "Tạp chí Ngày Nay", why="a name's capital 'Ngày' is taken for the word 'ngày'"),
    ],
)
def test_attribution(line: str, name: str) -> None:
    assert attribution(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Theo",
        "Theo đó",
        "Nguồn:",
        "TTXVN",
        "Báo Nhân Dân",
        "Nguồn TTXVN",
        "Theo Sở Xây dựng, cầu đã xong.",
        "Theo Sở Xây dựng thì cầu đã xong",
        "Theo Bộ Công Thương, Việt Nam xuất siêu",
        "Theo Cục Thống kê, giá dầu tăng",
        "https://baochinhphu.vn",
        "Theo Sở Xây dựng cầu sẽ xong vào tháng 5",
        "Theo Công an phường cho biết",
        "Theo Công an phường cho rằng",
        "Theo TTXVN ngày 5 tháng 6",
        "Theo TTXVN. Cầu xong.",
        "Theo ông Trần Văn Thử",
        "Theo kế hoạch",
        "Theo Luật Đất đai",
        "Theo Quyết định số 12/QĐ-TTg",
        "Theo chân người thợ gốm",  # a heading
        "Theo dòng lịch sử",
        "Theo AFP: cầu đã xong",
        "Theo TTXVN?",
        "Theo Tạp chí Kiến trúc và Đời sống Phố Cổ Mới",  # ten words
        "Nguồn cung: Công ty Nước sạch",
        "Nguồn vốn: Ngân sách",
        "Nguồn: nước sạch",
        "Theodore Roosevelt",
        "Cầu xong (Theo TTXVN)",
        "(Theo TTXVN",  # not closed
        "(Theo TTXVN) Cầu xong",
        bug("Theo chân anh Trần V.A", why="a dot anywhere makes a small-letter phrase a name"),
    ],
)
def test_no_attribution(line: str) -> None:
    assert attribution(line) is None


@pytest.mark.parametrize("word", "thì là đã sẽ được có về trong từ ngày tại để với những các này đó".split())
def test_a_sentence_is_no_attribution(word: str) -> None:
    assert attribution(f"Theo Sở Xây dựng {word} cầu mới") is None
    assert attribution(f"Theo Báo {word}x") == f"Báo {word}x"  # only as a word of its own


@given(ANY)
@settings(max_examples=400)
def test_attribution_invents_nothing(text: str) -> None:
    name = attribution(text)
    if name is not None:
        assert name
        assert name in clean(text)
        assert re.match(r"[(\[]?\s*(?:dẫn\s+)?(?:theo|nguồn)\b", clean(text), re.I)
