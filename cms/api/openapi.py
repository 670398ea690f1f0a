"""The OpenAPI 3.1 document, tidied for those who generate clients from it."""

from typing import Any

from ninja import NinjaAPI

from cms.api.problems import MEDIA_TYPE

BASE_PATH = "/api/content/v1/"


def openapi_document(api: NinjaAPI) -> dict[str, Any]:
    """The document of the API."""
    document = dict(api.get_openapi_schema(path_prefix=""))
    document["servers"] = [{"url": BASE_PATH.rstrip("/")}]
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


def tidy_operation(operation: dict[str, Any]) -> None:
    """Errors have the media type of problems, and parameters no idle titles."""
    for parameter in operation["parameters"]:
        parameter["schema"] = without_null(without_titles(parameter["schema"]))
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
