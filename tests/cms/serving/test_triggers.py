from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Revision

from blog.models import ArticlePage
from cms.models import FirmImage, FirmRendition, FirmSettings
from cms.serving.content import content_tables, is_content, stored_models
from cms.serving.triggers import install
from home.models import ConsultationRequest
from tests.factories import CategoryFactory, FirmImageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def changes():
    """What has been counted, with the transaction's mark taken off."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('counsel.is_counted', '', true)")
        cursor.execute("SELECT COALESCE(sum(changes), 0) FROM serving_contentchanges")
        return cursor.fetchone()[0]


@contextmanager
def counted():
    before = changes()
    yield
    assert changes() == before + 1


@contextmanager
def not_counted():
    before = changes()
    yield
    assert changes() == before


def test_somebody_has_decided_for_each_model_whether_it_is_content():
    undecided = [model for model in stored_models() if is_content(model) is None]

    assert undecided == []


def test_each_table_of_content_has_its_triggers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger "
            "WHERE tgname LIKE 'count_content_%' GROUP BY 1"
        )
        found = dict(cursor.fetchall())

    assert found == dict.fromkeys(content_tables(), 4)


def test_installing_again_changes_nothing_and_mends_what_is_missing():
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER count_content_update ON blog_category")
        cursor.execute(
            "CREATE TRIGGER count_content_insert AFTER INSERT ON auth_user "
            "FOR EACH STATEMENT EXECUTE FUNCTION count_content_change()"
        )

    install()

    test_each_table_of_content_has_its_triggers()


def test_any_way_of_changing_content_is_counted(home_page):
    page = StandardPageFactory(parent=home_page)
    image = FirmImageFactory()

    with counted():
        page.save_revision().publish()
    with counted():
        StandardPageFactory._meta.model.objects.filter(pk=page.pk).update(title="New")
    with counted():
        CategoryFactory()
    with counted():
        FirmSettings.objects.update_or_create(
            site_id=home_page.get_site().pk, defaults={"firm_name": "Other"}
        )
    with counted():
        FirmImage.objects.filter(pk=image.pk).update(ready={"wide": []})
    with counted():
        Redirect.objects.create(old_path="/old", redirect_page=page)
    with counted():
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
    with counted():
        page.delete()
    with counted(), connection.cursor() as cursor:
        cursor.execute("UPDATE cms_firmsettings SET firm_name = 'By hand'")
    with counted(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE wagtailredirects_redirect")


def test_what_readers_cannot_see_is_not_counted(home_page):
    page = StandardPageFactory(parent=home_page)
    image = FirmImageFactory()
    page.save_revision().publish()
    page.refresh_from_db()

    with not_counted():
        page.title = "A draft"
        page.save_revision()
    with not_counted():
        user = get_user_model().objects.create_user("editor")
        user.last_login = timezone.now()
        user.save()
    with not_counted():
        Session.objects.create(session_key="k", expire_date=timezone.now())
    with not_counted():
        image.get_rendition("width-10")
        FirmRendition.objects.all().delete()
    with not_counted():
        ConsultationRequest.objects.create(
            page=page, form_data={}, consented_at=timezone.now()
        )
    with not_counted():
        Revision.objects.all().delete()


def test_a_statement_that_changes_no_row_is_not_counted(home_page):
    page = StandardPageFactory(parent=home_page)
    page.save()

    with not_counted():
        ArticlePage.objects.filter(title="None").update(title="Still none")
    with not_counted():
        ArticlePage.objects.filter(title="None").delete()
    with not_counted():
        page.save()


def test_a_change_that_is_taken_back_is_not_counted():
    with not_counted():
        savepoint = transaction.savepoint()
        CategoryFactory()
        transaction.savepoint_rollback(savepoint)
    with counted():
        CategoryFactory()


def test_a_transaction_counts_once_however_much_it_changes():
    with counted():
        CategoryFactory()
        CategoryFactory()
        FirmImageFactory()
