"""Feeds and sitemaps that are no XML, as sites really serve them."""

from __future__ import annotations

import gzip

import pytest

from hanoi_press.discovery import xml
from hanoi_press.discovery.xml_repair import repaired

URL = "https://bao.example/xem?id=1&page=2"
BARE = f"<rss><channel><item><link>{URL}</link></item></channel></rss>"
RIGHT = BARE.replace("&", "&amp;")
DECLARED = '<?xml version="1.0" encoding="utf-8"?>'
WARNING = "<br />\n<b>Warning</b>:  Undefined variable $a in <b>/www/rss.php</b> on line <b>3</b><br />\n"


def first(body: bytes, field: str = "link") -> str:
    return next(xml.parse(body).records("item"))[field]


@pytest.mark.parametrize(
    "body",
    [
        BARE,
        RIGHT,
        DECLARED + BARE,
        "\n\n" + DECLARED + BARE,
        "\ufeff\n" + DECLARED + BARE,
        DECLARED + DECLARED + BARE,
        "\n<?xml version='1.0' encoding=utf-8?>" + BARE,
        '<?xml version="1.0" encoding="utf-16"?>' + BARE,
        '<?xml version="1.0" encoding="windows-1258"?>' + BARE,
        '<?xml version="1.0" encoding="nonsense"?>' + BARE,
        '<? xml version="1.0" ?>' + BARE,
        '<?xml version="1.0" encoding="utf-8">' + BARE,
        '<?xml version="1.1"?><?xml-stylesheet type="text/xsl" href="/rss.xsl"?>' + BARE,
        WARNING + DECLARED + BARE,
        WARNING + BARE,
        "Notice: a\n" + BARE,
        "<pre>" + BARE + "</pre>",
        "<!-- a & b --><!DOCTYPE rss>" + BARE,
        BARE + "\n<script>a && b</script>",
        BARE.replace(URL, f"<![CDATA[{URL}]]>"),
        BARE.replace(URL, f"\n  <![CDATA[ {URL} ]]>\n"),
        BARE.replace("&", "&#38;"),
        BARE.replace("<item>", "<item><title>Giá < 5 triệu & <3 &nbsp;&rsquo;\x0b\x00&#11;&#x0;</title>"),
        BARE.replace("<item>", "<item><media:content url='a?b&c'/>"),
        BARE.replace("item", "ITEM").replace("link", "LINK"),
        BARE.replace("rss", "RSS"),
    ],
)
def test_the_address_is_read_whole(body: str) -> None:
    for data in (body.encode(), gzip.compress(gzip.compress(body.encode()))):
        document = xml.parse(data)
        assert [one["link"] for one in document.records("item")] == [URL]
        assert document.name == "rss" and not document.is_cut_off


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "windows-1258", "cp1252"]
)
def test_other_encodings(encoding: str) -> None:
    stated = encoding.removesuffix("-le").removesuffix("-be")
    body = f'<?xml version="1.0" encoding="{stated}"?>{BARE.replace("<item>", "<item><title>Hà</title>")}'
    assert first(body.encode(encoding)) == URL and first(body.encode(encoding), "title") == "Hà"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a & b &x; &amp; &lt; &#225; &#xE1;", "a & b &x; & < á á"),
        ("&nbsp;&rsquo;&eacute;&LT;&AMP;&Ecirc;", "\u00a0’é<&Ê"),
        ("a&amp;amp;b", "a&amp;b"),
        ("&copy=1&lang=vi", "&copy=1&lang=vi"),
        ("<![CDATA[&nbsp;<b>&]]> & <![CDATA[&]]>", "&nbsp;<b>& & &"),
        ("5 <7, a <- b, c <= d", "5 <7, a <- b, c <= d"),
        ("&#xD800;&#1114112;&#65535;x", "x"),
        ("a<![CDATA[b & c", None),
    ],
)
def test_references(text: str, expected: str | None) -> None:
    body = f"<rss><channel><item><title>{text}</title></item></channel></rss>".encode()
    if expected is None:
        list(xml.parse(body).records("item"))  # not readable, and no error either
    else:
        assert first(body, "title") == expected.strip("\u00a0")


def test_what_is_sound_stays_as_it_is() -> None:
    sound = b"<urlset><url><loc>https://bao.example/a?b=1&amp;c=2</loc><!-- a - b --></url></urlset>"
    assert repaired(sound) == sound


BOMB = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item><link>&b;</link></item></rss>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("body", [BOMB, DECLARED + BOMB, DECLARED + DECLARED + BOMB, WARNING + DECLARED + BOMB])
def test_entities_that_a_document_declares_are_refused(body: str, encoding: str) -> None:
    with pytest.raises(ValueError, match="entities"):
        xml.parse(body.encode(encoding))


def test_a_declaration_among_what_is_cut_off_counts_for_nothing() -> None:
    assert first((WARNING + BOMB).encode()) == "&b;"
