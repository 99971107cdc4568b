"""The modelled portals: one module a CMS family, one TOML file a source (FORMAT.md). All text is our own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ..page import Page
from .piece import Piece, load

Render = Callable[[list[Piece]], dict[str, Page]]


@cache
def renderers() -> dict[str, Render]:
    """Return for each modelled source the function that makes its site from its articles (`SITES` of the modules)."""
    found: dict[str, Render] = {}
    for module in iter_modules(__path__, f"{__name__}."):
        found.update(getattr(import_module(module.name), "SITES", {}))
    return dict(sorted(found.items()))


def site(source: str) -> dict[str, Page]:
    """Return every absolute address of a modelled portal with its answer."""
    return renderers()[source](load(source))
