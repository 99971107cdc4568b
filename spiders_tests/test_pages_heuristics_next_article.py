"""Another article in full below the first."""

from __future__ import annotations

from spiders_tests.heuristic_probe import OTHERS, PROSE, TITLE, paragraphs, texts

NEXT = ("Phiên chợ đầu mùa họp từ lúc trời chưa sáng, thuyền từ ba xã ven sông chở rau và cá về đậu kín bến.",) * 4


def story(title: str, name: str, text: tuple[str, ...], date: str = "<div>20/11/2026 - 09:15</div>") -> str:
    return f'<div class="{name}"><div>Xã hội</div><h1>{title}</h1>{date}{paragraphs(*text)}</div>'


def test_the_next_article_is_cut_off() -> None:
    assert texts(story(TITLE, "story first", PROSE) + story(OTHERS[0], "story", NEXT)) == list(PROSE)


def test_the_address_says_which_of_two_is_asked_for() -> None:
    assert texts(story(OTHERS[0], "story", NEXT) + story(TITLE, "story", PROSE)) == list(PROSE)


def test_headings_in_the_text_begin_no_article() -> None:
    parts = story(TITLE, "part", PROSE) + story("Người dân nói gì về con đường", "part", NEXT[:1], date="")
    assert texts(parts)[-2:] == ["Người dân nói gì về con đường", NEXT[0]]


def test_a_date_in_a_sentence_behind_a_heading_begins_no_article() -> None:
    later = ("Thông tư có hiệu lực từ ngày 1/3/2027 và thay thế các quy định trước đây về cùng nội dung này.",)
    parts = story(TITLE, "part", PROSE) + story("Người dân nói gì về con đường", "part", later, date="")
    assert texts(parts)[-1] == later[0]
