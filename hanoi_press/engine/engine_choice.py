"""Open the engine that a command's `--engine` names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import Engine, EngineError

LOCAL_CLUSTER = "dask"
_SCHEDULERS = ("tcp://", "tls://")


def check_engine_name(name: str | None) -> None:
    """Raise `EngineError` for a name that no engine has."""
    if name is not None and name != LOCAL_CLUSTER and not name.startswith(_SCHEDULERS):
        raise EngineError(
            f"invalid engine {name!r}; give 'dask' for workers on this machine, or a scheduler as 'tcp://host:8786'"
        )


def open_engine(
    name: str | None,
    jobs: int,
    lanes: int = 1,
    *,
    preload: Sequence[str] = (),
    memory: int = 0,
    exchange: str | None = None,
    data: Path | None = None,
) -> Engine:
    """Return the engine that `--engine` names. Raises `EngineError`, `OSError`.

    `None` for `jobs` processes of this machine; `dask` for a local cluster of `jobs` workers; `tcp://host:port` or
    `tls://host:port` for the workers of that scheduler. `lanes`: units that a process does side by side if their work
    is a coroutine function. `preload`, `memory`: see `ProcessEngine`. `exchange`: the shared folder or fsspec URL over
    which inputs and outputs go to and from workers; None for a folder in `data`, the data folder.
    """
    if name is None:
        try:
            return ProcessEngine(jobs, lanes, preload=preload, memory=memory)
        except OSError as error:
            raise EngineError(f"no process can be started: {error}") from error
    check_engine_name(name)
    try:
        from hanoi_press.engine.dask_engine import DaskEngine  # type: ignore[import-not-found, unused-ignore]
    except ImportError as error:
        raise EngineError(
            f"the engine {name} needs Dask ({error}); install it with: pip install 'hanoi-press[dask]'"
        ) from error
    address = None if name == LOCAL_CLUSTER else name
    engine: Engine = DaskEngine(address, jobs, lanes, preload=preload, exchange=exchange, data=data)
    return engine
