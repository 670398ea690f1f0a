"""Configuration of the shared app."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    """What all apps of the site share."""

    name = "cms"
    verbose_name = "Site"
    content_models = {
        "CallToAction",
        "FirmImage",
        "FirmSettings",
        "GoneAddress",
        "NavigationSettings",
        "OfficeHours",
        "PhoneHours",
        "SocialProfile",
    }
    # Of renditions, pages name only the files that are listed in the image.
    other_models = {"FirmRendition", "PreviewLink", "PreviewUse"}

    def ready(self) -> None:
        import cms.retrying  # noqa: F401 - connects itself
        from cms import gone, languages, signal_handlers, words_beside_files

        signal_handlers.connect()
        gone.connect()
        words_beside_files.connect()
        post_migrate.connect(
            languages.make_locales, sender=self, dispatch_uid="make_locales"
        )
        # The last app of ours: every other has offered its pages by now.
        from cms.api.checks import check_page_types
        from cms.api.content import content_api

        content_api()
        register(check_page_types)
