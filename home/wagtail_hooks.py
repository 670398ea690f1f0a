"""What the pages of the site add to the admin."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from home import dashboard  # noqa: F401 - registers its hook
from home.admin import ConsultationRequestPermissionPolicy, consultation_requests
from home.models import ConsultationRequest

register_permission_policy(
    ConsultationRequest, ConsultationRequestPermissionPolicy(ConsultationRequest)
)


@hooks.register("register_admin_viewset")
def register_consultation_requests() -> Any:
    """The listing of consultation requests."""
    return consultation_requests


@hooks.register("filter_form_submissions_for_user")
def only_in_our_listing(user: Any, forms: Any) -> Any:
    """Keep Wagtail's own list of submissions closed.

    It is open to whoever edits the form, and its export runs formulas.
    """
    return forms.none()
