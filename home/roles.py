"""The roles that come with an installation, and the approval they take part in.

Each is made once, when it is missing: what an administrator changes stays.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITOR, PUBLISHER = "Editor", "Publisher"
ATTORNEY, ADMINISTRATOR = "Attorney", "Administrator"
WORKFLOW = "Attorney approval"
WAGTAILS_GROUPS, WAGTAILS_WORKFLOW = ("Moderators", "Editors"), "Moderators approval"

SNIPPETS = (
    "blog.category",
    "cms.calltoaction",
    "people.attorneyrole",
    "people.practicearea",
    "people.testimonial",
)
PAGE_PERMISSIONS = {
    EDITOR: ("add", "change"),
    PUBLISHER: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
    ADMINISTRATOR: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
FILE_PERMISSIONS = {
    EDITOR: ("add", "change", "choose"),
    PUBLISHER: ("add", "change", "choose"),
    ATTORNEY: ("add", "choose"),
    ADMINISTRATOR: ("add", "change", "choose"),
}


def model_permissions(role: str) -> Iterable[str]:
    """The permissions of a role, as `app.action_model`."""
    yield "wagtailadmin.access_admin"
    if role == ATTORNEY:
        return
    actions = ["view", "add", "change"]
    if role != EDITOR:
        actions += ["delete"]
        yield from allowed(["view", "add", "change", "delete"], ["redirects.redirect"])
        yield from allowed(["view", "change", "delete"], ["home.consultationrequest"])
        yield from allowed(["publish"], ["people.testimonial"])
        yield from allowed(["change"], ["cms.firmsettings", "cms.navigationsettings"])
    yield from allowed(actions, SNIPPETS)
    yield "simple_translation.submit_translation"
    if role == ADMINISTRATOR:
        every = ["view", "add", "change", "delete"]
        yield from allowed(every, ["auth.user", "auth.group"])
        yield from allowed(every, ["wagtailcore.site"])
        yield from allowed(every, ["wagtailcore.workflow", "wagtailcore.task"])
        yield from allowed(["view", "add"], ["blog.importrun"])
        yield from allowed(["view"], ["django_tasks_database.dbtaskresult"])


def allowed(actions: Iterable[str], models: Iterable[str]) -> Iterable[str]:
    """Every action on every model, as Django names permissions."""
    actions = list(actions)
    for label in models:
        app, model = label.split(".")
        app = {"redirects": "wagtailredirects"}.get(app, app)
        yield from (f"{app}.{action}_{model}" for action in actions)


def install_roles(sender: AppConfig, **kwargs: Any) -> None:
    """Make the roles and the approval workflow that are missing."""
    if not Page.objects.filter(depth=1).exists():
        return  # a database that was emptied, not migrated
    remove_wagtails_own()
    groups = {role: install_role(role) for role in (*PAGE_PERMISSIONS, ATTORNEY)}
    install_workflow(groups[ATTORNEY])


def install_role(role: str) -> Group:
    """The group of a role; a new one gets its permissions."""
    group, is_new = Group.objects.get_or_create(name=role)
    if not is_new:
        return group
    for name in model_permissions(role):
        app, codename = name.split(".")
        permission = Permission.objects.get(
            content_type__app_label=app, codename=codename
        )
        group.permissions.add(permission)
    for action in PAGE_PERMISSIONS.get(role, ()):
        GroupPagePermission.objects.create(
            group=group,
            page=Page.objects.get(depth=1),
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{action}_page"
            ),
        )
    for app, codename in collection_permissions(role):
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                content_type__app_label=app, codename=codename
            ),
        )
    return group


def collection_permissions(role: str) -> Iterable[tuple[str, str]]:
    """What a role may do with files and the collections they are sorted into.

    Wagtail asks for permissions on its own image and document models.
    """
    for action in FILE_PERMISSIONS[role]:
        yield "wagtailimages", f"{action}_image"
        yield "wagtaildocs", f"{action}_document"
    if role == ADMINISTRATOR:
        for action in ("add", "change", "delete"):
            yield "wagtailcore", f"{action}_collection"


def install_workflow(approvers: Group) -> None:
    """Approval by an attorney for every page, if there is no workflow yet."""
    if Workflow.objects.exists():
        return
    workflow = Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.create(name="An attorney approves")
    task.groups.add(approvers)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.objects.get(depth=1)
    WorkflowPage.objects.create(workflow=workflow, page=root)


def remove_wagtails_own() -> None:
    """Take away Wagtail's example groups and workflow, as long as nobody uses them."""
    if Group.objects.filter(name=EDITOR).exists():
        return
    groups = Group.objects.filter(name__in=WAGTAILS_GROUPS)
    if groups.filter(user__isnull=False).exists():
        return
    Workflow.objects.filter(name=WAGTAILS_WORKFLOW).delete()
    GroupApprovalTask.objects.filter(groups__in=groups).delete()
    groups.delete()
