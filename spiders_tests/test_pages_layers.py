"""Which layer reads a page, and what each gives where they differ."""

from __future__ import annotations

import pytest

from hanoi_press.extraction import NotAnArticle
from hanoi_press.items import Listed
from hanoi_press.pages.document import Document
from hanoi_press.pages.fallback import continues
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.pages.listed_fields import fill_from_list
from spiders_tests.heuristic_probe import OTHERS, PROSE, TITLE, paragraphs
from spiders_tests.layered_pages import (
    HEAD,
    LAST,
    MORE,
    PLAIN,
    SUMMARY,
    URL,
    layers_of,
    read,
    text_of,
)

ROWS = "".join(
    f'<div><h3><a href="/tin/{number}-bai.html">{title}</a></h3><p>{MORE[0]}</p></div>'
    for number, title in enumerate(OTHERS * 3)
)


def test_a_template_that_fits_is_believed() -> None:
    got = read(f'{HEAD}<p class="lead">{SUMMARY}</p><div class="story">{paragraphs()}</div>')
    assert (got.title, got.summary, got.text) == (TITLE, SUMMARY, text_of(*PROSE))
    assert layers_of(got) == ("probe", "css", "high")


def test_a_template_that_does_not_fit_gives_no_field() -> None:
    got = read(f"<h1>{TITLE}</h1><p><b>{SUMMARY}</b></p><div>{paragraphs()}</div>")
    assert (got.title, got.summary, got.text) == (TITLE, SUMMARY, text_of(*PROSE))
    assert layers_of(got) == ("heuristic", "heuristic", "high")


@pytest.mark.parametrize("form", ["<p>{}</p>", "<div>{}</div>", "{}<br><br>"])
def test_a_template_that_stops_early_is_continued(form: str) -> None:
    """Its box ends after two paragraphs, for a new box around the rest."""
    rest = "".join(map(form.format, (PROSE[2], *MORE, *LAST)))
    got = read(f'<div>{HEAD}<div class="story">{paragraphs(*PROSE[:2])}</div>{rest}</div>')
    assert got.text == text_of(*PROSE, *MORE, *LAST)
    assert layers_of(got) == ("probe", "heuristic", "high")


def test_other_articles_behind_a_template_are_no_part_of_its_text() -> None:
    teasers = "".join(
        f'<div><h3><a href="/{number}-x.html">{title}</a></h3><p>{MORE[0]}</p></div>'
        for number, title in enumerate(OTHERS)
    )
    got = read(f'{HEAD}<div class="story">{paragraphs()}</div><div>{teasers}</div>')
    assert (got.text, layers_of(got)) == (text_of(*PROSE), ("probe", "css", "high"))


def test_a_longer_text_of_other_words_does_not_continue_a_templates() -> None:
    """The reader without selectors may take another article for this one: hardly a paragraph is the template's."""
    own = "Ảnh: Lê An chụp hôm qua tại xã Đông Hội, nơi mười hai hộ còn chờ. " * 4
    got = read(f'<div class="story"><p>{own}</p></div><div>{HEAD}{paragraphs(*PROSE, *MORE)}</div>')
    assert got.text == own.strip() and layers_of(got)[:2] == ("probe", "css")


def test_a_template_with_a_headline_and_no_body_keeps_its_fields() -> None:
    head = f'{HEAD}<span class="when">20/11/2026 08:15</span><p class="lead">{SUMMARY}</p>'
    got = read(f"{head}<div>{paragraphs(*PROSE, *MORE)}</div>")
    assert got.text == text_of(*PROSE, *MORE)
    assert {name: got.extraction.fields[name] for name in ("title", "summary", "text")} == {
        "title": "css",
        "summary": "css",
        "text": "heuristic",
    }


def test_a_poor_template_is_completed_with_less_certainty() -> None:
    """Nothing but print states the headline."""
    page = f'<div class="story"><p>Ảnh: PV</p></div><h1>{TITLE}</h1>{paragraphs(*PROSE, *MORE)}'
    got = read(page, title="Trang")
    assert got.text == text_of("Ảnh: PV", *PROSE, *MORE)
    assert layers_of(got) == ("probe", "heuristic", "low")


def test_a_list_in_the_place_of_an_article_is_refused() -> None:
    with pytest.raises(NotAnArticle) as refused:
        read(f"<h1>Thời sự</h1><div>{ROWS}</div>", title="Thời sự")
    assert refused.value.kind == "list"


def test_a_list_behind_a_short_article_is_not_refused() -> None:
    got = read(f'{HEAD}<div class="story"><p>{PROSE[0]} {PROSE[1]}</p></div><div>{ROWS}</div>', title="Thời sự")
    assert (got.text, layers_of(got)[0]) == (f"{PROSE[0]} {PROSE[1]}", "probe")


# --- the learnt template ---------------------------------------------------------------------------------------------

BODY_ONLY: dict[str, tuple[str, ...]] = {"title": ("h1",), "body": ("div.bai",)}


def learnt(**fields: str) -> LearntTemplate:
    """Return a learnt template of these fields besides headline and body."""
    return LearntTemplate(BODY_ONLY | {name: (one,) for name, one in fields.items()})


def test_what_was_learnt_fills_what_the_heuristics_lack() -> None:
    page = PLAIN + '<div class="muc"><a href="/muc">Giải phóng mặt bằng</a></div>'
    assert read(page).section == []
    got = read(page, learnt=learnt(section="div.muc"))
    assert got.section == ["Giải phóng mặt bằng"]
    assert (got.extraction.fields["section"], got.extraction.page) == ("learnt", "heuristic")


def test_two_readings_that_agree_are_certain() -> None:
    assert layers_of(read(PLAIN, title="Trang"))[2] == "low"
    assert layers_of(read(PLAIN, title="Trang", learnt=learnt())) == ("heuristic", "heuristic", "high")


def test_what_was_learnt_wins_where_the_heuristics_are_not_certain() -> None:
    """The page states its headline, but the biggest line is another one."""
    page = f'<h1>Chuyện xóm chợ</h1><div class="dau">{TITLE}</div><div class="bai">{paragraphs()}</div>'
    known = LearntTemplate({"title": ("div.dau",), "body": ("div.bai",)})
    got = read(page, title="Trang", listed=Listed(title=TITLE), learnt=known)
    assert (got.title, got.text) == (TITLE, text_of(*PROSE))


def test_what_was_learnt_does_not_win_without_the_headline() -> None:
    """The same place holds the site's name on this page."""
    page = f'<div class="ten">Chuyện xóm chợ</div><h1>{TITLE}</h1><div class="bai">{paragraphs(*MORE)}</div>'
    known = LearntTemplate({"title": ("div.ten",), "body": ("div.bai",)})
    got = read(page, title="Trang", learnt=known)
    assert (got.title, layers_of(got)) == (TITLE, ("heuristic", "heuristic", "low"))


@pytest.mark.parametrize("page", [PLAIN, f'{HEAD}<div class="story">{paragraphs()}</div>'], ids=["unknown", "template"])
def test_a_persons_selectors_overrule_all_layers(page: str) -> None:
    ruled = LearntTemplate({"title": ("div.moi",)}, ruled=frozenset({"title"}))
    got = read(page + '<div class="moi">Tên do người chọn</div>', learnt=ruled)
    assert (got.title, got.text, got.extraction.fields["title"]) == ("Tên do người chọn", text_of(*PROSE), "learnt")


def test_a_persons_selectors_that_find_nothing_change_nothing() -> None:
    ruled = LearntTemplate({"title": ("div.moi",)}, ruled=frozenset({"title"}))
    got = read(PLAIN, learnt=ruled)
    assert (got.title, got.extraction.fields["title"]) == (TITLE, read(PLAIN).extraction.fields["title"])


@pytest.mark.parametrize(
    ("longer", "wanted"),
    [
        ((*PROSE, *MORE), True),
        ((*PROSE, "Lê An"), False),  # hardly more
        ((*MORE, *LAST, PROSE[0]), False),  # others
        (PROSE, False),
    ],
)
def test_what_continues_a_text(longer: tuple[str, ...], wanted: bool) -> None:
    assert continues(text_of(*longer), text_of(*PROSE)) is wanted


def test_a_learnt_template_alone_overrules_nothing() -> None:
    page = f'{HEAD}<div class="story">{paragraphs()}</div><div class="moi">Tên khác</div>'
    known = LearntTemplate({"title": ("div.moi",), "body": ("div.moi",)})
    assert read(page, learnt=known).title == TITLE


def test_what_does_not_fit_still_fills_a_field() -> None:
    """The template knows the author's box alone."""
    page = f'<h1>{TITLE}</h1><div>{paragraphs()}</div><div></div><p class="by">Lê Thị Hoa</p>'
    got = read(page)
    assert (got.authors, got.extraction.page) == (["Lê Thị Hoa"], "heuristic")


@pytest.mark.parametrize(
    ("printed", "stated", "wanted"),
    [
        ("20/11/2026", "2026-11-20T08:15:00+07:00", "2026-11-20T08:15:00+07:00"),  # finer
        ("20/11/2026", "2026-11-21T08:15:00+07:00", "2026-11-20"),  # another day
        ("20/11/2026", "2026-11-20", "2026-11-20"),
        ("20/11/2026 07:00", "2026-11-20T08:15:00+07:00", "2026-11-20T07:00:00+07:00"),
    ],
)
def test_a_lists_moment_completes_a_printed_day(printed: str, stated: str, wanted: str) -> None:
    body = f"<html><body><h1>{TITLE}</h1><p>{printed}</p><div>{paragraphs()}</div></body></html>".encode()
    doc = Document(body, URL)
    got = read(f"<h1>{TITLE}</h1><p>{printed}</p><div>{paragraphs()}</div>")
    fill_from_list(got, Listed(published=stated), doc)
    assert got.published_at == wanted


@pytest.mark.parametrize(
    ("stated", "listed", "wanted"),
    [
        # the list states the printed minute: metadata of another minute is another moment's
        ("2026-11-20T08:15:42+07:00", "2026-11-20T08:15:00+07:00", "2026-11-20T08:15:42+07:00"),
        ("2026-11-20T08:19:42+07:00", "2026-11-20T08:15:00+07:00", "2026-11-20T08:15:00+07:00"),
        ("2026-11-20T08:19:42+07:00", None, "2026-11-20T08:19:42+07:00"),
        ("2026-11-20T08:19:42+07:00", "2026-11-20", "2026-11-20T08:19:42+07:00"),
        ("2026-11-20T08:19:42+07:00", "2026-11-20T08:19:00+07:00", "2026-11-20T08:19:42+07:00"),
    ],
)
def test_a_stated_moment_agrees_with_print_and_list(stated: str, listed: str | None, wanted: str) -> None:
    head = f'<meta property="article:published_time" content="{stated}">'
    page = f"<h1>{TITLE}</h1><p>20/11/2026 08:15</p><div>{paragraphs()}</div>"
    assert read(page, head=head, listed=Listed(published=listed)).published_at == wanted


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("a1", "b2", "c3"), ("tin", "noi-dung", "khung"), ("x", "x", "x")])
def test_other_names_of_classes_change_nothing(names: tuple[str, str, str]) -> None:
    page = f"""<div class="{{0}}"><h1 class="{{1}}">{TITLE}</h1><span class="{{2}}">20/11/2026 08:15</span>
    <p class="{{0}}"><b>{SUMMARY}</b></p><div class="{{1}}">{paragraphs()}<p class="{{2}}" align="right">Lê An</p></div>
    </div>"""
    assert read(page.format(*names)).to_dict() == read(page.format("k", "l", "m")).to_dict()
