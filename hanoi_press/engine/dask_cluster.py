"""Connect to a Dask cluster, or start one on this machine, and check that its workers can do our units."""

from __future__ import annotations

import logging
import platform
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import hanoi_press
from hanoi_press.engine.exchange import ExchangeError, UnitExchange, open_exchange
from hanoi_press.engine.lone_unit import start_program
from hanoi_press.engine.unit import EngineError

# Ctrl-C in a terminal reaches all processes of the command, of which the coordinator tells the others to stop.
_IGNORE_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
_CONNECT = 5.0  # seconds in which a scheduler answers
_CHECK = 15.0  # seconds in which workers answer what they are
_FIRST_WORKER = 10.0  # seconds in which there is a first worker

# Dask's watch over itself, which costs each process of a local cluster some hundredths of a core.
_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.tick.limit": "30s",
}


def connect(address: str | None, jobs: int) -> Any:
    """Return a client of the scheduler at an address, or of a new local cluster of `jobs` workers.

    `close_cluster` ends both. Raises `EngineError`.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise EngineError(
            f"the engine {address or 'dask'} needs Dask ({error}); install it with: pip install 'hanoi-press[dask]'"
        ) from error
    _silence()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions: `check_workers` names those that matter
            if address is None:
                client = Client(_local_cluster(jobs), set_as_default=False)
            else:
                _check_certificates(address)
                client = Client(address, timeout=_CONNECT, set_as_default=False, name="hanoi_press")
            _silence()
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        if address is None:
            raise EngineError(f"no local Dask cluster can be started: {_line(error)}") from error
        raise EngineError(
            f"the Dask scheduler {address} cannot be reached ({_line(error)}); check the address and that it runs, "
            f"or start one with: dask scheduler"
        ) from error
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER)
    except (TimeoutError, OSError) as error:
        close_cluster(client)
        raise EngineError(
            f"the Dask scheduler {address} has no workers; start one with: dask worker {address}"
        ) from error
    return client


def _local_cluster(jobs: int) -> Any:
    import dask
    from distributed import LocalCluster

    with dask.config.set(_QUIET), _bare_main():
        return LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            memory_limit=0,  # workers hold no data: what a unit needs, its own process has
            dashboard_address=None,
            silence_logs=logging.CRITICAL + 1,
            preload=[_IGNORE_CTRL_C],
        )


@contextmanager
def _bare_main() -> Iterator[None]:
    """Keep the processes that are started in the block from importing the main module, which is Scrapy for commands."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _check_certificates(address: str) -> None:
    """Check that a scheduler behind TLS can be shown a certificate. Raises `EngineError`."""
    from distributed.security import Security

    try:
        has_one = Security().get_connection_args("client").get("ssl_context") is not None
    except (OSError, ValueError, TypeError) as error:
        raise EngineError(
            f"the certificates for {address} cannot be used: {_line(error)}; see docs/scaling.md"
        ) from error
    if address.startswith("tls://") and not has_one:
        raise EngineError(
            f"{address} needs certificates: set DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__CLIENT__CERT and "
            "…__CLIENT__KEY (docs/scaling.md)"
        )


def close_cluster(client: Any) -> None:
    """Close a client, and its cluster if that was started here."""
    cluster = client.cluster
    for one in (client, cluster):
        if one is not None:
            try:
                one.close()
            except Exception as error:  # it is gone, or does not answer: there is nothing to be saved
                logging.getLogger(__name__).debug("%r", error)


def _silence() -> None:
    """Keep Dask's own log lines and tracebacks from the user: we say in a line what happened."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith(("distributed", "tornado"))]
    for name in ("distributed", "tornado", "asyncio", *names):  # asyncio tells what nobody has asked for
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def own_state() -> dict[str, Any]:
    """Return what has to be the same here and on each worker."""
    return {
        "version": hanoi_press.__version__,
        "code": _code_digest(),
        "python": ".".join(platform.python_version_tuple()[:2]),
    }


@cache
def _code_digest() -> str:
    """Return a digest of the package's code: a checkout changes with every `git pull`, and keeps its version."""
    digest = blake2b(digest_size=8)
    root = Path(hanoi_press.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def worker_state(exchange: str, probe: str, content: str, preload: Sequence[str]) -> dict[str, Any]:
    """Return what a worker is, whether it sees an object that was written to the exchange, and what it lacks.

    It runs on the worker, which begins meanwhile to import what its units need.
    """
    with suppress(OSError):
        start_program(tuple(preload))
    missing = []
    for name in _required():
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    error = ""
    try:
        if open_exchange(exchange).read(probe).decode() != content:
            error = "it reads something else there"
    except (OSError, EngineError, ValueError) as found:
        error = str(found)
    return own_state() | {"missing": missing, "probe": error}


def _required() -> Iterable[str]:
    """Yield the names of the packages that hanoi_press needs everywhere."""
    try:
        stated = metadata.requires("hanoi-press") or []
    except metadata.PackageNotFoundError:
        return
    for line in stated:
        if ";" not in line and (found := re.match(r"[\w.-]+", line)):
            yield found[0]


def check_workers(
    client: Any, exchange: UnitExchange, run: str, workers: list[str], preload: Sequence[str]
) -> tuple[set[str], dict[str, str]]:
    """Return the workers that can do our units, and what keeps others from it, a line for each.

    One that does not answer is in neither. Raises `EngineError` if the exchange fails, `OSError` if the scheduler does.
    """
    content, probe = uuid4().hex, f"{run}/probe-{uuid4().hex}"
    try:
        exchange.write(probe, content.encode())
    except ExchangeError as error:
        raise EngineError(f"the exchange {exchange.address} cannot be used: {error}") from error
    given = (exchange.address, probe, content, preload)
    options = {"workers": workers, "on_error": "return", "callback_timeout": _CHECK}
    found: Mapping[str, Any] = client.run(worker_state, *given, **options)
    mine = own_state()
    answers = {worker: state for worker, state in found.items() if not isinstance(state, (OSError, TimeoutError))}
    faults = {worker: _fault(state, mine, exchange.address) for worker, state in answers.items()}
    good = {worker for worker, fault in faults.items() if not fault}
    return good, {worker: f"worker {worker} {fault}" for worker, fault in faults.items() if fault}


def _fault(state: Any, mine: Mapping[str, Any], address: str) -> str:
    """Return what keeps a worker from doing our units; "" if nothing does."""
    if isinstance(state, ImportError):
        return f"has no hanoi_press {mine['version']} ({_line(state)}); install the same version there"
    if not isinstance(state, Mapping):
        return f"could not be checked: {_line(state)}"
    for name, called in (("version", "hanoi_press"), ("python", "Python")):
        if state[name] != mine[name]:
            return f"has {called} {state[name]}, here is {mine[name]}; install the same version there"
    if state["code"] != mine["code"]:
        return f"has other code of hanoi_press {mine['version']} than is here; install the same there"
    if state["missing"]:
        return f"lacks {', '.join(state['missing'])}; install hanoi_press there with pip, which brings them"
    if state["probe"]:
        return (
            f"does not see the exchange {address} ({state['probe']}); "
            "name a folder or address that all machines see with --exchange"
        )
    return ""


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
