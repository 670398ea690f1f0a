"""A cache that lives as long as a request.

What Wagtail and we look up for every link of a page (roots of sites, restricted
branches) is read once for each request and never outlives it, so no process can
hold on to what another has changed. Finished pages are cached elsewhere, by
`cms.serving`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.dummy import DummyCache
from django.http import HttpRequest, HttpResponse

_values: ContextVar[dict[str, Any] | None] = ContextVar("values", default=None)
_MISSING = object()


class RequestCache(DummyCache):
    """Django's cache interface over the request at hand; nothing outside of one."""

    def add(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        key, values = self.make_and_validate_key(key, version), _values.get()
        if values is None or key in values:
            return values is None
        values[key] = value
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        key, values = self.make_and_validate_key(key, version), _values.get()
        return default if values is None else values.get(key, default)

    def set(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        key, values = self.make_and_validate_key(key, version), _values.get()
        if values is not None:
            values[key] = value

    def delete(self, key: str, version: int | None = None) -> bool:
        key, values = self.make_and_validate_key(key, version), _values.get()
        return values is not None and values.pop(key, _MISSING) is not _MISSING

    def has_key(self, key: str, version: int | None = None) -> bool:
        key, values = self.make_and_validate_key(key, version), _values.get()
        return values is not None and key in values

    def clear(self) -> None:
        values = _values.get()
        if values is not None:
            values.clear()


def once_per_request[T](key: str, compute: Callable[[], T]) -> T:
    """What `compute` answers, asked once for each request."""
    values = _values.get()
    if values is None:
        return compute()
    if key not in values:
        values[key] = compute()
    return values[key]


@contextmanager
def request_scope() -> Iterator[None]:
    """Within, the cache remembers; at the end it forgets."""
    token = _values.set({})
    try:
        yield
    finally:
        _values.reset(token)


class RequestCacheMiddleware:
    """Give each request a cache of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with request_scope():
            return self.get_response(request)
