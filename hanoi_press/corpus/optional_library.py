"""Import a library that is not part of the plain installation."""

from __future__ import annotations

import importlib
from typing import Any


def optional_library(module: str, extra: str) -> Any:
    """Return a module. Raises `ImportError`, which names the extra to install, if it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ImportError(f"{name} is not installed: pip install 'hanoi-press[{extra}]'") from error
