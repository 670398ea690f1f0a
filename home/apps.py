"""Configuration of the home app."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    """The pages of the site, and the roles of those who edit them."""

    name = "home"
    verbose_name = "Pages"
    content_models = {"ConsultationPage", "FormField", "HomePage", "StandardPage"}
    other_models = {"ConsultationRequest"}

    def ready(self) -> None:
        from home import api, wordpress  # noqa: F401 - offer themselves
        from home.roles import install_roles

        # Permissions are made app by app after a migration; the roles need them all.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(install_roles, sender=last, dispatch_uid="install_roles")
