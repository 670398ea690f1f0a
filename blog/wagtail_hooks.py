"""What the blog adds to the admin and to attorneys' profiles."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.admin import articles
from blog.import_admin import admin_urls, menu_item
from blog.models import ArticlePage, Category
from blog.models.article_listing import written_by
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
    return ArticlePage.objects.newest_of_each(groups, ARTICLES_ON_PROFILE)


@hooks.register("register_admin_viewset")
def register_articles() -> PageListingViewSet:
    """The listing of articles in the main menu."""
    return articles


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """Where a WordPress site is brought in."""
    return admin_urls


@hooks.register("register_settings_menu_item")
def import_menu_item() -> MenuItem:
    """Its entry under Settings."""
    return menu_item()


@hooks.register("register_permissions")
def import_permission() -> QuerySet[Permission]:
    """Who may import, for the page that edits groups."""
    return Permission.objects.filter(
        content_type__app_label="blog", codename="add_importrun"
    )
