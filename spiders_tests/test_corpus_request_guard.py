"""The door of `corpus browse`, over real HTTP: who is answered, and what every answer forbids."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from hanoi_press.corpus.browse.request_guard import SAFE_HEADERS
from spiders_tests.browsed_corpus import ORIGINAL, Browsed, browsed, put_corpus_to_browse

PATHS = [
    "/",
    "/?q=giao",
    f"/article/{ORIGINAL}",
    "/articles.csv",
    "/static/browse.css",
    "/nowhere",
    "/corpus/copy.json",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsed]:
    data = tmp_path_factory.mktemp("guarded")
    put_corpus_to_browse(data)
    with browsed(data) as found:
        yield found


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", "localhost.:{port}", ""]
)
@pytest.mark.parametrize("path", ["/", "/articles.jsonl", "/static/browse.css", "/corpus"])
def test_a_foreign_host_is_refused(site: Browsed, host: str, path: str) -> None:
    answer = site.get(path, Host=host.format(port=site.server.port))
    assert answer.status == 400 and b"<" not in answer.body and str(site.server.port) in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LocalHost:{port}", "[::1]:{port}"])
def test_the_names_of_this_machine_are_answered(site: Browsed, host: str) -> None:
    assert site.get("/", Host=host.format(port=site.server.port)).status == 200


@pytest.mark.parametrize(
    "head", [b"GET / HTTP/1.0\r\n", b"GET / HTTP/1.1\r\nHost: localhost:%d\r\nHost: evil.example\r\n"]
)
def test_no_host_or_two_are_refused(site: Browsed, head: bytes) -> None:
    assert raw(site, head.replace(b"%d", str(site.server.port).encode()) + b"\r\n").startswith(b"HTTP/1.1 400")


def raw(site: Browsed, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", site.server.port), timeout=30) as connection:
        connection.sendall(request)
        found = b""
        while b"\r\n\r\n" not in found and (more := connection.recv(65_536)):
            found += more
        return found


def test_an_absolute_target_does_not_replace_the_host(site: Browsed) -> None:
    target = f"GET http://127.0.0.1:{site.server.port}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    assert not raw(site, target.encode()).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}"])
def test_a_foreign_origin_is_refused(site: Browsed, origin: str) -> None:
    assert site.get("/", Origin=origin.format(port=site.server.port)).status == 403


def test_our_own_origin_is_answered(site: Browsed) -> None:
    assert site.get("/", Origin=site.address.rstrip("/")).status == 200


@pytest.mark.parametrize(
    ("path", "site_of", "mode", "dest", "status"),
    [
        ("/", "cross-site", "navigate", "document", 200),  # a link
        ("/", "same-site", "navigate", "document", 200),  # a link on another port of this machine
        ("/", "none", "navigate", "document", 200),  # typed
        ("/static/browse.css", "same-origin", "no-cors", "style", 200),
        ("/articles.csv", "same-origin", "navigate", "document", 200),
        ("/", "cross-site", "navigate", "iframe", 403),
        ("/", "cross-site", "no-cors", "image", 403),
        ("/", "same-site", "cors", "empty", 403),
        ("/static/browse.css", "cross-site", "no-cors", "style", 403),
        ("/articles.csv", "cross-site", "navigate", "document", 403),  # no file without a click here
    ],
)
def test_a_foreign_page_may_only_link(
    site: Browsed, path: str, site_of: str, mode: str, dest: str, status: int
) -> None:
    headers = {"Sec_Fetch_Site": site_of, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
    assert site.get(path, **headers).status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/corpus", "/corpus/article"])
def test_only_reading(site: Browsed, method: str, path: str) -> None:
    answer = site.get(path, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_head_has_no_body(site: Browsed) -> None:
    answer = site.get("/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "evil.example"])
def test_each_answer_is_locked_in(site: Browsed, path: str, host: str) -> None:
    headers = site.get(path, Host=host.format(port=site.server.port)).headers
    assert {name: headers[name] for name in SAFE_HEADERS} == SAFE_HEADERS
    assert not [name for name in headers if name.startswith("access-control")] and "server" not in headers
    assert SAFE_HEADERS["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    )


@pytest.mark.parametrize(
    "path",
    [
        *("/-/settings.json", "/-/plugins", "/-/versions.json", "/-/metadata", "/-/threads", "/-/databases.json"),
        *("/-/actor", "/-/auth-token?token=1", "/-/logout", "/-/permissions", "/-/messages", "/-/allow-debug"),
        *("/-/patterns", "/_internal", "/_internal/databases", "/_memory", "/:memory:", "/index", "/corpus.db"),
        *("/corpus/line", "/corpus/content", "/corpus/segment", "/corpus/fault", "/corpus/state", "/corpus/words"),
        *("/corpus/line/1.json", "/corpus/words_data", "/corpus/LINE.json", "/corpus/sqlite_master", "/corpus/-/query"),
        *("/corpus?sql=select+1", "/corpus.json?sql=select+1", "/corpus/article.json?_where=1=1"),
        *("/static/../browse_plugin.py", "/static/%2e%2e/browse_plugin.py", "/static/", "/-/static/../app.py"),
        *("/-/static-plugins/x/y", "/article/..%2f..%2fetc/passwd", "/article/hanoimoi", "//evil.example/"),
        *("/article/hanoimoi/1/", "/favicon.ico", "/article/" + "a" * 3000 + "/1", "/%00", "/%zz", "/%ff"),
    ],
)
def test_what_is_closed(site: Browsed, path: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = site.get(path)
    assert answer.status == 404 and "location" not in answer.headers
    assert "Traceback" not in answer.text and "/tmp" not in answer.text and caplog.records == []


@pytest.mark.parametrize("table", ["article", "label", "copy"])
def test_the_open_tables(site: Browsed, table: str) -> None:
    assert site.get(f"/corpus/{table}.json?_size=1").status == 200
    assert site.get(f"/corpus/{table}").status == 200
    names = site.get("/corpus").text
    assert (
        f'href="/corpus/{table}"' in names and "/corpus/line" not in names and "sqlite" not in names.replace(table, "")
    )


def test_other_tables_are_not_read_through_the_open_ones(site: Browsed) -> None:
    through = '/corpus/article.json?_through={"table":"line","column":"id","value":"hanoimoi/1"}'
    assert site.get(through).status == 404


@pytest.mark.parametrize(
    "cookie", ["ds_actor=x", "a/b=1; a,b=2", "hanoi_press_lang=vi; ds_messages=1", '"\\', "x" * 9000]
)
def test_cookies_of_other_programs_do_no_harm(site: Browsed, cookie: str) -> None:
    answer = site.get("/", Cookie=cookie)
    assert answer.status == 200 and ('lang="vi"' in answer.text[:60]) == ("lang=vi" in cookie)
