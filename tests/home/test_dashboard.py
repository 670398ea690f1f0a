from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from home.models import ConsultationRequest
from home.roles import ATTORNEY, EDITOR, PUBLISHER
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    ConsultationPageFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
    TestimonialFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    user = User.objects.create_user("publisher")
    user.groups.add(Group.objects.get(name=PUBLISHER))
    client.force_login(user)
    return user


def test_the_dashboard_shows_my_drafts(client, home_page, publisher):
    page = StandardPageFactory(parent=home_page, title="About fees")
    page.title = "About our fees"
    page.save_revision(user=publisher)

    html = client.get("/admin/").content.decode()

    assert "Your drafts" in html
    assert "About our fees" in html


def test_the_dashboard_shows_what_is_scheduled(client, home_page, publisher):
    page = StandardPageFactory(parent=home_page, title="Next year", live=False)
    revision = page.save_revision()
    later = timezone.now() + timedelta(days=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=later)

    html = client.get("/admin/").content.decode()

    assert "Scheduled next" in html
    assert "Next year" in html


def test_the_dashboard_shows_what_could_not_be_published_in_time(
    client, home_page, publisher
):
    page = StandardPageFactory(parent=home_page, title="Long due", live=False)
    revision = page.save_revision()
    assert "Overdue" not in client.get("/admin/").content.decode()
    before = timezone.now() - timedelta(minutes=10)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=before)

    html = client.get("/admin/").content.decode()

    assert "Overdue: please publish or unpublish by hand" in html
    assert "Long due" in html
    assert "Could not go live" in html


def test_the_dashboard_shows_new_requests_to_those_who_may_read_them(
    client, home_page, publisher
):
    ConsultationRequest.objects.create(
        page=ConsultationPageFactory(parent=home_page),
        form_data={},
        sender_name="Ada Quill",
        consented_at=timezone.now(),
    )
    shown = client.get("/admin/").content.decode()
    publisher.groups.set([Group.objects.get(name=EDITOR)])

    hidden = client.get("/admin/").content.decode()

    assert "Ada Quill" in shown
    assert "Ada Quill" not in hidden


@pytest.mark.parametrize("listing", ["articles", "attorneys", "background_tasks"])
def test_each_listing_opens(client, home_page, listing):
    client.force_login(User.objects.create_superuser("boss"))

    assert client.get(f"/admin/{listing}/").status_code == 200


def test_an_empty_dashboard_says_that_nothing_waits(client, home_page, publisher):
    html = client.get("/admin/").content.decode()

    assert "somebody has taken up every request" in html
    assert "all that you wrote is published" in html
    assert "Nothing goes live or offline by itself" in html


def test_the_dashboard_tells_only_what_the_user_may_find(client, home_page):
    page = StandardPageFactory(parent=home_page, title="A merger", live=False)
    revision = page.save_revision()
    later = timezone.now() + timedelta(days=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=later)
    attorney = User.objects.create_user("attorney")
    attorney.groups.add(Group.objects.get(name=ATTORNEY))
    client.force_login(attorney)

    assert "A merger" not in client.get("/admin/").content.decode()


def test_the_dashboard_shows_what_will_be_taken_down(client, home_page, publisher):
    StandardPageFactory(
        parent=home_page,
        title="Summer hours",
        expire_at=timezone.now() + timedelta(days=2),
    )

    html = client.get("/admin/").content.decode()

    assert "Summer hours" in html
    assert "Goes offline" in html


def test_a_testimonial_that_could_not_be_taken_down_is_shown_to_who_may_edit_it(
    client, home_page, publisher
):
    testimonial = TestimonialFactory(
        heading="At ease", expire_at=timezone.now() - timedelta(minutes=10)
    )
    shown = client.get("/admin/").content.decode()
    publisher.groups.set([Group.objects.get(name=ATTORNEY)])

    hidden = client.get("/admin/").content.decode()

    assert "At ease" in shown
    assert "Could not go offline" in shown
    assert f"/people/testimonial/edit/{testimonial.pk}/" in shown
    assert "At ease" not in hidden


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_dashboard_costs_the_same_for_many_as_for_one(client, home_page, publisher):
    form = ConsultationPageFactory(parent=home_page)

    def add(number):
        ConsultationRequest.objects.create(
            page=form, form_data={}, sender_name="Ada", consented_at=timezone.now()
        )
        page = StandardPageFactory(parent=home_page, slug=f"page-{number}")
        page.save_revision(user=publisher)

    add(1)
    client.get("/admin/")
    one = queries_of(client, "/admin/")
    for number in range(2, 6):
        add(number)

    assert queries_of(client, "/admin/") <= one


@pytest.mark.parametrize("listing", ["/admin/articles/", "/admin/attorneys/"])
def test_a_listing_costs_the_same_for_many_as_for_one(client, home_page, listing):
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    home_page.refresh_from_db()
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    client.force_login(User.objects.create_superuser("boss"))

    def add(number):
        attorney = AttorneyPageFactory(parent=people)
        article = ArticlePageFactory(
            parent=blog, slug=f"article-{number}", category=CategoryFactory()
        )
        article.authors.create(attorney=attorney)
        article.save()

    add(1)
    client.get(listing)
    one = queries_of(client, listing)
    for number in range(2, 6):
        add(number)

    assert queries_of(client, listing) <= one
