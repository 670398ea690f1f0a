"""What search engines read of each page, by our own rules and by others' tools.

The rules are those of the documentation for search engines' rich results and of
the vocabulary of schema.org.
"""

import io
import json
import re
from datetime import datetime

import pytest
from PIL import Image

from tests.audits.conftest import NODE_FOLDER, NODE_MODULES, need, run
from tests.audits.site import ROOT

SCRIPT = '//script[@type="application/ld+json"]'
TYPES = {
    *("WebSite", "LegalService", "WebPage", "ProfilePage", "CollectionPage"),
    *("AboutPage", "ContactPage", "BlogPosting", "Blog", "Person", "BreadcrumbList"),
    *("ListItem", "ImageObject", "VideoObject", "PostalAddress", "GeoCoordinates"),
    *("OpeningHoursSpecification", "ContactPoint", "CreativeWork", "Organization"),
    *("EducationalOrganization", "EducationalOccupationalCredential"),
    *("SearchResultsPage", "ItemList", "AdministrativeArea", "Language"),
}
ADDRESSES = {"@id", "url", "item", "image", "logo", "sameAs", "primaryImageOfPage"}
MOMENTS = {"datePublished", "dateModified", "uploadDate"}
FEWEST_PIXELS = 50_000
PROGRAM = """
import type {{ Graph }} from "schema-dts";
export const graphs: Graph[] = [
{pages}
];
"""
STRICTLY = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"]
UNSAFE = re.compile("[<>&\u2028\u2029]")


@pytest.fixture(scope="module")
def graphs(found_pages):
    """The graph of each page that search engines may list, by its address."""
    return {
        page.url: json.loads(page.document.xpath(SCRIPT)[0].text)
        for page in found_pages
        if page.document.xpath(SCRIPT)
    }


def members(node, name=""):
    """Every member of a graph at any depth, with its name."""
    if isinstance(node, list):
        for entry in node:
            yield from members(entry, name)
        return
    yield name, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from members(value, key)


def nodes(graph, kind):
    return [node for node in graph["@graph"] if node["@type"] == kind]


def test_each_page_has_one_graph_that_cannot_end_its_script(found_pages):
    for page in found_pages:
        scripts = page.document.xpath(SCRIPT)
        if page.is_indexable:
            assert len(scripts) == 1, page.url
        for script in scripts:
            assert not UNSAFE.search(script.text), page.url


def test_only_types_that_suit_a_law_firm(graphs):
    for url, graph in graphs.items():
        types = {value for name, value in members(graph) if name == "@type"}
        assert types <= TYPES, url


def test_every_pointer_leads_to_a_node(graphs):
    ids = {
        node["@id"]
        for graph in graphs.values()
        for _, node in members(graph)
        if isinstance(node, dict) and "@id" in node and len(node) > 1
    }

    for url, graph in graphs.items():
        for _, node in members(graph):
            if isinstance(node, dict) and set(node) == {"@id"}:
                assert node["@id"] in ids, url


def test_the_home_page_alone_describes_the_firm_in_full(graphs):
    describing = [url for url, graph in graphs.items() if nodes(graph, "LegalService")]
    sites = [site for graph in graphs.values() for site in nodes(graph, "WebSite")]

    assert describing == [f"{ROOT}/"]
    assert sites
    assert all(site == sites[0] for site in sites)


def test_addresses_are_whole_and_dates_have_a_zone(graphs):
    for url, graph in graphs.items():
        for name, value in members(graph["@graph"]):
            if isinstance(value, str):
                assert value.strip(), (url, name)
                if name in ADDRESSES:
                    assert value.startswith("https://"), (url, name, value)
                if name in MOMENTS:
                    assert datetime.fromisoformat(value).tzinfo, (url, name, value)
            else:
                assert value not in (None, {}, []), (url, name)


def test_pictures_are_there_and_large_enough(graphs, site):
    pictures = {
        value
        for graph in graphs.values()
        for name, value in members(graph)
        if name == "image" and isinstance(value, str)
    } | {
        node["url"]
        for graph in graphs.values()
        for _, node in members(graph)
        if isinstance(node, dict) and node.get("@type") == "ImageObject"
    }

    assert pictures
    for picture in pictures:
        file = io.BytesIO(site.fetch(picture.removeprefix(ROOT)).body)
        width, height = Image.open(file).size
        assert width * height >= FEWEST_PIXELS, picture


def test_the_graph_says_what_the_page_shows(graphs, found):
    for url, graph in graphs.items():
        page = found[url]
        shown = " ".join(page.document.text_content().split())
        [described] = [
            node for node in graph["@graph"] if node["@id"].endswith("#webpage")
        ]
        assert described["url"] == page.url
        assert described["description"] in page.values(
            '//meta[@name="description"]/@content'
        )
        for posting in nodes(graph, "BlogPosting"):
            assert [posting["headline"]] == page.values("//h1")
            for author in posting["author"]:
                assert author["name"] in shown
                assert author["@type"] == "Person"
        for person in nodes(graph, "Person"):
            assert person["name"] in page.values("//h1")[0]
            assert person["jobTitle"] in shown
        for trail in nodes(graph, "BreadcrumbList"):
            steps = page.values('//nav[@aria-label="Breadcrumb"]//li')
            entries = trail["itemListElement"]
            assert [entry["name"] for entry in entries] == steps
            assert [entry["position"] for entry in entries] == [
                *range(1, len(steps) + 1)
            ]
            assert len(steps) > 1


def test_the_external_validator_finds_no_error(graphs):
    path = NODE_MODULES / "@adobe" / "structured-data-validator"
    need("the structured data validator", path.exists(), "install Node, make test")

    script = NODE_FOLDER / "validate_structured_data.js"
    finished = run(["node", script], input=json.dumps(graphs))

    assert finished.returncode == 0, finished.stderr
    issues = finished.stdout.splitlines()
    assert [issue for issue in issues if issue.startswith("ERROR")] == []


def test_types_and_values_are_those_of_the_vocabulary(graphs):
    """TypeScript compiles the graphs against the vocabulary of schema.org."""
    need(
        "schema-dts", (NODE_MODULES / "schema-dts").exists(), "install Node, make test"
    )
    # Where the compiler finds the vocabulary.
    source = NODE_MODULES / ".audits" / "graphs.ts"
    source.parent.mkdir(exist_ok=True)
    pages = [f"/* {url} */ {json.dumps(graph)}" for url, graph in graphs.items()]
    source.write_text(PROGRAM.format(pages=",\n".join(pages)))

    finished = run([NODE_MODULES / ".bin" / "tsc", *STRICTLY, source])

    assert finished.returncode == 0, finished.stdout
