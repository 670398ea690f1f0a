"""The page to try the API works offline, under the policy of public pages."""

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_an_endpoint_can_be_tried(visitor, site):
    complaints, asked = [], []
    visitor.on("console", lambda message: complaints.append(message.text))
    visitor.on("request", lambda request: asked.append(request.url))

    visitor.goto("/api/content/v1/docs/")
    visitor.get_by_text("/site/", exact=True).click()
    visitor.get_by_role("button", name="Execute").click()
    visitor.get_by_text('"time_zone"').last.wait_for()

    assert complaints == []
    assert all(address.startswith(site) for address in asked)


def test_the_page_comes_with_the_policy_of_public_pages(client, home_page):
    response = client.get("/api/content/v1/docs/")

    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
