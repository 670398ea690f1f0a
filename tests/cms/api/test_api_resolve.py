"""`resolve/` answers an address as the site itself would."""

from urllib.parse import quote

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from blog.models import ArticleTag
from tests.factories import StandardPageFactory


@pytest.fixture
def resolve(api):
    """Resolves an address of the site, written as in a browser's address bar."""

    def get(path):
        return api(f"resolve/?path={quote(path)}")

    return get


def place(answer):
    """What stands at an address, in a word or two."""
    if answer.status_code != 200:
        return answer.status_code
    found = answer.json()
    return found["page"]["path"] if found["kind"] == "page" else found["location"]


@pytest.fixture
def site(home_page, articles, attorney):
    """Pages, archives, redirects, and what was there once."""
    StandardPageFactory(parent=home_page, slug="fees")
    StandardPageFactory(parent=home_page, slug="café")
    private = StandardPageFactory(parent=home_page, slug="vault")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for slug in ("gone", "été"):
        StandardPageFactory(parent=home_page, slug=slug).delete()
    Redirect.add_redirect("/costs", home_page.get_children().get(slug="fees"))
    Redirect.add_redirect("/away", "https://other.example/?a=1", is_permanent=False)
    Redirect.add_redirect("/hidden", private)
    Redirect.add_redirect("/?p=7", articles[0])
    ArticleTag.objects.create(
        content_object=articles[0],
        tag=ArticleTag.tag_model().objects.create(name="Bail", slug="bail"),
    )
    return home_page


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", "/"),
        ("/fees/", "/fees/"),
        ("/fees", "/fees/"),
        ("/fees/?utm_source=x&q=1#top", "/fees/"),
        ("/%66ees/", "/fees/"),
        ("/café/", "/caf%C3%A9/"),
        ("/caf%C3%A9/", "/caf%C3%A9/"),
        ("/blog/", "/blog/"),
        ("/blog/?page=1", "/blog/"),
        ("/blog/category/bail/", "/blog/"),
        ("/blog/tag/bail/", "/blog/"),
        ("/blog/category/none/", 404),
        ("/blog/author/ada-lowell/", 404),
        ("/people/ada-lowell/", "/people/ada-lowell/"),
        ("/Fees/", 404),
        ("/vault/", 404),
        ("/hidden/", 404),
        ("/costs", "http://testserver/fees/"),
        ("/costs/?a=1", "http://testserver/fees/"),
        ("/away/", "https://other.example/?a=1"),
        ("/?p=7", "http://testserver/blog/article-0/"),
        ("/?p=8", "/"),
        ("/gone/", 410),
        ("/gone?a=1", 410),
        ("/été/", 410),
        ("/%C3%A9t%C3%A9/", 410),
        ("/site/fees/", 404),
        ("/admin/", 404),
        ("/api/content/v1/site/", 404),
        ("//other.example/fees/", 404),
        ("/../fees/", 404),
        ("/\x00", 400),
        ("https://testserver/fees/", 400),
        ("fees", 400),
    ],
)
def test_each_address(resolve, client, site, path, found):
    answer = resolve(path)

    assert place(answer) == found
    if path.startswith("/") and found not in (400, 404):
        shown = client.get(quote(path, safe="/?&=%"), follow=found not in (410,))
        assert shown.status_code == (found if found == 410 else 200) or "away" in path


def test_a_redirect_says_whether_it_is_for_good(resolve, site):
    assert resolve("/costs").json()["permanent"] is True
    assert resolve("/away").json()["permanent"] is False


def test_feeds_and_later_pages_of_an_old_site_lead_to_what_they_were_of(resolve, site):
    later, feed = resolve("/blog/page/2/").json(), resolve("/costs/feed/").json()

    assert (later["kind"], later["permanent"]) == ("redirect", True)
    assert later["location"] == "http://testserver/blog/"
    assert feed["location"] == resolve("/costs").json()["location"]
    assert resolve("/hidden/feed/").status_code == 404


def test_an_archive_says_what_it_lists(resolve, site):
    page = resolve("/blog/category/bail/").json()["page"]

    assert page["archive"]["path"] == "/blog/category/bail/"
    assert page["archive"]["url"] == "http://testserver/blog/category/bail/"
    assert page["categories"][0]["path"] == "/blog/category/bail/"
    assert len(page["articles"]) == 7
