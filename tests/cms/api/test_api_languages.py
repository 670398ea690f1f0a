"""Clients ask for one language at a time, and find the others from each document."""

import pytest

from tests.factories import StandardPageFactory, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(home_page, spanish_home, blog, people, articles, attorney):
    """Two articles of seven and one of the firm's attorneys are translated."""
    fees = StandardPageFactory(parent=home_page, title="Fees", slug="fees")
    for page in (blog, people, attorney, *articles[:2]):
        translated(page)
    translated(fees, title="Honorarios", slug="honorarios")
    return fees


def paths(answer):
    assert answer.status_code == 200
    return [item["path"] for item in answer.json()["items"]]


def test_a_list_is_in_the_main_language_unless_another_is_asked_for(api, site):
    assert len(paths(api("articles/"))) == 7
    spanish = api("articles/?locale=es")

    assert spanish.json()["count"] == 2
    assert all(path.startswith("/es/blog/") for path in paths(spanish))
    assert paths(api("attorneys/")) == ["/people/ada-lowell/"]
    assert paths(api("attorneys/?locale=ES")) == ["/es/people/ada-lowell/"]
    assert "/fees/" in paths(api("pages/?limit=100"))
    assert "/es/honorarios/" in paths(api("pages/?limit=100&locale=es"))
    assert all(path.startswith("/es/") for path in paths(api("pages/?locale=es")))


def test_categories_and_what_cards_show_are_in_the_language(api, site):
    assert paths(api("categories/?locale=es")) == ["/es/blog/category/bail/"]
    [card, _] = api("articles/?locale=es").json()["items"]
    assert card["category"]["path"] == "/es/blog/category/bail/"


@pytest.mark.parametrize(
    "address",
    ["articles/", "attorneys/", "categories/", "pages/", "search/?q=fees"],
)
def test_a_language_that_the_site_lacks_is_refused_by_name(api, site, address):
    answer = api(f"{address}{'&' if '?' in address else '?'}locale=fr")

    assert answer.status_code == 400
    assert answer.json()["field"] == "locale"
    message = "The site has no pages in this language. There are: en, es"
    assert answer.json()["errors"][0]["message"] == message


def test_a_name_that_two_languages_share_is_found_in_each(api, site):
    english = api("attorneys/ada-lowell/").json()
    spanish = api("attorneys/ada-lowell/?locale=es").json()

    assert (english["locale"], english["path"]) == ("en", "/people/ada-lowell/")
    assert (spanish["locale"], spanish["path"]) == ("es", "/es/people/ada-lowell/")


def test_a_document_names_its_translations_with_their_documents(api, client, site):
    document = api("resolve/?path=/fees/").json()["page"]

    [spanish] = document["translations"]
    assert spanish["locale"] == "es"
    assert spanish["title"] == "Honorarios"
    assert spanish["url"] == "http://testserver/es/honorarios/"
    assert spanish["path"] == "/es/honorarios/"
    assert spanish["is_indexed"]
    other = client.get(spanish["document"]).json()
    assert other["path"] == "/es/honorarios/"
    assert [found["path"] for found in other["translations"]] == ["/fees/"]


def test_addresses_of_each_language_are_resolved(api, site):
    page = api("resolve/?path=/es/honorarios/").json()["page"]

    assert (page["title"], page["locale"]) == ("Honorarios", "es")
    assert page["structured_data"]["@graph"][0]["inLanguage"] == "es"
    archive = api("resolve/?path=/es/blog/category/bail/").json()["page"]
    assert archive["archive"]["path"] == "/es/blog/category/bail/"
    assert archive["translations"] == []
    assert all(item["path"].startswith("/es/") for item in archive["articles"])
    assert api("resolve/?path=/en/fees/").status_code == 404


def test_the_site_tells_the_languages_that_have_a_public_home_page(
    api, site, spanish_home
):
    assert api("site/").json()["locales"] == ["en", "es"]
    spanish_home.unpublish()
    assert api("site/").json()["locales"] == ["en"]


def test_search_is_in_one_language(api, site):
    def found(address):
        return [hit["page"]["path"] for hit in api(address).json()["items"]]

    assert found("search/?q=honorarios") == []
    assert found("search/?q=honorarios&locale=es") == ["/es/honorarios/"]
