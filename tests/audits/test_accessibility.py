"""WCAG 2.2 AA as far as axe can tell, on each page type, width and state."""

import pytest

from tests.audits.pages import ARTICLE, CONSULTATION, PAGES, failure_pages
from tests.audits.site import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, TABLET, DESKTOP = 320, 768, 1280
# A window of 1280 pixels at 200 % zoom.
ZOOMED = {"width": 640, "height": 450, "device_scale_factor": 2}
FORCED_COLOURS = {"forced_colors": "active"}
RUN_AXE = """([tags, without]) => axe.run(document, {
  runOnly: tags,
  rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
  resultTypes: ["violations"],
})"""
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"
# Fonts that arrive late change it.
HEIGHT = "document.fonts.ready.then(() => document.documentElement.scrollHeight)"


@pytest.fixture
def faults_of(axe):
    """What axe finds on the page as it stands in the window."""

    def faults_of(page, without=()):
        # As tall as the page, so that the call bar at the bottom covers no link.
        while (height := page.evaluate(HEIGHT)) > page.viewport_size["height"]:
            width = page.viewport_size["width"]
            page.set_viewport_size({"width": width, "height": height})
        page.evaluate(axe)
        found = page.evaluate(RUN_AXE, [TAGS, list(without)])["violations"]
        return [
            f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]

    return faults_of


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_at_any_width(name, visitor, faults_of):
    page = visitor()
    page.goto(PAGES[name])
    for width in (PHONE, TABLET, DESKTOP):
        page.set_viewport_size({"width": width, "height": 900})

        assert faults_of(page) == [], width
        assert page.evaluate(OVERFLOW) <= 0, width


@pytest.mark.parametrize("name", PAGES)
def test_text_of_twice_the_size_fits(name, visitor):
    page = visitor()
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})

    page.goto(PAGES[name])

    assert page.evaluate(OVERFLOW) <= 0


def test_axe_finds_nothing_on_pages_of_failures(site, visitor, faults_of):
    page = visitor()
    for name, text in failure_pages(site).items():
        address = f"{ROOT}/failure/{name.replace(' ', '-')}/"
        page.route(address, answering(text))
        page.goto(address)
        for width in (PHONE, DESKTOP):
            page.set_viewport_size({"width": width, "height": 900})

            assert faults_of(page) == [], name
            assert page.evaluate(OVERFLOW) <= 0, name


def answering(text):
    """Answers a request with a page."""
    return lambda route: route.fulfill(body=text, content_type="text/html")


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(FORCED_COLOURS, id="forced colours"),
        pytest.param({"reduced_motion": "reduce"}, id="reduced motion"),
        pytest.param(ZOOMED, id="200 percent"),
    ],
)
@pytest.mark.parametrize("path", ["/", ARTICLE, CONSULTATION, "/every-block/"])
def test_axe_finds_nothing_as_visitors_set_their_browser(
    path, options, visitor, faults_of
):
    page = visitor(**options)
    page.goto(path)

    # Forced colours are the browser's; axe reads those of the style sheet.
    without = ["color-contrast"] if options is FORCED_COLOURS else []
    assert faults_of(page, without) == []


def test_axe_finds_nothing_in_the_menu_of_a_phone(visitor, faults_of):
    page = visitor(width=PHONE)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    for summary in page.locator(".site-menu summary").all():
        summary.click()
        assert faults_of(page) == []


def test_axe_finds_nothing_in_an_open_list_of_the_menu(visitor, faults_of):
    page = visitor()
    page.goto("/")
    page.locator(".site-menu summary").first.click()

    assert faults_of(page) == []


def test_axe_finds_nothing_where_all_is_unfolded(visitor, faults_of):
    for path in ("/", "/every-block/"):
        page = visitor()
        page.goto(path)
        for summary in page.locator("main summary").all():
            summary.click()

        assert faults_of(page) == []
