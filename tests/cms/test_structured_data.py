import json

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import Page, Site

from cms.models import FirmSettings
from cms.structured_data import as_script

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    dummy = "django.tasks.backends.dummy.DummyBackend"
    settings.TASKS = {"default": {"BACKEND": dummy}}
    call_command("load_demo")
    Site.objects.update(hostname="testserver")


def nodes_of(client, url):
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    [script] = soup.select("script[type='application/ld+json']")
    return {node["@type"]: node for node in json.loads(script.string)["@graph"]}


def values(node):
    """Every value of a graph, at any depth."""
    if isinstance(node, dict):
        for member in node.values():
            yield from values(member)
    elif isinstance(node, list):
        for member in node:
            yield from values(member)
    else:
        yield node


def test_the_home_page_describes_the_firm_with_its_phone_line_and_office(demo, client):
    nodes = nodes_of(client, "/")

    firm = nodes["LegalService"]
    assert nodes["WebSite"]["publisher"]["@id"] == firm["@id"]
    assert firm["telephone"] == "+17165550142"
    assert firm["contactPoint"]["hoursAvailable"][0]["closes"] == "23:59"
    assert firm["openingHoursSpecification"][0]["opens"] == "08:30"
    assert firm["address"]["addressLocality"] == "Buffalo"


def test_a_changed_number_is_in_the_structured_data_at_once(demo, client):
    firm = FirmSettings.for_site(Site.objects.get())
    firm.phone_number = "+17165550199"
    firm.save()

    assert nodes_of(client, "/")["LegalService"]["telephone"] == "+17165550199"


def test_a_profile_describes_a_person_and_no_business(demo, client):
    nodes = nodes_of(client, "/people/nora-hallorane/")

    person = nodes["Person"]
    assert nodes["ProfilePage"]["mainEntity"]["@id"] == person["@id"]
    assert person["name"] == "Nora Hallorane"
    assert person["jobTitle"] == "Founding Partner"
    assert "Admitted: New York" in [entry["name"] for entry in person["hasCredential"]]
    assert "Attorney" not in nodes


def test_an_article_names_its_authors_its_reviewer_and_its_sources(demo, client):
    nodes = nodes_of(client, "/articles/how-bail-is-decided/")

    posting = nodes["BlogPosting"]
    assert posting["author"][0]["url"].endswith("/people/jun-takemori/")
    assert posting["citation"]
    assert posting["datePublished"][-6] in "+-"
    assert nodes["WebPage"]["reviewedBy"]["name"] == "Nora Hallorane"


def test_no_page_has_empty_values_or_rates_the_firm(demo, client):
    for page in Page.objects.live().filter(depth__gt=1):
        nodes = nodes_of(client, page.url)
        everything = list(values(nodes))
        assert "" not in everything
        assert None not in everything
        assert not {"Review", "AggregateRating", "FAQPage", "Attorney"} & set(nodes)


def test_a_text_cannot_end_the_script():
    script = as_script([{"name": "</script><script>alert(1)</script>"}])

    assert script.count("</script>") == 1
