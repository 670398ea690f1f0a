"""Configuration of the people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people app."""

    name = "people"
    verbose_name = "People"
    content_models = {
        "Admission",
        "AttorneyPage",
        "AttorneyPage_practice_areas",
        "AttorneyProfile",
        "AttorneyRole",
        "Award",
        "Education",
        "Experience",
        "PeopleIndexPage",
        "PracticeArea",
        "SpokenLanguage",
        "Testimonial",
    }

    def ready(self) -> None:
        from people import api  # noqa: F401 - offers itself to the content API
