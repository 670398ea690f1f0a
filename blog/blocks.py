"""The section block that shows the newest articles."""

from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.groups import FIRM
from cms.blocks.struct import StructBlock
from cms.languages import in_language_at_hand, language_at_hand
from cms.request_cache import once_per_request

if TYPE_CHECKING:
    from blog.models import ArticlePage

MOST_ARTICLES = 12


class LatestArticlesValue(blocks.StructValue):
    """The newest articles, of one category or of all."""

    @cached_property
    def articles(self) -> list["ArticlePage"]:
        """What the section shows."""
        category = self["category"]
        key = f"latest-articles-{category and category.pk}-{self['count']}"
        key = f"{key}-{language_at_hand()}"
        return once_per_request(key, self._newest)

    def _newest(self) -> list["ArticlePage"]:
        from blog.models import ArticlePage

        articles = in_language_at_hand(ArticlePage.objects.for_listing())
        if self["category"]:
            articles = articles.in_category(self["category"])
        return list(articles[: self["count"]])

    @property
    def more_url(self) -> str:
        """The page that lists more: the category's archive, or the blog."""
        from blog.models import BlogIndexPage

        if self["category"]:
            return self["category"].url
        blog = BlogIndexPage.main()
        return (blog.url or "") if blog else ""

    @property
    def is_shown(self) -> bool:
        return bool(self.articles)


class LatestArticlesBlock(StructBlock):
    """The newest articles as cards."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="Stands above the articles.",
        max_length=160,
        default="From our blog",
    )
    text = blocks.CharBlock(
        label="Text",
        help_text=("One or two sentences below the heading. Leave empty for none."),
        required=False,
        max_length=300,
    )
    category = SnippetChooserBlock(
        "blog.Category",
        label="Only this category",
        required=False,
        help_text="Leave empty for articles of all categories.",
    )
    count = blocks.IntegerBlock(
        label="How many",
        help_text="The newest published articles, at most this many.",
        default=3,
        min_value=1,
        max_value=MOST_ARTICLES,
    )

    class Meta:
        label = "Latest articles"
        description = "The newest articles as cards, with a link to more."
        icon = "doc-full"
        group = FIRM
        template = "blocks/latest_articles.html"
        value_class = LatestArticlesValue
        api_omits = ("count",)
        preview_value = {"heading": "From our blog", "category": None, "count": 3}
