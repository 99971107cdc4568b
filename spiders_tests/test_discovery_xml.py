"""XML written by strangers."""

import gzip

import pytest

from hanoi_press.discovery import xml

ONE = {"loc": "https://bao.example/a"}
SMALL = b"<urlset><url><loc>https://bao.example/a</loc></url></urlset>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (SMALL, [ONE]),
        (gzip.compress(SMALL), [ONE]),
        (gzip.compress(SMALL[:20]) + gzip.compress(SMALL[20:]), [ONE]),
        (b"\xef\xbb\xbf" + SMALL, [ONE]),
        (b"\n\n<?xml version='1.0'?>" + SMALL, [ONE]),
        (('<?xml version="1.0" encoding="utf-16"?>' + SMALL.decode()).encode("utf-16"), [ONE]),
        # what is declared is not what it is
        (b'<?xml version="1.0" encoding="utf-16"?>' + SMALL, [ONE]),
        (b"<urlset/>", []),
        (b"<urlset></urlset>", []),
        (SMALL + b"<!-- made in 0.1 s -->", [ONE]),
        (b'<!DOCTYPE urlset SYSTEM "http://bao.example/sitemap.dtd">' + SMALL, [ONE]),
        (b'<s:urlset xmlns:s="urn:s"><s:url><s:loc> https://bao.example/a\n</s:loc></s:url></s:urlset>', [ONE]),
        (b"<r><url><loc><![CDATA[ https://bao.example/a ]]></loc></url></r>", [ONE]),
        (b"<r><url><loc>https://bao<!-- x -->.example/a</loc></url></r>", [ONE]),
        # a namespace that nobody declared, an entity that nobody defined
        (b"<r><url><x:loc>https://bao.example/a</x:loc></url></r>", [ONE]),
        (b"<r><url><loc>https://bao.example/a</loc><t>a&nbsp;b</t></url></r>", [{**ONE, "t": "a\xa0b"}]),
        # only direct children count, and the first that says anything
        (b"<r><url><i><loc>https://bao.example/i.jpg</loc></i></url></r>", [{"i": "https://bao.example/i.jpg"}]),
        (b"<r><url><loc/><loc>https://bao.example/a</loc><loc>https://bao.example/b</loc></url></r>", [ONE]),
        (b"<r><url></url><url>text</url></r>", [{}, {}]),
    ],
)
def test_records(body: bytes, expected: list[dict[str, str]]) -> None:
    assert list(xml.parse(body).records("url")) == expected


BOMB = (
    b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
    b"<r><url><loc>&c;</loc></url></r>"
)
EXTERNAL = b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><r><url><loc>&f;</loc></url></r>'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (gzip.compress(b""), "empty"),
        (b"<!DOCTYPE html><html><body><p>Just a moment<br></body></html>", "HTML"),
        (b"\n<HTML lang=vi><body>xin cho</body></HTML>", "HTML"),
        (b"<!-- cache --><html><body>xin cho</body></html>", "HTML"),
        (b"404 page not found", "no XML"),
        (b"\0", "no XML"),
        (b'{"error": 1}', "no XML"),
        (b"\x89PNG\r\n", "no XML"),
        (BOMB, "entities"),
        (EXTERNAL, "entities"),
        (b"<!-- <r> -->" + BOMB, "entities"),
        (b'<!DOCTYPE r SYSTEM "a>b" [<!ENTITY a "ha">]><r>&a;</r>', "entities"),
        (("<?xml version='1.0' encoding='utf-16'?>" + BOMB.decode()).encode("utf-16"), "entities"),
        (b"<?xml version='1.0' encoding='utf-7'?>" + BOMB.replace(b"<!", b"+ADwAIQ-"), "no XML"),
        (b"<a>" * 500 + b"</a>" * 500, "too deep"),
        (gzip.compress(SMALL)[:-9], "has no end"),
        (b"\x1f\x8bnonsense", "damaged"),
    ],
)
def test_refused(body: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(xml.parse(body).records("url"))


def test_gzip_bomb_is_cut_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "INFLATED_LIMIT", len(SMALL))
    assert list(xml.parse(gzip.compress(SMALL)).records("url")) == [ONE]
    for body in (gzip.compress(SMALL + b" "), gzip.compress(SMALL) + gzip.compress(b" "), gzip.compress(b" " * 10**7)):
        with pytest.raises(ValueError, match="more than 60 bytes"):
            list(xml.parse(body).records("url"))


@pytest.mark.parametrize(
    "end",
    [b"<url><loc>https://bao.example/b-12", b"<url><loc>https://bao.example/b-1234</loc></url>", b"<url><lo", b"<url>"],
)
def test_xml_that_is_cut_off_gives_all_but_its_last_record(end: bytes) -> None:
    document = xml.parse(b"<urlset><url><loc>https://bao.example/a</loc></url>" + end)
    # The last one is never given: nothing in it shows that "b-12" was to be "b-1234".
    assert list(document.records("url")) == [ONE]
    assert document.is_cut_off


def test_text_deeper_than_a_fields_own_children_is_left_out() -> None:
    body = b"<r><url><loc>a<b>b<i>c</i>d</b>e<!-- f --><?g h?></loc><url><loc>i</loc></url></url></r>"
    assert list(xml.parse(body).records("url")) == [{"loc": "abe", "url": "i"}, {"loc": "i"}]


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "windows-1252", "utf8mb4", "UTF-8"])
@pytest.mark.parametrize("damaged", [b"", b"\xe1"])
def test_the_bytes_count_more_than_the_declared_charset(declared: str, damaged: bytes) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>'.encode()
    body = head + "<r><url><loc>/bơi-đêm</loc></url><url><loc>/b".encode() + damaged + b"</loc></url></r>"
    found = [one["loc"] for one in xml.parse(body).records("url")]
    assert found == ["/bơi-đêm", "/b" + "\ufffd" * len(damaged)]


def test_a_feed_in_its_own_charset() -> None:
    body = '<?xml version="1.0" encoding="iso-8859-1"?><r><url><loc>/été-déjà</loc></url></r>'
    assert [one["loc"] for one in xml.parse(body.encode("latin-1")).records("url")] == ["/été-déjà"]
