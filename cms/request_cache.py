"""A cache that lives as long as a request, or as the content stays as it is.

What many pages show (the site, its menus, restricted branches, the attorneys in
bylines) is read once and not for each link. An answer for one visitor forgets it
when it is finished. Answers for everybody share it: `cms.serving` hands them the
values of its current generation, which end with the next change of content, so
no process can hold on to what another has changed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.dummy import DummyCache
from django.http import HttpRequest, HttpResponse

_values: ContextVar[dict[str, Any] | None] = ContextVar("values", default=None)
_MISSING = object()

# Where in the WSGI environment an answer for everybody finds what is shared.
SHARED_VALUES = "counsel.shared_values"
MOST_SHARED = 10_000


class SharedValues(dict[str, Any]):
    """Values of one generation of the content; too many of them begin anew."""

    def __setitem__(self, key: str, value: Any) -> None:
        if len(self) >= MOST_SHARED:
            self.clear()
        super().__setitem__(key, value)


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
    """What `compute` answers, asked once for each request.

    Requests of the same generation may share the answer, so it must be finished:
    a list rather than a query, and nothing that later code changes.
    """
    values = _values.get()
    if values is None:
        return compute()
    found = values.get(key, _MISSING)
    if found is _MISSING:
        found = values[key] = compute()
    return found


def once_for_each[K, T](
    name: str, keys: Iterable[K], compute: Callable[[list[K]], dict[K, T]]
) -> dict[K, T]:
    """The same for several at once: `compute` answers for those not known yet.

    What it leaves out is not remembered.
    """
    values = _values.get()
    wanted = list(dict.fromkeys(keys))
    if values is None:
        return compute(wanted) if wanted else {}
    found = {
        key: value
        for key in wanted
        if (value := values.get(f"{name}-{key}", _MISSING)) is not _MISSING
    }
    if missing := [key for key in wanted if key not in found]:
        computed = compute(missing)
        found |= computed
        for key, value in computed.items():
            values[f"{name}-{key}"] = value
    return found


def remembered() -> dict[str, Any] | None:
    """All that is remembered; None outside of a request."""
    return _values.get()


@contextmanager
def request_scope(values: SharedValues | None = None) -> Iterator[None]:
    """Within, the cache remembers; at the end it forgets what nobody shares."""
    token = _values.set({} if values is None else values)
    try:
        yield
    finally:
        _values.reset(token)


class RequestCacheMiddleware:
    """Give each request a cache: its own, or the one of the generation."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        from cms.sites import remember_site  # the cache is set up before the models

        self.get_response = get_response
        self.remember_site = remember_site

    def __call__(self, request: HttpRequest) -> HttpResponse:
        shared = request.META.get(SHARED_VALUES)
        with request_scope(shared):
            if shared is not None:
                self.remember_site(request)
            return self.get_response(request)
