"""`notices/services.py`: apprise sends, and what it says in failing holds no part of an address."""

from __future__ import annotations

import logging
import sys

import pytest

from hanoi_press.notices.message import Notice
from hanoi_press.notices.services import MISSING, _masked, send_to_service, shown_address
from spiders_tests.notice_server import received

NOTICE = Notice("hanoi-press: All well", "Một dòng <b>\n- hai", False)


def test_a_webhook_gets_title_and_text() -> None:
    with received() as server:
        assert send_to_service(f"json://{server.host}/hook", NOTICE) == ""
    ((method, path, body),) = server.requests
    assert (method, path, body["title"], body["type"]) == ("POST", "/hook", "hanoi-press: All well", "success")
    assert body["message"] == "Một dòng <b>\n- hai"


def test_nothing_of_the_address_is_said(caplog: pytest.LogCaptureFixture) -> None:
    address = "json://nguoidung:m%E1%BA%ADtkh%E1%BA%A9u@127.0.0.1:1/duongdan?+X-Token=chiakhoa"
    with caplog.at_level(logging.DEBUG):
        says = send_to_service(address, NOTICE)
    assert says.startswith("apprise failed (UnicodeEncodeError)")
    with caplog.at_level(logging.DEBUG):
        says += send_to_service(address.replace("m%E1%BA%ADtkh%E1%BA%A9u", "matkhau"), NOTICE)
    assert "onnection error occurred sending JSON" in says
    for secret in ("nguoidung", "matkhau", "m%E1", "mậtkhẩu", "duongdan", "chiakhoa"):
        assert secret not in says + caplog.text


def test_an_address_that_apprise_does_not_know() -> None:
    for address in ("nosuch://abc", "tgram://short", "json://"):
        assert "apprise does not know such an address" in send_to_service(address, NOTICE)
        assert "://…" in shown_address(address)


def test_masking_leaves_the_host() -> None:
    said = "user@gmail.com: login of user with pass%21word at smtp.gmail.com failed (pass!word)"
    masked = _masked(said, "mailto://user:pass%21word@smtp.gmail.com/to@x.vn")
    assert "word" not in masked and "user" not in masked and "smtp.gmail.com failed" in masked


def test_without_apprise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert send_to_service("json://x", NOTICE) == MISSING
