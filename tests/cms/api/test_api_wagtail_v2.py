"""Clients written for Wagtail's API find pages, and the same blocks as in ours."""

import pytest
from wagtail.models import PageViewRestriction, Site

from blog.models import ArticlePage
from tests.factories import HomePageFactory, StandardPageFactory

BODY = [
    ("heading", {"text": "Arrest", "level": "h2"}),
    ("paragraph", '<p><a linktype="page" id="{pk}">Home</a></p>'),
]


@pytest.fixture
def article(articles, home_page):
    article = articles[0]
    blocks = [(kind, text) for kind, text in BODY]
    blocks[1] = ("paragraph", BODY[1][1].format(pk=home_page.pk))
    article.body = article.body.stream_block.normalize(blocks)
    article.save()
    return article


def test_blocks_are_those_of_the_content_api(client, api, article):
    ours = api(f"pages/{article.pk}/").json()

    theirs = client.get(f"/api/v2/pages/{article.pk}/").json()

    assert theirs["body"] == ours["body"]
    assert [block["type"] for block in theirs["body"]] == ["heading", "paragraph"]
    assert 'href="http://testserver/"' in theirs["body"][1]["value"]
    assert theirs["meta"]["type"] == "blog.ArticlePage"
    assert theirs["authors"] == ours["authors"]


@pytest.mark.parametrize(
    "rich_text_format", ["html", "db_html", "markdown", "db_markdown"]
)
def test_no_format_shows_database_keys(client, article, rich_text_format):
    answer = client.get(
        f"/api/v2/pages/{article.pk}/?rich_text_format={rich_text_format}"
    )

    assert answer.status_code == 200
    assert "linktype" not in answer.text
    assert "wagtail://" not in answer.text


def test_listings_filter_search_and_page(client, articles, home_page):
    listing = client.get("/api/v2/pages/?type=blog.ArticlePage&limit=2&fields=byline")
    assert listing.status_code == 400

    listing = client.get("/api/v2/pages/?type=blog.ArticlePage&limit=2&fields=body")
    assert listing.json()["meta"]["total_count"] == 7
    assert [item["body"] for item in listing.json()["items"]] == [[], []]

    found = client.get("/api/v2/pages/find/?html_path=/blog/", follow=True)
    assert found.json()["meta"]["type"] == "blog.BlogIndexPage"


def test_hidden_pages_are_absent(client, home_page):
    draft = StandardPageFactory(parent=home_page, slug="draft", live=False)
    private = StandardPageFactory(parent=home_page)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    elsewhere = HomePageFactory(parent=home_page.get_parent(), slug="other")
    Site.objects.create(hostname="other.example", root_page=elsewhere)

    for page in (draft, private, elsewhere):
        for query in ("", "?site=other.example"):
            assert client.get(f"/api/v2/pages/{page.pk}/{query}").status_code == 404
    assert client.get("/api/v2/pages/").json()["meta"]["total_count"] == 1
    assert client.get("/api/v2/pages/?site=other.example").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "?title=%00",
        "?search=%00",
        "?id=99999999999999999999999",
        "?offset=99999999999999999999999",
        "?limit=-1",
        "?order=password",
        "?child_of=99999999999999999999999",
        "?descendant_of=x",
        "?fields=*(",
        "?type=auth.User",
        "?translation_of=%00",
        "99999999999999999999999/",
        "find/?html_path=/%00/",
        "find/?id=x",
    ],
)
def test_an_odd_request_never_breaks_the_server(client, articles, address):
    assert client.get(f"/api/v2/pages/{address}").status_code < 500


def test_there_is_no_list_of_images_or_documents(client, home_page):
    for name in ("images", "documents", "redirects", "media"):
        assert client.get(f"/api/v2/{name}/").status_code == 404
        assert client.get(f"/api/content/v1/{name}/").status_code == 404


def test_answers_travel_like_those_of_the_content_api(client, articles):
    answer = client.get("/api/v2/pages/")

    again = client.get("/api/v2/pages/", headers={"if-none-match": answer["ETag"]})

    assert again.status_code == 304
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert ArticlePage.objects.count() == 7
