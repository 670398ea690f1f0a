"""What the blog adds to the admin and to attorneys' profiles."""

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.admin import articles
from blog.models import ArticlePage, Category
from blog.models.article_page import articles_by
from people.models import AttorneyPage

ARTICLES_ON_PROFILE = 5


class CategoryViewSet(SnippetViewSet):
    """The subjects of articles."""

    model = Category
    icon = "folder-open-inverse"
    list_display = ["name", "slug", "parent"]


register_snippet(CategoryViewSet)


@hooks.register("attorney_articles")
def newest_articles(attorney: AttorneyPage) -> list[ArticlePage]:
    """The articles that a profile lists."""
    return list(articles_by(attorney)[:ARTICLES_ON_PROFILE])


@hooks.register("register_admin_viewset")
def register_articles() -> PageListingViewSet:
    """The listing of articles in the main menu."""
    return articles
