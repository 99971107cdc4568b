"""The modelled site of hanoimoi: every address that it answers."""

from __future__ import annotations

import json
from pathlib import Path

from ..page import JSON, Page
from ..spec import Spec, load
from . import feeds, render_old, render_onecms
from .frame import bottom, head, sidebar, top
from .rows import item, row
from .sections import MENU, NAMES, channel, parents

HOME = feeds.HOME
ARTICLES = Path(__file__).parent / "articles"
DELETED = f"{HOME}/tin-da-go-bo-1309999.html"
FORBIDDEN = f"{HOME}/cam/bai-trong-vung-cam-1309998.html"
FORBIDDEN_MAP = f"{HOME}/cam/sitemap-article-2026-11-01.xml"
NOT_ARTICLES = (
    f"{HOME}/chuyen-de-ve-thu-do-event12.html",
    f"{HOME}/giao-thong-ptag.html",
    f"{HOME}/an-pham/hanoimoi-hang-ngay-77.html",
)
OTHER_MAPS = ("sitemap-category.xml", "sitemap-event.xml", "sitemap-tag.xml", "sitemap-news.xml")
FIRST, MORE, SECTION, FEED = 15, 10, 8, 40


class Site:
    """The site's pages, made from the specifications."""

    def __init__(self, specs: list[Spec] | None = None) -> None:
        self.specs = load(ARTICLES) if specs is None else specs
        self.current = sorted((s for s in self.specs if not s.old), key=lambda s: (s.published, s.id), reverse=True)
        used = {path for spec in self.current for path in parents(spec.section_path)}
        self.sections = sorted(used | {top for top, _, _ in MENU})

    def of_section(self, path: str) -> list[Spec]:
        """Return the articles of a section and of those below it, newest first."""
        return [s for s in self.current if s.section_path == path or s.section_path.startswith(f"{path}/")]

    def name_of(self, path: str) -> str:
        """Return a section's display name."""
        return NAMES.get(path, path.rsplit("/", 1)[-1].replace("-", " ").capitalize())

    def pages(self) -> dict[str, Page]:
        """Return every absolute address with its answer."""
        out = {**self._articles(), **self._maps(), **self._feeds(), **self._listings(), **self._api()}
        out.update(self._redirects(out))
        return out

    def old_slug(self) -> str:
        """Return an address of the newest article with a slug that it no longer has."""
        return f"{HOME}/tieu-de-cu-cua-bai-{self.current[0].id}.html"

    def doubles(self) -> list[str]:
        """Return other addresses under which the sitemap lists the newest article."""
        url = self.current[0].url
        return [f"{url}?utm_source=zalo&utm_medium=share", f"{url}#binh-luan", url.replace("https://", "http://www.")]

    def _articles(self) -> dict[str, Page]:
        out = {}
        for spec in self.specs:
            near = [s for s in (self.current if not spec.old else self.specs) if s is not spec]
            turn = spec.id % max(1, len(near))
            others = (near[turn:] + near[:turn]) * (48 // max(1, len(near)) + 1)
            renderer = render_old if spec.old else render_onecms
            out[spec.url] = Page.of(renderer.render(spec, others[:48]))
        out[self.doubles()[0]] = out[self.current[0].url]
        out[FORBIDDEN] = Page.of(self._page("Vùng cấm", "<p>Trang này không được thu thập.</p>"))
        out[DELETED] = Page.of(self._page("Không tìm thấy trang", "<h1>Không tìm thấy trang</h1>"), status=404)
        return out

    def _maps(self) -> dict[str, Page]:
        days = feeds.by_day([spec for spec in self.specs if not spec.sponsored])
        newest = next(spec for spec in self.current if not spec.sponsored)
        out, listed = {}, []
        for day, specs in days.items():
            address = f"{HOME}/sitemap-article-{day}.xml"
            rows = [feeds.entry(s.url, s.published.isoformat(), s) for s in specs]
            if newest in specs:
                more = [*NOT_ARTICLES, *self.doubles(), self.old_slug(), DELETED, FORBIDDEN]
                rows += [feeds.entry(url, newest.published.isoformat()) for url in more]
            out[address] = feeds.urlset(rows)
            listed.append((address, specs[0].published.isoformat()))
        last = newest.published.isoformat()
        others = [(f"{HOME}/{name}", last) for name in OTHER_MAPS] + [
            (FORBIDDEN_MAP, last),
            (f"{HOME}/kinh-te", last),
            (f"{HOME}/rss", last),
        ]
        out[f"{HOME}/sitemap.xml"] = feeds.index(others[:2] + listed + others[2:])
        pages = feeds.urlset([feeds.entry(f"{HOME}/{path}", last) for path in self.sections])
        out.update({f"{HOME}/{name}": pages for name in OTHER_MAPS})
        out[FORBIDDEN_MAP] = feeds.urlset([feeds.entry(FORBIDDEN, last)])
        for host in (HOME, "http://hanoimoi.com.vn"):
            out[f"{host}/robots.txt"] = feeds.robots(host)
        return out

    def _feeds(self) -> dict[str, Page]:
        out = {}
        for path in ("trang-chu", *self.sections):
            specs = self.current if path == "trang-chu" else self.of_section(path)
            name = "Trang chủ" if path == "trang-chu" else self.name_of(path)
            out[f"{HOME}/rss/{path}"] = feeds.rss(path, name, [spec for spec in specs if not spec.sponsored][:FEED])
            out[f"{HOME}/rss/{path}.rss"] = feeds.rss(f"{path}.rss", name, [])
        return out

    def _page(self, title: str, inner: str, script: str = "") -> str:
        beside = sidebar(self.current[:16])
        content = f'<div class="l-content"><div class="container"><div class="l-main">{inner}</div>{beside}</div></div>'
        return head(title, "") + top() + content + bottom(script)

    def _listing(self, title: str, specs: list[Spec], kind: str, number: int = 0) -> Page:
        rows = "".join(row(s, kind == "24h") for s in specs)
        action = f'<div data-action="api/getarticletopread/{number}"></div>'
        views = f'<div class="onecms_load_view" data-view="mostRead">{action}</div>' if number else ""
        script = f"""<script type="text/javascript">
    WebControl.loadmore_params = () => ({{ type: '{kind}', keyword: '', channelId: {number}, eventId: 0,
        publisherId: $('.onecms__loading li:last').attr('pid') }});
</script>"""
        inner = f"""<h1>{title}</h1>
<ul class="onecms__loading">{rows}
</ul>
<div class="c-more onecms__loadmore"><a href="javascript:;">Xem thêm</a></div>{views}"""
        return Page.of(self._page(title, inner, script))

    def _listings(self) -> dict[str, Page]:
        out = {f"{HOME}/tin-moi-nhat": self._listing("Tin mới nhất", self.current[:FIRST], "24h")}
        for path in self.sections:
            out[f"{HOME}/{path}"] = self._listing(
                self.name_of(path), self.of_section(path)[:SECTION], "channel", channel(path)
            )
        out[f"{HOME}/"] = self._listing("Trang chủ", self.current[:SECTION], "24h")
        for url in NOT_ARTICLES:
            out[url] = self._listing("Chuyên trang", self.current[3:6], "eventbykeyword")
        return out

    def _api(self) -> dict[str, Page]:
        out: dict[str, Page] = {}
        lists = [("24h_empty_{}_0_0", self.current)]
        lists += [(f"channel_empty_{{}}_{channel(path)}_0", self.of_section(path)) for path in self.sections]
        for pattern, specs in lists:
            for start, pid in enumerate([0, *(s.id for s in specs)]):
                text = json.dumps([item(s) for s in specs[start : start + MORE]], ensure_ascii=False)
                out[f"{HOME}/api/getMoreArticle/{pattern.format(pid)}"] = Page.of(text, JSON)
        return out

    def _redirects(self, pages: dict[str, Page]) -> dict[str, Page]:
        out = {self.old_slug(): Page.moved(self.current[0].url)}
        for url in [f"{HOME}/", *(s.url for s in self.current)]:
            out[url.replace("https://", "http://")] = Page.moved(url)
        for url in (f"{HOME}/", f"{HOME}/robots.txt", f"{HOME}/sitemap.xml", self.current[0].url):
            for scheme in ("http", "https"):
                out[url.replace("https://", f"{scheme}://www.")] = Page.moved(url)
        return {url: page for url, page in out.items() if url not in pages}
