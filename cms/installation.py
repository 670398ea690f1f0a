"""The first start: a migrated database, static files, demo content, a first user."""

import secrets
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

FIRST_USER = "admin"


def migrate_if_needed() -> None:
    """Bring the database up to date; quick when it is."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_files() -> None:
    """Put the static files where they are served from; quick when they are there."""
    call_command("collectstatic", interactive=False, verbosity=0)


def is_first_start() -> bool:
    """Whether nobody has used this installation yet."""
    return not get_user_model().objects.exists()


def create_first_user() -> str:
    """Make the administrator, and return the generated password."""
    password = secrets.token_urlsafe(12)
    get_user_model().objects.create_superuser(FIRST_USER, password=password)
    return password


def load_demo_content() -> None:
    """Fill an empty installation with the fictional firm."""
    home_page = apps.get_model("home", "HomePage")
    if not home_page.objects.exists() and Page.objects.exists():
        call_command("load_demo", verbosity=0)


def keep_address() -> None:
    """Have the site know its own address, which canonical links and feeds name."""
    parts = urlsplit(settings.PUBLIC_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname or "localhost", port
        site.save()
