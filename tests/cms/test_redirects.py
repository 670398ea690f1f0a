import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blog.models import ArticlePage
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def fees(home_page):
    return StandardPageFactory(parent=home_page, title="Fees", slug="fees")


@pytest.fixture
def flat_fees(fees):
    return StandardPageFactory(parent=fees, title="Flat fees", slug="flat-fees")


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def rename(page, slug):
        page.refresh_from_db()
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


def destination(client, address):
    """Where an old address leads, in one hop, for good."""
    response = client.get(address)
    assert response.status_code == 301, address
    assert client.get(response.url).status_code == 200
    return response.url


def test_a_renamed_page_and_all_below_it_are_found_at_their_old_addresses(
    client, rename, fees, flat_fees
):
    StandardPageFactory(parent=flat_fees, slug="wills")

    rename(fees, "costs")

    assert destination(client, "/fees/") == "/costs/"
    assert destination(client, "/fees/flat-fees/") == "/costs/flat-fees/"
    assert destination(client, "/fees/flat-fees/wills/") == "/costs/flat-fees/wills/"


def test_a_moved_page_is_found_at_its_old_address(client, home_page, fees, flat_fees):
    home_page.refresh_from_db()
    about = StandardPageFactory(parent=home_page, slug="about")

    fees.refresh_from_db()
    fees.move(about, pos="last-child")

    assert destination(client, "/fees/") == "/about/fees/"
    assert destination(client, "/fees/flat-fees/") == "/about/fees/flat-fees/"


def test_a_page_renamed_twice_is_reached_in_one_hop(client, rename, fees, flat_fees):
    rename(fees, "costs")
    rename(fees, "prices")

    assert destination(client, "/fees/flat-fees/") == "/prices/flat-fees/"
    assert destination(client, "/costs/flat-fees/") == "/prices/flat-fees/"


def test_a_page_renamed_to_and_fro_answers_at_both_addresses(client, rename, fees):
    rename(fees, "costs")
    rename(fees, "fees")

    assert client.get("/fees/").status_code == 200
    assert destination(client, "/costs/") == "/fees/"


def test_no_address_leads_in_a_circle_after_unpublishing(client, rename, fees):
    rename(fees, "costs")
    rename(fees, "fees")
    fees.refresh_from_db()

    fees.unpublish()

    assert client.get("/fees/").status_code == 404
    assert client.get("/costs/").status_code == 404


def test_a_new_page_at_an_old_address_is_shown(client, rename, home_page, fees):
    rename(fees, "costs")
    home_page.refresh_from_db()

    StandardPageFactory(parent=home_page, title="Newer", slug="fees")

    assert client.get("/fees/").status_code == 200


def test_a_moved_blog_keeps_its_feeds_and_archives(client, rename, home_page):
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    home_page.refresh_from_db()
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    attorney = AttorneyPageFactory(parent=people, slug="ada-lowell")
    article = ArticlePageFactory(
        parent=blog,
        slug="bail",
        category=CategoryFactory(slug="criminal"),
        published_at=timezone.now(),
    )
    article.authors.create(attorney=attorney)
    article.tags.add("Arrest")
    article.save()

    rename(blog, "insights")

    for place in (
        "feed/",
        "feed/atom/",
        "feed/json/",
        "category/criminal/",
        "tag/arrest/",
        "author/ada-lowell/",
        "bail/",
    ):
        assert destination(client, f"/articles/{place}") == f"/insights/{place}"


@pytest.fixture
def archives(home_page):
    """An article with a category, a tag and an author: three archives list it."""
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    home_page.refresh_from_db()
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    article = ArticlePageFactory(
        parent=blog,
        category=CategoryFactory(slug="criminal"),
        published_at=timezone.now(),
    )
    attorney = AttorneyPageFactory(parent=people, slug="ada-lowell")
    article.authors.create(attorney=attorney)
    article.tags.add("Arrest")
    article.save()
    return {
        "category": article.category,
        "tag": article.tags.get(),
        "author": attorney,
        "blog": blog,
    }


@pytest.fixture
def rename_subject(rename):
    """Gives what has an archive another slug, as the admin does."""

    def rename_subject(subject, slug):
        if isinstance(subject, Page):
            rename(subject, slug)
        else:
            subject.slug = slug
            subject.save()

    return rename_subject


ARCHIVES = {"category": "criminal", "tag": "arrest", "author": "ada-lowell"}


@pytest.mark.parametrize(("kind", "slug"), ARCHIVES.items())
def test_an_archive_is_found_at_every_address_that_it_ever_had(
    client, archives, rename, rename_subject, kind, slug
):
    rename_subject(archives[kind], "second")
    assert destination(client, f"/articles/{kind}/{slug}/") == (
        f"/articles/{kind}/second/"
    )

    rename_subject(archives[kind], "third")
    rename(archives["blog"], "insights")

    for place in (
        f"/articles/{kind}/{slug}/",
        f"/articles/{kind}/second/",
        f"/articles/{kind}/third/",
    ):
        assert destination(client, place) == f"/insights/{kind}/third/"


@pytest.mark.parametrize(("kind", "slug"), ARCHIVES.items())
def test_no_archive_leads_to_itself_after_it_was_renamed_to_and_fro(
    client, archives, rename_subject, kind, slug
):
    rename_subject(archives[kind], "second")
    rename_subject(archives[kind], slug)

    assert client.get(f"/articles/{kind}/{slug}/").status_code == 200
    assert destination(client, f"/articles/{kind}/second/") == (
        f"/articles/{kind}/{slug}/"
    )
    ArticlePage.objects.update(live=False)
    assert client.get(f"/articles/{kind}/{slug}/").status_code == 404


def test_the_vcard_of_a_renamed_profile_is_found(client, rename, home_page):
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    attorney = AttorneyPageFactory(parent=people, slug="ada-lowell")

    rename(attorney, "ada-stone")

    assert destination(client, "/people/ada-lowell/vcard/") == (
        "/people/ada-stone/vcard/"
    )


def test_a_redirect_by_hand_leads_to_another_site_and_keeps_queries_apart(
    client, home_page
):
    Redirect.add_redirect("/old/?p=7", "https://court.example/", is_permanent=False)

    assert client.get("/old/?p=7").url == "https://court.example/"
    assert client.get("/old/?p=8").status_code == 404


@pytest.mark.parametrize("path", ["/nothing/", "/%00/", "/%ff%fe/", "/a/?q=%00", "/é/"])
def test_an_address_that_never_was_is_not_found(client, home_page, path):
    assert client.get(path).status_code == 404


def test_an_expired_page_is_not_found(client, fees):
    fees.expired, fees.live = True, False
    fees.save()

    assert client.get("/fees/").status_code == 404
