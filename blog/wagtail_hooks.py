"""What the blog adds to the admin and to attorneys' profiles."""

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.admin import articles
from blog.models import ArticlePage, Category
from blog.models.article_page import newest_of_each, written_by
from people.models import AttorneyPage

ARTICLES_ON_PROFILE = 5


class CategoryViewSet(SnippetViewSet):
    """The subjects of articles."""

    model = Category
    icon = "folder-open-inverse"
    list_display = ["name", "slug", "parent"]


register_snippet(CategoryViewSet)


@hooks.register("attorney_articles")
def newest_articles(attorneys: list[AttorneyPage]) -> dict[int, list[ArticlePage]]:
    """The articles that each profile lists, by the key of the attorney."""
    groups = {attorney.pk: written_by(attorney) for attorney in attorneys}
    return newest_of_each(groups, ARTICLES_ON_PROFILE)


@hooks.register("register_admin_viewset")
def register_articles() -> PageListingViewSet:
    """The listing of articles in the main menu."""
    return articles
