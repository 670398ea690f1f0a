"""Answers travel well: validators, encodings, methods, origins, problems."""

import gzip
import json

import brotli
import pytest

ADDRESSES = [
    "resolve/?path=/",
    "pages/",
    "articles/",
    "attorneys/",
    "categories/",
    "testimonials/",
    "site/",
    "search/?q=bail",
    "openapi.json",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_that_is_known_is_not_sent_again(api, articles, address):
    response = api(address)
    etag = response["ETag"]

    again = api(address, if_none_match=f'"other", {etag}')

    assert response.status_code == 200
    assert etag.startswith('"')
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == etag
    assert again["Cache-Control"] == response["Cache-Control"]


def test_a_changed_page_has_another_etag(api, articles):
    before = api("articles/")["ETag"]
    articles[0].title = "Changed"
    articles[0].save_revision().publish()

    assert api("articles/", if_none_match=before).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_answered_as_get_without_content(client, api, articles, address):
    response = client.head(f"/api/content/v1/{address}")

    whole = api(address)
    assert response.status_code == 200
    assert response.content == b""
    for header in ("ETag", "Content-Length", "Content-Type"):
        assert response[header] == whole[header]


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_answers_are_compressed_as_the_client_likes(
    api, articles, accepted, encoding, decode
):
    plain = api("articles/")

    response = api("articles/", accept_encoding=accepted)

    assert response.get("Content-Encoding") == encoding
    assert decode(response.content) == plain.content
    assert int(response["Content-Length"]) == len(response.content)
    assert (response["ETag"] == plain["ETag"]) is (encoding is None)
    assert "Accept-Encoding" in response["Vary"]


def test_caches_ask_each_time_and_have_something_in_an_outage(api, settings, articles):
    settings.CDN_MAX_AGE = 60

    directives = api("articles/")["Cache-Control"]

    assert directives == "public, max-age=0, s-maxage=60, stale-if-error=86400"


def test_a_document_says_when_it_was_published(api, articles):
    articles[0].save_revision().publish()

    assert api(f"pages/{articles[0].pk}/")["Last-Modified"].endswith("GMT")


def test_any_origin_may_read(api, articles):
    response = api("articles/", origin="https://app.example")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert not response.cookies


def test_browsers_may_ask_before_they_read(client, home_page):
    response = client.options(
        "/api/content/v1/articles/",
        headers={
            "origin": "https://app.example",
            "access-control-request-method": "GET",
        },
    )

    assert response.status_code == 204
    assert "GET" in response["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["articles/", "openapi.json", "nothing/"])
def test_nothing_can_be_changed(client, home_page, method, address):
    response = getattr(client, method)(f"/api/content/v1/{address}")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert problem(response)["status"] == 405


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("articles/?foo=1", "foo"),
        ("site/?limit=1", "limit"),
        ("pages/1/?view=full", "view"),
        ("articles/?limit=0", "limit"),
        ("articles/?limit=101", "limit"),
        ("articles/?limit=1&limit=2", "limit"),
        ("articles/?order=random", "order"),
        ("articles/?view=some", "view"),
        ("articles/?published_after=yesterday", "published_after"),
        ("articles/?published_after=99999-01-01", "published_after"),
        ("articles/?search=%00", "search"),
        ("articles/?search=", "search"),
        ("articles/?category=%ff", "category"),
        ("pages/?type=user", "type"),
        ("pages/?parent=-1", "parent"),
        ("pages/?parent=99999999999999999999", "parent"),
        ("attorneys/?role=%00", "role"),
        ("resolve/", "path"),
        ("resolve/?path=blog", "path"),
        ("search/", "q"),
        ("site/?rich_text=xml", "rich_text"),
    ],
)
def test_a_wrong_parameter_is_named(api, home_page, address, field):
    response = api(address)

    assert response.status_code == 400
    found = problem(response)
    assert found["field"] == field
    assert found["errors"][0]["field"] == field
    assert found["status"] == 400


@pytest.mark.parametrize(
    "address",
    [
        "articles/no-such-article/",
        "articles/%00/",
        "articles/%F0%9F%92%A5/",
        "attorneys/nobody/",
        "pages/999999/",
        "pages/99999999999999999999/",
        "resolve/?path=/no/such/page/",
        "resolve/?path=//evil.example/",
        "resolve/?path=/%25F0%259F%2592%25A5/",
        "nothing/",
        "",
    ],
)
def test_what_is_not_there_is_a_problem(api, home_page, address):
    response = api(address)

    assert response.status_code == 404
    assert problem(response)["status"] == 404


def test_a_forgotten_slash_is_forgiven(api, home_page):
    response = api("articles?limit=1")

    assert response.status_code == 302
    assert response["Location"] == "/api/content/v1/articles/?limit=1"


def problem(response):
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    found = json.loads(response.content)
    assert {"type", "title", "status", "detail"} <= set(found)
    return found
