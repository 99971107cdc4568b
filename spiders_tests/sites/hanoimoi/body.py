"""The body of an article on today's site."""

from __future__ import annotations

from ..spec import Block, Spec
from .frame import banner
from .rows import box, side_row
from .text import credit_line, dress, label, pick, sapo, slug_of

GREY = "https://hnm.1cdn.vn/assets/images/grey.gif"
TAIL = (
    "(*) Không sao chép dưới mọi hình thức nội dung này khi chưa được đồng ý bằng văn bản của "
    "Cơ quan Báo và Phát thanh, Truyền hình Hà Nội."
)


def related_url(title: str, others: list[Spec]) -> str:
    """Return the address of the article with that title, or an invented one."""
    found = next((s.url for s in others if s.title == title), None)
    return found or f"https://hanoimoi.vn/{slug_of(title)}-{700000 + len(title)}.html"


def figure(spec: Spec, value: dict[str, str], index: int) -> str:
    """Return a picture with its caption."""
    url = spec.image(value["file"])
    if index == 0 and pick(spec, "thumb", 4):
        url = url.replace("1cdn.vn/", "1cdn.vn/thumbs/720x480/", 1)
    source = f'src="{GREY}" data-src="{url}"' if "lazy" in spec.traps else f'src="{url}"'
    inner = credit_line(spec, index, value["caption"], value["credit"])
    kind = ' class="align-center"' if (spec.id + index) % 2 else ""
    caption = f"<figcaption{kind}>{inner}</figcaption>" if inner else ""
    return f'<figure><img {source} alt="{value["file"]}">{caption}</figure>'


def table(spec: Spec, rows: list[list[str]]) -> str:
    """Return a table."""
    lines = "".join("<tr>" + "".join(f"<td>{dress(spec, cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="table" border="1"><tbody>{lines}</tbody></table>'


def _plain(spec: Spec, text: str, index: int) -> str:
    kind = ' class="align-justify"' if (spec.id + index) % 3 else ""
    stray = "<b> </b>" if (spec.id + index) % 5 == 0 else ""
    return f"<p{kind}>{dress(spec, text)}{stray}</p>"


def render_block(spec: Spec, block: Block, index: int, others: list[Spec]) -> str:
    """Return one block as HTML."""
    value = block.value
    match block.kind:
        case "p":
            return _plain(spec, value, index)
        case "h2":
            return f"<h2>{dress(spec, value)}</h2>"
        case "figure":
            return figure(spec, value, [b for b in spec.body if b.kind == "figure"].index(block))
        case "list":
            return "<ul>" + "".join(f"<li>{dress(spec, part)}</li>" for part in value) + "</ul>"
        case "quote":
            return f"<blockquote><p>{dress(spec, value)}</p></blockquote>"
        case "box":
            inner = "".join(f"<p>{dress(spec, part)}<br></p>" for part in value)
            return f'<div class="sc-hightlight-box block-sc-hightlight-box">{inner}</div>'
        case "table":
            return table(spec, value)
        case "document":
            return f'<p><a href="{spec.document(value["file"])}" target="_blank">{dress(spec, value["text"])}</a></p>'
        case "related":
            return f'<p><a href="{related_url(value, others)}"><b>&gt;&gt; {dress(spec, value)}</b></a></p>'
    return banner(40, "Quảng cáo")


def source_in_body(spec: Spec) -> bool:
    """Return True if the source is printed as the body's last line, not in its box."""
    return spec.attribution is not None and spec.attribution[1] is None and spec.id % 2 == 1


def render_end(spec: Spec) -> str:
    """Return signature, source and boilerplate at the body's end."""
    out = ""
    if spec.signature:
        out += f'<p class="align-right" style="text-align: right;"><strong>{label(spec, spec.signature)}</strong></p>'
    if spec.attribution and source_in_body(spec):
        out += f'<p class="align-right" style="text-align: right;">Theo {label(spec, spec.attribution[0])}</p>'
    if pick(spec, "tail-in", 4):
        out += f"<p><i>{TAIL}</i></p>"
    return out + '<p></p><div class="sc-empty-layer"></div>'


def render_body(spec: Spec, others: list[Spec]) -> str:
    """Return the content of .entry without template B's header."""
    out = [f"<p><strong>{dress(spec, sapo(spec))}</strong></p>"] if "sapo-in-body" in spec.traps else []
    middle = max(1, len(spec.body) // 2)
    for index, block in enumerate(spec.body):
        out.append(render_block(spec, block, index, others))
        if index + 1 == middle and all(b.kind != "ad" for b in spec.body):
            out.append(banner(40))
        if index + 1 == min(2, len(spec.body)) and pick(spec, "related-inside", 3):
            out.append(box("Bài liên quan", [side_row(s, False) for s in others[3:6]], "c-related-inner"))
        if index == 2 and pick(spec, "empty", 2):
            out.append("<p></p>")
    return "".join(out) + render_end(spec)
