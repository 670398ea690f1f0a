"""Renews the pictures of the documentation from a running Counsel with demo content.

Use: python docs/take_screenshots.py http://127.0.0.1:8000 admin PASSWORD
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


def keep(page: Page, name: str) -> None:
    """Write what the window shows."""
    page.wait_for_timeout(1_500)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(FOLDER / f"{name}.webp", quality=82, method=6)


def sign_in(page: Page, user: str, password: str) -> None:
    """Open the dashboard."""
    page.goto("/admin/")
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def open_editor(page: Page, listing: str, title: str) -> None:
    """Open the editor of a page by its title."""
    page.goto(f"/admin/{listing}/")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_url("**/edit/")


def take_all(page: Page, user: str, password: str) -> None:
    """Every picture of the documentation."""
    page.goto("/")
    keep(page, "home")
    sign_in(page, user, password)
    keep(page, "dashboard")
    open_editor(page, "articles", "How a judge decides on bail")
    page.get_by_role("button", name="Toggle preview").click()
    page.wait_for_timeout(4_000)
    keep(page, "article")
    page.get_by_role("button", name="Toggle preview").click()
    stream = page.locator("#panel-child-content-body-content")
    stream.get_by_title("Insert a block").first.click()
    page.get_by_role("option", name="Callout", exact=True).first.hover()
    page.wait_for_timeout(2_500)
    keep(page, "blocks")


def main(base_url: str, user: str, password: str) -> None:
    """Drive a browser through the product."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_context(base_url=base_url, viewport=SIZE).new_page()
        take_all(page, user, password)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:4])
