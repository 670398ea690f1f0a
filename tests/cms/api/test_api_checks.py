"""Whoever forgets to tell the API of something is told at the start."""

import pytest
from django.apps import apps
from django.core import checks
from wagtail import blocks

from blog.models import ArticlePage
from cms.api.checks import check_page_types
from cms.api.mapping import UnmappedBlock
from cms.api.registry import registry
from cms.api.structures import mapping_of
from home.models import StandardPage


def test_every_page_type_is_in_the_api():
    found = checks.run_checks()

    assert [error for error in found if error.id == "content_api.E001"] == []


def test_a_page_type_without_a_mapping_is_named(monkeypatch):
    monkeypatch.delitem(registry.kinds, ArticlePage)

    [error] = [e for e in checks.run_checks() if e.id == "content_api.E001"]

    assert "blog.ArticlePage" in error.msg
    assert "blog/api.py" in error.hint


def test_the_check_of_one_app_says_nothing_of_others(monkeypatch):
    monkeypatch.delitem(registry.kinds, ArticlePage)
    monkeypatch.delitem(registry.kinds, StandardPage)

    [error] = check_page_types([apps.get_app_config("home")])

    assert error.obj is StandardPage


class Barometer(blocks.FieldBlock):
    """A kind of block that nobody has mapped."""


def test_a_kind_of_block_without_a_mapping_says_what_it_is_where_and_what_to_do():
    stream = blocks.StreamBlock([("weather", Barometer())])

    with pytest.raises(UnmappedBlock) as error:
        mapping_of(stream, "HomePage_sections")

    message = str(error.value)
    assert "Barometer" in message
    assert "“weather”" in message
    assert "mapping_of.register" in message
