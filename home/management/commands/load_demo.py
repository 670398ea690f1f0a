"""`manage.py load_demo`: the fictional firm, for a first look and for tests."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.demo.loading import DemoLoader
from home.models import HomePage


class Command(BaseCommand):
    """Fill an empty installation with the demo content."""

    help = "Load the demo content into an empty installation."

    def handle(self, *args: Any, **options: Any) -> None:
        if HomePage.objects.exists():
            raise CommandError(
                "There is a home page already. The demo is for an empty installation."
            )
        DemoLoader().load()
        self.stdout.write("The demo content is loaded.")
