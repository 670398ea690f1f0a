"""One content, two formats: what HTML shows is in the JSON, and the other way round."""

from wagtail.models import Page

from cms.api.registry import registry
from tests.cms.api.parity import found_faults


def test_every_page_of_the_demo_says_the_same_in_both_formats(api, demo_site, client):
    pages = list(Page.objects.filter(depth__gt=1).live())

    assert {page.specific_class for page in pages} == set(registry.kinds)
    found = found_faults(pages, api, client)
    assert not found, "\n".join(found)


def test_a_field_that_only_html_shows_is_noticed(api, demo_site, client):
    page = Page.objects.get(slug="a-plea-can-cost-a-green-card")

    def api_without(field):
        def get(address):
            response = api(address)
            answer = response.json()
            answer.pop(field, None)
            response.json = lambda: answer
            return response

        return get

    for field in ("standfirst", "references", "authors", "hero_image", "tags"):
        assert found_faults([page], api_without(field), client), field
