"""`text/hosts.py`: one spelling of a host, the ports of the web, and public addresses."""

from __future__ import annotations

import pytest

from hanoi_press.text.hosts import host_of, is_public_address, is_web_address


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


@pytest.mark.parametrize(
    ("url", "fetched"),
    [
        ("https://hanoimoi.vn/", True),
        ("http://hanoimoi.vn:443/", True),
        ("https://hanoimoi.vn.:80/", True),
        ("https://hanoimoi.vn:0443/", True),
        ("https://hanoimoi.vn:/", True),
        ("https://hanoimoi.vn:22/", False),
        ("https://hanoimoi.vn:9999/", False),
        ("https://hanoimoi.vn:0/", False),
        ("https://hanoimoi.vn:-443/", False),
        ("https://hanoimoi.vn:4430000/", False),
        ("https://hanoimoi.vn:４４３/", False),
        ("https://a@hanoimoi.vn/", False),
        ("https://hanoimoi.vn:443@example.org/", False),
        ("ftp://hanoimoi.vn/", False),
        ("https:///a", False),
        ("//hanoimoi.vn/", False),
    ],
)
def test_only_the_ports_of_the_web(url: str, fetched: bool) -> None:
    assert is_web_address(url) is fetched


def test_any_port_if_asked_so() -> None:
    assert is_web_address("http://hanoimoi.vn:8080/", any_port=True)
    assert not is_web_address("ftp://hanoimoi.vn:8080/", any_port=True)
    assert not is_web_address("http://hanoimoi.vn:80800/", any_port=True)


PUBLIC = ("113.160.1.1", "8.8.8.8", "2402:800::1", "::ffff:113.160.1.1", "64:ff9b::71a0:101", "2002:71a0:101::1")
PRIVATE = (
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),
    *("192.0.2.1", "198.18.0.1", "224.0.1.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1"),
    *("2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:100.64.0.1", "::ffff:224.0.1.1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::1", "2002:c0a8:101::1"),
    *("2001:0:71a0:101:0:0:80ff:fffe", "hanoimoi.vn", "", "127.1"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_and_reserved_addresses(address: str) -> None:
    assert not is_public_address(address)
