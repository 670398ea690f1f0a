"""Links lead only where everyone may go; their words stay."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction
from wagtail.rich_text import RichText

from cms.api.reading import Reading
from cms.request_cache import request_scope
from cms.rich_text import remember_links, rich_text_html
from tests.factories import StandardPageFactory


@pytest.fixture
def page(home_page):
    return StandardPageFactory(parent=home_page, title="Fees", slug="fees")


@pytest.fixture
def document(db):
    return get_document_model().objects.create(title="List", file="list.pdf")


def link(target):
    kind = "document" if hasattr(target, "file") else "page"
    return f'<p>See <a linktype="{kind}" id="{target.pk}">our <b>fees</b></a>.</p>'


def test_a_public_page_is_linked(page):
    assert (
        rich_text_html(link(page)) == '<p>See <a href="/fees/">our <b>fees</b></a>.</p>'
    )


@pytest.mark.parametrize("fate", ["unpublished", "private", "below private", "deleted"])
def test_a_link_to_a_hidden_page_keeps_its_words(page, home_page, fate):
    source = link(page)
    if fate == "unpublished":
        page.unpublish()
    elif fate == "deleted":
        page.delete()
    else:
        restricted = page if fate == "private" else home_page
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    assert rich_text_html(source) == "<p>See our <b>fees</b>.</p>"
    assert str(RichText(source)).strip() == "<p>See our <b>fees</b>.</p>"


def test_a_link_to_a_restricted_document_keeps_its_words(document):
    assert f'href="/documents/{document.pk}/' in rich_text_html(link(document))

    hidden = Collection.get_first_root_node().add_child(name="Hidden")
    CollectionViewRestriction.objects.create(
        collection=hidden, restriction_type="login"
    )
    document.collection = hidden
    document.save()

    assert rich_text_html(link(document)) == "<p>See our <b>fees</b>.</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("pk", ["", "x", "-1", "0", "99999999999999999999", "1.5", "²"])
def test_a_link_with_an_odd_key_keeps_its_words(pk):
    source = f'<a linktype="page" id="{pk}">text</a><a linktype="odd" id="1">more</a>'

    assert rich_text_html(source) == "textmore"


def test_the_targets_of_many_texts_are_read_at_once(page, document, home_page):
    texts = [link(target) for target in (page, home_page, document)] * 3
    for text in texts:  # what does not belong to links is read before
        rich_text_html(text)

    with request_scope(), CaptureQueriesContext(connection) as queries:
        remember_links(texts)
        few = len(queries)
        for text in texts:
            rich_text_html(text)

    targets = [q for q in queries if q["sql"].startswith("EXECUTE wagtailcore_page_")]
    assert few == 2
    assert len(targets) == 1


def test_clients_get_full_addresses(page):
    request = RequestFactory().get("/", headers={"host": "testserver"})

    assert 'href="http://testserver/fees/"' in Reading.of(request).text(link(page))


def test_clients_may_have_markdown(page):
    reading = Reading.of(RequestFactory().get("/"), "markdown")
    source = f"{link(page)}<ul><li>One</li></ul>"

    text = reading.text(source)

    assert "See [our **fees**](http://testserver/fees/)." in text
    assert "- One" in text
