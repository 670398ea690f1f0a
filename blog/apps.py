"""Configuration of the blog app."""

from django.apps import AppConfig


class BlogConfig(AppConfig):
    """The blog app."""

    name = "blog"
    verbose_name = "Articles"
