import pytest
from wagtail.contrib.redirects.models import Redirect

from blog.models import ArticlePage
from tests.factories import StandardPageFactory

from .exports import item


@pytest.fixture
def leads_to(client):
    """Where an old address leads: one redirect for good, then a page."""

    def leads_to(address):
        response = client.get(address)
        assert response.status_code == 301, address
        assert client.get(response.url).status_code == 200, response.url
        return response.url

    return leads_to


@pytest.mark.parametrize(
    "link",
    [
        "https://old.example/bail/",
        "https://www.old.example/2024/03/21/bail/",
        "http://old.example/blog/crime/bail.html",
        "https://old.example/archives/7",
        "https://old.example/index.php/bail/",
    ],
)
def test_permalinks_of_any_structure_lead_to_the_article(run_import, leads_to, link):
    run_import(item(7, slug="bail", link=link))

    path = link.partition(".example")[2]
    assert leads_to(path) == "/blog/bail/"


def test_numbers_and_earlier_names_lead_to_the_page(run_import, leads_to):
    run_import(
        item(7, slug="bail", meta={"_wp_old_slug": "bonds"}),
        item(8, type="page", slug="fees", link="https://old.example/our-fees/"),
    )

    assert leads_to("/?p=7") == "/blog/bail/"
    assert leads_to("/bonds/") == "/blog/bail/"
    assert leads_to("/?page_id=8") == "/fees/"
    assert leads_to("/our-fees/") == "/fees/"


def test_archives_and_feeds_lead_to_ours(run_import, leads_to):
    run_import(
        item(
            7,
            terms=[("category", "federal", "Federal"), ("post_tag", "court", "Court")],
        ),
        head="<wp:category><wp:term_id>3</wp:term_id>"
        "<wp:category_nicename>federal</wp:category_nicename>"
        "<wp:category_parent>crime</wp:category_parent>"
        "<wp:cat_name>Federal</wp:cat_name></wp:category>"
        "<wp:category><wp:category_nicename>crime</wp:category_nicename>"
        "<wp:cat_name>Crime</wp:cat_name></wp:category>"
        "<wp:category><wp:category_nicename>empty</wp:category_nicename>"
        "<wp:cat_name>Empty</wp:cat_name></wp:category>",
    )

    assert leads_to("/category/crime/federal/") == "/blog/category/federal/"
    assert leads_to("/category/crime/") == "/blog/category/crime/"
    assert leads_to("/category/empty/") == "/blog/"
    assert leads_to("/?cat=3") == "/blog/category/federal/"
    assert leads_to("/tag/court/") == "/blog/tag/court/"
    assert leads_to("/author/ada/") == "/blog/"
    assert leads_to("/2024/") == leads_to("/2024/03/") == leads_to("/2024/03/21/")
    assert leads_to("/feed/") == leads_to("/category/federal/feed/") == "/blog/feed/"
    assert leads_to("/feed/atom/") == "/blog/feed/atom/"


def test_later_pages_of_archives_lead_to_the_archive(run_import, leads_to):
    run_import(
        item(7, author="ada", terms=[("category", "bail", "Bail")]),
        item(8, type="page", slug="fees"),
    )

    assert leads_to("/page/2/") == leads_to("/page/31") == "/blog/"
    assert leads_to("/category/bail/page/2/") == "/blog/category/bail/"
    assert leads_to("/author/ada/page/2/") == "/blog/"
    assert leads_to("/2024/03/page/3/") == "/blog/"
    assert leads_to("/blog/page/2/") == "/blog/"
    assert leads_to("/entry-7/comment-page-2/") == "/blog/entry-7/"
    assert not Redirect.objects.filter(old_path__regex=r"/page/\d").exists()


def test_feeds_of_comments_lead_to_what_was_commented_on(run_import, leads_to):
    run_import(item(7, slug="bail"), item(8, type="page", slug="über-uns"))

    assert leads_to("/bail/feed/") == leads_to("/bail/feed/atom/") == "/blog/bail/"
    assert leads_to("/über-uns/feed/") == "/%C3%BCber-uns/"
    assert (
        leads_to("/comments/feed/") == leads_to("/comments/feed/rss2") == "/blog/feed/"
    )


def test_nothing_is_behind_an_address_that_is_not_there(run_import, client):
    run_import(
        item(7, slug="bail"),
        item(8, type="page", slug="ours", status="private"),
    )

    for address in ("/never/feed/", "/never/page/2/", "/ours/feed/", "/page/two/"):
        assert client.get(address).status_code == 404, address


def test_a_page_that_keeps_its_address_is_not_redirected_to_itself(run_import, client):
    run_import(item(8, type="page", slug="fees"))

    assert client.get("/fees/").status_code == 200
    assert not Redirect.objects.filter(old_path="/fees").exists()


@pytest.mark.parametrize("rehearsal", [True, False])
def test_what_stands_in_the_way_is_reported_and_stays(run_import, home_page, rehearsal):
    StandardPageFactory(parent=home_page, slug="bail")
    target = StandardPageFactory(parent=home_page, slug="else")
    Redirect.objects.create(old_path="/bonds", redirect_page=target)

    run = run_import(
        item(1, slug="bail"),
        item(2, slug="bonds"),
        item(3, slug="a", link="https://old.example/both/"),
        item(4, slug="b", link="https://old.example/both/"),
        rehearsal=rehearsal,
    )

    conflicts = " ".join(run.summary["Conflicts of addresses"])
    assert "/bail: another page" in conflicts
    assert "/bonds: a redirect to somewhere else" in conflicts
    assert "/both: two pages" in conflicts
    assert len(run.summary["Conflicts of addresses"]) == 3
    assert Redirect.objects.exclude(old_path="/bonds").exists() != rehearsal
    assert Redirect.objects.get(old_path="/bonds").redirect_page_id == target.pk


def test_older_redirects_to_an_old_address_lead_on_at_once(run_import, leads_to):
    Redirect.objects.create(old_path="/ancient", redirect_link="/bail/")

    run_import(item(7, slug="bail"))

    assert leads_to("/ancient/") == "/blog/bail/"


def test_a_second_run_adds_no_redirect(run_import):
    run_import(item(7), item(8, type="page"))
    before = set(Redirect.objects.values_list("pk", "old_path"))

    run = run_import(item(7), item(8, type="page"))

    assert set(Redirect.objects.values_list("pk", "old_path")) == before
    assert run.summary["Conflicts of addresses"] == []


def test_undone_redirects_go_with_their_pages(run_import):
    from blog.wordpress.undoing import undo

    run = run_import(item(7))

    undo(run)

    assert not ArticlePage.objects.exists()
    assert not Redirect.objects.exists()
