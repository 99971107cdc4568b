"""Find out which forms of a site's addresses are articles': by its links, and by reading samples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import urlsplit

from hanoi_press.discovery import Fetched
from hanoi_press.doctor.address_parts import AddressParts, has_plain_name, key_of
from hanoi_press.doctor.address_rules import AddressRule, SiteBase, rules_of
from hanoi_press.doctor.probe_budget import ProbeBudget
from hanoi_press.doctor.sample_pages import SamplePage
from hanoi_press.doctor.site_links import SeenLink, SeenLinks

_MOST_SAMPLES = 8
_WANTED = 3  # articles
_MOST_FORMS, _A_FORM = 5, 3  # forms of addresses that are looked at, and pages of one
_MOST_LATE = 3  # forms that are looked at after the lists were
_BY_FOLDER = ("number", "folder-number")  # kinds of addresses whose folder may say what a page is
_MOST_FOLDERS = 3  # folders with addresses of an accepted shape of which a page is read
_LABEL, _MOST_LABELS = 4, 3  # words of a link that may be a section's name; pages that are read to know
_WORTH = 0.1  # of the best form's score that another one needs
_MOST_IN_SITEMAP = 20  # addresses of a form by which a sitemap makes it likely
PAGE = "page"  # the kind of a sample that is a page of the office itself
_FEED, _HEADLINE, _SITEMAP, _PLAIN = 3.0, 1.0, 0.3, 0.02

Form = tuple[object, ...]


class ArticleForms:
    """The forms of addresses on one site, and which of them were found to be articles'."""

    def __init__(self, links: SeenLinks, budget: ProbeBudget, read: Callable[[Fetched], Awaitable[SamplePage]]) -> None:
        self.links = links
        self.budget = budget
        self.read = read
        self.samples: list[SamplePage] = []
        self.pages: dict[str, Fetched] = {}
        self.accepted: set[Form] = set()
        self.refused: set[Form] = set()
        self.undated: list[str] = []  # pages like articles that print no date, although all articles of the site do
        self._folder = "/"
        self._moved: dict[str, str] = {}

    def count(self, folder: str) -> int:
        """Return how many addresses may be articles'."""
        return sum(one.is_headline or one.in_sitemap for one in self.links if self._is_inside(one, folder))

    async def sample(self, folder: str) -> None:
        """Read samples of the likeliest forms. `folder` is the site's part of its host, if it has but a part."""
        inside = sum(one.is_headline for one in self.links if self._is_inside(one, folder))
        self._folder = folder if inside >= _WANTED or not self.count("/") else "/"
        by_form = self._by_form()
        scores = {form: _score(members) for form, members in by_form.items()}
        order = sorted((form for form in scores if scores[form] > 0), key=lambda form: -scores[form])
        best = scores[order[0]] if order else 0.0
        number = 0
        for form in order:
            is_known = len(self._read_well()) >= _WANTED and by_form[form][0].parts.shape in self._shapes()
            if is_known and sum(one.is_headline for one in by_form[form]) * 2 > len(by_form[form]):
                continue  # the same in another folder
            if number == _MOST_FORMS:
                break
            if number and scores[form] < _WORTH * best and len(self._read_well()) >= _WANTED:
                break
            number += 1
            await self._sample_form(form, by_form[form], _A_FORM if number == 1 else 2)
        await self._sample_folders(by_form, order)

    async def _sample_folders(self, by_form: dict[Form, list[SeenLink]], order: list[Form]) -> None:
        """Read a page of other folders with numbers: in `/a/123` and `/c/123` the folder may say what a page is."""
        shapes = {form[:-1] for form in self.accepted if form[0] in _BY_FOLDER}
        others = [form for form in order if form not in self.accepted | self.refused and form[:-1] in shapes]
        for form in others[:_MOST_FOLDERS]:
            await self._sample_form(form, by_form[form], 1, beyond=True)

    async def sample_late(self) -> None:
        """Read a page of forms that only further lists showed: former addresses, notices among the news."""
        by_form = self._by_form()
        known = self.accepted | self.refused
        late = {form: sum(one.is_headline for one in by_form[form]) for form in by_form if form not in known}
        order = sorted((form for form in late if late[form]), key=lambda form: -late[form])
        are_numbered = all(_has_own_mark(by_form[form][0].parts) for form in self.accepted if form in by_form)
        firsts = {form: by_form[form][0].parts for form in order}
        # Where articles have numbers, a name alone is a section's, and its page may pass for an article.
        wanted = [one for one in order if _has_own_mark(firsts[one]) or not are_numbered]
        for form in [one for one in wanted if not self._is_like_accepted(firsts[one])][:_MOST_LATE]:
            await self._sample_form(form, by_form[form], 1, beyond=True)

    async def _sample_form(self, form: Form, members: list[SeenLink], most: int, *, beyond: bool = False) -> None:
        """Read pages of one form, and accept it if more of them are articles than not.

        `beyond`: also if enough samples were read.
        """
        articles = others = 0
        are_dated = len(known := self._read_well()) >= _WANTED and all(one.published_at for one in known)
        for one in _spread(members, most + 1):
            if (len(self.samples) >= _MOST_SAMPLES and not beyond) or articles >= most or others >= 2:
                break
            page = await self.budget.get(one.parts.url)
            if page is None:
                continue
            self.links.take_page(page)
            sample = await self.read(page)
            self._moved[key_of(one.parts.url)] = page.url
            if sample.is_article and are_dated and sample.published_at is None:
                sample = replace(sample, kind=PAGE)  # pages of the office itself have headline and text, too
                self.undated.append(page.url)
            self.samples.append(sample)
            if sample.is_article:
                self.pages[page.url] = page
                articles += 1
            else:
                others += 1
        if articles > others or (articles and others and articles == others and members[0].in_feed):
            self.accepted.add(form)
        elif articles + others:
            self.refused.add(form)

    async def check_labels(self, identify: Callable[[str], str | None]) -> None:
        """Read pages with an article's address that are linked by as few words as sections are."""
        doubtful = [one for one in self.links if one.is_label and 0 < len(one.words.split()) <= _LABEL]
        for one in [one for one in doubtful if not one.is_menu and identify(one.parts.url)][:_MOST_LABELS]:
            page = await self.budget.get(one.parts.url)
            if page is not None:
                sample = await self.read(page)
                self.links.take_page(page)
                if not sample.is_article:
                    self.samples.append(sample)

    def _read_well(self) -> list[SamplePage]:
        return [one for one in self.samples if one.is_article]

    def _by_form(self) -> dict[Form, list[SeenLink]]:
        found: dict[Form, list[SeenLink]] = defaultdict(list)
        for one in self.links:
            if self._is_inside(one, self._folder) and one.parts.path.strip("/") + str(one.parts.params or ""):
                found[one.parts.form].append(one)
        return found

    def _is_inside(self, one: SeenLink, folder: str) -> bool:
        return folder == "/" or urlsplit(one.parts.url).path.startswith(folder)

    def is_article(self, one: SeenLink) -> bool:
        """Return True if an address is taken for an article's: of an accepted form, and in no menu."""
        if not self._is_inside(one, self._folder) or (has_plain_name(one.parts) and not one.in_feed):
            return False
        if key_of(one.parts.url) in self._no_articles():
            return False
        if one.parts.form in self.accepted:
            return one.is_headline or (not one.is_menu and (one.in_sitemap or _has_own_mark(one.parts)))
        return one.is_headline and one.parts.form not in self.refused and self._is_like_accepted(one.parts)

    def _is_like_accepted(self, parts: AddressParts) -> bool:
        """Return True for the accepted addresses' shape in another folder, or with a shorter headline."""
        if parts.kind in _BY_FOLDER and any(form[:-1] == parts.shape for form in self.refused):
            return sum(form[:-1] == parts.shape for form in self.accepted) > 1  # then folders are sections
        shape = ("slug", *parts.shape[1:]) if parts.kind == "word" else parts.shape
        return shape in self._shapes()

    def _shapes(self) -> set[Form]:
        return {form[:-1] for form in self.accepted}

    def _no_articles(self) -> set[str]:
        return {key_of(page.url) for page in self.samples if page.kind in ("list", "not-found", "redirect", PAGE)}

    def is_list(self, url: str) -> bool:
        """Return True for a page that was read and found to be a list."""
        return key_of(url) in {key_of(page.url) for page in self.samples if page.kind == "list"}

    def rules(self) -> tuple[AddressRule, ...]:
        """Return the rules for the addresses of articles."""
        articles: list[SeenLink] = []
        others: list[SeenLink] = []
        for one in self.links:
            (articles if self.is_article(one) else others).append(one)
        certain = [one.parts for one in articles]
        refused = [one.parts for one in others if one.is_menu or self._is_known_other(one)]
        return rules_of(certain, refused, self.base()) if certain else ()

    def _is_known_other(self, one: SeenLink) -> bool:
        """Return True for an address of which something says that it is no article's."""
        return (
            key_of(one.parts.url) in self._no_articles()
            or one.parts.form in self.refused
            or has_plain_name(one.parts)
            or (one.is_label and one.parts.form not in self.accepted)
        )

    def base(self) -> SiteBase:
        """Return the origin of the articles: as the pages that were read answered, else as links write it."""
        urls = list(self.pages) or [one.parts.url for one in self.links]
        origins = Counter((urlsplit(url).scheme, urlsplit(url).netloc) for url in urls)
        return SiteBase(*origins.most_common(1)[0][0])

    def unsure(self) -> list[str]:
        """Return sentences on what a person should look at."""
        found = []
        read = self._read_well()
        if len(read) < _WANTED:
            found.append(f"only {len(read)} article{'s' if len(read) > 1 else ''} could be read")
        undated = sum(one.published_at is None for one in read)
        if undated:
            found.append(f"no date was found on {undated} of {len(read)} articles")
        if self.undated:
            found.append(f"{self.undated[0]} has a text but no date, so that it and its like are left out")
        for form, members in self._by_form().items():
            headlines = [one for one in members if one.is_headline]
            is_known = form in self.accepted | self.refused or self._is_like_accepted(members[0].parts)
            if not is_known and len(headlines) > 1:
                found.append(
                    f"{len(headlines)} addresses like {headlines[0].parts.url} were not looked at and are left out"
                )
        return found


def _score(members: list[SeenLink]) -> float:
    """Return how likely a form is articles'."""
    headlines = sum(_FEED if one.in_feed else _HEADLINE for one in members if one.is_headline)
    listed = min(sum(one.in_sitemap for one in members), _MOST_IN_SITEMAP) * _SITEMAP
    menus = sum(one.is_menu for one in members)
    plain = sum(has_plain_name(one.parts) for one in members) * 2 > len(members)
    short = members[0].parts.kind == "word"
    score = max(0.0, headlines + listed - 0.5 * menus)
    return score * (_PLAIN if plain else 1) * (0.2 if short else 1)


def _spread(members: list[SeenLink], most: int) -> list[SeenLink]:
    """Return members that are likely articles, from the beginning, the middle and the end."""
    good = [one for one in members if one.is_headline] or [one for one in members if not one.is_menu]
    if len(good) <= most:
        return good
    return [good[number * (len(good) - 1) // (most - 1)] for number in range(most)]


def _has_own_mark(parts: AddressParts) -> bool:
    """Return True for an address that a number or its parameters tell from a section's."""
    return parts.kind in ("slug-number", "number-slug", "number", "folder-number", "query")
