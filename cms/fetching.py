"""How pages read what they refer to: for all peers at once, and once for many pages.

A query with this fetch mode needs no joins for what articles have in common:
categories, attorneys, pictures, locales. What one page has read, others of the
same generation are given (see `cms.request_cache`).
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import FETCH_PEERS, ForeignKey, Model, Prefetch, QuerySet
from django.db.models.fetch_modes import FetchMode
from wagtail.models import Page

from cms.request_cache import once_for_each, once_per_request, remembered
from cms.statements import key_column, objects_where


class FetchRemembered(FetchMode):
    """Like FETCH_PEERS, but looks into the request's memory first."""

    __slots__ = ()
    track_peers = True

    def fetch(self, fetcher: Any, instance: Model) -> None:
        values, field = remembered(), getattr(fetcher, "field", None)
        if values is None or field is None or not is_shared(field):
            FETCH_PEERS.fetch(fetcher, instance)
            return
        model, pk = field.remote_field.model, getattr(instance, field.attname)
        known = values.get(f"{model._meta.label_lower}-{pk}")
        if known is not None:
            field.set_cached_value(instance, known)
            return
        peers = [peer for ref in instance._state.peers if (peer := ref()) is not None]
        lacking = [
            (peer, pk)
            for peer in [instance, *peers]
            if (pk := getattr(peer, field.attname)) is not None
            and not field.is_cached(peer)
        ]
        found = by_key(model, (pk for _, pk in lacking))
        for peer, pk in lacking:
            field.set_cached_value(peer, found.get(pk))

    def __reduce__(self) -> str:
        return "FETCH_REMEMBERED"


FETCH_REMEMBERED = FetchRemembered()


class RememberedQuerySet(QuerySet):
    """Of things that many texts show: those known by key are not read again."""

    def in_bulk(self, id_list: Any = None, *, field_name: str = "pk") -> dict[Any, Any]:
        """The objects by key, as blocks ask for what editors chose."""
        is_by_key = id_list is not None and field_name == "pk" and not self.query.where
        if remembered() is None or not is_by_key:
            return super().in_bulk(id_list, field_name=field_name)
        return by_key(self.model, (int(pk) for pk in id_list if pk is not None))


def by_key[M: Model](model: type[M], pks: Iterable[int]) -> dict[int, M]:
    """The objects with these keys, each read once for many answers.

    They are shared, so they are not to be changed.
    """

    def read(missing: list[int]) -> dict[int, M]:
        condition = f"WHERE {key_column(model)} = ANY(%s)"
        found = objects_where(model, condition, [missing], fetch_mode=FETCH_REMEMBERED)
        return {one.pk: one for one in found}

    return once_for_each(model._meta.label_lower, pks, read)


def remember[M: Model](one: M) -> M:
    """The object as it is remembered by its key."""
    label = one._meta.label_lower
    return once_per_request(f"{label}-{one.pk}", lambda: one)


def by_path(paths: Iterable[str]) -> dict[str, Page]:
    """The pages at these places of the tree, remembered by key as well."""

    def read(missing: list[str]) -> dict[str, Page]:
        condition = 'WHERE "path" = ANY(%s) ORDER BY "path"'
        found = objects_where(Page, condition, [missing], fetch_mode=FETCH_REMEMBERED)
        return {page.path: remember(page) for page in found}

    return once_for_each("page-at", paths, read)


def places_above(path: str) -> list[str]:
    """The places of the pages above one, without the root of the tree."""
    step = Page.steplen
    return [path[:end] for end in range(2 * step, len(path), step)]


def remember_place(page: Page) -> None:
    """Let `by_path` find a page that was read for something else."""
    once_per_request(f"page-at-{page.path}", lambda: page)


def along(name: str, model: type[Model]) -> Prefetch:
    """A relation to read with the pages, whose objects read on in the same way."""
    return Prefetch(name, model._default_manager.all().fetch_mode(FETCH_REMEMBERED))


def as_stored[P: Model](pages: Iterable[P]) -> list[P]:
    """Those that come from the database.

    A draft has what belongs to it at hand, and a new page has nothing there yet.
    """
    return [
        page
        for page in pages
        if page.pk and not getattr(page, "_cluster_related_objects", None)
    ]


@cache
def is_shared(field: Any) -> bool:
    """Whether a field refers by key to content; all else may change unnoticed."""
    from cms.serving.content import is_content  # needs the models

    return (
        type(field) is ForeignKey
        and field.target_field.primary_key
        and bool(is_content(field.remote_field.model))
    )
