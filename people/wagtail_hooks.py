"""The admin's listings of roles, practice areas and testimonials."""

from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.admin import attorneys
from people.models import AttorneyRole, PracticeArea, Testimonial


class AttorneyRoleViewSet(SnippetViewSet):
    """Roles in the order of the site's lists."""

    model = AttorneyRole
    icon = "user"
    list_display = [
        "name",
        "sort_weight",
        BooleanColumn("is_admitted", label="Admitted to practice law"),
    ]


class PracticeAreaViewSet(SnippetViewSet):
    """The firm's fields of law."""

    model = PracticeArea
    icon = "folder-open-inverse"
    list_display = ["name", "slug", "page"]


class TestimonialViewSet(SnippetViewSet):
    """Testimonials, newest first."""

    model = Testimonial
    icon = "openquote"
    list_display = [
        "__str__",
        Column("rating", label="Rating", sort_key="rating"),
        Column("given_on", label="Date", sort_key="given_on"),
        "source",
        LiveStatusTagColumn(),
    ]
    list_filter = ["rating", "live"]
    menu_label = "Testimonials"
    menu_order = 230
    add_to_admin_menu = True


register_snippet(AttorneyRoleViewSet)
register_snippet(PracticeAreaViewSet)
register_snippet(TestimonialViewSet)


@hooks.register("register_admin_viewset")
def register_attorneys() -> PageListingViewSet:
    """The listing of attorneys in the main menu."""
    return attorneys
