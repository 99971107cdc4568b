"""Article pages of today's site (OneCMS): template A, head outside the body; template B, longform header inside it."""

from __future__ import annotations

import json
from typing import Any

from ..spec import Spec
from .body import TAIL, render_body, source_in_body
from .frame import SHARE, banner, bottom, head, sidebar, top
from .rows import box, lead, side_row, thumb
from .sections import channel, parents
from .text import dress, encode, form, label, names, pick, sapo, slug_of


def crumbs(spec: Spec) -> list[tuple[str, str]]:
    """Return address and printed name of each section; some names start with a space, as on the real pages."""
    paths = parents(spec.section_path)
    paths = [paths[min(i, len(paths) - 1)] for i in range(len(spec.section))]
    blank = " " if pick(spec, "blank-section", 3) else ""
    return [
        (f"https://hanoimoi.vn/{p}", (blank if i else "") + n)
        for i, (p, n) in enumerate(zip(paths, spec.section, strict=True))
    ]


def us_date(spec: Spec) -> str:
    """Return a time with the month first, twelve hours and no time zone."""
    when = spec.published
    return f"{when.month}/{when.day}/{when.year} {when.hour % 12 or 12}:{when:%M:%S} {'PM' if when.hour > 11 else 'AM'}"


def _author(spec: Spec) -> str:
    once = encode(form(spec, names(spec)))
    return once.replace("&", "&amp;") if "double-escaped-author" in spec.traps else once


def _metas(spec: Spec) -> str:
    title, text = encode(form(spec, spec.title)), encode(form(spec, sapo(spec)))
    tags = encode(form(spec, ",".join(spec.tags)))
    return f"""<meta name="robots" content="noodp,max-image-preview:large,index,follow" />
    <meta name="keywords" content="{tags}" />
    <meta name="description" content="{text}" />
    <link rel="canonical" href="{spec.url}" />
    <meta property="og:title" content="{title}">
    <meta property="og:description" content="{text}" />
    <meta property="og:image" content="{thumb(spec, "1200x630")}" />
    <meta property="og:image:width" content="1200" />
    <meta property="og:url" content="{spec.url}" />
    <meta property="article:section" content="{encode(crumbs(spec)[-1][1])}">
    <meta property="article:published_time" content="{us_date(spec)}">
    <meta property="og:image:secure_url" content="{thumb(spec, "540x360")}" />
    <meta name="thumbnail" content="{lead(spec)}" />
    <meta property="article:tag" content="{tags}" />
    <meta property="article:author" content="{_author(spec)}" />
    <meta name="datetimenow" content="11/24/2026 7:00:09 AM" />
    <meta property="og:type" content="article" />"""


def _json_ld(spec: Spec) -> str:
    if not spec.has_json_ld:
        return ""
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": spec.url},
        "headline": encode(form(spec, spec.title)),
        "description": encode(form(spec, sapo(spec))),
        "image": {"@type": "ImageObject", "url": thumb(spec, "1200x630"), "width": 1200, "height": 630},
        "datePublished": spec.published.isoformat(),
        "dateModified": (spec.modified or spec.published).isoformat(),
        "author": {"@type": "Person", "name": _author(spec)},
        "publisher": {"@type": "Organization", "name": "hanoimoi.vn"},
    }
    steps = [
        {"@type": "ListItem", "position": i, "item": {"@id": url, "name": encode(form(spec, name))}}
        for i, (url, name) in enumerate(crumbs(spec), 1)
    ]
    trail = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}
    blocks = (json.dumps(data, ensure_ascii=False, indent=1) for data in (article, trail))
    return "\n".join(f'<script type="application/ld+json">\n{block}\n</script>' for block in blocks)


def _script(spec: Spec) -> str:
    local = f"{spec.published:%Y-%m-%dT%H:%M:%S}Z"
    return f"""<script type="text/javascript">
    var WebControl = WebControl || {{}};
    WebControl.publishedTime = "{local}";
    WebControl.publisherId = {spec.id};
    WebControl.item_id = {spec.id};
    WebControl.item_published_time = "{local}";
    WebControl.item_tags = "{encode(form(spec, ",".join(spec.tags)))}";
    var _authorAlias = "{encode(form(spec, names(spec)))}";
    WebControl.item_channel = {{
        channel_id: {channel(spec.section_path)},
        channel_name: "{encode(crumbs(spec)[-1][1])}",
        channel_url: "https://hanoimoi.vn/{spec.section_path}" }};
</script>"""


def _trail(spec: Spec) -> str:
    trail = crumbs(spec)
    rows = "".join(
        f'\n<li class="breadcrumb-item{" active" if i == len(trail) else ""}">'
        f'<a href="{url}">{label(spec, name)}</a></li>'
        for i, (url, name) in enumerate(trail, 1)
    )
    start = '<li class="breadcrumb-item"><a href="/">Trang chủ</a></li>'
    return f'<nav aria-label="breadcrumb"><ol class="breadcrumb">{start}{rows}</ol></nav>'


def _detail_head(spec: Spec) -> str:
    if spec.template == "B":
        return f'<div class="c-detail-head"><div class="c-detail-head__row">{_trail(spec)}</div></div>'
    sign = "/" if pick(spec, "slash-date") else "-"
    when = spec.published.strftime(f"%d{sign}%m{sign}%Y %H:%M")
    kind = "c-detail-head__cat" if "author-in-cat" in spec.traps else "c-detail-head__author"
    who = f'<span class="space">|</span><span class="{kind}">{label(spec, names(spec))}</span>' if spec.authors else ""
    return f"""<div class="c-detail-head">
    <div class="c-detail-head__row">{_trail(spec)}</div>
    <div class="c-detail-head__row"><h1 class="c-detail-head__title">{dress(spec, spec.title)}</h1></div>
    <div class="c-detail-head__row is-bar is-line-bottom"><span class="c-detail-head__time">{when}</span>{who}</div>
</div>"""


def _longform(spec: Spec) -> str:
    who = (
        f'<span class="sc-longform-header-author block-sc-author">{label(spec, names(spec))}</span> '
        if spec.authors
        else ""
    )
    dot = '<span class="sc-text block-sc-text">•</span> ' if spec.authors else ""
    name = label(spec, spec.section[-1])
    return (
        '<div class="sc-longform-header sc-longform-header-default-normal block-sc-longform-header">'
        f'<div class="sc-longform-header-text"><span class="sc-longform-header-cate block-sc-cate-name">{name}</span>'
        f'<h1 class="sc-longform-header-title block-sc-title">{dress(spec, spec.title)}</h1>'
        f'<div class="sc-longform-header-meta">{who}{dot}'
        f'<span class="sc-longform-header-date block-sc-publish-time">{spec.published:%d/%m/%Y - %H:%M}</span></div>'
        f'<p class="sc-longform-header-sapo block-sc-sapo">{dress(spec, sapo(spec))}</p></div></div>'
    )


def _main(spec: Spec, others: list[Spec]) -> str:
    inner = render_body(spec, others)
    tag = "article" if pick(spec, "article-tag") else "div"
    first = _longform(spec) if spec.template == "B" else ""
    above = "" if first else f'<p class="Headlines"><b>{dress(spec, sapo(spec))}</b></p>'
    tail = f'<p class="c-note"><i>{TAIL}</i></p>' if not pick(spec, "tail-in", 4) else ""
    read_next = box("Bài đọc tiếp", [side_row(s, False) for s in others[6:9]]) if pick(spec, "read-next", 3) else ""
    return f"""<div class="b-maincontent normal-article-content">
{above}
<{tag} class="entry entry-no-padding ">
{first}{inner}
</{tag}>
{banner(62)}{banner(43)}{read_next}
</div>
{tail}"""


def _source(spec: Spec) -> str:
    if spec.attribution is None or source_in_body(spec):
        return ""
    name, url = spec.attribution
    link = (
        f'<div class="c-author-page__pc-pop"><label>Link bài gốc</label>\n<span id="url-copy">\n{url}    </span></div>'
        if url
        else ""
    )
    return f"""<div class="c-author-page"><div class="c-author-page__right">
    <span class="btn btn-light is-circle js-source-copy"><span>
        Theo {label(spec, name)}
    </span><i class="icon-right icon16-redirect-gray"></i></span>{link}
</div></div>"""


def _tags(spec: Spec) -> str:
    if not spec.tags:
        return ""
    kind = "c-widget-tags onecms__tags" if "widget-tags" in spec.traps else "c-tags"
    rows = "".join(
        f'<li><h4><a href="/{slug_of(t)}-ptag.html" title="{encode(t)}">{label(spec, t)}</a></h4></li>\n'
        for t in spec.tags
    )
    return f"""<div class="c-box is-border-bottom"><div class="c-box__content">
<div class="{kind}"><label>Từ khóa:</label><ul>{rows}</ul></div>
</div></div>"""


def _comments() -> str:
    return """<div class="c-comments"><div class="c-comment-input onecms__comments"><label>Ý kiến bạn đọc</label>
    <textarea class="form-control txt-content" placeholder="Viết ý kiến có dấu"></textarea>
    <button parentid="0" class="btn btn-secondary btnSend">Gửi đi</button></div>
    <ul class="c-comment-list"><li><b>Bạn đọc Thu</b><p>Bài viết rất có ích, cảm ơn tòa soạn.</p></li>
    <li><b>Bạn đọc Hưng</b><p>Mong sớm có thêm thông tin về việc này.</p></li></ul></div>"""


def render(spec: Spec, others: list[Spec]) -> str:
    """Return the whole page; `others` are the articles whose titles fill the boxes."""
    share = "".join(f'<li><a class="share-{s}" href="javascript:;"><i class="icon24-{s}"></i></a></li>' for s in SHARE)
    action = f"api/getarticlebychannel/{channel(spec.section_path)}"
    views = f'<div class="onecms_load_view" data-view="channelNormalForDetail" data-action="{action}"></div>'
    content = f"""
<div class="l-content"><div class="container"><div class="c-content-flex "><div class="l-main">
{_detail_head(spec)}
<div class="c-news-detail"><div class="c-news-detail-scroll">
<div class="c-news-detail-scroll__left"><div class="c-share-scroll"><ul class="clearfix">{share}</ul></div></div>
<div class="c-news-detail-scroll__right">
{_main(spec, others)}
{box("Bài liên quan", [side_row(s, False) for s in others[:4]], "c-related-posts")}
{_source(spec)}
{_comments()}
{box("Đừng bỏ lỡ", [side_row(s) for s in others[4:12]])}
</div></div>
{_tags(spec)}
{views}
{box("Tin cùng chuyên mục", [side_row(s) for s in others[12:20]])}
{box("Đọc thêm", [side_row(s) for s in others[20:32]])}
</div></div>
{sidebar(others[32:] + others[:16])}
</div></div></div>"""
    return head(spec.title, _metas(spec)) + top() + content + bottom(_script(spec), _json_ld(spec))
