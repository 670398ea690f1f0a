from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from wagtail.models import Page

from blog.models import ArticlePage, Category
from home.blocks import SectionStreamBlock
from home.models import HomePage
from people.models import AttorneyPage, Testimonial

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(demo_content, settings):
    """The demo firm with its files."""
    settings.MEDIA_ROOT = demo_content


def crawl(client, start):
    """Every address of the site that links lead to, with its answer."""
    answers, waiting = {}, [start]
    while waiting:
        address = waiting.pop()
        if address in answers:
            continue
        answers[address] = response = client.get(address)
        if "text/html" not in response.get("Content-Type", ""):
            continue
        soup = BeautifulSoup(response.content, "html.parser")
        for link in soup.select("a[href], link[rel=alternate][href]"):
            target = urlsplit(urljoin(f"http://testserver{address}", link["href"]))
            if target.netloc == "testserver" and target.scheme == "http":
                query = f"?{target.query}" if target.query else ""
                waiting.append(target.path + query)
    return answers


def test_the_demo_is_a_whole_firm():
    sections = {block.block_type for block in HomePage.objects.get().sections}
    only_sections = set(SectionStreamBlock.declared_blocks) - {"separator", "code"}

    assert ArticlePage.objects.live().count() >= 12
    assert Category.objects.filter(articles__live=True).distinct().count() >= 4
    assert AttorneyPage.objects.live().count() == 8
    assert Testimonial.objects.filter(live=True).count() == 8
    assert sections >= {
        name
        for name in only_sections
        if SectionStreamBlock().child_blocks[name].meta.group in ("The firm",)
    }


def test_each_article_is_a_real_read():
    for article in ArticlePage.objects.live():
        words = len(article.body_text.split())
        assert 600 <= words <= 1500, f"{article.slug} has {words} words"
        assert article.authors.exists()
        assert article.category


def test_every_address_that_the_site_links_to_is_a_whole_page_or_file(client):
    answers = crawl(client, "/")

    broken = {
        path: r.status_code for path, r in answers.items() if r.status_code != 200
    }
    pages = [path for path, r in answers.items() if "text/html" in r["Content-Type"]]
    assert not broken
    assert len(pages) >= Page.objects.live().filter(depth__gt=1).count()
    for path in pages:
        assert_no_traces_of_a_template(path, answers[path])


def assert_no_traces_of_a_template(path, response):
    soup = BeautifulSoup(response.content, "html.parser")
    texts = set(soup.stripped_strings)
    assert not texts & {"None", "Uncategorized", "[]", "()"}, path
    assert "{{" not in soup.get_text(), path
    assert "{%" not in soup.get_text(), path


def test_a_filled_installation_is_not_overwritten():
    with pytest.raises(CommandError, match="There is a home page already"):
        call_command("load_demo")
