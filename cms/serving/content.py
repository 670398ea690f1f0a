"""Which tables hold what the public reads.

Our own apps say so in their `AppConfig`, as `content_models` and `other_models`.
What other packages bring is decided here. `manage.py check` reports a model on
which nobody has decided.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db.models import Model

CONTENT = {
    "wagtailcore": {
        "Collection",
        "CollectionViewRestriction",
        "CollectionViewRestriction_groups",
        "Locale",
        "Page",
        "PageViewRestriction",
        "PageViewRestriction_groups",
        "Site",
    },
    "wagtaildocs": {"Document"},
    "wagtailredirects": {"Redirect"},
    "wagtailsearch": {"IndexEntry"},
    "taggit": {"Tag", "TaggedItem"},
}

# Staff, their work and its traces; and what can be made anew from content:
# renditions (pages name only those listed in the image itself) and embeds
# (fetched while rendering, which must not count as a change).
NOT_CONTENT = {
    "auth": {
        "Group",
        "Group_permissions",
        "Permission",
        "User",
        "User_groups",
        "User_user_permissions",
    },
    "contenttypes": {"ContentType"},
    "django_tasks_database": {"DBTaskResult"},
    "sessions": {"Session"},
    "simple_translation": {"SimpleTranslation"},  # holds a permission only
    "wagtailadmin": {"Admin", "EditingSession", "FormState"},
    "wagtailcore": {
        "APIToken",
        "Comment",
        "CommentReply",
        "GroupApprovalTask",
        "GroupApprovalTask_groups",
        "GroupCollectionPermission",
        "GroupPagePermission",
        "GroupSitePermission",
        "ModelLogEntry",
        "PageLogEntry",
        "PageSubscription",
        "ReferenceIndex",
        "Revision",
        "Task",
        "TaskState",
        "UploadedFile",
        "Workflow",
        "WorkflowContentType",
        "WorkflowPage",
        "WorkflowState",
        "WorkflowTask",
    },
    "wagtailembeds": {"Embed"},
    "wagtailforms": {"FormSubmission"},
    "wagtailimages": {"Image", "Rendition"},  # replaced by cms.FirmImage
    "wagtailusers": {"UserProfile"},
}

# Columns that drafts, locks, schedules and the search index's statistics write on
# tables of content.
BOOKKEEPING_COLUMNS = (
    "approved_go_live_at",
    "draft_title",
    "expire_at",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "live_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
    "owner_id",
    "title_norm",
)


def is_content(model: type[Model]) -> bool | None:
    """Whether the public reads the model's table; None if nobody has decided."""
    config = apps.get_app_config(model._meta.app_label)
    name = model._meta.object_name
    content = CONTENT.get(config.label, getattr(config, "content_models", ()))
    other = NOT_CONTENT.get(config.label, getattr(config, "other_models", ()))
    if (name in content) == (name in other):
        return None
    return name in content


def stored_models() -> Iterator[type[Model]]:
    """Every model with a table of its own."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def content_tables() -> set[str]:
    """The tables whose changes readers can see."""
    return {model._meta.db_table for model in stored_models() if is_content(model)}


def check_decisions(**kwargs: Any) -> list[CheckMessage]:
    """An error for each model on which nobody has decided."""
    return [
        Error(
            f"Is {model._meta.label} content? Nobody has decided.",
            hint="List it in the content_models or the other_models of its AppConfig: "
            "content is whatever the public can read, and a change to it is seen by "
            "readers at once.",
            obj=model,
            id="serving.E001",
        )
        for model in stored_models()
        if is_content(model) is None
    ]
