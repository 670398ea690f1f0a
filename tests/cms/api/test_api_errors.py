"""Whoever raises an error below `/api/`, the answer is a problem."""

import json

import pytest
from django.db import connection

SITE = "/api/content/v1/site/"


def problem(response):
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    found = json.loads(response.content)
    assert found["status"] == response.status_code
    assert found["title"]
    assert found["detail"]
    return found


@pytest.mark.parametrize("host", ["evil.example", "a b", "x@y"])
def test_a_host_that_is_not_ours(client, home_page, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]

    response = client.get(SITE, headers={"host": host})

    assert response.status_code == 400
    assert host not in problem(response)["detail"]


def test_more_parameters_than_django_reads(client, home_page):
    response = client.get(f"{SITE}?{'&'.join(f'x{n}=1' for n in range(10_001))}")

    assert response.status_code == 400
    problem(response)


@pytest.mark.parametrize(
    "address",
    ["/api/", "/api/content/", "/api/v2/", "/api/v2/images/", "/api/v3/%00/%ff"],
)
def test_an_address_that_no_view_answers(client, home_page, address):
    response = client.get(address)

    assert response.status_code == 404
    problem(response)


def test_a_fault_of_our_own(client, home_page):
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE people_testimonial CASCADE")

    response = client.get("/api/content/v1/testimonials/")

    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"
    assert "people_testimonial" not in json.dumps(problem(response))


def test_people_still_get_pages(client, home_page, settings):
    assert client.get("/nothing/")["Content-Type"].startswith("text/html")
    settings.ALLOWED_HOSTS = ["testserver"]

    response = client.get("/", headers={"host": "evil.example"})

    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    "query",
    [
        "%ff=%fe",
        "search=%ff%fe",
        "search=%zz%",
        "%00=%00",
        "limit=1e3",
        "limit=%D9%A1",
        "limit=-0",
        "limit=" + "9" * 5_000,
        "cursor=" + "a" * 5_000,
        "published_after=0000-00-00",
        "published_after=0001-01-01&published_before=9999-12-31",
        "search=" + "%F0%9F%92%A5" * 50,
        "search=%27%22)%3B--",
        "&&&=&=",
        "order[]=title",
        "view=card;view=full",
    ],
)
def test_no_odd_query_breaks_a_list(api, articles, query):
    assert api(f"articles/?{query}").status_code in (200, 400)
