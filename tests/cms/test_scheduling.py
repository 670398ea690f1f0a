from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from cms import scheduling
from cms.scheduling import Schedule
from cms.worker import look_at
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

    Schedule().publish_due()

    assert StandardPage.objects.get(pk=due.pk).live
    assert not StandardPage.objects.get(pk=later.pk).live


def test_what_has_expired_leaves_the_site(home_page):
    page = StandardPageFactory(parent=home_page, expire_at=an_hour(ago=True))
    testimonial = TestimonialFactory(expire_at=an_hour(ago=True))

    Schedule().publish_due()

    page.refresh_from_db()
    testimonial.refresh_from_db()
    assert not page.live
    assert page.expired
    assert not testimonial.live


@pytest.fixture
def broken(home_page):
    """A page that is due and cannot be published."""
    page = StandardPageFactory(parent=home_page, title="Broken", live=False)
    revision = schedule(page, an_hour(ago=True))
    content = revision.content | {"title": None}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    return page


@pytest.fixture
def wait(monkeypatch):
    """Has seconds pass for the schedule."""
    passed = [0.0]
    monkeypatch.setattr(scheduling, "clock", lambda: passed[0])

    def wait(seconds):
        passed[0] += seconds

    return wait


def test_one_failing_item_does_not_stop_the_others(home_page, broken, caplog):
    sound = StandardPageFactory(parent=home_page, title="Sound", live=False)
    schedule(sound, an_hour(ago=True))

    changed = Schedule().publish_due()

    assert changed == 1
    assert StandardPage.objects.get(pk=sound.pk).live
    assert "Broken" in caplog.text


def test_what_failed_stays_scheduled_for_staff_to_see(broken):
    Schedule().publish_due()

    assert broken.revisions.get().approved_go_live_at is not None


def test_what_fails_again_is_told_in_one_line_after_longer_and_longer_pauses(
    broken, wait, caplog
):
    due = Schedule()
    told = []
    for _ in range(12):
        due.publish_due()
        told.append(len(caplog.records))
        wait(10)

    first, *others = caplog.records
    assert first.exc_info
    assert not any(record.exc_info for record in others)
    assert all("Broken" in record.message for record in caplog.records)
    assert told == [1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3]


def test_what_was_mended_is_published_at_the_next_look(broken, wait):
    due = Schedule()
    due.publish_due()

    schedule(broken, an_hour(ago=True))
    changed = due.publish_due()

    assert changed == 1
    assert StandardPage.objects.get(pk=broken.pk).live


def test_what_is_no_longer_due_is_not_remembered(broken):
    due = Schedule()
    due.publish_due()

    broken.delete()
    due.publish_due()

    assert not due.failures


def test_no_failure_ends_the_looking_at_the_schedule(django_db_blocker, caplog):
    with django_db_blocker.block():
        look_at(Schedule())

    assert "The schedule could not be looked at" in caplog.text
