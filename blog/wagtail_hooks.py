"""The admin's listing of categories."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.models import Category


class CategoryViewSet(SnippetViewSet):
    """The subjects of articles."""

    model = Category
    icon = "folder-open-inverse"
    list_display = ["name", "slug", "parent"]


register_snippet(CategoryViewSet)
