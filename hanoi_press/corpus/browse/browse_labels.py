"""The words of the pages in Vietnamese and in English, and numbers and days as each language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

LANGUAGES = ("vi", "en")
_DAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = "January February March April May June July August September October November December".split()

# A key of a template, and its words in each of LANGUAGES. `{…}` is filled by the caller.
LABELS: dict[str, tuple[str, str]] = {
    "corpus": ("Kho bài báo", "The corpus"),
    "skip": ("Đến kết quả", "Skip to the results"),
    "language_name": ("Tiếng Việt", "English"),
    "search": ("Tìm", "Search"),
    "search_words": ("Từ cần tìm", "Words to search for"),
    "search_hint": (
        "Có dấu hay không dấu đều được; cụm từ đặt trong ngoặc kép: giao thông “vành đai 3”. "
        "Gõ có dấu thì tìm đúng dấu đã gõ.",
        "With or without accents; put a phrase in quotation marks: giao thông “vành đai 3”. "
        "A word typed with accents is matched as typed.",
    ),
    "since": ("Đăng từ ngày", "Published from"),
    "until": ("đến ngày", "until"),
    "without_copies": ("Bỏ các bản sao", "Leave out copies"),
    "found": ("{count} tìm thấy", "{count} found"),
    "in_the_corpus": ("{count} trong kho", "{count} in the corpus"),
    "nothing_found": ("Không tìm thấy bài nào", "No article found"),
    "nothing_found_do": (
        "Thử bớt từ, bớt bộ lọc, hoặc gõ không dấu.",
        "Try fewer words, fewer filters, or type without accents.",
    ),
    "other_accents": (
        "Không bài nào có đúng dấu đã gõ, nhưng {count} có các từ này với dấu khác.",
        "No article has the accents as typed, but {count} with other accents.",
    ),
    "search_without_accents": ("Tìm không phân biệt dấu: {words}", "Search without accents: {words}"),
    "filters": ("Bộ lọc", "Filters"),
    "chosen_filters": ("Đang lọc", "Filtered by"),
    "remove_filter": ("Bỏ lọc {name}", "Remove the filter {name}"),
    "clear_filters": ("Bỏ hết bộ lọc", "Clear all filters"),
    "source": ("Nguồn", "Source"),
    "section": ("Chuyên mục", "Section"),
    "month": ("Tháng", "Month"),
    "author": ("Tác giả", "Author"),
    "tag": ("Từ khóa", "Tag"),
    "more_of_these": ("Thêm {count}", "{count} more"),
    "too_many_to_count": (
        "Quá nhiều bài để đếm ngay; hãy thu hẹp tìm kiếm.",
        "Too many articles to count at once; narrow the search.",
    ),
    "articles_by_month": ("Số bài theo tháng", "Articles by month"),
    "articles_by_year": ("Số bài theo năm", "Articles by year"),
    "chart_note": (
        "Nhiều nhất: {most} ({when}). Bấm vào một cột để thu hẹp.",
        "Most: {most} ({when}). Click on a column to narrow.",
    ),
    "order": ("Sắp xếp", "Order"),
    "best": ("Khớp nhất", "Best match"),
    "newest": ("Mới nhất", "Newest"),
    "oldest": ("Cũ nhất", "Oldest"),
    "download": ("Tải các bài này về", "Download these articles"),
    "download_jsonl": ("JSONL, mọi trường", "JSONL, all fields"),
    "download_csv": ("CSV, cả nội dung", "CSV, with the text"),
    "pages": ("Trang kết quả", "Pages of results"),
    "page_of": ("Trang {page} trên {pages}", "Page {page} of {pages}"),
    "previous_page": ("Trang trước", "Previous page"),
    "next_page": ("Trang sau", "Next page"),
    "no_date": ("không rõ ngày", "no date"),
    "as_of": ("Chỉ mục lúc {when}.", "The index is of {when}."),
    "being_updated": (
        "Đang cập nhật chỉ mục; tải lại trang để xem bài mới.",
        "The index is being updated; reload the page for the newest articles.",
    ),
    "stale": ("Chưa cập nhật được chỉ mục: {reason}", "The index could not be brought up to date: {reason}"),
    "faults": (
        "{count} dòng hoặc tệp bị hỏng, không hiện ở đây; `hanoi-press corpus validate` kể tên từng chỗ.",
        "{count} broken lines or files are not shown; `hanoi-press corpus validate` names them.",
    ),
    "made_from": (
        "hanoi_press trên máy này; không có gì được gửi đi. Ngày theo giờ Hà Nội.",
        "hanoi_press on this machine; nothing is sent anywhere. Days are Hanoi's.",
    ),
    "tables": ("Bảng dữ liệu", "Tables"),
    "back_to_search": ("Tìm kiếm", "Search"),
    "original_page": ("Bài gốc trên {host}", "The original on {host}"),
    "published": ("Đăng", "Published"),
    "modified": ("Sửa", "Changed"),
    "according_to": ("Theo", "According to"),
    "tags": ("Từ khóa", "Tags"),
    "pictures": ("Ảnh", "Pictures"),
    "pictures_note": (
        "Ảnh không được tải ở đây; địa chỉ dẫn đến trang gốc.",
        "Pictures are not loaded here; the addresses lead to the site.",
    ),
    "credit": ("Ảnh: {name}", "Photo: {name}"),
    "attachments": ("Tệp đính kèm", "Attachments"),
    "no_text": ("Bài không có nội dung chữ.", "The article has no text."),
    "copies_title": ("Bài trùng", "Copies and originals"),
    "is_copy_of": ("Bài này là bản sao của", "This article is a copy of"),
    "has_copies": ("Bản sao của bài này", "Copies of this article"),
    "copy_kind_exact": ("giống hệt", "exact"),
    "copy_kind_near": ("gần giống", "near"),
    "copy_share": ("giống {share}", "{share} shared"),
    "not_shown": ("không có trong kho", "not in the corpus"),
    "low_confidence": (
        "Có thể thiếu đoạn hoặc thừa đoạn: các cách đọc trang không khớp nhau.",
        "Paragraphs may be missing or foreign: the ways of reading the page disagree.",
    ),
    "provenance": ("Nguồn gốc dữ liệu", "Provenance"),
    "provenance_note": (
        "Mỗi trường lấy từ đâu trên trang gốc.",
        "Where on the page each field came from.",
    ),
    "field": ("Trường", "Field"),
    "origin": ("Lấy từ", "Came from"),
    "as_printed": ("Như in trên trang", "As printed"),
    "address": ("Địa chỉ", "Address"),
    "id": ("Mã bài", "Id"),
    "publisher": ("Cơ quan", "Publisher"),
    "revision": ("Bản", "Revision"),
    "fetched": ("Tải về lúc (UTC)", "Fetched at (UTC)"),
    "page_class": ("Lớp đọc trang", "Page class"),
    "confidence": ("Độ tin cậy", "Confidence"),
    "confidence_high": ("cao", "high"),
    "confidence_low": ("thấp", "low"),
    "confidence_none": ("không ghi", "not stated"),
    "content_hash": ("Mã băm nội dung", "Content hash"),
    "language": ("Ngôn ngữ", "Language"),
    "archive": ("Trang thô", "Raw page"),
    "archive_place": ("{file}, từ byte {offset}", "{file}, at byte {offset}"),
    "archive_pruned": ("{file}, đã xóa ngày {day}", "{file}, deleted on {day}"),
    "archive_none": ("không lưu", "not kept"),
    "revisions": ("Các lần sửa", "Revisions"),
    "revision_of": ("Bản {number}, tải về {when}", "Revision {number}, fetched {when}"),
    "first_revision": ("Bản đầu tiên thấy được.", "The first that was seen."),
    "older_revisions": ("Xem cả {count} bản", "Show all {count} revisions"),
    "problem_400": ("Yêu cầu không hợp lệ", "Invalid request"),
    "problem_403": ("Không được phép", "Not allowed"),
    "problem_404": ("Không có trang này", "No such page"),
    "problem_405": ("Không được phép", "Not allowed"),
    "problem_500": ("Có lỗi", "Something failed"),
    "problem_503": ("Chưa sẵn sàng", "Not ready yet"),
    "no_article": (
        "Kho không có bài {id}; có thể bài đã được gỡ.",
        "There is no article {id} in the corpus; it may have been taken down.",
    ),
    "no_page": ("Địa chỉ này không dẫn đến đâu.", "This address leads nowhere."),
    "query_too_long": (
        "Tìm kiếm quá dài; hãy dùng ít từ hơn.",
        "The search is too long; use fewer words.",
    ),
    "no_word": (
        "Không có từ nào để tìm; hãy gõ ít nhất một chữ cái hoặc chữ số.",
        "There is no word to search for; type at least one letter or digit.",
    ),
    "invalid_day": (
        "Ngày không hợp lệ: {day}; viết như 2026-11-20.",
        "Invalid day: {day}; write it as 2026-11-20.",
    ),
    "invalid_days": (
        "Ngày bắt đầu sau ngày kết thúc: {since} – {until}.",
        "The first day is after the last: {since} – {until}.",
    ),
    "copies_unknown": (
        "Chưa biết bài nào là bản sao; chạy `hanoi-press corpus duplicates --write` trước.",
        "Copies are not known yet; run `hanoi-press corpus duplicates --write` first.",
    ),
    "cannot_ask": ("Không tìm được: {reason}", "This cannot be searched: {reason}"),
    "index_not_ready": (
        "Chỉ mục đang được lập lại; trang sẽ tự tải lại.",
        "The index is being made again; this page reloads by itself.",
    ),
    "index_failed": ("Không đọc được chỉ mục: {reason}", "The index cannot be read: {reason}"),
    "too_many_downloads": (
        "Đang có nhiều lượt tải; hãy đợi một lượt xong.",
        "Several downloads are running; wait until one has ended.",
    ),
    "unexpected": (
        "Lỗi ngoài dự kiến; chi tiết ở cửa sổ dòng lệnh.",
        "An unexpected error; the terminal shows what happened.",
    ),
    # the fields of an article
    "field_title": ("tiêu đề", "title"),
    "field_summary": ("sapo", "summary"),
    "field_text": ("nội dung", "text"),
    "field_authors": ("tác giả", "authors"),
    "field_dateline": ("dòng nguồn", "dateline"),
    "field_published_at": ("ngày đăng", "publication date"),
    "field_modified_at": ("ngày sửa", "date of change"),
    "field_section": ("chuyên mục", "section"),
    "field_tags": ("từ khóa", "tags"),
    "field_images": ("ảnh", "pictures"),
    "field_attachments": ("tệp đính kèm", "attachments"),
    "field_attribution": ("nguồn được dẫn", "attribution"),
    # the origins of a field (`Extraction.fields`)
    "origin_css": ("mẫu riêng của trang", "the site's own template"),
    "origin_json": ("JSON trong trang", "JSON in the page"),
    "origin_json-ld": ("JSON-LD của trang", "the page's JSON-LD"),
    "origin_meta": ("thẻ meta", "meta tags"),
    "origin_list": ("trang danh sách", "the list page"),
    "origin_learnt": ("mẫu học được", "a learnt template"),
    "origin_heuristic": ("suy đoán", "heuristics"),
    "origin_generic": ("bộ đọc chung", "the generic reader"),
    "origin_outline": ("dàn ý của trang", "the page's outline"),
    "origin_future": ("bỏ vì ở tương lai", "left out: in the future"),
}


class Labels:
    """The words of one language, as templates call them: `t("found", count=…)`, `t.count(3)`, `t.day("2026-11-20")`."""

    def __init__(self, language: str) -> None:
        """Raises `ValueError` for a language without labels."""
        self.language = language
        self._at = LANGUAGES.index(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return a label with its values filled in. Raises `KeyError`."""
        text = LABELS[key][self._at]
        return text.format(**values) if values else text

    def named(self, language: str) -> str:
        """Return the name of a language in that language."""
        return LABELS["language_name"][LANGUAGES.index(language)]

    def known(self, kind: str, value: str) -> str:
        """Return the label `<kind>_<value>`, or the value itself if it has none."""
        found = LABELS.get(f"{kind}_{value}")
        return found[self._at] if found else value

    def number(self, number: int) -> str:
        """Return a number with its thousands apart: `1.234`, `1,234`."""
        grouped = f"{number:,}"
        return grouped.replace(",", ".") if self.language == "vi" else grouped

    def count(self, number: int) -> str:
        """Return a number of articles: `3 bài`, `1 article`."""
        if self.language == "vi":
            return f"{self.number(number)} bài"
        return f"{self.number(number)} article{'s' * (number != 1)}"

    def percent(self, share: float) -> str:
        """Return a share of 1 in percent, rounded down so that only what is whole is called 100 %."""
        return f"{int(share * 100 + 1e-9)}%"

    def day(self, stated: str | None) -> str:
        """Return a day, or a moment as stated, in words: `Thứ Sáu, 20 tháng 11, 2026, 08:15`."""
        moment = _moment(stated)
        if moment is None:
            return stated or self("no_date")
        name = _DAYS[self.language][moment.weekday()]
        if self.language == "vi":
            words = f"{name}, {moment.day} tháng {moment.month}, {moment.year}"
        else:
            words = f"{name}, {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
        if stated is None or "T" not in stated:
            return words
        zone = "" if stated.endswith("+07:00") else f" (UTC{stated[19:]})" if stated[19:] != "Z" else " (UTC)"
        return f"{words}, {moment:%H:%M}{zone}"

    def short_day(self, stated: str | None) -> str:
        """Return a day in few characters: `20/11/2026`, `20 Nov 2026`."""
        moment = _moment(stated)
        if moment is None:
            return stated or self("no_date")
        if self.language == "vi":
            return f"{moment.day}/{moment.month}/{moment.year}"
        return f"{moment.day} {_MONTHS[moment.month - 1][:3]} {moment.year}"

    def month(self, month: str) -> str:
        """Return `2026-11` as `tháng 11/2026`, `November 2026`; a year as it is."""
        year, _, number = month.partition("-")
        if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= 12):
            return month
        return f"tháng {int(number)}/{year}" if self.language == "vi" else f"{_MONTHS[int(number) - 1]} {year}"

    def listed(self, names: Sequence[str]) -> str:
        """Return names joined by commas."""
        return ", ".join(names)


def _moment(stated: str | None) -> datetime | None:
    """Return a day or a moment of a line, or None if there is none, or none that a calendar has."""
    try:
        if stated and "T" in stated:
            return datetime.fromisoformat(stated)
        return datetime.combine(date.fromisoformat(stated or ""), datetime.min.time())
    except ValueError:
        return None
