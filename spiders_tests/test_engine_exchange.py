"""Hand files over a folder and over S3, and say in one line what is wrong with an address."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="the extra [dask] is not installed")

from hanoi_press.engine.exchange import ExchangeError, UnitExchange
from hanoi_press.engine.unit import EngineError
from spiders_tests.s3_server import S3Server, s3_server


@pytest.fixture(scope="module")
def served() -> Iterator[S3Server]:
    pytest.importorskip("s3fs", reason="the extra [s3] is not installed")
    pytest.importorskip("moto", reason="moto is not installed")
    with s3_server() as server:
        yield server


@pytest.fixture(params=["folder", "s3"])
def exchange(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UnitExchange:
    if request.param == "folder":
        return UnitExchange(str(tmp_path / "exchange"))
    server = request.getfixturevalue("served")
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return UnitExchange(f"s3://{server.bucket}/{tmp_path.name}")


def test_objects(exchange: UnitExchange, tmp_path: Path) -> None:
    exchange.check()
    assert exchange.names("run") == []
    exchange.write_state("run/unit/state.json", worker="tcp://a", whole=False)
    exchange.write("run/unit/bundle", b"line\nrest")
    exchange.write("run/unit/bundle", b"line\nother")
    file = tmp_path / "file"
    file.write_bytes(b"z" * 100_000)
    exchange.put_file("run/files/file", file)
    assert exchange.names("run") == ["files", "unit"]
    assert exchange.names("run/unit") == ["bundle", "state.json"]
    assert exchange.read_state("run/unit/state.json") == {"worker": "tcp://a", "whole": False}
    assert exchange.read_state("run/unit/nothing.json") is None
    assert exchange.read_state("run/unit/bundle") is None
    with exchange.reading("run/unit/bundle") as opened:
        assert opened.readline(100) == b"line\n"
        assert opened.read() == b"other"
    path = exchange.local_path("run/files/file") or exchange.get_file("run/files/file", tmp_path / "copy")
    assert path.read_bytes() == b"z" * 100_000
    exchange.remove("run")
    assert exchange.names("run") == []
    with pytest.raises(ExchangeError):
        exchange.read("run/unit/bundle")
    exchange.remove("run")


@pytest.mark.parametrize(
    "name", ["../out", "/etc/passwd", "a//b", "a/./b", "a/..", "", "a b", "a\n", ".hidden", "s3://x"]
)
def test_names_that_lead_elsewhere(tmp_path: Path, name: str) -> None:
    exchange = UnitExchange(str(tmp_path / "exchange"))
    acts = (exchange.read, exchange.remove, exchange.names, exchange.local_path, lambda one: exchange.write(one, b""))
    for act in acts:
        with pytest.raises(ExchangeError, match="invalid name"):
            act(name)


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    """Who can write to the folder cannot have a worker read a file of its machine, nor write to one."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    (tmp_path / "exchange" / "run").mkdir(parents=True)
    (tmp_path / "exchange" / "run" / "link").symlink_to(secret)
    (tmp_path / "exchange" / "other").symlink_to(tmp_path)
    exchange = UnitExchange(str(tmp_path / "exchange"))
    for name in ("run/link", "other/secret"):
        with pytest.raises(ExchangeError, match="is a link"):
            exchange.read(name)
        with pytest.raises(ExchangeError, match="is a link"):
            exchange.get_file(name, tmp_path / "copy")
        with pytest.raises(ExchangeError, match="is a link"):
            exchange.local_path(name)
    exchange.write("run/link", b"written")
    assert secret.read_bytes() == b"secret"
    with pytest.raises(ExchangeError, match="is a link"):
        exchange.write("other/secret", b"written")
    with pytest.raises(ExchangeError, match="is a link"):
        exchange.remove("other/secret")
    assert secret.read_bytes() == b"secret"


def test_an_exchange_whose_folder_is_below_a_link(tmp_path: Path) -> None:
    """As on machines whose data lie on another disk."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "disk")
    exchange = UnitExchange(str(tmp_path / "data" / "exchange"))
    exchange.check()
    exchange.write("run/one", b"1")
    assert exchange.read("run/one") == b"1"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "invalid exchange ''"),
        ("s3:/bucket/prefix", "invalid exchange 's3:/bucket/prefix'"),
        ("s3:bucket", "invalid exchange 's3:bucket'"),
        ("nothing://bucket/prefix", "nothing"),
        ("http://127.0.0.1:9/x", "nothing can be written there"),
        ("/proc/hanoi_press/exchange", "/proc/hanoi_press"),
    ],
)
def test_addresses_that_cannot_be_used(address: str, said: str) -> None:
    with pytest.raises(EngineError) as error:
        UnitExchange(address).check()
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    with pytest.raises(EngineError) as error:
        UnitExchange("s3://bucket/prefix")
    assert "pip install 'hanoi-press[s3]'" in str(error.value) and "\n" not in str(error.value)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(EngineError, match=r"pip install 'hanoi-press\[dask\]'"):
        UnitExchange("folder")


def test_s3_without_a_bucket_or_credentials(served: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in served.environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(EngineError) as error:
        UnitExchange("s3://another/prefix").check()
    assert "bucket does not exist" in str(error.value) and "\n" not in str(error.value)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("HOME", "/nonexistent")
    with pytest.raises(EngineError) as error:
        UnitExchange(f"s3://{served.bucket}/prefix").check()
    assert "set AWS_ACCESS_KEY_ID" in str(error.value) and "\n" not in str(error.value)
