"""Whose a caption is: only what directly follows a picture is its own; a video's is neither text nor a picture's."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from spiders_tests.onecms_markup import longform, read
from spiders_tests.vccorp_pages import BCP, TWO, P, gov

IMG = '<img src="/a.jpg">'
FIGURE = f"<figure>{IMG}</figure>"
CLIP = "Clip: phút khai mạc"
Found = list[tuple[str, str | None, str | None]]


def found(body: str) -> tuple[list[str], Found]:
    got = read(longform(f"<p>Một.</p>{body}<p>Hai.</p>"))
    images = [(one.url.removeprefix("https://hanoimoi.vn/"), one.caption, one.credit) for one in got.images]
    return got.text.split("\n\n"), images


def test_a_picture_between_lines_of_one_box_has_the_caption_behind_it() -> None:
    text, images = found(f"<div>Ba dòng.<br><br>{IMG}<br><br><center><em>Cầu mới</em></center>Bốn dòng.</div>")
    assert text == ["Một.", "Ba dòng.", "Bốn dòng.", "Hai."]
    assert images == [("a.jpg", "Cầu mới", None)]


MEDIA = [
    f'<figure class="video"><video src="/c.mp4"></video><figcaption>{CLIP}</figcaption></figure>',
    f'<figure class="video"><video src="/c.mp4" poster="/p.jpg"></video><figcaption>{CLIP}</figcaption></figure>',
    f'<figure class="video"><img src="/p.jpg"><figcaption>{CLIP}</figcaption></figure>',
    f'<figure class="wp-block-embed is-provider-youtube"><div><iframe src="//www.youtube.com/embed/x"></iframe></div>'
    f"<figcaption>{CLIP}</figcaption></figure>",
    f'<figure><iframe data-src="/ban-do"></iframe><figcaption>{CLIP}</figcaption></figure>',
    f"<figure><audio src='/a.mp3'></audio><figcaption>{CLIP}</figcaption></figure>",
    f"<figure><object data='/c.swf'></object><figcaption>{CLIP}</figcaption></figure>",
    f"<figure><embed src='/c.swf'><figcaption>{CLIP}</figcaption></figure>",
    f"<figure><canvas></canvas><figcaption>{CLIP}</figcaption></figure>",
    f"<video src='/c.mp4'></video><figcaption>{CLIP}</figcaption>",
    f"<p><iframe src='/c'></iframe></p><figure><figcaption>{CLIP}</figcaption></figure>",
    f'<div><iframe data-src="/c"></iframe></div><p class="caption">{CLIP}</p>',
    '<div><iframe src="/c"></iframe></div><p class="image-caption">Phút khai mạc</p>',
    f'<p><iframe src="/c"></iframe></p><p>{CLIP}</p>',
    '<p><iframe src="/c"></iframe></p><p style="text-align:center"><em>Nguồn video: VTV</em></p>',
    '<p><iframe src="/c"></iframe></p><p><em>Bản đồ: Trạm bơm</em></p>',
    f'<div class="video-player"><img src="/p.jpg"><i></i></div><p class="caption">{CLIP}</p>',
    f'<a href="https://youtu.be/x"><img src="https://img.youtube.com/vi/x/0.jpg"></a><p class="caption">{CLIP}</p>',
    f'<lite-youtube videoid="x"></lite-youtube><p class="caption">{CLIP}</p>',
    f'<amp-video src="/c.mp4"></amp-video><p class="caption">{CLIP}</p>',
]


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("picture", [FIGURE, f"<p>{IMG}</p>", f"<div>{IMG}</div>"])
@pytest.mark.parametrize("between", ["", "<p>Giữa.</p>"])
def test_a_medium_s_caption_is_neither_text_nor_the_picture_s(picture: str, medium: str, between: str) -> None:
    text, images = found(picture + between + medium)
    assert text == ["Một.", *(["Giữa."] if between else []), "Hai."]
    assert images == [("a.jpg", None, None)]


@pytest.mark.parametrize("medium", MEDIA[:8])
def test_the_picture_after_a_medium_has_its_own_caption(medium: str) -> None:
    text, images = found(f"{medium}<p>{IMG}</p><p><em>Hàng người</em></p>")
    assert (text, images) == (["Một.", "Hai."], [("a.jpg", "Hàng người", None)])


@pytest.mark.parametrize(
    "between",
    ["<p>Giữa.</p>", "<h3>Giữa.</h3>", "<ul><li>Giữa.</li></ul>", "<table><tr><td>Giữa.</td></tr></table>"],
)
@pytest.mark.parametrize("caption", ["<figcaption>Chú thích</figcaption>", "<figure><figcaption>Chú thích</figure>"])
def test_a_caption_after_other_words_is_no_picture_s(between: str, caption: str) -> None:
    text, images = found(FIGURE + between + caption)
    assert (text, images) == (["Một.", "Giữa.", "Hai."], [("a.jpg", None, None)])


@pytest.mark.parametrize(
    ("body", "images"),
    [
        (f"{FIGURE}<figcaption>Hàng người. Ảnh: A.B</figcaption>", [("a.jpg", "Hàng người.", "A.B")]),
        (f"{FIGURE}<figure><figcaption>Hàng người</figcaption></figure>", [("a.jpg", "Hàng người", None)]),
        (f"<p>{IMG}</p><figcaption>Hàng người</figcaption>", [("a.jpg", "Hàng người", None)]),
        (f'{FIGURE}<p class="caption">Hàng người</p>', [("a.jpg", "Hàng người", None)]),
        (f"<p>{IMG}</p><p><em>Hàng người</em></p>", [("a.jpg", "Hàng người", None)]),
        (f'<p>{IMG}</p><p align="center">Ảnh: Lưu Khanh</p>', [("a.jpg", None, "Lưu Khanh")]),
        (f'<p>{IMG}</p><p align="center">(Ảnh minh họa)</p>', [("a.jpg", "(Ảnh minh họa)", None)]),
        (f'<p>{IMG}</p><p align="center">Ảnh 1: Hàng người</p>', [("a.jpg", "Ảnh 1: Hàng người", None)]),
        (f'<p class="caption">Hàng người</p><p>{IMG}</p>', [("a.jpg", "Hàng người", None)]),
        (f"<figure><figcaption>Hàng người</figcaption>{IMG}</figure>", [("a.jpg", "Hàng người", None)]),
        (f'<table><tr><td>{IMG}</td></tr><tr><td>Hàng người</td></tr></table>', [("a.jpg", "Hàng người", None)]),
        ('<figure><img src="#"><noscript>&lt;img src="/a.jpg"&gt;</noscript>Hàng<br>người<button>To</button></figure>',
         [("a.jpg", "Hàng người", None)]),
        # a caption below two pictures: that of a figure is both's, a line of its own the last one's
        ("<figure><img src=/a.jpg><img src=/b.jpg><figcaption>Hai bên</figcaption></figure>",
         [("a.jpg", "Hai bên", None), ("b.jpg", "Hai bên", None)]),
        ("<p><img src=/a.jpg></p><p><img src=/b.jpg></p><p><em>Hai bên</em></p>",
         [("a.jpg", None, None), ("b.jpg", "Hai bên", None)]),
        # galleries
        ("<figure><figure><img src=/a.jpg><figcaption>A</figcaption></figure><figure><img src=/b.jpg><figcaption>B"
         "</figcaption></figure></figure>", [("a.jpg", "A", None), ("b.jpg", "B", None)]),
        ("<figure><figure><img src=/a.jpg><figcaption>A</figcaption></figure><figure><img src=/b.jpg></figure>"
         "<figcaption>Bộ ảnh</figcaption></figure>", [("a.jpg", "A", None), ("b.jpg", "Bộ ảnh", None)]),
        ("<figure><figcaption>A</figcaption><img src=/a.jpg><figcaption>B</figcaption><img src=/b.jpg></figure>",
         [("a.jpg", "A", None), ("b.jpg", "B", None)]),
        ('<div class="gallery"><div><img src=/a.jpg><p class="caption">A</p></div><div><img src=/b.jpg>'
         '<p class="caption">B</p></div></div>', [("a.jpg", "A", None), ("b.jpg", "B", None)]),
        # a placeholder without a picture keeps its caption from the picture before it
        (f'{FIGURE}<figure><img src="/grey.gif"><figcaption>Khác</figcaption></figure>', [("a.jpg", None, None)]),
        # an advertisement in between, and a counter's frame
        (f'<p>{IMG}</p><div class="c-box">Mua</div><p><em>Hàng người</em></p>', [("a.jpg", "Hàng người", None)]),
        (f'<p>{IMG}<iframe width="0" height="0" src="/dem"></iframe></p><p><em>Hàng người</em></p>',
         [("a.jpg", "Hàng người", None)]),
    ],
)  # fmt: skip
def test_captions_of_pictures(body: str, images: Found) -> None:
    assert found(body) == (["Một.", "Hai."], images)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Clip: cả phố cùng xem, cô Hạ nói vui như vậy.</p>",
        "<p><em>Video: một chữ đã thành tiếng Việt.</em></p>",
        "<h3>Clip: một nghề mới</h3>",
    ],
)
def test_such_a_line_apart_from_any_medium_is_text(line: str) -> None:
    words = line[line.index(">") + 1 :].replace("<em>", "").partition("<")[0]
    assert found(f"<p>Giữa.</p>{line}") == (["Một.", "Giữa.", words, "Hai."], [])
    assert found(f"<video></video><p>Giữa.</p>{line}")[0] == ["Một.", "Giữa.", words, "Hai."]


def test_a_paragraph_after_a_medium_is_text() -> None:
    assert found("<p><iframe src='/c'></iframe></p><p><em>Giữa.</em></p>") == (["Một.", "Giữa.", "Hai."], [])
    assert found("<figure class='video'><video></video></figure><p align=center>Giữa.</p>")[0][1] == "Giữa."


@pytest.mark.parametrize("kind", ["VideoStream", "insertembedcode", "Podcast"])
def test_objects_of_vccorp_s_editor(kind: str) -> None:
    picture = '<figure type="Photo"><img src="https://c.vn/a.jpg"></figure>'
    medium = (
        f'<div class="VCSortableInPreviewMode" type="{kind}"><img src="https://c.vn/p.jpg">'
        f'<div class="VideoCMS_Caption"><p>{CLIP}</p></div></div><p align="center"><em>Video: phút khai mạc</em></p>'
    )
    got = extract(gov(picture + medium + TWO), BCP)
    assert got.text.split("\n\n") == list(P)
    assert [(one.url, one.caption) for one in got.images] == [("https://c.vn/a.jpg", None)]


@pytest.mark.parametrize(
    ("after", "text", "caption", "credit"),
    [
        ("<p>Ảnh: Mai Hoa</p>", [], None, "Mai Hoa"),
        ("<p>Cầu mới. Ảnh: Mai Hoa</p>", [], "Cầu mới.", "Mai Hoa"),
        ("<p>Đồ họa: Mai Hoa</p>", [], None, "Mai Hoa"),
        ("<p>Ảnh minh họa</p>", [], "Ảnh minh họa", None),
        ("<p><em>Cầu mới.</em></p><p>Ảnh: Mai Hoa</p>", [], "Cầu mới.", "Mai Hoa"),
        ("<p>Bài, Ảnh: Mai Hoa</p>", ["Bài, Ảnh: Mai Hoa"], None, None),
        ("<p>Số ca tăng (Nguồn: Bộ Y tế)</p>", ["Số ca tăng (Nguồn: Bộ Y tế)"], None, None),
        ("<p>Ảnh: một kỷ niệm. Ông kể mãi.</p>", ["Ảnh: một kỷ niệm. Ông kể mãi."], None, None),
        ("<p>Giữa.</p><p>Ảnh: Mai Hoa</p>", ["Giữa.", "Ảnh: Mai Hoa"], None, None),
        ("<h3>Ảnh: Mai Hoa</h3>", ["Ảnh: Mai Hoa"], None, None),
    ],
)
def test_a_line_that_names_the_photographer(
    after: str, text: list[str], caption: str | None, credit: str | None
) -> None:
    assert found(f"<p>{IMG}</p>{after}") == (["Một.", *text, "Hai."], [("a.jpg", caption, credit)])


@pytest.mark.parametrize(
    ("box", "text", "caption"),
    [
        (f'<div class="post-image">{IMG}<p>Cầu mới.</p></div>', [], "Cầu mới."),
        (f'<div class="image">{IMG}Cầu mới.</div>', [], "Cầu mới."),
        (f'<ul><li>{IMG}<span class="caption">Cầu mới.</span></li></ul>', [], "Cầu mới."),
        (f'<div class="box">{IMG}<p>Cầu mới.</p></div>', ["Cầu mới."], None),
        (f'<div class="text-images">{IMG}<p>Đoạn.</p><p>Đoạn nữa.</p></div>', ["Đoạn.", "Đoạn nữa."], None),
    ],
)
def test_the_only_line_in_a_picture_s_box(box: str, text: list[str], caption: str | None) -> None:
    assert found(box) == (["Một.", *text, "Hai."], [("a.jpg", caption, None)])


LONG = "Một đoạn dài hơn tám mươi chữ cái đứng một mình trong thẻ chú thích, kể chuyện bà Hạ mở thư viện."


@pytest.mark.parametrize(
    ("orphan", "text"),
    [
        (f"<figcaption>{LONG}</figcaption>", [LONG]),
        (f"<figure><figcaption>{LONG}</figcaption></figure>", [LONG]),
        (f"<figure><div data-player></div><figcaption>{LONG} Ảnh: PV</figcaption></figure>", []),
        ("<figure><div data-player></div><figcaption>Phút khai mạc</figcaption></figure>", []),
        (f"<iframe src='/c'></iframe><figcaption>{LONG}</figcaption>", []),
        (f"<figure><img src='/blank.gif'></figure><figcaption>{LONG}</figcaption>", []),
    ],
)
def test_a_caption_without_a_picture_is_text_if_it_is_a_paragraph(orphan: str, text: list[str]) -> None:
    assert found(orphan)[0] == ["Một.", *text, "Hai."]


def test_a_picture_and_a_video_with_a_caption_each_in_one_figure() -> None:
    figure = (
        f"<figure>{IMG}<figcaption>Cầu mới</figcaption><video src=/c></video><figcaption>{CLIP}</figcaption></figure>"
    )
    assert found(figure) == (["Một.", "Hai."], [("a.jpg", "Cầu mới", None)])


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('<p style="text-align:center"><em>Phút khai mạc</em></p>', []),
        ('<p style="text-align:center">Phút khai mạc</p>', ["Phút khai mạc"]),
        ("<p><em>Phút khai mạc</em></p>", ["Phút khai mạc"]),
    ],
)
def test_a_slanted_and_centred_line_after_a_video(line: str, text: list[str]) -> None:
    assert found(f"<p><video src='/c.mp4'></video></p>{line}")[0] == ["Một.", *text, "Hai."]


@pytest.mark.parametrize("shown", ["<iframe src='/c'></iframe>", "<select><option>x</select>", "<video></video>", IMG])
def test_words_on_both_sides_of_what_is_shown_are_apart(shown: str) -> None:
    assert found(f"<p>Sáng{shown}7h30</p>")[0] == ["Một.", "Sáng 7h30", "Hai."]


@pytest.mark.parametrize(
    "figure",
    [
        '<figure><div class="lazy" data-bg="/a.jpg"></div><figcaption>Cầu mới</figcaption></figure>',
        '<figure><a href="/a.jpg"><img src="data:image/gif;base64,R0l"></a><figcaption>Cầu mới</figcaption></figure>',
    ],
)
def test_a_picture_that_only_a_script_or_a_link_names(figure: str) -> None:
    assert found(figure) == (["Một.", "Hai."], [("a.jpg", "Cầu mới", None)])


@pytest.mark.parametrize(
    ("figure", "captions"),
    [
        (f"<figure>{IMG}<p>Cầu A</p><img src='/b.jpg'><p>Cầu B</p></figure>", ["Cầu A", "Cầu B"]),
        (f"<figure>{IMG}<br>Cầu <b>A</b><div><img src='/b.jpg'></div>Cầu<br>B</figure>", ["Cầu A", "Cầu B"]),
        (f"<figure>{IMG}<img src='/b.jpg'><p>Hai cầu</p></figure>", ["Hai cầu", "Hai cầu"]),
        (f"<figure><p>Hai cầu</p>{IMG}<p>A</p><img src='/b.jpg'><p>B</p></figure>", ["Hai cầu A B", "Hai cầu A B"]),
        (f"<figure>{IMG}Cầu A<img src='/b.jpg'></figure>", ["Cầu A", "Cầu A"]),
    ],
)
def test_words_after_each_picture_of_a_figure(figure: str, captions: list[str]) -> None:
    text, images = found(figure)
    assert (text, [caption for _, caption, _ in images]) == (["Một.", "Hai."], captions)
