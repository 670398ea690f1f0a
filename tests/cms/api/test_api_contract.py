"""What clients build on: the OpenAPI document, kept in `contract.json`.

A change shows up in review as a change of that file:
`python -m pytest tests/cms/api/test_api_contract.py --renew-contract` writes it.
"""

import copy
import json
from pathlib import Path

import pytest
from django.urls import reverse

from cms.api.content import openapi_text
from tests.cms.api.contract import ADDITIVE, BREAKING, changes

CONTRACT = Path(__file__).with_name("contract.json")


@pytest.fixture
def contract():
    return json.loads(CONTRACT.read_text())


def test_the_contract_is_kept(request):
    document = json.loads(openapi_text())
    if request.config.getoption("--renew-contract"):
        CONTRACT.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    contract = json.loads(CONTRACT.read_text())

    found = changes(contract, document)

    assert not found, "\n".join(f"{kind}: {words}" for kind, words in sorted(found))
    assert contract == document, "only words changed; renew the contract"


def test_openapi_is_of_the_version_that_has_json_schema(api, home_page):
    document = api("openapi.json").json()

    assert document["openapi"].startswith("3.1")
    assert (
        document["servers"][0]["url"] + "/" == reverse("content_docs")[: -len("docs/")]
    )


def test_each_field_and_parameter_is_described(contract):
    schemas = contract["components"]["schemas"]
    nameless = [
        f"{schema}.{field}"
        for schema, content in schemas.items()
        for field, about in content.get("properties", {}).items()
        if not about.get("description") and "const" not in about
    ]
    parameters = [
        parameter["name"]
        for path in contract["paths"].values()
        for parameter in path["get"]["parameters"]
        if not parameter.get("description")
    ]

    assert nameless == []
    assert parameters == []


def test_each_operation_is_described(contract):
    for path in contract["paths"].values():
        assert path["get"]["summary"]
        assert path["get"]["description"]


def test_each_value_has_an_example_unless_its_type_says_all(contract):
    def says_all(about):
        kinds = [about, *about.get("anyOf", [])]
        telling = {"examples", "const", "enum", "minimum", "pattern", "default"}
        dates = ("date", "date-time")
        return any(
            telling & kind.keys() or kind.get("format") in dates for kind in kinds
        )

    plain = [
        f"{name}.{field}"
        for name, schema in contract["components"]["schemas"].items()
        if "examples" not in schema and not name.endswith(("Cell", "Column", "Block"))
        for field, about in schema.get("properties", {}).items()
        if about.get("type") not in ("array", "boolean", "object")
        and "$ref" not in str(about)
        and not says_all(about)
    ]

    assert plain == []


def test_each_public_block_has_an_example(contract):
    schemas = contract["components"]["schemas"]
    blocks = [
        name
        for name in schemas
        if name.endswith("Block") and "value" in schemas[name].get("properties", {})
    ]

    without = [name for name in blocks if not schemas[name].get("examples")]

    assert len(blocks) > 20
    assert without in ([], ["SeparatorBlock"])


def test_nothing_is_typed_as_anything(contract):
    def vague(schema, place):
        if isinstance(schema, list):
            for part in schema:
                yield from vague(part, place)
        elif isinstance(schema, dict):
            kinds = {"type", "$ref", "anyOf", "oneOf", "allOf", "const", "enum"}
            if not kinds & schema.keys():
                yield place
            for name, part in schema.get("properties", {}).items():
                yield from vague(part, f"{place}.{name}")
            for name in ("items", "anyOf", "oneOf"):
                if name in schema:
                    yield from vague(schema[name], place)
            if schema.get("type") == "array" and "items" not in schema:
                yield place

    found = [
        place
        for name, schema in contract["components"]["schemas"].items()
        for place in vague(schema, name)
    ]
    assert found == []


def field(contract, schema, name):
    return contract["components"]["schemas"][schema]["properties"][name]


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        (lambda c: c["paths"].pop("/site/"), BREAKING),
        (lambda c: c["paths"].update({"/new/": {}}), ADDITIVE),
        (
            lambda c: c["components"]["schemas"]["Hours"]["properties"].pop("opens"),
            BREAKING,
        ),
        (
            lambda c: c["components"]["schemas"]["Hours"]["properties"].update(x={}),
            ADDITIVE,
        ),
        (
            lambda c: c["components"]["schemas"]["Hours"]["required"].remove("opens"),
            BREAKING,
        ),
        (lambda c: field(c, "Hours", "first_day").update(type="string"), BREAKING),
        (
            lambda c: field(c, "Article", "authors")["items"].update({"$ref": "#/x"}),
            BREAKING,
        ),
        (
            lambda c: c["components"]["schemas"]["TextBlock"]["oneOf"].append({}),
            ADDITIVE,
        ),
        (lambda c: c["components"]["schemas"]["TextBlock"]["oneOf"].pop(), BREAKING),
        (lambda c: parameters(c).pop(), BREAKING),
        (lambda c: parameters(c)[0].update(required=True), BREAKING),
        (lambda c: parameters(c)[0]["schema"].update(maximum=50), BREAKING),
        (lambda c: parameters(c).append(a_parameter(False)), ADDITIVE),
        (lambda c: parameters(c).append(a_parameter(True)), BREAKING),
        (lambda c: c["paths"]["/articles/"]["get"]["responses"].pop("400"), BREAKING),
        (lambda c: field(c, "Hours", "opens").update(description="Other words"), None),
    ],
)
def test_breaking_is_told_from_additive(contract, edit, kind):
    changed = copy.deepcopy(contract)
    edit(changed)

    assert {found for found, _ in changes(contract, changed)} == ({kind} - {None})


def parameters(contract):
    return contract["paths"]["/articles/"]["get"]["parameters"]


def a_parameter(is_required):
    return {"name": "x", "in": "query", "required": is_required, "schema": {}}
