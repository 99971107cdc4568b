"""Which address of a lazy or responsive picture is the article's: the original, or the largest."""

from __future__ import annotations

import pytest

from hanoi_press.items import Image
from spiders_tests.onecms_markup import longform, read

SITE = "https://hanoimoi.vn"
GREY = 'src="data:image/gif;base64,R0lGODlhAQABAAAAACw="'
CAPTION = "<figcaption>Hàng người. Ảnh: Lưu Khanh</figcaption>"


def pictures(body: str) -> list[Image]:
    got = read(longform(f"<p>Một.</p>{body}<p>Hai.</p>"))
    assert got.text == "Một.\n\nHai."
    return got.images


LAZY = (
    "data-original data-src data-lazy-src data-lazy data-lazyload data-echo data-url data-img data-image data-full "
    "data-large_image data-hi-res-src data-orig-file data-original-src data-src-large data-srcset data-lazy-srcset "
    "srcset data-ten-la"
).split()


@pytest.mark.parametrize("name", LAZY)
@pytest.mark.parametrize("before", [GREY, 'src="/grey.gif"', 'src=""', ""])
def test_attributes_of_lazy_pictures(name: str, before: str) -> None:
    figure = f'<figure><img alt="" {before} {name}="/2026/a.jpg">{CAPTION}</figure>'
    assert pictures(figure) == [Image(f"{SITE}/2026/a.jpg", "Hàng người.", "Lưu Khanh")]


SOURCE = '<source srcset="/a-640.jpg 640w, /a-1280.jpg 1280w">'


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        (f"<picture>{SOURCE}<img {GREY}></picture>", "/a-1280.jpg"),
        (f"<picture>{SOURCE}<img></picture>", "/a-1280.jpg"),
        (f"<picture>{SOURCE}</picture>", "/a-1280.jpg"),
        (f'<picture>{SOURCE}<img src="/a-640.jpg"></picture>', "/a-1280.jpg"),
        (f'<picture><source data-srcset="/a-320.jpg 320w">{SOURCE}<img {GREY}></picture>', "/a-1280.jpg"),
        (
            '<picture><source media="(max-width: 767px)" srcset="/nho.jpg"><source media="(min-width: 768px)" '
            f'srcset="/lon.jpg"><img {GREY}></picture>',
            "/lon.jpg",
        ),
        ('<picture><source type="image/webp" srcset="/a.webp"><img src="/a.jpg"></picture>', "/a.jpg"),
        (f'<picture><source type="image/webp" srcset="/a.webp"><img {GREY}></picture>', "/a.webp"),
        (
            '<picture><source type="image/avif" srcset="/a-900.avif 900w"><img src="/a-400.jpg" '
            'srcset="/a-400.jpg 400w, /a-900.jpg 900w"></picture>',
            "/a-900.jpg",
        ),
        ('<img srcset="/a.jpg, /a2.jpg 2x">', "/a2.jpg"),
        ('<img src="/a.jpg" srcset="/a.jpg 1x, /a2.jpg 2x" width="600">', "/a2.jpg"),
        ('<img src="/goc.jpg" width="1600" srcset="/a-300.jpg 300w, /a-600.jpg 600w">', "/goc.jpg"),
        ('<img src="/a-300.jpg" data-srcset="/a-300.jpg 300w, /a-900.jpg 900w">', "/a-900.jpg"),
        (f'<img {GREY} data-src="/a.jpg" data-original="/goc.jpg">', "/goc.jpg"),
        ('<img src="/a-300x200.jpg" data-orig-file="/a.jpg">', "/a.jpg"),
        # values of scripts
        (f'<img {GREY} data-src=\'{{"desktop": "/lon.jpg", "mobile": "/nho.jpg"}}\'>', "/lon.jpg"),
        (f'<img {GREY} data-sizes=\'{{"320": "/a.jpg", "1280": "/b.jpg"}}\'>', "/b.jpg"),
        (f"<img {GREY} data-set='{{\"/a.jpg\": [320, 200], \"/b.jpg\": [1280, 800]}}'>", "/b.jpg"),
        (f'<img {GREY} data-interchange="[/a-300.jpg, small], [/a-900.jpg, large]">', "/a-900.jpg"),
        ('<img src="{{ anh }}" data-src="/a.jpg">', "/a.jpg"),
        ('<img src="javascript:void(0)" data-anh="/a.jpg">', "/a.jpg"),
        ('<img src="#" data-anh="/a.jpg">', "/a.jpg"),
        ('<img src="about:blank" data-anh="/a.jpg">', "/a.jpg"),
        # fallbacks for readers without scripts
        (f'<img {GREY}><noscript><img src="/a.jpg"></noscript>', "/a.jpg"),
        (f'<img {GREY}><noscript>&lt;img src="/a.jpg"&gt;</noscript>', "/a.jpg"),
        (f'<img {GREY} data-src="/a.jpg"><noscript><img src="/nho/a.jpg"></noscript>', "/a.jpg"),
        (f'<noscript><img src="/a.jpg"></noscript><img {GREY} data-src="/a.jpg">', "/a.jpg"),
        ('<noscript><img src="/a.jpg"></noscript>', "/a.jpg"),
        # other elements
        ('<amp-img src="/a.jpg" width="16" height="9" layout="responsive"><noscript><img src="/nho.jpg"></noscript>'
         "</amp-img>", "/a.jpg"),
        ('<svg><image xlink:href="/a.jpg"></image></svg>', "/a.jpg"),
        ('<image src="/a.jpg">', "/a.jpg"),
        ('<object type="image/png" data="/do-hoa.png"></object>', "/do-hoa.png"),
        ('<div style="background-image: url(\'/a.jpg\')"></div>', "/a.jpg"),
        ('<a href="/uploads/a.jpg"><img src="/uploads/a-300x200.jpg"></a>', "/uploads/a.jpg"),
        ('<a href="/goc/b.jpg" data-fancybox="x"><img src="/nho/a.jpg"></a>', "/goc/b.jpg"),
        ('<a href="/khac.jpg"><img src="/a.jpg"></a>', "/a.jpg"),
        ('<a href="/bai-khac.html"><img src="/a.jpg"></a>', "/a.jpg"),
        # one picture in two sizes
        ('<img src="/a-640.jpg"><img src="/a-1280.jpg">', "/a-1280.jpg"),
        ('<img class="pc" src="/a-desktop.jpg"><img class="mb" src="/a-mobile.jpg">', "/a-desktop.jpg"),
        ('<img class="mb" src="/a-mobile.jpg"><img class="pc" src="/a-desktop.jpg">', "/a-desktop.jpg"),
        # addresses as browsers read them
        ('<img src="//cdn.vn/a.jpg">', "https://cdn.vn/a.jpg"),
        ('<img src=" /hang người 1.jpg ">', "/hang%20người%201.jpg"),
        ('<img src="/a.jpg?x=1&amp;y=2">', "/a.jpg?x=1&y=2"),
        ('<img src="\\uploads\\a.jpg">', "/uploads/a.jpg"),
        ('<img src="/images[1].jpg">', "/images[1].jpg"),
        # pictures whose names only resemble those of placeholders and icons
        ('<img src="/2026/blank-space.jpg">', "/2026/blank-space.jpg"),
        ('<img src="/2026/default-cities.jpg">', "/2026/default-cities.jpg"),
        ('<img src="/2026/loading-dock.jpg">', "/2026/loading-dock.jpg"),
        ('<img src="/2026/pdf.jpg">', "/2026/pdf.jpg"),
        ('<img src="/2026/icon-cau.jpg" width="600" height="400">', "/2026/icon-cau.jpg"),
        ('<img src="/a.jpg" width="16" height="9">', "/a.jpg"),
        ('<img src="/a.jpg" width="" height="">', "/a.jpg"),
    ],
)  # fmt: skip
def test_the_picture_of_a_figure(markup: str, url: str) -> None:
    wanted = url if url.startswith("https:") else SITE + url
    assert pictures(f"<figure>{markup}{CAPTION}</figure>") == [Image(wanted, "Hàng người.", "Lưu Khanh")]
    if "background" not in markup:
        assert [one.url for one in pictures(f"<p>{markup}</p>")] == [wanted]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/blank.gif">',
        '<img src="/assets/images/grey.gif">',
        '<img src="/img/no-image.png">',
        '<img src="/img/no-image-news.png">',
        '<img src="/default.jpg">',
        '<img src="/img/loading.svg">',
        '<img src="/lazyload.gif">',
        '<img src="/placeholder-640x360.png">',
        '<img src="/transparent.png">',
        '<img src="spacer.gif">',
        '<img src="/1x1.gif">',
        '<img src="#">',
        '<img src="">',
        "<img>",
        '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
        '<img src="/dem.gif" width="1" height="1">',
        '<img src="/dem.gif" width="1px">',
        '<img src="https://www.facebook.com/tr?id=1&ev=PageView">',
        '<img class="emoji" alt="x" src="https://s.w.org/images/core/emoji/1.png">',
        '<img src="https://static.xx.fbcdn.net/images/emoji.php/v9/t1/1f449.png">',
        '<img src="/_layouts/images/icpdf.gif">',
        '<img src="/icons/icon-word.png">',
        '<img src="/images/social/fb-icon.png">',
        '<img src="/a.png" width="24" height="24">',
        '<img src="https://i.ytimg.com/vi/abc/hqdefault.jpg">',
    ],
)
def test_what_is_no_picture_of_the_article(markup: str) -> None:
    assert pictures(f"<p>{markup}</p>") == []


def test_two_pictures_with_numbers_are_two() -> None:
    names = ["anh-1.jpg", "anh-2.jpg", "IMG_101.jpg", "IMG_102.jpg", "tep?id=1", "tep?id=2"]
    body = "".join(f'<img src="/{one}">' for one in names)
    assert [one.url for one in pictures(f"<p>{body}</p>")] == [f"{SITE}/{one}" for one in names]


def test_addresses_are_relative_to_the_page_s_base() -> None:
    page = longform('<p>Một.</p><p><img src="a.jpg"></p>', head='<base href="https://cdn.vn/2026/">')
    assert [one.url for one in read(page).images] == ["https://cdn.vn/2026/a.jpg"]


def test_a_noscript_for_each_of_two_pictures() -> None:
    body = "".join(f'<img {GREY}><noscript><img src="/{one}.jpg"></noscript>' for one in "ab")
    assert [one.url for one in pictures(f"<div>{body}</div>")] == [f"{SITE}/a.jpg", f"{SITE}/b.jpg"]
    assert [one.url for one in pictures(f"<figure>{body}</figure>")] == [f"{SITE}/a.jpg", f"{SITE}/b.jpg"]
