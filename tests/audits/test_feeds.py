"""Feeds as a reader parses them, and sitemaps as their schema wants them."""

import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import etree, html

from tests.audits.pages import PAGES
from tests.audits.site import ROOT

FEEDS = {"application/rss+xml": "rss20", "application/atom+xml": "atom10"}
JSON_FEED = "application/feed+json"
SITEMAPS = Path(__file__).parent / "schemas" / "sitemap.xsd"
WHOLE = re.compile("https://|mailto:|tel:")
ADDRESSES = "//@href | //@src | //source/@srcset | //img/@srcset"


@pytest.fixture(scope="module")
def feeds(site):
    """The feeds that the blog's pages name, by media type."""
    document = html.fromstring(site.fetch(PAGES["blog index"]).body)
    links = document.xpath('//link[@rel="alternate" and contains(@type, "+")]')
    return {link.get("type"): urljoin(ROOT, link.get("href")) for link in links}


@pytest.mark.parametrize("media_type", FEEDS)
def test_a_feed_is_read_without_complaint(media_type, feeds, site):
    answer = site.fetch(feeds[media_type].removeprefix(ROOT))

    # As it was sent: feedparser mends what it can, which readers may not.
    parsed = feedparser.parse(
        answer.body,
        response_headers=answer.headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )

    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == FEEDS[media_type]
    assert parsed.feed.title
    assert len(parsed.entries) > 10
    assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)
    for entry in parsed.entries:
        assert entry.link.startswith(f"{ROOT}/articles/")
        assert entry.title
        assert entry.summary
        assert entry.author
        assert entry.published_parsed
        assert relative_addresses(entry.content[0].value) == []


def test_the_json_feed_says_the_same(feeds, site):
    feed = json.loads(site.fetch(feeds[JSON_FEED].removeprefix(ROOT)).body)
    atom = feedparser.parse(
        site.fetch(feeds["application/atom+xml"].removeprefix(ROOT)).body
    )

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == feeds[JSON_FEED]
    assert [item["id"] for item in feed["items"]] == [e.id for e in atom.entries]
    for item in feed["items"]:
        assert item["url"].startswith(ROOT)
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert relative_addresses(item["content_html"]) == []


def relative_addresses(text):
    """Addresses that lead nowhere outside of the site."""
    found = [
        part.strip().partition(" ")[0]
        for value in html.fromstring(text).xpath(ADDRESSES)
        for part in value.split(", ")
    ]
    return [address for address in found if not WHOLE.match(address)]


def test_sitemaps_follow_their_schema(site):
    schema = etree.XMLSchema(etree.parse(SITEMAPS))

    index = etree.fromstring(site.fetch("/sitemap.xml").body)
    schema.assertValid(index)
    sections = [loc.text for loc in index.iter("{*}loc")]
    assert sections
    for section in sections:
        schema.assertValid(etree.fromstring(site.fetch(section[len(ROOT) :]).body))
