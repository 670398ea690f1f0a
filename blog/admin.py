"""How the admin lists articles."""

from typing import Any

from django_filters import BooleanFilter
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import GenericPageFilterSet, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import BooleanRadioSelect

from blog.models import ArticlePage


class ArticleFilterSet(GenericPageFilterSet):
    """Also finds the articles that an import, or an editor, left to be sorted."""

    has_no_category = BooleanFilter(
        field_name="category",
        lookup_expr="isnull",
        label="Without a category",
        widget=BooleanRadioSelect,
    )


class ArticleIndexView(IndexView):
    """The list, read in as many queries for many articles as for one."""

    base_filterset_class = ArticleFilterSet

    def get_base_queryset(self) -> Any:
        # Wagtail reads the specific pages anew, without what was joined.
        articles = super().get_base_queryset()
        return articles.prefetch_related("category", "authors__attorney")


class ArticleListingViewSet(PageListingViewSet):
    """All articles, with author, category and date of review."""

    model = ArticlePage
    index_view_class = ArticleIndexView
    icon = "doc-full"
    menu_label = "Articles"
    menu_order = 210
    add_to_admin_menu = True
    columns = [
        *IndexView.base_columns[:2],
        Column("byline_text", label="Author"),
        Column("category", label="Category", sort_key="category__name"),
        DateColumn("last_reviewed_on", label="Reviewed", sort_key="last_reviewed_on"),
        *IndexView.base_columns[3:],
    ]
    list_filter = ["category", "live"]


articles = ArticleListingViewSet("articles")
