"""`manage.py prepare`: bring database, static files and first content up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from cms import installation
from cms.languages import make_locales


class Command(BaseCommand):
    """Do what a start needs; quick when there is nothing to do."""

    help = "Migrate, load demo content on the first start, collect static files."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Preparing the database and the static files")
        installation.migrate_if_needed()
        if installation.is_first_start():
            self.stdout.write("First start: loading the demo content")
            installation.load_demo_content()
            password = installation.create_first_user()
            self.stdout.write(f"\n  User         {installation.FIRST_USER}")
            self.stdout.write(f"  Password     {password}  (shown only now)")
        installation.keep_address()
        make_locales()
        installation.collect_static_files()
