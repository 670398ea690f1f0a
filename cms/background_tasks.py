"""The admin's listing of background tasks, so that a failed one is seen."""

from typing import Any

from django_tasks_db.models import DBTaskResult
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Those with Django's permission may look; nobody may write."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class BackgroundTaskViewSet(ModelViewSet):
    """Tasks by what became of them, the latest first."""

    model = DBTaskResult
    name = "background_tasks"
    icon = "history"
    menu_label = "Background tasks"
    menu_order = 9_000
    add_to_settings_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    ordering = ["-enqueued_at"]
    list_display = [
        TitleColumn("task_name", label="Task", url_name="background_tasks:inspect"),
        Column("get_status_display", label="Status", sort_key="status"),
        Column("attempts", label="Attempts", accessor=lambda row: len(row.worker_ids)),
        Column(
            "error",
            label="Last error",
            accessor=lambda row: row.exception_class_path.rsplit(".", 1)[-1],
        ),
        DateColumn("enqueued_at", label="Asked for", sort_key="enqueued_at"),
    ]
    list_filter = ["status"]
    inspect_view_fields = [
        "task_path",
        "status",
        "enqueued_at",
        "started_at",
        "finished_at",
        "run_after",
        "traceback",
    ]


background_tasks = BackgroundTaskViewSet()
register_permission_policy(DBTaskResult, ReadOnlyPermissionPolicy(DBTaskResult))


@hooks.register("register_admin_viewset")
def register_background_tasks() -> ModelViewSet:
    """The listing, under Settings."""
    return background_tasks
