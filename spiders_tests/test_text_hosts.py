"""`text/hosts.py`: one spelling of a host."""

from __future__ import annotations

import pytest

from hanoi_press.text.hosts import host_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Moit.gov.vn.:443/tin", "moit.gov.vn"),
        ("http://moit.gov.vn", "moit.gov.vn"),
        ("https://[::1", ""),
        ("tin-tuc", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host
