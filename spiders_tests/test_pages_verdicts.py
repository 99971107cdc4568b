"""What is no article: error and redirect pages that answer HTTP 200, refusals, shells, sponsored pieces."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.extraction import NotAnArticle

UNKNOWN = "https://baovidu.example/tin/a.html"
HANOIMOI = "https://hanoimoi.vn/khoi-muong-1305109.html"
SENTENCE = "Chủ trang mạng kể chuyện dời nhà sang máy chủ mới và những đường dẫn cũ bị bỏ quên giữa chừng. "
LONG = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p>"  # 667 characters
TEASERS = f"<article><h3>Tin khác</h3><p>{SENTENCE * 3}</p></article>" * 4


def served(title: str, inside: str, head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{inside}</body></html>".encode()


def kind_of(body: bytes, url: str = UNKNOWN) -> str:
    with pytest.raises(NotAnArticle) as verdict:
        extract(body, url)
    return verdict.value.kind


@pytest.mark.parametrize("url", [UNKNOWN, HANOIMOI])
@pytest.mark.parametrize(
    ("title", "inside", "kind"),
    [
        # Apache, nginx, IIS, ASP.NET, Tomcat: the texts that they send by default
        ("301 Moved Permanently", "<h1>Moved Permanently</h1><p>The document has moved here.</p>", "redirect"),
        ("302 Found", "<h1>Found</h1><p>The document has moved <a href='/b'>here</a>.</p><hr>", "redirect"),
        ("Object moved", "<h2>Object moved to <a href='/b'>here</a>.</h2>", "redirect"),
        ("Document Moved", "<h1>Object Moved</h1>This document may be found <a href='/b'>here</a>", "redirect"),
        ("307 Temporary Redirect", "<center><h1>307 Temporary Redirect</h1></center><hr>nginx", "redirect"),
        ("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx/1.25</center>", "not-found"),
        ("404 Not Found", f"<h1>Not Found</h1>{LONG}", "not-found"),
        (
            "404 - File or directory not found.",
            "<h1>Server Error</h1><p>The resource you are looking for might have been removed.</p>",
            "not-found",
        ),
        ("IIS 10.0 Detailed Error - 404.0 - Not Found", f"<h3>HTTP Error 404.0</h3>{LONG}", "not-found"),
        ("The resource cannot be found.", "<h1>Server Error in '/' Application.</h1><p>HTTP 404</p>", "not-found"),
        ("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>", "error"),
        ("403 - Forbidden: Access is denied.", "<h1>Server Error</h1><p>You do not have permission.</p>", "error"),
        (
            "500 Internal Server Error",
            "<h1>Internal Server Error</h1><p>Contact the administrator.</p>",
            "error",
        ),
        ("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>", "error"),
        ("503 Service Temporarily Unavailable", "<h1>503 Service Temporarily Unavailable</h1>", "error"),
        ("Service Unavailable", "<h2>Service Unavailable</h2><p>HTTP Error 503. The service is down.</p>", "error"),
        ("504 Gateway Time-out", "<h1>504 Gateway Time-out</h1><hr>nginx", "error"),
        ("Runtime Error", f"<h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2>{LONG}", "error"),
        ("HTTP Status 500 – Internal Server Error", f"<h1>HTTP Status 500</h1>{LONG}", "error"),
        ("Lỗi hệ thống", "<h1>Lỗi hệ thống</h1><p>Vui lòng thử lại sau ít phút.</p>", "error"),
        ("Cổng thông tin", "<h1>Hệ thống đang bảo trì</h1><p>Mong bạn quay lại sau.</p>", "error"),
        ("Cổng thông tin", "<h1>Trang bạn yêu cầu không tồn tại</h1><p>Về trang nhất.</p>", "not-found"),
        ("Lỗi 404 | Báo Ví Dụ", "<p>Bạn đã đi lạc.</p>", "not-found"),
        # modelled on the default pages of Liferay, SharePoint, nginx, Apache, WebLogic, Cloudflare, Varnish, Squid
        ("Not Found - Sở Ví Dụ", "<h3 class='alert'>Not Found</h3>The requested resource is gone.", "not-found"),
        (
            "Cổng thông tin",
            f"<nav>{SENTENCE * 4}</nav><p>The requested resource could not be found.</p>",
            "not-found",
        ),
        ("Error", "<h1>Sorry, something went wrong</h1><p>Date and Time: 1/2/2026</p>", "error"),
        ("Error", f"<nav>{SENTENCE * 4}</nav><p>Correlation ID: 00000000-0000</p>", "error"),
        ("The page you're looking for doesn't exist.", "<p>Check for a typo in the URL.</p>", "not-found"),
        ("413 Request Entity Too Large", "<h1>413 Request Entity Too Large</h1><hr>nginx", "error"),
        ("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>The web server works.</p>", "error"),
        ("Index of /tin", "<h1>Index of /tin</h1><ul><li><a href='/'>Parent Directory</a></ul>", "error"),
        (
            "Error 404--Not Found",
            f"<h2>Error 404--Not Found</h2><p>{'The server found nothing. ' * 20}</p>",
            "not-found",
        ),
        (
            "baovidu.example | 522: Connection timed out",
            f"<h1>Connection timed out</h1><p>{'The server did not answer in time. ' * 12}See cloudflare.com</p>",
            "error",
        ),
        ("503 Backend fetch failed", "<h1>Error 503 Backend fetch failed</h1><p>XID: 1</p>", "error"),
        (
            "ERROR: The requested URL could not be retrieved",
            "<h1>ERROR</h1><h2>The requested URL could not be retrieved</h2><p>The host is down.</p>",
            "error",
        ),
        ("Thông báo", "<p>Hệ thống đang được nâng cấp, bảo trì. Mời bạn quay lại sau ít phút.</p>", "error"),
        ("Cổng thông tin", f"<nav>{SENTENCE * 4}</nav><p>Bài viết đã bị gỡ. Về trang nhất.</p>", "not-found"),
        ("404 | Báo Ví Dụ", f"<nav>{SENTENCE * 4}</nav><h1>Báo Ví Dụ</h1><p>Bạn đi lạc.</p>", "not-found"),
        ("Không tìm thấy trang", f"<nav>{SENTENCE * 4}</nav><h1>Báo Ví Dụ</h1><p>Bạn đi lạc.</p>", "not-found"),
        # a report below a title without a status code, and one below a number alone
        ("Service Unavailable", f"<h1>Service Unavailable</h1>{LONG}<p>HTTP Error 503.</p>", "error"),
        ("500", f"<h1>500</h1>{LONG}<pre>Stack Trace: at a.b.C(D.java:1)</pre>", "error"),
        # a missing page in the site's layout, above other articles
        ("404", f"<h1>404</h1>{LONG}", "not-found"),
        ("Không tìm thấy nội dung - Báo Ví Dụ", f"<h1>Không tìm thấy nội dung</h1>{LONG * 8}", "not-found"),
        ("Không tìm thấy nội dung - Báo Ví Dụ", f"<h3>Tin khác</h3>{LONG * 8}", "not-found"),
        ("Không tìm thấy nội dung", f"<h1>Không tìm thấy nội dung</h1>{LONG * 2}{TEASERS}", "not-found"),
    ],
)
def test_what_servers_send_in_place_of_a_page(title: str, inside: str, kind: str, url: str) -> None:
    assert kind_of(served(title, inside), url) == kind


def test_a_page_that_only_leads_elsewhere() -> None:
    refresh = "<meta http-equiv='Refresh' content='0; URL=https://baovidu.example/moi.html'>"
    assert kind_of(served("Báo Ví Dụ", "<p>Trang đã chuyển, xin bấm vào đây.</p>", refresh)) == "redirect"
    reload = "<meta http-equiv='refresh' content='600'>"  # a news page that loads itself again
    assert extract(served("Tin", f"<h1>Tin</h1>{LONG}", reload), UNKNOWN).title == "Tin"
    assert extract(served("Tin", f"<h1>Tin</h1>{LONG}", refresh), UNKNOWN).title == "Tin"


@pytest.mark.parametrize(
    "title",
    [
        "Lỗi 404 là gì và vì sao trang nào cũng có",
        "404 Not Found: chuyện những đường dẫn chết",
        "Service Unavailable: một ngày không mạng",
        "Found",
        "Lỗi hệ thống",
        "301 Moved Permanently",
        "404 Not Found",
        "404",
        "500",
        "Không tìm thấy nội dung",
    ],
)
def test_an_article_about_errors_is_an_article(title: str) -> None:
    got = extract(served(title, f"<article><h1>{title}</h1>{LONG}</article>"), UNKNOWN)
    assert got.title == title


@pytest.mark.parametrize("title", ["500", "500 - con số của năm", "404 - phim mới", "Gone"])
def test_a_number_alone_makes_no_long_page_a_server_s(title: str) -> None:
    assert extract(served(title, f"<h1>{title}</h1>{LONG}"), UNKNOWN).text


def test_a_headline_counts_before_the_window_s_title() -> None:
    title = "Không tìm thấy trang - nỗi lo của bạn đọc"  # what stands behind the dash may be a site's name
    assert extract(served(title, f"<h1>Nỗi lo của bạn đọc</h1>{LONG}"), UNKNOWN).text


@pytest.mark.parametrize("prose", [f"<div>{LONG}</div>", LONG.replace("<p>", "<p><b>").replace("</p>", "</b></p>")])
def test_paragraphs_inside_an_article_element_are_prose(prose: str) -> None:
    page = served("404 Not Found", f"<article><h1>404 Not Found</h1>{prose}</article>")
    assert extract(page, UNKNOWN).title == "404 Not Found"


def test_structured_data_makes_an_article_of_a_page_with_a_server_s_title() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "404 Not Found"}</script>'
    assert extract(served("404 Not Found", f"<h1>404 Not Found</h1>{LONG}", data), UNKNOWN).title == "404 Not Found"


def test_an_article_far_above_its_paragraphs_is_not_looked_for() -> None:
    """A hostile page nests thousands of elements, and each of its paragraphs would be followed through all of them."""
    deep = "<div>" * 10 + LONG
    assert kind_of(served("404 Not Found", f"<article><h1>404 Not Found</h1>{deep}")) == "not-found"


@pytest.mark.parametrize(
    "title",
    [
        "Tin giả về vỡ đê đã bị xóa",
        "Nội dung bịa đặt đã bị gỡ khỏi mạng",
        "Bài viết của ông Ví Dụ không tồn tại",
        "Bạn đọc kể chuyện “không tìm thấy trang” ở cổng nộp hồ sơ",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "Sáng nay nhiều người báo lỗi không tìm thấy trang. Ban quản trị đã cho sửa ngay trong buổi chiều.",
        "Kẻ tung tin bị mời lên làm việc. Bài viết đã bị gỡ. Người dân được nhắc nên đọc báo chính thống.",
    ],
)
def test_a_short_article_about_what_is_missing(title: str, text: str) -> None:
    got = extract(served(title, f"<article><h1>{title}</h1><p>{text}</p></article>"), UNKNOWN)
    assert (got.title, got.text) == (title, text)


def test_a_short_notice_that_begins_with_the_system() -> None:
    text = "Hệ thống đang được nâng cấp từ 22 giờ đêm nay, mời bà con thử lại vào sáng mai."
    assert extract(served("Nộp thuế", f"<article><h1>Nộp thuế</h1><p>{text}</p></article>"), UNKNOWN).text == text


@pytest.mark.parametrize(("length", "is_article"), [(299, False), (300, True)])
def test_from_300_characters_a_page_is_read_as_an_article(length: int, is_article: bool) -> None:
    for title, begins in (("Gone", ""), ("Thông báo", "Bài viết đã bị gỡ. ")):
        text = f"{begins}{SENTENCE * 4}"[: length - 1] + "."
        if is_article:
            assert extract(served(title, f"<p>{text}</p>"), UNKNOWN).text == text
        else:
            assert kind_of(served(title, f"<p>{text}</p>")) == "not-found"


@pytest.mark.parametrize(("length", "is_article"), [(3999, False), (4000, True)])
def test_from_4000_characters_a_page_is_no_report(length: int, is_article: bool) -> None:
    body = served("502 Bad Gateway", f"<p>{SENTENCE * 99:.{length - 1}}.</p>")
    if is_article:
        assert extract(body, UNKNOWN).title == "502 Bad Gateway"
    else:
        assert kind_of(body) == "error"


def test_an_article_that_a_template_reads_is_not_doubted() -> None:
    page = f"<h1 class='c-detail-head__title'>404 Not Found</h1><div class='b-maincontent'><div class='entry'>{LONG}"
    assert extract(served("404 Not Found", page), HANOIMOI).title == "404 Not Found"


def test_a_short_text_of_a_template_below_a_server_s_title() -> None:
    page = "<h1 class='c-detail-head__title'>502 Bad Gateway</h1><div class='b-maincontent'><div class='entry'><p>nginx"
    assert kind_of(served("Báo Ví Dụ", page), HANOIMOI) == "error"


def test_a_short_article_of_a_template_may_speak_of_what_is_not_found() -> None:
    text = "<p>Nội dung bức thư cổ nay không tồn tại, chỉ còn phong bì.</p>"
    page = f"<h1 class='c-detail-head__title'>Bức thư cổ</h1><div class='b-maincontent'><div class='entry'>{text}"
    assert extract(served("Bức thư cổ", page), HANOIMOI).title == "Bức thư cổ"


@pytest.mark.parametrize("ident", ["app", "root", "__nuxt", "__next"])
def test_a_shell(ident: str) -> None:
    assert kind_of(served("Cổng", f"<div id='{ident}'></div>")) == "shell"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<div id='bkg50rr'></div><script src='/a.js'></script>", "shell"),  # an app's root of any name
        ("<noscript>Bật JavaScript.</noscript><app-root></app-root><script src='/a.js'></script>", "shell"),
        ("<div id='bkg50rr'></div>", "empty"),
        ("<div><i></i></div><script src='/a.js'></script><p></p>", "empty"),
    ],
)
def test_an_app_s_root_of_another_name(body: str, kind: str) -> None:
    assert kind_of(served("Cổng", body)) == kind


def test_a_refusal_inside_the_layout() -> None:
    text = "<p>Thông báo từ chối truy cập. Xin liên hệ quản trị.</p>"
    page = f"<h1 class='c-detail-head__title'>Thông báo</h1><div class='b-maincontent'><div class='entry'>{text}"
    assert kind_of(served("Cổng", page), HANOIMOI) == "blocked"


@pytest.mark.parametrize("crumb", ["Tin tài trợ", "Tài trợ"])
def test_a_sponsored_section(crumb: str) -> None:
    page = f"""<ol class="breadcrumb"><li><a href="/x">{crumb}</a></li></ol>
    <h1 class='c-detail-head__title'>Căn hộ</h1><div class='b-maincontent'><div class='entry'>{LONG}"""
    assert kind_of(served("Căn hộ", page), HANOIMOI) == "sponsored"
