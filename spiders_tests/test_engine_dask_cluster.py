"""Name what keeps a worker, or Dask itself, from being used; and run units on a cluster of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

from hanoi_press.engine import dask_cluster
from hanoi_press.engine.dask_cluster import check_workers, connect, own_state, worker_state
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.unit import EngineError

_STRICT = "error::DeprecationWarning:hanoi_press"
_LOCAL = """
import sys
from pathlib import Path
from types import SimpleNamespace
from hanoi_press.engine.engine_choice import open_engine
from hanoi_press.engine.unit import Unit

inputs = {"steps": 5000, "log": sys.argv[1]}
units = [Unit(f"u{n}", "spiders_tests.dask_works:steps", inputs, frozenset({f"{n}.vn"})) for n in range(2)]
engine = open_engine("dask", 1, 2)
import signal
signal.signal(signal.SIGINT, lambda *_: engine.stop())
tell = lambda unit, message: print(message.what["step"], flush=True)
for end in engine.run(units, Path(sys.argv[2]), on_message=tell):
    print(end.unit.name, end.result["done"] > 0, end.retries, end.error)
engine.close()
"""


def test_ctrl_c_stops_the_units_of_a_local_cluster_and_nothing_else(tmp_path: Path) -> None:
    """In a terminal it reaches the workers, too. They do not import the script, which would start a cluster again."""
    script = tmp_path / "local.py"
    script.write_text(_LOCAL)
    run = subprocess.Popen(
        [
            sys.executable,
            "-W",
            "error::DeprecationWarning:hanoi_press",
            script,
            str(tmp_path / "log"),
            str(tmp_path / "parts"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert run.stdout is not None
    assert next(line for line in run.stdout if line == "5\n")
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert sorted(line for line in out.splitlines() if line.startswith("u")) == ["u0 True [] ", "u1 True [] "]
    assert err == ""
    assert run.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["local.py", "log", "parts"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"version": "0.0.1"}, "has hanoi_press 0.0.1, here is "),
        ({"python": "3.14"}, "has Python 3.14, here is "),
        ({"code": "0" * 16}, "has other code of hanoi_press "),
        ({"missing": ["lxml", "isal"]}, "lacks lxml, isal; install hanoi_press there with pip"),
        ({"probe": "there is no /data"}, "does not see the exchange /data (there is no /data); name a folder"),
    ],
)
def test_what_a_worker_may_lack(change: dict[str, Any], said: str) -> None:
    state = own_state() | {"missing": [], "probe": ""} | change
    fault = dask_cluster._fault(state, own_state(), "/data")
    assert fault.startswith(said) and bool(fault) == bool(said)


def test_a_worker_without_hanoi_press() -> None:
    fault = dask_cluster._fault(ModuleNotFoundError("No module named 'hanoi_press'"), own_state(), "/data")
    assert fault.startswith("has no hanoi_press ") and "No module named" in fault
    assert dask_cluster._fault(OSError("a\nb"), own_state(), "/data") == "could not be checked: a b"


def test_a_worker_that_dies_while_it_is_asked_is_neither_good_nor_named(tmp_path: Path) -> None:
    """It is asked again, if it is still there."""
    good = own_state() | {"missing": [], "probe": ""}
    answers = {"tcp://good": good, "tcp://dead": OSError("closed"), "tcp://old": good | {"version": "0.0.1"}}
    client = SimpleNamespace(run=lambda *given, **options: answers)
    found, faults = check_workers(client, UnitExchange(str(tmp_path)), "run", list(answers), [])
    assert found == {"tcp://good"}
    assert list(faults) == ["tcp://old"] and faults["tcp://old"].startswith("worker tcp://old has hanoi_press 0.0.1")


def test_an_exchange_that_fails_now(tmp_path: Path) -> None:
    exchange = UnitExchange(str(tmp_path / "exchange"))
    (tmp_path / "exchange").write_text("a file")
    with pytest.raises(EngineError, match="cannot be used") as error:
        check_workers(None, exchange, "run", [], [])
    assert "\n" not in str(error.value)


def test_a_worker_says_what_it_is_and_sees(tmp_path: Path) -> None:
    exchange = UnitExchange(str(tmp_path))
    exchange.write("run/probe", b"content")
    assert worker_state(str(tmp_path), "run/probe", "content", []) == own_state() | {"missing": [], "probe": ""}
    assert "something else" in worker_state(str(tmp_path), "run/probe", "other", [])["probe"]
    assert worker_state(str(tmp_path), "run/nothing", "content", [])["probe"]
    assert worker_state("nothing://x", "run/probe", "content", [])["probe"]


def test_dask_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for address in (None, "tcp://127.0.0.1:8786"):
        with pytest.raises(EngineError, match=r"pip install 'hanoi-press\[dask\]'"):
            connect(address, 1)


def test_tls_without_certificates() -> None:
    with pytest.raises(EngineError, match=r"tls://127\.0\.0\.1:9 needs certificates"):
        connect("tls://127.0.0.1:9", 1)
