"""Titles and sentences of servers' own pages, modelled on what the servers send by default."""

from __future__ import annotations

import pytest

from hanoi_press.text.server_phrases import (
    is_404,
    is_report,
    mentions_missing,
    says_missing,
    states_status,
    text_kind,
    title_kind,
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("410 Gone", "not-found"),
        ("Not Found | Sở Ví Dụ", "not-found"),
        ("Not Found :: Sở Ví Dụ", "not-found"),
        ("404 - Báo Ví Dụ", "not-found"),
        ("Error 404--Not Found", "not-found"),
        ("The page you're looking for doesn't exist.", "not-found"),
        ("HTTP Status 404 – /tin/a.html", "not-found"),
        ("HTTP Status 500 – Internal Server Error", "error"),
        ("429 Too Many Requests", "error"),
        ("HTTP Error 405 Method Not Allowed", "error"),
        ("Status 405 Method Not Allowed", "error"),
        ("413 Request Entity Too Large", "error"),
        ("414 Request-URI Too Large", "error"),
        ("400 Request Header Or Cookie Too Large", "error"),
        ("400 The plain HTTP request was sent to HTTPS port", "error"),
        ("400 The SSL certificate error", "error"),
        ("503 No healthy backends", "error"),
        ("503 Backend fetch failed", "error"),
        ("Error 503 Backend fetch failed", "error"),
        ("vidu.vn | 520: Web server is returning an unknown error", "error"),
        ("vidu.vn | 521: Web server is down", "error"),
        ("vidu.vn | 522: Connection timed out", "error"),
        ("tin.vidu.com.vn | 523: Origin is unreachable", "error"),
        ("vidu.vn | 524: A timeout occurred", "error"),
        ("vidu.vn | 525: SSL handshake failed", "error"),
        ("vidu.vn | 526: Invalid SSL certificate", "error"),
        ("ERROR: The requested URL could not be retrieved", "error"),
        ("Sorry, something went wrong", "error"),
        ("Welcome to nginx!", "error"),
        ("Index of /", "error"),
        ("Thông báo: Hệ thống đang được nâng cấp, bảo trì", "error"),
        ("Hệ thống đang bận", "error"),
        ("Hệ thống đang quá tải", "error"),
        ("Website đang tạm ngừng để nâng cấp và bảo trì", "error"),
        ("Cổng thông tin điện tử hiện đang tạm dừng", "error"),
        ("Trang thông tin này đang bảo trì!", "error"),
        ("Trang web đang bảo trì", "error"),
        ("Hệ thống đang nâng cấp hoặc bảo trì", "error"),
        ("Bad Request", "error"),
        ("HTTP Error: Bad Gateway", "error"),
        ("404.0 - Not Found", "not-found"),
        ("Trang thông tin điện tử đang bảo trì", "error"),
        ("Unauthorized", "error"),
        ("Forbidden: Access is denied", "error"),
        ("Access is denied", "error"),
        ("Access denied", "error"),
        ("Internal Server Error", "error"),
        ("Runtime Error", "error"),
        ("Server Error in '/' Application.", "error"),
        ("Status: Bad Gateway", "error"),
        ("Gateway Timeout", "error"),
        ("Proxy Error", "error"),
        ("403", "error"),
        ("502", "error"),
        ("Lỗi: Service Unavailable", "error"),
        ("Lỗi máy chủ", "error"),
        ("Có lỗi", "error"),
        ("Đã xảy ra lỗi", "error"),
        ("Có lỗi xảy ra", "error"),
        ("410", "not-found"),
        ("The page cannot be found", "not-found"),
        ("The resource cannot be found.", "not-found"),
        ("File or directory not found.", "not-found"),
        ("Object moved", "redirect"),
        ("Document moved", "redirect"),
        ("Page Moved", "redirect"),
        ("302 Moved Temporarily", "redirect"),
        ("303 See Other", "redirect"),
        ("307 Temporary Redirect", "redirect"),
        ("308 Permanent Redirect", "redirect"),
        ("302", "redirect"),
        ("Redirecting...", "redirect"),
        ("Đang chuyển hướng...", "redirect"),
        # articles'
        ("522: Chuyện một con số", None),
        ("Too Many Requests", None),
        ("Connection timed out", None),
        ("500 - Chuyện một con số", None),
        ("500 doanh nghiệp nhận giải", None),
        ("Index of hạnh phúc", None),
        ("Not Found-ation", None),
        ("Hà Nội | Not Found", None),
        ("Hệ thống đang được nâng cấp ở Ví Dụ", None),
        ("Not Found - " + "x" * 288, "not-found"),
        ("Not Found - " + "x" * 289, None),
    ],
)
def test_title_kind(title: str, kind: str | None) -> None:
    assert title_kind(title) == kind


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("404", True),
        ("404 Not Found", True),
        ("522: Connection timed out", True),
        ("IIS 10.0 Detailed Error - 500.0 - Ví dụ", True),
        ("500", False),
        ("Not Found", False),
        ("404 - Phim mới", False),
        ("12 con giáp", False),
    ],
)
def test_states_status(title: str, expected: bool) -> None:
    assert states_status(title) is expected


@pytest.mark.parametrize(
    "title",
    [
        "Không tìm thấy nội dung",
        "Không tìm thấy nội dung - Báo Ví Dụ",
        "Không tìm thấy trang bạn yêu cầu",
        "Không tìm thấy bài viết nào",
        "Không tìm thấy dữ liệu!",
        "Không tìm thấy kết quả phù hợp.",
        "Trang không tồn tại",
        "Trang web này không tồn tại",
        "Oops! Trang bạn đang tìm kiếm không còn tồn tại",
        "Rất tiếc, trang mà quý vị muốn xem không được tìm thấy",
        "Xin lỗi: liên kết quý khách vừa truy cập đã bị xoá bỏ",
        "Ôi! Địa chỉ bạn cần tìm hiện không tồn tại",
        "Đường dẫn không tồn tại hoặc đã bị xóa",
        "Nội dung đã bị gỡ hay không tồn tại trên hệ thống",
        "Tin không tồn tại trên trang này",
        "Lỗi 404: Trang không tồn tại",
        "Error - Page not found",
        "404 - Không tìm thấy trang",
        "Thông báo: Bài viết bị xóa",
        "404 Not Found",
        "404 Page not found",
    ],
)
def test_a_title_that_says_missing(title: str) -> None:
    assert says_missing(title)
    assert title_kind(title) == "not-found"


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Gone",
        "Tin giả về vỡ đê đã bị xóa",
        "Nội dung bịa đặt đã bị gỡ",
        "Trang không tồn tại: chuyện một tờ báo",
        "Bạn đọc không tìm thấy trang",
        "Không tìm thấy trang sử cũ",
    ],
)
def test_a_title_that_says_no_such_thing(title: str) -> None:
    assert not says_missing(title)


def test_is_404() -> None:
    assert all(map(is_404, ["404", "Lỗi 404", "Error 404!", "404 | Báo Ví Dụ"]))
    assert not any(map(is_404, ["404 km đường", "Nhà số 404", "500"]))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bài viết không tồn tại hoặc đã bị xóa. Về trang nhất.", "not-found"),
        ("Đường dẫn bạn truy cập không tồn tại, vui lòng thử lại.", "not-found"),
        ("Trang không tồn tại mời bạn về trang nhất", "not-found"),
        ("Trang không tồn tại xin quay lại", "not-found"),
        ("Trang không tồn tại, hãy tìm lại", "not-found"),
        ("Không tìm thấy kết quả nào", "not-found"),
        ("The requested resource could not be found.", "not-found"),
        ("Báo Ví Dụ\n\nThe page you're looking for doesn't exist.", "not-found"),
        ("The requested URL was not found on this server.", "not-found"),
        ("The requested URL /a was not found on this server.", "not-found"),
        ("The server has not found anything matching the Request-URI.", "not-found"),
        ("The resource you are looking for might have been removed.", "not-found"),
        ("The resource you are looking for (or one of its parts)", "not-found"),
        ("The resource you are looking for has been removed.", "not-found"),
        ("Correlation ID: 0000", "error"),
        ("Sorry, something went wrong", "error"),
        ("An unexpected error has occurred.", "error"),
        ("Guru Meditation:", "error"),
        ("The following error was encountered while trying to retrieve the URL: /a", "error"),
        ("No server is available to handle this request.", "error"),
        ("If you see this page, the nginx web server is working.", "error"),
        ("The plain HTTP request was sent to HTTPS port", "error"),
        ("The initial connection between Cloudflare's network and the server timed out.", "error"),
        ("Hệ thống đang được nâng cấp, bảo trì. Mời bạn quay trở lại sau.", "error"),
        ("Thông báo: Website đang bảo trì; vui lòng thử lại.", "error"),
        ("Hệ thống đang bảo trì, mong bạn thông cảm", "error"),
        ("Hệ thống đang bảo trì, xin trở lại sau", "error"),
        ("Hệ thống đang nâng cấp, quý vị thử lại sau", "error"),
        ("Hệ thống đang nâng cấp, rất mong bạn thông cảm", "error"),
        # articles'
        ("Hệ thống đang bảo trì. Thợ làm suốt đêm.", None),
        ("Hệ thống đang được nâng cấp ở Ví Dụ. Mời bạn quay lại.", None),
        ("Hệ thống bơm nước đang bảo trì. Mời bạn quay lại.", None),
        ("Không tìm thấy kết quả nào, đội tìm kiếm trở về.", None),
        ("Ông kể: The requested resource could not be found.", None),
        ("Màn hình hiện chữ Sorry, something went wrong", None),
        ("Ai cũng bảo trang không tồn tại.", None),
    ],
)
def test_text_kind(text: str, kind: str | None) -> None:
    assert text_kind(text) == kind


def test_mentions_missing() -> None:
    assert mentions_missing("Báo Ví Dụ Trang bạn tìm không tồn tại. Về trang nhất")
    assert not mentions_missing("Tin giả về vỡ đê đã bị xóa.")


@pytest.mark.parametrize(
    "words",
    [
        "Server Error in '/' Application.",
        "Exception Details: x",
        "Stack Trace: x",
        "x at java.lang.Thread.run(Thread.java:1)",
        "Apache Tomcat/9",
        "Detailed Error Information",
        "Hypertext Transfer Protocol -- HTTP/1.1",
        "Correlation ID: 0",
        "Visit cloudflare.com",
        "Guru Meditation",
        "HTTP Error 503. The service is unavailable.",
    ],
)
def test_a_report(words: str) -> None:
    assert is_report(words)


def test_no_report() -> None:
    assert not is_report("Người dân nhìn at (sic) màn hình: HTTP Error, rồi tắt máy.")
