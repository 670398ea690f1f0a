from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from wagtail.models import Revision

from home.models import ConsultationRequest
from home.roles import EDITOR, PUBLISHER
from tests.factories import ConsultationPageFactory, StandardPageFactory

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
