"""The page to try the API works offline, under the policy of public pages."""

import os

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_endpoint_can_be_tried(live_server, home_page, monkeypatch):
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page()
        complaints, asked = [], []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: asked.append(request.url))

        page.goto(f"{live_server.url}/api/content/v1/docs/")
        page.get_by_text("/site/", exact=True).click()
        page.get_by_role("button", name="Execute").click()
        page.get_by_text('"time_zone"').last.wait_for()

        browser.close()
    assert complaints == []
    assert all(address.startswith(live_server.url) for address in asked)


def test_the_page_comes_with_the_policy_of_public_pages(api, home_page):
    response = api("docs/")

    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
