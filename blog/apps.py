"""Configuration of the blog app."""

from django.apps import AppConfig

from cms import housekeeping


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
        from blog import api, archive_addresses, sent_files  # noqa: F401 - the API offers itself
        from blog.wordpress import articles, attorneys  # noqa: F401 - likewise

        archive_addresses.connect()
        housekeeping.register(sent_files.remove_old_files)
