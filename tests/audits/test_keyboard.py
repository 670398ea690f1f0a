"""The site without a mouse: where the focus goes, and that one sees it."""

import pytest
from playwright.sync_api import expect

from tests.audits.pages import ARTICLE, CONSULTATION

LONGEST_WALK = 400
# What has the focus, and what a visitor sees of it: whether any of five points of
# one of its lines is not covered, and whether something marks it.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) {
    return null;
  }
  const seen = [...element.getClientRects()].some((box) =>
    [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].some(([x, y]) => {
      const top = document.elementFromPoint(
        box.left + box.width * x, box.top + box.height * y);
      return top && (element.contains(top) || top.contains(element));
    }));
  const style = getComputedStyle(element);
  const label = element.getAttribute("aria-label") || element.textContent;
  return {
    name: `${element.tagName} ${element.id} ${label.trim().slice(0, 60)}`,
    seen,
    isLast: element.closest("footer, .phone-bar") !== null,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""
# Whether the focus came to something new. A date takes several steps to leave.
STEP = """() => {
  const [element, last] = [document.activeElement, window.lastStop];
  const seen = element.hasAttribute("data-walked");
  element.setAttribute("data-walked", "");
  window.lastStop = element;
  return element === last ? "same" : seen ? "again" : "new";
}"""


def walk(page):
    """Press Tab until the focus has left the page; what each stop looks like."""
    for _ in range(LONGEST_WALK):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        step = focused and page.evaluate(STEP)
        if step in (None, "again"):
            return
        if step == "new":
            yield focused
    raise AssertionError("the focus never leaves the page")


@pytest.mark.parametrize("size", [(320, 568), (640, 450), (1280, 800)])
@pytest.mark.parametrize("path", ["/", ARTICLE, CONSULTATION, "/every-block/"])
def test_the_focus_is_always_seen(path, size, visitor):
    page = visitor(*size)
    page.goto(path)

    stops = list(walk(page))

    assert len(stops) > 20
    assert stops[-1]["isLast"]
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["marked"]] == []


def test_the_first_stop_skips_to_the_content(visitor):
    page = visitor()
    page.goto(ARTICLE)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_list_of_the_menu_opens_and_closes(visitor):
    page = visitor()
    page.goto("/")
    heading = page.locator(".site-menu summary").first
    link = page.locator(".site-menu details a").first

    heading.focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(heading).to_be_focused()

    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(link).to_be_hidden()


def test_the_menu_of_a_phone_takes_the_focus_and_gives_it_back(visitor):
    page = visitor(320, 568)
    page.goto("/")
    button = page.get_by_role("button", name="Menu", exact=True)

    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close menu")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_list_of_errors_leads_to_the_questions(visitor):
    page = visitor()
    page.goto(CONSULTATION)
    page.get_by_role("button", name="Send the request").focus()
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()

    for link in alert.get_by_role("link").all():
        link.focus()
        page.keyboard.press("Enter")
        target = link.get_attribute("href")
        expect(page.locator(target)).to_be_focused()
        described_by = page.locator(target).get_attribute("aria-describedby") or ""
        group = page.locator(f"fieldset:has({target})")
        if not described_by and group.count():
            described_by = group.get_attribute("aria-describedby")
        assert "_error" in described_by, target


def test_a_folded_quotation_opens_and_folds(visitor):
    page = visitor()
    page.goto("/")
    handle = page.locator(".testimonial-more summary").first
    rest = page.locator(".testimonial-more div").first
    expect(rest).to_be_hidden()

    handle.focus()
    page.keyboard.press("Space")
    expect(rest).to_be_visible()
    page.keyboard.press("Space")
    expect(rest).to_be_hidden()


def test_references_lead_there_and_back(visitor):
    page = visitor()
    page.goto(ARTICLE)

    page.locator("a.citation").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#ref-1")
    page.keyboard.press("Tab")
    back = page.get_by_role("link", name="Back to reference 1 in the text")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")

    assert page.url.endswith("#cite-1")
