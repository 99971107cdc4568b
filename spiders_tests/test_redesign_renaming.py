"""A redesign's new names: one word gets one new word on a whole site, wherever the word stands."""

from __future__ import annotations

from lxml import html as markup

from spiders_tests.redesign import LEVELS, redesigned, redesigned_site
from spiders_tests.redesign.renaming import Renaming, in_css, in_script
from spiders_tests.sites.page import Page

PAGE = """<!DOCTYPE html><html><head><style>.sapo b,#main>.sapo{color:#a1b2c3}
@media (max-width:700px){.sapo.is-big{display:none}} [data-role=sapo]{top:.5em}</style></head>
<body class="detail-page"><div id="main"><a href="#comments">Ý kiến</a><a href="/tin#dau">Tin</a>
<p class="sapo is-big" data-role="sapo" data-src="/anh/mot.jpg" data-words="hai chữ" data-count="12"
 data-target="#comments">Mưa to.</p>
<label for="hoi" id="nhan">Hỏi</label><input id="hoi" name="cauhoi" aria-labelledby="nhan">
<a href="javascript:__doPostBack('ctl00$trang','2')" onclick="show('comments', 'other')">2</a>
<div id="comments"></div></div><script>var x = $('#main .sapo'), y = document.getElementById("comments"), z = 'Mưa';
load('a.sapo-none', "other", '.js');</script></body></html>""".encode()


def test_one_word_gets_one_new_word_wherever_it_stands() -> None:
    new = Renaming("s").word
    page = redesigned(PAGE, 1, "s").decode()
    root = markup.fromstring(page)
    assert root.find("body").get("class") == new("detail-page")
    assert root.get_element_by_id(new("main")) is not None
    [sapo] = root.find_class(new("sapo"))
    assert sapo.get("class") == f"{new('sapo')} {new('is-big')}"
    assert sapo.get(f"data-{new('role')}") == new("sapo")
    assert [sapo.get(f"data-{new(name)}") for name in ("src", "words", "count")] == ["/anh/mot.jpg", "hai chữ", "12"]
    assert sapo.get(f"data-{new('target')}") == f"#{new('comments')}"
    assert [link.get("href") for link in root.iter("a")] == [
        f"#{new('comments')}", "/tin#dau", "javascript:__doPostBack('ctl00$trang','2')",
    ]  # fmt: skip
    assert root.find(".//label").get("for") == root.find(".//input").get("id") == new("hoi")
    assert root.find(".//input").get("aria-labelledby") == new("nhan")
    assert root.find(".//input").get("name") == "cauhoi"
    assert f"show('{new('comments')}', 'other')" in page
    assert f"$('#{new('main')} .{new('sapo')}')" in page
    assert f"getElementById(\"{new('comments')}\"), z = 'Mưa'" in page
    assert "load('a.sapo-none', \"other\", '.js')" in page


def test_only_the_selectors_of_a_style_sheet_are_renamed() -> None:
    new = Renaming("s").word
    assert in_css(r".lg\:flex a,#top{color:#abc}@media (min-width:.5em){.x{top:1px}}", Renaming("s")) == (
        f".{new('lg:flex')} a,#{new('top')}{{color:#abc}}@media (min-width:.5em){{.{new('x')}{{top:1px}}}}"
    )
    assert in_css("[data-role='sapo'] [data-x]{}", Renaming("s")) == (
        f"[data-{new('role')}='{new('sapo')}'] [data-{new('x')}]{{}}"
    )


def test_a_script_keeps_the_words_that_name_nothing() -> None:
    new = Renaming("s").word
    known = frozenset({"box", "main"})
    assert in_script("""f("box", 'main .box', '#box.on', "boxes")""", Renaming("s"), known) == (
        f"""f("{new("box")}", 'main .{new("box")}', '#{new("box")}.on', "boxes")"""
    )


def test_no_old_name_survives() -> None:
    old = {"detail-page", "main", "sapo", "is-big", "comments", "nhan", "hoi", "role"}
    for level in LEVELS:
        root = markup.fromstring(redesigned(PAGE, level, "s"))
        values = [value for element in root.iter("*") for name, value in element.items() if name != "name"]
        names = [name for element in root.iter("*") for name in element.attrib]
        assert old.isdisjoint(word.lstrip("#") for value in values for word in value.split()), level
        assert not any(name.removeprefix("data-") in old for name in names), level


def test_the_seed_alone_decides() -> None:
    assert redesigned(PAGE, 2, "one") == redesigned(PAGE, 2, "one") != redesigned(PAGE, 2, "two")
    assert Renaming("one").word("sapo") != Renaming("two").word("sapo") != Renaming("two").word("sap")


def test_a_script_may_name_a_box_of_another_page() -> None:
    pages = {
        "https://a.vn/1": Page.of("<html><body><script>open('#player')</script></body></html>"),
        "https://a.vn/2": Page.of("<html><body><div id='player'></div></body></html>"),
    }
    first, second = (page.body.decode() for page in redesigned_site(pages, 1, "s").values())
    assert f"open('#{Renaming('s').word('player')}')" in first
    assert f'id="{Renaming("s").word("player")}"' in second
