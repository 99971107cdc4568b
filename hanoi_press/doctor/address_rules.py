"""Derive the addresses of a site's articles from samples: a regular expression, the id in it, the canonical form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from hanoi_press.doctor.address_parts import AddressParts, is_plain
from hanoi_press.sources.address import ArticleAddress, address

_MOST_DIGITS = 20
_FEW = 1000  # numbers below it may be counted in each folder or list anew
_HEADLINE = 4  # words that the shortest headline has; names of sections often have three
_MOST_LEFT_OUT = 80  # pages of a menu that a pattern names
_PART = "[^/?#]"
_DIGITS = re.compile(r"\d[\d_-]*")


@dataclass(frozen=True, slots=True)
class AddressRule:
    """The arguments of `sources.address.address`; `samples` is the number of addresses that it rests on.

    `left_out` are the paths of pages of the menu that look like articles'; they stand in the pattern.
    """

    pattern: str
    url: str
    id: str | None
    query: tuple[str, ...] = ()
    any_case: bool = False
    samples: int = 0
    left_out: tuple[str, ...] = ()
    key: str | None = None

    @property
    def compiled(self) -> ArticleAddress:
        """Return the rule as sources use it."""
        return address(self.pattern, url=self.url, id=self.id, query=self.query, any_case=self.any_case, key=self.key)


@dataclass(frozen=True, slots=True)
class SiteBase:
    """The origin of a site's articles: `https` and `www.vidu.vn`, as its own links write it."""

    scheme: str
    netloc: str

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    @property
    def pattern(self) -> str:
        """Return a regular expression for the origin, with and without `www.` and https."""
        return r"https?://(?:www\.)?" + escaped_pattern(self.netloc.removeprefix("www."))


def rules_of(
    articles: Iterable[AddressParts], others: Iterable[AddressParts], base: SiteBase
) -> tuple[AddressRule, ...]:
    """Return the rules for addresses of articles; `others` are addresses of the same site that are no article's."""
    pools: dict[tuple[object, ...], list[AddressParts]] = defaultdict(list)
    for one in articles:
        pools[_pool(one)].append(one)
    others = list(others)
    rules = [_rule(pool, [one for one in others if _pool(one) == key], base) for key, pool in pools.items()]
    rules = [_without(rule, others) for rule in rules]
    return tuple(sorted(rules, key=lambda rule: -rule.samples))


def _pool(one: AddressParts) -> tuple[object, ...]:
    """Return what articles of one rule share."""
    kind = "slug" if one.kind == "word" else one.kind
    names = tuple(sorted(name.lower() for name, _ in one.params)) if kind == "query" else ()
    page = one.path.lower() if kind == "query" else ""
    depth = len(one.folders) if kind in ("slug", "number", "folder-number") else 0
    return (kind, one.mark.lower(), one.ending.lower(), depth, page, names)


def _rule(pool: list[AddressParts], others: list[AddressParts], base: SiteBase) -> AddressRule:
    makers: dict[str, Callable[[list[AddressParts], list[AddressParts], SiteBase], AddressRule]] = {
        "query": _by_query,
        "slug-number": _by_number,
        "number-slug": _by_number,
        "number": _by_number,
        "folder-number": _by_folder,
    }
    return makers.get(pool[0].kind, _by_slug)(pool, others, base)


# --- the kinds of addresses ------------------------------------------------------------------------------------------


def _by_number(pool: list[AddressParts], others: list[AddressParts], base: SiteBase) -> AddressRule:
    """Return the rule for a number in the last part of the path."""
    folders, url_folders = _folders(pool)
    first = pool[0]
    digits = _digits([one.id for one in pool], [one.id for one in others])
    number, slug, mark = f"(?P<id>{digits})", f"(?P<slug>{_PART}+?)", escaped_pattern(first.mark)
    own_mark = _escaped(first.mark)
    if first.kind == "number":
        last, url_last = number, "{id}"
    elif first.kind == "number-slug":
        last, url_last = f"{number}{mark}(?P<slug>{_PART}+)", f"{{id}}{own_mark}{{slug}}"
    else:
        last, url_last = f"{slug}{mark}{number}", f"{{slug}}{own_mark}{{id}}"
    is_own = _is_distinct([one.id for one in pool]) and not _is_counted_by_folder(pool)
    end, url_end = _end(pool)
    return AddressRule(
        f"{base.pattern}/{folders}{last}{end}",
        f"{base.url}/{url_folders}{url_last}{url_end}",
        "{id}" if is_own else None,
        samples=len(pool),
        any_case=_is_caseless(first),
    )


def _by_folder(pool: list[AddressParts], others: list[AddressParts], base: SiteBase) -> AddressRule:
    """Return the rule for a number in one of the folders: `/123/mua-lon`."""
    depth = len(pool[0].folders)
    columns = [[one.folders[place] for one in pool] for place in range(depth)]
    places = [place for place, column in enumerate(columns) if all(one.isdigit() for one in column)]
    own = [place for place in places if _is_distinct(columns[place])]
    chosen = max(own, key=lambda place: (min(map(len, columns[place])), place), default=None)
    folders, url_folders = "", ""
    for place, column in enumerate(columns):
        if place == chosen:
            found, url = rf"(?P<id>\d{{1,{_MOST_DIGITS}}})", "{id}"
        else:
            found, url = _column(column, f"p{place}")
        folders, url_folders = f"{folders}{found}/", f"{url_folders}{url}/"
    end, url_end = _end(pool)
    return AddressRule(
        f"{base.pattern}/{folders}(?P<slug>{_PART}+?){end}",
        f"{base.url}/{url_folders}{{slug}}{url_end}",
        None if chosen is None else "{id}",
        samples=len(pool),
        any_case=_is_caseless(pool[0]),
    )


def _by_slug(pool: list[AddressParts], others: list[AddressParts], base: SiteBase) -> AddressRule:
    """Return the rule for addresses without a number: as many words as articles have."""
    folders, url_folders = _folders(pool)
    fewest = max(1, min(min(one.words for one in pool), _HEADLINE))
    word = "[^/?#_-]+"
    more = rf"(?:[_-]+{word}){{{fewest - 1},}}[_-]*" if fewest > 1 else r"(?:[_-]+" + word + ")*[_-]*"
    end, url_end = _end(pool)
    return AddressRule(
        f"{base.pattern}/{folders}(?P<slug>{word}{more}){end}",
        f"{base.url}/{url_folders}{{slug}}{url_end}",
        None,
        samples=len(pool),
        any_case=_is_caseless(pool[0]),
    )


def _by_query(pool: list[AddressParts], others: list[AddressParts], base: SiteBase) -> AddressRule:
    """Return the rule for addresses whose parameters say which article it is."""
    names = list(dict.fromkeys(name for one in pool for name, _ in one.params))
    columns = {
        name: [value for one in pool for own, value in one.params if own.lower() == name.lower()] for name in names
    }
    own = [
        name
        for name, column in columns.items()
        if len(column) == len(pool) and all(map(str.isdigit, column)) and _is_distinct(column)
    ]
    chosen = max(own, key=lambda name: ("id" in name.lower(), min(map(len, columns[name]))), default=None)
    pattern, url = "", ""
    for number, name in enumerate(names):
        joint, url_joint = (r"\?", "?") if number == 0 else ("&", "&")
        if name == chosen:
            value, url_value = rf"(?P<id>\d{{1,{_MOST_DIGITS}}})", "{id}"
        else:
            value, url_value = _value(columns[name], f"q{number}")
        pattern += f"{joint}{escaped_pattern(name)}={value}"
        url += f"{url_joint}{_escaped(name)}={url_value}"
    path = pool[0].path
    return AddressRule(
        f"{base.pattern}/{escaped_pattern(path)}{pattern}",
        f"{base.url}/{_escaped(path)}{url}",
        None if chosen is None else "{id}",
        query=tuple(names),
        samples=len(pool),
        any_case=_is_caseless(pool[0]),
    )


# --- parts of patterns -----------------------------------------------------------------------------------------------


def _folders(pool: list[AddressParts]) -> tuple[str, str]:
    """Return the pattern of the folders and their place in the canonical address."""
    depths = {len(one.folders) for one in pool}
    if len(depths) > 1:
        return rf"(?P<path>(?:{_PART}+/){{{min(depths)},{max(depths)}}})", "{path}"
    found, url = "", ""
    for place in range(depths.pop()):
        one, one_url = _column([each.folders[place] for each in pool], f"p{place}")
        found, url = f"{found}{one}/", f"{url}{one_url}/"
    return found, url


def _column(values: Sequence[str], name: str) -> tuple[str, str]:
    """Return the pattern of one folder: itself if all samples have it, else anything."""
    if all(_DIGITS.fullmatch(one) for one in values):  # also if all are of one year
        return rf"(?P<{name}>[\d_-]+)", f"{{{name}}}"
    if len({one.lower() for one in values}) == 1:
        return escaped_pattern(values[0]), _escaped(values[0])
    return f"(?P<{name}>{_PART}+)", f"{{{name}}}"


def _value(values: Sequence[str], name: str) -> tuple[str, str]:
    """Return the pattern of one parameter's value."""
    if len({one.lower() for one in values}) == 1 and (len(values) > 1 and not values[0].isdigit()):
        return escaped_pattern(values[0]), _escaped(values[0])
    if all(one.isdigit() for one in values):
        return rf"(?P<{name}>\d+)", f"{{{name}}}"
    return rf"(?P<{name}>[^&#]+)", f"{{{name}}}"


def _end(pool: list[AddressParts]) -> tuple[str, str]:
    """Return the ending of the path, with a slash behind it if most samples have one."""
    ending = pool[0].ending
    if ending:
        return escaped_pattern(ending), _escaped(ending)
    slashes = Counter(one.slash for one in pool)
    return "/?", "/" if slashes[True] > slashes[False] else ""


def _digits(own: Sequence[str], others: Sequence[str]) -> str:
    """Return the pattern of a number: longer than those of pages that are no articles, if the articles' are."""
    least, longest = min(map(len, own)), max((len(one) for one in others if one), default=0)
    fewest = longest + 1 if 0 < longest < least else max(1, least - 1)
    return rf"\d{{{fewest},{_MOST_DIGITS}}}"


def escaped_pattern(text: str) -> str:
    """Return a text as it stands in a regular expression, outside of brackets."""
    return re.escape(text).replace(r"\-", "-")


def _is_distinct(values: Sequence[str]) -> bool:
    return len(set(values)) == len(values)


def _is_counted_by_folder(pool: list[AddressParts]) -> bool:
    """Return True if each folder may count its articles from 1, so that a number alone is no id."""
    return len({one.folders for one in pool}) > 1 and max(int(one.id) for one in pool) < _FEW


def _is_caseless(one: AddressParts) -> bool:
    return one.ending.lower() in (".aspx", ".asp")


def _escaped(text: str) -> str:
    """Return a text as it stands in a format string."""
    return text.replace("{", "{{").replace("}", "}}")


def _without(rule: AddressRule, others: Iterable[AddressParts]) -> AddressRule:
    """Return the rule with the pages that are no articles left out of its pattern."""
    matched = [one for one in others if rule.compiled.identity(one.url, "x", "x")]
    if not matched:
        return rule
    origin, path = rule.pattern.split("/", 3)[:3], rule.pattern.split("/", 3)[3]
    plain = sorted({folder.lower() for one in matched for folder in one.folders[:1] if is_plain(folder)})
    paths = sorted({_tail(one, rule) for one in matched if not (one.folders and one.folders[0].lower() in plain)})
    left_out = tuple(paths[:_MOST_LEFT_OUT])
    ahead = f"(?!(?:{'|'.join(map(escaped_pattern, plain))})/)" if plain else ""
    ahead += f"(?!(?:{'|'.join(map(escaped_pattern, left_out))})/?$)" if left_out else ""
    return replace(
        rule, pattern=f"{'/'.join(origin)}/{ahead}{path}", left_out=(*(f"{one}/" for one in plain), *left_out)
    )


def _tail(one: AddressParts, rule: AddressRule) -> str:
    """Return path and parameters of an address, as far as they are compared with the rule's pattern."""
    tail = one.url.split("/", 3)[3]
    return (tail if rule.query else tail.split("?")[0]).rstrip("/")
