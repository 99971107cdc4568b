"""Nothing that an article says is markup on a page of `corpus browse`, and no address of it runs a script."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from hanoi_press.corpus.browse.page_filling import host_of, plain_address
from hanoi_press.text.web_pages import is_web_link
from spiders_tests.browsed_corpus import EVIL, HOSTILE, TURNED, Browsed, ShownPage, browsed, put_corpus_to_browse

TAGS_OF_OURS = set(
    "html head meta link title body header a b span nav main form label div input p button h1 h2 h3 figure ol li svg"
    " rect figcaption time mark aside section ul details summary footer bdi article br table thead tbody tr th td code"
    " dl dt dd del ins".split()
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsed]:
    data = tmp_path_factory.mktemp("hostile")
    put_corpus_to_browse(data)
    with browsed(data) as found:
        yield found


@pytest.mark.parametrize(
    "path", ["/", "/?q=alert", "/?author=" + quote(EVIL), f"/article/{HOSTILE}", "/?q=" + quote(EVIL)]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_an_article_says_is_never_markup(site: Browsed, path: str, language: str) -> None:
    page = ShownPage(site.get(f"{path}{'&' if '?' in path else '?'}lang={language}").text)
    assert page.tags <= TAGS_OF_OURS and not {one for one in page.attributes if one.startswith("on")}
    assert "style" not in page.attributes  # the policy would not apply it
    for one in page.links:
        target = one.get("href") or one.get("action") or ""
        assert target.startswith(("/", "https://", "data:image/svg", "#", "?")) and not target.startswith("//"), target


def test_a_script_is_shown_and_not_linked(site: Browsed) -> None:
    text = site.get(f"/article/{HOSTILE}").text
    assert "&lt;script&gt;" in text and "javascript:alert(1)" in text and 'href="javascript' not in text
    assert f"<bdi>{TURNED}</bdi>" in text  # what turns the direction of writing ends with the name


@pytest.mark.parametrize(
    ("url", "may_link"),
    [
        ("https://hanoimoi.vn/a?b=c", True),
        ("HTTP://hanoimoi.vn", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://hanoimoi.vn/", False),
        ("data:text/html,x", False),
        ("//hanoimoi.vn/", False),
        ("https:hanoimoi.vn", False),
        ("https://hanoimoi.vn\\@evil.example/", False),
        ("https://hanoimoi.vn@evil.example/", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_what_may_become_a_link(url: str, may_link: bool) -> None:
    assert is_web_link(url) is may_link


def test_an_address_is_shown_as_it_is() -> None:
    assert plain_address("https://a.vn/\u202egpj.exe") == "https://a.vn/%E2%80%AEgpj.exe"
    shown = plain_address("https://a.vn/" + "x" * 500 + "/end.html")
    assert len(shown) == 90 and shown.startswith("https://a.vn/xxx") and shown.endswith("x/end.html") and "…" in shown
    assert host_of("https://www.hanoimoi.vn/a") == "hanoimoi.vn" and host_of("https://[broken") == "https://[broken"
