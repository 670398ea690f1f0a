"""What the product as a whole adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms import content_checks
from cms.background_tasks import background_tasks
from cms.preview_admin import admin_urls, report_item, share_button
from cms.rich_text import PublicDocumentLinks, PublicPageLinks

__all__ = ["background_tasks", "content_checks"]


@hooks.register("register_rich_text_features", order=100)
def public_links(features: FeatureRegistry) -> None:
    """Rich text links only to what everyone may open; these replace Wagtail's."""
    features.register_link_type(PublicPageLinks)
    features.register_link_type(PublicDocumentLinks)


@hooks.register("register_admin_urls")
def preview_link_urls() -> list[URLPattern]:
    """Where drafts are shared."""
    return admin_urls


@hooks.register("register_page_header_buttons")
def share_draft(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The action “Share draft” in the editor."""
    button = share_button(page, user)
    if button is not None:
        yield button


@hooks.register("register_reports_menu_item")
def preview_links_report() -> MenuItem:
    """The list of all links to drafts."""
    return report_item()


@hooks.register("construct_help_menu")
def without_framework_news(request: Any, items: list[MenuItem]) -> None:
    """Leave out what is new in Wagtail, which concerns developers."""
    items[:] = [item for item in items if not item.name.startswith("whats-new")]


@hooks.register("insert_global_admin_css")
def admin_branding() -> SafeString:
    """The colours of the firm's admin."""
    address = static("cms/admin/branding.css")
    return format_html('<link rel="stylesheet" href="{}">', address)
