"""Configuration of the serving layer."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class ServingConfig(AppConfig):
    """The page cache, and how it learns that content changed."""

    name = "cms.serving"
    label = "serving"
    verbose_name = "Serving"
    other_models = {"ContentChanges", "ServingWorker"}

    def ready(self) -> None:
        from cms.serving import content, triggers

        register(content.check_decisions)
        post_migrate.connect(
            triggers.install, sender=self, dispatch_uid="install_content_triggers"
        )
