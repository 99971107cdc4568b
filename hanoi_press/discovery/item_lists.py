"""Read the list that a page states in JSON-LD (schema.org `ItemList`), where a script draws the links."""

from __future__ import annotations

from typing import Any

from hanoi_press.discovery.links import LinkAddresses, base_of
from hanoi_press.pages.json_ld import is_json_ld, objects, types

_MOST = 1_000  # entries of one page
_LIST = "itemlist"


def stated_items(page: str, root: Any) -> list[tuple[str, str]]:
    """Return the addresses in the `ItemList`s of the page at `page`, each once, with their names ("" without one)."""
    scripts = [one.text or "" for one in root.iter("script") if is_json_ld(one.get("type"))]
    resolve = LinkAddresses(base_of(page, root))
    found: dict[str, str] = {}
    for node in objects(scripts) if any("ItemList" in text for text in scripts) else ():
        entries = node.get("itemListElement") if _LIST in types(node) else None
        for entry in entries[:_MOST] if isinstance(entries, list) else ():
            href, name = _entry(entry)
            url = resolve.of({"href": href}) if href else None
            if url and len(found) < _MOST:
                found.setdefault(url, name)
    return list(found.items())


def _entry(entry: Any) -> tuple[str, str]:
    """Return address and name of an entry: a `ListItem` with both, one with an `item`, or the address alone."""
    if isinstance(entry, str):
        return entry, ""
    if not isinstance(entry, dict):
        return "", ""
    item = entry.get("item")
    inner = item if isinstance(item, dict) else {"url": item}
    address = _first_text(inner.get("url"), inner.get("@id"), entry.get("url"))
    return address, " ".join(_first_text(entry.get("name"), inner.get("headline"), inner.get("name")).split())


def _first_text(*values: Any) -> str:
    return next((found for one in values if isinstance(one, str) and (found := one.strip())), "")
