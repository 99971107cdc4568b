"""Article pages of the old site: E1 (2013 - spring 2019) and E2 (2019 - 2023)."""

from __future__ import annotations

from ..spec import Block, Spec
from .body import related_url, table
from .old_frame import HOST, foot, head, rows, side
from .sections import OLD_SECTIONS
from .text import WEEKDAYS, credit_line, dress, label, names, pick, sapo, slug_of

LEFT = ' style="text-align: justify;"'
AD = (
    '<div class="adv"><script type="text/javascript">if (window.oldAds) { window.oldAds.put("body"); }</script>'
    "<p>Quảng cáo</p></div>"
)
RIGHT = ' style="text-align: right;"'


def _figure(spec: Spec, value: dict[str, str], index: int) -> str:
    url = spec.image(value["file"])
    source = url.removeprefix(HOST) if spec.template == "E1" and pick(spec, "relative") else url
    inner = credit_line(spec, index, value["caption"], value["credit"])
    if not inner:
        return f'<div class="thumbox"><img src="{source}" alt="" /></div>'
    return (
        f'<figure class="image"><img src="{source}" alt="{value["file"]}" /><figcaption>{inner}</figcaption></figure>'
    )


def _block(spec: Spec, block: Block, others: list[Spec]) -> str:
    value = block.value
    match block.kind:
        case "p":
            return f"<p{LEFT}>{dress(spec, value)}</p>"
        case "h2":
            return f"<p{LEFT}><strong>{dress(spec, value)}</strong></p>"
        case "figure":
            return _figure(spec, value, spec.figures.index(value))
        case "list":
            return "<ul>" + "".join(f"<li>{dress(spec, part)}</li>" for part in value) + "</ul>"
        case "quote":
            return f"<blockquote><p>{dress(spec, value)}</p></blockquote>"
        case "box":
            return '<div class="innwide">' + "".join(f"<p>{dress(spec, part)}</p>" for part in value) + "</div>"
        case "table":
            return table(spec, value)
        case "document":
            return f'<p{LEFT}><a href="{spec.document(value["file"])}">{dress(spec, value["text"])}</a></p>'
        case "related":
            link = related_url(value, others)
            return f'<p{LEFT}><a href="{link}"><strong>&gt;&gt; {dress(spec, value)}</strong></a></p>'
    return AD


def _body(spec: Spec, others: list[Spec]) -> str:
    first = [f"<p{LEFT}>{dress(spec, sapo(spec))}</p>"] if "sapo-in-body" in spec.traps else []
    return "\n".join(first + [_block(spec, block, others) for block in spec.body] + _end(spec))


def _end(spec: Spec) -> list[str]:
    out = []
    # an E2 page has no element for the author: the signature is the only place
    signature = spec.signature or (names(spec) if spec.template == "E2" else "")
    if signature:
        out.append(f"<p{RIGHT}><strong>{label(spec, signature)}</strong></p>")
    if spec.attribution:
        name, url = spec.attribution
        who = f'<a href="{url}">{label(spec, name)}</a>' if url else label(spec, name)
        out.append(f"<p{RIGHT}>Theo {who}</p>")
    return [*out, "<p></p>"]


def _crumbs(spec: Spec) -> list[tuple[str, str]]:
    slug = spec.section_path
    number = OLD_SECTIONS.get(slug.capitalize(), (100 + spec.id % 700, ""))[0]
    last = len(spec.section) - 1
    return [
        (f"/Danh-muc-tin/{number}/{slug if i == last else slug_of(name).capitalize()}", label(spec, name))
        for i, name in enumerate(spec.section)
    ]


def _tags(spec: Spec) -> str:
    return ", ".join(f'<a href="/tim-kiem?q={slug_of(tag)}&amp;type=tag">{label(spec, tag)}</a>' for tag in spec.tags)


def _e2(spec: Spec, others: list[Spec]) -> str:
    trail = "".join(f' &raquo; <a href="{url}">{name}</a>' for url, name in _crumbs(spec))
    day = WEEKDAYS[spec.published.weekday()]
    tags = f'<div class="taglist"><span>Từ khóa:</span> {_tags(spec)}</div>' if spec.tags else ""
    return f"""<div class="breadcrum"><a href="/">Trang chủ</a>{trail}</div>
<h1 class="caption">{dress(spec, spec.title)}</h1>
<div class="definfo"><div class="period"> {spec.published:%H:%M} {day}, ngày {spec.published:%d/%m/%Y}</div>
<div class="share"><a href="javascript:;">Chia sẻ</a> <a href="javascript:;">In trang</a></div></div>
<div class="article">
<p{LEFT}><strong>{dress(spec, sapo(spec))}</strong></p>
{_body(spec, others)}
</div>
{tags}"""


def _e1(spec: Spec, others: list[Spec]) -> str:
    caps = "".join(f'<a class="cap" href="{url}">{name}</a> ' for url, name in _crumbs(spec))
    day = WEEKDAYS[spec.published.weekday()]
    who = f'<div class="author">{label(spec, names(spec))}</div>' if spec.authors else ""
    kind = ' class="summ"' if pick(spec, "summ") else ""
    tags = (
        f'<div class="tagbox"><div class="bold">Từ khóa</div><div class="tags">{_tags(spec)}</div></div>'
        if spec.tags
        else ""
    )
    return f"""<div id="NewsDetails">
<h1>{dress(spec, spec.title)}</h1>
<div class="moder"><div class="refer"><a href="javascript:;">Cỡ chữ</a></div>
<div class="refer">{caps}{day}, {spec.published:%H:%M - %d/%m/%Y}</div></div>
<div class="article">
<div{kind}><strong>{dress(spec, sapo(spec))}</strong></div>
<div id="abody">
{_body(spec, others)}
</div>
{who}
</div>
{tags}
</div>"""


def render(spec: Spec, others: list[Spec]) -> str:
    """Return the whole page; `others` fill the lists around the article."""
    content = _e1(spec, others) if spec.template == "E1" else _e2(spec, others)
    return f"""{head(spec)}
<div class="content"><div class="colleft">
{content}
<div class="timeline"><div class="boxtitle">Tin khác</div>{rows(others[18:30])}</div>
<div class="mediamore"><a href="javascript:;">Xem thêm</a></div>
</div>
{side(others)}
</div>
{foot()}"""
