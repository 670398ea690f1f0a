"""Listings: each has one address for search engines, and links that can be crawled."""

import pytest
from lxml import html

from tests.factories import ArticlePageFactory, BlogIndexPageFactory, CategoryFactory


@pytest.fixture
def blog(home_page):
    """A blog with five articles of one category, three to a page."""
    blog = BlogIndexPageFactory(parent=home_page, articles_per_page=3, slug="articles")
    category = CategoryFactory(name="Appeals", slug="appeals")
    for number in range(5):
        ArticlePageFactory(parent=blog, title=f"Article {number}", category=category)
    return blog


def canonical(client, address):
    document = html.fromstring(client.get(address).content)
    return document.find(".//link[@rel='canonical']").get("href")


def test_a_listing_is_canonical_without_stray_parameters(client, blog):
    assert canonical(client, f"{blog.url}?utm_source=x") == blog.full_url


def test_a_later_page_of_a_listing_is_canonical_itself(client, blog):
    assert canonical(client, f"{blog.url}?page=2") == f"{blog.full_url}?page=2"


def test_an_archive_is_canonical_itself(client, blog):
    address = canonical(client, f"{blog.url}category/appeals/")

    assert address == f"{blog.full_url}category/appeals/"


def test_the_way_back_to_the_first_page_is_the_listings_own_address(client, blog):
    document = html.fromstring(client.get(f"{blog.url}?page=2").content)

    assert document.find(".//a[@rel='prev']").get("href") == blog.url


def test_the_next_page_is_a_plain_link(client, blog):
    document = html.fromstring(client.get(blog.url).content)

    assert document.find(".//a[@rel='next']").get("href") == "?page=2"


def test_titles_of_pages_and_archives_differ(client, blog):
    addresses = [blog.url, f"{blog.url}?page=2", f"{blog.url}category/appeals/"]

    titles = {
        html.fromstring(client.get(address).content).findtext(".//title")
        for address in addresses
    }

    assert len(titles) == len(addresses)
