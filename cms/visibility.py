"""Who may see what: the one place that decides whether a page or file is public."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)


class Restrictions:
    """The restricted branches of the page and collection trees, read once."""

    def __init__(self) -> None:
        self.page_paths = tuple(
            PageViewRestriction.objects.values_list("page__path", flat=True)
        )
        collection_paths = tuple(
            CollectionViewRestriction.objects.values_list("collection__path", flat=True)
        )
        self.collections: frozenset[int] = frozenset()
        if collection_paths:
            self.collections = frozenset(
                pk
                for pk, path in Collection.objects.values_list("pk", "path")
                if path.startswith(collection_paths)
            )


_restrictions: ContextVar[list[Restrictions] | None] = ContextVar(
    "restrictions", default=None
)


@contextmanager
def restrictions_read_once() -> Iterator[None]:
    """Read the restrictions at most once inside, for instance during a request."""
    token = _restrictions.set([])
    try:
        yield
    finally:
        _restrictions.reset(token)


def restrictions() -> Restrictions:
    """The restrictions in force now."""
    remembered = _restrictions.get()
    if remembered is None:
        return Restrictions()
    if not remembered:
        remembered.append(Restrictions())
    return remembered[0]


def is_public_page(page: Page | None) -> bool:
    """Whether anyone may read the page: published, and in no restricted branch."""
    return (
        page is not None
        and page.live
        and not page.path.startswith(restrictions().page_paths)
    )


def is_public_file(file: Any) -> bool:
    """Whether anyone may see an image or document, judged by its collection."""
    return file is not None and file.collection_id not in restrictions().collections


def public_page_url(page: Page | None) -> str:
    """The address of a page that anyone may read, otherwise nothing."""
    if page is None or not is_public_page(page):
        return ""
    return page.url or ""


class VisibilityMiddleware:
    """Read the restrictions once for each request, however many links it renders."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with restrictions_read_once():
            return self.get_response(request)
