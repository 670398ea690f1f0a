import json
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Site

from cms.models import FirmSettings
from cms.structured_data import as_script

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for the module and rolled back at its end."""
    media, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path_factory.mktemp("media")
    dummy = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    tasks, settings.TASKS = settings.TASKS, dummy
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        Site.objects.update(hostname="testserver")
        yield
        transaction.set_rollback(True)
    settings.MEDIA_ROOT, settings.TASKS = media, tasks


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


FORBIDDEN = {"Review", "AggregateRating", "FAQPage", "Attorney", "SearchAction"}
DATES = ("datePublished", "dateModified")


def nodes_within(value):
    """Every node of a graph, at any depth."""
    if isinstance(value, dict):
        yield value
    members = value.values() if isinstance(value, dict) else value
    for member in members if isinstance(value, dict | list) else []:
        yield from nodes_within(member)


def faults(graph, page):
    """What is wrong with the structured data of a page."""
    nodes = list(nodes_within(graph["@graph"]))
    described = [node["@id"] for node in graph["@graph"]]
    named = {node["@id"] for node in nodes if "@type" in node and "@id" in node}
    if len(described) != len(set(described)):
        yield "two nodes have one id"
    for node in nodes:
        if set(node) == {"@id"} and node["@id"] not in named:
            yield f"{node['@id']} is nowhere described"
        if FORBIDDEN & {node.get("@type")}:
            yield f"{node['@type']} is not for law firms"
        yield from (
            f"{name} has no time zone"
            for name in DATES
            if name in node and datetime.fromisoformat(node[name]).tzinfo is None
        )
        if "url" in node and not node["url"].startswith("http"):
            yield f"{node['url']} is no full address"
    if {"", None} & set(filter(is_plain, values(graph))):
        yield "a value is empty"
    if graph["@graph"][0]["url"] != page.canonical_url:
        yield "the page has another address"


def is_plain(value):
    return isinstance(value, str | None)


def test_the_graph_of_each_page_is_sound_and_the_same_in_json(demo, client):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        soup = BeautifulSoup(client.get(page.url).content, "html.parser")
        [script] = soup.select("script[type='application/ld+json']")
        graph = json.loads(script.string)
        document = client.get(f"/api/content/v1/pages/{page.pk}/").json()

        assert not list(faults(graph, page)), page
        assert document["structured_data"] == graph
        assert soup.select_one("link[rel=canonical]")["href"] == page.canonical_url
        crumbs = [step["name"] for step in nodes_within(graph) if "position" in step]
        shown = [step.get_text(strip=True) for step in soup.select(".breadcrumbs li")]
        assert crumbs == shown


ARCHIVE = "/articles/category/criminal-defense/"


def test_an_archive_speaks_for_itself(demo, client):
    nodes = nodes_of(client, ARCHIVE)
    soup = BeautifulSoup(client.get(ARCHIVE).content, "html.parser")

    address = f"http://testserver{ARCHIVE}"
    assert nodes["CollectionPage"]["url"] == address
    assert nodes["BreadcrumbList"]["itemListElement"][-1]["item"] == address
    assert soup.select_one("link[rel=canonical]")["href"] == address
    assert soup.select_one("meta[property='og:url']")["content"] == address
    assert soup.title.string.startswith("Criminal defense – ")


def test_no_two_pages_have_the_same_title_or_description(demo, client):
    addresses = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    addresses += [ARCHIVE, "/articles/tag/bail/", "/articles/author/jun-takemori/"]
    titles, descriptions = set(), set()
    for address in addresses:
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        titles.add(soup.title.string)
        descriptions.add(soup.select_one("meta[name=description]")["content"])

    assert len(titles) == len(descriptions) == len(addresses)


def test_a_text_cannot_end_the_script():
    script = as_script([{"name": "</script><script>alert(1)</script>"}])

    assert script.count("</script>") == 1
