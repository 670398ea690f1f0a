"""Every answer over all demo content is what the OpenAPI document promises."""

import json
import re

import jsonschema_rs
import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.api.content import openapi_text

DOCUMENT = json.loads(openapi_text())
LISTS = ["pages", "articles", "attorneys", "categories", "testimonials"]


def operation_of(address):
    """The operation that the document has for an address."""
    path = address.split("?")[0]
    for template, methods in DOCUMENT["paths"].items():
        pattern = re.sub(r"{\w+}", "[^/]+", template)
        if re.fullmatch(pattern, f"/{path}"):
            return methods["get"]
    raise AssertionError(f"{address} is not in the document")


def validate(response, address):
    """Check an answer against the schema of its status and media type."""
    content = operation_of(address)["responses"][str(response.status_code)]["content"]
    media_type = response["Content-Type"].split(";")[0]
    schema = {**content[media_type]["schema"], "components": DOCUMENT["components"]}
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    errors = [error.message for error in validator.iter_errors(response.json())]
    assert errors == [], f"{address}: {errors[:3]}"


def every_address():
    """Each endpoint, with each page and each choice that its parameters offer."""
    yield from ("site/", "site/?rich_text=markdown", "search/?q=bail", "search/?q=%3Cb")
    for name in LISTS:
        [order] = [
            parameter["schema"]
            for parameter in operation_of(f"{name}/")["parameters"]
            if parameter["name"] == "order"
        ]
        for value in order.get("enum", [order.get("const")]):
            yield f"{name}/?order={value}"
        if name in LISTS[:3]:
            yield f"{name}/?view=full&limit=100"
            yield f"{name}/?view=full&limit=100&rich_text=markdown"
    yield "resolve/?path=/old/"
    yield "resolve/?path=/never/"
    yield "articles/?limit=0"
    for page in Page.objects.filter(depth__gt=1):
        yield f"pages/{page.pk}/"
        yield f"resolve/?path={page.url}"
        for kind in ("articles", "attorneys"):
            yield f"{kind}/{page.slug}/"
    for archive in ("category/criminal-defense", "author/jun-takemori", "tag/pleas"):
        yield f"resolve/?path=/articles/{archive}/"


def test_every_answer_is_as_promised(api, demo_site):
    Redirect.add_redirect("/old", demo_site.root_page)
    addresses = list(every_address())

    statuses = []
    for address in addresses:
        response = api(address)
        validate(response, address)
        statuses.append(response.status_code)

    assert len(addresses) > 150
    assert set(statuses) == {200, 400, 404}


@pytest.mark.parametrize("path", ["/articles/category/criminal-defense/", "/"])
def test_archives_are_documents_too(api, demo_site, path):
    page = api(f"resolve/?path={path}").json()["page"]

    assert page["type"] in ("blog_index", "home")
    if page["type"] == "blog_index":
        assert page["archive"]["name"] == "Criminal defense"
        assert page["articles"]


def test_no_answer_holds_the_forms_of_the_database(api, demo_site):
    for name in LISTS[:3]:
        for rich_text in ("html", "markdown"):
            text = api(f"{name}/?view=full&limit=100&rich_text={rich_text}").text
            assert "linktype" not in text
            assert "embedtype" not in text
            assert 'href=\\"/' not in text
            assert "](/" not in text
