"""A page that is read in SQL worked out once is the page that Django reads."""

import pytest
from django.db.models import Model
from wagtail.models import get_page_models

from blog.models import ArticlePage
from cms.whole_pages import whole_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_each_field_is_as_django_reads_it(demo_content, model):
    expected = model.objects.order_by("pk").last()

    found = whole_page(model, expected.pk)

    assert type(found) is model
    assert not found.get_deferred_fields()
    for field in model._meta.concrete_fields:
        value = getattr(found, field.attname)
        assert value == getattr(expected, field.attname)
        assert type(value) is type(getattr(expected, field.attname))


def test_it_takes_one_query(demo_content, django_assert_num_queries):
    pk = ArticlePage.objects.values_list("pk", flat=True).first()

    with django_assert_num_queries(1):
        whole_page(ArticlePage, pk)


@pytest.mark.parametrize("pk", [None, 1_000_000])
def test_a_page_that_is_not_there_is_missed_as_django_misses_it(pk):
    with pytest.raises(ArticlePage.DoesNotExist):
        whole_page(ArticlePage, pk)


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_a_stored_page_is_what_its_constructor_makes(demo_content, model):
    names = [field.attname for field in model._meta.concrete_fields]
    stored = model.objects.order_by("pk").last()
    values = [stored.__dict__[name] for name in names]

    found = model.from_db("default", names, values)
    made = Model.from_db.__func__(model, "default", names, values)

    for page in (found, made):
        assert (page._state.adding, page._state.db) == (False, "default")
        del page._state
    assert found.__dict__ == made.__dict__


def test_what_a_page_was_read_without_is_read_when_asked_for(demo_content):
    page = ArticlePage.objects.defer("title").order_by("pk").last()

    assert page.get_deferred_fields() == {"title"}
    assert page.title == ArticlePage.objects.get(pk=page.pk).title
