"""What happens when the last approver of a workflow agrees."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved.

    An attorney approves without the right to publish anything else, so the
    approval stands in for that right (WAGTAIL_FINISH_WORKFLOW_ACTION).
    """
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
