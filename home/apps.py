"""Configuration of the home app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The home app."""

    name = "home"
    verbose_name = "Pages"
