from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from cms.scheduling import publish_due
from cms.worker import look_at_schedule
from home.models import StandardPage
from tests.factories import StandardPageFactory, TestimonialFactory

pytestmark = pytest.mark.django_db


def an_hour(ago=False):
    hour = timedelta(hours=1)
    return timezone.now() - hour if ago else timezone.now() + hour


def schedule(page, go_live_at):
    page.go_live_at = go_live_at
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=go_live_at)
    return revision


def test_what_is_due_goes_live_and_what_is_not_waits(home_page):
    due = StandardPageFactory(parent=home_page, title="Due", live=False)
    later = StandardPageFactory(parent=home_page, title="Later", live=False)
    schedule(due, an_hour(ago=True))
    schedule(later, an_hour())

    publish_due()

    assert StandardPage.objects.get(pk=due.pk).live
    assert not StandardPage.objects.get(pk=later.pk).live


def test_what_has_expired_leaves_the_site(home_page):
    page = StandardPageFactory(parent=home_page, expire_at=an_hour(ago=True))
    testimonial = TestimonialFactory(expire_at=an_hour(ago=True))

    publish_due()

    page.refresh_from_db()
    testimonial.refresh_from_db()
    assert not page.live
    assert page.expired
    assert not testimonial.live


def test_one_failing_item_does_not_stop_the_others(home_page, caplog):
    broken = StandardPageFactory(parent=home_page, title="Broken", live=False)
    sound = StandardPageFactory(parent=home_page, title="Sound", live=False)
    revision = schedule(broken, an_hour(ago=True))
    content = revision.content | {"title": None}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    schedule(sound, an_hour(ago=True))

    changed = publish_due()

    assert changed == 1
    assert StandardPage.objects.get(pk=sound.pk).live
    assert "Broken" in caplog.text


def test_no_failure_ends_the_looking_at_the_schedule(django_db_blocker, caplog):
    with django_db_blocker.block():
        look_at_schedule()

    assert "The schedule could not be looked at" in caplog.text
