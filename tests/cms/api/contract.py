"""Tells what a change of the OpenAPI document means to those who use the API."""

from collections.abc import Iterator
from typing import Any

BREAKING, ADDITIVE = "breaking", "additive"
Change = tuple[str, str]

# Words and examples help people; no client depends on them.
WORDS = ("description", "summary", "examples", "title", "tags")


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Every change between two documents, each breaking or additive."""
    return [
        *_keyed(old["paths"], new["paths"], "address", _operations),
        *_keyed(
            old["components"]["schemas"],
            new["components"]["schemas"],
            "schema",
            _schema,
        ),
    ]


def _keyed(old: dict, new: dict, what: str, compare: Any) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield BREAKING, f"{what} {name} is gone"
        elif name not in old:
            yield ADDITIVE, f"{what} {name} is new"
        else:
            yield from compare(old[name], new[name], f"{what} {name}")


def _operations(old: dict, new: dict, place: str) -> Iterator[Change]:
    yield from _keyed(old, new, f"{place}: method", _operation)


def _operation(old: dict, new: dict, place: str) -> Iterator[Change]:
    if old["operationId"] != new["operationId"]:
        yield BREAKING, f"{place}: operationId changed"
    before, after = (
        {parameter["name"]: parameter for parameter in operation["parameters"]}
        for operation in (old, new)
    )
    for change, words in _keyed(before, after, f"{place}: parameter", _parameter):
        name = words.removeprefix(f"{place}: parameter ").split(" ")[0]
        is_required = name not in before and after[name]["required"]
        yield BREAKING if is_required else change, words
    yield from _keyed(old["responses"], new["responses"], f"{place}: status", _content)


def _parameter(old: dict, new: dict, place: str) -> Iterator[Change]:
    if new["required"] and not old["required"]:
        yield BREAKING, f"{place} became required"
    before, after = dict(old["schema"]), dict(new["schema"])
    lost = set(before.pop("enum", [])) - set(after.pop("enum", []))
    if lost:
        yield BREAKING, f"{place} lost {sorted(lost)}"
    elif old["schema"].get("enum") != new["schema"].get("enum"):
        yield ADDITIVE, f"{place} takes more values"
    if _without_words(before) != _without_words(after):
        yield BREAKING, f"{place} takes other values"


def _content(old: dict, new: dict, place: str) -> Iterator[Change]:
    yield from _keyed(
        old.get("content", {}), new.get("content", {}), f"{place}: type", _media
    )


def _media(old: dict, new: dict, place: str) -> Iterator[Change]:
    yield from _schema(old["schema"], new["schema"], place)


def _schema(old: dict, new: dict, place: str) -> Iterator[Change]:
    yield from _keyed(
        old.get("properties", {}), new.get("properties", {}), f"{place}: field", _schema
    )
    for name in set(old.get("required", [])) - set(new.get("required", [])):
        if name in new.get("properties", {}):
            yield BREAKING, f"{place}: field {name} may now be absent"
    for union in ("oneOf", "anyOf"):
        yield from _members(old.get(union, []), new.get(union, []), place)
    if "items" in old and "items" in new:
        yield from _schema(old["items"], new["items"], f"{place}: items")
    if _shape(old) != _shape(new):
        yield BREAKING, f"{place} changed its type"


def _members(old: list, new: list, place: str) -> Iterator[Change]:
    before, after = (
        {str(_without_words(part)) for part in side} for side in (old, new)
    )
    for member in sorted(before - after):
        yield BREAKING, f"{place} is no longer {member}"
    for member in sorted(after - before):
        became_null = "'null'" in member
        yield BREAKING if became_null else ADDITIVE, f"{place} may be {member}"


def _shape(schema: dict) -> dict:
    compared = ("properties", "required", "oneOf", "anyOf", "items", "discriminator")
    return {k: v for k, v in _without_words(schema).items() if k not in compared}


def _without_words(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_words(entry) for entry in part]
    if isinstance(part, dict):
        return {k: _without_words(v) for k, v in part.items() if k not in WORDS}
    return part
