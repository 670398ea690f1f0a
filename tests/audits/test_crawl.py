"""Every page of the demo site, and everything that its links lead to."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from urllib.parse import urldefrag, urlsplit

from lxml import html

from tests.audits.crawl import START
from tests.audits.site import ROOT

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# Lists of articles, which links lead to; the sitemap has the articles themselves.
ARCHIVE = re.compile(r"/articles/(?:category|tag|author)/")
HEADINGS = "//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"


def all_of(pages, check):
    """What a check finds on the pages, each with the address of its page."""
    return [f"{page.url}: {fault}" for page in pages for fault in check(page)]


def test_every_link_leads_to_an_answer_without_detour(found):
    wrong = {
        url: (resource.answer.status, sorted(resource.linked_from)[:3])
        for url, resource in found.items()
        if resource.answer.status != 200
    }

    assert len(found) > 100
    assert wrong == {}


def test_every_anchor_is_there(found, found_pages):
    def missing(page):
        for link in page.links:
            url, anchor = urldefrag(link)
            if anchor and url in found and anchor not in found[url].anchors:
                yield link

    assert all_of(found_pages, missing) == []


def test_every_page_names_its_one_address(found_pages):
    def wrong(page):
        if page.is_indexable and page.canonical != [page.url]:
            yield page.canonical

    assert all_of(found_pages, wrong) == []


def test_titles_and_descriptions_are_there_once(found_pages):
    listed = [page for page in found_pages if page.is_indexable]
    for expression in ("//head/title", '//meta[@name="description"]/@content'):
        counts = Counter(tuple(page.values(expression)) for page in listed)

        for value, count in counts.items():
            assert len(value) == 1, (expression, value)
            assert value[0], expression
            assert count == 1, (expression, value)


def test_sitemap_and_crawl_know_the_same_pages(site, found_pages):
    index = ElementTree.fromstring(site.fetch("/sitemap.xml").body)  # noqa: S314
    sections = [entry.text for entry in index.iter(f"{SITEMAP}loc")]
    listed = {
        entry.text
        for section in sections
        for entry in ElementTree.fromstring(  # noqa: S314
            site.fetch(section.removeprefix(ROOT)).body
        ).iterfind(f"{SITEMAP}url/{SITEMAP}loc")
    }
    indexable = {
        page.url
        for page in found_pages
        if page.is_indexable and page.canonical == [page.url]
    }
    lists = {url for url in indexable if "?" in url or ARCHIVE.search(url)}

    assert listed - indexable == set()
    assert indexable - lists - listed == set()


def test_headings_follow_each_other(found_pages):
    def wrong(page):
        levels = [int(heading.tag[1]) for heading in page.document.xpath(HEADINGS)]
        if levels.count(1) != 1 or levels[0] != 1:
            yield f"main headings: {levels}"
        for before, level in zip(levels, levels[1:], strict=False):
            if level > before + 1:
                yield f"h{before} is followed by h{level}"

    assert all_of(found_pages, wrong) == []


def test_pictures_have_words_and_sizes(found_pages):
    def wrong(page):
        for image in page.document.iter("img"):
            if not {"alt", "width", "height"} <= set(image.attrib):
                yield html.tostring(image)
            is_alone = image.getparent().getparent().tag == "a"
            if is_alone and not image.get("alt"):
                link = image.getparent().getparent()
                if not link.text_content().strip():
                    yield html.tostring(link)

    assert all_of(found_pages, wrong) == []


def test_links_of_one_name_lead_to_one_place(found_pages):
    def wrong(page):
        targets = {}
        for link in page.document.xpath("//main//a[@href]"):
            name = " ".join((link.get("aria-label") or link.text_content()).split())
            targets.setdefault(name, set()).add(link.get("href"))
        for name, addresses in targets.items():
            if len(addresses) > 1:
                yield f"“{name}” leads to {addresses}"

    assert all_of(found_pages, wrong) == []


def test_pages_load_from_the_site_alone_and_by_https(found_pages):
    def wrong(page):
        for source in page.sources:
            if not source.startswith(START):
                yield source

    assert all_of(found_pages, wrong) == []


def test_pages_tell_browsers_what_they_may_do(found_pages):
    for page in found_pages:
        headers = page.answer.headers
        policy = headers["content-security-policy"]

        assert "default-src 'self'" in policy, page.url
        assert "unsafe" not in policy, page.url
        assert "frame-ancestors 'self'" in policy, page.url
        assert "max-age=31536000" in headers["strict-transport-security"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert "set-cookie" not in headers, page.url


def test_no_console_complains(found_pages, visitor):
    window = visitor()
    for page in found_pages:
        if not urlsplit(page.url).path.startswith("/api/"):
            assert window.goto(page.url).ok, page.url
