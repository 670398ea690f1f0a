"""One content, two formats: what HTML shows is in the JSON, and the other way round."""

from urllib.parse import urljoin, urlsplit

import pytest
from wagtail.models import Page

from cms.api.registry import registry
from cms.models import FirmSettings
from home.blocks import SectionStreamBlock
from tests.cms.api.parity import (
    cards_within,
    head_of,
    missing_from_json,
    of_html,
    of_json,
    without_cards,
    words_for_readers,
)
from tests.factories import StandardPageFactory


def faults(page, api, client):
    """What HTML and JSON of a page do not share."""
    html = client.get(page.url).text
    shown, head = of_html(html), head_of(html)
    answer = api(f"pages/{page.pk}/").json()
    document, site = of_json(answer), of_json(api("site/").json())
    del answer["share_image"], answer["structured_data"]
    own = without_cards(answer)
    if answer["type"] == "consultation":
        thanks = of_html(client.get(f"{page.url}thank-you/").text)
        shown.texts += thanks.texts
    yield "text only in HTML", missing_from_json(shown, document, site)
    yield (
        "text only in JSON",
        [
            text
            for text in words_for_readers(own)
            if not shown.holds(text) and not head.holds(text)
        ],
    )
    yield "link only in HTML", sorted(shown.links - document.links - site.links)
    linked = of_json(own).links - {urlsplit(page.full_url).path}
    yield "link only in JSON", sorted(linked - shown.links)
    yield "picture only in HTML", sorted(shown.pictures - document.pictures)
    yield "day only in HTML", sorted(shown.times - document.times)
    for card in cards_within(answer):
        other = client.get(card["path"]).text
        index = client.get(urljoin(card["path"], "..")).text
        pages = (shown, of_html(other), head_of(other), of_html(index))
        yield (
            f"text only in the card of {card['path']}",
            [
                text
                for text in words_for_readers(without_cards(card))
                if not any(page.holds(text) for page in pages)
            ],
        )


def found_faults(pages, api, client):
    return [
        f"{page.url}: {name}: {fault!r}"
        for page in pages
        for name, found in faults(page, api, client)
        for fault in found
    ]


def test_every_page_of_the_demo_says_the_same_in_both_formats(api, demo_site, client):
    pages = list(Page.objects.filter(depth__gt=1).live())

    assert {page.specific_class for page in pages} == set(registry.kinds)
    found = found_faults(pages, api, client)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", SectionStreamBlock().child_blocks)
def test_every_block_says_the_same_in_both_formats(name, api, client, home_page):
    block = SectionStreamBlock().child_blocks[name]
    firm = FirmSettings.for_site(home_page.get_site())
    firm.phone_number = "+12125550142"
    firm.save()
    page = StandardPageFactory(parent=home_page, title="All about it", slug="it")
    page.sections = [(name, block.get_preview_value())]
    page.save()

    found = found_faults([page], api, client)
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
