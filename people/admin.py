"""How the admin lists attorneys."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from people.models import AttorneyPage


def portrait_thumbnail(attorney: AttorneyPage) -> SafeString | str:
    """The portrait, small; the profile's name stands beside it."""
    found = attorney.portrait and attorney.portrait.picture("portrait")
    if not found:
        return "No photo"
    return format_html('<img src="{}" alt="" width="40" height="50">', found.src)


class AttorneyIndexView(IndexView):
    """The list, read in as many queries for many attorneys as for one."""

    default_ordering = "role__sort_weight"

    def get_base_queryset(self) -> Any:
        # Wagtail reads the specific pages anew, without what was joined.
        return super().get_base_queryset().prefetch_related("role", "portrait")


class AttorneyListingViewSet(PageListingViewSet):
    """All attorneys, with photo and role."""

    model = AttorneyPage
    index_view_class = AttorneyIndexView
    icon = "user"
    menu_label = "Attorneys"
    menu_order = 220
    add_to_admin_menu = True
    columns = [
        *IndexView.base_columns[:2],
        Column("photo", label="Photo", accessor=portrait_thumbnail),
        Column("role", label="Role", sort_key="role__sort_weight"),
        *IndexView.base_columns[3:],
    ]
    list_filter = ["role", "live"]


attorneys = AttorneyListingViewSet("attorneys")
