"""Configuration of the blog app."""

from django.apps import AppConfig


class BlogConfig(AppConfig):
    """The blog app."""

    name = "blog"
    verbose_name = "Articles"
    content_models = {
        "ArticleAuthor",
        "ArticlePage",
        "ArticleTag",
        "BlogIndexPage",
        "Category",
    }
    other_models = {"ImportItem", "ImportRun", "OldAddress"}

    def ready(self) -> None:
        from blog import api  # noqa: F401 - offers itself to the content API
        from blog.wordpress import articles, attorneys  # noqa: F401 - likewise
