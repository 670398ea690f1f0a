"""What the product as a whole adds to the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from cms import content_checks
from cms.background_tasks import background_tasks

__all__ = ["background_tasks", "content_checks"]


@hooks.register("insert_global_admin_css")
def admin_branding() -> SafeString:
    """The colours of the firm's admin."""
    address = static("cms/admin/branding.css")
    return format_html('<link rel="stylesheet" href="{}">', address)
