"""Blocks as the database keeps them: each with the id that it is known by."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4


def stored_block(name: str, value: Any) -> dict[str, Any]:
    """One block of a stream."""
    return {"type": name, "value": value, "id": str(uuid4())}


def stored_items(values: Iterable[Any]) -> list[dict[str, Any]]:
    """The items of a list; Wagtail reads one without an id as an empty value."""
    return [stored_block("item", value) for value in values]
