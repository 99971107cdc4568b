"""Read who wrote a text and where it comes from: dateline, authors, attribution, signature, picture credit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hanoi_press.text.normalize import clean
from hanoi_press.text.people import is_bare_role

_KNOWN = (
    r"HNMO?|HNMCT|HNP|KTĐT|TTXVN|VGP|MIC|Chinhphu\.vn|VOV(?:\.VN|\.vn)?|VTV(?:\.VN|\.vn)?|NLĐO?|NLDO|TTO|TPO|PLO|PNO|SKĐS"
    r"|GD&TĐ|TĐKT|SGGPO?|QĐND(?: Online)?|CAND|ANTĐ|LĐTĐ|ĐĐK|BNEWS|NDO|NDĐT|ĐCSVN|Kinhtedothi"
)
_DATELINE = re.compile(
    rf"^\((?!Ảnh\b|[^()A-Za-zÀ-ỹ]*\))\s*+(?P<name>[^()]{{2,30}}?)\s*+\)\s*+(?:[-–—:]\s*)|^\((?P<bare>{_KNOWN})\)\s+"
)
_OPEN_DATELINE = re.compile(rf"^(?P<name>{_KNOWN})\s*[-–—](?:\s+|(?=(?:Sáng|Chiều|Tối|Trưa|Ngày|Theo|Hôm|Tại)\b))")

_AUTHOR_LABEL = re.compile(
    r"^(?:(?:tác giả(?: bài viết)?|người (?:viết|thực hiện)|thực hiện|biên (?:soạn|dịch)|nội dung"
    r"|tin|bài(?: viết)?|ảnh|video|clip|đồ họa|theo pv"
    r"|pv|btv|ctv|(?:phóng|biên tập|cộng tác) viên|nhà báo|người đăng|by)"
    r"(?:\s*(?:,|và\b|&|/|-)\s*|\s+)?)+\s*[:：]\s*",
    re.I,
)
# "By Jane Doe", "Đăng bởi Mai Hoa": words without a colon before a name.
LEAD_WORDS = r"(?:(?:written|post(?:ed)?|submitted) )?by|(?:được )?(?:(?:đăng|viết|gửi|thực hiện) )?bởi"
_AUTHOR_LEAD = re.compile(
    rf"^(?i:{LEAD_WORDS}|(?:bài|tin|ảnh)(?: viết| và ảnh|, ảnh)? của)"
    r"(?:\s*:)?\s+(?=[A-ZÀ-ỸĐ])"
)
_AUTHOR_SPLIT = re.compile(r"\s*(?:[,;/|&•]|\s[-–—]\s|\s\+\s|\svà\s)\s*(?![^()]*\))")  # a unit in brackets stays whole
_CHANNEL = rf"(?:{_KNOWN}|VTC|HTV|Vietnam\+|VietnamPlus)\d*"
# An outlet before or after a person, as agencies sign: "VGP/Lê Sơn", "Thu Hòa/VOV4".
_OUTLET_SLASH = re.compile(
    rf"(?:(?<=^)|(?<=[,;&|]\s)|(?<=\s[-–]\s)){_CHANNEL}\s*/\s*(?=[^\W\d_])|\s*/\s*{_CHANNEL}(?:-[^\W\d_]+)?(?=\s*(?:$|[,;&|–-]))"
)
_BRACKETED_OUTLET = re.compile(rf"\s*\((?:{_CHANNEL}(?:\s?/\s?{_CHANNEL})*|(?:Báo|Tạp chí|Đài)\s[^()]{{2,40}})\)")
_SLASHED_OUTLET = re.compile(r"\s*/\s*(?:[Bb]áo|Tạp chí|Đài)\s[^/,;|()]{2,40}$")
_OUTLET_PART = re.compile(r"(?:Báo|Tạp chí|Đài) (?=[^\W\d_])\S.*")
_AGENCY = re.compile(r"\(?\s*(TTXVN\s?/\s?Vietnam\s?(?:\+|Plus)|Vietnam\+|VietnamPlus)\s*\)?\.?", re.I)
_AUTHOR_SOURCE = re.compile(r"\s*\((?i:theo|nguồn)\b[^)]*\)$|(?<=\w)\s(?:Theo|Nguồn:)\s[A-ZÀ-ỸĐ].*$")
_AUTHOR_ROLE = re.compile(
    r"\s*\((?:thực hiện|tổng hợp|ghi|dịch|lược dịch|lược ghi|biên dịch|biên soạn|t/h|th)\)"
    r"(?=\s*(?:$|[,;/|&•–—-])|\s+(?:và\s|\+))",
    re.I,
)
# Academic and honorary titles, one or several before a name.
_TITLE = re.compile(r"(?:PGS|GS|TSKH|TS|ThS|BS|KTS|LS|NSND|NSƯT|NGND|NGƯT)\.?")

_LONGEST_BYLINE = 2000  # characters; a longer text is no byline
_LONGEST_ATTRIBUTION = 200  # characters, more than the pattern below can match

_ATTRIBUTION = re.compile(
    r"^(?P<open>[(\[])?\s*(?:(?:theo nguồn|nguồn(?: tin)?|source)\s*:|(?:dẫn theo|theo)\s*:?)\s+"
    r"(?P<name>\S.{1,70}?)\s*(?(open)[)\]])\s*\.?$",
    re.I,
)
_OUTLET_LABEL = re.compile(r"^[(\[]?\s*(?:(?:theo\s+)?nguồn(?:\s+tin)?|(?:dẫn\s+)?theo)(?:\s*[:：]\s*|\s+|$)", re.I)
_SOURCE_LABEL = re.compile(r"[(\[]|(?:theo |dẫn )?nguồn\b[^:]{0,10}:|dẫn theo\b", re.I)
_WRITER_LABEL = re.compile(r"(?:tác giả|người viết|thực hiện|(?:tin|bài)(?:(?:,| và|, bài và) ảnh)?)\s*:", re.I)
# Only sentences match: punctuation inside, or function words.
_SENTENCE = re.compile(
    r"[,;:?!…]|\.\s|\b(?:cho biết|cho rằng|thì|là|đã|sẽ|được|có|về|trong|từ|ngày|tại|để|với|những|các|này|đó)\b"
)
# Offices whose names may have a comma: "Cục Thông tin, Thống kê", "Cục Quản lý Khám, chữa bệnh - Bộ Y tế".
_OFFICE = re.compile(
    r"(?:(?:Tổng |Chi )?[Cc]ục|Vụ|Bộ|Sở|Ban|Viện|Ủy ban|Uỷ ban|Trung tâm|Văn phòng|Thanh tra|Phòng) (?=\S)"
)
# "Theo Luật Đất đai" says by what law, not from whom the text is.
_DOCUMENT = re.compile(
    r"(?:Luật|Bộ luật|Nghị (?:định|quyết)|Thông tư|Quyết định|Chỉ thị|Công (?:điện|văn)|Hiến pháp|Kế hoạch|Điều \d)"
    r"(?! (?:Việt Nam|sư))\b(?!\s*(?:online|\.))"
)
_MOST_WORDS = 3  # of the part of an office's name after a comma, outside brackets
_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)[^\s()\[\]]*", re.I)
_BRACKETED_ADDRESS = re.compile(r"(?<=\S)\s*[(\[]\s*https?://[^\s()\[\]]+\s*[)\]]", re.I)
_MEDIUM = re.compile(r"(?:báo|tạp chí|thời báo|đài|cổng|trang)\s(?=.*[^\W\d_])", re.I)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")

_CREDIT_LABEL = re.compile(
    r"(?:[(\[]\s*(?:[Ảả]nh minh (?:họa|hoạ)|[Nn]guồn ảnh|[Ảả]nh|[Nn]guồn|[Pp]hoto)"
    r"|(?:Ảnh minh (?:họa|hoạ)|Nguồn ảnh|Ảnh|Nguồn|Photo))\s*[:：]\s*"  # also welded: "tổ máyẢnh: PV"
)
# Who drew it, if names follow: "Đồ họa: Mai Hoa"; "Infographic: 10 điều cần biết" is a caption.
_DRAWN_LABEL = re.compile(r"[(\[]?\s*\b(?:Đồ h(?:ọa|oạ)|Infographics?)\s*[:：]\s*")
_CREDIT_BARE = re.compile(r"[(\[]\s*(?:Ảnh|Nguồn)\s+(?=[A-ZÀ-ỸĐ])")  # "(Ảnh TTXVN)"
_MAX_CREDIT = 80  # characters; longer text after "Ảnh:" is a sentence
_CREDIT_TITLE = re.compile(r"\b(?:PGS|GS|TSKH|TS|ThS|BS|KTS|TP)\.\s")
# "H.Linh": a name with its first words cut to a letter; the host of a site has no such labels
_INITIALS = re.compile(r"(?:[A-ZĐ]|Th|Tr|Ph|Ng|Nh|Kh)(?:\.\s?[A-ZĐ])?\.\s?[A-ZÀ-ỸĐ][^\W\d_]+")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*\.?")
_UNIT = re.compile(
    r"(?:Trung tâm|Văn phòng|(?:Tổng |Chi )?[Cc]ục|Vụ|Phòng|Ban Biên tập|Viện|Cổng (?:TTĐT|Thông tin điện tử))"
    r"(?: \S+){0,9}"
)
_WRITERS_UNIT = re.compile(r"\s\([A-ZÀ-ỸĐ][^()]{1,50}\)$")  # "Thanh Nguyên (VKSQS khu vực 72/Quân khu 7)"
_DESKS = re.compile(
    r"(?:PV|P\.V|BBT|Ban Biên tập|TTXVN|VGP|(?:Tòa|Toà) soạn|(?:Nhóm (?:PV|phóng viên)|Phóng viên)(?: \S+){0,4})", re.I
)


class Caption(NamedTuple):
    """A caption without its credit, and the credit without its label; None if there is none."""

    caption: str | None
    credit: str | None


def dateline(summary: str) -> tuple[str | None, str]:
    """Return `("HNM", rest)` for a summary that starts with `(HNM) - `, else `(None, summary)`.

    >>> dateline("(Chinhphu.vn) - Tháng 3 có nhiều chính sách mới.")
    ('Chinhphu.vn', 'Tháng 3 có nhiều chính sách mới.')
    """
    match = _DATELINE.match(summary) or _OPEN_DATELINE.match(summary)
    if not match:
        return None, summary
    name = match.groupdict().get("bare") or match["name"]
    return name, summary[match.end() :].strip()


def authors(printed: str) -> list[str]:
    """Return the people or desks in a printed byline, in order, each once, without labels ("Bài và ảnh:") and roles.

    >>> authors("Bài và ảnh: Mai Hoa - Đức Thịnh")
    ['Mai Hoa', 'Đức Thịnh']
    """
    printed = clean(printed)
    return list(_authors(printed)) if len(printed) <= _LONGEST_BYLINE else []


@lru_cache(maxsize=256)  # a page's lines are judged several times
def _authors(printed: str) -> tuple[str, ...]:
    if _AGENCY.fullmatch(printed):
        return ()
    if "/" in printed:
        printed = _OUTLET_SLASH.sub("", _SLASHED_OUTLET.sub("", printed))
    if "(" in printed:
        printed = _AUTHOR_ROLE.sub("", _BRACKETED_OUTLET.sub("", printed))
    names: list[str] = []
    title = ""
    for part in _AUTHOR_SPLIT.split(_without_label(printed)):
        if _TITLE.fullmatch(part):
            title += part + ", "
            continue
        name = title + _AUTHOR_LABEL.sub("", _AUTHOR_SOURCE.sub("", part)).strip(" .:-–—•*")
        title = ""
        if len(name) > 1 and name not in names and any(c.isalpha() for c in name):
            names.append(name)
    jobs = [name for name in names if is_bare_role(name)]
    if len(jobs) < len(names):  # "Jane Doe, Staff Writer"
        names = [name for name in names if name not in jobs]
    people = [name for name in names if not (_OUTLET_PART.fullmatch(name) or attribution(name))]
    return tuple(people or names)


def _without_label(printed: str) -> str:
    return _AUTHOR_LEAD.sub("", _AUTHOR_LABEL.sub("", printed) if ":" in printed or "：" in printed else printed)


def attribution(line: str) -> str | None:
    """Return the name in a line that only says where the text comes from ("Theo TTXVN", "(Nguồn: Báo Nhân Dân)").

    None for any other line, such as a sentence of the body ("Theo Sở Xây dựng, …").

    >>> attribution("Theo hanoimoi.com.vn"), attribution("Theo Sở Xây dựng, cầu đã xong.")
    ('hanoimoi.com.vn', None)
    """
    line = clean(line)
    if agency := _AGENCY.fullmatch(line):
        return agency[1]
    if "://" in line and len(line) <= _LONGEST_ATTRIBUTION:
        line = _ADDRESS.sub(r"\g<host>", _BRACKETED_ADDRESS.sub("", line))
    match = _ATTRIBUTION.match(line) if len(line) <= _LONGEST_ATTRIBUTION else None
    if not match:
        return None
    name = match["name"].rstrip(" .")
    if _DOCUMENT.match(name):
        return None
    names = name.split(", ")
    if len(names) > 1 and _is_office_name(names, is_bracketed=bool(match["open"])):
        return name
    if len(name.split()) > 9 or any(_SENTENCE.search(one) or not _is_outlet_name(one) for one in names):
        return None
    if len(names) > 1 and not all(word[0].isupper() for one in names for word in one.split()):
        return None  # "Theo Reuters, giá dầu tăng"; in a list of names every word has a capital
    return name


def is_labelled_source(line: str) -> bool:
    """Return True if an attribution has a label or brackets; a bare "Theo …" may also be the end of a sentence."""
    return _SOURCE_LABEL.match(clean(line)) is not None


def is_labelled_author(line: str) -> bool:
    """Return True if the line is a label ("Tác giả:", "Tin và ảnh:") and names only; "Ảnh:" alone is a credit's."""
    return _WRITER_LABEL.match(line) is not None and is_signature(line)


def printed_address(line: str) -> str | None:
    """Return the first web address in a line of text; None if it has none."""
    found = _ADDRESS.search(line)
    return found[0].rstrip(".,;") if found else None


def _is_office_name(names: list[str], *, is_bracketed: bool) -> bool:
    """Return True if the parts of a name are those of one office; a sentence would go on with more words."""
    if not _OFFICE.match(names[0]) or any(map(_SENTENCE.search, names)) or len(" ".join(names).split()) > 12:
        return False
    return is_bracketed or all(one[:1].isupper() and len(one.split()) <= _MOST_WORDS for one in names[1:])


def is_office(line: str) -> bool:
    """Return True if the line is the name of an office, as ministries sign ("Trung tâm Thông tin", "Vụ Pháp chế")."""
    return len(line) <= 60 and _UNIT.fullmatch(line) is not None and not _SENTENCE.search(line)


def outlet(printed: str) -> str | None:
    """Return the outlet name in text that contains nothing else, without label and brackets; None if there is no name.

    >>> outlet("(Nguồn tin: Báo Xây dựng)"), outlet("TTXVN"), outlet("Nguồn:")
    ('Báo Xây dựng', 'TTXVN', None)
    """
    words = clean(printed)
    label = _OUTLET_LABEL.match(words)
    name = words[label.end() :] if label else words
    if label and label[0][-1:] == " " and ":" not in label[0] and not _is_outlet_name(name):
        name = words  # "Nguồn lực Việt" is a name of its own
    return name.strip(" .:;|-–()[]") or None


def _is_outlet_name(name: str) -> bool:
    return name[:1].isupper() or bool(_DOMAIN.fullmatch(name) or _MEDIUM.match(name))


def is_domain(line: str) -> bool:
    """Return True if the line is the bare name of a site ("Chinhphu.vn")."""
    host = line.strip("() .")
    return _DOMAIN.fullmatch(host) is not None and not _INITIALS.fullmatch(host)


def is_signature(line: str) -> bool:
    """Return True if the last line of a body is only names of writers or desks ("Mai Hoa - Đức Thịnh", "PV")."""
    line = clean(line)
    if line[:1].isdigit() or attribution(line):
        return False
    if is_desk(line.removesuffix(".")):
        return True
    if len(line) > 60 or line[-1:] in ".!?…:;,":
        return False
    names = authors(line)
    return bool(names) and len(names) <= 4 and all(is_name(name) for name in names)


def is_name(name: str) -> bool:
    """Return True for the name of a person, in two to five words, or of a desk."""
    words = _WRITERS_UNIT.sub("", name).split()
    capital = all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words)
    return is_desk(name) or (capital and 2 <= len(words) <= 5) or _INITIALS.fullmatch(name) is not None


def _are_names(words: str) -> bool:
    found = authors(words.rstrip(" .)]")) if len(words) <= _MAX_CREDIT else []
    return bool(found) and all(is_name(one) or one.isupper() for one in found)


def is_desk(name: str) -> bool:
    """Return True for the name of a desk: "PV", "Nhóm phóng viên Kinh tế", "Tòa soạn"."""
    return len(name) <= 50 and _DESKS.fullmatch(name) is not None and not _SENTENCE.search(name)


def caption(printed: str) -> Caption:
    """Return a printed caption, split from its credit.

    >>> caption("Trạm bơm vận hành đủ tổ máy. Ảnh: PV")
    Caption(caption='Trạm bơm vận hành đủ tổ máy.', credit='PV')
    """
    printed = clean(printed)
    label = None
    for label in _CREDIT_LABEL.finditer(printed):  # noqa: B007 - only the last one is needed
        pass
    if label is None and printed.rstrip(".").endswith((")", "]")):
        for label in _CREDIT_BARE.finditer(printed):  # noqa: B007
            pass
    if label is None:
        label = next((one for one in _DRAWN_LABEL.finditer(printed) if _are_names(printed[one.end() :])), None)
    if label is None:
        return Caption(printed or None, None)
    credit = printed[label.end() :].rstrip(" .")
    if label[0][0] in "([":
        if not credit.endswith((")", "]")):
            return Caption(printed, None)
        credit = credit[:-1].rstrip(" .")
    if len(credit) > _MAX_CREDIT or ". " in _CREDIT_TITLE.sub("", credit):
        return Caption(printed, None)
    return Caption(printed[: label.start()].rstrip(" -–—([,;|") or None, credit or None)
