"""The datasette plugin with our pages. What it serves is in the database `CORPUS` of the datasette that calls it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from hanoi_press.corpus.browse.article_view import article_values
from hanoi_press.corpus.browse.browse_database import CORPUS, TABLES
from hanoi_press.corpus.browse.browse_labels import Labels
from hanoi_press.corpus.browse.found_download import send_found, too_many
from hanoi_press.corpus.browse.found_page import ON_A_PAGE, typed_words
from hanoi_press.corpus.browse.live_index import LiveIndex, NotReadyError
from hanoi_press.corpus.browse.page_filling import filled_page, stylesheet
from hanoi_press.corpus.browse.preferred_language import COOKIE, preferred_language
from hanoi_press.corpus.browse.search_form import FormError, SearchForm
from hanoi_press.corpus.index.corpus_index import CorpusIndex

# All but the open tables, which datasette itself shows, with what these pages need.
_CLOSED = (
    rf"^/(?!(?:{CORPUS}(?:/(?:{'|'.join(TABLES)})(?:/\d+)?)?(?:\.(?:json|csv))?|-/static/(?:app\.css|table\.js))$)"
)
PAGES = "hanoi_press.pages"
_A_YEAR = 31_536_000
logger = logging.getLogger(__name__)
Answer = Callable[[Request, LiveIndex, Labels], Awaitable[Response]]


class PageError(Exception):
    """A page cannot be shown; `key` is that of the label that says why."""

    def __init__(self, status: int, key: str, **values: str) -> None:
        super().__init__(key)
        self.status, self.key, self.values = status, key, values


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Return our pages; those that come first win over datasette's own."""
    return [
        (r"^/$", _view(search_answer)),
        (r"^/article/(?P<id>[^/]+/[^/]+)$", _view(article_answer)),
        (r"^/articles\.(?P<format>jsonl|csv)$", download),
        (r"^/static/browse\.css$", style),
        (_CLOSED, nowhere),
    ]


@hookimpl  # type: ignore[untyped-decorator]
def permission_allowed(action: str, resource: Any) -> bool | None:
    """Allow to look at the open tables, and nothing else of datasette's."""
    if action in ("view-instance", "view-database"):
        return action == "view-instance" or resource == CORPUS
    if action == "view-table":
        database, table = resource
        return database == CORPUS and table in TABLES
    return False


@hookimpl  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Request, exception: Exception) -> Response:
    """Answer what datasette itself could not: a page of ours, and nothing about the machine in it."""
    if isinstance(exception, NotReadyError):
        return problem(request, labels_of(request), 503, "index_not_ready")
    is_closed = isinstance(exception, sqlite3.DatabaseError) and "not authorized" in str(exception)
    status = 404 if is_closed else getattr(exception, "status", 500)
    if status not in (400, 403, 404):
        logger.error("an error while answering %s", request.path, exc_info=exception)
        return problem(request, labels_of(request), 500, "unexpected")
    return problem(request, labels_of(request), 404 if status == 403 else status, "no_page")


@hookimpl  # type: ignore[untyped-decorator]
def forbidden(datasette: Any, request: Request, message: str) -> Response:
    """Answer what may not be seen as if it were not there."""
    return problem(request, labels_of(request), 404, "no_page")


def labels_of(request: Request) -> Labels:
    """Return the labels in the language that the reader chose or the browser prefers."""
    asked = request.args.get("lang")
    accepted = request.headers.get("accept-language", "")
    return Labels(preferred_language(asked, request.scope.get("cookie", ""), accepted))


def problem(request: Request, labels: Labels, status: int, key: str, **values: str) -> Response:
    """Return the page that says what is wrong, and what to do."""
    page = filled_page(
        "problem.html",
        labels,
        status=status,
        words=labels(key, **values),
        is_waiting=key == "index_not_ready",
        own_address="/",
        state=None,
    )
    return Response.html(page, status=status)


async def search_answer(request: Request, live: LiveIndex, labels: Labels) -> Response:
    """Return a search page."""
    form = SearchForm.read(request.scope.get("query_string") or b"")
    pages = request.scope[PAGES]

    def gather(index: CorpusIndex) -> dict[str, Any]:
        return {**pages.values(index, form, labels, live.state, live.columns), "state": state_of(live, labels)}

    values = await live.run(gather)
    values["cleared"] = SearchForm(words=form.words, order=form.order).address()
    values["own_address"] = form.address(page=form.page)
    return Response.html(filled_page("search.html", labels, **values, on_a_page=ON_A_PAGE))


async def article_answer(request: Request, live: LiveIndex, labels: Labels) -> Response:
    """Return the page of an article. Raises `PageError`."""
    wanted = unquote(request.url_vars["id"])
    every = request.args.get("revisions") == "all"

    def gather(index: CorpusIndex) -> dict[str, Any] | None:
        found = article_values(index, wanted, all_revisions=every)
        return None if found is None else {**found, "state": state_of(live, labels)}

    values = await live.run(gather)
    if values is None:
        raise PageError(404, "no_article", id=wanted[:100])
    own = request.path + ("?revisions=all" if every else "")
    return Response.html(filled_page("article.html", labels, **values, own_address=own))


async def download(request: Request, datasette: Any, scope: Any, receive: Any, send: Any) -> Response | None:
    """Send the articles found as a file."""
    labels = labels_of(request)
    live = datasette.get_database(CORPUS).live
    if too_many():
        return problem(request, labels, 503, "too_many_downloads")
    try:
        form = SearchForm.read(request.scope.get("query_string") or b"")
        await live.freshen()
        await send_found(live.path, form, typed_words(form), request.url_vars["format"], receive, send)
    except FormError as error:
        return problem(request, labels, 400, error.key, **error.values)
    except (OSError, sqlite3.Error) as error:
        return problem(request, labels, 503, "index_failed", reason=str(error)[:500])
    return None


async def nowhere(request: Request) -> Response:
    """Answer for all that is closed."""
    return problem(request, labels_of(request), 404, "no_page")


async def style(request: Request) -> Response:
    """Send the CSS."""
    return Response(stylesheet().decode(), content_type="text/css; charset=utf-8")


def state_of(live: LiveIndex, labels: Labels) -> dict[str, Any]:
    """Return what a page says of the index itself."""
    made = f"{labels.short_day(live.made.date().isoformat())}, {live.made:%H:%M}"
    return {"made": made, "is_updating": live.is_updating, "stale": live.stale, "faults": live.fault_count}


def _view(answer: Answer) -> Callable[..., Awaitable[Response]]:
    """Return a view of datasette around an answer: the index fresh, failures as pages, the chosen language kept."""

    async def view(request: Request, datasette: Any) -> Response:
        labels = labels_of(request)
        database = datasette.get_database(CORPUS)
        live: LiveIndex = database.live
        request.scope[PAGES] = database.pages
        try:
            await live.freshen()
            response = await answer(request, live, labels)
        except FormError as error:
            response = problem(request, labels, 400, error.key, **error.values)
        except PageError as error:
            response = problem(request, labels, error.status, error.key, **error.values)
        except NotReadyError:
            response = problem(request, labels, 503, "index_not_ready")
        except (OSError, sqlite3.Error) as error:
            response = problem(request, labels, 503, "index_failed", reason=str(error)[:500])
        if request.args.get("lang") == labels.language:
            response.set_cookie(COOKIE, labels.language, max_age=_A_YEAR, httponly=True, samesite="lax")
        return response

    return view
