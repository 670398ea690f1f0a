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

from cms.request_cache import once_for_each, remembered


class FetchRemembered(FetchMode):
    """Like FETCH_PEERS, but looks into the request's memory first."""

    __slots__ = ()
    track_peers = True

    def fetch(self, fetcher: Any, instance: Model) -> None:
        values, field = remembered(), getattr(fetcher, "field", None)
        if values is None or field is None or not is_shared(field):
            FETCH_PEERS.fetch(fetcher, instance)
            return
        label = field.remote_field.model._meta.label_lower
        known = values.get(f"{label}-{getattr(instance, field.attname)}")
        if known is not None:
            field.set_cached_value(instance, known)
            return
        peers = [peer for ref in instance._state.peers if (peer := ref()) is not None]
        missing = []
        for peer in dict.fromkeys([instance, *peers]):
            pk = getattr(peer, field.attname)
            if pk is None or field.is_cached(peer):
                continue
            found = values.get(f"{label}-{pk}")
            if found is None:
                missing.append(peer)
            else:
                field.set_cached_value(peer, found)
        if missing:
            fetcher.fetch_many(missing)
        for peer in missing:
            values[f"{label}-{getattr(peer, field.attname)}"] = getattr(
                peer, field.name
            )

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
        return once_for_each(self.model._meta.label_lower, id_list, self.in_bulk_anew)

    def in_bulk_anew(self, keys: list[Any]) -> dict[Any, Any]:
        """The objects with these keys, as they are in the database."""
        return QuerySet.in_bulk(self.fetch_mode(FETCH_REMEMBERED), keys)


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
