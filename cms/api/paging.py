"""Pages of a list by keyset: page 5,000 costs what page 1 costs.

A cursor holds the values that the list is ordered by, of the first or last item of a
page. It is signed, so a cursor that somebody made up or changed is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from cms.api.problems import RequestProblem

AFTER, BEFORE = "a", "b"
LAST_PLACE = 1_000


@dataclass(frozen=True, slots=True)
class Key:
    """A value that a list is ordered by; empty values stand last."""

    name: str
    descending: bool = False
    is_nullable: bool = False

    def ordering(self, reverse: bool) -> Any:
        """How to order by this key, or the other way round."""
        if self.name == "pk":
            return "pk" if self.descending is reverse else "-pk"
        if self.descending is reverse:
            return F(self.name).asc(nulls_first=reverse or None)
        return F(self.name).desc(nulls_last=not reverse or None)

    def value_of(self, item: Any) -> Any:
        """The value of an item, be it an object or a row of values."""
        return item[self.name] if isinstance(item, dict) else getattr(item, self.name)

    def same(self, value: Any) -> Q:
        """Items with the value."""
        if value is None:
            return Q(**{f"{self.name}__isnull": True})
        return Q(**{self.name: value})

    def beyond(self, value: Any, reverse: bool) -> Q:
        """Items that stand after the value, or before it."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if reverse else Q(pk__in=[])
        operator = "gt" if self.descending is reverse else "lt"
        found = Q(**{f"{self.name}__{operator}": value})
        if self.is_nullable and not reverse:
            found |= Q(**{f"{self.name}__isnull": True})
        return found

    def from_here(self, value: Any, reverse: bool) -> Q:
        """Items at the value or beyond: lets the database start there in its index."""
        if self.is_nullable:
            return Q()
        operator = "gte" if self.descending is reverse else "lte"
        return Q(**{f"{self.name}__{operator}": value})


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of a list, and the cursors of its neighbours."""

    items: list[Any]
    next: str | None
    previous: str | None


class Keyset:
    """The pages of one list in one order."""

    def __init__(self, keys: Sequence[Key], scope: str) -> None:
        self.keys = keys
        self.salt = f"cursor:{scope}"

    def slice(self, queryset: QuerySet, limit: int, cursor: str | None) -> Slice:
        """The page at the cursor, or the first.

        Raises:
            RequestProblem: 400 for a cursor that this list did not give out.
        """
        direction, values = self._read(cursor) if cursor else (AFTER, None)
        reverse = direction == BEFORE
        queryset = queryset.order_by(*(key.ordering(reverse) for key in self.keys))
        if values is not None:
            queryset = queryset.filter(self._beyond(values, reverse))
        found = list(queryset[: limit + 1])
        has_more, items = len(found) > limit, found[:limit]
        if reverse:
            items.reverse()
        has_next = has_more or reverse
        has_previous = has_more if reverse else values is not None
        return Slice(
            items,
            self._write(AFTER, items[-1]) if items and has_next else None,
            self._write(BEFORE, items[0]) if items and has_previous else None,
        )

    def _beyond(self, values: list[Any], reverse: bool) -> Q:
        found, same = Q(), Q()
        for key, value in zip(self.keys, values, strict=True):
            found |= same & key.beyond(value, reverse)
            same &= key.same(value)
        return self.keys[0].from_here(values[0], reverse) & found

    def _write(self, direction: str, item: Any) -> str:
        values = [key.value_of(item) for key in self.keys]
        return signed([direction, *values], self.salt)

    def _read(self, cursor: str) -> tuple[str, list[Any]]:
        direction, *values = unsigned(cursor, self.salt)
        return direction, values


class Offsets:
    """Pages of a ranked list, by place: ranks are no keys that one could seek."""

    def __init__(self, scope: str) -> None:
        self.salt = f"cursor:{scope}"

    def read(self, cursor: str | None) -> int:
        """The place that a cursor stands for.

        Raises:
            RequestProblem: 400 for a cursor that this list did not give out.
        """
        return unsigned(cursor, self.salt) if cursor else 0

    def write(self, place: int, count: int) -> str | None:
        """The cursor of the page at a place, if the list goes that far."""
        if place >= min(count, LAST_PLACE):
            return None
        return signed(place, self.salt)

    def write_back(self, place: int, limit: int) -> str | None:
        """The cursor of the page before a place, if there is one."""
        if place == 0:
            return None
        return signed(max(0, place - limit), self.salt)


def signed(value: Any, salt: str) -> str:
    """A cursor. It has no time in it: the same list has the same cursors."""
    signer = signing.Signer(salt=salt)
    return signer.sign_object(value, serializer=CursorSerializer)


def unsigned(cursor: str, salt: str) -> Any:
    """What a cursor holds.

    Raises:
        RequestProblem: 400 for a cursor that this list did not give out.
    """
    try:
        return signing.Signer(salt=salt).unsign_object(cursor)
    except (signing.BadSignature, ValueError):
        message = "Use the addresses in “next” and “previous” as they are."
        raise RequestProblem(400, message, "cursor") from None


class CursorSerializer(signing.JSONSerializer):
    """JSON that can hold dates."""

    def dumps(self, obj: Any) -> bytes:
        return PreciseEncoder(separators=(",", ":")).encode(obj).encode()


class PreciseEncoder(DjangoJSONEncoder):
    """Django cuts times to milliseconds; a key must be exact."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def page_address(request: HttpRequest, cursor: str | None) -> str | None:
    """The full address of the same request at another cursor."""
    if cursor is None:
        return None
    query = {**request.GET.dict(), "cursor": cursor}
    return f"{request.build_absolute_uri(request.path)}?{urlencode(query)}"
