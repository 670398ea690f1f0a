"""The documents name each setting, block and address; their links lead somewhere."""

import ast
import json
import re

import pytest
from django.core.management.base import CommandParser

from blog.management.commands.import_wordpress import Command
from cms.api.content import openapi_text
from cms.serving.probes import METRICS
from cms.settings import BASE_DIR
from home.blocks import SectionStreamBlock
from tests.benchmarks import figures, report

DOCUMENTS = [BASE_DIR / "README.md", *sorted((BASE_DIR / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#]+)")


def settings_read():
    """The name of every variable that the settings read."""
    tree = ast.parse((BASE_DIR / "cms" / "settings.py").read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            reads = isinstance(owner, ast.Name) and owner.id == "env"
            if reads and node.func.attr != "read_env":
                yield node.args[0].value


@pytest.mark.parametrize("name", sorted(set(settings_read())))
def test_each_setting_is_in_the_readme_and_in_the_example(name):
    assert f"`{name}`" in (BASE_DIR / "README.md").read_text()
    assert re.search(
        rf"^#? ?{name}=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE
    )


@pytest.mark.parametrize("name", SectionStreamBlock().child_blocks)
def test_each_block_is_in_the_editors_guide(name):
    label = SectionStreamBlock().child_blocks[name].label

    assert f"**{label}**" in (BASE_DIR / "docs" / "editors.md").read_text()


def test_each_option_of_the_import_is_in_its_guide():
    guide = (BASE_DIR / "docs" / "importing.md").read_text()
    parser = CommandParser(add_help=False)
    Command().add_arguments(parser)

    options = [name for action in parser._actions for name in action.option_strings]
    assert [name for name in options if f"`{name}" not in guide] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_each_link_of_a_document_leads_to_a_file(document):
    for target in LINK.findall(document.read_text()):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("name", METRICS)
def test_each_metric_is_in_the_operators_guide(name):
    guide = (BASE_DIR / "docs" / "operators.md").read_text()

    assert f"`counsel_{name}`" in guide


def test_the_tables_on_performance_show_the_last_run():
    assert report.tables(figures.read(figures.RESULTS)) in report.DOCUMENT.read_text()


API_GUIDE = (BASE_DIR / "docs" / "api.md").read_text()
OPERATIONS = json.loads(openapi_text())["paths"]


@pytest.mark.parametrize("path", OPERATIONS)
def test_each_address_of_the_api_is_in_its_guide(path):
    operation = OPERATIONS[path]["get"]

    assert f"`{path.removeprefix('/')}" in API_GUIDE
    for parameter in operation["parameters"]:
        if parameter["in"] == "query":
            assert f"`{parameter['name']}`" in API_GUIDE, parameter["name"]
            for order in parameter["schema"].get("enum", []):
                known = parameter["name"] in ("order", "view", "rich_text", "type")
                assert not known or f"`{order}`" in API_GUIDE, order
    for status in operation["responses"]:
        assert status == "200" or f"| {status} |" in API_GUIDE
