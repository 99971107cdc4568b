"""`crawl/captured_page.py`: what stood in the place of an article when an archive's crawler came."""

from __future__ import annotations

import pytest

from hanoi_press.crawl.capture_verdict import BadCapture
from hanoi_press.crawl.captured_page import captured_fault
from hanoi_press.crawl.read_answer import Answer, Outcome, read_answer
from hanoi_press.items import Article
from hanoi_press.pages.document import Document
from hanoi_press.sources import sources
from spiders_tests.cost_growth import growth

URL = "http://hanoimoi.com.vn/Tin-tuc/Kinh-te/730001/gia-xang-giam-manh-tu-hom-nay"
MENU = "".join(f'<li><a href="/Tin-tuc/Muc-{one}">Mục {one}</a></li>' for one in range(8))
WORDS = (
    "Từ 15 giờ hôm nay, giá xăng giảm 500 đồng mỗi lít, theo thông báo của liên bộ Công Thương - Tài chính. "
    "Đây là lần giảm thứ ba liên tiếp kể từ đầu năm đến nay, và là mức giảm mạnh nhất trong vòng hai năm qua."
)
FORM = '<form method="post"><input name="u"><input type="password" name="p"><input type="submit" value="OK"></form>'


def page(title: str, body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<div class=header><ul>{MENU}</ul></div>{body}<div class=footer>Báo Hànộimới. Địa chỉ: 44 Lê Thái Tổ."
        "</div></body></html>"
    )


def article(extra: str = "", title: str = "Giá xăng giảm mạnh từ hôm nay", head: str = "") -> str:
    text = "".join(f"<p>{WORDS} Đoạn {one}.</p>" for one in range(4))
    return page(title, f"{extra}<div class=article><h1>{title}</h1><span>15:00 03/02/2015</span>{text}</div>", head)


def read(body: str | bytes, *, url: str = URL, via: str | None = "wayback", source: str = "hanoimoi") -> Outcome:
    raw = body if isinstance(body, bytes) else body.encode()
    return read_answer(Answer(url, 200, raw, "2015-02-03T04:05:06Z", via=via), sources()[source])


def kind(body: str | bytes) -> str:
    found = read(body)
    return str(found.kind) if isinstance(found, BadCapture) else type(found).__name__


def test_an_article_names_its_web_archive() -> None:
    found = read(article())
    assert isinstance(found, Article) and found.title == "Giá xăng giảm mạnh từ hôm nay"
    assert (found.extraction.via, found.fetched_at) == ("wayback", "2015-02-03T04:05:06Z")
    live = read(article(), via=None)
    assert isinstance(live, Article) and live.extraction.via is None


LOGINS = {
    "sharepoint": (
        "Sign In",
        '<form action="/_layouts/15/Authenticate.aspx"><h1>Sign In</h1><p>Warning: this page is not encrypted for '
        "secure communication. User names, passwords, and any other information will be sent in clear text. For more "
        'information, contact your administrator.</p>User name: <input name="a">Password: '
        '<input type="password"></form>',
    ),
    "sharepoint-vi": ("Đăng nhập", f"<h2>Đăng nhập</h2><p>Tên người dùng: Mật khẩu:</p>{FORM}"),
    "wordpress": (
        "Log In &lsaquo; Bộ Thông tin — WordPress",
        f'<div id="login"><h1><a href="https://wordpress.org/">Powered by WordPress</a></h1>{FORM}'
        "<p>Lost your password?</p></div>",
    ),
    "joomla": ("Cổng thông tin", f"<h1>Đăng nhập hệ thống</h1><p>Nhớ mật khẩu. Quên mật khẩu?</p>{FORM}"),
    "drupal": (
        "User account | Bộ Y tế",
        f"<h1>User account</h1><label>Username *</label><p>Enter your Bộ Y tế username."
        f"</p><label>Password *</label><p>Enter the password that accompanies your username.</p>{FORM}",
    ),
    "liferay": ("Đăng nhập - Cổng thông tin điện tử", f"<h2>Đăng nhập</h2><p>Email Address</p>{FORM}"),
    "keycloak": ("Sign in to realm-moet", f"<h1 id=kc-page-title>Sign in to your account</h1>{FORM}"),
    "microsoft": (
        "Sign in to your account",
        "<form><input type=email name=loginfmt placeholder='Email, phone, or Skype'>"
        "<p>Can’t access your account?</p></form>",
    ),
    "adfs": ("Sign In", f"<p>Sign in with your organizational account</p>{FORM}"),
    "generic": (
        "Bộ Giao thông vận tải",
        f"<p>Tên truy cập</p><p>Mật khẩu</p>{FORM}<p>Hướng dẫn: liên hệ quản trị.</p>",
    ),
    "long notice": (
        "Cổng dịch vụ công",
        f"<h1>Cổng dịch vụ công</h1><p>Để sử dụng hệ thống, cán bộ đăng nhập bằng tài "
        f"khoản đã được cấp. {WORDS} {WORDS}</p>{FORM}",
    ),
    "words only": ("Báo Hànộimới", "<h1>Thông báo</h1><p>Bạn cần đăng nhập để xem nội dung này.</p>"),
    "english words": ("Portal", "<p>You must be logged in to view this content.</p>"),
    "session": ("Thông báo", f"<p>Phiên làm việc của bạn đã hết hạn, vui lòng đăng nhập lại.</p>{FORM}"),
}


@pytest.mark.parametrize("name", LOGINS)
def test_login_pages(name: str) -> None:
    assert kind(page(*LOGINS[name])) == "login-page"


def test_a_login_form_beside_an_article_is_none() -> None:
    box = f'<div class="modal"><h2>Đăng nhập</h2><p>Mật khẩu</p>{FORM}</div>'
    assert kind(article(box)) == "Article"
    assert kind(article(title="Hướng dẫn người dân đăng nhập VNeID từ hôm nay")) == "Article"


MISSING = [
    ("404 Not Found", "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>"),
    ("Page not found | Bộ Y tế", "<h1>Page not found</h1><p>The requested page could not be found.</p>"),
    ("Báo Hànộimới", "<h1>Rất tiếc, bài viết không tồn tại hoặc đã bị xóa</h1>"),
    ("Báo Hànộimới", "<h2>Không tìm thấy trang</h2><p>Mời bạn quay lại trang chủ.</p>"),
    ("Báo Hànộimới", "<div>Nội dung bạn yêu cầu hiện không có trên hệ thống.</div>"),
    ("Báo Hànộimới", "<p>Xin lỗi! Đường dẫn này không còn tồn tại.</p>"),
    ("Báo Hànộimới", "<p>Bài viết đã được gỡ bỏ theo yêu cầu của tác giả.</p>"),
    ("Báo Hànộimới", "<p>Tin này chưa được xuất bản.</p>"),
    ("Thông báo", "<p>Liên kết đã hết hạn hoặc đã bị thay đổi.</p>"),
    ("Error 404", "<p>Oops! That page can’t be found.</p>"),
    ("MIC", "<p>Sorry, the article you are looking for is no longer available.</p>"),
    ("MIC", "<h1>The page you requested does not exist</h1>"),
    ("MIC", "<p>We couldn’t find the page you were looking for.</p>"),
    ("MIC", "<p>This content has been removed.</p>"),
    ("MIC", "<p>No results found.</p>"),
    ("Cổng thông tin", "<p>Không có dữ liệu</p>"),
]


@pytest.mark.parametrize(("title", "body"), MISSING)
def test_pages_that_say_they_do_not_exist(title: str, body: str) -> None:
    assert kind(page(title, body)) == "soft-404"


@pytest.mark.parametrize(
    "title",
    [
        "Bài viết bịa đặt trên mạng đã bị gỡ bỏ",
        "Không tìm thấy nạn nhân thứ ba",
        "Trang trại không còn tồn tại sau bão",
    ],
)
def test_articles_on_what_is_gone_are_none(title: str) -> None:
    assert kind(article(title=title)) == "Article"


def test_the_home_page_in_place_of_the_article() -> None:
    rows = "".join(
        f'<div><h2><a href="/Tin-tuc/Xa-hoi/7300{one}/tin-thu-{one}">Thành phố khởi công cầu số {one} qua sông</a></h2>'
        f"<p>{WORDS}</p></div>"
        for one in range(10, 22)
    )
    root = '<link rel="canonical" href="http://hanoimoi.com.vn/">'
    assert kind(page("Báo Hànộimới - Trang chủ", rows, root)) == "soft-404"
    assert kind(page("Trang chủ", rows)) == "soft-404"
    assert kind(article(head=root)) == "Article"  # many templates state the root on every page


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            page("Đang chuyển hướng", "<script>location='/'</script>", '<meta http-equiv="refresh" content="0;url=/">'),
            "redirect",
        ),
        ("<html><head><title>Just a moment...</title></head><body></body></html>", "block-page"),
        (
            page("Runtime Error", "<h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2><p>Stack Trace:</p>"),
            "error-page",
        ),
        (page("Service Unavailable", "<h1>Service Unavailable</h1><p>HTTP Error 503.</p>"), "error-page"),
        (page("Lỗi", "<h1>Đã xảy ra lỗi không mong muốn</h1><p>Vui lòng thử lại sau.</p>"), "error-page"),
        (
            page(
                "",
                "<b>Warning</b>: mysql_connect(): Too many connections in /var/www/db.php on line 12",
            ),
            "error-page",
        ),
        (
            page("", "<p>Microsoft OLE DB Provider for SQL Server error '80004005'</p>"),
            "error-page",
        ),
        (page("Error", "<h1>Error establishing a database connection</h1>"), "error-page"),
        (page("Website đang bảo trì", "<p>Website đang được nâng cấp.</p>"), "error-page"),
        (page("Apache2 Ubuntu Default Page: It works", "<p>This is the default welcome page.</p>"), "error-page"),
        (page("hanoimoi", "<p>This account has been suspended.</p>"), "error-page"),
        (page("Index of /Tin-tuc", "<h1>Index of /Tin-tuc</h1>"), "error-page"),
        ("<html><body><div id='app'></div><script src='/a.js'></script></body></html>", "shell"),
        ("<?xml version='1.0'?><rss><channel><item><title>Tin</title></item></channel></rss>", "no-page"),
        ('{"error": "not found"}', "no-page"),
        (b"%PDF-1.4 " + b"\x00" * 400, "no-page"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, "no-page"),
    ],
)
def test_other_pages_in_its_place(body: str | bytes, wanted: str) -> None:
    assert kind(body) == wanted


TEASERS = "".join(
    f'<article><h3><a href="/Tin-tuc/Xa-hoi/7301{one}/tin-{one}">Thành phố khởi công cầu số {one} bắc qua sông</a></h3>'
    f"<time>03/02/2015</time><p>{WORDS}</p></article>"
    for one in range(10, 34)
)
SIDES = {"teasers": f"<div class=side>{TEASERS}</div>", "links": f"<ul>{MENU * 5}</ul>", "short": "<p>Tin mới</p>"}
IN_THE_MIDDLE = [
    ("soft-404", "<h1>Rất tiếc, bài viết không tồn tại hoặc đã bị xóa</h1>"),
    ("soft-404", "<p>Nội dung bạn yêu cầu không tồn tại.</p>"),
    ("soft-404", "Không tìm thấy bài viết"),
    ("soft-404", "<h2>Page Not Found</h2><p>The page you're looking for might have been removed.</p>"),
    ("login-page", f"<h2>Đăng nhập</h2><p>Tên đăng nhập</p><p>Mật khẩu</p>{FORM}"),
    ("login-page", "<p>Bạn phải đăng nhập để xem nội dung này</p>"),
    ("error-page", "<p>Đã có lỗi xảy ra trong quá trình xử lý. Vui lòng thử lại.</p>"),
]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("wanted", "middle"), IN_THE_MIDDLE)
def test_a_notice_in_the_sites_layout(side: str, wanted: str, middle: str) -> None:
    assert kind(page("Báo Hànộimới", f"<div class=main>{middle}</div>{SIDES[side]}")) == wanted


@pytest.mark.parametrize("side", SIDES)
def test_an_article_in_the_sites_layout(side: str) -> None:
    box = f"<div class=top><h3>Đăng nhập</h3><p>Mật khẩu</p>{FORM}</div>"
    assert kind(article(box).replace("<div class=footer>", f"{SIDES[side]}<div class=footer>")) == "Article"


@pytest.mark.parametrize("pump", ["<input type=password><h2>", "<a href=/x-1.html>a ", "<div>không có ", "<b>x</b>! "])
def test_no_page_costs_more_than_its_length(pump: str) -> None:
    def judge(size: int) -> object:
        doc = Document(f"<html><body>{pump * (size // len(pump))}".encode(), URL)
        return captured_fault(doc, None, URL, sources()["hanoimoi"])

    assert growth(judge, 10_000) < 8
