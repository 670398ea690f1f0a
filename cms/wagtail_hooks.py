"""What the product as a whole adds to the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms import content_checks
from cms.background_tasks import background_tasks
from cms.rich_text import PublicDocumentLinks, PublicPageLinks

__all__ = ["background_tasks", "content_checks"]


@hooks.register("register_rich_text_features", order=100)
def public_links(features: FeatureRegistry) -> None:
    """Rich text links only to what everyone may open; these replace Wagtail's."""
    features.register_link_type(PublicPageLinks)
    features.register_link_type(PublicDocumentLinks)


@hooks.register("insert_global_admin_css")
def admin_branding() -> SafeString:
    """The colours of the firm's admin."""
    address = static("cms/admin/branding.css")
    return format_html('<link rel="stylesheet" href="{}">', address)
