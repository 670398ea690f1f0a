import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow

from home.roles import ADMINISTRATOR, ATTORNEY, EDITOR, PUBLISHER, install_roles
from tests.factories import (
    AttorneyPageFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


def user_with(role):
    user = User.objects.create_user(role.lower())
    user.groups.add(Group.objects.get(name=role))
    return user


def test_an_installation_comes_with_four_roles():
    assert set(Group.objects.values_list("name", flat=True)) == {
        ADMINISTRATOR,
        ATTORNEY,
        EDITOR,
        PUBLISHER,
    }


def test_an_editor_edits_and_submits_but_does_not_publish(home_page):
    page = StandardPageFactory(parent=home_page)

    permissions = page.permissions_for_user(user_with(EDITOR))

    assert permissions.can_edit()
    assert permissions.can_submit_for_moderation()
    assert not permissions.can_publish()


def test_a_publisher_publishes(home_page):
    page = StandardPageFactory(parent=home_page)

    assert page.permissions_for_user(user_with(PUBLISHER)).can_publish()


def test_an_attorney_approves_what_an_editor_submits(home_page):
    page = StandardPageFactory(parent=home_page, live=False)
    page.save_revision()
    editor, attorney = user_with(EDITOR), user_with(ATTORNEY)

    assert not page.permissions_for_user(attorney).can_edit()
    state = page.get_workflow().start(page, editor)
    task = state.current_task_state.task.specific
    actions = [name for name, *_ in task.get_actions(page, attorney)]
    state.current_task_state.approve(user=attorney)

    page.refresh_from_db()
    assert "approve" in actions
    assert page.live


def test_only_administrators_manage_users():
    assert user_with(ADMINISTRATOR).has_perm("auth.add_user")
    assert not user_with(PUBLISHER).has_perm("auth.add_user")


def test_requests_of_visitors_are_for_publishers_and_administrators():
    names = {
        role: user_with(role).has_perm("home.view_consultationrequest")
        for role in (ADMINISTRATOR, ATTORNEY, EDITOR, PUBLISHER)
    }

    assert names == {
        ADMINISTRATOR: True,
        ATTORNEY: False,
        EDITOR: False,
        PUBLISHER: True,
    }


def test_what_an_administrator_changed_stays():
    GroupPagePermission.objects.filter(group__name=EDITOR).delete()
    Workflow.objects.update(name="Our own")

    install_roles(apps.get_app_config("home"))

    assert not GroupPagePermission.objects.filter(group__name=EDITOR).exists()
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Our own"]


def test_the_workflow_holds_for_every_page(home_page):
    assert Page.objects.get(depth=1).get_workflow().name == "Attorney approval"
    assert home_page.get_workflow().name == "Attorney approval"


def test_attorneys_edit_their_own_profile_and_no_other(home_page):
    people = PeopleIndexPageFactory(parent=home_page)
    attorney = user_with(ATTORNEY)
    own = AttorneyPageFactory(parent=people, account=attorney)
    other = AttorneyPageFactory(parent=people)

    assert own.permissions_for_user(attorney).can_edit()
    assert not own.permissions_for_user(attorney).can_publish()
    assert not other.permissions_for_user(attorney).can_edit()


def test_an_attorney_opens_the_editor_of_their_own_profile(client, home_page):
    people = PeopleIndexPageFactory(parent=home_page)
    attorney = user_with(ATTORNEY)
    own = AttorneyPageFactory(parent=people, account=attorney)
    client.force_login(attorney)

    assert client.get(f"/admin/pages/{own.pk}/edit/").status_code == 200
    assert own.title in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    "place",
    [
        "",
        "users/",
        "groups/",
        "sites/",
        "collections/",
        "collections/add/",
        "workflows/list/",
        "redirects/",
        "settings/cms/firmsettings/",
        "settings/cms/navigationsettings/",
        "snippets/",
        "articles/",
        "attorneys/",
        "consultation_requests/",
        "background_tasks/",
        "images/",
        "documents/",
        "reports/site-history/",
    ],
)
def test_an_administrator_reaches_every_part_of_the_admin(client, home_page, place):
    client.force_login(user_with(ADMINISTRATOR))

    response = client.get(f"/admin/{place}", follow=True)

    assert response.status_code == 200
    assert response.request["PATH_INFO"] != "/admin/" or not place


@pytest.mark.parametrize("role", [EDITOR, PUBLISHER, ATTORNEY])
@pytest.mark.parametrize("place", ["users/", "groups/", "sites/", "workflows/list/"])
def test_other_roles_do_not_manage_the_installation(client, home_page, role, place):
    client.force_login(user_with(role))

    assert client.get(f"/admin/{place}").status_code in (302, 403)


def test_an_editor_submits_and_an_attorney_approves_in_the_admin(client, home_page):
    page = StandardPageFactory(parent=home_page, title="Fees", live=False)
    data = {
        "title": "Fees",
        "slug": "fees",
        "introduction": "What it costs.",
        "sections-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    editor, attorney = user_with(EDITOR), user_with(ATTORNEY)

    client.force_login(editor)
    client.post(f"/admin/pages/{page.pk}/edit/", data | {"action-submit": "1"})
    page.refresh_from_db()
    client.force_login(attorney)
    waiting = client.get("/admin/").content.decode()
    task = page.current_workflow_task_state
    action = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]
    )
    client.post(action)

    page.refresh_from_db()
    assert "Fees" in waiting
    assert page.live


def test_an_attorney_submits_a_change_of_their_own_profile(client, home_page):
    people = PeopleIndexPageFactory(parent=home_page)
    attorney = user_with(ATTORNEY)
    own = AttorneyPageFactory(parent=people, account=attorney)

    permissions = own.permissions_for_user(attorney)

    assert permissions.can_submit_for_moderation()
    assert not permissions.can_delete()
    assert not permissions.can_unpublish()
    assert not permissions.can_move()
