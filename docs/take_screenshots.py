"""Renews the pictures of the documentation from a running Counsel with demo content.

Use: python docs/take_screenshots.py http://127.0.0.1:8000 admin PASSWORD

It sends a consultation request and leaves a draft: use a site that nobody needs.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent / "images"
CHROMIUM = "/usr/bin/chromium"
SIZE = {"width": 1280, "height": 800}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ARTICLE = "How a judge decides on bail"
# The form takes nothing that was filled in faster than a person can.
TIME_TO_FILL_IN = 5_000


def keep(page: Page, name: str) -> None:
    """Write what the window shows."""
    page.wait_for_timeout(2_500)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(FOLDER / f"{name}.webp", quality=82, method=6)


def send_request(page: Page) -> None:
    """Ask for a consultation, as a visitor does."""
    page.goto("/consultation/")
    page.get_by_label("Your name").fill("Ada Quill")
    page.get_by_label("E-mail address").fill("ada.quill@example.com")
    page.get_by_label("Myself").check()
    page.get_by_label("What is it about?").select_option(index=1)
    page.get_by_label("I have read").check()
    page.wait_for_timeout(TIME_TO_FILL_IN)
    page.get_by_role("button", name="Send the request").click()
    page.wait_for_url("**/thank-you/")


def sign_in(page: Page, user: str, password: str) -> None:
    """Open the dashboard."""
    page.goto("/admin/")
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def toggle(page: Page, panel: str) -> None:
    """Open or close a panel beside the editor."""
    page.get_by_role("button", name=f"Toggle {panel}").click()
    page.wait_for_timeout(4_000)


def take_editor(page: Page) -> None:
    """The editor of an article with each of its panels."""
    page.goto("/admin/articles/")
    page.get_by_role("link", name=ARTICLE).first.click()
    page.wait_for_url("**/edit/")
    toggle(page, "preview")
    keep(page, "article")
    toggle(page, "preview")
    take_block_picker(page)
    page.locator("select[id$=-level]").nth(1).select_option(label="Lowest")
    page.get_by_role("button", name="Save draft").click()
    toggle(page, "checks")
    keep(page, "checks")
    toggle(page, "status")
    page.get_by_role("button", name="Set schedule").click()
    keep(page, "schedule")


def take_block_picker(page: Page) -> None:
    """The kinds of blocks, and what one of them looks like."""
    stream = page.locator("#panel-child-content-body-content")
    insert = stream.get_by_title("Insert a block").first
    insert.evaluate("button => button.scrollIntoView()")
    page.mouse.wheel(0, -120)
    insert.click()
    option = page.get_by_role("option", name="Callout", exact=True)
    option.locator("xpath=..").get_by_role("button", name="Preview").click()
    keep(page, "blocks")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def take_all(page: Page, user: str, password: str) -> None:
    """Every picture of the documentation."""
    page.goto("/")
    keep(page, "home")
    send_request(page)
    sign_in(page, user, password)
    take_editor(page)
    page.goto("/admin/")
    keep(page, "dashboard")
    page.get_by_role("link", name="Ada Quill").first.click()
    keep(page, "request")
    page.goto("/admin/settings/cms/firmsettings/")
    page.get_by_role("tab", name="Phone line").click()
    keep(page, "phone-line")


def main(base_url: str, user: str, password: str) -> None:
    """Drive a browser through the product."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_context(base_url=base_url, viewport=SIZE).new_page()
        page.set_default_timeout(60_000)
        take_all(page, user, password)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:4])
