"""Write the file of a source from what a probe found: data only, each text from a page as a literal that is checked."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from pkgutil import iter_modules

from hanoi_press import families
from hanoi_press.doctor.address_rules import AddressRule
from hanoi_press.doctor.probed_site import ProbedList, ProbedSite
from hanoi_press.families import FAMILIES
from hanoi_press.families.family import Family

_WIDTH = 100  # characters of a literal on one line
_LONGEST_COMMENT = 110
_LONGEST_LINE = 120


def source_text(site: ProbedSite, name: str, day: str) -> str:
    """Return the file of the source `name` for a site that was probed on `day` ("2026-11-26").

    Raises `ValueError` for a site without articles, or a name that is no identifier.
    """
    if not site.rules or site.base is None:
        raise ValueError(f"nothing to write: {site.failure or 'no article was found'}")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"invalid name {name!r}")
    parts = [*_head(site, day), *_source(site, name, day)]
    if any(len(line) > _LONGEST_LINE and " " in line.strip() for part in parts for line in part.split("\n")):
        parts.insert(1, "# ruff: noqa: E501")
    text = "\n".join(parts)
    ast.parse(text)
    return text


def _head(site: ProbedSite, day: str) -> Iterable[str]:
    """Yield the lines before `SOURCE`: imports, what is unsure, sections and routes."""
    yield f'"""{site.host}, as a probe found it on {day}. A guess of a machine: look it over."""'
    yield ""
    yield from _imports(site, family_of(site.family))
    yield ""
    yield from (f"# Unsure: {comment(one)}" for one in site.unsure)
    yield from _sections(site)
    yield from _routes(site)[0]
    yield ""


def _source(site: ProbedSite, name: str, day: str) -> Iterable[str]:
    """Yield the lines of `SOURCE`."""
    _, routes, order = _routes(site)
    yield "SOURCE = Source("
    yield f"    name={literal(name)},"
    yield f"    publisher={literal(site.publisher, 4)},"
    yield f"    family={_constant(family_of(site.family))},"
    yield '    status="unverified",'
    yield f"    remark={literal(_remark(site, day), 4)},"
    yield f"    hosts=({literal(site.host)},),"
    yield "    addresses=("
    yield from (line for rule in site.rules for line in _address(rule))
    yield "    ),"
    if site.lists:
        yield "    sections=_SECTIONS,"
    yield from _collection("    routes={", routes, "},")
    yield f"    route_order={_tuple(order)},"
    yield f"    probed_on={literal(day)},"
    yield from (")", "")


def literal(text: str, indent: int | None = None) -> str:
    """Return a Python literal that is `text` and nothing else; with `indent`, a long one on several lines."""
    if indent is not None and len(text) > _WIDTH:
        pieces = [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]
        inner = "\n".join(f"{' ' * (indent + 4)}{literal(piece)}" for piece in pieces)
        return f"(\n{inner}\n{' ' * indent})"
    plain = f'r"{text}"' if "\\" in text else f'"{text}"'
    ways = [plain, json.dumps(text, ensure_ascii=False)] if text.isprintable() else []
    for way in ways:
        if _is_literal(way, text):
            return way
    return repr(text) if text.isprintable() else ascii(text)


def _collection(head: str, items: Sequence[str], tail: str) -> list[str]:
    """Return the lines of a tuple or dictionary, as a formatter writes them: one, else one an item."""
    comma = "," if len(items) == 1 and head.endswith("(") else ""
    line = f"{head}{', '.join(items)}{comma}{tail}"
    if len(line) <= _LONGEST_LINE:
        return [line]
    indent = " " * (len(head) - len(head.lstrip()))
    return [head, *(f"{indent}    {one}," for one in items), f"{indent}{tail}"]


def _tuple(texts: Sequence[str]) -> str:
    return f"({', '.join(map(literal, texts))}{',' if len(texts) == 1 else ''})"


def _is_literal(way: str, text: str) -> bool:
    try:
        tree = ast.parse(way, mode="eval").body
    except (SyntaxError, ValueError):
        return False
    return isinstance(tree, ast.Constant) and tree.value == text


def comment(text: str) -> str:
    """Return a text as it can stand behind a `#`: one line of printable characters, not too long."""
    line = "".join(one if one.isprintable() else " " for one in text)
    return line if len(line) <= _LONGEST_COMMENT else line[:_LONGEST_COMMENT] + "…"


def family_of(name: str) -> Family | None:
    """Return the family with this name; None if there is none."""
    return next((one for one in FAMILIES if one.name == name), None)


def _constant(family: Family | None) -> str:
    return _place(family)[1] if family else "UNKNOWN_CMS"


def _place(family: Family) -> tuple[str, str]:
    """Return the module in which a family stands, and its name there."""
    for one in iter_modules(families.__path__, f"{families.__name__}."):
        module = import_module(one.name)
        for name, value in vars(module).items():
            if value is family and name.isupper():
                return one.name, name
    raise ValueError(f"no module has the family {family.name}")


def _imports(site: ProbedSite, family: Family | None) -> Iterable[str]:
    module, name = _place(family) if family else ("hanoi_press.families.unknown_cms", "UNKNOWN_CMS")
    kinds = []
    if _is_combined(site):
        kinds.append("CombinedRoutes")
    if site.sitemaps:
        kinds.append("DailySitemaps")
    if site.feeds:
        kinds.append("Feeds")
    if _needs_lists(site):
        kinds.append("ListPages")
    if _needs_links(site):
        kinds.insert(0, "ArticleLinks")
    if _needs_lists(site):
        yield "from hanoi_press.discovery.lists import NO_SELECTORS"
        yield f"from hanoi_press.discovery.pagers import {_pager(site)}"
    yield f"from hanoi_press.discovery.routes import {', '.join(kinds)}"
    yield f"from {module} import {name}"
    yield "from hanoi_press.sources.address import address"
    yield "from hanoi_press.sources.source import Source"


def _needs_lists(site: ProbedSite) -> bool:
    return bool(site.lists or site.home_pager)


def _needs_links(site: ProbedSite) -> bool:
    return bool(site.home_articles) and not site.home_pager


def _sections(site: ProbedSite) -> Iterable[str]:
    if not site.lists:
        return
    seen = sum(one.is_seen for one in site.lists)
    if seen < len(site.lists):
        yield f"# The first {seen} showed articles; the others are of the same form and were not visited."
    lists = sorted(site.lists, key=lambda one: not one.is_seen)
    yield from _collection("_SECTIONS = (", [literal(_section(one, site)) for one in lists], ")")


def _origin(site: ProbedSite) -> str:
    return "/".join(site.home.split("/")[:3])


def _section(one: ProbedList, site: ProbedSite) -> str:
    """Return the name of a section: its path, for a list on the home page's origin without its first slash."""
    tail = one.url.removeprefix(_origin(site) + "/")
    return tail[:-1] if _have_slashes(site) else tail


def _have_slashes(site: ProbedSite) -> bool:
    return all(one.url.endswith("/") for one in site.lists)


def _address(rule: AddressRule) -> Iterable[str]:
    notes = [f"From {rule.samples} address{'es' if rule.samples > 1 else ''}"]
    if rule.id is None:
        notes.append("no number tells them apart, so ids are hashes")
    if rule.left_out:
        notes.append(f"left out: {', '.join(rule.left_out[:5])}")
    yield f"        # {comment('; '.join(notes))}"
    yield "        address("
    yield f"            {literal(rule.pattern)},"
    yield f"            url={literal(rule.url)},"
    if rule.id is not None:
        yield f"            id={literal(rule.id)},"
    if rule.query:
        yield f"            query={_tuple(rule.query)},"
    if rule.any_case:
        yield "            any_case=True,"
    yield "        ),"


def _routes(site: ProbedSite) -> tuple[list[str], list[str], list[str]]:
    """Return the constants of the routes, the lines that name them, and their order: all together, or one by one."""
    made = {name: lines for name, lines in _single(site) if lines}
    constants = [line for name, lines in made.items() for line in (f"_{name.upper()} = {lines[0]}", *lines[1:])]
    named = [f'"{name}": _{name.upper()}' for name in made]
    if _is_combined(site):
        parts = ", ".join(f"_{name.upper()}" for name in made)
        return constants, [f'"all": CombinedRoutes(({parts}))', *named], ["all"]
    return constants, named, list(made)


def _is_combined(site: ProbedSite) -> bool:
    """Return True if no single route has all articles that were seen."""
    number = len([1 for _, lines in _single(site) if lines])
    return number > 1 and not site.is_sitemap_whole


def _single(site: ProbedSite) -> list[tuple[str, list[str]]]:
    """Return the routes that gave articles, the cheapest first."""
    whole = site.is_sitemap_whole
    sitemap, feed = ("sitemap", _sitemap(site)), ("feed", _feed(site))
    first = [sitemap, feed] if whole else [feed, sitemap]
    return [*first, ("section", _lists(site)), ("latest", _latest(site)), ("home", _home(site))]


def _feed(site: ProbedSite) -> list[str]:
    if not site.feeds:
        return []
    home, *others = site.feeds
    sections = _collection("    sections=(", [literal(one) for one in others], "),")
    return ["Feeds(", '    "{section}",', f"    home={literal(home, 4)},", *sections, ")"]


def _sitemap(site: ProbedSite) -> list[str]:
    if not site.sitemaps:
        return []
    if len(site.sitemaps) == 1:
        one = site.sitemaps[0]
        return [f"DailySitemaps({literal(one.url)}, child={literal(one.child)})"]
    inner = [f"        DailySitemaps({literal(one.url)}, child={literal(one.child)})," for one in site.sitemaps]
    return ["CombinedRoutes(", "    (", *inner, "    ),", ")"]


def _lists(site: ProbedSite) -> list[str]:
    if not site.lists:
        return []
    template = _braced(_origin(site)) + "/{section}" + ("/" if _have_slashes(site) else "")
    return [f"ListPages({literal(template)}, NO_SELECTORS, {_pager(site)}, sections=_SECTIONS)"]


def _latest(site: ProbedSite) -> list[str]:
    if not site.home_pager:
        return []
    return [f'ListPages({literal(_braced(site.home))}, NO_SELECTORS, {_pager(site)}, sections=("home",))']


def _home(site: ProbedSite) -> list[str]:
    if not _needs_links(site):
        return []
    return [f"ArticleLinks({literal(site.home)})"]


def _pager(site: ProbedSite) -> str:
    """Return the name of the pager of the lists."""
    return "printed_next" if "printed" in (site.home_pager, *(one.pager for one in site.lists)) else "any_pager"


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _remark(site: ProbedSite, day: str) -> str:
    """Return in one line what the file rests on."""
    seen = []
    if site.sitemaps:
        seen.append(f"{sum(one.articles for one in site.sitemaps)} articles in sitemaps")
    if site.feeds:
        seen.append(f"{sum(site.feeds.values())} in feeds")
    if lists := [one for one in site.lists if one.is_seen]:
        seen.append(f"{sum(one.articles for one in lists)} in {len(lists)} list{'s' if len(lists) > 1 else ''}")
    if site.home_articles:
        seen.append(f"{site.home_articles} on the home page")
    return f"by probe on {day}: {', '.join(seen) or 'articles'}; {len(site.articles)} articles read"
