"""What a page asks for, and how it looks while that arrives. Nothing is timed."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.audits.pages import ARTICLE, ATTORNEY, CONSULTATION
from tests.audits.site import ROOT

PHONE = (390, 844)
MOST_BYTES, MOST_REQUESTS = 100_000, 12
# As good as none: rounding of sub-pixels moves a line now and then.
MOST_SHIFT = 0.01
PLAYER = "https://www.youtube-nocookie.com"
OBSERVE = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.shift += entry.value;
  }
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  const { element } = list.getEntries().at(-1);
  window.largest = element && {
    tag: element.tagName,
    priority: element.getAttribute("fetchpriority"),
    loading: element.getAttribute("loading"),
  };
}).observe({ type: "largest-contentful-paint", buffered: true });
"""
PAINTED = """new Promise((done) => {
  const look = () => window.largest ? done() : requestAnimationFrame(look);
  look();
})"""
SETTLED = """document.fonts.ready.then(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(done))))"""


@pytest.mark.parametrize("size", [PHONE, (1280, 900)])
@pytest.mark.parametrize(
    "path", ["/", ARTICLE, ATTORNEY, "/articles/", "/people/", CONSULTATION]
)
def test_nothing_moves_when_fonts_arrive_late(path, size, visitor):
    page = visitor(*size)
    page.add_init_script(OBSERVE)
    late = []
    page.route("**/*.woff2", lambda route: late.append(route))  # noqa: PLW0108

    page.goto(path, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    for route in late:
        route.continue_()
    page.wait_for_load_state("load")
    page.evaluate(SETTLED)

    assert late
    assert page.evaluate("window.shift") <= MOST_SHIFT
    largest = page.evaluate("window.largest")
    if largest["tag"] == "IMG":
        assert largest["priority"] == "high"
        assert largest["loading"] == "eager"


def test_an_article_is_light(visitor):
    page = visitor(*PHONE)
    browser = page.context.new_cdp_session(page)
    browser.send("Network.enable")
    asked, sizes = {}, {}
    browser.on(
        "Network.responseReceived",
        lambda event: asked.update({event["requestId"]: event["type"]}),
    )
    browser.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )

    page.goto(ARTICLE, wait_until="networkidle")

    counted = [sizes[key] for key, kind in asked.items() if kind != "Image"]
    assert len(counted) < MOST_REQUESTS
    assert sum(counted) < MOST_BYTES


def test_a_video_loads_after_a_click_on_its_picture(chromium):
    context = chromium.new_context(base_url=ROOT)
    page = context.new_page()
    hosts = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
    page.route(f"{PLAYER}/**", lambda route: route.fulfill(body="The video"))

    page.goto("/every-block/", wait_until="networkidle")
    assert set(hosts) == {urlsplit(ROOT).netloc}
    page.locator("a.video-frame").focus()
    page.keyboard.press("Enter")

    frame = page.locator(".video-frame iframe")
    expect(frame).to_be_focused()
    expect(page.frame_locator(".video-frame iframe").locator("body")).to_have_text(
        "The video"
    )
    assert frame.get_attribute("title") == "Watch: A tour of the courthouse"
    context.close()
