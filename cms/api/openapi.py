"""The OpenAPI 3.1 document, tidied for those who generate clients from it."""

from typing import Any

from ninja import NinjaAPI

from cms.api.problems import MEDIA_TYPE

BASE_PATH = "/api/content/v1/"
GROUPS = {
    "Site": "The frame around every page, and ways to find one.",
    "Pages": "Pages of any kind.",
    "Articles": "What the attorneys write.",
    "Attorneys": "Who they are.",
    "Categories": "What the articles are about.",
    "Testimonials": "What clients say.",
}
IN_PATH = {
    "id": "`id` of the page, as its card has it.",
    "slug": "`slug` of the page, as its card has it: the last part of its path.",
}


def openapi_document(api: NinjaAPI) -> dict[str, Any]:
    """The document of the API."""
    document = dict(api.get_openapi_schema(path_prefix=""))
    document["servers"] = [{"url": BASE_PATH.rstrip("/")}]
    document["tags"] = [
        {"name": name, "description": description}
        for name, description in GROUPS.items()
    ]
    document["paths"] = dict(sorted(document["paths"].items(), key=place_of))
    for path in document["paths"].values():
        for operation in path.values():
            tidy_operation(operation)
    schemas = document["components"]["schemas"]
    document["components"]["schemas"] = {
        name: without_titles(schema)
        for name, schema in sorted(schemas.items())
        if not name.endswith("Parameters")
    }
    return document


def place_of(path: tuple[str, dict[str, Any]]) -> tuple[int, str]:
    """Where an address stands in the document: in its group, by its name."""
    address, operations = path
    [group] = operations["get"]["tags"]
    return list(GROUPS).index(group), address


def tidy_operation(operation: dict[str, Any]) -> None:
    """Errors have the media type of problems; parameters say what they mean."""
    for parameter in operation["parameters"]:
        parameter["schema"] = without_null(without_titles(parameter["schema"]))
        if parameter["in"] == "path":
            parameter["description"] = IN_PATH[parameter["name"]]
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            [content] = response["content"].values()
            response["content"] = {MEDIA_TYPE: content}


def without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter: it is given or left out, but never null."""
    [kind] = [part for part in schema.get("anyOf", [{}]) if part.get("type") != "null"]
    kept = ("anyOf", "description", "default" if schema.get("default") is None else "")
    return kind | {name: value for name, value in schema.items() if name not in kept}


def without_titles(schema: Any) -> Any:
    """A schema without the titles that only repeat the names of fields."""
    if isinstance(schema, list):
        return [without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: (
            {field: without_titles(part) for field, part in value.items()}
            if name == "properties"
            else value
            if name == "examples"
            else without_titles(value)
        )
        for name, value in schema.items()
        if not (name == "title" and isinstance(value, str))
    }
