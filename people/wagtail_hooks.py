"""The admin's listings of roles, practice areas and testimonials."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.models import AttorneyRole, PracticeArea, Testimonial


class AttorneyRoleViewSet(SnippetViewSet):
    """Roles in the order of the site's lists."""

    model = AttorneyRole
    icon = "user"
    list_display = ["name", "sort_weight", "is_admitted"]


class PracticeAreaViewSet(SnippetViewSet):
    """The firm's fields of law."""

    model = PracticeArea
    icon = "folder-open-inverse"
    list_display = ["name", "slug", "page"]


class TestimonialViewSet(SnippetViewSet):
    """Testimonials, newest first."""

    model = Testimonial
    icon = "openquote"
    list_display = ["heading", "public_label", "rating", "given_on", "live"]
    list_filter = ["rating", "live"]


register_snippet(AttorneyRoleViewSet)
register_snippet(PracticeAreaViewSet)
register_snippet(TestimonialViewSet)
